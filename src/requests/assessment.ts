import type { Actor } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { advance, carryOut, loadCourse, personOf, reasonFrom, settle, stepFor, tell } from './course.ts'
import { groundFor, refuseUnnamedGround } from './grounds.ts'
import type { Course } from './lifecycle.ts'
import type { MessageBody } from './messages.ts'
import { isOutside } from './passing-on.ts'
import type { Request, Setting } from './request.ts'
import { askOthers } from './telling.ts'

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
  return tellAll(tx, course, body, setting)
}

/**
 * Raises a ground of the law, with reasons: the addressee stops, the asking authority must withdraw. Where the law gives
 * this seat no ground to name, the reasons stand alone. Throws `no_such_ground`.
 */
export async function raiseGround(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { ground?: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, ({ does }) => does === 'assess')
  const ground = input.ground ? groundFor(setting.law, course.request, input.ground, actor.seat) : undefined
  if (!ground) refuseUnnamedGround(setting.law, course.request, actor.seat)
  const reason = reasonFrom(input.reason)
  const rules = ground ? [ground.rule] : []
  await carryOut(tx, course.request, step, personOf(actor), { outcome: 'refused', reason, rules }, setting)
  const body = {
    request: course.request.origin,
    step: step.id,
    outcome: 'ground' as const,
    ...(ground && { ground: ground.rule }),
    reason,
    at: instantText(setting.now()),
  }
  return tellAll(tx, course, body, setting)
}

/**
 * Whoever put it before us and the addressee learn it in the same moment, the addressee without the reasons. A holder
 * that is to get the order from us gets it now, or never.
 */
async function tellAll(
  tx: Tx,
  { request, steps }: Course,
  body: MessageBody<'assessment'>,
  setting: Setting,
): Promise<Request> {
  const at = setting.now()
  if (request.direction === 'incoming') await tell(tx, request, request.counterpart, 'assessment', body, at)
  const { reason: _, ...outcome } = body
  for (const { org, seat } of request.parties) {
    const isOurs = org === request.org || isOutside(org) || steps.some(({ doer }) => doer === org)
    if (seat === 'provider' && !isOurs) await tell(tx, request, org, 'assessment', outcome, at)
  }
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  return settle(tx, request.org, request.id, setting)
}
