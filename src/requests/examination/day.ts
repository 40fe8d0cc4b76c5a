import type { InstantText } from '../../base/time.ts'

/** The last second of a day that somebody set. */
export const endOf = (day: string | undefined): InstantText | undefined =>
  day === undefined ? undefined : (`${day}T23:59:59.000Z` as InstantText)
