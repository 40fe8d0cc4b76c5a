import { randomBytes, randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { borrowed } from './borrowed.ts'
import { VaultError } from './errors.ts'
import type { Sum } from './seal.ts'
import { type SealingInParts, type SealKeys, sealingInParts } from './sealing-in-parts.ts'
import { summing, unchanged } from './summing.ts'
import { asDiskFull, syncFolder, type WriteOptions, writeStream } from './write-stream.ts'

/** Bytes kept under their own SHA-256, in a folder. What is written once never changes. */
export interface Blobs {
  /** Keeps a stream and answers with its sum. Nothing of it is visible before all of it is on the disk. */
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
   * Destroys the bytes: first the head, where the key of the file lies wrapped, is overwritten and synced, then the file is
   * removed. No error if they are gone already, so that whoever was cut off does it again.
   */
  destroy(sha256: string): Promise<void>
  /** A file that arrives in parts, across restarts. `id` is the caller's: letters, digits, `_` and `-`. */
  arriving(id: string): Arriving
  /** A file of `size` bytes that is sealed while it arrives in parts; the same one for the same id. */
  sealing(id: string, keys: SealKeys, size: number): SealingInParts
  /** How many there are, and how many bytes they take together: looks at every one. */
  usage(): Promise<{ readonly files: number; readonly bytes: number }>
  /** How many bytes more the disk has room for. */
  room(): Promise<number>
  /** Takes away files that were being written when a process died, untouched for this many milliseconds. */
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

/** More than the head of any sealed file: without it nobody can open the rest. */
const HEAD = 64 * 1024

/** Opens the store in this folder, making it where needed. */
export async function openBlobs(folder: string): Promise<Blobs> {
  const [writing, parts] = [join(folder, 'writing'), join(folder, 'arriving')]
  for (const each of [writing, parts]) await mkdir(each, { recursive: true, mode: 0o700 })
  const pathOf = (sha256: string) => join(folder, checkedSum(sha256).slice(0, 2), sha256)

  /** Puts a whole file in its place; the folder is synced so that the name survives a power cut. */
  const settle = async (file: string, sum: Sum): Promise<Sum> => {
    const path = pathOf(sum.sha256)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(asDiskFull)
    await rename(file, path).catch(asDiskFull)
    await syncFolder(dirname(path))
    return sum
  }

  const sealings = new Map<string, SealingInParts>()
  /** The same, where it may have been done already and the process died before it was noted. */
  const settleOnce = async (file: string, sum: Sum): Promise<unknown> => {
    const there = (await sizeOf(file)) === undefined && (await sizeOf(pathOf(sum.sha256))) === sum.size
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
      yield* unchanged(fileBytes(pathOf(sha256)), sha256, () => damagedBlob(sha256))
    },

    async *range(sha256, from, to) {
      const size = (await sizeOf(pathOf(sha256))) ?? fail(noSuchBlob())
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to > size || from > to) {
        throw new VaultError('invalid', 'bad_range', `Bytes ${from} to ${to} are not within the ${size} there are`)
      }
      if (from < to) yield* fileBytes(pathOf(sha256), { start: from, end: to - 1 })
    },

    size: (sha256) => sizeOf(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),

    async destroy(sha256) {
      const path = pathOf(sha256)
      const size = await sizeOf(path)
      if (size === undefined) return
      await withFile(path, constants.O_WRONLY, async (file) => {
        await file.write(randomBytes(Math.min(size, HEAD)), 0, Math.min(size, HEAD), 0)
        await file.sync()
      })
      await rm(path, { force: true })
      await syncFolder(dirname(path))
    },
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

    async usage() {
      let [files, bytes] = [0, 0]
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        files++
        bytes += (await sizeOf(join(entry.parentPath, entry.name))) ?? 0
      }
      return { files, bytes }
    },

    async room() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },

    async sweep(olderThan, now) {
      let swept = 0
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

async function* fileBytes(path: string, range: { start?: number; end?: number } = {}): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path, { ...range, highWaterMark: 256 * 1024 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw noSuchBlob(cause)
    throw cause
  }
}

async function withFile<Result>(
  path: string,
  flags: number,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, flags, 0o600).catch(asDiskFull)
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
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

const noSuchBlob = (cause?: unknown) => new VaultError('missing', 'no_such_blob', 'There is no such file', { cause })

function damagedBlob(sha256: string): VaultError {
  return new VaultError('conflict', 'blob_damaged', `These bytes are not the file ${sha256.slice(0, 12)}… any more`)
}
