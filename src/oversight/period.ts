import { type InstantText, instantText, isDay } from '../base/time.ts'
import { bad } from './mandates/giving.ts'

/** Days, the last one included; left out they are the beginning of the record, and now. */
export interface Period {
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** From which instant until which. Throws `bad_text` for days that are none or in no order. */
export function instantsOf({ from, until }: Period, at: Temporal.Instant): [InstantText, InstantText] {
  if (from !== undefined && !isDay(from)) throw bad('Say from which day', 'from')
  if (until !== undefined && !isDay(until)) throw bad('Say until which day', 'until')
  if (from !== undefined && until !== undefined && until < from) throw bad('It cannot end before it begins', 'until')
  const midnight = (day: string, later: number) =>
    instantText(Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime('UTC').toInstant())
  return [from === undefined ? '0001-01-01T00:00:00.000Z' : midnight(from, 0), until === undefined ? instantText(at) : midnight(until, 1)]
} // biome-ignore format: short
