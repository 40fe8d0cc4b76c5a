import { timingSafeEqual } from 'node:crypto'
import { utf8 } from '../../base/bytes.ts'
import { sha256 } from '../../crypto/index.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'

/** A code that is typed from a letter: twelve characters that are not mistaken for one another, 58 bits. */
export function newCode(): string {
  let code = ''
  while (code.length < 12) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // What is left over by the alphabet is thrown away: every character is as likely as the others.
    if (byte < ALPHABET.length * 8) code += ALPHABET[byte % ALPHABET.length]
  }
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

export const hashCode = (code: string): Uint8Array => sha256(utf8(code.toLowerCase().replaceAll(/[^0-9a-z]/g, '')))

export const sameCode = (code: string, hash: Uint8Array): boolean => timingSafeEqual(hashCode(code), hash)
