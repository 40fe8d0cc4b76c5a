import { createHash } from 'node:crypto'
import type { VaultError } from './errors.ts'
import type { Sum } from './seal.ts'

/** Passes a stream on and sums it up; the total is asked for once it has been read to its end. */
export function summing(stream: AsyncIterable<Uint8Array>): { stream: AsyncIterable<Uint8Array>; total: () => Sum } {
  const hash = createHash('sha256')
  let size = 0
  return {
    stream: (async function* () {
      for await (const chunk of stream) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    })(),
    total: () => ({ sha256: hash.digest('hex'), size }),
  }
}

/** Passes a stream on; its last chunk comes only if all of it is what this sum stands for, and `damaged` is thrown if not. */
export async function* unchanged(
  stream: AsyncIterable<Uint8Array>,
  sha256: string,
  damaged: () => VaultError,
): AsyncIterable<Uint8Array> {
  const summed = summing(stream)
  let held: Uint8Array | undefined
  for await (const chunk of summed.stream) {
    if (held) yield held
    held = chunk
  }
  if (summed.total().sha256 !== sha256) throw damaged()
  if (held) yield held
}
