import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { boundsOf, type HalfYear, halfYearsBetween } from '../editions/half-years.ts'
import { FEWEST, type Told, toldAlone, toldParts } from '../protection.ts'
import { type Outcome, outcomes } from './complaint.ts'

/** What each figure on complaints counts. */
export const complaintDefinitions = {
  decided: 'Complaints and requests for access that were decided within a half-year that is over, by whoever decides on them, each once',
  byOutcome: 'The same by what came of them; the figures add up to `decided`',
  days: 'Days from filing to decision, of the same: the median',
} as const // biome-ignore format: a table

export interface ComplaintFigures {
  readonly decider: string
  readonly period: HalfYear
  readonly decided: Told
  /** Undefined where not even the parts are told. */
  readonly byOutcome: Readonly<Partial<Record<Outcome, Told>>> | undefined
  readonly days: number | null
}

/** What came of complaints in each half-year that is over, as it may be told: what is few is not, and nothing moves within a half-year. */
export async function complaintFigures(db: Db, now: Temporal.Instant): Promise<ComplaintFigures[]> {
  const { rows } = await sql<{ org: string; decider: string; outcome: Outcome; decided: string; days: number }>`
    select org_id as org, decider_name as decider, outcome, decided_at as decided, extract(epoch from decided_at - filed_at)::float8 / 86400 as days
    from oversight_complaints where org_id = decider and decided_at is not null order by decided_at`.execute(db)
  const [first] = rows
  if (!first) return []
  return halfYearsBetween(Temporal.Instant.from(first.decided), now).flatMap((period) => {
    const [from = '', to = ''] = boundsOf([period])
    const within = rows.filter(({ decided }) => decided >= from && decided < to)
    return [...Map.groupBy(within, ({ org }) => org).values()].map((all) =>
      figuresOf(all[0]?.decider ?? '', period, all),
    )
  })
}

function figuresOf(
  decider: string,
  period: HalfYear,
  all: readonly { readonly outcome: Outcome; readonly days: number }[],
): ComplaintFigures {
  const decided = toldAlone(all.length)
  const counts = outcomes.map((one) => all.filter(({ outcome }) => outcome === one).length)
  const told = decided === null ? undefined : toldParts(counts)
  const sorted = all.map(({ days }) => days).sort((a, b) => a - b)
  const median = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
  return {
    decider,
    period,
    decided,
    byOutcome: told && Object.fromEntries(outcomes.map((one, i) => [one, told[i] ?? null])),
    days: all.length < FEWEST ? null : Math.round(median * 10) / 10,
  }
}
