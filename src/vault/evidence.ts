import { createHash } from 'node:crypto'
import { type Actor, mustBeConfirmed, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText, type Now } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Graded, LawBase } from '../law/index.ts'
import type { Blobs } from './blobs.ts'
import { type Bound, depart } from './destination.ts'
import { VaultError } from './errors.ts'
import { recordingRefusal, refuseHandling, takeLevel, tell, whyNotHere } from './handling.ts'
import type { Act, Item } from './item.ts'
import { inHand, keepReleases, type Passage, refuseForged } from './leaving.ts'
import { refuseApart } from './minimising/apart.ts'
import { open, seal } from './seal.ts'
import { findItem, insertItem, markErased, setState } from './store.ts'
import type { Timestamper } from './timestamper.ts'

/** Where evidence is kept, and the present. */
export interface Vault {
  readonly db: Db
  readonly blobs: Blobs
  readonly now: Now
  /** Has what is exported, and the logs, timestamped; absent where no authority is set. */
  readonly timestamp?: Timestamper | undefined
}

/** The same, and the law by which what is kept is opened. */
export interface LawfulVault extends Vault {
  readonly law: LawBase
}

/** What may open a piece: its organisation's identity now, and those it had before. */
export type Identities = string | readonly string[]

export interface Produced {
  readonly origin: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: AsyncIterable<Uint8Array>
  /** The age recipients of whoever may open it. */
  readonly sealedTo: readonly string[]
  /** What was done with it before it came here. */
  readonly acts?: readonly Act[]
}

/** What another organisation announces of a piece, and how highly it is graded there. */
export type AnnouncedPiece = Pick<
  Item,
  'id' | 'name' | 'mediaType' | 'size' | 'sha256' | 'sealedSize' | 'sealedSha256' | 'acts'
> & { readonly level?: Graded | undefined }

/**
 * Takes a file in: hashed and sealed while it streams, so that it is never on the disk unsealed. If the stream breaks
 * off nothing is kept. Throws `disk_full`, `bad_recipient`, `bad_name`.
 */
export async function sealEvidence(
  { db, blobs, now }: Vault,
  actor: Actor,
  { bytes, ...given }: Produced,
): Promise<Item> {
  permit(actor, 'order.produce')
  const name = readName(given.name)
  const sealing = seal(bytes, given.sealedTo)
  await blobs.write(sealing, { owned: true })
  const { plain, sealed } = sealing.sums()
  const at = now()
  const item: Item = {
    id: newId('item', at.epochMilliseconds),
    org: actor.org,
    origin: given.origin,
    name,
    mediaType: given.mediaType,
    size: plain.size,
    sha256: plain.sha256,
    sealedSize: sealed.size,
    sealedSha256: sealed.sha256,
    sealedTo: given.sealedTo,
    producer: actor.org,
    acts: given.acts ?? [],
    state: 'sealed',
    at: instantText(at),
    problem: null,
    restricted: null,
  }
  await db.transaction().execute((tx) => keepItem(tx, { id: actor.person, name: actor.name }, item, at))
  return item
}

/** A sealed file becomes a piece of evidence, and the log says who took it in, and what is to be known of how. */
export async function keepItem(
  tx: Tx,
  by: { readonly id: string; readonly name: string },
  item: Item,
  at: Temporal.Instant,
  why?: string,
): Promise<void> {
  await insertItem(tx, item)
  const { origin, name, size, sha256, sealedSize, sealedSha256, mediaType, sealedTo } = item
  const sums = { mediaType, size, sha256, sealedSize, sealedSha256, sealedTo: [...sealedTo] }
  const body = { origin, name, ...sums, ...(why !== undefined && { why }), byName: by.name }
  await record(tx, { org: item.org, by: by.id, kind: 'evidence.sealed', about: item.id, body }, at)
}

/** Says in the log that what the gate let out was handed over; called in the transaction that queues the production. Throws `confirm_first`. */
export async function handOver(tx: Tx, actor: Actor, passage: Passage, at: Temporal.Instant): Promise<Item[]> {
  permit(actor, 'order.produce')
  mustBeConfirmed(actor)
  refuseForged(passage, 'sealed')
  const { to } = passage
  const handed: Item[] = []
  for (const { id, sha256 } of passage.items) {
    const [item] = await inHand(tx, actor.org, [id])
    if (item?.sha256 !== sha256) throw new Error('The gate let out another piece')
    await setState(tx, actor.org, id, 'handed-over')
    const body = { origin: item.origin, to, sealedSha256: item.sealedSha256, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.handed-over', about: id, body }, at)
    handed.push({ ...item, state: 'handed-over' })
  }
  await keepReleases(tx, passage, at)
  return handed
}

/**
 * What another organisation has announced: from now on it is fetched until it is here. What is of a level that may not lie
 * here is refused, with the rule, and never fetched.
 */
export async function expectEvidence(
  tx: Tx,
  law: LawBase,
  { org, from, origin }: { readonly org: string; readonly from: string; readonly origin: string },
  announced: readonly AnnouncedPiece[],
  at: Temporal.Instant,
): Promise<void> {
  for (const { id, name, mediaType, size, sha256, sealedSize, sealedSha256, acts, level } of announced) {
    const when = instantText(at)
    const facts = { id, name: readName(name), mediaType, size, sha256, sealedSize, sealedSha256 }
    const closed = level && (await whyNotHere(tx, law, org, level, at))
    const item: Item = {
      ...facts,
      org,
      origin,
      sealedTo: [],
      producer: from,
      acts,
      state: closed ? 'refused' : 'expected',
      at: when,
      problem: closed ? `It may not be kept here: ${closed.says} (${closed.cite})` : null,
      restricted: null,
    }
    await insertItem(tx, item, closed ? null : when)
    const body = { origin, ...facts, acts: acts.map((act) => ({ ...act })), ...(level && { level: { ...level } }) }
    await record(tx, { org, by: from, kind: 'evidence.announced', about: id, body }, at)
    const by = { org, person: from, name: from }
    if (closed) await tell(tx, by, item, 'evidence.storage-refused', closed, at)
    else if (level) await takeLevel(tx, law, item, level, { by, toldBy: from, at })
  }
}

/** The sealed bytes are here, whole, and are the ones announced. */
export async function evidenceArrived(tx: Tx, item: Item, at: Temporal.Instant): Promise<void> {
  // It was given up while it was on its way: what came is removed like the rest.
  const { state, problem } = await findItem(tx, item.org, item.id)
  if (state === 'erased') return markErased(tx, item.org, item.id, problem ?? '', instantText(at))
  await setState(tx, item.org, item.id, 'received')
  const body = {
    origin: item.origin,
    from: item.producer,
    sealedSha256: item.sealedSha256,
    sealedSize: item.sealedSize,
  }
  await record(tx, { org: item.org, by: 'system', kind: 'evidence.received', about: item.id, body }, at)
}

/** What came is not what was announced; it is not kept. */
export async function evidenceRefused(tx: Tx, item: Item, why: string, at: Temporal.Instant): Promise<void> {
  await setState(tx, item.org, item.id, 'refused', why)
  await record(
    tx,
    { org: item.org, by: 'system', kind: 'evidence.refused', about: item.id, body: { origin: item.origin, why } },
    at,
  )
}

/**
 * Opens what was received once, to its end, and compares it with what the producer said it was. A difference is an
 * answer, recorded, not an error. Already verified pieces are verified again.
 */
export async function verifyEvidence(
  { db, blobs, now }: Vault,
  actor: Actor,
  identities: Identities,
  id: string,
): Promise<{ ok: boolean; says: string }> {
  permit(actor, 'evidence.receive')
  const item = await findItem(db, actor.org, id)
  notExpected(item)
  const outcome = await judge(item, blobs, identities)
  await db.transaction().execute(async (tx) => {
    await setState(tx, actor.org, id, outcome.ok ? 'verified' : 'refused', outcome.ok ? null : outcome.says)
    const kind = outcome.ok ? 'evidence.verified' : 'evidence.refused'
    const body = {
      origin: item.origin,
      sha256: outcome.sha256 ?? null,
      sealedSha256: item.sealedSha256,
      why: outcome.says,
      byName: actor.name,
    }
    await record(tx, { org: actor.org, by: actor.person, kind, about: id, body }, now())
  })
  return outcome
}

async function judge(
  item: Item,
  blobs: Blobs,
  identities: Identities,
): Promise<{ ok: boolean; says: string; sha256?: string }> {
  try {
    const { sha256, size } = await summed(open(blobs.read(item.sealedSha256), { identities: [identities].flat() }))
    const same = sha256 === item.sha256 && size === item.size
    return {
      ok: same,
      sha256,
      says: same
        ? 'The opened bytes are those the producer hashed'
        : 'The opened bytes are not those the producer hashed',
    }
  } catch (error) {
    if (error instanceof VaultError) return { ok: false, says: error.message }
    throw error
  }
}

async function summed(stream: AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of stream) {
    hash.update(chunk)
    size += chunk.length
  }
  return { sha256: hash.digest('hex'), size }
}

/** For what a piece is opened, whom that is for, and whether it is only looked at or saved as an opened file. */
export interface Opening {
  readonly purpose: string
  readonly bound: Bound
  readonly saved: boolean
}

/**
 * The opened bytes, for a purpose that goes into the log, with whom they are for, before the first of them leaves. Only of
 * verified pieces; of one that is set apart only with another person's leave; as its level allows; for somebody else only through
 * the gate. Throws `not_verified`, `restricted`, `excluded`, `no_purpose`, `handling_closed`, `set_apart`, `works_on_case`, `release_closed`.
 */
export async function openEvidence(
  { db, blobs, law, now }: LawfulVault,
  actor: Actor,
  identities: Identities,
  id: string,
  { purpose, bound, saved }: Opening,
): Promise<{ item: Item; bytes: AsyncIterable<Uint8Array> }> {
  permit(actor, 'evidence.open')
  const item = await findItem(db, actor.org, id)
  if (item.state !== 'verified')
    throw new VaultError('conflict', 'not_verified', `${item.name} has not been verified: it is ${item.state}`)
  refuseRestricted(item)
  if (purpose.trim() === '')
    throw new VaultError('invalid', 'no_purpose', 'Say what you open it for', { path: 'purpose' })
  const at = now()
  const way = saved ? 'opened' : undefined
  await recordingRefusal(db, actor, at, () => refuseHandling(db, law, actor, item, { way, to: undefined, at }))
  await refuseApart(db, actor, item, at)
  await db.transaction().execute(async (tx) => {
    const goes = await depart(tx, [item], await bound(tx, [item], 'opened'), 'opened', at)
    const { origin, sha256 } = item
    const body = { origin, purpose: purpose.slice(0, 2000), for: goes, sha256, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.opened', about: id, body }, at)
  })
  return { item, bytes: open(blobs.read(item.sealedSha256), { identities: [identities].flat() }) }
}

/** Throws `restricted` for a piece that a hold alone keeps, `excluded` for one that a decision excluded: it is to be used by nobody. */
export function refuseRestricted({ name, restricted, excluded }: Item): void {
  if (excluded) throw new VaultError('conflict', 'excluded', `${name} may not be used any more: ${excluded}`)
  if (restricted !== null)
    throw new VaultError('conflict', 'restricted', `${name} may not be used any more: ${restricted}. A hold keeps it`)
}

function notExpected(item: Item): void {
  if (item.state === 'expected') throw new VaultError('conflict', 'not_arrived', `${item.name} has not arrived yet`)
}

/** A name is a name: no folder, no control character; it never becomes a path by itself. Throws `bad_name`. */
export function readName(input: string): string {
  const name = (input.normalize('NFC').split(/[/\\]/).at(-1) ?? '').trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (name === '' || name === '.' || name === '..' || name.length > 255 || /[\u0000-\u001f\u007f]/.test(name)) {
    throw new VaultError('invalid', 'bad_name', 'This file has no usable name', { path: 'name' })
  }
  return name
}
