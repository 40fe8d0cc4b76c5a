import type { Reader } from '../../reader.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long something takes, in the unit one would say it in: `40 minutes`, `5 hours`, `12 days`. */
export function lengthInWords(milliseconds: number, { tag, t }: Reader): string {
  if (milliseconds < 60_000) return t.waiting.underMinute
  const [n, unit] =
    milliseconds < HOUR
      ? [milliseconds / 60_000, 'minute']
      : milliseconds < 2 * DAY
        ? [milliseconds / HOUR, 'hour']
        : [milliseconds / DAY, 'day']
  const digits = n < 10 && unit === 'day' ? 1 : 0
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: digits }).format(
    n,
  )
}

/** The day of an instant, where the reader is. */
export const dayOf = (instant: string, reader: Reader): string =>
  reader.date(Temporal.Instant.from(instant).toZonedDateTimeISO(reader.zone).toPlainDate().toString())
