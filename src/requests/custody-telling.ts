import type { Actor } from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import {
  type Act,
  actsAbout,
  custodyOf,
  findDevice,
  findItem,
  handDevice,
  type Item,
  listItems,
  putDown,
} from '../vault/index.ts'
import { tell } from './course.ts'
import type { MessageBody } from './messages.ts'
import { listRequests } from './store/requests.ts'

/**
 * Puts something down in the custody record of these pieces, and tells whoever they were handed over to, in the same
 * transaction: a record kept on does not end where the piece left. Throws what `putDown` throws.
 */
export async function keepCustody(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  entry: unknown,
  at: Temporal.Instant,
): Promise<void> {
  await putDown(tx, actor, ids, entry, at)
  const said: { item: Item; acts: readonly Act[] }[] = []
  for (const id of ids) {
    const item = await findItem(tx, actor.org, id)
    const newest = (await actsAbout(tx, actor.org, id, () => actor.orgName)).toSorted((a, b) => a.seq - b.seq).at(-1)
    const device = newest?.entry?.kind === 'taking' ? newest.entry.device : undefined
    const around = device === undefined ? [] : await actsAbout(tx, actor.org, device, () => actor.orgName)
    said.push({ item, acts: [...around, ...(newest ? [newest] : [])] })
  }
  await tellCustody(tx, actor, said, at)
}

/** A device goes from one hand to another, or its seal is looked at; who has what was read from it is told. Throws what `handDevice` throws. */
export async function keepDevice(
  tx: Tx,
  actor: Actor,
  id: string,
  entry: unknown,
  at: Temporal.Instant,
): Promise<void> {
  await handDevice(tx, actor, id, entry, at)
  const { origin } = await findDevice(tx, actor.org, id)
  const newest = (await actsAbout(tx, actor.org, id, () => actor.orgName)).toSorted((a, b) => a.seq - b.seq).slice(-1)
  const said: { item: Item; acts: readonly Act[] }[] = []
  for (const item of await listItems(tx, actor.org, origin)) {
    const { lines } = await custodyOf(tx, item, () => actor.orgName)
    const isFrom = lines.some(({ entry: one }) => one?.kind === 'taking' && one.device === id)
    if (isFrom) said.push({ item, acts: newest })
  }
  await tellCustody(tx, actor, said, at)
}

async function tellCustody(
  tx: Tx,
  actor: Actor,
  said: readonly { readonly item: Item; readonly acts: readonly Act[] }[],
  at: Temporal.Instant,
): Promise<void> {
  const own = said.filter(({ item, acts }) => item.producer === actor.org && acts.length > 0)
  const [first] = own
  const [request] = first ? await listRequests(tx, actor.org, { origin: first.item.origin, limit: 1 }) : []
  if (!request) return
  const byReceiver = new Map<string, MessageBody<'custody'>['items']>()
  for (const { item, acts } of own) {
    const one = { id: item.id, sha256: item.sha256, acts: acts.map(onTheWire) }
    for (const org of await handedTo(tx, item)) byReceiver.set(org, [...(byReceiver.get(org) ?? []), one])
  }
  for (const [org, items] of byReceiver)
    await tell(tx, request, org, 'custody', { request: request.origin, items, at: instantText(at) }, at)
}

type ToldAct = MessageBody<'custody'>['items'][number]['acts'][number]

/** The place in our log is ours alone. */
function onTheWire({ seq: _, ...act }: Act & { readonly seq?: number }): ToldAct {
  return act as ToldAct
}

/** Whom a piece was handed over to, each once. */
export async function handedTo(tx: Tx, { org, id }: Pick<Item, 'org' | 'id'>): Promise<string[]> {
  const events = (await eventsAbout(tx, org, id)).filter(({ kind }) => kind === 'evidence.handed-over')
  const to = events.map(({ body }) => (body as { to?: unknown } | null)?.to)
  return [...new Set(to.filter((one) => typeof one === 'string'))]
}
