import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

/** A signing key of an organisation here, and the time it was good for. */
export interface SigningPeriod {
  /** Ed25519, base64. */
  readonly key: string
  readonly from: InstantText
  readonly until: InstantText | null
  readonly ended: 'rotated' | 'revoked' | null
  /** What was signed with it from here on is in doubt. */
  readonly since: InstantText | null
  readonly reason: string | null
  /** Signed with it: the key that follows. */
  readonly succession: string | null
}

/** Every signing key it has had, the one of now first. */
export async function signingPeriods(db: Db, org: string): Promise<SigningPeriod[]> {
  return db
    .selectFrom('account_keys')
    .select([
      'public_key as key',
      'created_at as from',
      'retired_at as until',
      'ended',
      'revoked_since as since',
      'reason',
      'succession',
    ])
    .where('org_id', '=', org)
    .where('purpose', '=', 'signing')
    .orderBy(({ fn }) => fn.coalesce('retired_at', ({ val }) => val('infinity')), 'desc')
    .execute()
}

/** Says how the use of a signing key ended, once another is there. */
export async function endSigningKey(
  tx: Tx,
  org: string,
  key: string,
  how: Pick<SigningPeriod, 'ended' | 'since' | 'reason' | 'succession'>,
): Promise<void> {
  await tx
    .updateTable('account_keys')
    .set({ ended: how.ended, revoked_since: how.since, reason: how.reason, succession: how.succession })
    .where('org_id', '=', org)
    .where('purpose', '=', 'signing')
    .where('public_key', '=', key)
    .execute()
}
