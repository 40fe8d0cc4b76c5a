import { parseInstant } from '../../base/time.ts'
import type { LawBase } from '../../law/index.ts'
import type { Clock } from '../../requests/index.ts'
import { eventInWords } from '../analysis/durations.ts'
import { dayOrMoment } from '../law/local-time.ts'
import type { Reader } from '../reader.ts'

/** `3 days left`, `Late by 2 hours`: in the unit one would say it in. */
export function timeLeft(due: string, now: Temporal.Instant, { t: { today } }: Reader): string {
  const left = parseInstant(due).since(now)
  const minutes = Math.abs(left.total('minutes'))
  const say = left.sign < 0 ? today.lateBy : today.left
  // Rounded so that nobody is told more time than there is, nor less delay.
  const whole = left.sign < 0 ? Math.ceil : Math.floor
  if (minutes < 60) return say(whole(minutes), 'minutes')
  return minutes < 48 * 60 ? say(whole(minutes / 60), 'hours') : say(whole(minutes / (24 * 60)), 'days')
}

/** A due instant in the time of the place whose days count, since there the day ends. */
export function inPlace(instant: string, { tag }: Reader, zone: string): string {
  const name = `${tag} ${zone}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat(tag, { ...moment, timeZone: zone })
  formats.set(name, format)
  return format.format(new Date(instant))
}

/** By language and zone; making one takes longer than a hundred times writing with it. */
const formats = new Map<string, Intl.DateTimeFormat>()
const moment = {
  weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
} as const // biome-ignore format: one line of words

/** Every line of how a period was counted: where it begins, each day with why it counts or not, where it ends. */
export function workingOf({ working, startedBy, startedAt }: Clock, reader: Reader): string[] {
  const { today: t } = reader.t
  const days = working.derivation.map(
    ({ date, counted, why }) =>
      `${dayOrMoment(date, working.zone, reader)}${reader.colon}${counted ? t.counted : t.notCounted}${why ? ` (${reader.law(why)})` : ''}`,
  )
  return [
    t.from(eventInWords(startedBy, reader), inPlace(startedAt, reader, working.zone)),
    ...days,
    ...(working.due ? [t.ends(inPlace(working.due, reader, working.zone))] : []),
    ...(working.outer ? [t.outer(inPlace(working.outer.due, reader, working.zone))] : []),
    ...working.warnings.map(({ says, cite }) => `${reader.law(says)} (${cite})`),
  ]
}

/** The rule a period is counted by, in words with its article. */
export function countedBy({ working: { countingRule } }: Clock, law: LawBase, reader: Reader): string | undefined {
  if (!countingRule) return undefined
  return `${reader.t.today.countedBy}${reader.colon}${reader.law(law.rules.get(countingRule.rule)?.title ?? countingRule.rule)}, ${countingRule.cite}`
}
