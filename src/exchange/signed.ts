import { base64, parseBase64, text, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { DomainError } from '../base/errors.ts'
import { parseJson } from '../base/json.ts'
import { type SigningKey, sign, verify } from '../crypto/index.ts'

/** What a signature is for stands before the bytes, so that one kind of paper can never pose as another. */
export type Purpose = 'message' | 'receipt' | 'refusal' | 'card' | 'fetch' | 'attestation'

/** `{ "<purpose>": value, "signature": base64 }` in canonical JSON; the signature is Ed25519 over the canonical value. */
export async function signed(purpose: Purpose, value: unknown, key: SigningKey): Promise<Uint8Array<ArrayBuffer>> {
  const signature = base64(await sign(key, toSign(purpose, value)))
  return utf8(canonicalJson({ [purpose]: value, signature }))
}

/** The value and its signature, not yet checked; anything that is not exactly of the form throws what `refuse` makes. */
export function readSigned(
  purpose: Purpose,
  bytes: Uint8Array,
  refuse: (why: string) => DomainError,
): { value: unknown; signature: Uint8Array } {
  let parsed: unknown
  try {
    parsed = parseJson(text(bytes))
  } catch {
    throw refuse('it is not JSON')
  }
  if (
    typeof parsed !== 'object' ||
    parsed === null ||
    Object.keys(parsed).sort().join() !== [purpose, 'signature'].sort().join()
  ) {
    throw refuse(`it is not a ${purpose} with a signature`)
  }
  const { signature, [purpose]: value } = parsed as Record<string, unknown>
  if (typeof signature !== 'string') throw refuse('it has no signature')
  try {
    return { value, signature: parseBase64(signature) }
  } catch {
    throw refuse('its signature is not base64')
  }
}

export async function isSignedBy(
  publicKey: string,
  purpose: Purpose,
  value: unknown,
  signature: Uint8Array,
): Promise<boolean> {
  return verify(parseBase64(publicKey), toSign(purpose, value), signature)
}

const toSign = (purpose: Purpose, value: unknown): Uint8Array => utf8(`comity-${purpose}/v1\n${canonicalJson(value)}`)
