import type { Rule } from '../data/rule.ts'
import type { Calendar } from './calendar.ts'
import { neverStopped, type Suspension } from './suspension.ts'

export type Limit = Exclude<Rule<'clock'>['limit'], { words: string }>
export type Counting = Pick<
  Rule<'counting'>,
  'first_day_counts' | 'ends_on_free_day' | 'least_working_days' | 'hours_roll'
>

/** One day (or hour) of the working. */
export interface Counted {
  /** YYYY-MM-DD; for hours the instant in the zone of the calendar. */
  readonly date: string
  readonly counts: boolean
  readonly why: string
}

export interface Period {
  /** The last instant of the period. */
  readonly ends: Temporal.ZonedDateTime
  readonly working: readonly Counted[]
  /** Days the calendar does not cover: for them only weekends are known. */
  readonly uncovered: readonly string[]
}

type Day = Temporal.PlainDate

/** A longer count is not written out day by day. */
const writtenOut = 100

/**
 * Counts a period from an event. Periods in days and longer end with the last instant of their last day in the zone of
 * `from`; months and years end on the same day of the month, or on the last day of a shorter month. What stood still is
 * counted afterwards; a period that ends on a day of the year does not wait.
 */
export function countPeriod(
  limit: Limit,
  counting: Counting | undefined,
  calendar: Calendar,
  from: Temporal.ZonedDateTime,
  stops: Suspension = neverStopped,
): Period {
  if ('hours' in limit) return countHours(limit.hours, counting, calendar, from, stops)
  const running = stops.none ? calendar : withStops(calendar, stops, from.timeZoneId)
  const still = (day: Day) => !stops.none && stops.covers(day, from.timeZoneId)
  const working: Counted[] = []
  const event = from.toPlainDate()
  const firstCounts = counting?.first_day_counts ?? false
  if (!('yearly' in limit) && !firstCounts)
    working.push({ date: event.toString(), counts: false, why: 'the day of the event is not counted' })
  const first = firstCounts ? event : event.add({ days: 1 })
  let last = lastDay(limit, first, event, firstCounts, running, working)
  if (!('working_days' in limit || 'yearly' in limit)) last = afterStops(first, last, still, working)
  last = offFreeDay(last, counting?.ends_on_free_day ?? 'stays', running, working)
  if ('days' in limit && limit.days >= 2)
    last = withWorkingDays(first, last, counting?.least_working_days ?? 0, running, working)
  return { ends: endOf(last, from.timeZoneId), working, uncovered: uncovered(first, last, calendar) }
}

const stoodStill = 'the clock stood still'

/** While it stands still no day is a working day of the period. */
const withStops = (calendar: Calendar, stops: Suspension, zone: string): Calendar => ({
  ...calendar,
  free: (day) => (stops.covers(day, zone) ? stoodStill : calendar.free(day)),
})

/** The period goes on for as many days as the clock stood still in it. */
function afterStops(first: Day, last: Day, still: (day: Day) => boolean, working: Counted[]): Day {
  let owed = 0
  let end = last
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!still(day)) continue
    owed++
    const at = working.findIndex(({ date, counts }) => counts && date === day.toString())
    const line = { date: day.toString(), counts: false, why: stoodStill }
    if (at >= 0) working[at] = line
    else working.push(line)
  }
  while (owed > 0) {
    end = end.add({ days: 1 })
    const stands = still(end)
    if (!stands) owed--
    working.push({
      date: end.toString(),
      counts: !stands,
      why: stands ? stoodStill : 'a day for one that was not counted',
    })
  }
  return end
}

function lastDay(
  limit: Exclude<Limit, { hours: number }>,
  first: Day,
  event: Day,
  firstCounts: boolean,
  calendar: Calendar,
  working: Counted[],
): Day {
  if ('days' in limit) {
    for (let n = 0; n < limit.days && limit.days <= writtenOut; n++) {
      working.push({ date: first.add({ days: n }).toString(), counts: true, why: `day ${n + 1}` })
    }
    const last = first.add({ days: limit.days - 1 })
    if (limit.days > writtenOut) working.push({ date: last.toString(), counts: true, why: `day ${limit.days}` })
    return last
  }
  if ('working_days' in limit) return countWorkingDays(limit.working_days, first, calendar, working)
  if ('yearly' in limit) {
    const [month = '1', day = '1'] = limit.yearly.split('-')
    const thisYear = event.with({ month: Number(month), day: Number(day) })
    const last = Temporal.PlainDate.compare(thisYear, event) < 0 ? thisYear.add({ years: 1 }) : thisYear
    working.push({ date: last.toString(), counts: true, why: 'the day of the year' })
    return last
  }
  const length =
    'weeks' in limit ? { weeks: limit.weeks } : 'months' in limit ? { months: limit.months } : { years: limit.years }
  const same = event.add(length)
  const last = firstCounts ? same.subtract({ days: 1 }) : same
  const clamped = !('weeks' in limit) && same.day !== event.day
  working.push({
    date: last.toString(),
    counts: true,
    why: clamped
      ? 'the last day of a month that has no such day'
      : firstCounts
        ? 'the day before the same day'
        : 'the same day as the event',
  })
  return last
}

function countWorkingDays(wanted: number, first: Day, calendar: Calendar, working: Counted[]): Day {
  let day = first
  for (let n = 0; ; day = day.add({ days: 1 })) {
    const free = calendar.free(day)
    if (free === undefined) n++
    working.push({ date: day.toString(), counts: free === undefined, why: free ?? `working day ${n}` })
    if (n === wanted) return day
  }
}

function offFreeDay(last: Day, rule: Counting['ends_on_free_day'], calendar: Calendar, working: Counted[]): Day {
  if (rule === 'stays') return last
  const step = rule === 'next-working-day' ? 1 : -1
  let day = last
  for (let free = calendar.free(day); free !== undefined; free = calendar.free(day)) {
    working.push({ date: day.toString(), counts: false, why: `${free}: the period does not end on a free day` })
    day = day.add({ days: step })
  }
  if (!day.equals(last))
    working.push({ date: day.toString(), counts: true, why: `the ${step === 1 ? 'next' : 'previous'} working day` })
  return day
}

function withWorkingDays(first: Day, last: Day, least: number, calendar: Calendar, working: Counted[]): Day {
  let worked = 0
  let end = last
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0 && worked < least; day = day.add({ days: 1 })) {
    if (calendar.free(day) === undefined) worked++
  }
  while (worked < least) {
    end = end.add({ days: 1 })
    const free = calendar.free(end)
    if (free === undefined) worked++
    working.push({ date: end.toString(), counts: free === undefined, why: free ?? `at least ${least} working days` })
  }
  return end
}

/** Without a counting rule the hours run from the very instant; with one that leaves out the first hour, from the next full hour. */
function countHours(
  hours: number,
  counting: Counting | undefined,
  calendar: Calendar,
  from: Temporal.ZonedDateTime,
  stops: Suspension,
): Period {
  const said = (at: Temporal.ZonedDateTime) => at.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })
  const working: Counted[] = []
  let starts = from
  if (counting && !counting.first_day_counts) {
    starts = from.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 })
    working.push({ date: said(from), counts: false, why: 'the hour of the event is not counted' })
  }
  // Hours are real hours: `add` goes along the time line, so a change of the clocks neither adds nor takes one.
  let ends = starts.add({ hours })
  if (counting && !counting.first_day_counts) ends = ends.subtract({ milliseconds: 1 })
  working.push(
    { date: said(starts), counts: true, why: 'the hours begin' },
    { date: said(ends), counts: true, why: `hour ${hours} ends` },
  )
  const moved = stops.moveOn(starts, ends, (since, until) => {
    working.push(
      { date: said(since), counts: false, why: 'the clock stands still' },
      { date: said(until), counts: true, why: 'it runs again' },
    )
  })
  if (!moved.equals(ends)) {
    ends = moved
    working.push({ date: said(ends), counts: true, why: `hour ${hours} ends after the time it stood still` })
  }
  const last = ends.toPlainDate()
  if (counting?.hours_roll) {
    const rolled = offFreeDay(last, counting.ends_on_free_day, calendar, working)
    if (!rolled.equals(last)) {
      ends = counting.hours_roll === 'same-time' ? ends.with(dateOf(rolled)) : endOf(rolled, from.timeZoneId)
    }
  }
  return { ends, working, uncovered: counting?.hours_roll ? uncovered(last, ends.toPlainDate(), calendar) : [] }
}

const dateOf = ({ year, month, day }: Day) => ({ year, month, day })

const endOf = (day: Day, zone: string) => day.add({ days: 1 }).toZonedDateTime(zone).subtract({ milliseconds: 1 })

function uncovered(first: Day, last: Day, calendar: Calendar): string[] {
  return [first, last].filter((day) => !calendar.covers(day)).map((day) => day.toString())
}
