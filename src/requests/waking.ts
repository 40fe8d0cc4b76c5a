import type { InstantText } from '../base/time.ts'
import { instantText } from '../base/time.ts'
import { alarmsOf } from './alarm.ts'
import type { DealingOf } from './examination/dealing.ts'
import { examinationOf } from './examination/standing.ts'
import type { Course } from './lifecycle.ts'
import { dayAfter, lastOfKind } from './provider/entries.ts'
import type { Clock } from './request.ts'
import { ofMeasures } from './running/measure.ts'
import type { Turn } from './turn.ts'

/** Something that time alone puts before somebody: from when on, and what it is. */
interface Waking {
  readonly at: InstantText
  readonly turn: Omit<Turn, 'since' | 'hold'>
}

/** What time has put before somebody by now. */
export const wokenTurns = (course: Course, now: Temporal.Instant): Turn[] =>
  wakingsOf(course)
    .filter(({ at }) => at <= instantText(now))
    .map(({ at, turn }) => ({ ...turn, since: at, hold: undefined }))

/** When time alone puts the next thing before somebody; undefined where it does not. */
export const wakesAt = (course: Course, now: Temporal.Instant): InstantText | undefined =>
  wakingsOf(course)
    .map(({ at }) => at)
    .filter((at) => at > instantText(now))
    .toSorted()[0]

function wakingsOf(course: Course): Waking[] {
  return [...userToTell(course), ...toResume(course), ...toRenew(course), ...toKeep(course)]
}

/** The user was to be told later: whether now is the time is decided anew. */
function userToTell({ request, steps, beside = [] }: Course): Waking[] {
  const { decision, until } = lastOfKind(beside, 'notice')?.body ?? {}
  const step = steps.find(({ via }) => via !== undefined) ?? steps[0]
  if (!step || request.direction !== 'incoming' || decision === undefined || decision === 'now' || !until) return []
  const turn = { kind: 'tell-user', step, desk: 'provider', whom: '', barred: undefined, clock: undefined } as const
  return [{ at: dayAfter(until), turn }]
}

/** What we postponed until a day comes up again on that day. */
function toResume(course: Course): Waking[] {
  const postponed = postponedHere(course)
  const step = course.steps.find(({ id }) => id === postponed?.step)
  const until = postponed?.body.until
  if (!until || !step || course.request.endedAt !== undefined) return []
  const turn = { kind: 'resume', step, desk: step.seat, whom: '', barred: undefined, clock: undefined } as const
  return [{ at: `${until}T00:00:00.000Z` as InstantText, turn: turn as Waking['turn'] }]
}

/** A promise for a day: whoever made it keeps it by then, and whoever it was made to looks whether it was kept. */
function toKeep({ request, steps, dealings = [] }: Course): Waking[] {
  const isOurs = request.direction === 'outgoing'
  return examinationOf(dealings).conditions.flatMap(({ asked, condition: { until }, state }) => {
    const step = steps.find(({ id }) => id === asked.step)
    if (!step || !until || state !== 'accepted' || (!isOurs && asked.org !== request.org)) return []
    const beside = { step, whom: '', barred: undefined, clock: undefined }
    return isOurs
      ? [{ at: dayBefore(until, WARNED), turn: { ...beside, kind: 'keep-promise', desk: 'authority' } as const }]
      : [{ at: dayAfter(until), turn: { ...beside, kind: 'watch-promise', desk: step.seat } as Waking['turn'] }]
  })
}

/** So many days before its day a promise comes to mind. */
const WARNED = 14

const dayBefore = (day: string, days: number) =>
  `${Temporal.PlainDate.from(day).subtract({ days })}T00:00:00.000Z` as InstantText

/** What this organisation postponed, and has not resumed. */
export function postponedHere({ request, dealings = [] }: Course): DealingOf<'postponed'> | undefined {
  const { postponed } = examinationOf(dealings)
  return postponed?.org === request.org ? postponed : undefined
}

/** A measure whose last day somebody here set: who may renews it in time, or it lapses. What the law renews by a step is that step. */
function toRenew({ request, steps, decisions, clocks }: Course): Waking[] {
  if (request.direction !== 'outgoing' || request.endedAt !== undefined) return []
  const isSet = ({ rule }: Clock) =>
    decisions.some(({ step, rules, details }) => step === ofMeasures && rules.includes(rule) && 'until' in details)
  return clocks
    .filter((clock) => clock.measure !== undefined && clock.stoppedAt === undefined && isSet(clock))
    .flatMap((clock) => {
      const [first] = alarmsOf(clock, request)
      const step = steps.find(({ id }) => id === clock.step) ?? steps[0]
      if (!first || !step) return []
      const ours = request.parties.find(({ org }) => org === request.org)?.name ?? ''
      const barred = request.author?.person
      return [{ at: first.rings, turn: { kind: 'renew', step, desk: 'authority', whom: ours, barred, clock } as const }]
    })
}
