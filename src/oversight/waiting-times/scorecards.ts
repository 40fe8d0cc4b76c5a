import { type Actor, permit } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { type Alike, alikeBetween } from '../../requests/index.ts'
import { instantsOf, type Period } from '../period.ts'
import { FEWEST } from '../protection.ts'

/** What every column of a scorecard counts. */
export const scorecardDefinitions = {
  alike: 'Requests of one route, for the same categories of data, of the same urgency: nothing else is compared',
  asked: 'Such requests that were made in the period with this counterpart, each once',
  answered: 'Of these, those that were answered',
  refused: 'Of these, those that ended with a refusal',
  open: 'Of these, those that have not ended; withdrawn and lapsed ones are neither of the three',
  days: 'Days to the answer or refusal: median, from five such requests on',
  among: 'The same median over all counterparts, this one included, where there are at least two and five such requests',
  ratio: 'The counterpart’s median by the median of all: above 1 it takes longer than they do together',
} as const // biome-ignore format: a table

/** A counterpart beside all counterparts, of like requests alone. */
export interface ScoreLine
  extends Pick<Alike, 'direction' | 'route' | 'urgency' | 'asked' | 'answered' | 'refused' | 'open'> {
  readonly categories: readonly string[]
  /** Days; null of fewer than five. */
  readonly days: number | null
  /** Null where there is nobody to compare with. */
  readonly among: {
    readonly counterparts: number
    readonly asked: number
    readonly refused: number
    readonly days: number | null
  } | null
  /** Null where one of the two medians is not known, or nothing took any time. */
  readonly ratio: number | null
}

export interface Scorecard {
  readonly counterpart: string
  readonly name: string
  readonly lines: readonly ScoreLine[]
}

/** How counterparts answer what an organisation asks, and it what they ask: like with like. Throws `bad_text`. */
export async function scorecards(db: Db, actor: Actor, period: Period, at: Temporal.Instant): Promise<Scorecard[]> {
  permit(actor, 'waiting-times.read')
  const [from, until] = instantsOf(period, at)
  const alike = await alikeBetween(db, actor.org, from, until)
  const cellOf = ({ direction, route, categories, urgency }: Alike) => [direction, route, categories, urgency].join(' ')
  const together = new Map(alike.flatMap((one) => (one.counterpart === undefined ? [[cellOf(one), one] as const] : [])))
  const each = Map.groupBy(
    alike.filter(({ counterpart }) => counterpart !== undefined),
    ({ counterpart = '' }) => counterpart,
  )
  return [...each]
    .map(([counterpart, cells]) => ({
      counterpart,
      name: cells.find(({ counterpartName }) => counterpartName)?.counterpartName ?? counterpart,
      lines: cells.map((one) => lineOf(one, together.get(cellOf(one)))).sort((a, b) => b.asked - a.asked),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function lineOf(own: Alike, all: Alike | undefined): ScoreLine {
  const { direction, route, urgency, asked, answered, refused, open, categories } = own
  const days = medianOf(own)
  const among =
    all && all.counterparts > 1
      ? { counterparts: all.counterparts, asked: all.asked, refused: all.refused, days: medianOf(all) }
      : null
  const ratio = days !== null && among?.days ? days / among.days : null
  return {
    direction,
    route,
    urgency,
    asked,
    answered,
    refused,
    open,
    categories: categories === '' ? [] : categories.split(' '),
    days,
    among,
    ratio,
  }
}

const medianOf = ({ timed, median }: Alike): number | null =>
  timed >= FEWEST && median !== undefined ? median / 10 : null
