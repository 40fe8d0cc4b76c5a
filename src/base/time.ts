import { DomainError } from './errors.ts'

/** An instant as ISO 8601 in UTC, as it stands in tables, events and messages: `2026-11-21T10:00:00.000Z`. */
export type InstantText = string

/** Where the present comes from; passed in, so that a test can stand at any moment. */
export type Now = () => Temporal.Instant

export const systemNow: Now = () => Temporal.Now.instant()

export const instantText = (instant: Temporal.Instant): InstantText => instant.toString({ fractionalSecondDigits: 3 })

export function parseInstant(input: string, path?: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(input)
  } catch (cause) {
    const message = `Not an instant with a zone, such as 2026-11-21T10:00:00Z: ${input.slice(0, 40)}`
    throw new DomainError('invalid', 'instant', message, { cause, path })
  }
}

export function parseDate(input: string, path?: string): Temporal.PlainDate {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(input)) throw new RangeError('not YYYY-MM-DD')
    return Temporal.PlainDate.from(input)
  } catch (cause) {
    throw new DomainError('invalid', 'date', `Not a date such as 2026-11-21: ${input.slice(0, 40)}`, { cause, path })
  }
}

/** Whether this is a day there is, written as YYYY-MM-DD; no 30th of February. */
export function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}
