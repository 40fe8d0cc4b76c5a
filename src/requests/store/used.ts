import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'

/**
 * Each route an organisation has asked by, with when a request first left on it, the oldest first. Goes from one route to
 * the next by the index, so that it costs as many steps as there are routes, however many requests there are.
 */
export async function routesUsed(db: Db, org: string): Promise<{ rule: string; first: InstantText }[]> {
  const left = sql`from request_requests where org_id = ${org} and direction = 'outgoing' and left_at is not null`
  const { rows } = await sql<{ rule: string; first: InstantText }>`
    with recursive used as (
      (select rule, left_at ${left} order by rule, left_at limit 1)
      union all
      select following.rule, following.left_at from used cross join lateral (
        select rule, left_at ${left} and rule > used.rule order by rule, left_at limit 1
      ) as following
    )
    select rule, left_at as first from used order by left_at, rule`.execute(db)
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
