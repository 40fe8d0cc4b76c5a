import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { raise, startClock } from '../clocks.ts'
import { carryOut, decide, end, note, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor, refuseUnnamedGround } from '../grounds.ts'
import { type Course, openObjection } from '../lifecycle.ts'
import { open } from '../review/effects.ts'
import type { ObjectionEntry } from '../review/entries.ts'
import { objecting, procedureFor } from '../review/procedure.ts'
import type { Review, ReviewId } from '../review/review.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

const noticed = 'notice.received'

/** The holder says why it does not obey; the law's time to answer runs. An enforcing authority is only told. */
export async function objected(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'objection'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const { request } = course
  const by = { org: from, name: nameOf(course, from) }
  const setting = { law, now: () => now }
  const step = course.steps.find(({ id, via }) => id === body.step && via === from)
  const dispute = disputeIn(law, course, from, body, now)
  if (dispute) await open(tx, dispute.review, by, dispute.objection)
  if (!step) {
    if (!request.parties.some((party) => party.org === from && party.seat === 'provider')) {
      throw new RequestError('forbidden', 'wrong_organisation', 'Only the addressee can object to the order')
    }
    await note(
      tx,
      request,
      'request.objection-told',
      by,
      { name: by.name, rules: body.ground ? [body.ground] : [], reason: body.reason },
      now,
    )
    return
  }
  const ground = body.ground === undefined ? undefined : groundFor(law, request, body.ground, step.seat)
  if (!ground) refuseUnnamedGround(law, request, step.seat)
  const details = { preserved: body.preserved, ...(body.form && { form: JSON.parse(JSON.stringify(body.form)) }) }
  await carryOut(
    tx,
    request,
    step,
    by,
    { outcome: 'objected', reason: body.reason, rules: ground ? [ground.rule] : [], details },
    setting,
  )
  for (const clock of ground?.clocks ?? []) {
    if (law.rule('clock', clock).starts === noticed) await startClock(tx, request, clock, now, setting)
  }
  await raise(tx, request, { names: [noticed, ...objecting], at: now }, setting)
  await settle(tx, org, request.id, setting)
}

/** The dispute that begins with the objection, as it is known here. */
function disputeIn(
  law: LawBase,
  course: Course,
  from: string,
  { review, ground, reason, preserved, form, step }: Arrival<'objection'>['body'],
  now: Temporal.Instant,
) {
  const { request } = course
  if (!review || !ground || !procedureFor(law, request, ground)) return undefined
  const known = request.items.map(({ id }) => id)
  const opened: Review = {
    id: review.id as ReviewId,
    org: request.org,
    request: request.id,
    ground,
    step,
    state: 'objected',
    holder: { org: from, name: nameOf(course, from) },
    court: undefined,
    items: review.items.filter((item) => known.includes(item)),
    openedAt: instantText(now),
    decidedAt: undefined,
  }
  const { late } = review
  const objection = { reason, preserved, ...(late && { late }), ...(form && { form }) } as ObjectionEntry
  return { review: opened, objection }
}

/** The asking authority has answered the objection. */
export async function replied(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'reply'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  refuseStranger(course, from)
  const standing = openObjection(course)
  if (!standing) throw new RequestError('conflict', 'not_current', 'There is no objection to answer')
  const by = { org: from, name: nameOf(course, from) }
  const setting = { law, now: () => now }
  await decide(
    tx,
    course.request,
    standing.step,
    by,
    { outcome: 'answered', reason: body.text, details: { answer: body.outcome } },
    now,
  )
  await note(
    tx,
    course.request,
    'request.objection-answered',
    by,
    { name: by.name, outcome: body.outcome, text: body.text },
    now,
  )
  if (body.outcome === 'released') await end(tx, course.request, 'withdrawn', 'order.ended', setting)
  else await settle(tx, org, course.request.id, setting)
}
