import { RequestError } from '../errors.ts'

/** Amounts are whole numbers of the smallest unit of a currency: cents, yen, fils. Nothing is ever rounded. */

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** How many digits the smallest unit of a currency has behind the point. Throws `bad_amount` for what is no currency (ISO 4217). */
export function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency) || !currencies.has(currency))
    throw new RequestError('invalid', 'bad_amount', 'Name the currency by its three letters, such as EUR', {
      path: 'currency',
    })
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** `12.5` of a currency with two digits is 1250. Throws `bad_amount` for more digits, a sign, or anything too great to be exact. */
export function minorFrom(text: string, digits: number, path: string): number {
  const [, whole, fraction = ''] = /^(\d{1,16})(?:\.(\d+))?$/.exec(text.trim()) ?? []
  const minor = whole === undefined ? Number.NaN : Number(whole + fraction.padEnd(digits, '0'))
  if (fraction.length <= digits && Number.isSafeInteger(minor)) return minor
  const example = (1250 / 10 ** digits).toFixed(digits)
  throw new RequestError('invalid', 'bad_amount', `Write the amount as ${example}, with ${digits} digits at most`, {
    path,
  })
}

/** 1250 of a currency with two digits is `12.50`. */
export function majorOf(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The sum of amounts; throws `bad_amount` where it would be too great to be exact. */
export function sumOf(amounts: readonly number[], path = 'lines'): number {
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  if (Number.isSafeInteger(sum)) return sum
  throw new RequestError('invalid', 'bad_amount', 'The amounts are too great', { path })
}
