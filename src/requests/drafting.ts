import { type Actor, findOrganisation, type Act as Permission, permit } from '../accounts/index.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { refuseUnchecked } from './checks/checks.ts'
import { isElsewhere } from './closing.ts'
import { advance, carryOut, loadCourse, note, personOf, refuseEnded, settle, stepFor } from './course.ts'
import { refuseUnstated } from './emergency/grounding.ts'
import { RequestError } from './errors.ts'
import { digestOf, filledForm, refuseIncomplete } from './filling.ts'
import { readBox } from './forms/box.ts'
import { copyFor, type FilledForm } from './forms/form.ts'
import { withInstructions } from './instructions/standing.ts'
import { ancestors, type Course, isEditable, phaseOf } from './lifecycle.ts'
import { lineFrom } from './matters.ts'
import { refuseOvertaken } from './overtaken.ts'
import { handedOnBy, isOutside } from './passing-on.ts'
import type { Party, Request, Setting, Step } from './request.ts'
import { chooseRoute, type RouteChoice, stepsFrom } from './route.ts'
import { findMatter } from './store/matters.ts'
import { insertRequest, updateRequest } from './store/requests.ts'
import { insertSteps, setDoer } from './store/steps.ts'
import { keepVersion } from './store/versions.ts'
import { askOthers } from './telling.ts'

export interface NewRequest extends RouteChoice {
  readonly title?: string
  /** Every other organisation with a part in it; one at least is to answer it. */
  readonly parties: readonly NamedParty[]
}

/** A party as it is named: without `org` it is on no system, and what is for it is carried otherwise. */
export type NamedParty = Omit<Party, 'org'> & { readonly org?: string }

const identified = ({ org, ...party }: NamedParty, at: Temporal.Instant): Party => ({
  ...party,
  org: org ?? newId('outside', at.epochMilliseconds),
})

/**
 * Begins a request by a route of the matter's analysis; steps, forms and clocks are those of the law today, whose digest
 * is kept. Throws `route_not_open`, `wrong_state` for a party in the wrong state, `party_missing` without an addressee.
 */
export async function draftRequest(
  tx: Tx,
  actor: Actor,
  matterId: string,
  input: NewRequest,
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.draft')
  const at = setting.now()
  const matter = await findMatter(tx, actor.org, matterId)
  const own = await findOrganisation(tx, actor.org)
  const facts = input.measure ? { ...matter.facts, measure: input.measure } : matter.facts
  const { analysis, finding, data } = chooseRoute(facts, input, setting)
  const parties = input.parties.map((party) => identified(party, at))
  const steps = stepsFrom(finding.steps, own, parties)
  const ours = { seat: actor.seat, state: own.state, org: own.id, name: own.name, languages: own.languages }
  const addressee = addresseeOf(steps, parties, ours)
  const id = newId('request', at.epochMilliseconds)
  const request: Request = {
    id,
    org: own.id,
    origin: id,
    direction: 'outgoing',
    matter: matter.id,
    title: lineFrom(input.title ?? matter.title, 'title'),
    fileNumber: matter.fileNumber,
    counterpart: addressee.org,
    counterpartName: addressee.name,
    counterpartNumber: undefined,
    rule: finding.rule,
    routeTitle: finding.title,
    to: finding.to,
    law: { digest: analysis.law.digest, on: analysis.on },
    facts,
    items: (facts.data ?? []).filter((item) => data.includes(item.id)),
    parties: [...parties, ...(parties.some(({ org }) => org === own.id) ? [] : [ours])],
    answers: {},
    statement: undefined,
    copy: undefined,
    digest: undefined,
    status: 'draft',
    author: { person: actor.person, name: actor.name },
    createdAt: instantText(at),
    leftAt: undefined,
    endedAt: undefined,
  }
  await insertRequest(tx, request)
  await insertSteps(tx, request, steps)
  const despite = input.despite?.trim()
  const body = {
    title: request.title,
    rule: finding.rule,
    matter: matter.id,
    law: analysis.law.digest,
    on: analysis.on,
    ...(finding.to && { to: finding.to }),
    data: [...data],
    steps: steps.map((step) => step.id),
    ...(despite && { despite }),
  }
  await note(tx, request, 'request.drafted', personOf(actor), body, at)
  await advance(tx, request, setting)
  return settle(tx, request.org, request.id, setting)
}

/** The provider where it is reached at once, else the first elsewhere that is to answer; ourselves where nobody else takes part. */
function addresseeOf(steps: readonly Step[], parties: readonly Party[], own: Party): Party {
  const isDeparted = (step: Step) => [...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing')
  const answering = steps.filter((step) => step.doer !== own.org && (phaseOf(step) === 'answering' || isDeparted(step)))
  const isReachedAtOnce = (step: Step) => {
    const by = handedOnBy(steps, step)
    return by === undefined || phaseOf(by) === 'departing'
  }
  const provider = answering.find(
    (step) => step.seat === 'provider' && step.doer !== undefined && isReachedAtOnce(step),
  )
  const doer = (provider ?? answering.find(({ doer }) => doer !== undefined))?.doer
  const party = parties.find(({ org }) => org === doer)
  if (party) return party
  const [first] = answering
  if (!first) return own
  const whom = `${first.authority ?? first.seat} in ${first.state}`
  throw new RequestError('invalid', 'party_missing', `Name the ${whom} that is to answer`, { path: 'parties' })
}

/**
 * Names, or replaces, the organisation for a seat and state, or for some of its steps. Of a draft any; afterwards, and of
 * a request that was put before us, only for steps that nobody has been asked for: whose turn it is, is asked at once.
 * Throws `not_editable`, `wrong_state`.
 */
export async function nameParty(
  tx: Tx,
  actor: Actor,
  id: string,
  named: NamedParty,
  setting: Setting,
): Promise<Request> {
  permit(actor, naming[actor.seat] ?? 'request.draft')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const { request } = course
  const party = identified(named, setting.now())
  const theirs = course.steps.filter(
    ({ id: step, seat, state }) =>
      seat === party.seat && state === party.state && (party.steps?.includes(step) ?? true),
  )
  if (theirs.length === 0) {
    throw new RequestError(
      'invalid',
      'wrong_state',
      `${party.name} (${party.seat}, ${party.state}) has no part in this request`,
      { path: 'party' },
    )
  }
  const free = isEditable(request) ? theirs : theirs.filter((step) => isUnasked(course, step))
  if (free.length === 0) {
    throw new RequestError(
      'conflict',
      'not_editable',
      'The request has been handed in: it can be changed only after it is returned',
    )
  }
  for (const step of free) await setDoer(tx, id, step.id, party.org)
  const replaced = ({ seat, state, steps, org }: Party) =>
    org !== request.org && seat === party.seat && state === party.state && steps?.join() === party.steps?.join()
  const parties = [...request.parties.filter((one) => !replaced(one)), party]
  await updateRequest(tx, id, { parties })
  await note(
    tx,
    request,
    'request.party-named',
    personOf(actor),
    { org: party.org, name: party.name, seat: party.seat },
    setting.now(),
  )
  await askOthers(tx, { ...request, parties }, setting)
  return settle(tx, actor.org, request.id, setting)
}

/** Who may say which organ does what: the author, and whoever passes a request on. */
const naming: Partial<Record<Actor['seat'], Permission>> = {
  central: 'request.examine',
  court: 'request.validate',
  provider: 'order.check',
}

/** Ours to hand to somebody: still to be done, and nobody on a system has been asked for it. */
function isUnasked({ request, steps }: Course, step: Step): boolean {
  const isOpenToAll = (step.is === 'current' || step.is === 'pending') && step.via === undefined
  if (request.direction === 'outgoing') return isOpenToAll && isElsewhere({ request, steps }, step)
  return isOpenToAll
}

/**
 * Writes boxes of the form, by field id; null empties one again. Throws `not_editable`, `no_such_box` and `bad_box` with
 * the field's id as the path.
 */
export async function fillBoxes(
  tx: Tx,
  actor: Actor,
  id: string,
  boxes: Readonly<Record<string, unknown>>,
  setting: Setting,
): Promise<FilledForm> {
  const course = await editable(tx, actor, id)
  const form = await filledForm(tx, course, setting)
  if (!form) throw new RequestError('missing', 'no_such_box', 'This route has no form')
  const answers: Record<string, unknown> = { ...course.request.answers }
  for (const [field, value] of Object.entries(boxes)) {
    const read = value === null ? undefined : readBox(form, field, value)
    if (read === undefined) delete answers[field]
    else answers[field] = read
  }
  // What stands there already is not written again: the same page sent twice is one change.
  if (canonicalJson(asJson(answers)) === canonicalJson(asJson(course.request.answers))) return form
  await updateRequest(tx, id, { answers })
  await note(
    tx,
    course.request,
    'request.form-filled',
    personOf(actor),
    { boxes: boxes as { [field: string]: Json } },
    setting.now(),
  )
  return (await filledForm(tx, { ...course, request: { ...course.request, answers } }, setting)) ?? form
}

const asJson = (answers: Readonly<Record<string, unknown>>): Json => JSON.parse(JSON.stringify(answers))

/** The actor's draft, held for this transaction. Throws `not_editable` once it has been handed in. */
export async function editable(tx: Tx, actor: Actor, id: string): Promise<Course> {
  permit(actor, 'request.draft')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  if (!isEditable(course.request)) {
    throw new RequestError(
      'conflict',
      'not_editable',
      'The request has been handed in: it can be changed only after it is returned',
    )
  }
  return course
}

/**
 * Hands the draft in: from now on it cannot be changed, and those who must approve it are asked, here or by message.
 * Throws `boxes_missing` and `checks_failed` with the list, `party_missing` where nobody is named for an approval.
 */
export async function submitRequest(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, (one) => phaseOf(one) === 'drafting')
  await refuseIncomplete(tx, course, setting, 'draft')
  const held = await withInstructions(tx, course.request, setting)
  refuseUnchecked(setting.law, held, await filledForm(tx, course, setting))
  refuseUnnamed(course)
  await refuseUnstated(tx, course.request)
  await refuseOvertaken(tx, course, setting)
  const digest = digestOf(held)
  // What standing instructions add goes with it as they stood on the day it was handed in.
  await updateRequest(tx, id, { digest, ...(held.statement && { statement: held.statement }) })
  const request = { ...held, digest }
  const form = await filledForm(tx, course, setting)
  const at = instantText(setting.now())
  await keepVersion(tx, request, { ...request, digest, at, copy: form && copyFor(form, 'authority') })
  await carryOut(tx, request, step, personOf(actor), { outcome: 'done' }, setting)
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
  return settle(tx, request.org, request.id, setting)
}

/** Approvals and departures of our own side need somebody on a system: what they say is never written down for them. */
function refuseUnnamed({ steps, request }: Course): void {
  const isOwnSide = (step: Step) => ![...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing')
  const isOwnCourt = ({ does, state, seat }: Step) =>
    does === 'validate' && state === request.facts.asking?.state && seat !== 'person'
  const unnamed = steps.find(
    (step) =>
      (step.doer === undefined || isOutside(step.doer)) &&
      step.is === 'pending' &&
      (phaseOf(step) === 'departing' || (phaseOf(step) === 'deciding' && (isOwnSide(step) || isOwnCourt(step)))),
  )
  if (!unnamed) return
  const message = `Name the organisation for '${unnamed.title}': ${unnamed.authority ?? unnamed.seat} in ${unnamed.state}`
  throw new RequestError('invalid', 'party_missing', message, { path: `parties.${unnamed.seat}` })
}
