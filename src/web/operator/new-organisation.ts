import { isSeat, kinds, type NewOrganisation } from '../../accounts/index.ts'
import { isCountryCode } from '../../base/countries.ts'
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

/** What was given, read; or what is wrong with it, in words, by field. */
export function organisationIn(
  given: GivenOrganisation,
  { t: { operator, forms } }: Reader,
): { readonly organisation: NewOrganisation } | { readonly errors: Readonly<Record<string, string>> } {
  const kind = kinds.find((one) => one === given.kind)
  const seats = given.seats.filter(isSeat)
  const languages = given.languages
    .split(',')
    .map((code) => code.trim().toLowerCase())
    .filter((code) => /^[a-z]{2,3}$/.test(code))
  const lines = given.addressees
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const bad = lines.find((line) => !/^[A-Z]{2}\s+(designated-establishment|legal-representative)$/.test(line))
  const errors = {
    ...(given.name === '' && { name: operator.nameMissing }),
    ...(!isCountryCode(given.state) && { state: forms.problems.choice }),
    ...(!kind && { kind: forms.problems.choice }),
    ...(seats.length === 0 && { seats: operator.seatsMissing }),
    ...(languages.length === 0 && { languages: operator.languagesMissing }),
    ...(bad !== undefined && { addressees: operator.badAddressee(bad.slice(0, 80)) }),
  }
  if (!kind || Object.keys(errors).length > 0) return { errors }
  const addressees = lines.map((line) => {
    const [state = '', as = ''] = line.split(/\s+/)
    return { state, as }
  })
  const { name, state, authority } = given
  return { organisation: { name, state, kind, seats, authority: authority || null, languages, addressees } }
}
