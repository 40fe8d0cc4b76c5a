import { AccountError } from './errors.ts'
import type { Role, Seat } from './seats.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly isDemo: boolean
}

/** What a person is in an organisation. */
export interface Membership {
  readonly person: string
  readonly org: string
  readonly seat: Seat
  readonly role: Role
}

/** A person at a seat, with the names to show. */
export interface Place extends Membership {
  readonly name: string
  readonly orgName: string
  /** Where the organisation is. */
  readonly state: string
  readonly isDemo: boolean
}

/** A name as people write it: one line, 1 to 200 characters, without control characters. */
export function readName(input: string): string {
  const name = input.normalize('NFC').trim()
  if (name.length > 0 && name.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(name)) return name
  throw new AccountError('invalid', 'bad_name', 'A name has 1 to 200 characters on one line', { path: 'name' })
}
