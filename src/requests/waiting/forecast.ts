import { type InstantText, instantText, parseInstant } from '../../base/time.ts'
import { actOf } from '../acts/acts.ts'
import { isOverdue } from '../clocks.ts'
import { ancestors, type Course, isOver, openObjection } from '../lifecycle.ts'
import type { Clock, Request, Step } from '../request.ts'
import type { Stay } from '../store/stays.ts'
import { type Benchmark, benchmarkOf, ENOUGH } from './benchmark.ts'
import { quartilesOf } from './quartiles.ts'

/** Between when and when something is expected; never one moment alone. */
export interface Range {
  readonly from: InstantText
  readonly to: InstantText
}

/** One step on the way: how long it took or has taken so far, beside what is usual. */
export interface Stage {
  readonly step: Step
  /** When its turn came; unknown where we heard of it only once it was over. */
  readonly began: InstantText | undefined
  readonly ended: InstantText | undefined
  readonly benchmark: Benchmark | undefined
  /** It takes longer than three of four did; nothing is called slow by a small record. */
  readonly slow: boolean
  /** A period of the law that runs for it is over. */
  readonly overdue: boolean
  /** While it is not over: when its end is expected. */
  readonly expected: Range | undefined
}

/** What somebody published on how long a route takes, as the law base has it. */
export interface Published {
  readonly days: number
  readonly cite: string
  readonly is: 'average' | 'limit'
}

/** What a forecast rests on. */
export type Source =
  | { readonly kind: 'record'; readonly n: number; readonly small: boolean; readonly steps: readonly string[] }
  | { readonly kind: 'clock'; readonly rule: string; readonly cite: string; readonly step: string }
  | ({ readonly kind: 'published' } & Published)

/** When a request is expected to be answered (our own) or done with (one that came to us). */
export interface Forecast {
  readonly stages: readonly Stage[]
  readonly behind: number
  readonly left: number
  /** Undefined where nothing is to be expected, or nobody can say; then `without` says why. */
  readonly expected: Range | undefined
  readonly without: 'over' | 'refused' | 'objected' | 'nothing-known' | undefined
  readonly sources: readonly Source[]
}

/**
 * The forecast of a request at a moment. Along the longest way that is left, the lower quartiles of its stages are added
 * up to the beginning of the range and the upper ones to its end: wider than half of all cases, on purpose. Where a
 * stage has no record to speak of, its period of the law that runs is its end; where it has none either, the published
 * figure for the whole route comes before a small record. What has lasted longer than all on record is counted as if it
 * began now.
 */
export function forecastOf(
  course: Course,
  stays: { readonly own: readonly Stay[]; readonly record: readonly Stay[] },
  published: Published | undefined,
  now: Temporal.Instant,
): Forecast {
  const { request, steps } = course
  const at = now.epochMilliseconds
  const measured = new Map(
    steps.map((step) => [step.id, benchmarkOf(step, foreignStateOf(request), stays.record)] as const),
  )
  const lengthOf = (step: Step): Span | undefined => {
    const waited = step.is === 'current' && step.since ? at - parseInstant(step.since).epochMilliseconds : 0
    const found = measured.get(step.id)
    const record = found && ({ ...remaining(found.lengths, waited), isRecord: true } as const)
    if (record && !found.benchmark.small) return record
    const clock = clockFor(course, step)
    const left = clock?.due === undefined ? 0 : parseInstant(clock.due).epochMilliseconds - at
    return clock && left > 0 ? { lower: 0, upper: left, clock } : record
  }
  const ends = new Map<string, Ends | undefined>()
  const endOf = (step: Step): Ends | undefined => {
    if (ends.has(step.id)) return ends.get(step.id)
    ends.set(step.id, undefined)
    const before = steps.filter((one) => step.after.includes(one.id) && !isOver(one)).map(endOf)
    const own = lengthOf(step)
    const known = before.filter((one) => one !== undefined)
    const end =
      own && known.length === before.length
        ? {
            from: Math.max(at, ...known.map(({ from }) => from)) + (step.certain ? own.lower : 0),
            to: Math.max(at, ...known.map(({ to }) => to)) + own.upper,
            rests: [{ step, span: own }, ...known.flatMap(({ rests }) => rests)],
          }
        : undefined
    ends.set(step.id, end)
    return end
  }
  const without = whyNone(course)
  const stages = steps.map((step): Stage => {
    const benchmark = measured.get(step.id)?.benchmark
    const stay = stays.own.find((one) => one.step === step.id)
    const end = isOver(step) || without !== undefined ? undefined : endOf(step)
    const waited = step.is === 'current' && step.since ? at - parseInstant(step.since).epochMilliseconds : 0
    return {
      step,
      began: step.is === 'current' ? step.since : (stay?.began as InstantText | undefined),
      ended: isOver(step) || step.is === 'refused' ? step.since : undefined,
      benchmark,
      slow: benchmark !== undefined && !benchmark.small && waited > benchmark.upper,
      overdue: course.clocks.some((clock) => clock.step === step.id && isOverdue(clock, now)),
      expected: end && rangeOf(end.from, end.to),
    }
  })
  const told = {
    stages,
    behind: steps.filter(isOver).length,
    left: steps.filter((step) => !isOver(step)).length,
  }
  if (without) return { ...told, expected: undefined, without, sources: [] }
  const awaited = awaitedIn(course, (step) => endOf(step) !== undefined).map(endOf)
  const known = awaited.filter((end) => end !== undefined)
  const rests = known.flatMap((end) => end.rests)
  const isSmall = rests.some(({ step, span }) => span.isRecord && measured.get(step.id)?.benchmark.small)
  if (known.length > 0 && known.length === awaited.length && !(isSmall && published)) {
    const expected = rangeOf(Math.max(...known.map(({ from }) => from)), Math.max(...known.map(({ to }) => to)))
    return {
      ...told,
      expected,
      without: undefined,
      sources: sourcesOf(rests, measured),
    }
  }
  if (!published) return { ...told, expected: undefined, without: 'nothing-known', sources: [] }
  const from = request.leftAt === undefined ? at : parseInstant(request.leftAt).epochMilliseconds
  const source = { kind: 'published', ...published } as const
  return { ...told, expected: byFigure(published, from, at), without: undefined, sources: [source] }
}

/** The period that doing the step ends; else the first of its periods to end. */
function clockFor({ clocks }: Course, step: Step): Clock | undefined {
  const running = clocks
    .filter((one) => one.step === step.id && one.stoppedAt === undefined && one.due !== undefined)
    .toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))
  const ends = new Set([...step.moments, ...actOf(step.does).moments])
  return running.find(({ stops }) => ends.has(stops)) ?? running[0]
}

interface Span {
  readonly lower: number
  readonly upper: number
  readonly isRecord?: true
  readonly clock?: Clock
}
interface Ends {
  readonly from: number
  readonly to: number
  readonly rests: readonly { readonly step: Step; readonly span: Span }[]
}

/** What is left of a stage that has lasted so long already, from those that lasted longer; two at least, or it begins anew. */
function remaining(lengths: readonly number[], waited: number): Pick<Span, 'lower' | 'upper'> {
  const longer = lengths.filter((length) => length > waited).map((length) => length - waited)
  const quartiles = quartilesOf(longer.length > 1 ? longer : lengths)
  if (!quartiles) return { lower: 0, upper: 0 }
  const { n, lower, upper } = quartiles
  return n < ENOUGH || lower === upper ? { lower: lower / SPREAD, upper: upper * SPREAD } : { lower, upper }
}

/** Few, or an average alone, say little: the range is then from half of it to its double. Good practice, no rule of law. */
const SPREAD = 2
const DAY = 86_400_000

/** An average spreads both ways; of a limit only the end is known. Once it is past, it is counted from now. */
function byFigure({ days, is }: Published, from: number, now: number): Range {
  const [early, late] = is === 'limit' ? [0, days * DAY] : [(days * DAY) / SPREAD, days * DAY * SPREAD]
  const start = from + late > now ? from : now
  return rangeOf(Math.max(now, start + early), start + late)
}

const rangeOf = (from: number, to: number): Range => {
  const text = (at: number) => instantText(Temporal.Instant.fromEpochMilliseconds(Math.round(at)))
  return { from: text(from), to: text(to) }
}

/**
 * What is waited for: of our own request the data, else the end of every step; of those whose end nobody can tell only
 * where no data are waited for either.
 */
function awaitedIn({ request, steps }: Course, isKnown: (step: Step) => boolean): Step[] {
  const open = steps.filter((step) => !isOver(step))
  const yielding = open.filter((step) => actOf(step.does).reportedBy === 'production')
  if (yielding.length === 0) return open
  if (request.direction === 'incoming') return open.filter((step) => yielding.includes(step) || isKnown(step))
  // Of those that follow from one another the last is the one we wait for.
  return yielding.filter((step) => !yielding.some((one) => ancestors(steps, one).has(step)))
}

function whyNone(course: Course): Forecast['without'] {
  if (course.request.endedAt !== undefined || course.steps.every(isOver)) return 'over'
  if (course.steps.some(({ is }) => is === 'refused')) return 'refused'
  return openObjection(course) ? 'objected' : undefined
}

function sourcesOf(rests: Ends['rests'], measured: ReadonlyMap<string, ReturnType<typeof benchmarkOf>>): Source[] {
  const once = [...new Map(rests.map((one) => [one.step.id, one])).values()]
  const benchmarks = once.flatMap(({ step, span }) => (span.isRecord ? (measured.get(step.id)?.benchmark ?? []) : []))
  const steps = once.filter(({ span }) => span.isRecord).map(({ step }) => step.id)
  const least = Math.min(...benchmarks.map(({ n }) => n))
  const record: Source[] = steps.length > 0 ? [{ kind: 'record', n: least, small: least < ENOUGH, steps }] : []
  const clocks = once.flatMap(({ step, span: { clock } }): Source[] =>
    clock ? [{ kind: 'clock', rule: clock.rule, cite: clock.cite, step: step.id }] : [],
  )
  return [...record, ...clocks]
}

/** The other state, as lists are narrowed by it. */
const foreignStateOf = ({ direction, to, facts }: Request): string | undefined =>
  direction === 'outgoing' ? to : facts.asking?.state
