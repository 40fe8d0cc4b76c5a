import type { Known } from '../times/expected.ts'
import type { Spread } from '../times/queue.ts'
import type { LaboratoryWords } from './en.ts'

type Write = (n: number) => string

/** Half of all, and the late ones: never one number. `words`: the sentence of `range` or of `waitRange`. */
export function rangeInWords({ lower, upper, late }: Spread, words: LaboratoryWords['range'], number: Write): string {
  const days = (n: number) => number(n < 10 ? Math.round(n * 10) / 10 : Math.round(n))
  return words(days(lower), days(upper), days(late))
}

/** Where the days of a route are from, with the years or the source, and whether the fit held. */
export function sourceInWords(
  known: Known,
  t: LaboratoryWords,
  number: Write,
  cited: (cite: string) => string,
): string {
  if (known.by === 'published') return `${t.published[known.is](number(known.days))} ${cited(known.cite)}`
  const { n, fittedOn, heldOut, fitted } = known.times
  const years = fittedOn[0] === fittedOn[1] ? String(fittedOn[0]) : fittedOn.join('–')
  return `${t.fitted(number(n), years, String(heldOut))} ${fitted?.wrong ? t.fitWrong : t.fitHeld}`
}

/** The upper end of a range of days in words, by its place in `dayRanges`. */
export function dayRangeInWords(i: number, ranges: readonly number[], t: LaboratoryWords, number: Write): string {
  const [from, to] = [ranges[i - 1], ranges[i] ?? Number.POSITIVE_INFINITY]
  if (!Number.isFinite(to)) return t.daysOver(number(from ?? 0))
  return t.dayRange(number(from === undefined ? 0 : from + 1), number(to))
}
