import type { Reader } from '../reader.ts'

/** An instant in the time of the place where a period is counted. */
export const localTime = (instant: string, zone: string, { tag }: Pick<Reader, 'tag'>): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(instant))

/** A line of how a period was counted: a day, or, where hours are counted, a moment of that place. */
export const dayOrMoment = (date: string, zone: string, reader: Reader): string =>
  date.includes('T') ? localTime(date, zone, reader) : reader.date(date)
