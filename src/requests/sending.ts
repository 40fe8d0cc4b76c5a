import { type Actor, permit } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import {
  advance,
  carryOut,
  end,
  loadCourse,
  moveStep,
  note,
  personOf,
  reasonFrom,
  refuseEnded,
  settle,
  stepFor,
  tell,
} from './course.ts'
import { RequestError } from './errors.ts'
import { digestOf, filledForm, refuseIncomplete } from './filling.ts'
import { copyFor } from './forms/form.ts'
import { ancestors, approvalsMissing, type Course, isOver, phaseOf } from './lifecycle.ts'
import type { Request, Setting, Step } from './request.ts'
import { organisationsTold } from './store/dispatches.ts'
import { findRequest, updateRequest } from './store/requests.ts'
import { askOwnSide, sendOn } from './telling.ts'

/**
 * Sends the request: order and notification in one moment, or neither. Throws `approvals_missing` while one is missing or
 * was given to another draft, `boxes_missing` with the list, `party_missing`; then nothing is queued.
 */
export async function sendRequest(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  const course = await withDigest(tx, await loadCourse(tx, actor.org, id, 'lock'))
  const leaving = leavingTogether(course, actor)
  for (const step of leaving) refuseUnapproved(course, step)
  await refuseIncomplete(tx, course, setting)
  const request = { ...course.request, leftAt: course.request.leftAt ?? instantText(setting.now()) }
  const form = await filledForm(tx, { ...course, request }, setting)
  await updateRequest(tx, request.id, { leftAt: request.leftAt, ...(form && { copy: copyFor(form, actor.seat) }) })
  for (const step of leaving) {
    await sendOn(tx, { ...course, request }, step, setting)
    await carryOut(tx, request, step, personOf(actor), { outcome: 'done' }, setting)
  }
  await askOwnSide(tx, request, await advance(tx, request, setting), setting)
  return settle(tx, request.org, request.id, setting)
}

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
  refuseEnded(course.request)
  await note(tx, course.request, 'request.withdrawn', personOf(actor), { name: actor.name, reason }, setting.now())
  return withdrawAll(tx, course.request, reason, setting)
}

/** The withdrawal itself, without asking who does it: also what follows when validation afterwards is refused. */
export async function withdrawAll(tx: Tx, request: Request, reason: string, setting: Setting): Promise<Request> {
  const at = setting.now()
  for (const org of await organisationsTold(tx, request.id)) {
    await tell(tx, request, org, 'withdrawal', { request: request.origin, reason, at: instantText(at) }, at)
  }
  await end(tx, request, 'withdrawn', 'order.ended', setting)
  return findRequest(tx, request.org, request.id)
}

/** Ends a request that is answered: whoever answered is told that the data need no longer be kept. Throws `not_current`. */
export async function complete(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  permit(actor, 'request.withdraw')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseOthers(course)
  refuseEnded(course.request)
  const open = course.steps.find((step) => step.doer === actor.org && !isOver(step))
  if (open) throw new RequestError('conflict', 'not_current', `'${open.title}' is still to be done`)
  const unanswered = course.steps.find(
    (step) => phaseOf(step) === 'answering' && !isOver(step) && step.is !== 'refused',
  )
  if (unanswered) throw new RequestError('conflict', 'not_current', `'${unanswered.title}' has not been done yet`)
  const at = setting.now()
  await note(tx, course.request, 'request.completed', personOf(actor), { name: actor.name }, at)
  for (const org of await organisationsTold(tx, course.request.id)) {
    await tell(tx, course.request, org, 'closing', { request: course.request.origin, at: instantText(at) }, at)
  }
  await end(tx, course.request, 'completed', 'order.ended', setting)
  return findRequest(tx, actor.org, id)
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
  const at = setting.now()
  await note(
    tx,
    course.request,
    'request.step-skipped',
    personOf(actor),
    { name: actor.name, step: step.id, reason },
    at,
  )
  await moveStep(tx, course.request, step, 'skip', instantText(at))
  await advance(tx, course.request, setting)
  return settle(tx, actor.org, course.request.id, setting)
}

function refuseOthers({ request }: Course): void {
  if (request.direction === 'outgoing') return
  throw new RequestError('forbidden', 'wrong_organisation', 'Only the organisation whose request it is can end it')
}
