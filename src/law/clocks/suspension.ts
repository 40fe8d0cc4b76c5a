import { LawError } from '../errors.ts'

/** A time for which a clock stood still; without `to` it still does. */
export interface Stop {
  readonly from: Temporal.Instant
  readonly to?: Temporal.Instant | undefined
}

/** The times a clock stood still and runs again, in order, overlaps joined. */
export class Suspension {
  readonly #stops: readonly Required<Stop>[]

  /** Throws `LawError` `bad_suspension` where one ends before it begins, or has no end yet. */
  constructor(stops: readonly Stop[]) {
    const joined: { from: Temporal.Instant; to: Temporal.Instant }[] = []
    for (const { from, to } of stops.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
      if (!to || Temporal.Instant.compare(to, from) < 0)
        throw new LawError('invalid', 'bad_suspension', `The clock stops at ${from} and has to run again after that`)
      const last = joined.at(-1)
      if (last && Temporal.Instant.compare(from, last.to) <= 0) {
        if (Temporal.Instant.compare(to, last.to) > 0) last.to = to
      } else joined.push({ from, to })
    }
    this.#stops = joined
  }

  get none(): boolean {
    return this.#stops.length === 0
  }

  /** A day on any part of which the clock stands still is not counted. */
  covers(day: Temporal.PlainDate, zone: string): boolean {
    const local = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
    return this.#stops.some(
      ({ from, to }) =>
        Temporal.PlainDate.compare(local(from), day) <= 0 && Temporal.PlainDate.compare(day, local(to)) <= 0,
    )
  }

  /** The end of a stretch of real time, moved on by what stood still in it; each stop that counted is told. */
  moveOn(
    starts: Temporal.ZonedDateTime,
    ends: Temporal.ZonedDateTime,
    told: (from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime) => void,
  ): Temporal.ZonedDateTime {
    const zone = starts.timeZoneId
    let end = ends
    for (const stop of this.#stops) {
      const [from, to] = [stop.from.toZonedDateTimeISO(zone), stop.to.toZonedDateTimeISO(zone)]
      const since = Temporal.ZonedDateTime.compare(from, starts) < 0 ? starts : from
      if (Temporal.ZonedDateTime.compare(since, end) >= 0 || Temporal.ZonedDateTime.compare(to, since) <= 0) continue
      end = end.add(since.until(to, { largestUnit: 'hours' }))
      told(since, to)
    }
    return end
  }
}

export const neverStopped = new Suspension([])
