import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Hi1Object } from './model.ts'

/** An organisation on another product, and how messages of HI-1 go between us. */
export interface Hi1Peer {
  readonly org: string
  readonly name: string
  readonly url: string
  readonly country: string
  readonly identifier: string
  readonly profile: { readonly owner: string; readonly version: string }
  readonly form: 'xml' | 'json'
  /** SHA-256 of its certificate, hexadecimal. */
  readonly certificate: string
  /** What it signs messages with (SubjectPublicKeyInfo, base64); null: the channel alone says who it is. */
  readonly messageKey: string | null
}

const peers = (db: Db) =>
  db
    .selectFrom('exchange_hi1_peers as h')
    .innerJoin('exchange_peers as p', 'p.org_id', 'h.org_id')
    .select(['h.org_id', 'p.name', 'p.url', 'h.country', 'h.identifier', 'h.profile_owner', 'h.profile_version', 'h.form', 'h.certificate', 'h.message_key']) // biome-ignore format: one line of words
    .where('p.revoked_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof peers>['executeTakeFirstOrThrow']>>

const readPeer = (row: Row): Hi1Peer => ({
  org: row.org_id,
  name: row.name,
  url: row.url,
  country: row.country,
  identifier: row.identifier,
  profile: { owner: row.profile_owner, version: row.profile_version },
  form: row.form,
  certificate: row.certificate,
  messageKey: row.message_key,
})

export async function findHi1Peer(db: Db, org: string): Promise<Hi1Peer | undefined> {
  const row = await peers(db).where('h.org_id', '=', org).executeTakeFirst()
  return row && readPeer(row)
}

export async function findByCertificate(db: Db, certificate: string): Promise<Hi1Peer | undefined> {
  const row = await peers(db).where('h.certificate', '=', certificate).executeTakeFirst()
  return row && readPeer(row)
}

export async function insertHi1Peer(tx: Tx, peer: Hi1Peer): Promise<void> {
  const values = {
    country: peer.country,
    identifier: peer.identifier,
    profile_owner: peer.profile.owner,
    profile_version: peer.profile.version,
    form: peer.form,
    certificate: peer.certificate,
    message_key: peer.messageKey,
  }
  await tx
    .insertInto('exchange_hi1_peers')
    .values({ org_id: peer.org, ...values })
    .onConflict((conflict) => conflict.column('org_id').doUpdateSet(values))
    .execute()
}

/** An object as it stands between an organisation here and a peer. */
export interface KeptObject {
  readonly id: string
  readonly request: string | null
  readonly generation: number
  readonly object: Hi1Object
  readonly changedAt: string
}

export async function findObject(db: Db, org: string, peer: string, id: string): Promise<KeptObject | undefined> {
  return (await objects(db, org, peer).where('object_id', '=', id).execute()).map(readObject)[0]
}

/** The latest first. */
export async function listObjects(
  db: Db,
  org: string,
  peer: string,
  { type, since, limit }: { type?: string | undefined; since?: string | undefined; limit: number },
): Promise<KeptObject[]> {
  let query = objects(db, org, peer)
  if (type !== undefined) query = query.where('type', '=', type)
  if (since !== undefined) query = query.where('changed_at', '>=', since)
  return (await query.orderBy('changed_at', 'desc').orderBy('object_id').limit(limit).execute()).map(readObject)
}

const objects = (db: Db, org: string, peer: string) =>
  db
    .selectFrom('exchange_hi1_objects')
    .select(['object_id', 'request_id', 'generation', 'object', 'changed_at'])
    .where('org_id', '=', org)
    .where('peer_org', '=', peer)

const readObject = (row: {
  object_id: string
  request_id: string | null
  generation: number
  object: unknown
  changed_at: string
}): KeptObject => ({
  id: row.object_id,
  request: row.request_id,
  generation: row.generation,
  // Written by `keepObject` alone, after the schema had it.
  object: row.object as Hi1Object,
  changedAt: row.changed_at,
})

/** An object created, or what an update says of it on top of what stood there; one generation more. */
export async function keepObject(
  tx: Tx,
  org: string,
  peer: string,
  object: Hi1Object,
  request: string | null,
  at: Temporal.Instant,
): Promise<void> {
  const known = await findObject(tx, org, peer, object.ObjectIdentifier)
  const generation = (known?.generation ?? -1) + 1
  const values = {
    type: object.type,
    request_id: known?.request ?? request,
    generation,
    object: JSON.stringify({ ...known?.object, ...object }),
    changed_at: instantText(at),
  }
  await tx
    .insertInto('exchange_hi1_objects')
    .values({ org_id: org, peer_org: peer, object_id: object.ObjectIdentifier, ...values })
    .onConflict((conflict) => conflict.columns(['org_id', 'peer_org', 'object_id']).doUpdateSet(values))
    .execute()
}

/** The answer given already to a transaction, and to which bytes. */
export async function findAnswer(
  db: Db,
  org: string,
  peer: string,
  transaction: string,
): Promise<{ digest: string; answer: Uint8Array } | undefined> {
  return db
    .selectFrom('exchange_hi1_transactions')
    .select(['digest', 'answer'])
    .where('org_id', '=', org)
    .where('peer_org', '=', peer)
    .where('transaction_id', '=', transaction)
    .executeTakeFirst()
}

/** False if the transaction has been answered meanwhile. */
export async function keepAnswer(
  tx: Tx,
  given: { org: string; peer: string; transaction: string; digest: string; answer: Uint8Array; at: Temporal.Instant },
): Promise<boolean> {
  const kept = await tx
    .insertInto('exchange_hi1_transactions')
    .values({
      org_id: given.org,
      peer_org: given.peer,
      transaction_id: given.transaction,
      digest: given.digest,
      answer: given.answer,
      answered_at: instantText(given.at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('transaction_id')
    .executeTakeFirst()
  return kept !== undefined
}
