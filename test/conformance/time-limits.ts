import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calendarOf, countPeriod, type Limit } from '../../src/law/index.ts'
import { readLaw } from '../../src/read-law.ts'
import { type Case, compare } from './case.ts'

interface Vector {
  readonly id: string
  readonly calendar: string
  readonly eventDate: string
  readonly eventTime: string | null
  readonly period: number
  readonly unit: 'hours' | 'days' | 'working-days' | 'weeks' | 'months' | 'years'
  readonly expectedEndUtc: string
}

/** The counting rule of each unit: for hours the hour of the event is not counted (Art 3(1)). */
const countingOf: Record<Vector['unit'], string> = {
  hours: 'eu/1182-71/counting/hours',
  'working-days': 'eu/1182-71/counting/working-days',
  days: 'eu/1182-71/counting/calendar-days',
  weeks: 'eu/1182-71/counting/calendar-days',
  months: 'eu/1182-71/counting/calendar-days',
  years: 'eu/1182-71/counting/calendar-days',
}

/** Regulation 1182/71, counted by the rules of `law/eu/1182-71/counting`; wall times are written as UTC. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const law = await readLaw()
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'))
  const calendars = (await read('calendars.json')) as Record<string, Record<string, string[]>>
  for (const { id, calendar, eventDate, eventTime, period, unit, expectedEndUtc } of (await read(
    'reg1182-vectors.json',
  )) as Vector[]) {
    const counting = law.rule('counting', countingOf[unit])
    const years = calendars[calendar] ?? {}
    const holidays = Object.values(years).flat()
    const days = calendarOf({
      zone: 'UTC',
      weekend: [6, 7],
      years: Object.keys(years).map(Number),
      holidays: holidays.map((date) => ({ date, name: 'public holiday' })),
      worked: [],
    })
    const from = Temporal.PlainDateTime.from(`${eventDate}T${eventTime ?? '12:00'}`).toZonedDateTime('UTC')
    const { ends } = countPeriod({ [unit.replace('-', '_')]: period } as Limit, counting, days, from)
    yield compare(id, expectedEndUtc, ends.toInstant().toString({ fractionalSecondDigits: 3 }))
  }
}
