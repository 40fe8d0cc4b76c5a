import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { raise, stopAll } from '../clocks.ts'
import { advance, carryOut, decide, moveStep, note, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor } from '../grounds.ts'
import { isOpen } from '../lifecycle.ts'
import { askOwnSide } from '../telling.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, stepOf } from './known.ts'

/** The enforcing authority has cleared the order or raised a ground; told to whose order it is, and to the addressee. */
export async function assessed(tx: Tx, law: LawBase, arrival: Arrival<'assessment'>): Promise<void> {
  const course = await knownCourse(tx, arrival.org, arrival.body.request)
  if (course.request.direction === 'outgoing') await toKeeper(tx, law, arrival)
  else await toAddressee(tx, law, arrival)
  await settle(tx, arrival.org, course.request.id, { now: () => arrival.now })
}

async function toKeeper(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'assessment'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const step = stepOf(course, from, body.step)
  const setting = { law, now: () => now }
  const by = { org: from, name: nameOf(course, from) }
  const said = body.reason === undefined ? {} : { reason: body.reason }
  if (body.outcome === 'cleared') await carryOut(tx, course.request, step, by, { outcome: 'done', ...said }, setting)
  else
    await carryOut(
      tx,
      course.request,
      step,
      by,
      { outcome: 'refused', ...said, rules: [groundOf(law, course, body, step.seat)] },
      setting,
    )
  await askOwnSide(tx, course.request, await advance(tx, course.request, setting), setting)
}

/** Cleared: the hold is lifted. A ground: nothing may be handed over any more. */
async function toAddressee(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'assessment'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const { request, steps } = course
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
  const rules = [groundOf(law, course, body, sender.seat)]
  const at = instantText(now)
  await note(tx, request, 'request.ground-raised', by, { name: sender.name, rules }, now)
  for (const step of steps.filter(isOpen)) {
    await decide(tx, request, step.id, by, { outcome: 'refused', rules }, now)
    if (step.is === 'pending') await moveStep(tx, request, step, 'reach', at)
    await moveStep(tx, request, { ...step, is: 'current' }, 'refuse', at)
  }
  await stopAll(tx, request, 'notification.assessed', at)
}

function groundOf(
  law: LawBase,
  { request }: Awaited<ReturnType<typeof knownCourse>>,
  { ground }: Arrival<'assessment'>['body'],
  seat: Parameters<typeof groundFor>[3],
): string {
  if (!ground)
    throw new RequestError('invalid', 'no_such_ground', 'A ground that is raised must be named', { path: 'ground' })
  return groundFor(law, request, ground, seat).rule
}
