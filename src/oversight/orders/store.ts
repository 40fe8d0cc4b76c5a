import type { Selectable } from 'kysely'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Order } from './order.ts'

export async function insertOrder(tx: Tx, { given, due, done: _, closed: __, ...one }: Order): Promise<void> {
  const { id, org, side, other, otherName, inspection, request, kind, reason, basis } = one
  const about = { id, org_id: org, side, other_org: other, other_name: otherName, inspection, request }
  const says = { kind, reason, basis, due_day: due ?? null, by_name: given.name, at: given.at }
  await tx
    .insertInto('oversight_orders')
    .values({ ...about, ...says })
    .execute()
}

type Key = Pick<Order, 'org' | 'id'>

export async function setDone(tx: Tx, { org, id }: Key, done: NonNullable<Order['done']>): Promise<void> {
  const { note, shown, name, at } = done
  await tx
    .updateTable('oversight_orders')
    .set({ done: JSON.stringify({ note, shown }), done_name: name, done_at: at })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export async function setOrderClosed(tx: Tx, { org, id }: Key, closed: NonNullable<Order['closed']>): Promise<void> {
  await tx
    .updateTable('oversight_orders')
    .set({ closed_name: closed.name, closed_at: closed.at, closed_why: closed.why })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** The orders of an organisation, given or received: of one inspection, about one request, or all; open ones first, then the newest. */
export async function listOrders(
  db: Db,
  org: string,
  { inspection, request }: { readonly inspection?: string; readonly request?: string } = {},
): Promise<Order[]> {
  let query = db.selectFrom('oversight_orders').selectAll().where('org_id', '=', org)
  if (inspection !== undefined) query = query.where('inspection', '=', inspection)
  if (request !== undefined) query = query.where('request', '=', request)
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(500).execute()
  return rows.map(readOrder).toSorted((a, b) => Number(a.closed !== undefined) - Number(b.closed !== undefined))
}

/** Throws `missing` / `no_such_order`, also for another organisation's. */
export async function findOrder(db: Db, org: string, id: string, lock?: 'lock'): Promise<Order> {
  const query = db.selectFrom('oversight_orders').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_order', 'There is no such order here')
  return readOrder(row)
}

const readOrder = (row: Selectable<Tables['oversight_orders']>): Order => ({
  ...{ id: row.id, org: row.org_id, side: row.side, other: row.other_org, otherName: row.other_name },
  ...{ inspection: row.inspection, request: row.request, kind: row.kind, reason: row.reason, basis: row.basis },
  due: row.due_day ?? undefined,
  given: { name: row.by_name, at: row.at },
  // Written by us, or read through its schema when it arrived.
  done: row.done_at
    ? { name: row.done_name ?? '', at: row.done_at, ...(row.done as Pick<NonNullable<Order['done']>, 'note' | 'shown'>) }
    : undefined,
  closed: row.closed_at ? { name: row.closed_name ?? '', at: row.closed_at, why: row.closed_why ?? '' } : undefined,
}) // biome-ignore format: short
