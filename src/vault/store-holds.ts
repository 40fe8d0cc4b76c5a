import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

/** Somebody with authority wants a piece kept, whatever else becomes due. */
export interface Hold {
  readonly id: string
  readonly item: string
  readonly reason: string
  /** Who wants it: court and number, or the law. */
  readonly authority: string
  readonly byName: string
  readonly at: InstantText
  readonly lifted:
    | { readonly reason: string; readonly authority: string; readonly byName: string; readonly at: InstantText }
    | undefined
}

export async function insertHold(
  tx: Tx,
  org: string,
  { id, item, reason, authority, byName, at }: Omit<Hold, 'lifted'>,
  person: string,
): Promise<void> {
  const row = { id, org_id: org, item_id: item, reason, authority, by_person: person, by_name: byName, at }
  await tx.insertInto('vault_holds').values(row).execute()
}

/** Every hold there was on a piece, oldest first. */
export async function holdsOf(db: Db, org: string, item: string): Promise<Hold[]> {
  const rows = await db
    .selectFrom('vault_holds')
    .selectAll()
    .where('org_id', '=', org)
    .where('item_id', '=', item)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    item: row.item_id,
    reason: row.reason,
    authority: row.authority,
    byName: row.by_name,
    at: row.at,
    lifted:
      row.lifted_at === null
        ? undefined
        : {
            reason: row.lifted_reason ?? '',
            authority: row.lifted_authority ?? '',
            byName: row.lifted_name ?? '',
            at: row.lifted_at,
          },
  }))
}

export const isHeld = async (db: Db, org: string, item: string): Promise<boolean> =>
  (await holdsOf(db, org, item)).some(({ lifted }) => lifted === undefined)

export async function setLifted(
  tx: Tx,
  id: string,
  { reason, authority, byName, at }: NonNullable<Hold['lifted']>,
  person: string,
): Promise<void> {
  const lifted = { lifted_reason: reason, lifted_authority: authority, lifted_by: person, lifted_name: byName }
  await tx
    .updateTable('vault_holds')
    .set({ ...lifted, lifted_at: at })
    .where('id', '=', id)
    .execute()
}

/** Nobody opens it from now on, though it is still here. */
export async function restrict(tx: Tx, org: string, id: string, why: string): Promise<void> {
  await tx.updateTable('vault_items').set({ restricted: why }).where('org_id', '=', org).where('id', '=', id).execute()
}
