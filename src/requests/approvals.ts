import { type Actor, findOrganisation } from '../accounts/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { actOf } from './acts/acts.ts'
import {
  advance,
  carryOut,
  courseOf,
  type Deed,
  type Doer,
  loadCourse,
  personOf,
  reasonFrom,
  settle,
  stepFor,
  tell,
} from './course.ts'
import { reopen } from './drafting.ts'
import { RequestError } from './errors.ts'
import { type Course, phaseOf } from './lifecycle.ts'
import { lineFrom } from './matters.ts'
import type { Decision, Request, Setting, Step } from './request.ts'
import { refuseUnapproved, withdrawAll } from './sending.ts'
import { voidDecisions } from './store/decisions.ts'
import { updateRequest } from './store/requests.ts'
import { askOwnSide, sendOn } from './telling.ts'

export interface Approval {
  /** Which step, where several wait. */
  readonly step?: string
  /** The approving authority's own file number and the post of who signs: a validation needs both. */
  readonly fileNumber?: string
  readonly post?: string
  readonly reason?: string
}

export interface Refusal {
  readonly step?: string
  readonly reason: string
}

/** One more approval, of exactly what was handed in; nobody approves their own, and nobody twice. */
export async function approve(tx: Tx, actor: Actor, id: string, input: Approval, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, waitingFor(input.step))
  const own = await findOrganisation(tx, actor.org)
  const { isSigned } = actOf(step.does)
  const post = input.post || isSigned ? lineFrom(input.post ?? '', 'post') : undefined
  const fileNumber = input.fileNumber || isSigned ? lineFrom(input.fileNumber ?? '', 'fileNumber') : undefined
  const details = {
    authority: own.name,
    ...(own.authority && { type: own.authority }),
    ...(post && { post }),
    ...(fileNumber && { fileNumber }),
  }
  if (fileNumber && course.request.direction === 'incoming') await updateRequest(tx, id, { fileNumber })
  return decideOn(
    tx,
    course,
    step,
    personOf(actor),
    { outcome: 'done', reason: input.reason?.trim() || undefined, details },
    setting,
  )
}

/** A no, with its reason: the request cannot go out. */
export async function refuse(tx: Tx, actor: Actor, id: string, input: Refusal, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, waitingFor(input.step))
  return decideOn(tx, course, step, personOf(actor), { outcome: 'refused', reason: reasonFrom(input.reason) }, setting)
}

/** Back to the author, with what is to be changed; every approval given so far is void. */
export async function giveBack(tx: Tx, actor: Actor, id: string, input: Refusal, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, waitingFor(input.step))
  return decideOn(tx, course, step, personOf(actor), { outcome: 'returned', reason: reasonFrom(input.reason) }, setting)
}

/** What can be approved: deciding steps, and those of a liaison organ or requested authority that answer with a decision. */
const waitingFor = (id: string | undefined) => (step: Step) =>
  (id === undefined || step.id === id) && (phaseOf(step) === 'deciding' || actOf(step.does).reportedBy === 'decision')

async function decideOn(tx: Tx, course: Course, step: Step, by: Doer, deed: Deed, setting: Setting): Promise<Request> {
  const { request } = course
  if (request.direction === 'outgoing') return applyDecision(tx, course, step, by, deed, setting)
  const decision = await carryOut(tx, request, step, by, deed, setting)
  await tell(tx, request, request.counterpart, 'decision', decisionBody(request, decision), setting.now())
  // What was given back comes again when it is handed in anew, not before.
  if (deed.outcome !== 'returned') await advance(tx, request, setting)
  return settle(tx, request.org, request.id, setting)
}

function decisionBody(request: Request, { step, outcome, name, reason, rules, details, at }: Decision) {
  if (!request.digest) throw new RequestError('conflict', 'not_current', 'There is nothing to decide on')
  if (outcome === 'objected' || outcome === 'answered')
    throw new RequestError('invalid', 'not_current', `No decision: ${outcome}`)
  const said = details as { authority?: string; type?: string; post?: string; fileNumber?: string }
  const by = {
    name,
    authority: said.authority ?? name,
    ...(said.type && { type: said.type }),
    ...(said.post && { post: said.post }),
    ...(said.fileNumber && { fileNumber: said.fileNumber }),
  }
  return {
    request: request.origin,
    step,
    outcome,
    by,
    ...(reason && { reason }),
    rules: [...rules],
    digest: request.digest,
    at,
  }
}

/** What a decision, taken here or told by message, does to the request of the asking organisation. */
export async function applyDecision(
  tx: Tx,
  course: Course,
  step: Step,
  by: Doer,
  deed: Deed,
  setting: Setting,
): Promise<Request> {
  const { request } = course
  if (deed.outcome === 'done' && phaseOf(step) === 'departing') return sendByOrgan(tx, course, step, by, deed, setting)
  await carryOut(tx, request, step, by, deed, setting)
  if (deed.outcome === 'returned') {
    await voidDecisions(tx, request.id)
    await reopen(tx, await courseOf(tx, request), instantText(setting.now()))
    await advance(tx, { ...request, digest: undefined }, setting)
  } else if (deed.outcome === 'refused' && phaseOf(step) === 'deciding' && request.leftAt !== undefined) {
    return withdrawAll(tx, request, deed.reason ?? `'${step.title}' was refused`, setting)
  } else {
    await askOwnSide(tx, request, await advance(tx, request, setting), setting)
  }
  return settle(tx, request.org, request.id, setting)
}

/** A liaison organ of our side lets it go: from here the request is on its way. */
async function sendByOrgan(
  tx: Tx,
  course: Course,
  step: Step,
  by: Doer,
  deed: Deed,
  setting: Setting,
): Promise<Request> {
  refuseUnapproved(course, step)
  const request = { ...course.request, leftAt: course.request.leftAt ?? instantText(setting.now()) }
  await updateRequest(tx, request.id, { leftAt: request.leftAt })
  await carryOut(tx, request, step, by, { ...deed, details: deed.details as Record<string, Json> }, setting)
  await sendOn(tx, { ...course, request }, step, setting)
  await askOwnSide(tx, request, await advance(tx, request, setting), setting)
  return settle(tx, request.org, request.id, setting)
}
