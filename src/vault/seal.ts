import { createHash, randomBytes } from 'node:crypto'
import { NONCE, newHeader, type Openers, parted, readFileKey, TAG } from './age-header.ts'
import { CHUNK, damaged, openChunk, payloadKey, sealChunk } from './age-payload.ts'
import { release, type WriteOptions } from './write-stream.ts'

export interface Sum {
  /** Hexadecimal. */
  readonly sha256: string
  readonly size: number
}

/** What a file is before sealing, and what it is sealed. */
export interface Sums {
  readonly plain: Sum
  readonly sealed: Sum
}

/** A file on its way into a seal. Read it once, to its end; then `sums` says what went in and what came out. */
export interface Sealing extends AsyncIterable<Uint8Array> {
  sums(): Sums
}

/**
 * Seals a stream to these recipients in the age format (age-encryption.org/v1), in memory that does not grow with it.
 * Any of the recipients opens it alone, with this or with the `age` tool. Throws `bad_recipient` before the first byte.
 */
export function seal(plain: AsyncIterable<Uint8Array>, recipients: readonly string[]): Sealing {
  let sums: Sums | undefined
  return {
    sums() {
      if (!sums) throw new Error('The sums of a sealing are known once it was read to its end')
      return sums
    },
    async *[Symbol.asyncIterator]() {
      const { header, fileKey } = await newHeader(recipients)
      const nonce = randomBytes(NONCE)
      const [before, after] = [sum(), sum()]
      for (const start of [header, nonce]) yield after.add(start)
      const key = payloadKey(fileKey, nonce)
      for await (const { chunk, index, last } of chunksOf(plain, CHUNK)) {
        before.add(chunk)
        for (const part of sealChunk(key, index, last, chunk)) yield after.add(part)
      }
      sums = { plain: before.total(), sealed: after.total() }
    },
  }
}

/**
 * Opens a sealed stream. Each chunk is given only once it is authenticated, and the end only if it is the end: a file
 * that is cut, extended or changed throws `payload_damaged`, so keep nothing of what came before unless the stream ends
 * well. What it gives is the reader's own; `owned`: so is what it is given, and that memory is given back at once. Throws `not_sealed_for_us`, `header_changed`, `malformed_header`, `malformed_armor` before the first byte.
 */
export async function* open(
  sealed: AsyncIterable<Uint8Array>,
  openers: Openers,
  { owned = false }: Pick<WriteOptions, 'owned'> = {},
): AsyncIterable<Uint8Array> {
  const { header, nonce, payload } = await parted(sealed)
  const key = payloadKey(await readFileKey(header, openers), nonce)
  for await (const { chunk, index, last } of chunksOf(payload, CHUNK + TAG, owned)) {
    const opened = openChunk(key, index, last, chunk)
    if (last && index > 0 && opened.length === 0) throw damaged()
    if (opened.length > 0) yield opened
  }
}

/** How many bytes a file of `size` has once sealed, its header apart. */
export function sealedPayloadSize(size: number): number {
  return NONCE + size + TAG * Math.max(1, Math.ceil(size / CHUNK))
}

interface Chunk {
  /** Valid until the next one is asked for. */
  readonly chunk: Buffer
  readonly index: number
  readonly last: boolean
}

/** A stream in chunks of one size, the last one of what is left (nothing, only if there was nothing at all). */
async function* chunksOf(stream: AsyncIterable<Uint8Array>, size: number, owned = false): AsyncIterable<Chunk> {
  const chunk = Buffer.allocUnsafeSlow(size)
  let used = 0
  let index = 0
  for await (const part of stream) {
    for (let at = 0; at < part.length; ) {
      if (used === size) {
        yield { chunk, index, last: false }
        index++
        used = 0
      }
      const taken = Math.min(size - used, part.length - at)
      chunk.set(part.subarray(at, at + taken), used)
      used += taken
      at += taken
    }
    if (owned) release(part)
  }
  yield { chunk: chunk.subarray(0, used), index, last: true }
}

function sum() {
  const hash = createHash('sha256')
  let size = 0
  return {
    add<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
      hash.update(bytes)
      size += bytes.length
      return bytes
    },
    total: (): Sum => ({ sha256: hash.digest('hex'), size }),
  }
}
