import type { Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import type { Reading } from './reading.tsx'

/** So many free days ahead are shown at once. */
const AHEAD = 6

interface Day {
  readonly date: string
  readonly name: string
  readonly worked: boolean
}

/** Which days count as free where time limits are counted, and which years somebody has entered. */
export function StateCalendar({ rule, reading }: { rule: Rule<'state'>; reading: Reading }) {
  const { reader, on } = reading
  const { lawStates: t } = reader.t
  const { calendar } = rule
  if (!calendar)
    return (
      <section class="flow" aria-labelledby="calendar">
        <h2 id="calendar">{t.calendar}</h2>
        <p class="soft">{t.noCalendar}</p>
      </section>
    )
  const days: Day[] = [
    ...calendar.holidays.map((day) => ({ ...day, worked: false })),
    ...calendar.worked.map((day) => ({ ...day, worked: true })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1))
  const coming = days.filter(({ date }) => date >= on).slice(0, AHEAD)
  return (
    <section class="flow" aria-labelledby="calendar">
      <h2 id="calendar">{t.calendar}</h2>
      <dl class="pairs">
        <dt>{t.zone}</dt>
        <dd>{calendar.zone}</dd>
        <dt>{t.weekend}</dt>
        <dd>{reader.list(calendar.weekend.map((day) => weekday(day, reader)))}</dd>
        <dt>{t.covered}</dt>
        <dd>{calendar.years.join(', ')}</dd>
      </dl>
      <h3>{t.coming}</h3>
      {coming.length > 0 ? <Days days={coming} reader={reader} /> : <p class="soft">{t.noneComing}</p>}
      {calendar.years.map((year) => (
        <Fold title={t.allOf(String(year))}>
          <Days days={days.filter(({ date }) => date.startsWith(`${year}-`))} reader={reader} />
        </Fold>
      ))}
    </section>
  )
}

function Days({ days, reader }: { days: readonly Day[]; reader: Reader }) {
  return (
    <ul class="plain days">
      {days.map(({ date, name, worked }) => (
        <li>
          <time datetime={date}>
            {weekdayOf(date, reader)}, {reader.date(date)}
          </time>{' '}
          <span class="soft">
            {reader.law(name)}
            {worked && ` (${reader.t.lawStates.worked})`}
          </span>
        </li>
      ))}
    </ul>
  )
}

const weekdayOf = (date: string, reader: Reader): string => weekday(Temporal.PlainDate.from(date).dayOfWeek, reader)

/** 1 January 2024 was a Monday. */
const weekday = (day: number, { tag }: Reader): string =>
  new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
