import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { timeOf } from './custody.ts'
import { type CustodyEntry, fieldsOf, handKinds, readEntry } from './custody-entries.ts'
import { VaultError } from './errors.ts'
import type { Item } from './item.ts'
import { findItem, listItems } from './store.ts'
import { type Device, findDevice, insertDevice } from './store-devices.ts'

/**
 * Puts something down in the custody record of these pieces, once for all of them: how they were taken, or what makes their
 * record good. It is bound to the bytes of each by their sum. Throws `bad_entry`, `not_of_this_request`, `in_the_future`.
 */
export async function putDown(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  input: unknown,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'custody.keep')
  for (const id of ids) {
    const item = await findItem(tx, actor.org, id)
    if (item.state === 'erased') throw new VaultError('conflict', 'not_in_hand', `${item.name} was deleted`)
    const entry = await entryFrom(tx, item, input, at)
    if (isHand(entry)) throw new VaultError('invalid', 'bad_entry', 'This is said of a device', { path: 'kind' })
    const kind = entry.kind === 'taking' ? 'evidence.taken' : 'evidence.stated'
    const { origin, sha256 } = item
    const body = { origin, sha256, entry: entry as unknown as Json, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind, about: id, body }, at)
    if (entry.kind !== 'taking' || entry.device === undefined) continue
    await findDevice(tx, actor.org, entry.device, origin)
    const read = { origin, item: id, name: item.name, sha256, byName: actor.name }
    await record(tx, { org: actor.org, by: actor.person, kind: 'device.read', about: entry.device, body: read }, at)
  }
}

/** A device comes under control: who took it, from whom, when, where, under which seal. Answers with it. */
export async function seizeDevice(
  tx: Tx,
  actor: Actor,
  origin: string,
  input: unknown,
  at: Temporal.Instant,
): Promise<Device> {
  permit(actor, 'custody.keep')
  const seizure = await entryFrom(tx, { org: actor.org, origin }, input, at)
  if (seizure.kind !== 'seizure')
    throw new VaultError('invalid', 'bad_entry', 'A device begins with its seizure', { path: 'kind' })
  const id = newId('device', at.epochMilliseconds)
  const { name, serial = null } = seizure
  const device = { id, org: actor.org, origin, name, serial, at: instantText(parseInstant(seizure.control)) }
  await insertDevice(tx, device)
  const body = { origin, entry: seizure as unknown as Json, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'device.seized', about: id, body }, at)
  return device
}

/** A device goes from one hand to another, or its seal is looked at. Throws `no_such_device`, and as `putDown`. */
export async function handDevice(
  tx: Tx,
  actor: Actor,
  id: string,
  input: unknown,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'custody.keep')
  const device = await findDevice(tx, actor.org, id)
  const entry = await entryFrom(tx, device, input, at)
  if (entry.kind !== 'passing' && entry.kind !== 'check')
    throw new VaultError('invalid', 'bad_entry', 'A device is passed on, or its seal is looked at', { path: 'kind' })
  if (parseInstant(entry.at).epochMilliseconds < parseInstant(device.at).epochMilliseconds)
    throw new VaultError('invalid', 'bad_entry', 'It was not under control yet', { path: 'at' })
  const kind = entry.kind === 'passing' ? 'device.passed' : 'device.checked'
  const body = { origin: device.origin, entry: entry as unknown as Json, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind, about: id, body }, at)
}

const isHand = ({ kind }: CustodyEntry) => (handKinds as readonly string[]).includes(kind)

/** Reads an entry; pieces are named by their ids from outside, and bound here by what they are. */
async function entryFrom(
  db: Db,
  about: Pick<Item, 'org' | 'origin'>,
  input: unknown,
  at: Temporal.Instant,
): Promise<CustodyEntry> {
  const entry = readEntry(await withPieces(db, about, input))
  const when = timeOf(entry)
  if (when !== undefined && parseInstant(when).epochMilliseconds > at.epochMilliseconds) {
    throw new VaultError('invalid', 'in_the_future', 'This has not happened yet', {
      path: entry.kind === 'seizure' ? 'control' : 'at',
    })
  }
  return entry
}

async function withPieces(db: Db, { org, origin }: Pick<Item, 'org' | 'origin'>, input: unknown): Promise<unknown> {
  if (typeof input !== 'object' || input === null || !('kind' in input)) return input
  const given = input as Record<string, unknown>
  const known = await listItems(db, org, origin)
  const bound = { ...given }
  for (const { name, type } of knownFields(given.kind)) {
    const ids = given[name]
    if (type !== 'pieces' || !Array.isArray(ids)) continue
    bound[name] = ids.map((id) => {
      const item = known.find((one) => one.id === id)
      if (!item)
        throw new VaultError('invalid', 'not_of_this_request', 'There is no such piece of this request', { path: name })
      return { id: item.id, name: item.name, sha256: item.sha256 }
    })
  }
  return bound
}

function knownFields(kind: unknown) {
  try {
    return fieldsOf(kind as CustodyEntry['kind'])
  } catch {
    return []
  }
}
