import type { Db, Tx } from '../../db/index.ts'
import type { Request, Step, StepState } from '../request.ts'
import { orNone, type Row } from './row.ts'
import { dropStay, keepStay } from './stays.ts'

export async function insertSteps(tx: Tx, request: Request, steps: readonly Step[]): Promise<void> {
  const rows = steps.map((step) => ({
    request_id: request.id,
    org_id: request.org,
    step: step.id,
    position: step.position,
    title: step.title,
    seat: step.seat,
    in_state: step.state,
    authority: step.authority ?? null,
    doer: step.doer ?? null,
    does: step.does,
    form: step.form ?? null,
    clocks: JSON.stringify(step.clocks),
    moments: JSON.stringify(step.moments),
    after: JSON.stringify(step.after),
    cite: step.cite,
    certain: step.certain,
    via: step.via ?? null,
    state: step.is,
    since: step.since ?? null,
  }))
  if (rows.length > 0) await tx.insertInto('request_steps').values(rows).execute()
}

export async function setStep(tx: Tx, request: string, step: string, state: StepState, since: string): Promise<void> {
  if (state === 'done') await keepStay(tx, request, step, since)
  if (state === 'pending') await dropStay(tx, request, step)
  await tx
    .updateTable('request_steps')
    .set({ state, since })
    .where('request_id', '=', request)
    .where('step', '=', step)
    .execute()
}

/** Whom the steps were put before; undefined where they are to be put before somebody anew. */
export async function setVia(
  tx: Tx,
  request: string,
  steps: readonly string[],
  via: string | undefined,
): Promise<void> {
  if (steps.length === 0) return
  const query = tx
    .updateTable('request_steps')
    .set({ via: via ?? null })
    .where('request_id', '=', request)
  await query.where('step', 'in', steps).execute()
}

export async function setDoer(tx: Tx, request: string, step: string, doer: string): Promise<void> {
  await tx
    .updateTable('request_steps')
    .set({ doer })
    .where('request_id', '=', request)
    .where('step', '=', step)
    .execute()
}

export async function findSteps(db: Db, request: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('request_steps')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('position')
    .execute()
  return rows.map(readStep)
}

const readStep = (row: Row<'request_steps'>): Step => ({
  id: row.step,
  position: row.position,
  title: row.title,
  seat: row.seat as Step['seat'],
  state: row.in_state,
  authority: orNone(row.authority),
  doer: orNone(row.doer),
  does: row.does as Step['does'],
  form: orNone(row.form),
  clocks: row.clocks,
  moments: row.moments,
  after: row.after,
  cite: row.cite,
  certain: row.certain,
  via: orNone(row.via),
  is: row.state,
  since: orNone(row.since),
})
