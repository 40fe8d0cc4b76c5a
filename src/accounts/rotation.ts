import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import { CryptoError, encrypterTo } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { mustBeConfirmed } from './confirmed.ts'
import { AccountError } from './errors.ts'
import { createSealingKey, publicKeys } from './keys.ts'
import { permit } from './permissions.ts'
import type { Actor } from './seats.ts'
import type { InstanceSecret } from './secret.ts'
import { retireKey } from './store.ts'
import { deleteRecovery, findRecovery, insertRecovery, type Recovery } from './store-recovery.ts'

/**
 * A new sealing key for the actor's organisation: from now on everything is sealed to it. The one before is kept, to open
 * what was sealed before and what is on its way. Throws `not_permitted`, `confirm_first`, `reason_missing`.
 */
export async function rotateSealingKey(
  tx: Tx,
  secret: InstanceSecret,
  actor: Actor,
  reason: string,
  at: Temporal.Instant,
): Promise<{ readonly from: string; readonly to: string }> {
  permit(actor, 'key.rotate')
  mustBeConfirmed(actor)
  if (reason.trim() === '') throw new AccountError('invalid', 'reason_missing', 'Say why', { path: 'reason' })
  const from = await retireKey(tx, actor.org, 'sealing', instantText(at))
  const to = await createSealingKey(tx, secret, actor.org, at)
  const body = { from, to, reason: reason.slice(0, 2000), byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'key.rotated', about: actor.org, body }, at)
  return { from, to }
}

/** Throws `not_permitted`, `confirm_first`, `bad_recipient`, `label_missing`, `recipient_there`. */
export async function addRecovery(
  tx: Tx,
  actor: Actor,
  { recipient, label }: Pick<Recovery, 'recipient' | 'label'>,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'key.rotate')
  mustBeConfirmed(actor)
  const words = label.trim().slice(0, 200)
  if (words === '') throw new AccountError('invalid', 'label_missing', 'Say who keeps this key', { path: 'label' })
  try {
    encrypterTo([recipient])
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    throw new AccountError('invalid', 'bad_recipient', 'This is not an age recipient: age1…', {
      path: 'recipient',
      cause,
    })
  }
  const kept = await insertRecovery(tx, actor.org, {
    recipient,
    label: words,
    addedBy: actor.name,
    at: instantText(at),
  })
  if (!kept) throw new AccountError('conflict', 'recipient_there', 'This key is there already', { path: 'recipient' })
  const body = { recipient, label: words, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'key.recovery-added', about: actor.org, body }, at)
}

/** What is kept is sealed anew without it. Throws `not_permitted`, `confirm_first`, `no_such_recipient`. */
export async function removeRecovery(tx: Tx, actor: Actor, recipient: string, at: Temporal.Instant): Promise<void> {
  permit(actor, 'key.rotate')
  mustBeConfirmed(actor)
  if (!(await deleteRecovery(tx, actor.org, recipient)))
    throw new AccountError('missing', 'no_such_recipient', 'This key is not one of them')
  const body = { recipient, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'key.recovery-removed', about: actor.org, body }, at)
}

export const recoveryOf = (db: Db, org: string): Promise<Recovery[]> => findRecovery(db, org)

/** Whom what an organisation keeps is sealed to: its key of now, and those for recovery. */
export async function recipientsOf(db: Db, org: string): Promise<string[]> {
  const recovery = await recoveryOf(db, org)
  return [(await publicKeys(db, org)).sealing, ...recovery.map(({ recipient }) => recipient).sort()]
}
