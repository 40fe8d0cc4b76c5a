import { base64, parseBase64, text, utf8 } from '../base/bytes.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import {
  exportSeed,
  generateSealingKey,
  generateSigningKey,
  importSigningKey,
  type SealingKey,
  type SigningKey,
} from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import { type InstanceSecret, lock, unlock } from './secret.ts'
import { findFormerKeys, findKeys, insertKey, type StoredKey } from './store.ts'
import { putInPlace } from './store-keys.ts'

/** What others need of an organisation: whom to seal to, and whose signature to expect. */
export interface PublicKeys {
  /** Ed25519, 32 bytes. */
  readonly signing: Uint8Array
  /** An age recipient, `age1…`. */
  readonly sealing: string
}

/** Makes both keys of a new organisation: Ed25519 to sign with, X25519 for what is sealed to it. */
export async function createKeys(
  tx: Tx,
  secret: InstanceSecret,
  org: string,
  at: Temporal.Instant,
): Promise<PublicKeys> {
  const signing = await createSigningKey(tx, secret, org, at)
  return { signing, sealing: await createSealingKey(tx, secret, org, at) }
}

/** An Ed25519 key, made here and kept under the instance secret, or made and kept by the operator's signer. */
export async function createSigningKey(
  tx: Tx,
  secret: InstanceSecret,
  org: string,
  at: Temporal.Instant,
  purpose: 'signing' | 'next-signing' = 'signing',
): Promise<Uint8Array> {
  if (secret.signer) {
    const publicKey = await secret.signer.create(org)
    const id = newId('key', at.epochMilliseconds)
    await insertKey(tx, { org, purpose, publicKey: base64(publicKey), id, privateKey: ELSEWHERE, at: instantText(at) })
    return publicKey
  }
  const made = await generateSigningKey()
  await keep(tx, secret, { org, purpose, publicKey: base64(made.publicKey) }, await exportSeed(made), at)
  return made.publicKey
}

/** What stands in the place of a private key that is not here. */
const ELSEWHERE = new Uint8Array()

/** Makes an X25519 key for what is sealed to the organisation, and answers its age recipient. */
export async function createSealingKey(
  tx: Tx,
  secret: InstanceSecret,
  org: string,
  at: Temporal.Instant,
): Promise<string> {
  const { recipient, identity } = await generateSealingKey()
  await keep(tx, secret, { org, purpose: 'sealing', publicKey: recipient }, utf8(identity), at)
  return recipient
}

/** Keeps a private key under the instance secret, bound to its row. */
async function keep(
  tx: Tx,
  secret: InstanceSecret,
  key: { org: string; purpose: StoredKey['purpose']; publicKey: string },
  content: Uint8Array,
  at: Temporal.Instant,
): Promise<void> {
  const id = newId('key', at.epochMilliseconds)
  const privateKey = lock(secret, ownerOf({ ...key, id }), content)
  await insertKey(tx, { ...key, id, privateKey, at: instantText(at) })
}

/**
 * The key the organisation signs messages and checkpoints with. Throws `missing` / `no_such_key`, and `unavailable` /
 * `signer_missing` for one kept by a signer that this instance has not been told of.
 */
export async function signer(db: Db, secret: InstanceSecret, org: string): Promise<SigningKey> {
  const key = await currentKey(db, org, 'signing')
  if (key.privateKey.length === ELSEWHERE.length) {
    if (secret.signer) return secret.signer.keyOf(org, parseBase64(key.publicKey))
    throw new AccountError(
      'unavailable',
      'signer_missing',
      'The signing keys here are kept by a signer: set COMITY_SIGNER_URL',
    )
  }
  return importSigningKey(unlock(secret, ownerOf(key), key.privateKey))
}

/** The identity that opens what is sealed to the organisation. Throws `missing` / `no_such_key`. */
export async function sealingIdentity(db: Db, secret: InstanceSecret, org: string): Promise<SealingKey> {
  const key = await currentKey(db, org, 'sealing')
  return { recipient: key.publicKey, identity: text(unlock(secret, ownerOf(key), key.privateKey)) }
}

/**
 * Every identity that opens what is or was sealed to the organisation: its own now first, then those it used before,
 * because what was on its way when the key was changed is sealed to the one before.
 */
export async function sealingIdentities(db: Db, secret: InstanceSecret, org: string): Promise<string[]> {
  const { identity } = await sealingIdentity(db, secret, org)
  const former = await findFormerKeys(db, org, 'sealing')
  return [identity, ...former.map((key) => text(unlock(secret, ownerOf(key), key.privateKey)))]
}

/** What may be told to anybody. Throws `missing` / `no_such_key`. */
export async function publicKeys(db: Db, org: string): Promise<PublicKeys> {
  const signing = await currentKey(db, org, 'signing')
  const sealing = await currentKey(db, org, 'sealing')
  return { signing: parseBase64(signing.publicKey), sealing: sealing.publicKey }
}

/** The key that was announced becomes the one to sign with; the one before has been retired. Answers its public part. */
export async function beginAnnouncedKey(tx: Tx, secret: InstanceSecret, org: string): Promise<string> {
  const key = await currentKey(tx, org, 'next-signing')
  const content = key.privateKey.length === ELSEWHERE.length ? undefined : unlock(secret, ownerOf(key), key.privateKey)
  await putInPlace(tx, key.id, content ? lock(secret, ownerOf({ ...key, purpose: 'signing' }), content) : ELSEWHERE)
  return key.publicKey
}

async function currentKey(db: Db, org: string, purpose: StoredKey['purpose']) {
  const key = (await findKeys(db, org)).find((candidate) => candidate.purpose === purpose)
  if (!key) throw new AccountError('missing', 'no_such_key', `The organisation ${org} has no ${purpose} key here`)
  return key
}

const ownerOf = ({ org, purpose, id }: { org: string; purpose: string; id: string }) => `${org}/${purpose}/${id}`
