import type { Rule } from '../data/rule.ts'

/** Which days are worked in a state. */
export interface Calendar {
  readonly zone: string
  /** Why the day is free, or undefined where it is worked. */
  free(day: Temporal.PlainDate): string | undefined
  /** False outside the years somebody has entered: the answer of `free` then knows only weekends. */
  covers(day: Temporal.PlainDate): boolean
}

type StateCalendar = NonNullable<Rule<'state'>['calendar']>

const compiled = new WeakMap<StateCalendar, Calendar>()

export function calendarOf(calendar: StateCalendar): Calendar {
  let found = compiled.get(calendar)
  if (!found) {
    found = compile(calendar)
    compiled.set(calendar, found)
  }
  return found
}

const weekdays = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function compile({ zone, weekend, years, holidays, worked }: StateCalendar): Calendar {
  const holidayNames = new Map(holidays.map(({ date, name }) => [date, name]))
  const workedDays = new Set(worked.map(({ date }) => date))
  return {
    zone,
    free: (day) => {
      const date = day.toString()
      // A make-up working day is worked although it is a Saturday or Sunday.
      if (workedDays.has(date)) return undefined
      return holidayNames.get(date) ?? (weekend.includes(day.dayOfWeek) ? weekdays[day.dayOfWeek] : undefined)
    },
    covers: (day) => years.includes(day.year),
  }
}
