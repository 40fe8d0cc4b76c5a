import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'

/** Each route an organisation has asked by, with when a request first left on it, the oldest first. */
export async function routesUsed(db: Db, org: string): Promise<{ rule: string; first: InstantText }[]> {
  const { rows } = await sql<{ rule: string; first: InstantText }>`
    select rule, min(left_at) as first from request_requests
    where org_id = ${org} and direction = 'outgoing' and left_at is not null
    group by rule order by min(left_at), rule`.execute(db)
  return rows
}

/** Shorter ones are words that any text may have in it. */
const TELLING = 5

/** A file number of this organisation’s own matters or requests that a text names; undefined where it names none. */
export async function fileNumberIn(db: Db, org: string, text: string): Promise<string | undefined> {
  const named = (table: 'request_matters' | 'request_requests') => sql`
    (select file_number from ${sql.table(table)}
    where org_id = ${org} and length(file_number) >= ${TELLING} and position(lower(file_number) in ${text.toLowerCase()}) > 0 limit 1)`
  const { rows } = await sql<{ file_number: string }>`
    ${named('request_matters')} union all ${named('request_requests')} limit 1`.execute(db)
  return rows[0]?.file_number
}
