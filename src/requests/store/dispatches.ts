import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { MessageBody, MessageType } from '../messages.ts'

/** Something to be carried to another organisation. */
export interface Dispatch<T extends MessageType = MessageType> {
  readonly seq: number
  readonly id: string
  readonly org: string
  readonly to: string
  readonly request: string
  readonly type: T
  readonly body: MessageBody<T>
  readonly queuedAt: string
}

export type NewDispatch = Omit<Dispatch, 'seq'>

export async function insertDispatch(tx: Tx, dispatch: NewDispatch): Promise<void> {
  await tx
    .insertInto('request_dispatches')
    .values({
      id: dispatch.id,
      org_id: dispatch.org,
      to_org: dispatch.to,
      request_id: dispatch.request,
      type: dispatch.type,
      body: JSON.stringify(dispatch.body),
      queued_at: dispatch.queuedAt,
    })
    .execute()
}

/**
 * The oldest dispatches nobody has taken, held for this transaction: a second carrier waits rather than take the next
 * ones, which would then overtake these.
 */
export async function waitingDispatches(tx: Tx, limit = 20): Promise<Dispatch[]> {
  const rows = await tx
    .selectFrom('request_dispatches')
    .selectAll()
    .where('taken_at', 'is', null)
    .orderBy('seq')
    .limit(limit)
    .forUpdate()
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    org: row.org_id,
    to: row.to_org,
    request: row.request_id,
    type: row.type as MessageType,
    body: row.body as MessageBody<MessageType>,
    queuedAt: row.queued_at,
  }))
}

/** Every organisation that was sent something about this request. */
export async function organisationsTold(db: Db, request: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_dispatches')
    .select('to_org')
    .distinct()
    .where('request_id', '=', request)
    .execute()
  return rows.map(({ to_org }) => to_org)
}

/** Every organisation this request was put before from here. */
export async function organisationsAsked(db: Db, request: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_dispatches')
    .select('to_org')
    .distinct()
    .where('request_id', '=', request)
    .where('type', 'in', ['submission', 'order', 'notification'])
    .execute()
  return rows.map(({ to_org }) => to_org)
}

/** The exchange has made messages of them. */
export async function dispatchesTaken(tx: Tx, ids: readonly string[], at: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('request_dispatches')
    .set({ taken_at: at })
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute()
}
