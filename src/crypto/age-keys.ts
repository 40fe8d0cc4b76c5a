import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { CryptoError } from './errors.ts'

/** An age key pair (X25519): what is sealed to `recipient` only `identity` opens. */
export interface SealingKey {
  /** `AGE-SECRET-KEY-1…`: a secret. */
  readonly identity: string
  /** `age1…`: may be given to anybody. */
  readonly recipient: string
}

export async function generateSealingKey(): Promise<SealingKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await recipientOf(identity) }
}

/** The public part of an identity. Throws `malformed_key`. */
export async function recipientOf(identity: string): Promise<string> {
  try {
    return await identityToRecipient(identity)
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not an age identity: AGE-SECRET-KEY-1…', { cause })
  }
}
