import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Headline } from '../line.ts'
import type { Outcome } from '../request.ts'

/** What another organisation did: it sent a request, or decided in one of ours. */
export interface News {
  readonly request: Headline
  readonly what: 'arrived' | 'reminded' | Outcome
  readonly by: string
  readonly at: string
  /** What was decided on; undefined for an arrival. */
  readonly step: string | undefined
}

/** What came from others since an instant, newest first. */
export async function findNews(db: Db, org: string, since: string, limit: number): Promise<News[]> {
  // Written out: how many are wanted decides the plan, which then serves every time.
  const few = sql.lit(limit)
  const { rows } = await sql<Headline & Omit<News, 'request' | 'step'> & { step: string | null }>`
    select news.*, request.title, request.file_number as "fileNumber", request.counterpart_name as "counterpartName" from (
      (select id, 'arrived' as what, counterpart_name as by, created_at as at, null as step from request_requests
        where org_id = ${org} and direction = 'incoming' and created_at > ${since}::timestamptz order by created_at desc limit ${few})
      union all
      (select request_id, case step when 'reminder' then 'reminded' else outcome end, by_name, decided.at, (select title from request_steps as taken
          where taken.request_id = decided.request_id and taken.step = decided.step)
        from request_decisions as decided
        where org_id = ${org} and by_org <> org_id and decided.at > ${since}::timestamptz and not void order by decided.at desc limit ${few})
      order by at desc limit ${few}) as news
    join request_requests as request on request.id = news.id order by news.at desc`.execute(db)
  return rows.map(({ what, by, at, step, ...request }) => ({ request, what, by, at, step: step ?? undefined }))
}
