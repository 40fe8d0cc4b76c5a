import { type Actor, permit } from '../../accounts/index.ts'
import { type InstantText, instantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { type CountedOrder, ordersBetween } from '../../requests/index.ts'
import { bad } from '../mandates/giving.ts'
import { conductComplaints } from '../redress/store.ts'

type OwedFigure = NonNullable<Rule<'clock'>['figures']>['owed'][number]

/** What each kind of figure counts in a record, in words, beside the figure. */
const owedDefinitions = {
  issued: 'Orders that left the organisation in the year (or arrived at it), each once; an order for several categories stands in the line of each, and once in the total',
  'issued-before-validation': 'Of these, those that left in an emergency before their validation',
  fulfilled: 'Of these, those whose data were handed over, or preserved, by the day of the count; those that ended otherwise; those that have not ended',
  notified: 'Of these, those of which the enforcing authority was notified; those it refused, by each ground it named',
  'days-to-data': 'Of these, those whose data were handed over: mean days from when they were made',
  'days-to-later-request': 'Of these, preservations that a later request follows: mean days until that one was made',
  enforcement: 'Of these, those sent to an enforcing authority, those received by it for enforcement, and those of both whose data were handed over, or preserved, by the day of the count',
  remedies: 'Complaints against conduct about such orders, filed by the day of the count with this organisation, each once',
  'validation-refused': 'Of these, those to which validation was not granted afterwards',
  costs: 'What was claimed for such orders, and paid, by currency',
} as const // biome-ignore format: a table

export const groupings = ['category', 'addressee', 'state', 'emergency', 'ground'] as const
export type Grouping = (typeof groupings)[number]

/** One number, with what it is of. */
export interface OwedRow extends Partial<Readonly<Record<Grouping | 'currency', string>>> {
  readonly what: string
  readonly number: number
  /** Mean days, in tenths. */
  readonly days?: number
}

export interface OwedFigures {
  readonly clock: string
  readonly year: number
  readonly asOf: InstantText
  /** The organisation whose record it is: a state adds up those of its organisations. */
  readonly org: string
  readonly figures: readonly (Pick<OwedFigure, 'id' | 'says' | 'cite' | 'counts' | 'by'> & {
    readonly definition: string
    readonly rows: readonly OwedRow[]
  })[]
}

/** The yearly figures that the law has whoever sits here give, each clock with what is owed by it. */
export const owedBy = (law: LawBase, seat: string, on: string): Rule<'clock'>[] =>
  [...law.rules.values()].filter(
    (rule): rule is Rule<'clock'> =>
      rule.kind === 'clock' &&
      rule.figures !== undefined &&
      (rule.bearer?.seat === seat || (rule.bearer?.seat === 'authority' && seat === 'central')) &&
      law.at(on).find('clock', rule.rule) !== undefined,
  )

/** The figures of a calendar year, counted from the organisation's own record. Throws `bad_text` for no year, `no_such_rule`. */
export async function owedFigures(
  db: Db,
  law: LawBase,
  actor: Actor,
  { clock, year }: { clock: string; year: number },
  at: Temporal.Instant,
): Promise<OwedFigures> {
  permit(actor, 'figures.report')
  const rule = owedBy(law, actor.seat, at.toString().slice(0, 10)).find((one) => one.rule === clock)
  if (!rule?.figures) throw bad('The law has you give no such figures', 'clock')
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw bad('Say which year', 'year')
  const begins = (of: number) =>
    instantText(Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime('UTC').toInstant())
  const { routes, owed } = rule.figures
  const orders = await ordersBetween(db, actor.org, routes, begins(year), begins(year + 1))
  const complaints = await conductComplaints(
    db,
    actor.org,
    orders.map(({ id }) => id),
  )
  // What a state issued is what left; what a provider received is what arrived. An enforcement is counted at both its ends.
  const own = rule.bearer?.seat === 'provider' ? 'incoming' : 'outgoing'
  const counted = (counts: OwedFigure['counts']) =>
    counts === 'enforcement' || counts === 'remedies' ? orders : orders.filter(({ direction }) => direction === own)
  const measureOf = (order: CountedOrder) => (law.rules.get(order.route) as Rule<'route'> | undefined)?.measure ?? []
  return {
    clock,
    year,
    asOf: instantText(at),
    org: actor.org,
    figures: owed.map(({ id, says, cite, counts, by, measure }) => ({
      id,
      says,
      cite,
      counts,
      by,
      definition: owedDefinitions[counts],
      rows: rowsOf(
        counted(counts).filter((order) => measure === undefined || measureOf(order).includes(measure)),
        { counts, by },
        complaints,
        (order) => (measureOf(order).includes('produce') ? order.produced !== undefined : order.preserved),
      ),
    })),
  }
}

function rowsOf(
  orders: readonly CountedOrder[],
  { counts, by }: Pick<OwedFigure, 'counts' | 'by'>,
  complaints: ReadonlyMap<string, number>,
  isFulfilled: (order: CountedOrder) => boolean,
): OwedRow[] {
  const count = (what: string, of: readonly CountedOrder[], groups = by) => tally(what, of, groups)
  switch (counts) {
    case 'issued':
      return count('issued', orders)
    case 'issued-before-validation':
      return count(
        'issued-before-validation',
        orders.filter(({ beforeValidation }) => beforeValidation),
      )
    case 'fulfilled':
      return [
        ...count('fulfilled', orders.filter(isFulfilled)),
        ...count(
          'not-fulfilled',
          orders.filter((one) => one.ended && !isFulfilled(one)),
        ),
        ...count(
          'not-ended',
          orders.filter((one) => !one.ended && !isFulfilled(one)),
        ),
      ]
    case 'notified':
      return [
        ...count(
          'notified',
          orders.filter(({ notified }) => notified),
          by.filter((one) => one !== 'ground'),
        ),
        ...count(
          'refused',
          orders.filter(({ refused }) => refused !== undefined),
        ),
      ]
    case 'days-to-data':
      return means(orders, by, ({ produced }) => produced)
    case 'days-to-later-request':
      return means(orders, by, ({ followed }) => followed)
    case 'enforcement': {
      const enforced = orders.filter(({ enforcement }) => enforcement !== undefined)
      return [
        ...count(
          'sent',
          enforced.filter(({ enforcement }) => enforcement === 'sent'),
        ),
        ...count(
          'received',
          enforced.filter(({ enforcement }) => enforcement === 'received'),
        ),
        ...count('fulfilled', enforced.filter(isFulfilled)),
      ]
    }
    case 'remedies':
      return tally(
        'remedies',
        orders.filter(({ id }) => complaints.has(id)),
        by,
        ({ id }) => complaints.get(id) ?? 0,
      )
    case 'validation-refused':
      return count(
        'validation-refused',
        orders.filter(({ validationRefused }) => validationRefused),
      )
    case 'costs':
      return sums(orders)
  }
}

/** The lines a figure has an order in: one for each of its categories or grounds, alike in all else. */
function linesOf(order: CountedOrder, by: readonly Grouping[]): Partial<Record<Grouping, string>>[] {
  const values: Record<Grouping, readonly string[]> = {
    category: order.categories.length > 0 ? order.categories : ['not stated'],
    addressee: [order.addressee || 'not stated'],
    state: [order.state || 'not stated'],
    emergency: [order.emergency ? 'yes' : 'no'],
    ground: order.refused && order.refused.length > 0 ? order.refused : ['not stated'],
  }
  return by.reduce<Partial<Record<Grouping, string>>[]>(
    (lines, grouping) => lines.flatMap((line) => values[grouping].map((value) => ({ ...line, [grouping]: value }))),
    [{}],
  )
}

const keyOf = (line: Partial<Record<Grouping, string>>) => groupings.map((one) => line[one] ?? '').join('\n')

/** How many, in all and by each grouping. */
function tally(
  what: string,
  orders: readonly CountedOrder[],
  by: readonly Grouping[],
  times: (order: CountedOrder) => number = () => 1,
): OwedRow[] {
  const many = (of: readonly CountedOrder[]) => of.reduce((sum, order) => sum + times(order), 0)
  const total = { what, number: many(orders) }
  return [total, ...grouped(orders, by).map(([line, of]) => ({ what, ...line, number: many(of) }))]
}

function grouped(orders: readonly CountedOrder[], by: readonly Grouping[]) {
  if (by.length === 0) return []
  const lines = orders.flatMap((order) => linesOf(order, by).map((line) => ({ line, order })))
  return [...Map.groupBy(lines, ({ line }) => keyOf(line))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, all]) => [all[0]?.line ?? {}, all.map(({ order }) => order)] as const)
}

/** The mean of those that have a length, in all and by each grouping. */
function means(
  orders: readonly CountedOrder[],
  by: readonly Grouping[],
  lengthOf: (order: CountedOrder) => number | undefined,
): OwedRow[] {
  const timed = orders.filter((order) => lengthOf(order) !== undefined)
  const mean = (of: readonly CountedOrder[]) => {
    const seconds = of.reduce((sum, order) => sum + (lengthOf(order) ?? 0), 0) / of.length
    return Math.round(seconds / 8640) / 10
  }
  const row = (line: object, of: readonly CountedOrder[]): OwedRow => ({
    what: 'days',
    ...line,
    number: of.length,
    ...(of.length > 0 && { days: mean(of) }),
  })
  return [row({}, timed), ...grouped(timed, by).map(([line, of]) => row(line, of))]
}

/** Claimed and paid, each currency apart, in its own units. */
function sums(orders: readonly CountedOrder[]): OwedRow[] {
  const claims = orders.flatMap(({ costs }) => costs)
  return [...Map.groupBy(claims, ({ currency }) => currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([currency, all]) =>
      (['claimed', 'paid'] as const).map((what) => ({
        what,
        currency,
        number: all.reduce((sum, claim) => sum + claim[what] / 10 ** claim.digits, 0),
      })),
    )
}
