import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { RequestLine } from '../line.ts'
import type { Outcome } from '../request.ts'
import { lineColumns, lineFrom } from './lines.ts'

/** What another organisation did: it sent a request, or decided in one of ours. */
export interface News {
  readonly request: RequestLine
  readonly what: 'arrived' | Outcome
  readonly by: string
  readonly at: string
  /** What was decided on; undefined for an arrival. */
  readonly step: string | undefined
}

/** What came from others since an instant, newest first. */
export async function findNews(db: Db, org: string, since: string, now: string, limit: number): Promise<News[]> {
  const { rows: found } = await sql<{ id: string; what: News['what']; by: string; at: string; step: string | null }>`
    (select id, 'arrived' as what, counterpart_name as by, created_at as at, null as step from request_requests
      where org_id = ${org} and direction = 'incoming' and created_at > ${since}::timestamptz order by created_at desc limit ${limit})
    union all
    (select request_id, outcome, by_name, decided.at, (select title from request_steps as taken
        where taken.request_id = decided.request_id and taken.step = decided.step)
      from request_decisions as decided
      where org_id = ${org} and by_org <> org_id and decided.at > ${since}::timestamptz and not void order by decided.at desc limit ${limit})
    order by at desc limit ${limit}`.execute(db)
  if (found.length === 0) return []
  const ids = [...new Set(found.map(({ id }) => id))]
  const rows = await db
    .selectFrom('request_requests as request')
    .select(lineColumns)
    .where(sql<boolean>`request.id = any (${ids}::text[])`)
    .execute()
  const lines = new Map(rows.map((row) => [row.id, lineFrom(row, now)]))
  return found.flatMap(({ id, step, ...news }) => {
    const request = lines.get(id)
    return request ? [{ ...news, request, step: step ?? undefined }] : []
  })
}
