import { utf8 } from '../base/bytes.ts'
import { sha256 } from '../crypto/index.ts'

/** A secret handed to one person: 256 random bits in base64url. Only its hash is ever stored. */
export const newToken = (): string =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: 'base64url', omitPadding: true })

export const hashToken = (token: string): Uint8Array => sha256(utf8(token))
