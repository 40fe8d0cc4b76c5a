import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { VaultError } from './errors.ts'
import { refuseHeld } from './holding.ts'
import type { Item } from './item.ts'
import { lockItem, markErased } from './store.ts'

/**
 * Takes back a file that was sealed by mistake, before it was handed over: nobody can hand it over or open it any more,
 * its bytes are removed by the next round of `removeErased`, and the record says who took it back and why. Throws
 * `no_such_item`, `reason_missing`, `on_hold` under a legal hold, and `not_in_hand` for what was handed over or is not one's own.
 */
export async function takeBack(tx: Tx, actor: Actor, id: string, reason: string, at: Temporal.Instant): Promise<Item> {
  permit(actor, 'order.produce')
  const item = await lockItem(tx, actor.org, id)
  const why = reason.trim().slice(0, 2000)
  if (why === '') throw new VaultError('invalid', 'reason_missing', 'Say why it is taken back', { path: 'reason' })
  if (item.producer !== actor.org || item.state !== 'sealed')
    throw new VaultError('conflict', 'not_in_hand', `${item.name} can no longer be taken back: it is ${item.state}`)
  await refuseHeld(tx, item)
  await markErased(tx, actor.org, id, why, instantText(at))
  const { origin, name, size, sha256, sealedSha256 } = item
  const body = { origin, name, size, sha256, sealedSha256, why, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.taken-back', about: id, body }, at)
  return { ...item, state: 'erased', problem: why }
}
