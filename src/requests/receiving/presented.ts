import { findOrganisation, type Organisation } from '../../accounts/index.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Facts, LawBase, Seat } from '../../law/index.ts'
import { raise } from '../clocks.ts'
import { advance, courseOf, moveStep, note, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { FormCopy } from '../forms/form.ts'
import type { Presented } from '../messages.ts'
import type { Party, Request, Step } from '../request.ts'
import { doerOf } from '../route.ts'
import { findByOrigin, updateRequest } from '../store/requests.ts'
import { insertSteps, setVia } from '../store/steps.ts'
import { keepVersion, setReplaces } from '../store/versions.ts'
import { askOthers } from '../telling.ts'
import type { Arrival } from './arrival.ts'
import { arrivals } from './arrivals.ts'
import { openFile } from './file.ts'

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
  const steps = body.steps.map((step, position) => stepHere(law, body, own, step, position))
  const known = await findByOrigin(tx, org, body.request)
  refuseStrange(steps, own)
  const request = known ? await again(tx, known, arrival, steps) : await first(tx, law, arrival, keeper, own, steps)
  const setting = { law, now: () => now }
  if (type === 'submission') {
    const { copy, items, statement } = request
    await keepVersion(tx, request, { digest: body.digest, at: instantText(now), copy, items, statement })
    if (body.replaces) await setReplaces(tx, request.id, body.replaces)
  }
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
  for (const { event, at } of body.happened) {
    // Nothing of it happened after we were told.
    const when = parseInstant(at, 'happened')
    await raise(tx, request, { names: [event], at: Temporal.Instant.compare(when, now) > 0 ? now : when }, setting)
  }
  await tell(
    tx,
    request,
    from,
    'acknowledgement',
    { request: body.request, of: type, fileNumber: request.fileNumber, at: instantText(now) },
    now,
  )
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  await settle(tx, org, request.id, setting)
}

/**
 * A step that is put before us, to do or to pass on. Throws `wrong_state`, `wrong_seat` for one that we are to do and
 * cannot, `unknown_rule` for its clocks.
 */
function stepHere(
  law: LawBase,
  body: Presented,
  own: Organisation,
  step: Presented['steps'][number],
  position: number,
): Step {
  const edition = law.at(body.law.on)
  if (!edition.find('route', body.rule)) throw unknown(body.rule)
  for (const clock of step.clocks) if (!edition.find('clock', clock)) throw unknown(clock)
  const doer = step.doer ?? doerOf(step, own, body.parties)
  const here = {
    ...step,
    authority: step.authority,
    form: step.form,
    position,
    doer,
    via: undefined,
    is: 'pending',
    since: undefined,
  } as const
  if (doer !== own.id) return here
  const where = misplaced(here, own)
  if (where) throw where
  return here
}

/** Why a step is not for this organisation: it lies in another state, or at a seat it has not. */
function misplaced({ state, seat, title }: Step, own: Organisation): RequestError | undefined {
  const refusal = (code: 'wrong_state' | 'wrong_seat', message: string) =>
    new RequestError('forbidden', code, message, { path: 'steps' })
  if (![own.state, ...own.addressees.map((one) => one.state)].includes(state))
    return refusal('wrong_state', `'${title}' is for ${state}; ${own.name} is in ${own.state}`)
  if (!(own.seats as readonly string[]).includes(seat))
    return refusal('wrong_seat', `'${title}' is for the seat ${seat}, which ${own.name} has not`)
  return undefined
}

/** Nobody passes on a request in which it does nothing itself. */
function refuseStrange(steps: readonly Step[], own: Organisation): void {
  const [first] = steps
  if (!first || steps.some(({ doer }) => doer === own.id)) return
  throw (
    misplaced(first, own) ??
    new RequestError('forbidden', 'wrong_organisation', `'${first.title}' is for another organisation`, {
      path: 'steps',
    })
  )
}

const unknown = (rule: string) =>
  new RequestError('invalid', 'unknown_rule', `The law base here has no rule ${rule}`, { path: 'rule' })

async function first(
  tx: Tx,
  law: LawBase,
  arrival: Arrival<Kind>,
  keeper: Party,
  own: Organisation,
  steps: readonly Step[],
): Promise<Request> {
  const { type, body } = arrival
  const measures = law.at(body.law.on).find('route', body.rule)?.measure ?? []
  const facts = {
    asking: { state: body.asking },
    ...(body.company && { holder: { name: body.company } }),
    ...(body.urgency && { urgency: body.urgency }),
    ...(measures.length === 1 && { measure: measures[0] }),
  } as Facts
  const request = await openFile(tx, arrival, keeper, {
    facts,
    statement: body.statement,
    copy: visible(law, body, own.seats),
    leftAt: type === 'submission' ? undefined : body.at,
  })
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
  // Handed in anew it counts again, changed or not; an order comes once, unless it was sent back.
  const isWaiting = same.some(({ is }) => is !== 'pending')
  if (isWaiting && type !== 'submission')
    throw new RequestError('conflict', 'already_received', 'This request has been received already')
  for (const step of same) if (step.is !== 'pending') await moveStep(tx, request, step, 'reopen', instantText(now))
  await setVia(
    tx,
    request.id,
    same.map(({ id }) => id),
    undefined,
  )
  const added = steps
    .filter(({ id }) => !held.some((step) => step.id === id))
    .map((step, i) => ({ ...step, position: held.length + i }))
  await insertSteps(tx, request, added)
  const change = {
    parties: body.parties,
    digest: body.digest,
    counterpartNumber: body.fileNumber,
    ...(type !== 'submission' && { leftAt: body.at }),
    ...(body.statement && { statement: body.statement }),
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
