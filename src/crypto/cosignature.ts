import { utf8 } from '../base/bytes.ts'
import { concat } from './concat.ts'
import { CryptoError } from './errors.ts'
import { keyId, keyTypes, type NoteSigner, type NoteVerifier } from './note.ts'
import { type SigningKey, sign, verify } from './sign.ts'

/**
 * C2SP tlog-cosignature, `cosignature/v1`: a witness says when it saw this checkpoint, and that it is consistent with
 * every one it saw before. `at` is given in whole seconds since 1970.
 */
export function cosigner(name: string, key: SigningKey, at: () => number): NoteSigner {
  return {
    name,
    id: keyId(name, keyTypes.cosignature, key.publicKey),
    async sign(text) {
      const seconds = at()
      const time = new Uint8Array(8)
      new DataView(time.buffer).setBigUint64(0, BigInt(seconds))
      return concat(time, await sign(key, message(text, seconds)))
    },
  }
}

export function cosignatureVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  return {
    name,
    id: keyId(name, keyTypes.cosignature, publicKey),
    async verify(text, signature) {
      if (signature.length !== 72) return false
      return verify(publicKey, message(text, cosignedAt(signature)), signature.subarray(8))
    },
  }
}

/** When the witness says it signed, in seconds since 1970. Throws `malformed_cosignature`. */
export function cosignedAt(signature: Uint8Array): number {
  if (signature.length !== 72) {
    throw new CryptoError(
      'invalid',
      'malformed_cosignature',
      'A cosignature is a time and an Ed25519 signature, 72 bytes',
    )
  }
  return Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
}

const message = (text: string, seconds: number): Uint8Array => utf8(`cosignature/v1\ntime ${seconds}\n${text}`)
