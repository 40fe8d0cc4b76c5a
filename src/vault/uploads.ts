import { type Actor, type InstanceSecret, lock, permit, unlock } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { VaultError } from './errors.ts'
import { keepItem, readName, type Vault } from './evidence.ts'
import type { Item } from './item.ts'
import type { Sums } from './seal.ts'
import { newSealKeys } from './sealing-in-parts.ts'
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
}

/** An upload, and how many bytes of it are safely here. A piece that is whole is one with nothing left to send. */
export type Arrived = Pick<Upload, 'id' | 'name' | 'mediaType' | 'size' | 'announced'> & { readonly offset: number }

/** An upload that nobody goes on with is given up after this time. */
const UPLOAD_KEPT = Temporal.Duration.from({ hours: 7 * 24 })
/** Of one request, at a time. */
const AT_ONCE = 1000

/**
 * Begins a file that arrives in parts, across broken lines and restarts. Throws `bad_name`, `bad_recipient`,
 * `disk_full` where there is no room for it, `too_many_uploads`.
 */
export async function beginUpload(vault: UploadVault, actor: Actor, announced: Announced): Promise<Arrived> {
  permit(actor, 'order.produce')
  const { db, blobs, secret, now } = vault
  const { origin, mediaType, size, sha256 = null, sealedTo } = announced
  const name = readName(announced.name)
  if ((await blobs.room()) < size) throw new VaultError('unavailable', 'disk_full', 'There is no room for this file')
  const { header, nonce, fileKey } = await newSealKeys(sealedTo)
  const at = now()
  const id = newId('item', at.epochMilliseconds)
  const when = instantText(at)
  const upload: KeptUpload = {
    ...{ id, org: actor.org, origin, name, mediaType, size, announced: sha256, sealedTo, header, nonce },
    ...{ fileKey: lock(secret, keyOf(actor.org, id), fileKey), by: { id: actor.person, name: actor.name } },
    ...{ at: when, touchedAt: when },
  }
  await db.transaction().execute(async (tx) => {
    if ((await uploadsOf(tx, actor.org, origin)).length >= AT_ONCE) {
      throw new VaultError('conflict', 'too_many_uploads', `${AT_ONCE} files of this request are arriving already`)
    }
    await insertUpload(tx, upload)
    const body = { origin, name, size, announced: sha256, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.upload-begun', about: id, body }, at)
  })
  if (size === 0) await continueUpload(vault, actor, id, 0, nothing())
  return { id, name, mediaType, size, announced: sha256, offset: 0 }
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
 * line breaks, what came is kept. Throws `no_such_upload`, `wrong_offset`, `too_much`, `disk_full`, and `upload_differs`
 * where the whole is not what was announced: then nothing of it is kept.
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
  if (sums && !(await finish(vault, upload, sums, { id: actor.person, name: actor.name }))) {
    throw new VaultError('invalid', 'upload_differs', 'What arrived is not what was announced; nothing of it was kept')
  }
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
    const { header: _, nonce: __, fileKey: ___, ...told } = upload
    all.push({ ...told, offset: await sealingOf(vault, upload).offset() })
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

/**
 * The whole file becomes a piece of evidence; each step may have been done by a process that died. If it is not what was
 * announced it is given up, and the answer false.
 */
async function finish(vault: UploadVault, upload: KeptUpload, sums: Sums, by: By): Promise<boolean> {
  const { db, now } = vault
  const { id, org, origin, name, mediaType, size, announced, sealedTo } = upload
  if (announced !== null && announced !== sums.plain.sha256) {
    await giveUp(vault, upload, by, 'what arrived is not what was announced')
    return false
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
    if (await deleteUpload(tx, id)) await keepItem(tx, by, item, at)
  })
  return true
}

/** Whether all of it was here already, and it is no upload any more. */
async function finishWhole(vault: UploadVault, upload: KeptUpload, by: By): Promise<boolean> {
  const sealing = sealingOf(vault, upload)
  const noted = await wholeSums(vault.db, upload.id)
  const sums = noted ?? ((await sealing.offset()) === upload.size ? await sealing.sums() : undefined)
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
    return { ...arrivedOf({ ...item, announced: item.sha256 }, item.size) }
  } catch (cause) {
    if (cause instanceof VaultError) throw noSuchUpload(cause)
    throw cause
  }
}

const arrivedOf = ({ id, name, mediaType, size, announced }: Omit<Arrived, 'offset'>, offset: number): Arrived => ({
  ...{ id, name, mediaType, size, announced, offset },
})

function sealingOf({ blobs, secret }: UploadVault, { id, org, header, nonce, fileKey, size }: KeptUpload) {
  return blobs.sealing(id, { header, nonce, fileKey: unlock(secret, keyOf(org, id), fileKey) }, size)
}

const keyOf = (org: string, id: string) => `${org}/upload/${id}`

const noSuchUpload = (cause?: unknown) =>
  new VaultError('missing', 'no_such_upload', 'There is no such upload here', { cause })

async function* nothing(): AsyncIterable<Uint8Array> {}
