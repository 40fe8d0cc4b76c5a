import { type InstantText, instantText } from '../../base/time.ts'

/** `2025-H1`: January to June of that year, in UTC. */
export type HalfYear = string

/** The half-years from the one an instant lies in up to the last that is over at another. */
export function halfYearsBetween(from: Temporal.Instant, until: Temporal.Instant): HalfYear[] {
  const found: HalfYear[] = []
  let at = beginningOf(from)
  for (let next = at.add({ months: 6 }); isOver(next, until); next = at.add({ months: 6 })) {
    found.push(nameOf(at))
    at = next
  }
  return found
}

const isOver = (end: Temporal.PlainDate, until: Temporal.Instant) =>
  Temporal.Instant.compare(instantOf(end), until) <= 0

/** When they begin, and when the last of them ends: half-years beside one another. */
export function boundsOf(halves: readonly HalfYear[]): InstantText[] {
  const starts = halves.map(startOf)
  const end = starts.at(-1)?.add({ months: 6 })
  return [...starts, ...(end ? [end] : [])].map((date) => instantText(instantOf(date)))
}

/** Whether these are half-years, each the one after the one before. */
export const besideOneAnother = (halves: readonly string[]): boolean =>
  halves.every(
    (half, i) =>
      /^[12]\d{3}-H[12]$/.test(half) && (i === 0 || nameOf(startOf(halves[i - 1] ?? '').add({ months: 6 })) === half),
  )

function startOf(half: HalfYear): Temporal.PlainDate {
  const [, year, nth] = /^(\d{4})-H([12])$/.exec(half) ?? []
  if (!year || !nth) throw new RangeError(`Not a half-year: ${half}`)
  return Temporal.PlainDate.from({ year: Number(year), month: nth === '1' ? 1 : 7, day: 1 })
}

function beginningOf(instant: Temporal.Instant): Temporal.PlainDate {
  const date = instant.toZonedDateTimeISO('UTC').toPlainDate()
  return Temporal.PlainDate.from({ year: date.year, month: date.month < 7 ? 1 : 7, day: 1 })
}

const nameOf = ({ year, month }: Temporal.PlainDate): HalfYear =>
  `${String(year).padStart(4, '0')}-H${month === 1 ? 1 : 2}`
const instantOf = (date: Temporal.PlainDate) => date.toZonedDateTime('UTC').toInstant()
