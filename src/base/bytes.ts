import { DomainError } from './errors.ts'

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** Strict: bytes that are not UTF-8 throw rather than turn into replacement marks. */
export function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new DomainError('invalid', 'not_utf8', 'These bytes are not UTF-8 text', { cause })
  }
}

export const hex = (bytes: Uint8Array): string => bytes.toHex()
export const base64 = (bytes: Uint8Array): string => bytes.toBase64()

export function parseHex(input: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromHex(input)
  } catch (cause) {
    throw new DomainError('invalid', 'not_hex', 'This is not hexadecimal', { cause })
  }
}

/** Strict base64 with padding, so that one value has one spelling. */
export function parseBase64(input: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(input, { lastChunkHandling: 'strict' })
  } catch (cause) {
    throw new DomainError('invalid', 'not_base64', 'This is not base64', { cause })
  }
}
