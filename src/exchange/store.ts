import { isSeat } from '../accounts/index.ts'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Card } from './card.ts'
import type { Counterpart } from './counterpart.ts'

/** A signed message on its way. */
export interface Outgoing {
  readonly message: string
  readonly dispatch: string
  readonly org: string
  readonly to: string
  readonly request: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly createdAt: InstantText
  readonly expiresAt: InstantText
  readonly attempts: number
  readonly state: 'waiting' | 'delivered' | 'refused' | 'expired'
  readonly problem: string | null
  readonly deliveredAt: InstantText | null
}

const peerColumns = ['org_id as org', 'name', 'state', 'kind', 'seats', 'authority', 'languages', 'addressees', 'signing_key as signing', 'sealing_key as sealing', 'url'] as const // biome-ignore format: one line of words

type PeerRow = Omit<Counterpart, 'seats' | 'addressees'> & { seats: string[]; addressees: unknown }

// Checked by the card's schema when it was confirmed.
const readPeer = (row: PeerRow): Counterpart => ({
  ...row,
  seats: row.seats.filter(isSeat),
  addressees: row.addressees as Counterpart['addressees'],
})

export async function listPeers(db: Db): Promise<Counterpart[]> {
  const rows = await db.selectFrom('exchange_peers').select(peerColumns).where('revoked_at', 'is', null).execute()
  return rows.map(readPeer)
}

export async function findPeer(db: Db, org: string): Promise<Counterpart | undefined> {
  const row = await db
    .selectFrom('exchange_peers')
    .select(peerColumns)
    .where('org_id', '=', org)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && readPeer(row)
}

export async function insertPeer(tx: Tx, card: Card, by: string, at: InstantText): Promise<void> {
  const { org, name, state, kind, seats, authority, languages, addressees, signing, sealing, url } = card
  const values = {
    name,
    state,
    kind,
    seats,
    authority,
    languages,
    addressees: JSON.stringify(addressees),
    signing_key: signing,
    sealing_key: sealing,
    url,
    confirmed_by: by,
    confirmed_at: at,
    revoked_at: null,
  }
  await tx
    .insertInto('exchange_peers')
    .values({ org_id: org, ...values })
    .onConflict((conflict) => conflict.column('org_id').doUpdateSet(values))
    .execute()
}

export async function revokePeerRow(tx: Tx, org: string, at: InstantText): Promise<void> {
  await tx.updateTable('exchange_peers').set({ revoked_at: at }).where('org_id', '=', org).execute()
}

export async function insertOutgoing(
  tx: Tx,
  out: Omit<Outgoing, 'attempts' | 'state' | 'problem' | 'deliveredAt'>,
): Promise<void> {
  await tx
    .insertInto('exchange_outbox')
    .values({
      message_id: out.message,
      dispatch_id: out.dispatch,
      org_id: out.org,
      to_org: out.to,
      request_id: out.request,
      type: out.type,
      bytes: out.bytes,
      created_at: out.createdAt,
      expires_at: out.expiresAt,
      next_at: out.createdAt,
      state: 'waiting',
    })
    .execute()
}

const outgoingColumns = [
  'message_id as message', 'dispatch_id as dispatch', 'org_id as org', 'to_org as to', 'request_id as request', 'type', 'bytes',
  'created_at as createdAt', 'expires_at as expiresAt', 'attempts', 'state', 'problem', 'delivered_at as deliveredAt',
] as const // biome-ignore format: one line of words

/**
 * Takes the oldest message whose time has come, and keeps other processes off it until `leaseEnds`. Of the messages
 * about one request to one organisation only the oldest is taken, so that they arrive in order.
 */
export function claimOutgoing(db: Db, now: InstantText, leaseEnds: InstantText): Promise<Outgoing | undefined> {
  return db
    .updateTable('exchange_outbox')
    .set((eb) => ({ next_at: leaseEnds, attempts: eb('attempts', '+', 1) }))
    .where('message_id', '=', ({ selectFrom }) =>
      selectFrom('exchange_outbox as o')
        .select('o.message_id')
        .where('o.state', '=', 'waiting')
        .where('o.next_at', '<=', now)
        .where(({ not, exists, selectFrom: among }) =>
          not(
            exists(
              among('exchange_outbox as earlier')
                .select('earlier.message_id')
                .whereRef('earlier.request_id', '=', 'o.request_id')
                .whereRef('earlier.to_org', '=', 'o.to_org')
                .where('earlier.state', '=', 'waiting')
                .whereRef('earlier.seq', '<', 'o.seq'),
            ),
          ),
        )
        .orderBy('o.seq')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(outgoingColumns)
    .executeTakeFirst()
}

/** False if it had been delivered already. `seen`: how much of the sender's log its recipient has seen by now. */
export async function markDelivered(
  tx: Tx,
  message: string,
  { receipt, seen, at }: { receipt: string; seen: number; at: InstantText },
): Promise<boolean> {
  const marked = await tx
    .updateTable('exchange_outbox')
    .set({ state: 'delivered', receipt, seen, delivered_at: at, problem: null })
    .where('message_id', '=', message)
    .where('state', '!=', 'delivered')
    .returning('message_id')
    .executeTakeFirst()
  return marked !== undefined
}

/** How much of the sender's log this recipient had seen when it last gave a receipt. */
export async function lastSeen(db: Db, org: string, to: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('exchange_outbox')
    .select('seen')
    .where('org_id', '=', org)
    .where('to_org', '=', to)
    .where('state', '=', 'delivered')
    .orderBy('delivered_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seen ?? undefined
}

export async function markRefused(
  tx: Tx,
  message: string,
  state: 'refused' | 'expired',
  problem: string,
): Promise<void> {
  await tx
    .updateTable('exchange_outbox')
    .set({ state, problem })
    .where('message_id', '=', message)
    .where('state', '=', 'waiting')
    .execute()
}

export async function putOff(db: Db, message: string, until: InstantText, problem: string): Promise<void> {
  await db
    .updateTable('exchange_outbox')
    .set({ next_at: until, problem })
    .where('message_id', '=', message)
    .where('state', '=', 'waiting')
    .execute()
}

/** What has not arrived: it waits, was refused, or came too late; newest first, without the bytes. */
export async function undelivered(db: Db, limit = 100): Promise<Omit<Outgoing, 'bytes'>[]> {
  return db
    .selectFrom('exchange_outbox')
    .select(outgoingColumns.filter((column) => column !== 'bytes'))
    .where('state', '!=', 'delivered')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

/** Lets every message that waits be tried at once, also those a process held that has ended. */
export async function makeAllDue(db: Db, at: InstantText): Promise<void> {
  await db
    .updateTable('exchange_outbox')
    .set({ next_at: at })
    .where('state', '=', 'waiting')
    .where('next_at', '>', at)
    .execute()
}

/** Lets a refused or waiting message be tried again at once; answers it, or undefined if there is none such. */
export async function makeDue(
  tx: Tx,
  message: string,
  at: InstantText,
): Promise<Pick<Outgoing, 'org' | 'to' | 'type' | 'request'> | undefined> {
  return tx
    .updateTable('exchange_outbox')
    .set({ state: 'waiting', next_at: at })
    .where('message_id', '=', message)
    .where('state', 'in', ['waiting', 'refused'])
    .where('expires_at', '>', at)
    .returning(['org_id as org', 'to_org as to', 'type', 'request_id as request'])
    .executeTakeFirst()
}

/** What an organisation has sent about one request, oldest first; without the bytes. */
export async function outgoingAbout(db: Db, org: string, request: string): Promise<Omit<Outgoing, 'bytes'>[]> {
  return db
    .selectFrom('exchange_outbox')
    .select(outgoingColumns.filter((column) => column !== 'bytes'))
    .where('org_id', '=', org)
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
}

export async function findReceived(
  db: Db,
  org: string,
  message: string,
): Promise<{ digest: string; receipt: string } | undefined> {
  return db
    .selectFrom('exchange_inbox')
    .select(['digest', 'receipt'])
    .where('org_id', '=', org)
    .where('message_id', '=', message)
    .executeTakeFirst()
}

/**
 * Enters a message before it is acted on. False if it has been entered already; who enters it at the same moment waits
 * here until the first has ended.
 */
export async function enterReceived(
  tx: Tx,
  received: {
    org: string
    message: string
    from: string
    type: string
    digest: string
    sentAt: InstantText
    receivedAt: InstantText
  },
): Promise<boolean> {
  const entered = await tx
    .insertInto('exchange_inbox')
    .values({
      org_id: received.org,
      message_id: received.message,
      from_org: received.from,
      type: received.type,
      digest: received.digest,
      sent_at: received.sentAt,
      received_at: received.receivedAt,
      receipt: '',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('message_id')
    .executeTakeFirst()
  return entered !== undefined
}

export async function keepReceipt(tx: Tx, org: string, message: string, receipt: string): Promise<void> {
  await tx
    .updateTable('exchange_inbox')
    .set({ receipt })
    .where('org_id', '=', org)
    .where('message_id', '=', message)
    .execute()
}
