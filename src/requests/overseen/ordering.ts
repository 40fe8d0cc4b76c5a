import { type Actor, mustBeConfirmed, permit } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import type { Db, Tx } from '../../db/index.ts'
import { eraseReceived, findItem, type Item, listItems } from '../../vault/index.ts'
import type { Doer } from '../course.ts'
import { loadCourse, note, personOf } from '../course.ts'
import type { Request, Setting } from '../request.ts'
import { tellDestroyed } from '../retention/acting.ts'
import { findRequest, updateRequest } from '../store/requests.ts'

/** An order of somebody outside about a request of this organisation. */
export interface OutsideOrder {
  readonly id: string
  readonly by: Doer
  readonly reason: string
  /** Who ordered it, and on what it rests: what is told to whoever is kept from going on. */
  readonly says: string
}

/** Nobody goes on with the request from now on, nor opens what came on it. */
export async function stopByOrder(tx: Tx, org: string, id: string, order: OutsideOrder, { now }: Setting): Promise<void> {
  const request = await findRequest(tx, org, id, 'lock')
  await updateRequest(tx, request.id, { stopped: order.says })
  await note(tx, request, 'request.stopped', order.by, { order: order.id, reason: order.reason, byName: order.by.name }, now())
} // biome-ignore format: short

/** The order is over: everybody goes on where they stood. */
export async function goOnAfterOrder(
  tx: Tx,
  org: string,
  id: string,
  { id: order, by, reason }: Omit<OutsideOrder, 'says'>,
  { now }: Setting,
): Promise<void> {
  const request = await findRequest(tx, org, id, 'lock')
  await updateRequest(tx, request.id, { stopped: undefined })
  await note(tx, request, 'request.stop-lifted', by, { order, reason, byName: by.name }, now())
}

/**
 * Gives up everything that came on a request, because somebody with authority ordered it: its keys are destroyed in this
 * transaction, and whoever has it as well is told. What a legal hold keeps is restricted, and goes when the hold is lifted.
 * Answers with the pieces that are gone now.
 */
export async function deleteByOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, cite }: { readonly reason: string; readonly cite: string },
  setting: Setting,
): Promise<Item[]> {
  permit(actor, 'evidence.destroy')
  mustBeConfirmed(actor)
  const at = setting.now()
  const request = await findRequest(tx, actor.org, id, 'lock')
  const came = await eraseReceived(tx, actor.org, request.origin, `${reason} (${cite})`, at)
  const now = await Promise.all(came.map((item) => findItem(tx, actor.org, item.id)))
  const gone = now.filter(({ state }) => state === 'erased')
  await note(tx, request, 'request.deleted-by-order', personOf(actor), { pieces: gone.length, reason, cite }, at)
  const [first] = gone
  if (first) await tellDestroyed(tx, actor, first, gone, { cite }, setting)
  return gone
}

/** What stands in an organisation's own record that bears out that an order was carried out. */
export interface Shown {
  readonly done: boolean
  /** Events of its log, by their places, that say so. */
  readonly events: readonly { readonly seq: number; readonly kind: string; readonly at: string }[]
  readonly pieces: readonly { readonly id: string; readonly sha256: string; readonly state: Item['state'] }[]
}

const bearing = {
  stop: ['request.stopped', 'request.withdrawn'],
  delete: ['request.deleted-by-order'],
  notify: ['request.notice-decided', 'request.person-informed'],
} as const

/** Reads the record as it is, whatever anybody says was done. */
export async function shownInRecord(
  db: Db,
  org: string,
  id: string,
  kind: keyof typeof bearing,
  since: string,
): Promise<Shown> {
  const { request, beside = [] } = await loadCourse(db, org, id)
  const kinds: readonly string[] = bearing[kind]
  const events = (await eventsAbout(db, org, id))
    .filter((event) => kinds.includes(event.kind) && (kind === 'notify' || event.at >= since))
    .map(({ seq, kind: what, at }) => ({ seq, kind: what, at }))
  const pieces = kind === 'delete' ? await cameTo(db, request) : []
  return { events, pieces, done: events.length > 0 && isDone() }

  function isDone(): boolean {
    if (kind === 'stop') return request.stopped !== undefined || request.endedAt !== undefined
    if (kind === 'delete') return pieces.every(({ state }) => state === 'erased')
    const told = beside.findLast((entry) => entry.kind === 'notice')
    return told === undefined || (told.kind === 'notice' && told.body.decision === 'now')
  }
}

/** What came to it from elsewhere, whatever became of it. */
async function cameTo(db: Db, { org, origin }: Pick<Request, 'org' | 'origin'>): Promise<Shown['pieces']> {
  const items = await listItems(db, org, origin)
  return items.filter(({ producer }) => producer !== org).map(({ id, sha256, state }) => ({ id, sha256, state }))
}
