import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { TAG } from './age-header.ts'
import { VaultError } from './errors.ts'

/** age v1, "Payload": ChaCha20-Poly1305 over chunks of 64 KiB; the last byte of the nonce marks the last one. */
export const CHUNK = 64 * 1024
const CIPHER = 'chacha20-poly1305'

/** The key of a payload, from the file key in the header and the nonce behind it. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
}

/** Eleven bytes of counter, big-endian, and one that is 1 for the last chunk. */
function chunkNonce(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

export function sealChunk(key: Buffer, index: number, last: boolean, chunk: Buffer): [sealed: Buffer, tag: Buffer] {
  const cipher = createCipheriv(CIPHER, key, chunkNonce(index, last), { authTagLength: TAG })
  const sealed = cipher.update(chunk)
  cipher.final()
  return [sealed, cipher.getAuthTag()]
}

/** Throws `payload_damaged` for a chunk that is not this one under this key. */
export function openChunk(key: Buffer, index: number, last: boolean, chunk: Buffer): Buffer {
  if (chunk.length < TAG) throw damaged()
  const decipher = createDecipheriv(CIPHER, key, chunkNonce(index, last), { authTagLength: TAG })
  decipher.setAuthTag(chunk.subarray(chunk.length - TAG))
  const opened = decipher.update(chunk.subarray(0, chunk.length - TAG))
  try {
    decipher.final()
  } catch (cause) {
    throw damaged(cause)
  }
  return opened
}

export function damaged(cause?: unknown): VaultError {
  return new VaultError('invalid', 'payload_damaged', 'This sealed file was cut off or changed', { cause })
}
