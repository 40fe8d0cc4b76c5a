import type { Brand } from './brand.ts'
import { DomainError } from './errors.ts'

/** `prefix_` and 26 characters of Crockford base 32: 48 bits of time, then 80 random bits, so ids sort by birth. */
export type Id<Prefix extends string = string> = Brand<string, Prefix>

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const BODY = /^[0-9a-hjkmnp-tv-z]{26}$/

/** A new id. `now` is milliseconds since 1970; the random part comes from the platform's secure source. */
export function newId<Prefix extends string>(prefix: Prefix, now: number): Id<Prefix> {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time
  const random = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => ALPHABET.charAt(byte % 32)).join('')
  return `${prefix}_${time}${random}` as Id<Prefix>
}

/** Reads an id of the given kind from outside; throws `invalid` / `id` otherwise. */
export function parseId<Prefix extends string>(prefix: Prefix, input: string): Id<Prefix> {
  if (input.startsWith(`${prefix}_`) && BODY.test(input.slice(prefix.length + 1))) return input as Id<Prefix>
  throw new DomainError('invalid', 'id', `This is not the id of a ${prefix}`)
}
