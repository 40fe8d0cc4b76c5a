import { signingPeriods } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { KeyPeriod } from './entries.ts'
import { endKey, findKeys, insertKey } from './store.ts'

/** Every key an organisation had, here or elsewhere, the one of now first. */
export async function keyHistory(db: Db, org: string): Promise<KeyPeriod[]> {
  const own = await signingPeriods(db, org)
  if (own.length > 0) return own.map((period) => ({ kind: 'signing', ...period }))
  return findKeys(db, org)
}

/** From now on this is its key; the one it had of this kind is replaced by it. */
export async function beginKey(
  tx: Tx,
  org: string,
  { kind, key }: Pick<KeyPeriod, 'kind' | 'key'>,
  how: 'rotated' | 'replaced',
  at: Temporal.Instant,
): Promise<void> {
  for (const before of await findKeys(tx, org)) {
    if (before.kind === kind && before.key !== key && before.until === null)
      await endKey(tx, org, { ...before, until: instantText(at), ended: how })
  }
  await insertKey(tx, org, { kind, key, from: instantText(at) })
}

/** Every key of it that is still good is good no longer; what it signed `since` then, if any, is in doubt. Answers which they were. */
export async function revokeKeys(
  tx: Tx,
  org: string,
  { since, reason }: { since: Temporal.Instant | null; reason: string },
  at: Temporal.Instant,
): Promise<KeyPeriod[]> {
  const good = (await findKeys(tx, org)).filter(({ ended }) => ended !== 'revoked' && ended !== 'replaced')
  const revoked = good.map((key) => ({
    ...key,
    until: key.until ?? instantText(at),
    ended: 'revoked' as const,
    since: since && instantText(since),
    reason,
  }))
  for (const key of revoked) await endKey(tx, org, key)
  return revoked
}
