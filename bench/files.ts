import { randomBytes } from 'node:crypto'

export const MiB = 1024 * 1024

/** So many bytes of one random block over and over: nothing on the way can be clever about it once it is sealed. */
export async function* blocks(bytes: number): AsyncIterable<Uint8Array> {
  const block = randomBytes(MiB)
  for (let at = 0; at < bytes; at += MiB) yield block.subarray(0, Math.min(MiB, bytes - at))
}

export function parseSize(size: string): number {
  const [, number, unit] = /^(\d+)(MiB|GiB)$/.exec(size) ?? []
  if (!number) throw new Error(`--size is given like 256MiB or 1GiB, not ${size}`)
  return Number(number) * (unit === 'GiB' ? 1024 * MiB : MiB)
}
