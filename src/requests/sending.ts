import { type Actor, permit } from '../accounts/index.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import {
  advance,
  besideSteps,
  carryOut,
  type Deed,
  type Doer,
  decide,
  end,
  loadCourse,
  note,
  personOf,
  reasonFrom,
  refuseEnded,
  settle,
  stepFor,
  tell,
} from './course.ts'
import { mark } from './emergency/afterwards.ts'
import { refuseUnfounded } from './emergency/grounding.ts'
import { RequestError } from './errors.ts'
import { digestOf, filledForm, refuseIncomplete } from './filling.ts'
import { copyFor } from './forms/form.ts'
import { ancestors, approvalsMissing, type Course, isOpen, isOver, phaseOf } from './lifecycle.ts'
import { tellLinks } from './linking/linking.ts'
import { lineFrom } from './matters.ts'
import { askedOf, handedOnBy } from './passing-on.ts'
import { tellDecision, tellProgress } from './reporting.ts'
import type { Request, Setting, Step } from './request.ts'
import { refuseProlongingAlone } from './running/measure.ts'
import { organisationsTold } from './store/dispatches.ts'
import { findRequest, updateRequest } from './store/requests.ts'
import { askOthers, supplement } from './telling.ts'

/** How a request was carried to somebody who is on no system. */
export interface Carried {
  readonly means: (typeof carriers)[number]
  /** To whom, where, and under which number it was posted or lodged. */
  readonly to: string
  readonly reference?: string
  /** The day or moment it was handed in there; now, where it is not said. */
  readonly at?: string
}

/** By what a request goes whom no system reaches. */
export const carriers = [
  'post',
  'courier',
  'diplomatic-bag',
  'provider-portal',
  'e-mail',
  'fax',
  'by-hand',
  'police-channel',
] as const

/**
 * Sends the request: order and notification in one moment, or neither. Throws `approvals_missing` while one is missing or
 * was given to another draft, `boxes_missing` with the list, `party_missing`; then nothing is queued. Whom no system
 * reaches is reached otherwise: `carried` says how.
 */
export async function sendRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  setting: Setting,
  carried?: Carried,
): Promise<Request> {
  const course = await withDigest(tx, await loadCourse(tx, actor.org, id, 'lock'))
  const leaving = leavingTogether(course, actor)
  for (const step of leaving) refuseProlongingAlone(course.request, step, actor, setting.law)
  const details = carried && { carried: carriedFrom(carried, setting) }
  return letGo(tx, course, leaving, personOf(actor), { outcome: 'done', ...(details && { details }) }, setting)
}

/** What leaves in one moment, with all that makes it lawful checked first. */
export async function letGo(
  tx: Tx,
  course: Course,
  leaving: readonly Step[],
  by: Doer,
  deed: Deed,
  setting: Setting,
): Promise<Request> {
  for (const step of leaving) refuseUnapproved(course, step)
  for (const step of leaving) refuseUnreached(course, step, deed.details?.carried !== undefined)
  const isFirst = course.request.leftAt === undefined
  if (isFirst) await refuseUnfounded(tx, course.request, setting)
  const request = await leave(tx, course, setting, 'complete')
  const supplied: Step[] = []
  for (const step of leaving) {
    const decision = await carryOut(tx, request, step, by, deed, setting)
    if (request.direction === 'incoming') await tellDecision(tx, request, decision, setting)
    if (!course.steps.some((one) => handedOnBy(course.steps, one)?.id === step.id)) supplied.push(step)
  }
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  if (isFirst) await tellLinks(tx, request, setting)
  for (const step of supplied) await supplement(tx, { ...course, request }, step, deed.reason ?? '', setting)
  return settle(tx, request.org, request.id, setting)
}

/** Our request has left our hands: from now on it is what was sent. */
export async function leave(tx: Tx, course: Course, setting: Setting, how?: 'complete'): Promise<Request> {
  const request = { ...course.request, leftAt: course.request.leftAt ?? instantText(setting.now()) }
  const isOurs = request.direction === 'outgoing' && course.request.leftAt === undefined
  if (isOurs && how) await refuseIncomplete(tx, course, setting, isValidatedLater(course) ? 'draft' : undefined)
  const form = isOurs ? await filledForm(tx, { ...course, request }, setting) : undefined
  const change = { leftAt: request.leftAt, ...(form && { copy: copyFor(form, 'authority') }) }
  await updateRequest(tx, request.id, change)
  if (isOurs) await mark(tx, request, setting)
  return { ...request, ...change }
}

/** The law lets it go before it is validated: the boxes that say by whom stay empty until then. */
const isValidatedLater = ({ steps }: Course): boolean =>
  steps.some(
    (step) =>
      step.does === 'validate' &&
      isOpen(step) &&
      [...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing'),
  )

/** Whom a departure would reach by no system, where there is anybody it is for. */
function unreachedBy({ steps, request }: Pick<Course, 'steps' | 'request'>, departing: Step) {
  const next = steps.filter((step) => step.doer !== request.org && step.after.includes(departing.id))
  const told = [...ancestors(steps, departing)].some(({ via }) => via !== undefined)
  const missing = next.find((step) => askedOf(steps, request.org, step) === undefined)
  return { missing, isReached: next.length > 0 ? !missing : told }
}

/** Whether a system carries it to whoever it is for; otherwise it is said how it was carried. */
export const isReached = (course: Pick<Course, 'steps' | 'request'>, departing: Step): boolean =>
  unreachedBy(course, departing).isReached

/** Throws `party_missing` where somebody is to act next whom nobody has named, and nothing was carried to them. */
function refuseUnreached(course: Course, departing: Step, isCarried: boolean): void {
  const { missing, isReached: reached } = unreachedBy(course, departing)
  if (isCarried || reached) return
  const whom = missing ? `'${missing.title}' (${missing.authority ?? missing.seat} in ${missing.state})` : 'anybody'
  const message = `No system carries '${departing.title}' to whoever is to do ${whom}: name the organisation, or say how it was carried`
  throw new RequestError('invalid', 'party_missing', message, { path: missing ? `parties.${missing.seat}` : 'parties' })
}

function carriedFrom({ means: how, to, reference, at }: Carried, { now }: Setting) {
  if (!carriers.includes(how))
    throw new RequestError('invalid', 'bad_text', 'Say how it was carried', { path: 'means' })
  const when = pastFrom(at, now)
  return {
    means: how,
    to: lineFrom(to, 'to'),
    ...(reference?.trim() && { reference: lineFrom(reference, 'reference') }),
    at: instantText(when),
  }
}

/** When something happened, as somebody says; now, where nobody does. Throws `bad_text` for what is still to come. */
export function pastFrom(at: string | undefined, now: Setting['now']): Temporal.Instant {
  const when = at?.trim() ? instantFrom(at.trim()) : now()
  if (Temporal.Instant.compare(when, now()) <= 0) return when
  throw new RequestError('invalid', 'bad_text', 'It cannot have happened later than now', { path: 'at' })
}

/** A moment, or a day as its first moment in universal time. */
const instantFrom = (text: string) => parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text, 'at')

/** A route without a draft to hand in is fixed when it leaves. */
async function withDigest(tx: Tx, course: Course): Promise<Course> {
  if (course.request.digest !== undefined || course.steps.some((step) => phaseOf(step) === 'drafting' && !isOver(step)))
    return course
  const digest = digestOf(course.request)
  await updateRequest(tx, course.request.id, { digest })
  return { ...course, request: { ...course.request, digest } }
}

/** The actor's departing steps that belong to one moment: none goes without the others. */
function leavingTogether(course: Course, actor: Actor): Step[] {
  const { steps, request } = course
  const departing = (step: Step) => phaseOf(step) === 'departing'
  const blocked = steps.find((step) => departing(step) && step.doer === actor.org && step.is === 'pending')
  if (blocked && !steps.some((step) => departing(step) && step.is === 'current')) refuseUnapproved(course, blocked)
  const first = stepFor(course, actor, departing)
  if (request.leftAt !== undefined) return [first]
  const wave = steps.filter(
    (step) =>
      departing(step) && step.doer === actor.org && !isOver(step) && ![...ancestors(steps, step)].some(departing),
  )
  const waiting = wave.find(({ is }) => is !== 'current')
  if (waiting) {
    refuseUnapproved(course, waiting)
    throw new RequestError('conflict', 'not_current', `It cannot leave yet: '${waiting.title}' still waits`)
  }
  return wave
}

/** Throws `approvals_missing` unless every approval before this departure is given, and to exactly this draft. */
export function refuseUnapproved({ request, steps, decisions }: Course, departing: Step): void {
  const [missing] = approvalsMissing(steps, departing)
  if (missing) {
    throw new RequestError(
      'conflict',
      'approvals_missing',
      `Nothing may leave before '${missing.title}' (${missing.cite})`,
    )
  }
  if (request.leftAt !== undefined || request.direction === 'incoming') return
  const deciding = new Set(steps.filter((step) => phaseOf(step) === 'deciding').map(({ id }) => id))
  const other = decisions.find(
    ({ step, outcome, digest, void: isVoid }) =>
      deciding.has(step) && outcome === 'done' && !isVoid && digest !== request.digest,
  )
  if (request.digest !== undefined && (other || digestOf(request) !== request.digest)) {
    throw new RequestError('conflict', 'approvals_missing', 'The request is not the one that was approved')
  }
}

/** Takes the request back, before or after it left; whoever has had it is told, and nobody acts on it any more. */
export async function withdraw(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { reason: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.withdraw')
  const reason = reasonFrom(input.reason)
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseOthers(course)
  refuseEnded(course)
  const by = personOf(actor)
  await decide(tx, course.request, besideSteps.withdrawal, by, { outcome: 'done', reason }, setting.now())
  await note(tx, course.request, 'request.withdrawn', by, { name: actor.name, reason }, setting.now())
  return withdrawAll(tx, course.request, reason, setting)
}

/** The withdrawal itself, without asking who does it: also what follows when validation afterwards is refused. */
export async function withdrawAll(
  tx: Tx,
  request: Request,
  reason: string,
  setting: Setting,
  erased?: number,
): Promise<Request> {
  const at = setting.now()
  for (const org of await organisationsTold(tx, request.id)) {
    const body = { request: request.origin, reason, ...(erased !== undefined && { erased }), at: instantText(at) }
    await tell(tx, request, org, 'withdrawal', body, at)
  }
  await end(tx, request, 'withdrawn', 'order.ended', setting)
  return findRequest(tx, request.org, request.id)
}

/**
 * Ends a request that is answered or was refused: whoever has had it is told that nothing need be kept for it any longer.
 * Throws `not_current` while something is still to be done.
 */
export async function complete(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  permit(actor, 'request.withdraw')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseOthers(course)
  refuseEnded(course)
  const isRefused = course.steps.some(({ is }) => is === 'refused')
  if (!isRefused) refuseUnfinished(course)
  const at = setting.now()
  await decide(tx, course.request, besideSteps.completion, personOf(actor), { outcome: 'done' }, at)
  await note(tx, course.request, 'request.completed', personOf(actor), { name: actor.name }, at)
  for (const org of await organisationsTold(tx, course.request.id)) {
    await tell(tx, course.request, org, 'closing', { request: course.request.origin, at: instantText(at) }, at)
  }
  await end(tx, course.request, isRefused ? 'refused' : 'completed', 'order.ended', setting)
  return findRequest(tx, actor.org, id)
}

function refuseUnfinished({ steps, request }: Course): void {
  const open = steps.find((step) => step.doer === request.org && !isOver(step))
  if (open) throw new RequestError('conflict', 'not_current', `'${open.title}' is still to be done`)
  const unanswered = steps.find(
    (step) => (phaseOf(step) === 'answering' || phaseOf(step) === 'deciding') && !isOver(step),
  )
  if (unanswered) throw new RequestError('conflict', 'not_current', `'${unanswered.title}' has not been done yet`)
}

/** Leaves out a step of one's own after the request has left, with the reason: an extension nobody needs. */
export async function skipStep(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { step: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const reason = reasonFrom(input.reason)
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, (one) => one.id === input.step)
  const phase = phaseOf(step)
  if (course.request.leftAt === undefined || (phase !== 'departing' && phase !== 'closing')) {
    throw new RequestError('forbidden', 'not_current', `'${step.title}' cannot be left out`)
  }
  const { request } = course
  await carryOut(tx, request, step, personOf(actor), { outcome: 'skipped', reason }, setting)
  if (request.direction === 'incoming')
    await tellProgress(tx, request, step, 'skipped', { name: actor.name, reason }, setting)
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  return settle(tx, actor.org, request.id, setting)
}

function refuseOthers({ request }: Course): void {
  if (request.direction === 'outgoing') return
  throw new RequestError('forbidden', 'wrong_organisation', 'Only the organisation whose request it is can end it')
}
