import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { Permission } from '../release/permission.ts'
import { orNone, type Row } from './row.ts'

export async function insertPermission(tx: Tx, permission: Permission): Promise<void> {
  await tx
    .insertInto('request_permissions')
    .values({
      id: permission.id,
      org_id: permission.org,
      side: permission.side,
      other_org: permission.other,
      other_name: permission.otherName,
      origin: permission.origin,
      request_title: permission.requestTitle,
      gate: permission.gate,
      in_state: permission.state,
      seat: permission.seat,
      capacity: permission.capacity,
      recipient: JSON.stringify(permission.recipient),
      items: JSON.stringify(permission.items),
      content: JSON.stringify(permission.content),
      applied_by: permission.applied.by,
      applied_name: permission.applied.name,
      applied_at: permission.applied.at,
    })
    .execute()
}

/** Writes what was decided; false where that has been done. */
export async function writeDecision(
  tx: Tx,
  { org, id }: Pick<Permission, 'org' | 'id'>,
  decision: NonNullable<Permission['decision']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_permissions')
    .set({
      outcome: decision.outcome,
      decided_by: decision.by,
      decided_name: decision.name,
      decided_at: decision.at,
      reason: decision.reason,
      conditions: decision.conditions ?? null,
      from_at: decision.from ?? null,
      until_at: decision.until ?? null,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Writes that it was taken back; false where it was before. */
export async function writeRevocation(
  tx: Tx,
  { org, id }: Pick<Permission, 'org' | 'id'>,
  { at, name, reason }: NonNullable<Permission['revoked']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_permissions')
    .set({ revoked_at: at, revoked_name: name, revoked_reason: reason })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Throws `missing` / `no_such_permission`, also for another organisation's. */
export async function findPermission(db: Db, org: string, id: string, lock?: 'lock'): Promise<Permission> {
  const query = db.selectFrom('request_permissions').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'no_such_permission', 'There is no such permission here')
  return readPermission(row)
}

/** The permissions that an organisation applied for or decides, newest first; of one request where it is named. */
export async function permissionsOf(
  db: Db,
  org: string,
  { origin, side }: { origin?: string; side?: Permission['side'] } = {},
): Promise<Permission[]> {
  let query = db.selectFrom('request_permissions').selectAll().where('org_id', '=', org)
  if (origin !== undefined) query = query.where('origin', '=', origin)
  if (side !== undefined) query = query.where('side', '=', side)
  return (await query.orderBy('applied_at', 'desc').limit(500).execute()).map(readPermission)
}

// What stands inside the JSON was read by its schema before it was written.
const readPermission = (row: Row<'request_permissions'>): Permission => ({
  id: row.id,
  org: row.org_id,
  side: row.side,
  other: row.other_org,
  otherName: row.other_name,
  origin: row.origin,
  requestTitle: row.request_title,
  gate: row.gate,
  state: row.in_state,
  seat: row.seat as Permission['seat'],
  capacity: row.capacity as Permission['capacity'],
  recipient: row.recipient as Permission['recipient'],
  items: row.items as Permission['items'],
  content: row.content as Permission['content'],
  applied: { by: row.applied_by, name: row.applied_name, at: row.applied_at as InstantText },
  decision: row.outcome
    ? {
        outcome: row.outcome,
        by: row.decided_by ?? '',
        name: row.decided_name ?? '',
        at: row.decided_at as InstantText,
        reason: row.reason ?? '',
        conditions: orNone(row.conditions),
        from: orNone(row.from_at) as InstantText | undefined,
        until: orNone(row.until_at) as InstantText | undefined,
      }
    : undefined,
  revoked: row.revoked_at
    ? { at: row.revoked_at as InstantText, name: row.revoked_name ?? '', reason: row.revoked_reason ?? '' }
    : undefined,
})
