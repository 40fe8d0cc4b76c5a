import { type Actor, permit } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { verificationOf } from '../trust/index.ts'
import { type Act, asTold, custodyOf, handOver, type Item, inHand, levelOf } from '../vault/index.ts'
import { actOf } from './acts/acts.ts'
import {
  advance,
  besideSteps,
  carryOut,
  decide,
  loadCourse,
  note,
  personOf,
  refuseEnded,
  settle,
  stepFor,
  tell,
} from './course.ts'
import { RequestError } from './errors.ts'
import { type Course, holds } from './lifecycle.ts'
import { askedAs } from './passing-on.ts'
import { type ItemAccount, stillOpen } from './provider/account.ts'
import { accountFor } from './provider/accounting.ts'
import { itemsFrom } from './provider/items.ts'
import { type Given, passageFor } from './release/gate.ts'
import type { Request, Setting, Step } from './request.ts'
import { refuseUnverified, senderNeeds } from './sender/needs.ts'
import { askOthers } from './telling.ts'

/** One thing looked at before an order is obeyed: whether the sender is who it says, whether the form is whole. */
export interface SenderCheck {
  readonly check: string
  readonly holds: boolean
  readonly note?: string
}

/** Writes down how the sender and the order were checked; part of the record whatever comes of it. */
export async function recordSenderChecks(
  tx: Tx,
  actor: Actor,
  id: string,
  checks: readonly SenderCheck[],
  setting: Setting,
): Promise<void> {
  permit(actor, 'order.check')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  refuseEnded(course)
  if (checks.length === 0)
    throw new RequestError('invalid', 'bad_text', 'At least one check is to be recorded', { path: 'checks' })
  const at = setting.now()
  const list = checks.map(({ check, holds: is, note: why }) => ({ check, holds: is, ...(why && { note: why }) }))
  await decide(tx, request, besideSteps.checks, personOf(actor), { outcome: 'done', details: { checks: list } }, at)
  await note(tx, request, 'request.sender-checked', personOf(actor), { name: actor.name, checks: list }, at)
}

/** Says that the data are kept from change. */
export async function preserve(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, ({ does }) => does === 'preserve')
  const items = course.request.items.map((item) => item.id)
  await carryOut(tx, course.request, step, personOf(actor), { outcome: 'done', details: { items } }, setting)
  await report(
    tx,
    course.request,
    'preservation',
    { request: course.request.origin, step: step.id, items, at: instantText(setting.now()) },
    setting,
  )
  await advance(tx, course.request, setting)
  await askOthers(tx, course.request, setting)
  return settle(tx, actor.org, course.request.id, setting)
}

export interface Production {
  /** The pieces of evidence in the vault, by id. */
  readonly evidence: readonly string[]
  /** False where more is to come: the duty, and its clock, then go on. */
  readonly complete: boolean
  readonly note?: string
  /** The items of the request that these pieces answer; where none is named, all that is still owed. */
  readonly data?: readonly string[]
}

/**
 * Hands the data over. The record of the last handing over says of every item what became of it: `items_open` while
 * nobody has said that of one. Throws what `refuseUnverified` throws, `held` while the law suspends the duty and nobody has cleared the order,
 * `already_decided` once a ground was raised, `nothing_produced` without an item.
 */
export async function produce(tx: Tx, actor: Actor, id: string, input: Production, setting: Setting): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const step = stepFor(course, actor, yields)
  refuseHeld(course, setting)
  await refuseUnsure(tx, course, setting)
  if (input.evidence.length === 0)
    throw new RequestError('invalid', 'nothing_produced', 'Nothing has been handed in', { path: 'evidence' })
  const told = await coveredBy(tx, course, input)
  const items = await manifest(tx, actor, course.request, input.evidence, told.data, setting)
  const said = input.note?.trim()
  const { data, account } = told
  const deed = {
    outcome: 'done' as const,
    details: { items, complete: input.complete, data, ...(account && { account }), ...(said && { note: said }) },
    unfinished: !input.complete,
  }
  await carryOut(tx, course.request, step, personOf(actor), deed, setting)
  const body = {
    request: course.request.origin,
    step: askedAs(step.id),
    items,
    complete: input.complete,
    ...told,
    ...(said && { note: said }),
    at: instantText(setting.now()),
  }
  await report(tx, course.request, 'production', body, setting)
  await advance(tx, course.request, setting)
  await askOthers(tx, course.request, setting)
  return settle(tx, actor.org, course.request.id, setting)
}

interface Covered {
  data: string[]
  account?: { item: string; fate: ItemAccount['fate']; ground?: string }[]
}

/**
 * Which items a handing over answers, and once it is the last, what became of each. Throws `items_open` with those of
 * which nobody has said it.
 */
async function coveredBy(tx: Tx, course: Course, { complete, data: named }: Production): Promise<Covered> {
  const before = await accountFor(tx, course)
  const rest = stillOpen(before)
  // A part without a word on what it answers answers nothing whole yet.
  const data = named && named.length > 0 ? itemsFrom(course.request, named, 'data') : complete ? rest : []
  if (!complete) return { data }
  const open = rest.filter((item) => !data.includes(item))
  if (open.length > 0) {
    const message = `Say what became of the rest: ${open.join(', ')}`
    throw new RequestError('conflict', 'items_open', message, { path: 'data' })
  }
  const account = before.map(({ item, fate: was, ground }) => {
    const fate = data.includes(item) ? ('produced' as const) : was
    return { item, fate, ...(fate !== 'produced' && ground !== undefined && { ground }) }
  })
  return { data, account }
}

/** Hands the pieces over in the vault, once the gate has let them out, and tells of each what it is and what was done with it, from our own log. */
async function manifest(
  tx: Tx,
  actor: Actor,
  request: Request,
  ids: readonly string[],
  data: readonly string[],
  setting: Setting,
) {
  const { origin, counterpart } = request
  const pieces = await inHand(tx, actor.org, ids)
  const foreign = pieces.find((item) => item.origin !== origin)
  if (foreign) {
    throw new RequestError('conflict', 'nothing_produced', `${foreign.name} was taken in for another request`, {
      path: 'evidence',
    })
  }
  const given = givenFor(request, pieces, data)
  const passage = await passageFor(tx, actor, given, { to: counterpart, orgs: [counterpart] }, setting)
  const items = await handOver(tx, actor, passage, setting.now())
  return Promise.all(
    items.map(async (item) => {
      const { lines } = await custodyOf(tx, item, () => actor.orgName)
      const { id, name, mediaType, size, sha256, sealedSha256, sealedSize } = item
      const acts = lines.map(asTold).flatMap(({ what, ...act }) => (isOurs(what) ? [{ ...act, what }] : []))
      const level = await levelOf(tx, actor.org, sha256)
      return {
        id,
        name,
        mediaType,
        size,
        sha256,
        sealedSha256,
        sealedSize,
        acts,
        ...(level ? { level: { scheme: level.scheme, class: level.class } } : {}),
      }
    }),
  )
}

/** What a handing over of these pieces gives, for the gate: the categories are those of the items that they answer. */
export function givenFor(request: Request, pieces: readonly Item[], data: readonly string[]): Given {
  const answered = request.items.filter(({ id }) => data.length === 0 || data.includes(id))
  return {
    origin: request.origin,
    rule: request.rule,
    proceeding: request.facts.proceeding,
    categories: answered.flatMap(({ category }) => category ?? []),
    pieces,
  }
}

const ours = ['collected', 'sealed', 'handed-over', 'taken', 'stated', 'seized', 'passed', 'checked'] as const
const isOurs = (what: Act['what']): what is (typeof ours)[number] => (ours as readonly string[]).includes(what)

const yields = (step: Step) => actOf(step.does).reportedBy === 'production'

function refuseHeld(course: Course, { now }: Setting): void {
  const [hold] = holds(course, now())
  if (!hold) return
  const until = hold.due ? ` before ${hold.due}` : ''
  const what = hold.stops === 'court.decided' ? 'the court has ruled' : 'the enforcing authority clears the order'
  throw new RequestError('conflict', 'held', `Nothing may be handed over${until} unless ${what} (${hold.cite})`)
}

/** Nothing goes to a sender of whom nobody has made sure where that is owed; what is one's own has none. */
async function refuseUnsure(tx: Tx, course: Course, setting: Setting): Promise<void> {
  const { direction, counterpart } = course.request
  if (direction !== 'incoming') return
  const { is } = await verificationOf(tx, counterpart, setting.now())
  refuseUnverified(await senderNeeds(tx, course, setting), is === 'stale')
}

/** Tells whose request it is; nothing travels where that is this organisation itself. */
export async function report<T extends 'preservation' | 'production' | 'objection'>(
  tx: Tx,
  request: Request,
  type: T,
  body: Parameters<typeof tell<T>>[4],
  { now }: Setting,
) {
  if (request.direction === 'incoming') await tell(tx, request, request.counterpart, type, body, now())
}
