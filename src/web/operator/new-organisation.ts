import { isSeat, kinds, type NewOrganisation } from '../../accounts/index.ts'
import type { Reader } from '../reader.ts'

/** A new organisation as a form gives it. */
export interface GivenOrganisation {
  readonly name: string
  readonly state: string
  readonly kind: string
  readonly seats: readonly string[]
  readonly authority: string
  readonly languages: string
  readonly addressees: string
}

export const nothingGiven: GivenOrganisation = {
  name: '', state: '', kind: '', seats: [], authority: '', languages: '', addressees: '',
} // biome-ignore format: one line of words

export function givenIn(body: Record<string, unknown>): GivenOrganisation {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
  const several = [body.seats ?? []].flat().filter((seat) => typeof seat === 'string')
  return {
    name: text('name'),
    state: text('state'),
    kind: text('kind'),
    seats: several,
    authority: text('authority'),
    languages: text('languages'),
    addressees: text('addressees'),
  }
}

/** What was given, read; the line of the addressees that cannot be read, in words. The rest `createOrganisation` checks. */
export function organisationIn(given: GivenOrganisation, { t }: Reader): NewOrganisation | { addressees: string } {
  const lines = given.addressees.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '') // biome-ignore format: one thought
  const bad = lines.find((line) => !/^[A-Z]{2}\s+(designated-establishment|legal-representative)$/.test(line))
  if (bad !== undefined) return { addressees: t.operator.badAddressee(bad.slice(0, 80)) }
  return {
    name: given.name,
    state: given.state,
    kind: kinds.find((kind) => kind === given.kind) ?? ('' as never),
    seats: given.seats.filter(isSeat),
    authority: given.authority || null,
    languages: given.languages.split(',').map((code) => code.trim().toLowerCase()).filter((code) => /^[a-z]{2,3}$/.test(code)),
    addressees: lines.map((line) => {
      const [state = '', as = ''] = line.split(/\s+/)
      return { state, as }
    }),
  } // biome-ignore format: a table
}
