import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

/** Whether a message of this type is on its way from an organisation to somebody. */
export async function isUnderWay(db: Db, org: string, type: string): Promise<boolean> {
  const one = await db
    .selectFrom('exchange_outbox')
    .select('message_id')
    .where('org_id', '=', org)
    .where('state', '=', 'waiting')
    .where('type', '=', type)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** A message that was taken in: by whom, under which id, when. */
export interface TakenIn {
  readonly org: string
  readonly message: string
  readonly receivedAt: InstantText
}

/** What came from an organisation between two moments; with `to`, to one organisation here. Reads the whole inbox. */
export async function takenInFrom(
  db: Db,
  from: string,
  { since, until, to }: { since: InstantText; until: InstantText; to?: string | undefined },
): Promise<TakenIn[]> {
  let query = db
    .selectFrom('exchange_inbox')
    .select(['org_id as org', 'message_id as message', 'received_at as receivedAt'])
    .where('from_org', '=', from)
    .where('received_at', '>=', since)
    .where('received_at', '<=', until)
    .where('type', 'not in', ['key-revocation', 'key-succession'])
  if (to !== undefined) query = query.where('org_id', '=', to)
  return query.orderBy('received_at').execute()
}

/** The key of an organisation elsewhere is another from now on. */
export async function setPeerKey(tx: Tx, org: string, key: string): Promise<void> {
  await tx.updateTable('exchange_peers').set({ signing_key: key }).where('org_id', '=', org).execute()
}
