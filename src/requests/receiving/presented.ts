import { findOrganisation, type Organisation } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { DataItem, Facts, LawBase, Seat } from '../../law/index.ts'
import { raise } from '../clocks.ts'
import { advance, courseOf, moveStep, note, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { FormCopy } from '../forms/form.ts'
import type { Presented } from '../messages.ts'
import type { Party, Request, Step } from '../request.ts'
import { findByOrigin, insertRequest, updateRequest } from '../store/requests.ts'
import { insertSteps } from '../store/steps.ts'
import type { Arrival } from './arrival.ts'

/** The events of the law that the arrival of each kind of message is. */
export const arrivals = {
  submission: ['approval.requested'],
  order: ['order.received', 'request.received', 'demand.received'],
  notification: ['notification.received'],
} as const

type Kind = keyof typeof arrivals

/** A request is put before this organisation: it gets a file of its own, its steps begin, its clocks run from now. */
export async function presented(tx: Tx, law: LawBase, arrival: Arrival<Kind>): Promise<void> {
  const { org, from, type, body, now } = arrival
  const own = await findOrganisation(tx, org)
  const keeper = body.parties.find((party) => party.org === from)
  if (!keeper)
    throw new RequestError('forbidden', 'wrong_organisation', 'The sender has no part in this request', {
      path: 'parties',
    })
  const steps = body.steps.map((step, position) => ownStep(law, body, own, step, position))
  const known = await findByOrigin(tx, org, body.request)
  const request = known ? await again(tx, known, arrival, steps) : await first(tx, law, arrival, keeper, own, steps)
  const setting = { law, now: () => now }
  const sender = { org: from, name: keeper.name }
  await note(
    tx,
    request,
    `request.${type}-received`,
    sender,
    { from, name: keeper.name, message: arrival.messageId, digest: body.digest, steps: steps.map(({ id }) => id) },
    now,
  )
  await raise(tx, request, { names: arrivals[type], at: now }, setting)
  await tell(
    tx,
    request,
    from,
    'acknowledgement',
    { request: body.request, of: type, fileNumber: request.fileNumber, at: instantText(now) },
    now,
  )
  await advance(tx, request, setting)
  await settle(tx, org, request.id, setting)
}

/** Throws `wrong_state`, `wrong_seat` for a step that is not this organisation's to take, `unknown_rule` for its clocks. */
function ownStep(
  law: LawBase,
  body: Presented,
  own: Organisation,
  step: Presented['steps'][number],
  position: number,
): Step {
  const edition = law.at(body.law.on)
  if (!edition.find('route', body.rule)) throw unknown(body.rule)
  for (const clock of step.clocks) if (!edition.find('clock', clock)) throw unknown(clock)
  const states = [own.state, ...own.addressees.map(({ state }) => state)]
  if (!states.includes(step.state)) {
    throw new RequestError(
      'forbidden',
      'wrong_state',
      `'${step.title}' is for ${step.state}; ${own.name} is in ${own.state}`,
      { path: 'steps' },
    )
  }
  if (!(own.seats as readonly string[]).includes(step.seat)) {
    throw new RequestError(
      'forbidden',
      'wrong_seat',
      `'${step.title}' is for the seat ${step.seat}, which ${own.name} has not`,
      { path: 'steps' },
    )
  }
  return {
    ...step,
    authority: step.authority,
    form: step.form,
    position,
    doer: own.id,
    is: 'pending',
    since: undefined,
  }
}

const unknown = (rule: string) =>
  new RequestError('invalid', 'unknown_rule', `The law base here has no rule ${rule}`, { path: 'rule' })

async function first(
  tx: Tx,
  law: LawBase,
  { org, type, body, now, from }: Arrival<Kind>,
  keeper: Party,
  own: Organisation,
  steps: readonly Step[],
): Promise<Request> {
  const id = newId('request', now.epochMilliseconds)
  const measures = law.at(body.law.on).find('route', body.rule)?.measure ?? []
  const facts = { asking: { state: keeper.state }, ...(measures.length === 1 && { measure: measures[0] }) } as Facts
  const request: Request = {
    id,
    org,
    origin: body.request,
    direction: 'incoming',
    matter: undefined,
    title: body.title,
    fileNumber: `${now.toString().slice(0, 4)}-${id.slice(-6).toUpperCase()}`,
    counterpart: from,
    counterpartName: keeper.name,
    counterpartNumber: body.fileNumber,
    rule: body.rule,
    routeTitle: body.routeTitle,
    to: body.to,
    law: body.law,
    facts,
    items: body.items as DataItem[],
    parties: body.parties,
    answers: {},
    copy: visible(law, body, own.seats),
    digest: body.digest,
    status: 'received',
    author: body.author,
    createdAt: instantText(now),
    leftAt: type === 'submission' ? undefined : body.at,
    endedAt: undefined,
  }
  await insertRequest(tx, request)
  await insertSteps(tx, request, steps)
  return request
}

/** A request already known: handed in anew after it was returned, or now with steps that were not ours before. */
async function again(
  tx: Tx,
  request: Request,
  { type, body, from, now }: Arrival<Kind>,
  steps: readonly Step[],
): Promise<Request> {
  if (request.direction !== 'incoming' || request.counterpart !== from) {
    throw new RequestError('forbidden', 'wrong_organisation', 'This request came from another organisation')
  }
  const { steps: held } = await courseOf(tx, request)
  const same = held.filter(({ id }) => steps.some((step) => step.id === id))
  const isReturned =
    type === 'submission' &&
    same.length > 0 &&
    same.every(({ is }) => is !== 'current') &&
    request.digest !== body.digest
  if (same.length > 0 && !isReturned)
    throw new RequestError('conflict', 'already_received', 'This request has been received already')
  for (const step of same) if (step.is !== 'pending') await moveStep(tx, request, step, 'reopen', instantText(now))
  const added = steps
    .filter(({ id }) => !held.some((step) => step.id === id))
    .map((step, i) => ({ ...step, position: held.length + i }))
  await insertSteps(tx, request, added)
  const change = {
    parties: body.parties,
    digest: body.digest,
    counterpartNumber: body.fileNumber,
    ...(type !== 'submission' && { leftAt: body.at }),
    ...(body.form && { copy: body.form as FormCopy }),
  }
  await updateRequest(tx, request.id, change)
  return { ...request, ...change }
}

/** The form as received, without any section the law hides from every seat of this organisation. */
function visible(law: LawBase, { form, law: { on } }: Presented, seats: readonly Seat[]): FormCopy | undefined {
  if (!form) return undefined
  const rule = law.at(on).find('form', form.form)
  const hidden = new Set(
    rule?.sections.filter(({ hidden_from }) => seats.every((seat) => hidden_from.includes(seat))).map(({ id }) => id),
  )
  return { ...form, sections: form.sections.filter(({ id }) => !hidden.has(id)) }
}
