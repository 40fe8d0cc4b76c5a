import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { replan } from '../vault/index.ts'
import { actOf } from './acts/acts.ts'
import { raise, returned, stopAll } from './clocks.ts'
import { emergencyLacks } from './emergency/lacking.ts'
import { RequestError } from './errors.ts'
import { refuseUnready } from './examination/standing.ts'
import { after, type Course, isOpen, type Move, reached } from './lifecycle.ts'
import type { MessageBody, MessageType } from './messages.ts'
import type { Decision, Outcome, Request, Setting, Step } from './request.ts'
import { type SenderNeeds, senderNeeds } from './sender/needs.ts'
import { standingOf } from './standing.ts'
import { findClocks } from './store/clocks.ts'
import { unansweredClaims } from './store/costs.ts'
import { findDealings } from './store/dealings.ts'
import { findDecisions, insertDecision, voidDecisions } from './store/decisions.ts'
import { insertDispatch } from './store/dispatches.ts'
import { findEntries } from './store/entries.ts'
import { findRequest, updateRequest } from './store/requests.ts'
import { writeStanding } from './store/standing.ts'
import { findSteps, setStep, setVia } from './store/steps.ts'
import { forecastFor } from './waiting/reading.ts'

/** A request with all that belongs to it. With `lock`, nobody else changes it before this transaction ends. */
export async function loadCourse(db: Db, org: string, id: string, lock?: 'lock'): Promise<Course> {
  return courseOf(db, await findRequest(db, org, id, lock))
}

export async function courseOf(db: Db, request: Request): Promise<Course> {
  const steps = await findSteps(db, request.id)
  const decisions = await findDecisions(db, request.id)
  return {
    request,
    steps,
    decisions,
    clocks: await findClocks(db, request.id),
    beside: await findEntries(db, request.id),
    dealings: await findDealings(db, request.id),
  }
}

/** What was done in a step, by whom, and what it rests on. */
export interface Deed {
  readonly outcome: Outcome
  readonly reason?: string | undefined
  readonly rules?: readonly string[]
  readonly details?: Readonly<Record<string, Json>>
  /** The step stays open: handed over in part, objected to. */
  readonly unfinished?: boolean
}

/** Who did it: a person here, or an organisation that told us. */
export interface Doer {
  readonly org: string
  readonly person?: string
  readonly name: string
}

const move = {
  done: 'do', refused: 'refuse', returned: 'reopen', skipped: 'skip', objected: undefined, answered: undefined, noted: undefined,
} as const satisfies Record<Outcome, Move | undefined> // biome-ignore format: a table

/** What is recorded whatever the act is. */
const always: Partial<Record<Outcome, string>> = { skipped: 'request.step-skipped', noted: 'request.progress-noted' }

/**
 * The actor's step, ready to be carried out. Throws `ended`, `stopped`, `already_decided` (saying by whom), `not_current`,
 * `wrong_organisation`, `wrong_seat`, and `approver_is_author` where an approval would be the author's own.
 */
export function stepFor(course: Course, actor: Actor, fits: (step: Step) => boolean): Step {
  const { steps, decisions, request } = course
  refuseEnded(course)
  refuseStopped(request)
  const mine = steps.filter((step) => fits(step) && step.doer === actor.org)
  const step =
    mine.find(({ is, seat }) => is === 'current' && seat === actor.seat) ??
    mine.find(({ is }) => is === 'current') ??
    mine.findLast(({ is }) => is === 'done' || is === 'refused' || is === 'skipped') ??
    (steps.some((one) => fits(one) && one.is === 'current') ? undefined : mine[0])
  if (!step) {
    const other = steps.find((one) => fits(one) && one.is === 'current') ?? steps.find(fits)
    const whose = other ? `'${other.title}' is for another organisation` : 'There is no such step in this request'
    throw new RequestError('forbidden', 'wrong_organisation', whose)
  }
  if (step.is !== 'current') throw notCurrent(step, decisions)
  const permission = actOf(step.does).permission[actor.seat]
  if (step.seat !== actor.seat || !permission) {
    throw new RequestError('forbidden', 'wrong_seat', `'${step.title}' is for the seat ${step.seat}, not ${actor.seat}`)
  }
  permit(actor, permission)
  if (actOf(step.does).phase === 'deciding' && request.author?.person === actor.person) {
    throw new RequestError('forbidden', 'approver_is_author', 'Authors cannot approve their own request')
  }
  return step
}

/** The names under which it is written down that somebody ended a request, checked who sent it, or asked after it. */
export const besideSteps = {
  withdrawal: 'withdrawal',
  completion: 'completion',
  checks: 'sender-checks',
  reminder: 'reminder',
} as const

/** Throws `ended`, saying by whom. */
export function refuseEnded({
  request: { endedAt, status },
  decisions,
  beside = [],
}: Pick<Course, 'request' | 'decisions' | 'beside'>): void {
  if (endedAt === undefined) return
  const end =
    decisions.findLast(({ step }) => step === besideSteps.withdrawal || step === besideSteps.completion) ??
    beside.findLast(({ kind }) => kind === 'misaddressed')
  const who = end ? ` by ${end.name}` : ''
  throw new RequestError('conflict', 'ended', `This request is over: it was ${status}${who} on ${endedAt}`)
}

/** Throws `stopped` while somebody's order keeps everybody from going on with it. */
export function refuseStopped({ stopped }: Pick<Request, 'stopped'>): void {
  if (stopped !== undefined) throw new RequestError('conflict', 'stopped', `Nobody goes on with this: ${stopped}`)
}

export function notCurrent(step: Step, decisions: readonly Decision[]): RequestError {
  const before = decisions.findLast((decision) => decision.step === step.id && !decision.void)
  if (step.is === 'done' || step.is === 'refused' || step.is === 'skipped') {
    const who = before ? `by ${before.name} on ${before.at}` : 'already'
    const how = step.is === 'skipped' ? 'left out' : step.is
    return new RequestError('conflict', 'already_decided', `'${step.title}' was ${how} ${who}`)
  }
  const last = decisions.findLast((decision) => decision.step === step.id)
  if (last?.outcome === 'returned')
    return new RequestError(
      'conflict',
      'already_decided',
      `'${step.title}' was given back by ${last.name} on ${last.at}`,
    )
  return new RequestError('conflict', 'not_current', `It is not yet the turn of '${step.title}'`)
}

/** Carries a step out: the decision, the state, the event and the clocks, all in this transaction. */
export async function carryOut(
  tx: Tx,
  request: Request,
  step: Step,
  by: Doer,
  deed: Deed,
  setting: Setting,
): Promise<Decision> {
  const at = setting.now()
  const kind = actOf(step.does).events[deed.outcome] ?? always[deed.outcome]
  if (!kind) throw new RequestError('invalid', 'not_current', `'${step.title}' cannot end as '${deed.outcome}'`)
  const isOwnAnswer = deed.outcome === 'done' && request.direction === 'incoming' && by.org === request.org
  if (isOwnAnswer) refuseUnready(await findDealings(tx, request.id))
  const decision = await decide(tx, request, step.id, by, deed, at)
  const next = deed.unfinished ? undefined : move[deed.outcome]
  if (next) await moveStep(tx, request, step, next, instantText(at))
  await note(tx, request, kind, by, { step: step.id, ...told(decision) }, at)
  // What is half done ends no period: the rest is still due.
  if (next && (deed.outcome === 'done' || deed.outcome === 'refused')) {
    await raise(tx, request, { names: step.moments, at }, setting)
  }
  return decision
}

/** Writes down what somebody decided, without touching the step. */
export async function decide(
  tx: Tx,
  request: Request,
  step: string,
  by: Doer,
  deed: Deed,
  at: Temporal.Instant,
): Promise<Decision> {
  const decision: Decision = {
    id: newId('decision', at.epochMilliseconds),
    step,
    outcome: deed.outcome,
    org: by.org,
    person: by.person,
    name: by.name,
    at: instantText(at),
    reason: deed.reason,
    rules: deed.rules ?? [],
    details: deed.details ?? {},
    digest: request.digest,
    void: false,
  }
  await insertDecision(tx, request, decision)
  return decision
}

const told = ({ outcome, name, reason, rules, details, digest }: Decision) => ({
  outcome,
  name,
  ...(reason && { reason }),
  ...(rules.length > 0 && { rules: [...rules] }),
  ...(Object.keys(details).length > 0 && { details: details as Record<string, Json> }),
  ...(digest && { digest }),
})

/** Throws `not_current` where the table of moves has no such move. */
export async function moveStep(tx: Tx, request: Request, step: Step, how: Move, at: InstantText): Promise<void> {
  const state = after(step.is, how)
  if (!state) throw new RequestError('conflict', 'not_current', `'${step.title}' is ${step.is}: it cannot ${how}`)
  await setStep(tx, request.id, step.id, state, at)
}

/**
 * The request as it was before anything was decided: every step begins again and is put before its doer anew; what ran
 * runs no longer. What was decided stays readable, void.
 */
export async function beginAgain(tx: Tx, request: Request, at: InstantText): Promise<void> {
  const steps = await findSteps(tx, request.id)
  for (const step of steps) if (step.is !== 'pending') await moveStep(tx, request, step, 'reopen', at)
  await setVia(
    tx,
    request.id,
    steps.map(({ id }) => id),
    undefined,
  )
  await voidDecisions(tx, request.id)
  await stopAll(tx, request, returned, at)
}

/** An event in the organisation's log about its request. */
export async function note(
  tx: Tx,
  request: Request,
  kind: string,
  by: Doer,
  body: { [key: string]: Json },
  at: Temporal.Instant,
) {
  const author = by.person ?? by.org
  await record(
    tx,
    { org: request.org, by: author, kind, about: request.id, body: { request: request.origin, ...body } },
    at,
  )
}

export async function tell<T extends MessageType>(
  tx: Tx,
  request: Request,
  to: string,
  type: T,
  body: MessageBody<T>,
  at: Temporal.Instant,
) {
  const id = newId('dispatch', at.epochMilliseconds)
  await insertDispatch(tx, { id, org: request.org, to, request: request.id, type, body, queuedAt: instantText(at) })
}

/** Lets every step begin whose turn has come, and answers with those that did. */
export async function advance(tx: Tx, request: Request, { now }: Setting): Promise<Step[]> {
  const at = instantText(now())
  const begun: Step[] = []
  for (const step of reached(await findSteps(tx, request.id))) {
    await moveStep(tx, request, step, 'reach', at)
    begun.push({ ...step, is: 'current', since: at })
  }
  return begun
}

/** Brings the request's status, and all that lists say of it, in line with its steps and clocks; the last act of every change. */
export async function settle(tx: Tx, org: string, id: string, setting: Setting): Promise<Request> {
  const loaded = await loadCourse(tx, org, id)
  const lacks = await emergencyLacks(tx, loaded.request, setting.law)
  const sender = await senderOwed(tx, loaded, setting)
  const course = { ...loaded, claims: await unansweredClaims(tx, id), lacks, sender }
  const { expected } = await forecastFor(tx, course, setting)
  const standing = standingOf(course, setting.now(), expected)
  await writeStanding(tx, course.request, standing)
  return { ...course.request, status: standing.status }
}

/** How far the verification of its sender is, where something is to be handed over here and it is owed and not done. */
async function senderOwed(tx: Tx, course: Course, setting: Setting): Promise<SenderNeeds | undefined> {
  const { request, steps } = course
  const hands = steps.some(({ is, doer, does }) => is === 'current' && doer === request.org && does === 'produce')
  if (request.direction !== 'incoming' || request.endedAt !== undefined || !hands) return undefined
  const needs = await senderNeeds(tx, course, setting)
  return needs.isVerified || needs.refused ? undefined : needs
}

/** Ends a request before its steps are done: what is open is skipped, every clock stops, nobody acts on it any more. */
export async function end(
  tx: Tx,
  request: Request,
  status: 'withdrawn' | 'completed' | 'refused' | 'lapsed',
  by: string,
  setting: Setting,
): Promise<void> {
  const at = instantText(setting.now())
  for (const step of await findSteps(tx, request.id)) if (isOpen(step)) await moveStep(tx, request, step, 'skip', at)
  await stopAll(tx, request, by, at)
  await updateRequest(tx, request.id, { status, endedAt: at })
  await replan(tx, request.org, request.origin)
  await settle(tx, request.org, request.id, setting)
}

export const personOf = ({ person, org, name }: Actor): Doer => ({ org, person, name })

/** A reason is owed to whoever is told no. Throws `reason_missing`. */
export function reasonFrom(input: string | undefined, path = 'reason'): string {
  const reason = input?.trim() ?? ''
  if (reason === '') throw new RequestError('invalid', 'reason_missing', 'A reason must be given', { path })
  return reason
}
