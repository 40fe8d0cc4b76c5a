import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { MessageBody, MessageType } from './messages.ts'
import { insertDispatch } from './store/dispatches.ts'
import { anyQueued } from './store/senders.ts'

/** Something one organisation tells another that is about no request: it is carried by the same road. */
export async function queueNotice(
  tx: Tx,
  { org, to, about, type, body }: { org: string; to: string; about: string; type: string; body: Json },
  at: Temporal.Instant,
): Promise<void> {
  const id = newId('dispatch', at.epochMilliseconds)
  // Read on the other side by whoever takes notices in; nobody here looks at what is in it.
  const carried = { type: type as MessageType, body: body as unknown as MessageBody<MessageType> }
  await insertDispatch(tx, { id, org, to, request: about, ...carried, queuedAt: instantText(at) })
}

/** Whether something of one of these types still waits to be made a message of. */
export const areQueued = (db: Db, org: string, types: readonly string[]): Promise<boolean> => anyQueued(db, org, types)
