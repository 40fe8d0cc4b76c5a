import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Lane, LawBase } from '../../law/index.ts'
import { type HalfYearCount, halfYearCounts } from '../../requests/index.ts'
import { boundsOf, halfYearsBetween } from '../editions/half-years.ts'
import { preservingRoutes, shareOf } from './half-year.ts'
import { halvesOf } from './period.ts'
import type { PublicTable, TakenFigure } from './public-table.ts'
import { figuresOfTables, listTables } from './store.ts'

/** Why both numbers may differ though nobody is wrong. */
export const reasons = [
  'whole-state', 'other-holder', 'company-not-named', 'before-record', 'not-over', 'counting-day', 'emergency-in-total', 'preservation-in-total', 'band', 'not-told',
  'several-processes', 'restated', 'whole-year',
] as const // biome-ignore format: words
export type Reason = (typeof reasons)[number]

/** One's own number of a state, a period and a lane beside what somebody published of the same. */
export interface ComparedFigure {
  readonly provider: string
  readonly table: string
  readonly state: string
  readonly period: string
  readonly lane: Lane
  /** Null where one's own record cannot say. */
  readonly ours: number | null
  /** The answered in per cent of ours. */
  readonly oursShare: number | null
  /** Equal where it is a number; null where it is not known. */
  readonly least: number | null
  readonly most: number | null
  readonly theirsShare: number | null
  /** Theirs less ours; null where either is not one number. */
  readonly difference: number | null
  readonly standing: 'same' | 'within' | 'more-there' | 'fewer-there' | 'unknown'
  readonly because: readonly Reason[]
}

export interface Comparison {
  /** `asks`: one's requests to the publisher beside what it told of one's state. `holds`: what reached oneself from a state, beside what reached others. */
  readonly side: 'asks' | 'holds'
  readonly providers: readonly string[]
  readonly periods: readonly string[]
  readonly shown: { readonly provider?: string | undefined; readonly period?: string | undefined }
  readonly figures: readonly ComparedFigure[]
}

interface Wanted {
  readonly provider?: string | undefined
  readonly period?: string | undefined
}

/** Own figures beside those of every table that was taken; of the newest period where none is asked for. Neither is changed by the other. */
export async function comparison(
  db: Db,
  law: LawBase,
  actor: Actor,
  wanted: Wanted,
  at: Temporal.Instant,
): Promise<Comparison> {
  permit(actor, 'public-tables.read')
  const { state: home } = await findOrganisation(db, actor.org)
  const side = actor.seat === 'provider' ? 'holds' : 'asks'
  const all = (await listTables(db, actor.org)).filter(({ state }) => state === 'taken')
  // The newest word of a publisher comes first.
  const tables = all.sort((a, b) => (a.fetchedOn < b.fetchedOn ? 1 : a.fetchedOn > b.fetchedOn ? -1 : 0))
  const ids = tables.map(({ id }) => id)
  const told = (await figuresOfTables(db, actor.org, ids, side === 'asks' ? home : undefined)).filter(
    ({ state, period, lane, isAll }) => state !== null && period !== null && lane !== null && !isAll,
  )
  const periods = [...new Set(told.flatMap(({ period }) => period ?? []))].sort().reverse()
  const providers = [...new Set(tables.map(({ provider }) => provider))].sort()
  const period = wanted.period ?? periods[0]
  const shown = { provider: wanted.provider, period }
  if (period === undefined) return { side, providers, periods, shown, figures: [] }
  const own = await ownFigures(db, law, actor, side, period, at)
  const here = told.filter((one) => one.period === period)
  const figures = tables
    .filter(({ provider }) => wanted.provider === undefined || provider === wanted.provider)
    .flatMap((table) => comparedIn(table, tables, here, own, { side, name: actor.orgName, period }))
  return { side, providers, periods, shown, figures: figures.sort(inOrder) }
}

const inOrder = (a: ComparedFigure, b: ComparedFigure) => (keyOf(a) < keyOf(b) ? -1 : 1)
const keyOf = ({ provider, state, lane }: Pick<ComparedFigure, 'provider' | 'state' | 'lane'>) =>
  [provider, state, lanesInOrder.indexOf(lane)].join('\n')
const lanesInOrder: readonly Lane[] = ['all', 'ordinary', 'emergency', 'preservation']

interface Own {
  readonly counts: readonly HalfYearCount[]
  /** The period lies before the first request of the record. */
  readonly isBefore: boolean
  readonly isOver: boolean
}

async function ownFigures(
  db: Db,
  law: LawBase,
  actor: Actor,
  side: Comparison['side'],
  period: string,
  at: Temporal.Instant,
): Promise<Own> {
  const direction = side === 'asks' ? 'outgoing' : 'incoming'
  const preserving = preservingRoutes(law)
  const bounds = boundsOf(halvesOf(period))
  const mine = async (of: typeof bounds) =>
    (await halfYearCounts(db, actor.org, of, 'company', preserving)).counts.filter((one) => one.direction === direction)
  const [begins = '', ends = ''] = [bounds[0], bounds.at(-1)]
  const counts = await mine(bounds)
  const earlier = counts.length > 0 || (await mine(['0001-01-01T00:00:00.000Z', begins])).length > 0
  return { counts, isBefore: !earlier, isOver: ends <= instantText(at) }
}

function comparedIn(
  table: PublicTable,
  tables: readonly PublicTable[],
  told: readonly TakenFigure[],
  { counts, isBefore, isOver }: Own,
  { side, name, period }: { side: Comparison['side']; name: string; period: string },
): ComparedFigure[] {
  const of = (one: PublicTable) => told.filter(({ table: id, counts: what }) => id === one.id && what === 'requests')
  const mine = Map.groupBy(of(table), cellOf)
  const sameProvider = tables.filter((one) => one.provider === table.provider)
  const newer = sameProvider.slice(0, sameProvider.indexOf(table))
  const older = sameProvider.slice(sameProvider.indexOf(table) + 1)
  const has = (one: PublicTable, cell: string) => of(one).some((figure) => cellOf(figure) === cell)
  return [...mine].flatMap(([cell, parts]): ComparedFigure[] => {
    const [first] = parts
    if (!first?.state || !first.lane) return []
    // What the publisher told later counts.
    if (newer.some((one) => has(one, cell))) return []
    const { state, lane } = first
    const asked = counts.filter(
      (one) => isInLane(one.lane, lane, table) && (side === 'holds' ? one.state === state : table.companies.includes(one.value)),
    )
    // Where nothing ever came from a state there is nothing to hold against it.
    if (side === 'holds' && !counts.some((one) => one.state === state)) return []
    const isNamed = side === 'holds' || table.companies.length > 0
    const requests = asked.reduce((sum, one) => sum + one.requests, 0)
    const answered = asked.reduce((sum, one) => sum + one.answered, 0)
    const ours = isNamed && !isBefore ? requests : null
    const [least, most] = [total(parts, 'least'), total(parts, 'most')]
    const shares = told.filter((one) => one.table === table.id && one.counts === 'share' && one.of === 'requests' && cellOf(one) === cell)
    const share = parts.length === 1 && shares.length === 1 ? (shares[0]?.least ?? null) : null
    const restated = older.some((one) => {
      const then = of(one).filter((figure) => cellOf(figure) === cell)
      return then.length > 0 && (total(then, 'least') !== least || total(then, 'most') !== most)
    })
    const { mapping } = table
    const applies: Record<Reason, boolean> = {
      'whole-state': side === 'asks',
      'other-holder': side === 'holds' && table.provider !== name,
      'company-not-named': !isNamed,
      'before-record': isBefore,
      'not-over': !isOver,
      'counting-day': ours !== null && (ours > 0 || (most ?? 1) > 0),
      'emergency-in-total': lane === 'all' && mapping?.emergency !== 'apart',
      'preservation-in-total': lane === 'all' && mapping?.preservation !== 'apart',
      band: parts.some(({ kind }) => kind === 'band' || kind === 'few'),
      'not-told': least === null && most === null,
      'several-processes': parts.length > 1,
      restated,
      'whole-year': !period.includes('-'),
    }
    return [{
      ...{ provider: table.provider, table: table.id, state, period, lane, ours },
      oursShare: ours ? shareOf(answered, ours) : null,
      ...{ least, most, theirsShare: share },
      difference: ours !== null && least !== null && least === most ? least - ours : null,
      standing: standingOf(ours, least, most),
      because: reasons.filter((reason) => applies[reason]),
    }]
  })
} // biome-ignore format: short

const cellOf = ({ state, lane }: TakenFigure) => `${state} ${lane}`
const total = (parts: readonly TakenFigure[], end: 'least' | 'most') =>
  parts.some((one) => one[end] === null) ? null : parts.reduce((sum, one) => sum + (one[end] ?? 0), 0)

/** Whether one's own requests of a lane are among what the publisher counts as another: a total has in it what it says, or does not deny. */
const isInLane = (own: HalfYearCount['lane'], told: Lane, { mapping }: PublicTable): boolean => {
  if (told !== 'all') return own === told
  if (own === 'emergency') return mapping?.emergency !== 'apart'
  return own === 'ordinary' || mapping?.preservation === 'included'
}

function standingOf(ours: number | null, least: number | null, most: number | null): ComparedFigure['standing'] {
  if (ours === null || (least === null && most === null)) return 'unknown'
  if (least !== null && ours < least) return 'more-there'
  if (most !== null && ours > most) return 'fewer-there'
  return least === most ? 'same' : 'within'
}

/** The half-year that was over last, for whoever asks for none. */
export const lastHalfYear = (at: Temporal.Instant): string =>
  halfYearsBetween(at.subtract({ hours: 24 * 370 }), at).at(-1) ?? '2026-H1'
