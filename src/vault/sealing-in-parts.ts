import { createHash, type Hash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { NONCE, newHeader, TAG } from './age-header.ts'
import { CHUNK, openChunk, payloadKey, sealChunk } from './age-payload.ts'
import { VaultError } from './errors.ts'
import { restFile } from './rest-file.ts'
import type { Sum, Sums } from './seal.ts'
import { asDiskFull, syncFolder, writeStream } from './write-stream.ts'

/** What a sealed file begins with and the key of its payload: enough to go on sealing it, and to open it. */
export interface SealKeys {
  readonly header: Uint8Array
  readonly nonce: Uint8Array
  /** A secret: kept only under the instance secret. */
  readonly fileKey: Uint8Array
}

/**
 * A file of known size that is sealed while it arrives in parts, across broken lines and restarts. What is on the disk is
 * always sealed: whole chunks as they will stay, and the rest that fills no chunk yet under a key of its own beside them.
 * One part is taken at a time; a second waits for the first.
 */
export interface SealingInParts {
  /**
   * How many bytes before sealing are here: where the sender goes on. While a part is arriving, how far that is: nobody
   * waits for its end, and if it fails the next part is told where to go on.
   */
  offset(): Promise<number>
  /**
   * Adds a stream at `offset`, which must be where the file ends (`wrong_offset` otherwise), and answers the new end. If
   * the stream breaks what came of it is kept, and its error thrown. Throws `too_much` beyond the size announced.
   */
  append(offset: number, stream: AsyncIterable<Uint8Array>): Promise<number>
  /** The sums once all of it is here; undefined before. */
  sums(): Promise<Sums | undefined>
  /** Puts the whole sealed file in its place among the blobs; no error if it lies there already. */
  keep(sealed: Sum): Promise<void>
  discard(): Promise<void>
}

/** Keys for a new file to these recipients. Throws `bad_recipient`. */
export async function newSealKeys(recipients: readonly string[]): Promise<SealKeys> {
  return { ...(await newHeader(recipients)), nonce: randomBytes(NONCE) }
}

/** How far a file is, as it stands on the disk. */
interface Progress {
  /** Whole chunks that are sealed. */
  chunks: number
  /** What fills no chunk yet. */
  readonly rest: Buffer
  used: number
  readonly plain: Hash
  readonly sealed: Hash
}

export function sealingInParts(
  path: string,
  { header, nonce, fileKey }: SealKeys,
  size: number,
  settle: (file: string, sum: Sum) => Promise<unknown>,
): SealingInParts {
  const key = payloadKey(fileKey, nonce)
  const rest = restFile(`${path}.rest`, fileKey, nonce)
  const start = header.length + NONCE
  const count = Math.max(1, Math.ceil(size / CHUNK))
  /** How many bytes before sealing the chunk at this place has. */
  const lengthOf = (index: number) => Math.min(CHUNK, size - index * CHUNK)
  const offsetOf = ({ chunks, used }: Progress) => Math.min(size, chunks * CHUNK) + used
  const isWhole = ({ chunks }: Progress) => chunks === count

  let known: Progress | undefined
  let turn: Promise<unknown> = Promise.resolve()
  /** One after the other, however the one before ended. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  /** Reads back what is on the disk: after a restart, or where a write failed. What does not open is cut off. */
  async function progress(): Promise<Progress> {
    if (known) return known
    const [plain, sealed] = [createHash('sha256'), createHash('sha256')]
    const read: Progress = { chunks: 0, rest: Buffer.allocUnsafeSlow(CHUNK), used: 0, plain, sealed }
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600).catch(asDiskFull)
    try {
      const beginning = Buffer.concat([header, nonce])
      const there = Buffer.alloc(start)
      await file.read(there, 0, start, 0)
      if (!there.equals(beginning)) {
        await file.truncate(0)
        await file.write(beginning, 0, start, 0).catch(asDiskFull)
        await syncFolder(dirname(path))
      }
      sealed.update(beginning)
      for await (const chunk of sealedChunks(file, start, count, lengthOf)) {
        const opened = opens(key, read.chunks, read.chunks === count - 1, chunk)
        if (!opened) break
        plain.update(opened)
        sealed.update(chunk)
        read.chunks++
      }
      await file.truncate(start + Math.min(size, read.chunks * CHUNK) + read.chunks * TAG)
      await file.sync()
    } finally {
      await file.close()
    }
    if (!isWhole(read)) read.used = (await rest.read(read.chunks))?.copy(read.rest) ?? 0
    known = read
    return read
  }

  async function append(from: number, stream: AsyncIterable<Uint8Array>): Promise<number> {
    const now = await progress()
    if (from !== offsetOf(now)) {
      throw new VaultError('conflict', 'wrong_offset', `This file goes on at byte ${offsetOf(now)}, not at ${from}`)
    }
    const taking = sealedFrom(now, stream)
    try {
      const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600).catch(asDiskFull)
      try {
        await writeStream(file, taking.parts, { position: start + now.chunks * (CHUNK + TAG), owned: true })
        await file.sync().catch(asDiskFull)
      } finally {
        await file.close()
      }
      if (!isWhole(now)) await rest.write(now.chunks, now.rest.subarray(0, now.used))
    } catch (error) {
      // The disk may hold less than we count: what it holds is read back before anything is added.
      known = undefined
      throw error
    }
    if (taking.broken()) throw taking.broken()
    return offsetOf(now)
  }

  /** The sealed chunks a stream fills. A stream that breaks off ends them, so that what came is written. */
  function sealedFrom(now: Progress, stream: AsyncIterable<Uint8Array>) {
    let broken: unknown
    const fill = function* (part: Uint8Array): Iterable<Buffer> {
      for (let at = 0; at < part.length; ) {
        const wanted = isWhole(now) ? 0 : lengthOf(now.chunks) - now.used
        if (wanted === 0) throw new VaultError('invalid', 'too_much', `This file was announced with ${size} bytes`)
        const taken = Math.min(wanted, part.length - at)
        now.rest.set(part.subarray(at, at + taken), now.used)
        now.used += taken
        at += taken
        if (taken === wanted) yield* closed()
      }
    }
    const closed = function* (): Iterable<Buffer> {
      const chunk = now.rest.subarray(0, now.used)
      now.plain.update(chunk)
      for (const sealed of sealChunk(key, now.chunks, now.chunks === count - 1, chunk)) {
        now.sealed.update(sealed)
        yield sealed
      }
      now.chunks++
      now.used = 0
    }
    const parts = (async function* () {
      try {
        for await (const part of stream) yield* fill(part)
        if (size === 0 && !isWhole(now)) yield* closed()
      } catch (error) {
        broken = error
      }
    })()
    return { parts, broken: () => broken }
  }

  return {
    offset: async () => (known ? offsetOf(known) : inTurn(async () => offsetOf(await progress()))),
    append: (from, stream) => inTurn(() => append(from, stream)),
    sums: () =>
      inTurn(async () => {
        const now = await progress()
        if (!isWhole(now)) return undefined
        const sum = (hash: Hash, bytes: number): Sum => ({ sha256: hash.copy().digest('hex'), size: bytes })
        return { plain: sum(now.plain, size), sealed: sum(now.sealed, start + size + count * TAG) }
      }),
    keep: (sealed) =>
      inTurn(async () => {
        await settle(path, sealed)
        await rest.remove()
      }),
    discard: () =>
      inTurn(async () => {
        known = undefined
        await rm(path, { force: true })
        await rest.remove()
      }),
  }
}

/** The sealed chunks in a file as far as it goes, each through one buffer: good until the next is asked for. */
async function* sealedChunks(
  file: FileHandle,
  start: number,
  count: number,
  lengthOf: (index: number) => number,
): AsyncIterable<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK + TAG)
  let at = start
  for (let index = 0; index < count; index++) {
    const length = lengthOf(index) + TAG
    const { bytesRead } = await file.read(buffer, 0, length, at)
    if (bytesRead < length) return
    yield buffer.subarray(0, length)
    at += length
  }
}

function opens(key: Buffer, index: number, last: boolean, chunk: Buffer): Buffer | undefined {
  try {
    return openChunk(key, index, last, chunk)
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}
