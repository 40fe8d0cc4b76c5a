import { z } from 'zod'
import { base64, parseBase64, text, utf8 } from '../base/bytes.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { parseId } from '../base/ids.ts'
import { parseJson } from '../base/json.ts'
import { parseInstant } from '../base/time.ts'
import { openBytes, type SigningKey, sameBytes, sealBytes } from '../crypto/index.ts'
import { ExchangeError } from './errors.ts'
import { isSignedBy, readSigned, signed } from './signed.ts'

/** The largest message that is read at all; evidence never travels inside one. */
export const MESSAGE_LIMIT = 16 * 1024 * 1024

const id = (prefix: string) =>
  z.string().refine((value) => {
    try {
      parseId(prefix, value)
      return true
    } catch {
      return false
    }
  }, `not the id of a ${prefix}`)

const messageSchema = z.strictObject({
  v: z.literal(1),
  id: id('message'),
  type: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  from: id('org'),
  to: id('org'),
  sent: z.iso.datetime(),
  expires: z.iso.datetime(),
  /** The sender's log when it sent: a signed note over a tree that already holds the sending. */
  checkpoint: z.string().max(10_000),
  /** That this tree continues the one the recipient last signed for. */
  consistency: z.strictObject({ from: z.number().int().nonnegative(), proof: z.array(z.string()).max(64) }).nullable(),
  /** The body, sealed in the age format to the recipient, base64. */
  body: z.string(),
})

export type Message = z.infer<typeof messageSchema>

/** A signed message as it goes over the wire, with its body sealed to the recipient's key. */
export async function writeMessage(
  head: Omit<Message, 'v' | 'body'>,
  body: Json,
  recipient: string,
  key: SigningKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = base64(await sealBytes(utf8(canonicalJson(body)), [recipient]))
  return signed('message', { v: 1, ...head, body: sealed }, key)
}

/** The form of a message, before anybody is believed. Throws `malformed_message` or `message_too_large`. */
export function readMessage(bytes: Uint8Array): { message: Message; signature: Uint8Array } {
  if (bytes.length > MESSAGE_LIMIT) {
    throw new ExchangeError('invalid', 'message_too_large', `A message may hold ${MESSAGE_LIMIT} bytes at most`)
  }
  const { value, signature } = readSigned('message', bytes, malformed)
  const read = messageSchema.safeParse(value)
  if (!read.success)
    throw malformed(read.error.issues[0]?.message ?? 'a field is wrong', read.error.issues[0]?.path.join('.'))
  // One message has one form: otherwise its id could stand for as many digests as there are ways to set a space.
  if (!sameBytes(bytes, utf8(canonicalJson({ message: read.data, signature: base64(signature) })))) {
    throw malformed('it is not in canonical form')
  }
  return { message: read.data, signature }
}

/**
 * Checks a message against the sender's key and the clock. `tolerance` is how far the two sides' clocks may differ.
 * Throws `bad_signature`, `message_expired` or `message_from_the_future`.
 */
export async function checkMessage(
  { message, signature }: { message: Message; signature: Uint8Array },
  signingKey: string,
  now: Temporal.Instant,
  tolerance = Temporal.Duration.from({ minutes: 5 }),
): Promise<void> {
  if (!(await isSignedBy(signingKey, 'message', message, signature))) {
    throw new ExchangeError(
      'forbidden',
      'bad_signature',
      'The signature is not that of the organisation named as sender',
    )
  }
  if (Temporal.Instant.compare(parseInstant(message.expires), now) < 0) {
    throw new ExchangeError('invalid', 'message_expired', `The message was good until ${message.expires}`)
  }
  if (Temporal.Instant.compare(parseInstant(message.sent), now.add(tolerance)) > 0) {
    throw new ExchangeError('invalid', 'message_from_the_future', `The message says it was sent at ${message.sent}`)
  }
}

/** The body, opened with the recipient's identity. Throws what `openBytes` throws, or `malformed_message`. */
export async function openBody(message: Message, identities: readonly string[]): Promise<Json> {
  let sealed: Uint8Array
  try {
    sealed = parseBase64(message.body)
  } catch {
    throw malformed('its body is not base64', 'body')
  }
  const plain = await openBytes(sealed, identities)
  try {
    return parseJson(text(plain)) as Json
  } catch {
    throw malformed('its body is not JSON, or holds what cannot be kept', 'body')
  }
}

function malformed(why: string, path?: string): ExchangeError {
  return new ExchangeError('invalid', 'malformed_message', `This is not a message: ${why}`, { path })
}
