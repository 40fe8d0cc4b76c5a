import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Incident, Weighing } from '../conflict/conflict.ts'
import type { Request } from '../request.ts'
import { orNone } from './row.ts'

export async function insertWeighing(
  tx: Tx,
  { id, org }: Pick<Request, 'id' | 'org'>,
  weighing: Weighing,
): Promise<void> {
  const { stage, choice, conflicts, reason, by, byName, at } = weighing
  const row = { stage, choice, conflicts: JSON.stringify(conflicts), reason, by_person: by, by_name: byName, at }
  await tx
    .insertInto('request_weighings')
    .values({ org_id: org, request_id: id, ...row })
    .execute()
}

/** What was advised and decided on a request, oldest first. */
export async function findWeighings(db: Db, request: string): Promise<Weighing[]> {
  const rows = await db
    .selectFrom('request_weighings')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map(({ stage, choice, conflicts, reason, by_person: by, by_name: byName, at }) => ({
    stage,
    choice,
    conflicts: conflicts as Weighing['conflicts'],
    reason,
    by,
    byName,
    at: at as InstantText,
  }))
}

export async function insertIncident(tx: Tx, incident: Incident): Promise<void> {
  const { id, org, request, state, what, day, account, measures, by, byName, at } = incident
  const said = { by_state: state, what, day, account, measures, by_person: by, by_name: byName, at }
  await tx
    .insertInto('request_incidents')
    .values({ id, org_id: org, request_id: request ?? null, ...said })
    .execute()
}

/** The incidents an organisation has put down, the newest first. */
export async function incidentsOf(db: Db, org: string): Promise<Incident[]> {
  const rows = await db
    .selectFrom('request_incidents')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, request_id: request, by_state: state, what, day, account, measures, ...row }) => ({
    id,
    org,
    request: orNone(request),
    state,
    what,
    day,
    account,
    measures,
    by: row.by_person,
    byName: row.by_name,
    at: row.at as InstantText,
  }))
}
