import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { deleteByOrder, type Setting, type Shown, shownInRecord } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { openFileOf } from '../inspections/opening.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { lookAt } from '../mandates/looking.ts'
import { nameOf, tell } from '../telling.ts'
import { type Order, orderKinds } from './order.ts'
import { findOrder, insertOrder, setDone, setOrderClosed } from './store.ts'

export interface NewOrder {
  readonly request: string
  readonly kind: string
  readonly reason: string
  readonly basis: string
  readonly due?: string | undefined
}

/**
 * Orders something about a file that was looked at. An order is told at once, before the inspection is closed: a stop takes effect when it
 * arrives. Throws `bad_text`, and what `openFileOf` throws.
 */
export async function giveOrder(
  tx: Tx,
  actor: Actor,
  inspectionId: string,
  input: NewOrder,
  at: Temporal.Instant,
): Promise<Order> {
  const inspection = await openFileOf(tx, actor, inspectionId, input.request)
  const kind = orderKinds.find((one) => one === input.kind)
  if (!kind) throw bad('Say what is to be done', 'kind')
  const { due } = input
  if (due !== undefined && (!isDay(due) || due < at.toString().slice(0, 10)))
    throw bad('The day must be one that is still to come', 'due')
  const order: Order = {
    id: newId('order', at.epochMilliseconds),
    ...{ org: actor.org, side: 'overseer', other: inspection.overseen, otherName: await nameOf(tx, inspection.overseen) },
    ...{ inspection: inspectionId, request: input.request, kind, due },
    reason: textFrom(input.reason, 'reason', 20_000),
    basis: textFrom(input.basis, 'basis', 2_000),
    given: { name: actor.name, at: instantText(at) },
    ...{ done: undefined, closed: undefined },
  }
  await insertOrder(tx, order)
  const { id, reason, basis, given } = order
  const body = { order: id, request: input.request, kind, reason, basis, due: due ?? null, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.order-given', about: inspectionId, body }, at)
  const told = { order: id, inspection: inspectionId, file: input.request, kind, reason, basis, due: due ?? null, ...given }
  await tell(tx, { org: actor.org, to: order.other, about: id, type: 'oversight-order', body: told }, at)
  return order
} // biome-ignore format: short

/**
 * The overseen carries an order out, and shows it from its record: what came is deleted by its keys, or what a person has done already is looked
 * up. Throws `wrong_side`, `order_closed`, `already_done`, `not_shown` where the record does not bear it out.
 */
export async function carryOutOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  { note }: { readonly note: string },
  setting: Setting,
): Promise<Order> {
  permit(actor, 'oversight.answer')
  const order = await findOrder(tx, actor.org, id, 'lock')
  if (order.side !== 'overseen')
    throw new OversightError('forbidden', 'wrong_side', 'Whoever was ordered to shows that it is done')
  refuseClosed(order)
  if (order.done) throw new OversightError('conflict', 'already_done', `${order.done.name} showed it on ${order.done.at}`)
  const { request, kind, reason, basis, given } = order
  if (kind === 'delete') await deleteByOrder(tx, actor, request, { reason, cite: basis }, setting)
  const shown = await shownInRecord(tx, actor.org, request, kind, given.at)
  refuseUnshown(order, shown)
  const at = setting.now()
  const done = { note: note.trim().slice(0, 20_000), shown, name: actor.name, at: instantText(at) }
  await setDone(tx, order, done)
  const body = { order: id, kind, note: done.note, events: shown.events.map(({ seq }) => seq), byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.order-carried-out', about: request, body }, at)
  const told = { order: id, note: done.note, shown: shown as unknown as Json, name: actor.name, at: done.at }
  await tell(tx, { org: actor.org, to: order.other, about: id, type: 'oversight-done', body: told }, at)
  return { ...order, done }
} // biome-ignore format: short

/**
 * The overseer closes an order: only once the overseen has shown it done, and the overseer has seen the same in the record itself. A stop ends with
 * it. Throws `wrong_side`, `order_closed`, `not_shown`, `no_mandate`.
 */
export async function closeOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason }: { readonly reason: string },
  setting: Setting,
): Promise<Order> {
  permit(actor, 'oversight.inspect')
  const order = await findOrder(tx, actor.org, id, 'lock')
  if (order.side !== 'overseer') throw new OversightError('forbidden', 'wrong_side', 'Whoever gave an order closes it')
  refuseClosed(order)
  const why = textFrom(reason, 'reason', 5000)
  const at = setting.now()
  const { other: overseen, request, inspection, kind, given } = order
  const shown = await lookAt(tx, actor, { overseen, what: 'order', request, inspection }, at, () =>
    shownInRecord(tx, overseen, request, kind, given.at),
  )
  // A stop may end without anybody having done anything: it took effect by itself.
  if (kind !== 'stop' && !order.done)
    throw new OversightError('conflict', 'not_shown', 'The overseen has not shown yet that it is done')
  refuseUnshown(order, shown)
  const closed = { name: actor.name, at: instantText(at), why }
  await setOrderClosed(tx, order, closed)
  const body = { order: id, request, kind, reason: why, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.order-closed', about: inspection, body }, at)
  await tell(tx, { org: actor.org, to: overseen, about: id, type: 'oversight-closing', body: { order: id, ...closed } }, at)
  return { ...order, closed }
} // biome-ignore format: short

function refuseClosed({ closed }: Order): void {
  if (closed) throw new OversightError('conflict', 'order_closed', `${closed.name} closed it on ${closed.at}`)
}

const lacking = {
  stop: 'The request still goes on',
  delete: 'Something that came on the request is still kept',
  notify: 'No event of the record says that the person was told',
} as const

function refuseUnshown({ kind }: Order, { done }: Shown): void {
  if (!done) throw new OversightError('conflict', 'not_shown', lacking[kind])
}
