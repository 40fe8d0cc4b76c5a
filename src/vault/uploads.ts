import { type Actor, type InstanceSecret, lock, permit, unlock } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { VaultError } from './errors.ts'
import { keepItem, readName, type Vault } from './evidence.ts'
import type { Item } from './item.ts'
import type { Sum, Sums } from './seal.ts'
import { refuseSealedOtherwise, sealedBefore } from './sealed-before.ts'
import { newSealKeys, type SealingInParts } from './sealing-in-parts.ts'
import { findItem } from './store.ts'
import {
  deleteUpload,
  findUpload,
  insertUpload,
  type KeptUpload,
  noteWhole,
  touchUpload,
  type Upload,
  uploadsOf,
  uploadsUntouchedSince,
  wholeSums,
} from './store-uploads.ts'

export interface UploadVault extends Vault {
  readonly secret: InstanceSecret
}

/** What its sender says of a file before the first byte. */
export interface Announced {
  readonly origin: string
  readonly name: string
  readonly mediaType: string
  /** In bytes. */
  readonly size: number
  /** Hexadecimal; where it is given, anything else that arrives is refused. */
  readonly sha256?: string | undefined
  readonly sealedTo: readonly string[]
  /** What it is sealed, where its sender has sealed it: then these bytes arrive, and `size` and `sha256` are its word. */
  readonly sealedAs?: Sum | undefined
}

/** An upload, and how many bytes of it are safely here. A piece that is whole is one with nothing left to send. */
export type Arrived = Pick<Upload, 'id' | 'name' | 'mediaType' | 'announced'> & {
  /** In bytes, as it is sent: sealed, where it was sealed before. */
  readonly size: number
  readonly offset: number
  readonly sealedBefore: boolean
}

/** An upload that nobody goes on with is given up after this time. */
const UPLOAD_KEPT = Temporal.Duration.from({ hours: 7 * 24 })
/** Of one request, at a time. */
const AT_ONCE = 1000

/**
 * Begins a file that arrives in parts, across broken lines and restarts. Throws `bad_name`, `bad_recipient`,
 * `disk_full` where there is no room for it, `too_many_uploads`, and `sum_missing` for a sealed file of which it is not
 * said what it is.
 */
export async function beginUpload(vault: UploadVault, actor: Actor, announced: Announced): Promise<Arrived> {
  permit(actor, 'order.produce')
  const { db, blobs, secret, now } = vault
  const { origin, mediaType, size, sha256 = null, sealedTo, sealedAs = null } = announced
  const name = readName(announced.name)
  if (sealedAs && sha256 === null)
    throw new VaultError('invalid', 'sum_missing', 'Of a sealed file, say what it is before sealing: its SHA-256')
  if ((await blobs.room()) < (sealedAs?.size ?? size))
    throw new VaultError('unavailable', 'disk_full', 'There is no room for this file')
  const keys = sealedAs ? null : await newSealKeys(sealedTo)
  const at = now()
  const id = newId('item', at.epochMilliseconds)
  const when = instantText(at)
  const upload: KeptUpload = {
    ...{ id, org: actor.org, origin, name, mediaType, size, announced: sha256, sealedTo, sealedAs },
    keys: keys && { ...keys, fileKey: lock(secret, keyOf(actor.org, id), keys.fileKey) },
    ...{ by: { id: actor.person, name: actor.name }, at: when, touchedAt: when },
  }
  await db.transaction().execute(async (tx) => {
    if ((await uploadsOf(tx, actor.org, origin)).length >= AT_ONCE) {
      throw new VaultError('conflict', 'too_many_uploads', `${AT_ONCE} files of this request are arriving already`)
    }
    await insertUpload(tx, upload)
    const sealed = sealedAs && { sealedSha256: sealedAs.sha256, sealedSize: sealedAs.size }
    const body = { origin, name, size, announced: sha256, ...sealed, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.upload-begun', about: id, body }, at)
  })
  if (size === 0 && !sealedAs) await continueUpload(vault, actor, id, 0, nothing())
  return arrivedOf(upload, 0)
}

/** How far an upload is; of a piece that is whole already, that. Throws `no_such_upload`. */
export async function uploadAt(vault: UploadVault, actor: Actor, id: string): Promise<Arrived> {
  permit(actor, 'order.produce')
  const upload = await findUpload(vault.db, actor.org, id)
  if (!upload) return finished(vault, actor.org, id)
  if (await finishWhole(vault, upload, upload.by)) return finished(vault, actor.org, id)
  return arrivedOf(upload, await sealingOf(vault, upload).offset())
}

/**
 * Adds what comes next at `offset` and answers how far it is now; the last part makes a piece of evidence of it. If the
 * line breaks, what came is kept. Throws `no_such_upload`, `wrong_offset`, `too_much`, `disk_full`; and where the whole is
 * not what was announced `upload_differs`, where it is sealed to others or not at all `sealed_otherwise`: then nothing of
 * it is kept.
 */
export async function continueUpload(
  vault: UploadVault,
  actor: Actor,
  id: string,
  offset: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  permit(actor, 'order.produce')
  const upload = await findUpload(vault.db, actor.org, id)
  if (!upload) throw noSuchUpload()
  const sealing = sealingOf(vault, upload)
  const end = await sealing.append(offset, bytes)
  await touchUpload(vault.db, id, instantText(vault.now()))
  const sums = await sealing.sums()
  const refused = sums && (await finish(vault, upload, sums, { id: actor.person, name: actor.name }))
  if (refused) throw refused
  return end
}

/** Gives an unfinished upload up: nothing of it is kept, and the log says so. Throws `no_such_upload`. */
export async function giveUpUpload(vault: UploadVault, actor: Actor, id: string): Promise<void> {
  permit(actor, 'order.produce')
  const upload = await findUpload(vault.db, actor.org, id)
  if (!upload) throw noSuchUpload()
  await giveUp(vault, upload, { id: actor.person, name: actor.name }, 'it was given up')
}

/** What is still arriving for a request, with how far each is. */
export async function listUploads(vault: UploadVault, actor: Actor, origin: string): Promise<(Upload & Arrived)[]> {
  permit(actor, 'order.produce')
  const all: (Upload & Arrived)[] = []
  for (const upload of await uploadsOf(vault.db, actor.org, origin)) {
    if (await finishWhole(vault, upload, upload.by)) continue
    const { keys: _, ...told } = upload
    all.push({ ...told, ...arrivedOf(upload, await sealingOf(vault, upload).offset()) })
  }
  return all
}

/** Makes pieces of what was whole when a process died, and gives up what nobody has gone on with. Answers how many. */
export async function sweepUploads(vault: UploadVault, limit = 100): Promise<number> {
  const at = vault.now()
  const untouched = await uploadsUntouchedSince(vault.db, instantText(at.subtract(UPLOAD_KEPT)), limit)
  for (const upload of untouched) {
    if (await finishWhole(vault, upload, upload.by)) continue
    await giveUp(vault, upload, { id: 'system', name: 'system' }, 'nobody went on with it')
  }
  return untouched.length
}

interface By {
  readonly id: string
  readonly name: string
}

/** Told in the record of custody of what was sealed before it came: nobody here has seen what it is. */
const SEALED_BEFORE = 'Sealed before it was sent; what it is unsealed was summed up where it was sealed, not here'

/**
 * The whole file becomes a piece of evidence; each step may have been done by a process that died. If it is not what was
 * announced it is given up, and the answer says why.
 */
async function finish(vault: UploadVault, upload: KeptUpload, sums: Sums, by: By): Promise<VaultError | undefined> {
  const { db, now } = vault
  const { id, org, origin, name, mediaType, size, sealedTo, sealedAs } = upload
  const refused = await refusedAsWhole(vault, upload, sums)
  if (refused) {
    await giveUp(vault, upload, by, refused.message)
    return refused
  }
  await noteWhole(db, id, sums)
  await sealingOf(vault, upload).keep(sums.sealed)
  const at = now()
  const item: Item = {
    ...{ id, org, origin, name, mediaType, size, sha256: sums.plain.sha256, sealedSize: sums.sealed.size },
    ...{ sealedSha256: sums.sealed.sha256, sealedTo, producer: org, acts: [], state: 'sealed' },
    ...{ at: instantText(at), problem: null, restricted: null },
  }
  await db.transaction().execute(async (tx) => {
    if (await deleteUpload(tx, id)) await keepItem(tx, by, item, at, sealedAs ? SEALED_BEFORE : undefined)
  })
  return undefined
}

/** Why what has arrived whole is not kept. What was noted as whole has been looked at before, and may have moved. */
async function refusedAsWhole(vault: UploadVault, upload: KeptUpload, sums: Sums): Promise<VaultError | undefined> {
  const { announced, sealedAs, id, sealedTo, size } = upload
  const differs = announced !== null && announced !== sums.plain.sha256
  if (differs || (sealedAs && sealedAs.sha256 !== sums.sealed.sha256))
    return new VaultError('invalid', 'upload_differs', 'What arrived is not what was announced; nothing of it was kept')
  if (!sealedAs || (await wholeSums(vault.db, id))) return undefined
  return refuseSealedOtherwise(vault.blobs.arriving(id).read(), { sealedTo, size, sealedSize: sealedAs.size })
}

/** Whether all of it was here already, and it is no upload any more. */
async function finishWhole(vault: UploadVault, upload: KeptUpload, by: By): Promise<boolean> {
  const sealing = sealingOf(vault, upload)
  const noted = await wholeSums(vault.db, upload.id)
  const sums = noted ?? ((await sealing.offset()) === sizeAsSent(upload) ? await sealing.sums() : undefined)
  if (!sums) return false
  await finish(vault, upload, sums, by)
  return true
}

async function giveUp(vault: UploadVault, upload: KeptUpload, by: By, why: string): Promise<void> {
  const { id, org, origin, name, size } = upload
  await vault.db.transaction().execute(async (tx) => {
    if (!(await deleteUpload(tx, id))) return
    const body = { origin, name, size, why, byName: by.name }
    await record(tx, { org, by: by.id, kind: 'evidence.upload-given-up', about: id, body }, vault.now())
  })
  await sealingOf(vault, upload).discard()
}

async function finished({ db }: UploadVault, org: string, id: string): Promise<Arrived> {
  try {
    const item = await findItem(db, org, id)
    if (item.producer !== org) throw noSuchUpload()
    return arrivedOf({ ...item, announced: item.sha256, sealedAs: null }, item.size)
  } catch (cause) {
    if (cause instanceof VaultError) throw noSuchUpload(cause)
    throw cause
  }
}

const sizeAsSent = ({ size, sealedAs }: Pick<Upload, 'size' | 'sealedAs'>) => sealedAs?.size ?? size

function arrivedOf(upload: Omit<Upload, 'by' | 'touchedAt'>, offset: number): Arrived {
  const { id, name, mediaType, announced, sealedAs } = upload
  return { ...{ id, name, mediaType, announced, offset }, size: sizeAsSent(upload), sealedBefore: sealedAs !== null }
}

function sealingOf({ blobs, secret }: UploadVault, upload: KeptUpload): SealingInParts {
  const { id, org, size, announced, keys, sealedAs } = upload
  if (keys) return blobs.sealing(id, { ...keys, fileKey: unlock(secret, keyOf(org, id), keys.fileKey) }, size)
  if (!sealedAs || announced === null) throw new Error('An upload is sealed here or was sealed before')
  return sealedBefore(blobs, id, { plain: { sha256: announced, size }, sealed: sealedAs })
}

const keyOf = (org: string, id: string) => `${org}/upload/${id}`

const noSuchUpload = (cause?: unknown) =>
  new VaultError('missing', 'no_such_upload', 'There is no such upload here', { cause })

async function* nothing(): AsyncIterable<Uint8Array> {}
