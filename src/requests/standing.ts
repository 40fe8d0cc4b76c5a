import { type Actor, isPermitted, type Seat } from '../accounts/index.ts'
import type { InstantText } from '../base/time.ts'
import { actOf } from './acts/acts.ts'
import { type Alarm, alarmsOf } from './alarm.ts'
import { awaitedIn } from './examination/sides.ts'
import { type Course, holds, openObjection, statusOf } from './lifecycle.ts'
import { lastOfKind } from './provider/entries.ts'
import { besideTurns } from './provider/turns.ts'
import type { Clock, Request, Status, Step } from './request.ts'
import type { Desk, Turn } from './turn.ts'
import type { Range } from './waiting/forecast.ts'
import { postponedHere, wakesAt, wokenTurns } from './waking.ts'

/** How a request stands at a moment: what lists and a seat's day say of it without reading its whole course. */
export interface Standing {
  readonly status: Status
  /** The earliest end among the periods that run. */
  readonly due: InstantText | undefined
  /** When the last hold ends by itself; undefined where none runs, or one has no end. */
  readonly heldUntil: InstantText | undefined
  /** Between when and when its end is expected; undefined where it is over, or nobody can say. */
  readonly expected: Range | undefined
  /** When time alone brings something to do; undefined where it does not. */
  readonly wakesAt: InstantText | undefined
  readonly turns: readonly Turn[]
  readonly alarms: readonly Alarm[]
}

export function standingOf(course: Course, now: Temporal.Instant, expected?: Range): Standing {
  // How it ended was said when it ended.
  const status = course.request.endedAt === undefined ? statusOf(course, now) : course.request.status
  const running = course.clocks.filter(({ stoppedAt }) => stoppedAt === undefined).toSorted(byDue)
  const held = holds(course, now)
  return {
    status,
    due: running[0]?.due,
    heldUntil: held.every(({ due }) => due !== undefined) ? held.toSorted(byDue).at(-1)?.due : undefined,
    expected,
    wakesAt: wakesAt(course, now),
    turns: [
      ...(course.request.endedAt === undefined ? turnsOf(course, status, running, held) : []),
      ...besideTurns(course, running),
      ...wokenTurns(course, now),
    ],
    alarms: running.flatMap((clock) => alarmsOf(clock, course.request)),
  }
}

function turnsOf(course: Course, status: Status, running: readonly Clock[], held: readonly Clock[]): Turn[] {
  const { request, steps } = course
  const turns = [
    ...consequences(course, status, running),
    ...answersOwed(course, running),
    ...signatureOwed(course, running),
    ...senderOwed(course, running),
  ]
  if (status === 'refused') return turns
  // What was postponed until a day comes up on that day.
  const postponed = postponedHere(course)
  const sleeping = postponed?.body.until === undefined ? undefined : postponed.step
  for (const step of steps) {
    if (step.is !== 'current' || step.id === sleeping) continue
    const ofStep = (clock: Clock) => clock.step === step.id
    turns.push({
      kind: 'step',
      step,
      desk: deskOf(request, step),
      whom: whom(request, step),
      barred: actOf(step.does).phase === 'deciding' && step.doer === request.org ? request.author?.person : undefined,
      since: step.since ?? request.createdAt,
      clock: running.find(ofStep),
      hold: held.filter(ofStep).toSorted(byDue).at(-1),
    })
  }
  return turns
}

/** What the other side asked beside the steps and waits for. */
function answersOwed(course: Course, running: readonly Clock[]): Turn[] {
  const { request, dealings = [] } = course
  return awaitedIn(course, dealings).map(({ step, seat, since, barred }) => ({
    kind: 'answer' as const,
    step,
    desk: seat as Seat,
    whom: request.author?.name ?? '',
    barred,
    since,
    clock: running.find(({ startedBy }) => startedBy === 'information.requested'),
    hold: undefined,
  }))
}

/** An emergency whose ground is stated waits for the head to answer for it, where its route asks for that. */
function signatureOwed({ request, steps, lacks }: Course, running: readonly Clock[]): Turn[] {
  const step = steps.find(({ is }) => is === 'current')
  if (lacks !== 'signature' || request.direction !== 'outgoing' || !step) return []
  const owed = {
    kind: 'sign-emergency',
    step,
    desk: 'authority:head',
    whom: '',
    barred: request.author?.person,
  } as const
  return [{ ...owed, since: step.since ?? request.createdAt, clock: running[0], hold: undefined }]
}

/** Who sent it is to be verified at the desk before anything is handed over; a second time by somebody else. */
function senderOwed({ request, steps, sender }: Course, running: readonly Clock[]): Turn[] {
  const step = steps.find(({ is, doer, does }) => is === 'current' && doer === request.org && does === 'produce')
  if (!sender || !step) return []
  const { first } = sender
  const since = first?.at ?? request.createdAt
  const turn = { kind: 'verify-sender', step, desk: step.seat as Seat, whom: '', barred: first?.person } as const
  return [{ ...turn, since, clock: running.find((clock) => clock.step === step.id), hold: undefined }]
}

/** A request that was objected to is to be answered; one against which a ground was raised is to be withdrawn. */
function consequences(course: Course, status: Status, running: readonly Clock[]): Turn[] {
  const { request, steps } = course
  if (request.direction !== 'outgoing') return []
  const objection = openObjection(course)
  const isReturned = lastOfKind(course.beside ?? [], 'misaddressed') !== undefined
  const refused = status === 'refused' && request.leftAt !== undefined && !isReturned
  const step = objection
    ? steps.find(({ id }) => id === objection.step)
    : refused
      ? steps.find(({ is }) => is === 'refused')
      : undefined
  if (!step) return []
  return [
    {
      kind: objection ? 'answer-objection' : 'withdraw',
      step,
      desk: 'authority',
      whom: request.author?.name ?? '',
      barred: undefined,
      since: objection?.at ?? step.since ?? request.createdAt,
      clock: running.find((clock) => clock.bearer === request.org && clock.step === undefined),
      hold: undefined,
    },
  ]
}

function deskOf(request: Request, { doer, seat, does }: Step): Desk {
  if (doer !== request.org || seat === undefined) return 'elsewhere'
  const permission = actOf(does).permission[seat as Seat]
  const onlyHead = permission !== undefined && !isPermitted({ seat: seat as Seat, role: 'author' }, permission)
  return onlyHead ? `${seat as Seat}:head` : (seat as Seat)
}

function whom(request: Request, step: Step): string {
  const party = request.parties.find(({ org }) => org === step.doer)
  return party?.name ?? step.authority ?? `${step.seat}, ${step.state}`
}

/** The desks a person works at: the head does what authors do and more, a member only reads. */
export function desksOf({ seat, role }: Pick<Actor, 'seat' | 'role'>): Desk[] {
  if (role === 'member') return []
  return role === 'head' ? [seat, `${seat}:head`] : [seat]
}

/** The other desks of an organisation with these seats: what lies there is waited for. */
export function otherDesks(actor: Pick<Actor, 'seat' | 'role'>, seats: readonly Seat[]): Desk[] {
  const all: Desk[] = [...seats.flatMap((seat): Desk[] => [seat, `${seat}:head`]), 'elsewhere']
  const mine = desksOf(actor)
  return all.filter((desk) => !mine.includes(desk))
}

const byDue = (a: Clock, b: Clock) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : (a.due ?? '9') > (b.due ?? '9') ? 1 : 0)
