import { FEWEST, type Told } from '../protection.ts'
import type { Days, Figures } from './figures.ts'
import { type Table, toldTogether } from './linked.ts'

type ToldCounts = Readonly<Record<string, Told>>

/** The figures of one organisation, direction and half-year as they are published: null is a number that is not told, and a breakdown that is absent is not told at all. */
export interface ToldFigures {
  readonly org: string
  readonly direction: Figures['direction']
  readonly period: string
  readonly made: {
    readonly digest: string
    readonly number: Told
    readonly byRoute?: ToldCounts
    readonly byState?: ToldCounts
    readonly byUrgency?: ToldCounts
    readonly byCategory?: ToldCounts
  }
  readonly ended: {
    readonly digest: string
    readonly number: Told
    readonly byOutcome?: ToldCounts
    readonly byGround?: ToldCounts
    readonly days?: Days
    readonly daysByRoute?: Readonly<Record<string, Days>>
  }
}

export const breakdowns = {
  made: ['byRoute', 'byState', 'byUrgency', 'byCategory'],
  ended: ['byOutcome', 'byGround'],
} as const
type MadeBy = (typeof breakdowns.made)[number]
type EndedBy = (typeof breakdowns.ended)[number]

/** Whether the parts of each of these add up to the number they are of. */
export const addsUp: Readonly<Record<MadeBy | EndedBy, boolean>> = {
  byRoute: true,
  byState: true,
  byUrgency: true,
  byOutcome: true,
  byCategory: false,
  byGround: false,
}

type ToldPart = Partial<Record<MadeBy | EndedBy, ToldCounts>> & { readonly number: Told }

/** The state an organisation is in, by its id. */
type StateOf = (org: string) => string

/**
 * All figures of an edition as they may be told together. `before` is the edition before: figures that have not changed since are
 * told as they were told then, and so are those of which fewer than `FEWEST` requests are new or gone: what two editions
 * differ by must not show them. Answers also whose figures were kept for that.
 */
export function tell(
  figures: readonly Figures[],
  before: readonly ToldFigures[],
  stateOf: StateOf,
): { told: ToldFigures[]; kept: string[] } {
  const earlier = new Map(before.map((one) => [keyOf(one), one]))
  const same = (one: Figures, what: 'made' | 'ended') => earlier.get(keyOf(one))?.[what]?.digest === one[what].digest
  const kept: string[] = []
  const isKept = (one: Figures, what: 'made' | 'ended'): boolean => {
    const was = earlier.get(keyOf(one))?.[what]
    if (!was || was.digest === one[what].digest) return was !== undefined
    const few = movedByFew(was.number, one[what].number)
    if (few) kept.push(`${keyOf(one)} ${what}`)
    return few
  }
  const tables: Table[] = []
  const slots: { figures: Figures; what: 'made' | 'ended'; by: MadeBy | EndedBy | 'number'; words: string[] }[] = []
  for (const one of figures)
    for (const what of ['made', 'ended'] as const) {
      const was: ToldPart | undefined = earlier.get(keyOf(one))?.[what]
      const again = isKept(one, what) ? was : undefined
      const { direction: side } = one
      const number = one[what].number
      const link = what === 'made' ? linkOf(one, stateOf) : () => undefined
      const asBefore = again && { asBefore: [again.number] }
      const head = tables.length
      tables.push({ side, alone: true, cells: [{ number, link: link('number', '') }], ...asBefore })
      slots.push({ figures: one, what, by: 'number', words: [''] })
      for (const by of breakdowns[what]) {
        const counted = partsOf(one, by)
        const words = Object.keys(counted)
        const then = was?.[by]
        const hidden = was ? hiddenSince(counted, then) : new Set<number>()
        tables.push({
          side,
          cells: words.map((word) => ({ number: counted[word] ?? 0, link: link(by, word) })),
          hidden,
          of: head,
          ...(again && { asBefore: words.map((word) => then?.[word] ?? null) }),
        })
        slots.push({ figures: one, what, by, words })
      }
    }
  const shown = toldTogether(tables)
  const found = new Map<string, readonly Told[] | undefined>()
  for (const [i, { figures: one, what, by }] of slots.entries()) found.set(`${keyOf(one)} ${what} ${by}`, shown[i])
  const told = figures.map((one): ToldFigures => {
    const was = earlier.get(keyOf(one))
    const part = (what: 'made' | 'ended') => {
      if (was && (same(one, what) || kept.includes(`${keyOf(one)} ${what}`)))
        return { ...was[what], digest: one[what].digest }
      const number = found.get(`${keyOf(one)} ${what} number`)?.[0] ?? null
      const parts = breakdowns[what].flatMap((by) => {
        const numbers = found.get(`${keyOf(one)} ${what} ${by}`)
        const words = Object.keys(partsOf(one, by))
        return numbers && number !== null
          ? [[by, Object.fromEntries(words.map((word, i) => [word, numbers[i] ?? null]))] as const]
          : []
      })
      return { digest: one[what].digest, number, ...Object.fromEntries(parts), ...(what === 'ended' && daysOf(one)) }
    }
    return { org: one.org, direction: one.direction, period: one.period, made: part('made'), ended: part('ended') }
  })
  return { told, kept }
}

/** A number that was not told, or moved by few, or did not move while something of it did: a difference would tell of those few. */
export const movedByFew = (was: Told, is: number): boolean => (was === null ? is < FEWEST : Math.abs(was - is) < FEWEST)

/** The places of parts that were not told in the edition before, or have moved by few since. */
export const hiddenSince = (counted: Readonly<Record<string, number>>, then: ToldCounts | undefined): Set<number> =>
  new Set(
    Object.entries(counted).flatMap(([word, number], i) => {
      const moved = Math.abs(number - (then?.[word] ?? 0))
      return !then || then[word] === null || (moved > 0 && moved < FEWEST) ? [i] : []
    }),
  )

const keyOf = ({ org, direction, period }: Pick<Figures, 'org' | 'direction' | 'period'>) =>
  `${org} ${direction} ${period}`

const partsOf = ({ made, ended }: Figures, by: MadeBy | EndedBy): Readonly<Record<string, number>> =>
  ({ ...made, ...ended })[by]

/** What the two ends of a request count alike: how many there are, by which route, how urgent, and from which state to which. */
const linkOf =
  ({ org, direction, period }: Figures, stateOf: StateOf) =>
  (by: string, word: string): string | undefined => {
    if (by === 'byCategory') return undefined
    if (by !== 'byState') return `${period} ${by} ${word}`
    return `${period} ${direction === 'outgoing' ? `${stateOf(org)} ${word}` : `${word} ${stateOf(org)}`}`
  }

/** Days are told where enough have ended that they are nobody's own. */
function daysOf({ ended }: Figures): Pick<ToldFigures['ended'], 'days' | 'daysByRoute'> {
  if (!ended.days || ended.number < FEWEST) return {}
  const byRoute = Object.entries(ended.daysByRoute).flatMap(([route, { number, median, percentile90 }]) =>
    number < FEWEST ? [] : [[route, { median, percentile90 }] as const],
  )
  return { days: ended.days, ...(byRoute.length > 0 && { daysByRoute: Object.fromEntries(byRoute) }) }
}
