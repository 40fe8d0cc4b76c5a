import { findOrganisation } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Facts, LawBase } from '../../law/index.ts'
import { note, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { FormCopy } from '../forms/form.ts'
import type { Party, Request } from '../request.ts'
import { keeperOf, open, partIn, put } from '../review/effects.ts'
import type { Entry } from '../review/entries.ts'
import { procedureOf, stateOfCourt } from '../review/procedure.ts'
import type { Review, ReviewFile, ReviewId } from '../review/review.ts'
import { tellOthers } from '../review/told.ts'
import { findByOrigin } from '../store/requests.ts'
import { findReview, insertEntry } from '../store/reviews.ts'
import type { Arrival } from './arrival.ts'
import { joinParties, openFile } from './file.ts'
import { knownCourse } from './known.ts'

/** A dispute is brought before this court, with its file. Throws `wrong_state`, `wrong_seat`, `wrong_organisation`. */
export async function broughtBefore(tx: Tx, law: LawBase, arrival: Arrival<'review'>): Promise<void> {
  const { org, from, body, now } = arrival
  const { review: file } = body
  const own = await findOrganisation(tx, org)
  const procedure = procedureOf(law, body, file)
  const mover = procedure.review.brought_by === 'authority' ? body.keeper : file.holder.org
  const sender = body.parties.find((party) => party.org === from)
  if (from !== mover || !sender || !body.parties.some((party) => party.org === body.keeper))
    throw new RequestError('forbidden', 'wrong_organisation', 'The sender has no part in this dispute')
  const facts = { asking: { state: body.asking } } as Facts
  const state = stateOfCourt(procedure, { facts, to: body.to })
  if (file.court.org !== org || (state !== undefined && own.state !== state))
    throw new RequestError('forbidden', 'wrong_state', `This dispute is for a court of ${state ?? file.court.state}`)
  if (!(own.seats as readonly string[]).includes(procedure.ground.decides?.seat ?? 'court'))
    throw new RequestError('forbidden', 'wrong_seat', `${own.name} decides no disputes of this kind`)
  const known = await findByOrigin(tx, org, body.request)
  if (known && known.counterpart !== body.keeper && known.org !== body.keeper)
    throw new RequestError('forbidden', 'wrong_organisation', 'This request came from another organisation')
  const keeper = body.parties.find((party) => party.org === body.keeper) ?? { org: body.keeper, name: body.keeper }
  // A court that has validated it has it already.
  const request = known ? await joinParties(tx, known, body.parties as Party[]) : await openFile(tx, arrival, keeper)
  const setting = { law, now: () => now }
  const by = { org: from, name: sender.name }
  await note(
    tx,
    request,
    'request.review-received',
    by,
    { name: sender.name, review: file.id, message: arrival.messageId },
    now,
  )
  const { name, ...objection } = file.objection
  const review: Review = {
    id: file.id as ReviewId,
    org,
    request: request.id,
    ground: file.ground,
    step: file.step,
    state: 'objected',
    holder: file.holder,
    court: undefined,
    items: file.items,
    openedAt: file.opened,
    decidedAt: undefined,
  }
  let opened: ReviewFile = await open(tx, review, { org: file.holder.org, name }, {
    ...objection,
    ...(objection.form && { form: objection.form as FormCopy }),
  } as never)
  for (const { org: who, name: whom, at, body: view } of file.views) {
    const entry: Entry = { kind: 'view', org: who, person: undefined, name: whom, at, body: view }
    await insertEntry(tx, review, entry)
    opened = { ...opened, entries: [...opened.entries, entry] }
  }
  const entry = {
    kind: 'brought' as const,
    org: from,
    person: undefined,
    name: file.brought.name,
    at: instantText(now),
    body: file.brought.body,
  }
  await put(tx, request, opened, entry, setting, file.court)
  await settle(tx, org, request.id, setting)
}

/** Something was put to the file of a dispute that is known here. Throws `no_such_review`, `wrong_organisation`. */
export async function heard(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'hearing'>): Promise<void> {
  const { request } = await knownCourse(tx, org, body.request)
  const review = await findReview(tx, org, request.id, body.review)
  refuseStranger(law, request, review, from, body.entry.kind)
  if (review.state === 'decided' || review.state === 'ended')
    throw new RequestError('conflict', 'already_decided', 'This dispute is over')
  const entry = { ...body.entry, org: from, person: undefined } as Exclude<Entry, { kind: 'objection' }>
  if (
    entry.kind === 'brought'
      ? !body.court
      : entry.kind !== 'view' && entry.kind !== 'withdrawn' && review.state !== 'pending'
  )
    throw new RequestError('conflict', 'not_current', 'This dispute is not before a court')
  const setting = { law, now: () => now }
  await put(tx, request, review, entry, setting, entry.kind === 'brought' ? body.court : undefined)
  if (entry.kind === 'ruling' && request.direction === 'outgoing') await tellOthers(tx, request, review, entry, setting)
  await settle(tx, org, request.id, setting)
}

/** Who alone can say what: the court rules, the authority or the holder brings it there, each speaks for itself. */
function refuseStranger(law: LawBase, request: Request, review: Review, from: string, kind: Entry['kind']): void {
  const { brought_by } = procedureOf(law, request, review).review
  const keeper = keeperOf(request)
  const isAuthority = request.parties.some((party) => party.org === from && party.seat === 'central')
  const may: Record<Exclude<Entry['kind'], 'objection'>, boolean> = {
    view: isAuthority && partIn(request, review) === 'keeper',
    brought: from === (brought_by === 'authority' ? keeper : review.holder.org),
    response: from === keeper,
    question: from === review.court?.org,
    answer: from === review.court?.org,
    'at-once': from === review.court?.org,
    // An authority that is only told has it from the one whose order it is.
    ruling: from === (partIn(request, review) === 'told' ? keeper : review.court?.org),
    withdrawn: from === review.holder.org,
  }
  if (kind !== 'objection' && may[kind]) return
  throw new RequestError('forbidden', 'wrong_organisation', 'The sender cannot say this in this dispute')
}
