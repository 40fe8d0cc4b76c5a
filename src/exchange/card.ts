import { z } from 'zod'
import { parseBase64 } from '../base/bytes.ts'
import { isCountryCode } from '../base/countries.ts'
import { encrypterTo, type SigningKey } from '../crypto/index.ts'
import { seats } from '../law/index.ts'
import { ExchangeError } from './errors.ts'
import { isSignedBy, readSigned, signed } from './signed.ts'

const cardSchema = z.strictObject({
  v: z.literal(1),
  org: z.string().regex(/^org_[0-9a-hjkmnp-tv-z]{26}$/),
  name: z.string().min(1).max(300).refine(isPlain, 'a name that looks like another'),
  state: z.string().refine(isCountryCode),
  kind: z.string().min(1).max(60),
  seats: z.array(z.enum(seats)).min(1),
  authority: z.string().max(60).nullable(),
  languages: z.array(z.string().max(20)).max(50),
  addressees: z.array(z.strictObject({ state: z.string(), as: z.string() })).max(50),
  /** Ed25519 public key, base64, and age recipient. */
  signing: z.string().max(100).refine(isPublicKey, 'not an Ed25519 key'),
  sealing: z.string().max(200).refine(isRecipient, 'not an age recipient'),
  /** Where the instance that hosts it takes messages. */
  url: z.url({ protocol: /^https?$/ }),
})

/** What an organisation says of itself to others: name, place, seats, keys and address, signed with the key it names. */
export type Card = z.infer<typeof cardSchema>

export const writeCard = (card: Card, key: SigningKey): Promise<Uint8Array<ArrayBuffer>> => signed('card', card, key)

/**
 * Reads a card from outside. That it is signed by the key inside shows only that nobody changed it on the way; whose
 * it is, a person has to confirm by the fingerprint. Throws `malformed_card`.
 */
export async function readCard(bytes: Uint8Array): Promise<Card> {
  const refuse = (why: string) =>
    new ExchangeError('invalid', 'malformed_card', `This is not an organisation's card: ${why}`)
  const { value, signature } = readSigned('card', bytes, refuse)
  const read = cardSchema.safeParse(value)
  if (!read.success) throw refuse(`${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
  if (!(await isSignedBy(read.data.signing, 'card', read.data, signature))) throw refuse('its signature does not hold')
  return read.data
}

/** Without signs that nobody sees, and no word in letters of two scripts that look alike (Unicode Technical Standard 39). */
function isPlain(name: string): boolean {
  const words = name.match(/\p{L}+/gu) ?? []
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]
  const isMixed = (word: string) => scripts.filter((script) => script.test(word)).length > 1
  return !/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u.test(name) && !words.some(isMixed)
}

function isPublicKey(input: string): boolean {
  try {
    return parseBase64(input).length === 32
  } catch {
    return false
  }
}

/** Whether it is an age recipient, to whom something can be sealed. */
export function isRecipient(input: string): boolean {
  try {
    encrypterTo([input])
    return true
  } catch {
    return false
  }
}
