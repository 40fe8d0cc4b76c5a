import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { How } from './contradiction.ts'

/** Two checkpoints that a counterparty signed and that cannot both be true, as they are kept. */
export interface KeptContradiction {
  readonly id: string
  readonly org: string
  readonly counterparty: string
  readonly how: How
  readonly at: InstantText
  readonly seen: { readonly size: number; readonly at: InstantText; readonly note: string }
  readonly shown: { readonly size: number; readonly note: string }
  readonly proof: readonly string[]
  readonly settled: { readonly at: InstantText; readonly by: string; readonly reason: string } | null
}

/** False if this checkpoint of theirs is kept already. */
export async function insertContradiction(tx: Tx, kept: Omit<KeptContradiction, 'settled'>): Promise<boolean> {
  const { id, org, counterparty, how, at, seen, shown, proof } = kept
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('audit_contradictions')
    .values({
      id,
      org_id: org,
      counterparty,
      how,
      at,
      seen_size: seen.size,
      seen_at: seen.at,
      seen_note: seen.note,
      shown_size: shown.size,
      shown_note: shown.note,
      proof: [...proof],
      settled_at: null,
      settled_by: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Those of one organisation, or of every one here: open ones first, newest first. */
export async function contradictions(db: Db, org?: string): Promise<KeptContradiction[]> {
  let query = db.selectFrom('audit_contradictions').selectAll()
  if (org !== undefined) query = query.where('org_id', '=', org)
  const rows = await query
    .orderBy(({ eb }) => eb('settled_at', 'is not', null))
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    org: row.org_id,
    counterparty: row.counterparty,
    how: row.how as How,
    at: row.at,
    seen: { size: row.seen_size, at: row.seen_at, note: row.seen_note },
    shown: { size: row.shown_size, note: row.shown_note },
    proof: row.proof,
    settled:
      row.settled_at === null ? null : { at: row.settled_at, by: row.settled_by ?? '', reason: row.reason ?? '' },
  }))
}

export async function findContradiction(db: Db, org: string, id: string): Promise<KeptContradiction | undefined> {
  return (await contradictions(db, org)).find((one) => one.id === id)
}

/** The ids of those nobody has had explained yet, of one organisation or of every one here. */
export async function openContradictions(db: Db, org?: string): Promise<string[]> {
  let query = db.selectFrom('audit_contradictions').select('id').where('settled_at', 'is', null)
  if (org !== undefined) query = query.where('org_id', '=', org)
  return (await query.orderBy('id').limit(200).execute()).map(({ id }) => id)
}

export async function countOpen(tx: Tx, org: string, counterparty: string): Promise<number> {
  const rows = await tx
    .selectFrom('audit_contradictions')
    .select('id')
    .where('org_id', '=', org)
    .where('counterparty', '=', counterparty)
    .where('settled_at', 'is', null)
    .execute()
  return rows.length
}

export async function settleContradiction(
  tx: Tx,
  id: string,
  { by, reason, at }: { by: string; reason: string; at: InstantText },
): Promise<void> {
  await tx
    .updateTable('audit_contradictions')
    .set({ settled_at: at, settled_by: by, reason })
    .where('id', '=', id)
    .execute()
}
