import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** How long one request took that has ended: by which route, from which day on. */
export interface Length {
  readonly route: string
  /** YYYY-MM-DD. */
  readonly began: string
  readonly days: number
}

/** So many of the newest are read: enough to tell a distribution by. */
const MOST = 50_000

/** From sending, or from arrival, to the answer: of the requests of an organisation that were answered, emergencies left out. */
export async function lengthsOnRecord(db: Db, org: string): Promise<Length[]> {
  const { rows } = await sql<Length>`
    select rule as route, to_char(coalesce(left_at, created_at) at time zone 'UTC', 'YYYY-MM-DD') as began,
      extract(epoch from ended_at - coalesce(left_at, created_at))::float8 / 86400 as days
    from request_requests where org_id = ${org} and ended_at is not null and status = 'answered' and facts ->> 'urgency' is distinct from 'emergency'
    order by created_at desc, id desc limit ${MOST}`.execute(db)
  return rows
}
