/**
 * Seals a file in the age format (age-encryption.org/v1) where it lies, so that no server sees it unsealed. Any stretch
 * of the sealed file is made anew from the file and its keys: nothing of it is held, and a broken line goes on anywhere.
 */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { Encrypter } from 'age-encryption'

const CHUNK = 64 * 1024
const TAG = 16
const NONCE = 16
/** How many chunks are sealed in one go. */
const AT_ONCE = 64

/** The keys of a new file: a header that these recipients (age1…) open, and what it wraps. */
export async function newKeys(recipients) {
  let fileKey
  const encrypter = new Encrypter()
  // A recipient that adds no line and only hears the key, so that the header is the library's own work.
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = key.slice()
      return []
    },
  })
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const empty = await encrypter.encrypt(new Uint8Array())
  const header = empty.slice(0, empty.length - NONCE - TAG)
  return { header, nonce: crypto.getRandomValues(new Uint8Array(NONCE)), fileKey }
}

/** The file as it is sealed under these keys: `size` in bytes, `slice(from, to)` as a Blob, `sum(told)` its SHA-256. */
export function sealedFile(file, { header, nonce, fileKey }) {
  const key = hkdf(sha256, fileKey, nonce, new TextEncoder().encode('payload'), 32)
  const count = Math.max(1, Math.ceil(file.size / CHUNK))
  const start = header.length + NONCE
  const size = start + file.size + count * TAG
  const beginning = new Uint8Array(start)
  beginning.set(header)
  beginning.set(nonce, header.length)

  /** Eleven bytes of counter, big-endian, and one that is 1 for the last chunk. */
  function nonceOf(index) {
    const bytes = new Uint8Array(12)
    new DataView(bytes.buffer).setBigUint64(3, BigInt(index))
    bytes[11] = index === count - 1 ? 1 : 0
    return bytes
  }

  async function chunks(from, to) {
    const plain = new Uint8Array(await file.slice(from * CHUNK, to * CHUNK).arrayBuffer())
    const sealed = new Uint8Array(plain.length + (to - from) * TAG)
    for (let index = from; index < to; index++) {
      const at = index - from
      const chunk = plain.subarray(at * CHUNK, (at + 1) * CHUNK)
      sealed.set(chacha20poly1305(key, nonceOf(index)).encrypt(chunk), at * (CHUNK + TAG))
    }
    return sealed
  }

  return {
    size,

    async slice(from, to) {
      const parts = [beginning.subarray(from, to)]
      const [first, last] = [Math.max(0, from - start), Math.min(to, size) - start]
      if (last > first) {
        const whole = Math.floor(first / (CHUNK + TAG))
        const sealed = await chunks(whole, Math.ceil(last / (CHUNK + TAG)))
        const skipped = whole * (CHUNK + TAG)
        parts.push(sealed.subarray(first - skipped, last - skipped))
      }
      return new Blob(parts)
    },

    async sum(told) {
      const hash = sha256.create().update(beginning)
      for (let at = 0; at < count; at += AT_ONCE) {
        const to = Math.min(count, at + AT_ONCE)
        hash.update(await chunks(at, to))
        told(to / count)
      }
      return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}
