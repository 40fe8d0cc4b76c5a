import { NONCE, type Openers, parted, readFileKey, TAG } from './age-header.ts'
import { CHUNK, openChunk, payloadKey } from './age-payload.ts'
import type { Blobs } from './blobs.ts'
import { VaultError } from './errors.ts'
import type { Item } from './item.ts'
import { sealedPayloadSize } from './seal.ts'

/** Bytes of an opened file from `from`, `to` not included. */
export type ReadAt = (from: number, to: number) => Promise<Buffer>

/** More than any header of ours takes. */
const LONGEST_HEADER = 64 * 1024

/**
 * A sealed piece to be read from anywhere, without opening what lies before: the chunks of the age format stand each for
 * itself, in their places. Throws `payload_damaged` for a chunk that is not the one that belongs there, what `open` throws for
 * the header, and `malformed_header` where the piece is not as long as it is known to be.
 */
export function openedAt(
  blobs: Pick<Blobs, 'range'>,
  { sealedSha256, sealedSize, size }: Pick<Item, 'sealedSha256' | 'sealedSize' | 'size'>,
  openers: Openers,
): ReadAt {
  const start = sealedSize - sealedPayloadSize(size)
  let known: Promise<Buffer> | undefined
  const keyIn = async () => {
    const { header, nonce } = await parted(blobs.range(sealedSha256, 0, Math.min(sealedSize, LONGEST_HEADER)))
    if (header.length !== start)
      throw new VaultError('invalid', 'malformed_header', 'This sealed file is not as long as it should be')
    return payloadKey(await readFileKey(header, openers), nonce)
  }
  const lastChunk = Math.max(0, Math.ceil(size / CHUNK) - 1)
  return async (from, to) => {
    const [begin, end] = [Math.max(0, from), Math.min(to, size)]
    if (begin >= end) return Buffer.alloc(0)
    known ??= keyIn()
    const key = await known
    const [first, last] = [Math.floor(begin / CHUNK), Math.floor((end - 1) / CHUNK)]
    const at = (chunk: number) => Math.min(start + NONCE + chunk * (CHUNK + TAG), sealedSize)
    const sealed = Buffer.concat(
      await Array.fromAsync(blobs.range(sealedSha256, at(first), at(last + 1)), (one) => one.slice()),
    )
    const opened = Array.from({ length: last - first + 1 }, (_, i) =>
      openChunk(key, first + i, first + i === lastChunk, sealed.subarray(i * (CHUNK + TAG), (i + 1) * (CHUNK + TAG))),
    )
    return Buffer.concat(opened).subarray(begin - first * CHUNK, end - first * CHUNK)
  }
}
