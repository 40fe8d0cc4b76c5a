import { type Actor, type Act as Permission, permit } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { raise } from './clocks.ts'
import {
  advance,
  carryOut,
  decide,
  loadCourse,
  moveStep,
  notCurrent,
  note,
  personOf,
  reasonFrom,
  refuseEnded,
  settle,
  stepFor,
} from './course.ts'
import { RequestError } from './errors.ts'
import { ancestors, type Course, isOver, type Move, phaseOf } from './lifecycle.ts'
import { askedOf } from './passing-on.ts'
import { tellProgress } from './reporting.ts'
import type { Request, Setting, Step } from './request.ts'
import { askOthers } from './telling.ts'

/** A step after the answer: the evidence is taken in, the person concerned is told. */
export async function closeStep(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { step?: string; note?: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(
    course,
    actor,
    (one) => phaseOf(one) === 'closing' && (input.step === undefined || one.id === input.step),
  )
  const reason = input.note?.trim() || undefined
  const { request } = course
  await carryOut(tx, request, step, personOf(actor), { outcome: 'done', reason }, setting)
  if (request.direction === 'incoming')
    await tellProgress(tx, request, step, 'done', { name: actor.name, reason }, setting)
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  return settle(tx, actor.org, request.id, setting)
}

/** What was told: it was done, refused, left out, or there is news of it while it goes on. */
export interface Progress {
  readonly step: string
  readonly outcome: 'done' | 'refused' | 'skipped' | 'noted'
  readonly note: string
}

/**
 * What somebody on no system did, as it told us on paper or by telephone. Only for steps of the answering side that
 * nobody on a system carries out: approvals are never written down for others. Throws `already_decided`, `not_current`.
 */
export async function noteProgress(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Progress,
  setting: Setting,
): Promise<Request> {
  mayNote(actor)
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  refuseEnded(course)
  const step = course.steps.find((one) => one.id === input.step)
  if (!step || !isElsewhere(course, step)) {
    throw new RequestError(
      'forbidden',
      'not_current',
      'Only a step of the other side that nobody on a system carries out can be noted',
    )
  }
  if (step.is !== 'current') throw notCurrent(step, course.decisions)
  const at = setting.now()
  const { outcome } = input
  const said = reasonFrom(input.note, 'note')
  const by = personOf(actor)
  await decide(tx, request, step.id, by, { outcome, reason: said, details: { noted: true } }, at)
  await note(tx, request, 'request.progress-noted', by, { name: actor.name, step: step.id, outcome, note: said }, at)
  if (outcome === 'noted') return settle(tx, actor.org, request.id, setting)
  await moveStep(
    tx,
    request,
    step,
    { done: 'do', refused: 'refuse', skipped: 'skip' }[outcome] as Move,
    instantText(at),
  )
  if (outcome !== 'skipped') await raise(tx, request, { names: step.moments, at }, setting)
  if (request.direction === 'incoming')
    await tellProgress(tx, request, step, outcome, { name: actor.name, reason: said }, setting)
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  return settle(tx, actor.org, request.id, setting)
}

/** Throws `not_permitted` for who may not write down what happened elsewhere. */
export const mayNote = (actor: Actor): void => permit(actor, noting[actor.seat] ?? 'request.send')

/** Whose word it is that something was done elsewhere. */
const noting: Partial<Record<Actor['seat'], Permission>> = {
  authority: 'request.send',
  central: 'request.execute',
  court: 'request.validate',
  provider: 'order.check',
}

/** After a departure, and done by nobody that a message from here would reach. */
export function isElsewhere({ request, steps }: Pick<Course, 'request' | 'steps'>, step: Step): boolean {
  if (step.doer === request.org || askedOf(steps, request.org, step) !== undefined) return false
  if (request.direction === 'incoming') return true
  const isOwnApproval = step.does === 'validate' && step.state === request.facts.asking?.state
  return !isOwnApproval && [...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing' && isOver(one))
}
