import type { Actor } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import {
  advance,
  carryOut,
  decide,
  loadCourse,
  moveStep,
  note,
  personOf,
  reasonFrom,
  refuseEnded,
  settle,
  stepFor,
} from './course.ts'
import { RequestError } from './errors.ts'
import { phaseOf } from './lifecycle.ts'
import type { Request, Setting } from './request.ts'
import { askOwnSide } from './telling.ts'

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
  await carryOut(
    tx,
    course.request,
    step,
    personOf(actor),
    { outcome: 'done', reason: input.note?.trim() || undefined },
    setting,
  )
  await askOwnSide(tx, course.request, await advance(tx, course.request, setting), setting)
  return settle(tx, actor.org, course.request.id, setting)
}

/**
 * What an organisation that has no seat here did, as it told us on paper or by telephone. Only for steps of the answering
 * side that nobody here carries out: approvals are never written down for others.
 */
export async function noteProgress(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { step: string; outcome: 'done' | 'refused'; note: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  refuseEnded(request)
  const step = course.steps.find((one) => one.id === input.step)
  const isForeign = step?.doer === undefined && step?.state !== undefined && request.leftAt !== undefined
  if (!step || !isForeign || request.direction !== 'outgoing' || step.is !== 'current') {
    throw new RequestError(
      'forbidden',
      'not_current',
      'Only a step of the other side whose turn it is, and that nobody here carries out, can be noted',
    )
  }
  const at = setting.now()
  const said = reasonFrom(input.note, 'note')
  await decide(
    tx,
    request,
    step.id,
    personOf(actor),
    { outcome: input.outcome, reason: said, details: { noted: true } },
    at,
  )
  await moveStep(tx, request, step, input.outcome === 'done' ? 'do' : 'refuse', instantText(at))
  await note(
    tx,
    request,
    'request.progress-noted',
    personOf(actor),
    { name: actor.name, step: step.id, outcome: input.outcome, note: said },
    at,
  )
  await askOwnSide(tx, request, await advance(tx, request, setting), setting)
  return settle(tx, actor.org, request.id, setting)
}
