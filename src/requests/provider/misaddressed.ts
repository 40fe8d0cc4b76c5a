import { type Actor, permit } from '../../accounts/index.ts'
import { isCountryCode } from '../../base/countries.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Facts } from '../../law/index.ts'
import { stateCase } from '../checks/stating.ts'
import { type Doer, end, loadCourse, note, personOf, reasonFrom, refuseEnded, settle, tell } from '../course.ts'
import { draftRequest, fillBoxes, submitRequest } from '../drafting.ts'
import { RequestError } from '../errors.ts'
import { phaseOf } from '../lifecycle.ts'
import { lineFrom, replaceFacts } from '../matters.ts'
import type { Party, Request, Setting } from '../request.ts'
import { withdraw } from '../sending.ts'
import { findMatter } from '../store/matters.ts'
import { enter } from './entering.ts'
import { lastOfKind, type RightAddressee } from './entries.ts'

export interface Misaddressed {
  readonly reason: string
  /** Whom it should have gone to. */
  readonly right: RightAddressee
}

/**
 * Gives a request back that was not meant for this organisation, naming the right one: nothing of it is owed here any
 * more. Throws `already_decided` once data of it were handed over, `bad_text` where the right one is not named.
 */
export async function returnMisaddressed(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Misaddressed,
  setting: Setting,
): Promise<Request> {
  permit(actor, 'order.check')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request, decisions } = course
  refuseEnded(course)
  if (request.direction === 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'One’s own request is withdrawn, not given back')
  const handed = decisions.find(({ details, void: isVoid }) => !isVoid && Array.isArray(details.items) && details.data)
  if (handed) throw new RequestError('conflict', 'already_decided', `${handed.name} handed data over on ${handed.at}`)
  const reason = reasonFrom(input.reason)
  const right = rightFrom(input.right)
  if (right.org === actor.org)
    throw new RequestError('invalid', 'bad_text', 'Name another organisation than this one', { path: 'right' })
  const at = setting.now()
  await enterMisaddressed(tx, request, personOf(actor), { reason, right }, at)
  const body = { request: request.origin, reason, right: { ...right }, at: instantText(at) }
  await tell(tx, request, request.counterpart, 'misaddressed', body as never, at)
  await end(tx, request, 'refused', 'order.ended', setting)
  return settle(tx, actor.org, request.id, setting)
}

export async function enterMisaddressed(
  tx: Tx,
  request: Request,
  by: Doer,
  { reason, right }: Misaddressed,
  at: Temporal.Instant,
): Promise<void> {
  await enter(tx, request, 'misaddressed', by, { reason, right }, at)
  await note(
    tx,
    request,
    'request.misaddressed',
    by,
    { name: by.name, reason: `${reason} → ${right.name}, ${right.state}`, ...(right.org && { right: right.org }) },
    at,
  )
}

function rightFrom({ org, name, state, as }: RightAddressee): RightAddressee {
  if (!isCountryCode(state))
    throw new RequestError('invalid', 'bad_text', 'Choose the state in which it can be reached', {
      path: 'right.state',
    })
  return { ...(org && { org }), name: lineFrom(name, 'right.name'), state, ...(as && { as }) }
}

/** Whom a request that came back is sent to, with all that a party is known by. */
export type NewAddressee = Omit<Party, 'seat' | 'steps'>

/**
 * Sends a request that came back as not meant for its addressee to the right one, in one step: the old one is withdrawn,
 * a new one drafted with the same boxes and statement and handed in. What approved the old one did not approve the new
 * one: it is approved again. Throws `nothing_returned`; `route_not_open` where no route leads there.
 */
export async function sendToRight(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { right: NewAddressee; despite?: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.draft')
  const { request: old, beside = [] } = await loadCourse(tx, actor.org, id, 'lock')
  const came = lastOfKind(beside, 'misaddressed')
  if (!came || old.direction === 'incoming' || !old.matter)
    throw new RequestError('conflict', 'nothing_returned', 'Nobody said that this was not meant for them')
  const sent = lastOfKind(beside, 'redirected')
  if (sent) throw new RequestError('conflict', 'already_decided', `${sent.name} sent it on ${sent.at} already`)
  const { right } = input
  await nameInFacts(tx, actor, old, right, setting)
  if (old.endedAt === undefined)
    await withdraw(tx, actor, id, { reason: `${came.body.reason} → ${right.name}` }, setting)
  const seat = old.parties.find(({ org }) => org === old.counterpart)?.seat ?? 'provider'
  const moved = old.to !== undefined && old.to !== right.state
  const others = old.parties.filter(
    ({ org, state, seat: theirs }) =>
      org !== old.org && org !== old.counterpart && !(moved && state === old.to && theirs !== 'provider'),
  )
  const made = await draftRequest(
    tx,
    actor,
    old.matter,
    {
      rule: old.rule,
      ...(old.to && { to: right.state }),
      data: old.items.map((item) => item.id),
      parties: [{ ...right, seat }, ...others],
      title: old.title,
      ...(input.despite && { despite: input.despite }),
    },
    setting,
  )
  if (Object.keys(old.answers).length > 0) await fillBoxes(tx, actor, made.id, old.answers, setting)
  if (old.statement) await stateCase(tx, actor, made.id, old.statement, setting)
  const at = setting.now()
  const named = { org: right.org, name: right.name, state: right.state, ...(right.as && { as: right.as }) }
  await enter(tx, old, 'redirected', personOf(actor), { request: made.id, right: named }, at)
  await note(
    tx,
    old,
    'request.redirected',
    personOf(actor),
    { name: actor.name, to: right.org, toName: right.name, new: made.id },
    at,
  )
  await settle(tx, actor.org, old.id, setting)
  return handIn(tx, actor, made, setting)
}

/** Handed in where nothing is missing; else it lies as a draft, and says itself what is. */
async function handIn(tx: Tx, actor: Actor, request: Request, setting: Setting): Promise<Request> {
  const { steps } = await loadCourse(tx, actor.org, request.id)
  if (!steps.some((step) => phaseOf(step) === 'drafting' && step.is === 'current')) return request
  try {
    return await submitRequest(tx, actor, request.id, setting)
  } catch (error) {
    const open = ['boxes_missing', 'checks_failed', 'party_missing']
    if (error instanceof RequestError && open.includes(error.code)) return request
    throw error
  }
}

/** The facts say where the company can be served; that this is one of the places is known now. */
async function nameInFacts(tx: Tx, actor: Actor, old: Request, right: NewAddressee, { now }: Setting): Promise<void> {
  const { facts } = await findMatter(tx, actor.org, old.matter ?? '')
  const wrong = old.parties.find(({ org }) => org === old.counterpart)
  const known = facts.holder?.addressees ?? []
  const as = right.as ?? wrong?.as
  if (!right.as && known.some(({ state }) => state === right.state)) return
  if (!as || known.some((one) => one.state === right.state && one.as === as)) return
  const addressees = [...known, { state: right.state, as }]
  const holder = { ...facts.holder, addressees } as NonNullable<Facts['holder']>
  await replaceFacts(tx, actor, old.matter ?? '', { ...facts, holder }, now)
}
