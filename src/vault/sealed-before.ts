import { parted } from './age-header.ts'
import type { Blobs } from './blobs.ts'
import { VaultError } from './errors.ts'
import { type Sums, sealedPayloadSize } from './seal.ts'
import type { SealingInParts } from './sealing-in-parts.ts'
import { summing } from './summing.ts'

/**
 * A file that was sealed before it was sent and arrives in parts as it is. What it is unsealed is its sender's word; the
 * sum of what arrived is our own.
 */
export function sealedBefore(blobs: Blobs, id: string, { plain, sealed }: Sums): SealingInParts {
  const arriving = blobs.arriving(id)
  return {
    offset: () => arriving.offset(),
    append: (from, stream) => arriving.append(from, upTo(sealed.size - from, stream)),
    async sums() {
      if ((await arriving.offset()) !== sealed.size) return undefined
      const summed = summing(arriving.read())
      for await (const _ of summed.stream);
      return { plain, sealed: summed.total() }
    },
    async keep(sum) {
      // It may have been moved already, by a process that died then.
      const moved = (await arriving.offset()) === 0 && (await blobs.size(sum.sha256)) === sum.size
      if (!moved) await arriving.keep(sum)
    },
    discard: () => arriving.discard(),
  }
}

async function* upTo(room: number, stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let left = room
  for await (const part of stream) {
    left -= part.length
    if (left < 0) throw new VaultError('invalid', 'too_much', 'More arrived than was announced')
    yield part
  }
}

const STANZA = /^-> (\S+)/gm

/**
 * Why a file that says it is sealed cannot be taken: it is not in the age format (age-encryption.org/v1), is of another
 * length than its sender says, or is not sealed to as many X25519 keys as may open it and to nothing else (no passphrase,
 * nobody besides). Which keys these are nobody can see who has none of them.
 */
export async function refuseSealedOtherwise(
  sealed: AsyncIterable<Uint8Array>,
  { sealedTo, size, sealedSize }: { sealedTo: readonly string[]; size: number; sealedSize: number },
): Promise<VaultError | undefined> {
  const refused = (says: string) =>
    new VaultError('invalid', 'sealed_otherwise', `${says}; nothing of it was kept`, { path: 'file' })
  try {
    const { header, payload } = await parted(sealed)
    await payload[Symbol.asyncIterator]().return?.()
    const to = [...Buffer.from(header).toString('latin1').matchAll(STANZA)].map(([, kind]) => kind)
    if (to.length !== sealedTo.length || to.some((kind) => kind !== 'X25519'))
      return refused('This file is sealed to others than those who may open it')
    if (header.length + sealedPayloadSize(size) !== sealedSize)
      return refused('This sealed file is of another length than was said of it')
    return undefined
  } catch (error) {
    if (error instanceof VaultError) return refused(error.message)
    throw error
  }
}
