import { type Actor, findOrganisation, mustBeConfirmed } from '../accounts/index.ts'
import type { Tx } from '../db/index.ts'
import { actOf } from './acts/acts.ts'
import { returned, stopAll } from './clocks.ts'
import { advance, carryOut, type Deed, type Doer, loadCourse, personOf, reasonFrom, settle, stepFor } from './course.ts'
import { groundFor } from './grounds.ts'
import { hear } from './hearing.ts'
import { type Course, phaseOf } from './lifecycle.ts'
import { lineFrom } from './matters.ts'
import { tellDecision } from './reporting.ts'
import type { Request, Setting, Step } from './request.ts'
import { letGo } from './sending.ts'
import { updateRequest } from './store/requests.ts'
import { askOthers } from './telling.ts'

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
  /** A ground of the law for this seat. */
  readonly ground?: string
}

/** One more approval, of exactly what was handed in; nobody approves their own, and nobody twice. A validation throws `confirm_first`. */
export async function approve(tx: Tx, actor: Actor, id: string, input: Approval, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, waitingFor(input.step))
  const own = await findOrganisation(tx, actor.org)
  const { isSigned } = actOf(step.does)
  if (isSigned) mustBeConfirmed(actor)
  const post = input.post || isSigned ? lineFrom(input.post ?? '', 'post') : undefined
  const fileNumber = input.fileNumber || isSigned ? lineFrom(input.fileNumber ?? '', 'fileNumber') : undefined
  const details = {
    authority: own.name,
    ...(own.authority && { type: own.authority }),
    ...(post && { post }),
    ...(fileNumber && { fileNumber }),
  }
  const reason = input.reason?.trim() || undefined
  if (step.does === 'return') reasonFrom(reason)
  if (fileNumber && course.request.direction === 'incoming') await updateRequest(tx, id, { fileNumber })
  return decideOn(tx, course, step, personOf(actor), { outcome: 'done', reason, details }, setting)
}

/** A no, with its reason: the request cannot go out. */
export async function refuse(tx: Tx, actor: Actor, id: string, input: Refusal, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, waitingFor(input.step))
  const rules = input.ground ? [groundFor(setting.law, course.request, input.ground, actor.seat).rule] : []
  const deed = { outcome: 'refused' as const, reason: reasonFrom(input.reason), rules }
  return decideOn(tx, course, step, personOf(actor), deed, setting)
}

/** Back to the author, with what is to be changed; every approval given so far is void. */
export async function giveBack(tx: Tx, actor: Actor, id: string, input: Refusal, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, waitingFor(input.step))
  const rules = input.ground ? [groundFor(setting.law, course.request, input.ground, actor.seat).rule] : []
  const deed = { outcome: 'returned' as const, reason: reasonFrom(input.reason), rules }
  return decideOn(tx, course, step, personOf(actor), deed, setting)
}

/**
 * What can be approved: deciding steps, and those of a liaison organ or requested authority that answer with a decision;
 * only by its name a result that goes back in words alone, or what one sends oneself.
 */
const waitingFor = (id: string | undefined) => (step: Step) => {
  const isDecision = phaseOf(step) === 'deciding' || actOf(step.does).reportedBy === 'decision'
  return id === undefined
    ? isDecision && step.does !== 'send'
    : step.id === id && (isDecision || step.does === 'return')
}

async function decideOn(tx: Tx, course: Course, step: Step, by: Doer, deed: Deed, setting: Setting): Promise<Request> {
  const { request } = course
  if (deed.outcome === 'done' && phaseOf(step) === 'departing') return letGo(tx, course, [step], by, deed, setting)
  if (request.direction === 'outgoing') return hear(tx, course, step, by, deed, setting)
  const decision = await carryOut(tx, request, step, by, deed, setting)
  await tellDecision(tx, request, decision, setting)
  if (deed.outcome === 'returned') {
    // What was given back comes again when it is handed in anew, not before.
    await stopAll(tx, request, returned, decision.at)
  } else {
    await advance(tx, request, setting)
    await askOthers(tx, request, setting)
  }
  return settle(tx, request.org, request.id, setting)
}
