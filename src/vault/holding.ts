import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { giveUp } from './erasing.ts'
import { VaultError } from './errors.ts'
import type { Item } from './item.ts'
import { lockItem } from './store.ts'
import { type Hold, holdsOf, insertHold, isHeld, setLifted } from './store-holds.ts'

/** Why, and on whose authority. */
export interface OnAuthority {
  readonly reason: string
  readonly authority: string
}

/**
 * Places a legal hold: until it is lifted the piece is destroyed in no way, and where the law wants it gone it is kept and
 * used by nobody. Throws `no_such_item`, `already_gone`, `reason_missing`, `authority_missing`.
 */
export async function placeHold(
  tx: Tx,
  actor: Actor,
  item: string,
  on: OnAuthority,
  at: Temporal.Instant,
): Promise<string> {
  permit(actor, 'evidence.hold')
  const { reason, authority } = readAuthority(on)
  const { origin, name, state } = await lockItem(tx, actor.org, item)
  if (state === 'erased') throw gone(name)
  const id = newId('hold', at.epochMilliseconds)
  await insertHold(
    tx,
    actor.org,
    { id, item, reason, authority, byName: actor.name, at: instantText(at) },
    actor.person,
  )
  const body = { origin, hold: id, reason, authority, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.held', about: item, body }, at)
  return id
}

/**
 * Lifts a hold. A piece that should have been erased meanwhile is erased with the last of them. Throws `no_such_item`,
 * `no_such_hold`, `already_decided` for one lifted before, `reason_missing`, `authority_missing`.
 */
export async function liftHold(
  tx: Tx,
  actor: Actor,
  item: string,
  hold: string,
  on: OnAuthority,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'evidence.hold')
  const { reason, authority } = readAuthority(on)
  const found = await lockItem(tx, actor.org, item)
  const one = (await holdsOf(tx, actor.org, item)).find(({ id }) => id === hold)
  if (!one) throw new VaultError('missing', 'no_such_hold', 'There is no such hold on this piece')
  if (one.lifted) throw new VaultError('conflict', 'already_decided', `It was lifted by ${one.lifted.byName}`)
  await setLifted(tx, hold, { reason, authority, byName: actor.name, at: instantText(at) }, actor.person)
  const body = { origin: found.origin, hold, reason, authority, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.released', about: item, body }, at)
  if (found.restricted !== null && !(await isHeld(tx, actor.org, item))) await giveUp(tx, found, found.restricted, at)
}

/** Throws `on_hold`, naming who wants it kept. */
export async function refuseHeld(tx: Tx, { org, id, name }: Item): Promise<void> {
  const [one] = (await holdsOf(tx, org, id)).filter(({ lifted }) => lifted === undefined)
  if (one) throw held(name, one)
}

const held = (name: string, { authority }: Hold) =>
  new VaultError('conflict', 'on_hold', `${name} is under a legal hold (${authority}) and cannot be destroyed`)

export const gone = (name: string): VaultError =>
  new VaultError('conflict', 'already_gone', `${name} has been destroyed already`)

/** Throws `reason_missing`, `authority_missing`. */
function readAuthority({ reason, authority }: OnAuthority): OnAuthority {
  return { reason: readReason(reason), authority: readCite(authority) }
}

/** Throws `reason_missing`. */
export function readReason(text: string, path = 'reason'): string {
  const reason = text.trim().slice(0, 2000)
  if (reason === '') throw new VaultError('invalid', 'reason_missing', 'Say why', { path })
  return reason
}

/** Throws `authority_missing`. */
export function readCite(text: string): string {
  const authority = text.trim().slice(0, 500)
  if (authority === '')
    throw new VaultError('invalid', 'authority_missing', 'Say on whose authority: court and number, or the law', {
      path: 'authority',
    })
  return authority
}
