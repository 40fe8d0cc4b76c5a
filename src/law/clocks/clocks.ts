import { type InstantText, instantText } from '../../base/time.ts'
import type { Warning } from '../analysis/analysis.ts'
import { lengthOf } from '../analysis/clocks-of-route.ts'
import { doubts } from '../analysis/warnings.ts'
import type { LawBase } from '../compile.ts'
import { stateName } from '../data/parties.ts'
import type { Rule } from '../data/rule.ts'
import { LawError } from '../errors.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { type Counted, countPeriod } from './period.ts'
import { type Stop, Suspension } from './suspension.ts'

/** When a statutory period ends, and how that was worked out. */
export interface Due {
  readonly rule: string
  readonly title: string
  /** The instant it ran from. */
  readonly from: InstantText
  /** The last instant of the period; absent where the law gives no number, and while the clock stands still. */
  readonly due?: InstantText
  /** The same in the time of the place: `2026-12-01T23:59:59.999+01:00[Europe/Dublin]`. */
  readonly local?: string
  readonly zone: string
  /** Since when the clock stands still; its end is not known until it runs again. */
  readonly standsSince?: InstantText
  readonly length: string
  readonly counting: 'calendar' | 'working' | 'hours' | 'words'
  readonly cite: string
  /** The rule the period is counted by. */
  readonly countingRule?: { readonly rule: string; readonly cite: string }
  /** Where it is open whether a second counting rule applies: the later end by that rule. The target stays `due`. */
  readonly outer?: { readonly due: InstantText; readonly local: string; readonly rule: string; readonly cite: string }
  readonly derivation: readonly { readonly date: string; readonly counted: boolean; readonly why: string }[]
  readonly warnings: readonly Warning[]
}

/**
 * The end of a statutory period that runs from an instant. `state` is whose calendar and time count, unless the law names
 * one itself. `suspended` are the times it was stopped: what is lost of it is counted afterwards; a day on any part of which
 * it stood still is not counted. Throws `LawError` `no_such_rule`, `not_a_clock`, `bad_suspension`.
 */
export function due(
  law: LawBase,
  ruleId: string,
  from: Temporal.Instant,
  { state, suspended = [] }: { state?: string | undefined; suspended?: readonly Stop[] | undefined } = {},
): Due {
  const on = from.toZonedDateTimeISO('UTC').toPlainDate().toString()
  law.rule('clock', ruleId)
  const edition = law.at(on)
  const rule = edition.find('clock', ruleId) ?? law.rule('clock', ruleId)
  const counting = rule.counting ? edition.find('counting', rule.counting) : undefined
  if (rule.counting && !counting)
    throw new LawError('missing', 'no_such_rule', `There is no counting rule ${rule.counting}`)

  const place = rule.calendar && !/^(from|to)$/.test(rule.calendar) ? rule.calendar : state
  const known = place ? edition.find('state', `states/${place}`)?.calendar : undefined
  const calendar = known ? calendarOf(known) : weekendsOnly
  const warnings = [...doubts(rule)]
  const cite = rule.cites[0]?.cite ?? ''
  const { length, counting: unit } = lengthOf(rule)
  const needsCalendar = usesFreeDays(rule, counting)
  const head = {
    rule: ruleId,
    title: rule.title,
    from: instantText(from),
    zone: calendar.zone,
    length,
    counting: unit,
    cite,
  }
  if ('words' in rule.limit) return { ...head, derivation: [], warnings }
  const standing = suspended.find(({ to }) => to === undefined)
  if (standing) {
    const since = instantText(standing.from)
    return {
      ...head,
      standsSince: since,
      derivation: [{ date: since, counted: false, why: 'the clock stands still' }],
      warnings,
    }
  }
  const stops = new Suspension(suspended)

  if (!known && unit !== 'hours') warnings.push({ says: noCalendar(place, needsCalendar), cite })
  const { ends, working, uncovered } = countPeriod(
    rule.limit,
    counting,
    calendar,
    from.toZonedDateTimeISO(calendar.zone),
    stops,
  )
  if (known && place && needsCalendar && uncovered.length > 0) {
    const years = [...new Set(uncovered.map((day) => day.slice(0, 4)))].join(' and ')
    warnings.push({
      says: `The holidays of ${stateName(place)} are not entered for ${years}: only weekends were left out`,
      cite,
    })
  }
  const second = rule.outer ? edition.find('counting', rule.outer) : undefined
  const later = second && countPeriod(rule.limit, second, calendar, from.toZonedDateTimeISO(calendar.zone), stops).ends
  return {
    ...head,
    due: instantText(ends.toInstant()),
    local: ends.toString(),
    ...(counting ? { countingRule: { rule: counting.rule, cite: counting.cites[0]?.cite ?? '' } } : {}),
    ...(second && later
      ? {
          outer: {
            due: instantText(later.toInstant()),
            local: later.toString(),
            rule: second.rule,
            cite: second.cites[0]?.cite ?? '',
          },
        }
      : {}),
    derivation: working.map(({ date, counts, why }: Counted) => ({ date, counted: counts, why })),
    warnings,
  }
}

function usesFreeDays(rule: Rule<'clock'>, counting: Rule<'counting'> | undefined): boolean {
  if ('working_days' in rule.limit) return true
  return counting !== undefined && (counting.ends_on_free_day !== 'stays' || counting.least_working_days > 0)
}

/** Without a calendar only Saturdays and Sundays are free: the earliest end it can be, so that nobody is late by trusting it. */
const weekendsOnly: Calendar = {
  zone: 'UTC',
  free: (day) => (day.dayOfWeek === 6 ? 'Saturday' : day.dayOfWeek === 7 ? 'Sunday' : undefined),
  covers: () => false,
}

function noCalendar(state: string | undefined, needed: boolean): string {
  const whose = state
    ? `There is no calendar of ${stateName(state)}`
    : 'No state was named whose time and holidays count'
  return `${whose}: the day ends at midnight UTC${needed ? ', and only Saturdays and Sundays were taken as free' : ''}`
}
