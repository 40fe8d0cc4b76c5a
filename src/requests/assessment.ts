import type { Actor } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { advance, carryOut, loadCourse, personOf, reasonFrom, settle, stepFor, tell } from './course.ts'
import { groundFor } from './grounds.ts'
import type { MessageBody } from './messages.ts'
import type { Request, Setting } from './request.ts'

/** The enforcing authority has no ground to refuse: the order may be obeyed at once. */
export async function clear(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { note?: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, ({ does }) => does === 'assess')
  const reason = input.note?.trim() || undefined
  await carryOut(tx, course.request, step, personOf(actor), { outcome: 'done', reason }, setting)
  const body = {
    request: course.request.origin,
    step: step.id,
    outcome: 'cleared' as const,
    ...(reason && { reason }),
    at: instantText(setting.now()),
  }
  return tellAll(tx, course.request, body, setting)
}

/** Raises a ground of the law, with reasons: the addressee stops, the asking authority must withdraw. Throws `no_such_ground`. */
export async function raiseGround(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { ground: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, ({ does }) => does === 'assess')
  const { rule } = groundFor(setting.law, course.request, input.ground, actor.seat)
  const reason = reasonFrom(input.reason)
  await carryOut(tx, course.request, step, personOf(actor), { outcome: 'refused', reason, rules: [rule] }, setting)
  const body = {
    request: course.request.origin,
    step: step.id,
    outcome: 'ground' as const,
    ground: rule,
    reason,
    at: instantText(setting.now()),
  }
  return tellAll(tx, course.request, body, setting)
}

/** The asking authority and the addressee learn it in the same moment, the addressee without the reasons. */
async function tellAll(tx: Tx, request: Request, body: MessageBody<'assessment'>, setting: Setting): Promise<Request> {
  const at = setting.now()
  await tell(tx, request, request.counterpart, 'assessment', body, at)
  const { reason: _, ...outcome } = body
  for (const { org, seat } of request.parties) {
    if (seat === 'provider' && org !== request.org) await tell(tx, request, org, 'assessment', outcome, at)
  }
  await advance(tx, request, setting)
  return settle(tx, request.org, request.id, setting)
}
