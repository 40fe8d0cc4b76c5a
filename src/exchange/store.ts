import { sql } from 'kysely'
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

/** Those that were believed once and are no more. */
export async function formerPeers(db: Db): Promise<(Counterpart & { readonly revokedAt: InstantText })[]> {
  const rows = await db
    .selectFrom('exchange_peers')
    .select([...peerColumns, 'revoked_at'])
    .where('revoked_at', 'is not', null)
    .execute()
  return rows.map(({ revoked_at, ...row }) => ({ ...readPeer(row), revokedAt: revoked_at ?? '' }))
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
  messages: readonly Omit<Outgoing, 'attempts' | 'state' | 'problem' | 'deliveredAt'>[],
): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map((out) => ({
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
    state: 'waiting' as const,
  }))
  await tx.insertInto('exchange_outbox').values(rows).execute()
}

const outgoingColumns = [
  'message_id as message', 'dispatch_id as dispatch', 'org_id as org', 'to_org as to', 'request_id as request', 'type', 'bytes',
  'created_at as createdAt', 'expires_at as expiresAt', 'attempts', 'state', 'problem', 'delivered_at as deliveredAt',
] as const // biome-ignore format: one line of words

/**
 * Its time has come, and no earlier message about the same request to the same organisation is still on its way. The earliest
 * is looked up for each: joined, each that waits would be held against every other.
 */
const isNext = (now: InstantText) => sql<boolean>`o.state = 'waiting' and o.next_at <= ${now} and o.seq = (
  select min(turn.seq) from exchange_outbox as turn
  where turn.state = 'waiting' and turn.request_id = o.request_id and turn.to_org = o.to_org)`

/** What may travel together. */
export interface Load {
  readonly most: number
  /** A message of more bytes travels alone. */
  readonly small: number
  /** Organisations to which nothing is to be taken now. */
  readonly notTo: readonly string[]
}

/**
 * Takes the oldest message whose time has come, with others from the same organisation to the same one, and keeps other
 * processes off them until `leaseEnds`. Of the messages about one request only the oldest is taken, so that they arrive in
 * order. Oldest first; none if nothing is due.
 */
export async function claimOutgoing(
  db: Db,
  { now, leaseEnds, load: { most, small, notTo } }: { now: InstantText; leaseEnds: InstantText; load: Load },
): Promise<Outgoing[]> {
  const { rows } = await sql<{ org: string; to: string; size: number }>`
    select o.org_id as org, o.to_org as "to", octet_length(o.bytes) as size from exchange_outbox as o
    where ${isNext(now)} and o.to_org <> all(${[...notTo]}::text[]) order by o.seq limit 1`.execute(db)
  const [first] = rows
  if (!first) return []
  const alone = first.size > small
  const { rows: claimed } = await sql<Outgoing & { seq: number }>`
    update exchange_outbox as claimed set next_at = ${leaseEnds}, attempts = claimed.attempts + 1
    where claimed.message_id in (
      select o.message_id from exchange_outbox as o
      where ${isNext(now)} and o.org_id = ${first.org} and o.to_org = ${first.to}
        and (${alone} or octet_length(o.bytes) <= ${small})
      order by o.seq limit ${alone ? 1 : most} for update of o skip locked)
    returning claimed.seq, claimed.message_id as message, claimed.dispatch_id as dispatch, claimed.org_id as org,
      claimed.to_org as "to", claimed.request_id as request, claimed.type, claimed.bytes, claimed.created_at as "createdAt",
      claimed.expires_at as "expiresAt", claimed.attempts, claimed.state, claimed.problem, claimed.delivered_at as "deliveredAt"`.execute(
    db,
  )
  // All that was due may have been taken by others meanwhile: whoever asks again sees what is left.
  return claimed.length > 0
    ? claimed.toSorted((a, b) => a.seq - b.seq)
    : claimOutgoing(db, { now, leaseEnds, load: { most, small, notTo } })
}

/** A receipt that came for a message. */
export interface Acknowledged {
  readonly message: string
  readonly receipt: string
  /** How much of the sender's log its recipient has seen by now. */
  readonly seen: number
  readonly at: InstantText
}

/** Answers those that had not been delivered already. */
export async function markDelivered(tx: Tx, given: readonly Acknowledged[]): Promise<Set<string>> {
  const each = <T>(of: (one: Acknowledged) => T): T[] => given.map(of)
  const { rows } = await sql<{ message: string }>`update exchange_outbox as o
    set state = 'delivered', receipt = given.receipt, seen = given.seen, delivered_at = given.at, problem = null
    from unnest(${each(({ message }) => message)}::text[], ${each(({ receipt }) => receipt)}::text[],
      ${each(({ seen }) => seen)}::bigint[], ${each(({ at }) => at)}::timestamptz[]) as given (message_id, receipt, seen, at)
    where o.message_id = given.message_id and o.state <> 'delivered' returning o.message_id as message`.execute(tx)
  return new Set(rows.map(({ message }) => message))
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

/** The receipts an organisation got from another, with the messages they are for, oldest first. */
export async function receiptsOf(
  db: Db,
  org: string,
  by: string,
): Promise<{ request: string; message: string; type: string; digest: string; receipt: string }[]> {
  const { rows } = await sql<{ request: string; message: string; type: string; digest: string; receipt: string }>`
    select request_id as request, message_id as message, type, encode(sha256(bytes), 'hex') as digest, receipt
    from exchange_outbox where org_id = ${org} and to_org = ${by} and state = 'delivered' and receipt is not null order by seq`.execute(
    db,
  )
  return rows
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

/** What has not arrived: it waits, was refused, or came too late; newest first, without the bytes; from behind a message, where one is named. */
export async function undelivered(db: Db, limit = 100, behind?: string): Promise<Omit<Outgoing, 'bytes'>[]> {
  const place = db
    .selectFrom('exchange_outbox')
    .select('seq')
    .where('message_id', '=', behind ?? '')
  return db
    .selectFrom('exchange_outbox')
    .select(outgoingColumns.filter((column) => column !== 'bytes'))
    .where('state', '!=', 'delivered')
    .$if(behind !== undefined, (query) => query.where('seq', '<', place))
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

/** What is kept of a message that was taken in; no receipt yet where whoever entered it was cut off. */
export interface ReceivedRow {
  readonly message: string
  readonly digest: string
  readonly receipt: string
  readonly receivedAt: InstantText
}

export async function findReceived(db: Db, org: string, messages: readonly string[]): Promise<ReceivedRow[]> {
  return db
    .selectFrom('exchange_inbox')
    .select(['message_id as message', 'digest', 'receipt', 'received_at as receivedAt'])
    .where('org_id', '=', org)
    .where(sql<boolean>`message_id = any(${[...messages]}::text[])`)
    .execute()
}

/**
 * Enters messages for one organisation before they are acted on, and answers the ids of those that had not been entered
 * already; who enters one at the same moment waits here until the first has ended.
 */
export async function enterReceived(
  tx: Tx,
  org: string,
  received: readonly { message: string; from: string; type: string; digest: string; sentAt: InstantText }[],
  at: InstantText,
): Promise<Set<string>> {
  const each = <T>(of: (one: (typeof received)[number]) => T): T[] => received.map(of)
  // In one order, so that two who bring the same ones wait for each other and never for both.
  const { rows } = await sql<{ id: string }>`
    insert into exchange_inbox (org_id, message_id, from_org, type, digest, sent_at, received_at, receipt)
    select ${org}, message, from_org, type, digest, sent_at, ${at}::timestamptz, ''
    from unnest(${each(({ message }) => message)}::text[], ${each(({ from }) => from)}::text[], ${each(({ type }) => type)}::text[],
      ${each(({ digest }) => digest)}::text[], ${each(({ sentAt }) => sentAt)}::timestamptz[])
      as given (message, from_org, type, digest, sent_at)
    order by message on conflict do nothing returning message_id as id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Keeps these receipts where there is none yet, and answers the one that is kept for each message. */
export async function keepReceipts(
  tx: Tx,
  org: string,
  given: readonly { message: string; receipt: string }[],
): Promise<Map<string, string>> {
  const messages = given.map(({ message }) => message)
  // Held in one order, so that two who bring the same ones wait for each other and never for both.
  await sql`with held as (
      select message_id from exchange_inbox where org_id = ${org} and message_id = any(${messages}::text[])
      order by message_id for update)
    update exchange_inbox as inbox set receipt = given.receipt
    from held join unnest(${messages}::text[], ${given.map(({ receipt }) => receipt)}::text[]) as given (message_id, receipt)
      on given.message_id = held.message_id
    where inbox.org_id = ${org} and inbox.message_id = held.message_id and inbox.receipt = ''`.execute(tx)
  return new Map((await findReceived(tx, org, messages)).map(({ message, receipt }) => [message, receipt]))
}
