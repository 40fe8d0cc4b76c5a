import { utf8 } from '../../base/bytes.ts'
import { canonicalJson } from '../../base/canonical-json.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'
import { FEWEST, type Told, toldAlone, toldParts } from '../protection.ts'
import { type Outcome, outcomes } from '../redress/complaint.ts'
import { type DecidedComplaint, decidedWithin } from '../redress/store.ts'
import type { Edition } from './edition.ts'
import { boundsOf, type HalfYear } from './half-years.ts'
import { hiddenSince, movedByFew } from './told.ts'

/** The complaints and requests for access an organisation decided within a half-year: nothing left out yet. */
export interface CountedComplaints {
  readonly org: string
  readonly period: HalfYear
  readonly digest: string
  readonly number: number
  readonly byOutcome: Readonly<Record<Outcome, number>>
  /** From filing to decision, the nearest-rank median in tenths. */
  readonly days: number
}
type ToldComplaints = NonNullable<Edition['complaints']>[number]

/** Complaints as they were decided in each of these half-years, of one organisation or of all, in a fixed order. */
export async function complaintsOf(db: Db, halves: readonly HalfYear[], org?: string): Promise<CountedComplaints[]> {
  if (halves.length === 0) return []
  const bounds = boundsOf(halves)
  const all = await decidedWithin(db, bounds[0] ?? '', bounds.at(-1) ?? '', org)
  return [...Map.groupBy(all, (one) => one.org)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([decider, mine]) =>
      halves.flatMap((period, i) => {
        const within = mine.filter(({ decidedAt }) => decidedAt >= (bounds[i] ?? '') && decidedAt < (bounds[i + 1] ?? ''))
        return within.length === 0 ? [] : [counted(decider, period, within)]
      }),
    )
} // biome-ignore format: short

function counted(org: string, period: HalfYear, all: readonly DecidedComplaint[]): CountedComplaints {
  const inOrder = all.toSorted((a, b) => (a.decidedAt === b.decidedAt ? (a.id < b.id ? -1 : 1) : a.decidedAt < b.decidedAt ? -1 : 1))
  const entries = inOrder.map(({ id, filedAt, decidedAt, outcome }) => sha256(utf8(canonicalJson({ id, filedAt, decidedAt, outcome }))))
  const days = all.map(({ filedAt, decidedAt }) => (Date.parse(decidedAt) - Date.parse(filedAt)) / 86_400_000).sort((a, b) => a - b)
  const many = (outcome: Outcome) => all.filter((one) => one.outcome === outcome).length
  return {
    org,
    period,
    digest: sha256(...entries).toHex(),
    number: all.length,
    byOutcome: Object.fromEntries(outcomes.toSorted().map((one) => [one, many(one)])) as CountedComplaints['byOutcome'],
    days: Math.round((days[Math.ceil(days.length / 2) - 1] ?? 0) * 10) / 10,
  }
} // biome-ignore format: short

/** Whose complaints of which half-year, as `kept` names them. */
export const complaintKey = ({ org, period }: { readonly org: string; readonly period: string }): string =>
  `${org} complaints ${period}`

/**
 * The figures on complaints as they may be told, by the same rules as those on requests, with which they share no sum: what is few is not told, nor
 * what it would follow from; and what fewer than `FEWEST` complaints have changed since the edition before is told as it was.
 */
export function tellComplaints(
  figures: readonly CountedComplaints[],
  before: readonly ToldComplaints[],
): { told: ToldComplaints[]; kept: string[] } {
  const earlier = new Map(before.map((one) => [complaintKey(one), one]))
  const kept: string[] = []
  const told = figures.map((one): ToldComplaints => {
    const { org, period, digest } = one
    const was = earlier.get(complaintKey(one))
    if (was?.digest === digest) return was
    if (was && movedByFew(was.number, one.number)) {
      kept.push(complaintKey(one))
      return { ...was, digest }
    }
    const number = toldAlone(one.number)
    if (number === null) return { org, period, digest, number }
    const parts = toldParts(Object.values(one.byOutcome), was && hiddenSince(one.byOutcome, was.byOutcome))
    const byOutcome: Record<string, Told> | undefined =
      parts && Object.fromEntries(Object.keys(one.byOutcome).map((word, i) => [word, parts[i] ?? null]))
    return { org, period, digest, number, ...(byOutcome && { byOutcome }), ...(one.number >= FEWEST && { days: one.days }) }
  })
  return { told, kept }
} // biome-ignore format: short
