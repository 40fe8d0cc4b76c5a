import type { Db } from '../../db/index.ts'
import type { Edition } from '../editions/edition.ts'
import { findEdition } from '../editions/store.ts'
import type { Told } from '../protection.ts'
import type { Outcome } from './complaint.ts'

/** What each figure on complaints counts. */
export const complaintDefinitions = {
  decided: 'Complaints and requests for access that were decided within a half-year that is over, by whoever decides on them, each once',
  byOutcome: 'The same by what came of them; the figures add up to `decided`',
  days: 'Days from filing to decision, of the same: the median',
} as const // biome-ignore format: a table

export interface ComplaintFigures {
  readonly decider: string
  readonly period: string
  readonly decided: Told
  /** Undefined where not even the parts are told. */
  readonly byOutcome: Readonly<Partial<Record<Outcome, Told>>> | undefined
  readonly days: number | null
}

/** What came of complaints, as an edition of the statistics tells it: told anywhere else, too, the two could be held against one another. */
export function complaintFiguresIn({ complaints = [], organisations }: Pick<Edition, 'complaints' | 'organisations'>): ComplaintFigures[] {
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  return complaints
    .map(({ org, period, number, byOutcome, days }) => ({ decider: names.get(org) ?? org, period, decided: number, byOutcome, days: days ?? null }))
    .sort((a, b) => (a.period === b.period ? 0 : a.period < b.period ? -1 : 1))
} // biome-ignore format: short

/** The same of the newest edition; nothing before one was published. */
export async function complaintFigures(db: Db): Promise<ComplaintFigures[]> {
  const newest = await findEdition(db)
  return newest ? complaintFiguresIn(JSON.parse(newest.content) as Edition) : []
}
