import { isCountryCode } from '../base/countries.ts'
import type { InstantText } from '../base/time.ts'
import { AccountError } from './errors.ts'
import { readName } from './person.ts'
import { isSeat, type Seat } from './seats.ts'

export const kinds = [
  'prosecutor',
  'court',
  'police',
  'central-authority',
  'provider',
  'bank',
  'overseer',
  'operator',
  'other',
] as const
export type OrganisationKind = (typeof kinds)[number]

/** An office, court, company or body that acts here. */
export interface Organisation {
  readonly id: string
  readonly name: string
  /** ISO 3166-1 alpha-2, or EU. */
  readonly state: string
  readonly kind: OrganisationKind
  readonly seats: readonly Seat[]
  /** What it is when it asks, in the words of the facts: judge, court, prosecutor, police … */
  readonly authority: string | null
  /** The languages it works in, best first. */
  readonly languages: readonly string[]
  /** Where, and as what, it may be served: `{ state: 'IE', as: 'designated-establishment' }`. */
  readonly addressees: readonly { readonly state: string; readonly as: string }[]
  readonly isDemo: boolean
  readonly createdAt: InstantText
}

export type NewOrganisation = Pick<Organisation, 'name' | 'state' | 'kind' | 'seats' | 'languages'> &
  Partial<Pick<Organisation, 'authority' | 'addressees' | 'isDemo'>>

/** The parts that can be wrong, checked. Throws `invalid` / `bad_organisation` or `bad_name` with the path. */
export function checkOrganisation({ name, state, kind, seats, languages }: NewOrganisation) {
  const wrong = (path: string, message: string) => new AccountError('invalid', 'bad_organisation', message, { path })
  if (!isCountryCode(state)) throw wrong('state', `Not a country code: ${state.slice(0, 40)}`)
  if (!kinds.includes(kind)) throw wrong('kind', `Not a kind of organisation: ${String(kind).slice(0, 40)}`)
  if (seats.length === 0 || !seats.every(isSeat))
    throw wrong('seats', 'An organisation has at least one seat, each of those there are')
  if (languages.length === 0) throw wrong('languages', 'An organisation works in at least one language')
  return { name: readName(name), state, kind, seats, languages }
}
