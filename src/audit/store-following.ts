import type { Db } from '../db/index.ts'

/** An event as a list of what happened names it: without what it says. */
export interface Happening {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly about: string
}

/** What happened in an organisation after a place in its log, of these kinds (by their first word), oldest first. */
export async function happenedAfter(
  db: Db,
  org: string,
  { seq, words, limit }: { seq: number; words: readonly string[]; limit: number },
): Promise<Happening[]> {
  return db
    .selectFrom('audit_events')
    .select(['seq', 'at', 'kind', 'about'])
    .where('org_id', '=', org)
    .where('seq', '>', seq)
    .where((is) => is.or(words.map((word) => is('kind', 'like', `${word}.%`))))
    .where('kind', 'not like', '%.read')
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** The place of the newest event of an organisation; -1 where there is none. */
export async function newestPlace(db: Db, org: string): Promise<number> {
  const row = await db
    .selectFrom('audit_events')
    .select((is) => is.fn.max('seq').as('seq'))
    .where('org_id', '=', org)
    .executeTakeFirst()
  return row?.seq ?? -1
}
