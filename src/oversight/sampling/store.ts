import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Plan } from './draw.ts'
import type { Sample } from './sample.ts'

/** A plan as its overseer keeps it; `sample` once it was drawn. */
export interface KeptPlan {
  readonly id: string
  readonly org: string
  readonly overseen: string
  readonly mandate: string
  readonly plan: Plan
  /** Kept under the instance secret. */
  readonly nonce: Uint8Array
  readonly fixed: { readonly name: string; readonly at: InstantText }
  readonly sample: Sample | undefined
  readonly drawn: { readonly name: string; readonly at: InstantText } | undefined
}

export async function insertPlan(tx: Tx, kept: KeptPlan, plan: string): Promise<void> {
  const { id, org, overseen, mandate, nonce, fixed } = kept
  const row = { id, org_id: org, overseen, mandate, plan, nonce, fixed_name: fixed.name, fixed_at: fixed.at }
  await tx.insertInto('oversight_plans').values(row).execute()
}

export async function setDrawn(tx: Tx, id: string, sample: string, drawn: NonNullable<KeptPlan['drawn']>): Promise<void> {
  const row = { sample, drawn_name: drawn.name, drawn_at: drawn.at }
  await tx.updateTable('oversight_plans').set(row).where('id', '=', id).execute()
} // biome-ignore format: short

/** Throws `missing` / `no_such_plan`, also for another organisation's. With `lock`, nobody else draws it before this transaction ends. */
export async function findPlan(db: Db, org: string, id: string, lock?: 'lock'): Promise<KeptPlan> {
  const query = db.selectFrom('oversight_plans').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_plan', 'There is no such plan here')
  return {
    id: row.id,
    org: row.org_id,
    overseen: row.overseen,
    mandate: row.mandate,
    // Both were written by us, from what their schemas had read.
    plan: JSON.parse(row.plan) as Plan,
    nonce: new Uint8Array(row.nonce),
    fixed: { name: row.fixed_name, at: row.fixed_at },
    sample: row.sample === null ? undefined : (JSON.parse(row.sample) as Sample),
    drawn: row.drawn_at === null ? undefined : { name: row.drawn_name ?? '', at: row.drawn_at },
  }
}

/** A plan as lists show it. */
export interface PlanLine {
  readonly id: string
  readonly overseen: string
  readonly title: string
  readonly fixedAt: InstantText
  readonly drawnAt: InstantText | undefined
}

/** The plans of an overseer, the newest first. */
export async function listPlans(db: Db, org: string): Promise<PlanLine[]> {
  const rows = await db
    .selectFrom('oversight_plans')
    .select(['id', 'overseen', 'plan', 'fixed_at as fixedAt', 'drawn_at as drawnAt'])
    .where('org_id', '=', org)
    .orderBy('fixed_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ plan, drawnAt, ...row }) => ({ ...row, title: (JSON.parse(plan) as Plan).title, drawnAt: drawnAt ?? undefined })) // biome-ignore format: a row
}
