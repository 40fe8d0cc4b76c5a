import type { LawBase } from '../../law/index.ts'
import { LaboratoryError } from '../errors.ts'
import type { Outcome } from '../running/outcome.ts'
import type { Result } from '../running/result.ts'
import { chance } from './chance.ts'
import type { Fitted } from './fit.ts'
import { exponential, type QueueRun, type Spread, simulateQueue, spreadOf } from './queue.ts'
import { type StageTimes, timesOfStages } from './stages.ts'

/** How long one request took by a route, as a record has it. */
export interface Length {
  readonly route: string
  /** The day it began. */
  readonly began: string
  readonly days: number
}

/** What is known of how long a route takes. */
export type Known =
  | { readonly by: 'record'; readonly times: StageTimes<Omit<Fitted, 'draw'>> }
  /** As somebody published it; how it spreads about that figure is assumed. */
  | { readonly by: 'published'; readonly days: number; readonly is: 'average' | 'limit'; readonly cite: string }

export interface RouteDays {
  readonly route: string
  /** How many requests would take it. */
  readonly before: number
  readonly after: number
  readonly known: Known | undefined
  readonly spread: Spread | undefined
}

/** The days requests with a way would take, before and after; those of whose way nothing is known are in no range. */
export interface ExpectedDays {
  readonly routes: readonly RouteDays[]
  readonly before: Spread | undefined
  readonly after: Spread | undefined
  readonly untold: { readonly before: number; readonly after: number }
}

/** So many draws tell a range. */
const DRAWS = 4_000

const hasWay = ({ status }: Outcome) => status === 'open' || status === 'approval'

/**
 * How long requests would take before and after: each route fitted from the record, tried on its last year, else as somebody
 * published it. A published average is taken for a time at random with that mean, a limit for any time up to it.
 */
export function expectedDays({ cells }: Result, law: LawBase, lengths: readonly Length[]): ExpectedDays {
  const counted = new Map<string, { before: number; after: number }>()
  for (const cell of cells) {
    for (const when of ['before', 'after'] as const) {
      const { route } = cell[when]
      if (!hasWay(cell[when]) || route === undefined) continue
      const row = counted.get(route) ?? { before: 0, after: 0 }
      row[when] += cell.requests
      counted.set(route, row)
    }
  }
  const wanted = [...Map.groupBy(lengths, ({ route }) => route)].flatMap(([route, group]) => (counted.has(route) ? settled(group) : []))
  const onRecord = timesOfStages(wanted.map(({ route, ...rest }) => ({ step: route, ...rest })), chance(1))
  const drawing = [...counted].map(([route, row]) => {
    const times = onRecord.find(({ step, fitted }) => step === route && fitted)
    const { known, draw } = times?.fitted ? onRecordOf(times, times.fitted) : publishedOf(law, route)
    return { route, ...row, known, draw }
  })
  const next = chance(2)
  const sampled = (draw: (from: () => number) => number) => spreadOf(Array.from({ length: DRAWS }, () => draw(next)))
  const over = (when: 'before' | 'after') => {
    const told = drawing.filter(({ draw, [when]: n }) => draw && n > 0)
    const all = told.reduce((sum, { [when]: n }) => sum + n, 0)
    if (all === 0) return undefined
    return sampled((from) => {
      let left = from() * all
      const one = told.find(({ [when]: n }) => {
        left -= n
        return left < 0
      })
      return (one ?? told[0])?.draw?.(from) ?? 0
    })
  }
  const untold = (when: 'before' | 'after') => drawing.reduce((sum, { draw, [when]: n }) => sum + (draw ? 0 : n), 0)
  return {
    routes: drawing
      .map(({ draw, ...row }) => ({ ...row, spread: draw && sampled(draw) }))
      .sort((a, b) => Math.max(b.before, b.after) - Math.max(a.before, a.after) || (a.route < b.route ? -1 : 1)),
    before: over('before'),
    after: over('after'),
    untold: { before: untold('before'), after: untold('after') },
  }
} // biome-ignore format: read on

/** Of what began lately only the quick has ended: it would make every route look quicker than it is. */
function settled(lengths: readonly Length[]): Length[] {
  const sorted = lengths.map(({ days }) => days).sort((a, b) => a - b)
  const long = sorted[Math.floor(sorted.length * 0.98)] ?? 0
  const began = (one: Length) => Date.parse(one.began) / 86_400_000
  const last = lengths.reduce((latest, one) => Math.max(latest, began(one) + one.days), 0)
  return lengths.filter((one) => began(one) + long <= last)
}

const onRecordOf = (times: StageTimes, { draw, ...fitted }: Fitted) => ({
  known: { by: 'record', times: { ...times, fitted } } as const,
  draw,
})

function publishedOf(law: LawBase, id: string) {
  const rule = law.rules.get(id)
  const typical = rule?.kind === 'route' ? rule.typical : undefined
  if (!typical) return { known: undefined, draw: undefined }
  const { days, is, cite } = typical
  const draw = (next: () => number) => (is === 'limit' ? days * next() : exponential(days, next))
  return { known: { by: 'published', days, is, cite } as const, draw }
}

/** What a central authority is asked about: who works there, how long a request takes one of them, how many come in a year. */
export interface Capacity {
  readonly state: string
  /** So many desks have to approve a request, each with as many officers; one where nothing else is said. */
  readonly layers?: number | undefined
  readonly officers: number
  readonly days: number
  readonly perYear: number
}

/** With the requests of today, and with those the proposal sends; 'grows' where more comes in than can ever be done. */
export interface Wait {
  readonly now: QueueRun | 'grows'
  readonly later: QueueRun | 'grows'
}

export interface CapacityWait extends Wait {
  /** Requests of the record that would pass there. */
  readonly before: number
  readonly after: number
  /** The same where several layers are asked at once, not one after the other. */
  readonly sideBySide?: Wait
}

/** The states whose central authority executes requests of the record, before or after: the busiest first. */
export function authoritiesIn({ cells }: Result): { state: string; before: number; after: number }[] {
  const found = new Map<string, { before: number; after: number }>()
  for (const cell of cells) {
    for (const when of ['before', 'after'] as const) {
      const { channel, to } = cell[when]
      if (channel !== 'cooperative' || to === undefined || !hasWay(cell[when])) continue
      const row = found.get(to) ?? { before: 0, after: 0 }
      row[when] += cell.requests
      found.set(to, row)
    }
  }
  return [...found]
    .map(([state, row]) => ({ state, ...row }))
    .sort((a, b) => b.before + b.after - a.before - a.after || (a.state < b.state ? -1 : 1))
}

/**
 * How long requests wait at a central authority now, and with as many more or fewer as the proposal sends there: more ways can
 * make every one of them slower. Throws `bad_model` for what is no capacity.
 */
export function waitUnder(result: Result, { state, layers = 1, officers, days, perYear }: Capacity): CapacityWait {
  const { before, after } = authoritiesIn(result).find((one) => one.state === state) ?? { before: 0, after: 0 }
  if (before === 0) throw refused('state', `No request of this record passes the central authority of ${state} today`)
  if (!Number.isInteger(layers) || layers < 1 || layers > 6) throw refused('layers', 'Layers are a whole number from 1 to 6')
  if (!Number.isInteger(officers) || officers < 1 || officers > 1_000)
    throw refused('officers', 'Officers are a whole number from 1 to 1,000')
  if (!(days > 0 && days <= 1_000)) throw refused('days', 'A request takes an officer more than no time, and 1,000 days at most')
  if (!(perYear > 0 && perYear <= 1_000_000)) throw refused('perYear', 'Between one and a million requests come in a year')
  const wait = (arrivals: number, sideBySide: boolean): QueueRun | 'grows' => {
    if (arrivals * days >= 0.99 * officers) return 'grows'
    const next = chance(1)
    const stations = Array.from({ length: layers }, () => ({ name: state, officers, service: () => exponential(days, next) }))
    return simulateQueue({ arrivals, stations, sideBySide, requests: 20_000, warming: 2_000, next })
  }
  const later = (perYear * after) / before / 365
  const both = (sideBySide: boolean): Wait => ({ now: wait(perYear / 365, sideBySide), later: wait(Math.max(later, 1e-9), sideBySide) })
  return { before, after, ...both(false), ...(layers > 1 && { sideBySide: both(true) }) }
} // biome-ignore format: read on

const refused = (path: string, says: string) => new LaboratoryError('invalid', 'bad_model', says, { path })
