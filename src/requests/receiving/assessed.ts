import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { raise, stopAll } from '../clocks.ts'
import { decide, moveStep, note, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor, refuseUnnamedGround } from '../grounds.ts'
import { hear } from '../hearing.ts'
import { type Course, isOpen } from '../lifecycle.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, stepOf } from './known.ts'

/** The enforcing authority has cleared the order or raised a ground; told to whose order it is, and to the addressee. */
export async function assessed(tx: Tx, law: LawBase, arrival: Arrival<'assessment'>): Promise<void> {
  const course = await knownCourse(tx, arrival.org, arrival.body.request)
  if (course.steps.some(({ id, via }) => id === arrival.body.step && via === arrival.from))
    return toAsker(tx, law, arrival, course)
  await toAddressee(tx, law, arrival, course)
  await settle(tx, arrival.org, course.request.id, { law, now: () => arrival.now })
}

async function toAsker(
  tx: Tx,
  law: LawBase,
  { from, body, now }: Arrival<'assessment'>,
  course: Course,
): Promise<void> {
  const step = stepOf(course, from, body.step)
  const said = body.reason === undefined ? {} : { reason: body.reason }
  const deed =
    body.outcome === 'cleared'
      ? { outcome: 'done' as const, ...said }
      : { outcome: 'refused' as const, ...said, rules: groundsOf(law, course, body, step.seat) }
  await hear(tx, course, step, { org: from, name: nameOf(course, from) }, deed, { law, now: () => now })
}

/** Cleared: the hold is lifted. A ground: nothing may be handed over any more. */
async function toAddressee(
  tx: Tx,
  law: LawBase,
  { from, body, now }: Arrival<'assessment'>,
  course: Course,
): Promise<void> {
  const { request, steps } = course
  if (request.direction === 'outgoing') stepOf(course, from, body.step)
  const sender = request.parties.find((party) => party.org === from)
  if (sender?.seat !== 'central' || sender.state !== request.to) {
    throw new RequestError(
      'forbidden',
      'wrong_organisation',
      'Only the enforcing authority named in the order can clear or refuse it',
    )
  }
  const by = { org: from, name: sender.name }
  if (body.outcome === 'cleared') {
    await note(tx, request, 'request.cleared', by, { name: sender.name }, now)
    await raise(tx, request, { names: ['notification.assessed'], at: now }, { law, now: () => now })
    return
  }
  const rules = groundsOf(law, course, body, sender.seat)
  const at = instantText(now)
  await note(tx, request, 'request.ground-raised', by, { name: sender.name, rules }, now)
  for (const step of steps.filter(isOpen)) {
    await decide(tx, request, step.id, by, { outcome: 'refused', rules }, now)
    if (step.is === 'pending') await moveStep(tx, request, step, 'reach', at)
    await moveStep(tx, request, { ...step, is: 'current' }, 'refuse', at)
  }
  await stopAll(tx, request, 'notification.assessed', at)
}

/** Throws `no_such_ground` where the law gives that seat grounds and none of them is named. */
function groundsOf(
  law: LawBase,
  { request }: Course,
  { ground }: Arrival<'assessment'>['body'],
  seat: Parameters<typeof groundFor>[3],
): string[] {
  if (ground) return [groundFor(law, request, ground, seat).rule]
  refuseUnnamedGround(law, request, seat)
  return []
}
