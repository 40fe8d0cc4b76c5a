import { LaboratoryError } from '../errors.ts'
import { type Fitted, fitStage } from './fit.ts'
import { type QueueRun, simulateQueue } from './queue.ts'

/** How long one stage of one request took: as a record has it, one a line of JSON. */
export interface StageLength {
  readonly step: string
  /** The day its turn came. */
  readonly began: string
  readonly days: number
}

export interface StageTimes<Fit = Fitted> {
  readonly step: string
  readonly n: number
  /** The years it was fitted from, and those it was tried on. */
  readonly fittedOn: readonly [number, number]
  readonly heldOut: number
  /** Undefined where either side has too few to say anything. */
  readonly fitted: Fit | undefined
}

/** Throws `bad_record`, naming the line. */
export function readStages(text: string): StageLength[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const { step, began, days } = parsed(line, i + 1)
    const isOne = typeof step === 'string' && /^\d{4}-\d{2}-\d{2}/.test(String(began)) && Number.isFinite(days)
    if (!isOne || (days as number) < 0)
      throw refused(i + 1, 'a stage has a step, the day it began and how many days it took')
    return [{ step, began: String(began), days: days as number }]
  })
}

function parsed(line: string, number: number): { step?: unknown; began?: unknown; days?: unknown } {
  try {
    return JSON.parse(line) ?? {}
  } catch {
    throw refused(number, 'this is not JSON')
  }
}

const refused = (line: number, says: string) =>
  new LaboratoryError('invalid', 'bad_record', `line ${line}: ${says}`, { path: `line ${line}` })

/** Each stage fitted from all years but the last, and tried on the last, which it has not seen. */
export function timesOfStages(lengths: readonly StageLength[], next: () => number): StageTimes[] {
  const yearOf = ({ began }: StageLength) => Number(began.slice(0, 4))
  return [...Map.groupBy(lengths, ({ step }) => step)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([step, group]) => {
      const years = group.map(yearOf)
      const heldOut = Math.max(...years)
      const days = (wanted: (one: StageLength) => boolean) => group.filter(wanted).map((one) => one.days)
      const earlier = days((one) => yearOf(one) < heldOut)
      return {
        step,
        n: group.length,
        fittedOn: [Math.min(...years), heldOut - 1] as const,
        heldOut,
        fitted: fitStage(earlier, days((one) => yearOf(one) === heldOut), next),
      }
    })
} // biome-ignore format: read beside what it makes

/** What waits at a stage done by so many officers, for as many requests a day and for so many times as many. */
export function waitAt(
  { step, fitted }: StageTimes,
  { officers, arrivals, times }: { officers: number; arrivals: number; times: number },
  chanceFrom: (seed: number) => () => number,
): { readonly now: QueueRun; readonly later: QueueRun } {
  if (!fitted)
    throw new LaboratoryError('invalid', 'bad_model', `Too little is on record of ${step} to say how long it takes`)
  const run = (each: number) => {
    const next = chanceFrom(1)
    const stations = [{ name: step, officers, service: () => fitted.draw(next) }]
    return simulateQueue({ arrivals: each, stations, requests: 20_000, warming: 2_000, next })
  }
  return { now: run(arrivals), later: run(arrivals * times) }
}
