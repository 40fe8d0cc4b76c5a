import { record } from '../audit/index.ts'
import { base64 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { mustBeConfirmed } from './confirmed.ts'
import { AccountError } from './errors.ts'
import { beginAnnouncedKey, createSigningKey, publicKeys } from './keys.ts'
import { permit } from './permissions.ts'
import type { Actor } from './seats.ts'
import type { InstanceSecret } from './secret.ts'
import { findKeys, retireKey } from './store.ts'
import { willEnd } from './store-keys.ts'

export interface SigningChange {
  readonly reason: string
  /** The key is not in one's own hands any more, since then: what it signed from there on is in doubt. */
  readonly since?: Temporal.Instant
}

/**
 * Makes a new signing key for the actor's organisation. The one before stays in use until others have been told, by its own
 * signature. Answers both, base64. Throws `not_permitted`, `confirm_first`, `reason_missing`, `key_announced` while another is announced,
 * `since_in_the_future`, and `signer_keeps_key` where a signer of the operator's has the keys and makes no second one.
 */
export async function announceSigningKey(
  tx: Tx,
  secret: InstanceSecret,
  actor: Actor,
  { reason, since }: SigningChange,
  at: Temporal.Instant,
): Promise<{ readonly from: string; readonly to: string }> {
  permit(actor, 'key.rotate')
  mustBeConfirmed(actor)
  const words = reason.trim().slice(0, 2_000)
  if (words === '') throw new AccountError('invalid', 'reason_missing', 'Say why', { path: 'reason' })
  if (since && Temporal.Instant.compare(since, at) > 0)
    throw new AccountError('invalid', 'since_in_the_future', 'That is still to come', { path: 'since' })
  if ((await findKeys(tx, actor.org)).some(({ purpose }) => purpose === 'next-signing'))
    throw new AccountError('conflict', 'key_announced', 'A new key has been announced and has not taken over yet')
  const from = base64((await publicKeys(tx, actor.org)).signing)
  const to = base64(await createSigningKey(tx, secret, actor.org, at, 'next-signing'))
  if (to === from)
    throw new AccountError('conflict', 'signer_keeps_key', 'The signer of this instance makes no second key')
  const ended = since ? 'revoked' : 'rotated'
  const inDoubt = since ? instantText(since) : null
  await willEnd(tx, actor.org, { ended, since: inDoubt, reason: words })
  const body = { from, to, reason: words, since: inDoubt, byName: actor.name }
  const kind = since ? 'key.revoked' : 'key.announced'
  await record(tx, { org: actor.org, by: actor.person, kind, about: actor.org, body }, at)
  return { from, to }
}

/** The key that was announced takes over. */
export async function takeOver(tx: Tx, secret: InstanceSecret, org: string, at: Temporal.Instant): Promise<void> {
  const from = await retireKey(tx, org, 'signing', instantText(at))
  const to = await beginAnnouncedKey(tx, secret, org)
  await record(tx, { org, by: 'system', kind: 'key.taken-over', about: org, body: { from, to } }, at)
}
