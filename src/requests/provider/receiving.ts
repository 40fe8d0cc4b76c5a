import { parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { actOf } from '../acts/acts.ts'
import { raise } from '../clocks.ts'
import { type Doer, note, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor } from '../grounds.ts'
import { hear } from '../hearing.ts'
import type { Course } from '../lifecycle.ts'
import type { Arrival } from '../receiving/arrival.ts'
import { knownCourse, nameOf, refuseStranger, stepOf } from '../receiving/known.ts'
import type { Step } from '../request.ts'
import { findClaim, findClaims } from '../store/costs.ts'
import { accountFor } from './accounting.ts'
import type { CostClaim } from './claim.ts'
import { enterClaim, takeAnswer, takePayment } from './costs.ts'
import { enter } from './entering.ts'
import { type EntryBody, ofKind } from './entries.ts'
import { itemsFrom } from './items.ts'
import { enterMisaddressed } from './misaddressed.ts'
import { sumOf } from './money.ts'
import { plain } from './paper.ts'
import { enterPartial } from './partial.ts'
import { answered, noteAsked, runs } from './questions.ts'

/** Throws `wrong_organisation` unless something of this request was put before the sender. */
function refuseUnasked({ steps }: Course, from: string): void {
  if (steps.some(({ via }) => via === from)) return
  throw new RequestError('forbidden', 'wrong_organisation', 'Nothing of this was put before the sender')
}

const sender = (course: Course, from: string): Doer => ({ org: from, name: nameOf(course, from) })

/** Whoever was asked asks back; the law's time for the answer runs here from now. */
export async function asked(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'question'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  refuseUnasked(course, from)
  const { request, beside = [] } = course
  if (ofKind(beside, 'question').some((one) => one.body.id === body.id))
    throw new RequestError('conflict', 'already_received', 'This question has been received already')
  const seat = course.steps.find(({ via }) => via === from)?.seat ?? 'provider'
  if (body.ground) groundFor(law, request, body.ground, seat)
  const { id, text, ground, form } = body
  const items = itemsFrom(request, body.items)
  const question = { id, text, items, ...(ground && { ground }), ...(form && { form }) } as EntryBody<'question'>
  const setting = { law, now: () => now }
  await enter(tx, request, 'question', sender(course, from), question, now)
  await noteAsked(tx, request, sender(course, from), question, now)
  await runs(tx, request, question, now, setting)
  await settle(tx, org, request.id, setting)
}

/** The answer to a question of ours. */
export async function told(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'answer'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  refuseStranger(course, from)
  const { request, beside = [] } = course
  if (!ofKind(beside, 'question').some((one) => one.body.id === body.question && one.org === org))
    throw new RequestError('missing', 'no_such_question', 'There is no such question here')
  if (ofKind(beside, 'answer').some((one) => one.body.question === body.question))
    throw new RequestError('conflict', 'already_received', 'This question has been answered already')
  const setting = { law, now: () => now }
  const { question, text } = body
  await answered(tx, request, sender(course, from), { question, text }, setting)
  await settle(tx, org, request.id, setting)
}

/** Some of the data are not handed over; where nothing else is owed the step is done. */
export async function refusedInPart(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'partial'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const { request, steps } = course
  const by = sender(course, from)
  const setting = { law, now: () => now }
  const { items, preserved, form } = body
  itemsFrom(
    request,
    items.map(({ item }) => item),
  )
  const entry = { items, preserved, ...(form && { form }) } as EntryBody<'partial'>
  const isOurs = steps.some(({ id, via }) => id === body.step && via === from)
  if (!isOurs && !request.parties.some((party) => party.org === from && party.seat === 'provider'))
    throw new RequestError('forbidden', 'wrong_organisation', 'Only the addressee can say this')
  const step = isOurs ? stepOf(course, from, body.step) : undefined
  for (const { ground } of items) if (ground) groundFor(law, request, ground, step?.seat ?? 'provider')
  await enterPartial(tx, request, by, entry, now)
  await raise(tx, request, { names: ['notice.received'], at: now }, setting)
  if (step?.is === 'current' && body.complete) {
    const account = await accountFor(tx, await knownCourse(tx, org, body.request))
    const details = { data: [], complete: true, account: plain(account) as never }
    await hear(tx, await knownCourse(tx, org, body.request), step, by, { outcome: 'done', details }, setting)
  }
  await settle(tx, org, request.id, setting)
}

/** Whether the holder tells the user; it may say so after the request is over. */
export async function noticed(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'notice'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  refuseUnasked(course, from)
  const { decision, says, cite, until } = body
  await enter(
    tx,
    course.request,
    'notice',
    sender(course, from),
    { decision, says, cite, ...(until && { until }) },
    now,
  )
  await note(
    tx,
    course.request,
    'request.notice-told',
    sender(course, from),
    { name: nameOf(course, from), decision, cite, ...(until && { until }) },
    now,
  )
  await settle(tx, org, course.request.id, { law, now: () => now })
}

/** It was not meant for whoever got it: their step is refused, and the right one is named. */
export async function cameBack(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'misaddressed'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  refuseUnasked(course, from)
  const setting = { law, now: () => now }
  const by = sender(course, from)
  const { reason } = body
  const { org: right, name, state, as } = body.right
  const named = { ...(right && { org: right }), name, state, ...(as && { as }) }
  await enterMisaddressed(tx, course.request, by, { reason, right: named }, now)
  const theirs = course.steps.filter(({ via, is }) => via === from && is === 'current')
  const step = theirs.find(isRefusable) ?? theirs[0]
  if (step) await hear(tx, course, step, by, { outcome: 'refused', reason }, setting)
  await settle(tx, org, course.request.id, setting)
}

const isRefusable = ({ does }: Step) => actOf(does).events.refused === 'request.execution-refused'

/** What answering cost; it may be claimed after the request is over. Throws `bad_message` where the sums are wrong. */
export async function claimed(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'claim'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  refuseUnasked(course, from)
  const { request } = course
  const wrong = (path: string) =>
    new RequestError('invalid', 'bad_message', 'The amounts of the claim do not add up', { path })
  for (const [i, { quantity, each, amount }] of body.lines.entries())
    if (quantity * each !== amount) throw wrong(`lines.${i}.amount`)
  if (sumOf(body.lines.map(({ amount }) => amount)) !== body.claimed || body.claimed === 0) throw wrong('claimed')
  const known = await findClaims(tx, org, request.id)
  if (known.some(({ id }) => id === body.id))
    throw new RequestError('conflict', 'already_received', 'This claim has been received already')
  const { rule } = body
  const claim: CostClaim = {
    id: body.id,
    org,
    request: request.id,
    side: 'pays',
    counterpart: from,
    counterpartName: nameOf(course, from),
    currency: body.currency,
    digits: body.digits,
    rule: { cite: rule.cite, says: rule.says, ...(rule.provision && { provision: rule.provision }) },
    lines: body.lines,
    claimed: body.claimed,
    accepted: 0,
    disputed: 0,
    paid: 0,
    note: body.note,
    reason: undefined,
    payments: [],
    claimedAt: body.at as CostClaim['claimedAt'],
    claimedBy: nameOf(course, from),
    answeredAt: undefined,
  }
  await enterClaim(tx, request, sender(course, from), claim, now)
  await settle(tx, org, request.id, { law, now: () => now })
}

/** What is paid of a claim of ours. */
export async function claimAnswered(
  tx: Tx,
  _law: LawBase,
  { org, from, body }: Arrival<'claim-answer'>,
): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  const claim = await ourClaim(tx, course, from, body.claim)
  const { accepted, reason } = body
  await takeAnswer(tx, course.request, claim, sender(course, from), { accepted, reason }, parseInstant(body.at, 'at'))
}

/** Some of what was accepted was paid. */
export async function paid(tx: Tx, _law: LawBase, { org, from, body, now }: Arrival<'payment'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  const claim = await ourClaim(tx, course, from, body.claim)
  const { payment: id, amount, on, reference } = body
  await takePayment(tx, course.request, claim, sender(course, from), { id, amount, on, reference }, now)
}

async function ourClaim(tx: Tx, { request }: Course, from: string, id: string): Promise<CostClaim> {
  const claim = await findClaim(tx, request.org, request.id, id)
  if (claim.side === 'claims' && claim.counterpart === from) return claim
  throw new RequestError('forbidden', 'wrong_organisation', 'This claim is for another organisation')
}
