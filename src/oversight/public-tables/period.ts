/** A half-year, `2025-H1`, or a whole year, `2025`. */
export type PublishedPeriod = string

const first = /^(?:jan|januar|january|janvier|1月)/i
const months = String.raw`(jan|jul|january|july|januar|juli|janvier|juillet)[a-zé]*\.?(?:\s+\d{1,2}(?:st)?)?,?(?:\s+(\d{4}))?\s*(?:-|–|—|to|through|bis|à)\s*(?:\d{1,2}\s+)?(jun|dec|june|december|juni|dezember|juin|décembre)[a-zé]*\.?(?:\s+\d{1,2}(?:st|th)?)?,?\s+(\d{4})`
const span = new RegExp(`^(?:\\d{1,2}\\s+)?${months}$`, 'i')

/** The period a cell names: a half-year, a year, or the day one ended. Undefined for anything else. */
export function periodIn(text: string): PublishedPeriod | undefined {
  const words = text.trim().replace(/\s+/g, ' ').slice(0, 60)
  const half = /^(\d{4})[ -]?\/?\s?h([12])$/i.exec(words) ?? swapped(/^h([12])[ -/]?\s?(\d{4})$/i.exec(words))
  if (half) return `${half[1]}-H${half[2]}`
  if (/^(?:19|20)\d{2}$/.test(words)) return words
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+Z?)?$/.exec(words)
  if (day) return ending(Number(day[1]), Number(day[2]), Number(day[3]))
  // Month and day can be told apart where one of them is no month.
  const turned = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})$/.exec(words)
  if (turned) {
    const [a, b, year] = [Number(turned[1]), Number(turned[2]), Number(turned[3])]
    const full = year < 100 ? 2000 + year : year
    return a > 12 ? ending(full, b, a) : b > 12 ? ending(full, a, b) : undefined
  }
  const between = span.exec(words)
  if (!between) return undefined
  const [, from = '', began, until = '', ended = ''] = between
  if (began !== undefined && began !== ended) return undefined
  const [begins, ends] = [first.test(from) ? 1 : 7, /^(?:jun|juin)/i.test(until) ? 6 : 12]
  if (begins === 1) return ends === 6 ? `${ended}-H1` : ended
  return ends === 12 ? `${ended}-H2` : undefined
}

const swapped = (found: RegExpExecArray | null) => found && ['', found[2], found[1]]

/** The half-year that ends on that day; no other day names one. */
function ending(year: number, month: number, day: number): PublishedPeriod | undefined {
  if (month === 6 && day === 30) return `${year}-H1`
  return month === 12 && day === 31 ? `${year}-H2` : undefined
}

/** The half-years a period consists of. */
export const halvesOf = (period: PublishedPeriod): string[] =>
  period.includes('-') ? [period] : [`${period}-H1`, `${period}-H2`]
