import { sha256 as sha256of } from '@noble/hashes/sha2.js'

/** SHA-256 of the parts in a row, as if they were one. Synchronous, so that trees can be built inside a transaction. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const hash = sha256of.create()
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** Whether two public values are byte for byte the same. Not constant in time: never for secrets. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
