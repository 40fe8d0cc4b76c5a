import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { borrowed } from './borrowed.ts'
import { VaultError } from './errors.ts'
import { damagedBlob, fileBytes, noSuchBlob, sizeOf, withFile } from './files.ts'
import { folderShelf } from './folder-shelf.ts'
import type { Sum } from './seal.ts'
import { type SealingInParts, type SealKeys, sealingInParts } from './sealing-in-parts.ts'
import type { Listed, Shelf } from './shelf.ts'
import { summing, unchanged } from './summing.ts'
import { asDiskFull, type WriteOptions, writeStream } from './write-stream.ts'

/** Bytes kept under their own SHA-256. What is written once never changes. */
export interface Blobs {
  /** Keeps a stream and answers with its sum, once where it is kept has confirmed it. Nothing of it is visible before. */
  write(stream: AsyncIterable<Uint8Array>, options?: Pick<WriteOptions, 'owned'>): Promise<Sum>
  /** The bytes, checked on the way: the last chunk comes only if all of them are what was written. They are the reader's own. */
  read(sha256: string): AsyncIterable<Uint8Array>
  /** The bytes from `from`, `to` not included, unchecked: whoever opens them checks each chunk. They are the reader's own. */
  range(sha256: string, from: number, to: number): AsyncIterable<Uint8Array>
  /** In bytes, or undefined if there is no such blob. */
  size(sha256: string): Promise<number | undefined>
  /** Takes the bytes away; no error if they are gone already. */
  remove(sha256: string): Promise<void>
  /**
   * Destroys the bytes: on a disk the head, where the key of the file lies wrapped, is overwritten and synced before the file
   * is removed. No error if they are gone already, so that whoever was cut off does it again.
   */
  destroy(sha256: string): Promise<void>
  /** A file that arrives in parts, across restarts. `id` is the caller's: letters, digits, `_` and `-`. */
  arriving(id: string): Arriving
  /** A file of `size` bytes that is sealed while it arrives in parts; the same one for the same id. */
  sealing(id: string, keys: SealKeys, size: number): SealingInParts
  /** Every one there is. */
  list(): AsyncIterable<Listed>
  /** How many there are, and how many bytes they take together: looks at every one. */
  usage(): Promise<{ readonly files: number; readonly bytes: number }>
  /** How many bytes more there is room for, here and where they are kept. */
  room(): Promise<number>
  /** Takes away what was being written when a process died, untouched for this many milliseconds. */
  sweep(olderThan: number, now: number): Promise<number>
}

export interface Arriving {
  /** How many bytes are here: where the sender goes on. 0 before the first. */
  offset(): Promise<number>
  /** Adds a stream at `offset`, which must be where the file ends (`wrong_offset` otherwise); answers the new end. */
  append(offset: number, stream: AsyncIterable<Uint8Array>): Promise<number>
  read(): AsyncIterable<Uint8Array>
  /** Makes a blob of it, if it is what was announced: `blob_damaged`, and the parts gone, if not. */
  keep(expected: Sum): Promise<Sum>
  discard(): Promise<void>
}

/**
 * Opens the store, making its folder where needed. What arrives is written in the folder, always sealed, and put on the
 * shelf once it is whole: a part of the same folder, unless another is given. A whole file that the shelf does not take
 * stays in the folder, and is put there when it is asked for again.
 */
export async function openBlobs(folder: string, shelf: Shelf = folderShelf(folder)): Promise<Blobs> {
  const [writing, parts] = [join(folder, 'writing'), join(folder, 'arriving')]
  for (const each of [writing, parts]) await mkdir(each, { recursive: true, mode: 0o700 })

  const settle = async (file: string, sum: Sum): Promise<Sum> => {
    await shelf.put(file, { ...sum, sha256: checkedSum(sum.sha256) })
    return sum
  }

  const sealings = new Map<string, SealingInParts>()
  /** The same, where it may have been done already and the process died before it was noted. */
  const settleOnce = async (file: string, sum: Sum): Promise<unknown> => {
    const there = (await sizeOf(file)) === undefined && (await shelf.size(checkedSum(sum.sha256))) === sum.size
    return there || settle(file, sum)
  }

  return {
    async write(stream, { owned = false } = {}) {
      const temporary = join(writing, randomUUID())
      try {
        const summed = summing(stream)
        await withFile(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, async (file) => {
          await writeStream(file, summed.stream, { owned })
          await file.sync().catch(asDiskFull)
        })
        return await settle(temporary, summed.total())
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },

    async *read(sha256) {
      yield* unchanged(shelf.read(checkedSum(sha256)), sha256, () => damagedBlob(sha256))
    },

    async *range(sha256, from, to) {
      const size = (await shelf.size(checkedSum(sha256))) ?? fail(noSuchBlob())
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to > size || from > to) {
        throw new VaultError('invalid', 'bad_range', `Bytes ${from} to ${to} are not within the ${size} there are`)
      }
      if (from < to) yield* shelf.read(sha256, { start: from, end: to })
    },

    size: async (sha256) => shelf.size(checkedSum(sha256)),
    remove: async (sha256) => shelf.remove(checkedSum(sha256)),
    destroy: async (sha256) => shelf.destroy(checkedSum(sha256)),
    arriving: (id) => arriving(join(parts, checkedId(id)), settle),

    sealing(id, keys, size) {
      const known = sealings.get(id)
      if (known) return known
      const sealing = sealingInParts(join(parts, checkedId(id)), keys, size, settleOnce)
      const forgetting = (work: Promise<void>) => work.then(() => void sealings.delete(id))
      const made: SealingInParts = {
        ...sealing,
        keep: (sealed) => forgetting(sealing.keep(sealed)),
        discard: () => forgetting(sealing.discard()),
      }
      sealings.set(id, made)
      return made
    },

    list: () => shelf.list(),

    async usage() {
      let [files, bytes] = [0, 0]
      for await (const { size } of shelf.list()) {
        files++
        bytes += size
      }
      return { files, bytes }
    },

    async room() {
      const { bavail, bsize } = await statfs(folder)
      return Math.min(bavail * bsize, (await shelf.room()) ?? Number.POSITIVE_INFINITY)
    },

    async sweep(olderThan, now) {
      let swept = await shelf.sweep(olderThan, now)
      for (const name of await readdir(writing)) {
        const path = join(writing, name)
        if (now - (await stat(path)).mtimeMs < olderThan) continue
        await rm(path, { force: true })
        swept++
      }
      return swept
    },
  }
}

function arriving(path: string, settle: (file: string, sum: Sum) => Promise<Sum>): Arriving {
  const offset = async () => (await sizeOf(path)) ?? 0
  return {
    offset,
    async append(from, stream) {
      return withFile(path, constants.O_RDWR | constants.O_CREAT, async (file) => {
        const { size } = await file.stat()
        if (from !== size) {
          throw new VaultError('conflict', 'wrong_offset', `This file goes on at byte ${size}, not at ${from}`)
        }
        // What came before a cut is kept, and synced, so that the sender goes on from where it truly is.
        const written = await writeStream(file, stream, { position: from }).finally(() => file.sync().catch(() => {}))
        return from + written
      })
    },
    read: () => fileBytes(path),
    async keep(expected) {
      const summed = summing(borrowed(path))
      for await (const _ of summed.stream);
      const sum = summed.total()
      if (sum.sha256 !== expected.sha256 || sum.size !== expected.size) {
        await rm(path, { force: true })
        throw damagedBlob(expected.sha256)
      }
      await withFile(path, constants.O_RDONLY, (file) => file.sync())
      return settle(path, sum)
    },
    discard: () => rm(path, { force: true }),
  }
}

/** A name becomes a path only if it is a sum: nothing from outside can point elsewhere. */
function checkedSum(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw noSuchBlob()
  return sha256
}

function checkedId(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw new VaultError('invalid', 'unsafe_path', 'This cannot name a file')
  return id
}

function fail(error: Error): never {
  throw error
}
