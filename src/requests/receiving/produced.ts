import type { Json } from '../../base/canonical-json.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { expectEvidence } from '../../vault/index.ts'
import { isOverdue } from '../clocks.ts'
import { type Deed, moveStep } from '../course.ts'
import { RequestError } from '../errors.ts'
import { hear } from '../hearing.ts'
import { type Course, holds, isOpen, phaseOf } from '../lifecycle.ts'
import type { Setting, Step } from '../request.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, stepOf } from './known.ts'

/** The holder has handed data over; the sealed files come beside the message. */
export async function produced(tx: Tx, law: LawBase, arrival: Arrival<'production'>): Promise<void> {
  const { items, complete, note } = arrival.body
  if (new Set(items.map(({ id }) => id)).size < items.length) {
    throw new RequestError('invalid', 'bad_message', 'Two items have the same id', { path: 'items' })
  }
  const { data, account } = arrival.body
  const details = {
    items: items as unknown as Json,
    complete,
    ...(note && { note }),
    ...(data && { data }),
    ...(account && { account: account as unknown as Json }),
  }
  const { org, from, body, now } = arrival
  await expectEvidence(tx, law, { org, from, origin: body.request }, items, now)
  await report(tx, law, arrival, { outcome: 'done', details, unfinished: !complete })
}

/** The holder keeps the data from change. */
export async function preserved(tx: Tx, law: LawBase, arrival: Arrival<'preservation'>): Promise<void> {
  await report(tx, law, arrival, { outcome: 'done', details: { items: arrival.body.items } })
}

async function report(
  tx: Tx,
  law: LawBase,
  { org, from, body, now }: Arrival<'production' | 'preservation'>,
  deed: Deed,
): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const step = stepOf(course, from, body.step)
  const setting = { law, now: () => now }
  const open = step.is === 'pending' ? await beginUnanswered(tx, course, step, setting) : step
  await leaveOutLapsed(tx, course, setting)
  await hear(tx, course, open, { org: from, name: nameOf(course, from) }, deed, setting)
}

/** An assessment whose time is over is no longer waited for. */
async function leaveOutLapsed(tx: Tx, { request, steps, clocks }: Course, { now }: Setting): Promise<void> {
  for (const step of steps.filter(({ does, is }) => does === 'assess' && is === 'current')) {
    const theirs = clocks.filter((clock) => clock.step === step.id)
    if (theirs.length > 0 && theirs.every((clock) => isOverdue(clock, now()))) {
      await moveStep(tx, request, step, 'skip', instantText(now()))
    }
  }
}

/**
 * The step was still to wait for another authority, whose silence lets it proceed once the hold is over: then what it
 * waited for is left out. Throws `held` before that.
 */
async function beginUnanswered(tx: Tx, course: Course, step: Step, { now }: Setting): Promise<Step> {
  const [hold] = holds(course, now())
  if (hold)
    throw new RequestError(
      'conflict',
      'held',
      `Nothing may be handed over before ${hold.due ?? 'the order is cleared'} (${hold.cite})`,
    )
  const at = instantText(now())
  for (const before of course.steps.filter(({ id }) => step.after.includes(id)).filter(isOpen)) {
    if (phaseOf(before) !== 'answering')
      throw new RequestError('conflict', 'not_current', `'${before.title}' comes before '${step.title}'`)
    await moveStep(tx, course.request, before, 'skip', at)
  }
  await moveStep(tx, course.request, step, 'reach', at)
  return { ...step, is: 'current' }
}
