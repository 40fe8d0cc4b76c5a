import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'

/** How long a finished step was somebody's to do. */
export interface Stay {
  readonly step: string
  readonly doer: string | undefined
  /** The other state: whom the request went to, or who asked. */
  readonly foreignState: string | undefined
  readonly began: string
  readonly ended: string
}

/**
 * Writes down how long a step took that is done at this moment, from when its turn came; call it before the step changes.
 * One of which we heard only when it was done tells nothing of how long it took.
 */
export async function keepStay(tx: Tx, request: string, step: string, ended: string): Promise<void> {
  await sql`insert into request_stays (request_id, step, org_id, rule, foreign_state, doer, began_at, ended_at)
    select step.request_id, step.step, step.org_id, request.rule, request.foreign_state, step.doer, step.since, ${ended}::timestamptz
    from request_steps as step join request_requests as request on request.id = step.request_id
    where step.request_id = ${request} and step.step = ${step} and step.state = 'current' and step.since < ${ended}::timestamptz
    on conflict (request_id, step) do update set began_at = excluded.began_at, ended_at = excluded.ended_at, doer = excluded.doer`.execute(
    tx,
  )
}

/** What is begun again took no time yet. */
export async function dropStay(tx: Tx, request: string, step: string): Promise<void> {
  await tx.deleteFrom('request_stays').where('request_id', '=', request).where('step', '=', step).execute()
}

/** Of one request: when each step that is done had begun. */
export async function findStays(db: Db, request: string): Promise<Stay[]> {
  const { rows } =
    await sql<Row>`select step, doer, foreign_state as "foreignState", began_at as began, ended_at as ended
    from request_stays where request_id = ${request}`.execute(db)
  return rows.map(read)
}

/** As far back as anybody looks for what is usual. */
const LATEST = 200

/** The latest stays at these steps by the same route, in this organisation's own record. */
export async function staysAt(db: Db, org: string, rule: string, steps: readonly string[]): Promise<Stay[]> {
  if (steps.length === 0) return []
  const { rows } = await sql<Row>`select stay.* from unnest(${steps}::text[]) as wanted (step) cross join lateral (
      select step, doer, foreign_state as "foreignState", began_at as began, ended_at as ended from request_stays
      where org_id = ${org} and rule = ${rule} and step = wanted.step order by ended_at desc limit ${sql.lit(LATEST)}
    ) as stay`.execute(db)
  return rows.map(read)
}

type Row = Omit<Stay, 'doer' | 'foreignState'> & { doer: string | null; foreignState: string | null }
const read = ({ doer, foreignState, ...stay }: Row): Stay => ({
  ...stay,
  doer: doer ?? undefined,
  foreignState: foreignState ?? undefined,
})
