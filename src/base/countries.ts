import type { Brand } from './brand.ts'
import { DomainError } from './errors.ts'

/** ISO 3166-1 alpha-2, upper case; also `EU`, which ISO reserves exceptionally, for the Union's own bodies. */
export type CountryCode = Brand<string, 'CountryCode'>

/** Every code ISO 3166-1 assigns, in order. */
export const countryCodes: readonly CountryCode[] = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
  CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
  FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
  JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
  MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
  PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
  TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
`
  .trim()
  .split(/\s+/) as CountryCode[]

const known = new Set<string>([...countryCodes, 'EU'])

/** The Union writes EL for Greece, and older files UK; both are read, only ISO is kept. */
const written: Record<string, string> = { EL: 'GR', UK: 'GB' }

/** Throws `invalid` / `country_code` for anything ISO 3166-1 does not assign. */
export function parseCountryCode(input: string): CountryCode {
  const code = written[input] ?? input
  if (known.has(code)) return code as CountryCode
  throw new DomainError('invalid', 'country_code', `Not a country code of ISO 3166-1: ${input.slice(0, 40)}`)
}

export function isCountryCode(input: string): input is CountryCode {
  return known.has(input)
}

/** The platform takes a tenth of a millisecond to make one. */
const namesIn = new Map<string, Intl.DisplayNames>()

/** The name of a state in the reader's language, from the platform's own tables (CLDR). */
export function countryName(code: string, language: string): string {
  let names = namesIn.get(language)
  if (!names) {
    names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
    namesIn.set(language, names)
  }
  return names.of(code) ?? code
}
