import { type Actor, permit } from '../../accounts/index.ts'
import { type InstantText, instantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { type HalfYearCount, halfYearCounts } from '../../requests/index.ts'
import { besideOneAnother, boundsOf, type HalfYear } from '../editions/half-years.ts'
import { bad } from '../mandates/giving.ts'
import { FEWEST } from '../protection.ts'

/** What every column of a half-year table counts. */
export const halfYearDefinitions = {
  state: 'The state of the authority that asks; of what an authority asked, the state that was asked',
  route: 'By which law it was asked: what companies call legal process',
  lane: 'Preservation: asked only to preserve. Emergency: made as an emergency. Ordinary: the rest. Each request stands in one of them, so that they add up',
  requests: 'Requests of the half-year that left the organisation (outgoing) or arrived at it (incoming), each once',
  persons: 'The people whose data were asked for, as the requests say; of a request for several kinds of data the most it says. Not told unless every request says how many: accounts are not counted here',
  answered: 'Of the requests, those that were answered, with all or some of the data, by the day of the count',
  share: 'The answered in per cent of all requests of the line, as companies publish it: one that is still open may be answered later',
  refused: 'Of the requests, those that ended with a refusal by then',
  open: 'Of the requests, those that are neither answered nor refused, nor were withdrawn or lapsed',
  days: 'Days from when they were made to their end with an answer or refusal: median, from five such requests on',
  grounds: 'Of the requests, those refused or objected to, by each ground of law that was named; one may name several',
} as const // biome-ignore format: a table

export interface HalfYearRow {
  readonly direction: HalfYearCount['direction']
  /** Empty where none is stated. */
  readonly state: string
  readonly route: string
  readonly lane: HalfYearCount['lane']
  readonly requests: number
  readonly persons: number | null
  readonly answered: number
  /** Per cent, in tenths. */
  readonly share: number
  readonly refused: number
  readonly open: number
  readonly days: number | null
  readonly grounds: Readonly<Record<string, number>>
}

export interface HalfYearTable {
  readonly org: string
  readonly period: HalfYear
  readonly asOf: InstantText
  /** Whether it is over: what is not can still grow. */
  readonly isOver: boolean
  readonly rows: readonly HalfYearRow[]
}

/** The routes by which nothing is asked for but to preserve. */
export const preservingRoutes = (law: LawBase): string[] =>
  [...law.rules.values()]
    .filter((rule): rule is Rule<'route'> => rule.kind === 'route')
    .filter(({ measure }) => measure.length > 0 && measure.every((one) => one === 'preserve'))
    .map(({ rule }) => rule)

/**
 * The requests of a half-year of one's own record as companies publish theirs, with what they leave out: days, grounds, the law it
 * was asked by. For oneself: small numbers are not hidden. Throws `bad_text` for what is no half-year, or one that has not begun.
 */
export async function halfYearTable(
  db: Db,
  law: LawBase,
  actor: Actor,
  period: HalfYear,
  at: Temporal.Instant,
): Promise<HalfYearTable> {
  permit(actor, 'figures.report')
  const asOf = instantText(at)
  if (!besideOneAnother([period])) throw bad('Say which half-year, such as 2026-H1', 'period')
  const [begins = asOf, ends = asOf] = boundsOf([period])
  if (begins > asOf) throw bad('That half-year has not begun', 'period')
  const { counts, grounds } = await halfYearCounts(db, actor.org, [begins, ends], 'route', preservingRoutes(law))
  const keyOf = ({ direction, state, value, lane }: Pick<HalfYearCount, 'direction' | 'state' | 'value' | 'lane'>) =>
    [direction, state, value, lane].join(' ')
  const named = Map.groupBy(grounds, keyOf)
  const rows = counts.map((one): HalfYearRow => {
    const { direction, state, value: route, lane, requests, persons, answered, refused, open, timed, median } = one
    return {
      ...{ direction, state, route, lane, requests, persons, answered },
      share: shareOf(answered, requests),
      ...{ refused, open },
      days: timed < FEWEST || median === null ? null : median / 10,
      grounds: Object.fromEntries((named.get(keyOf(one)) ?? []).map(({ ground, number }) => [ground, number])),
    }
  })
  return { org: actor.org, period, asOf, isOver: ends <= asOf, rows }
}

/** Per cent, in tenths. */
export const shareOf = (part: number, of: number): number => (of === 0 ? 0 : Math.round((part / of) * 1000) / 10)
