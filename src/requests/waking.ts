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
  return [...userToTell(course), ...toResume(course), ...toRenew(course)]
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
