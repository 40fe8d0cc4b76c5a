import { Decrypter, Encrypter, type Recipient } from 'age-encryption'
import { CryptoError } from './errors.ts'

/** Seals a message, held whole, in the age format. Throws `malformed_key` for what is not an age recipient. */
export async function sealBytes(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  if (recipients.length === 0) throw new CryptoError('invalid', 'malformed_key', 'There is nobody to seal this to')
  return new Uint8Array(await encrypterTo(recipients).encrypt(bytes))
}

/** Opens a message, held whole. Throws `not_sealed_for_us` or `malformed_sealed`. */
export async function openBytes(sealed: Uint8Array, identities: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not an age identity: AGE-SECRET-KEY-1…', { cause })
  }
  try {
    return new Uint8Array(await decrypter.decrypt(sealed))
  } catch (cause) {
    // The only place age-encryption tells the two apart; held by the test of the C2SP vectors.
    if (String(cause).includes('no identity matched')) {
      throw new CryptoError('forbidden', 'not_sealed_for_us', 'This is sealed to somebody else', { cause })
    }
    throw new CryptoError('invalid', 'malformed_sealed', 'This is damaged, or not a file in the age format', { cause })
  }
}

/** An age writer to all of these recipients, after `first` if there is one. Throws `malformed_key` naming the first that is none. */
export function encrypterTo(recipients: readonly string[], first?: Recipient): Encrypter {
  const encrypter = new Encrypter()
  if (first) encrypter.addRecipient(first)
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch (cause) {
      const message = `Not an age recipient (age1…): ${recipient.slice(0, 80)}`
      throw new CryptoError('invalid', 'malformed_key', message, { cause })
    }
  }
  return encrypter
}
