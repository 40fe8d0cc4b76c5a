/**
 * Kinds of content that can be told from the value alone, by a check digit where there is one. None is proof: each is a
 * sign that somebody is to look at. A value longer than a thousand characters is read to there.
 */
type Tell = (value: string) => boolean

export const contentKinds = [
  'prc-identity-number', 'german-tax-number', 'us-social-security-number', 'payment-card', 'iban', 'e-mail', 'phone',
  'ip-address', 'coordinates', 'diagnosis-code', 'birth-date',
] as const // biome-ignore format: one line of words
export type ContentKind = (typeof contentKinds)[number]

const tells: Readonly<Record<ContentKind, Tell>> = {
  'prc-identity-number': (value) => /^[1-9]\d{16}[\dXx]$/.test(value) && isDay(value.slice(6, 14)) && mod11(value),
  'german-tax-number': (value) => /^[1-9]\d{10}$/.test(value) && mod11and10(value),
  'us-social-security-number': (value) => /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/.test(value),
  'payment-card': (value) => {
    const digits = value.replace(/[ -]/g, '')
    return (
      /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|62\d{14,17})$/.test(digits) && luhn(digits)
    )
  },
  iban: (value) => {
    const bare = value.replace(/ /g, '')
    return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare) && mod97(bare)
  },
  'e-mail': (value) => /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}\.[a-z]{2,24}$/i.test(value),
  phone: (value) => /^(?:\+|00)[1-9][\d ()/-]{6,18}\d$/.test(value) || /^1[3-9]\d{9}$/.test(value),
  'ip-address': (value) =>
    /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(value) ||
    (/^[\da-f:]{3,39}$/i.test(value) && /^(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}$/i.test(value)),
  coordinates: (value) => {
    const found = /^(-?\d{1,2}\.\d{3,})\s*[,;]\s*(-?\d{1,3}\.\d{3,})$/.exec(value)
    return found !== null && Math.abs(Number(found[1])) <= 90 && Math.abs(Number(found[2])) <= 180
  },
  'diagnosis-code': (value) => /^[A-TV-Z]\d{2}(?:\.\d{1,2})?$/.test(value),
  'birth-date': (value) => {
    const found = /^(19|20)\d{2}-?(\d{2})-?(\d{2})$/.exec(value)
    return found !== null && isDay(value.replaceAll('-', ''))
  },
}

/** The kinds a value may be of. */
export function kindsOf(value: string): ContentKind[] {
  const text = value.length > 1_000 ? value.slice(0, 1_000).trim() : value.trim()
  // Everything told here is short and written on one line; most values are settled by that.
  if (text === '' || text.length > 260 || text.includes('\n')) return []
  return contentKinds.filter((kind) => tells[kind](text))
}

/** A day that there is, as YYYYMMDD. */
function isDay(text: string): boolean {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
  const time = Date.parse(iso)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) && iso >= '1900'
}

/** The check digit of the Chinese resident identity number: GB 11643, ISO 7064 MOD 11-2. */
function mod11(number: string): boolean {
  let rest = 0
  for (const digit of number.slice(0, 17)) rest = ((rest + Number(digit)) * 2) % 11
  return '10X98765432'[rest] === number[17]?.toUpperCase()
}

/** The check digit of the German tax identification number: ISO 7064 MOD 11,10. */
function mod11and10(number: string): boolean {
  let product = 10
  for (const digit of number.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === Number(number[10])
}

/** The check digit of payment cards: ISO/IEC 7812-1. */
function luhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** The check digits of an account number: ISO 13616, ISO 7064 MOD 97-10. */
function mod97(iban: string): boolean {
  let rest = 0
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
