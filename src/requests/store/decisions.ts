import type { Db, Tx } from '../../db/index.ts'
import type { Decision, Request } from '../request.ts'
import { orNone, type Row } from './row.ts'

export async function insertDecision(tx: Tx, request: Request, decision: Decision): Promise<void> {
  await tx
    .insertInto('request_decisions')
    .values({
      id: decision.id,
      request_id: request.id,
      org_id: request.org,
      step: decision.step,
      outcome: decision.outcome,
      by_org: decision.org,
      by_person: decision.person ?? null,
      by_name: decision.name,
      at: decision.at,
      reason: decision.reason ?? null,
      rules: JSON.stringify(decision.rules),
      details: JSON.stringify(decision.details),
      digest: decision.digest ?? null,
    })
    .execute()
}

/** What was decided on a draft that goes back to its author counts no longer. */
export async function voidDecisions(tx: Tx, request: string): Promise<void> {
  await tx.updateTable('request_decisions').set({ void: true }).where('request_id', '=', request).execute()
}

export async function findDecisions(db: Db, request: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('request_decisions')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map(readDecision)
}

const readDecision = (row: Row<'request_decisions'>): Decision => ({
  id: row.id,
  step: row.step,
  outcome: row.outcome as Decision['outcome'],
  org: row.by_org,
  person: orNone(row.by_person),
  name: row.by_name,
  at: row.at,
  reason: orNone(row.reason),
  rules: row.rules,
  details: row.details as Record<string, unknown>,
  digest: orNone(row.digest),
  void: row.void,
})
