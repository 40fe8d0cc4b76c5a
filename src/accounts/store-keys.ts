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
    ])
    .where('org_id', '=', org)
    .where('purpose', '=', 'signing')
    .orderBy(({ fn }) => fn.coalesce('retired_at', ({ val }) => val('infinity')), 'desc')
    .execute()
}

/** Says how the use of the signing key of now ends, before it does. */
export async function willEnd(
  tx: Tx,
  org: string,
  { ended, since, reason }: Pick<SigningPeriod, 'ended' | 'since' | 'reason'>,
): Promise<void> {
  await tx
    .updateTable('account_keys')
    .set({ ended, revoked_since: since, reason })
    .where('org_id', '=', org)
    .where('purpose', '=', 'signing')
    .where('retired_at', 'is', null)
    .execute()
}

/** The key that was announced takes its place; its private part is kept under its new purpose. */
export async function putInPlace(tx: Tx, id: string, privateKey: Uint8Array): Promise<void> {
  await tx
    .updateTable('account_keys')
    .set({ purpose: 'signing', private_key: privateKey })
    .where('id', '=', id)
    .execute()
}

/** The organisations here that have announced a key, and how the use of the one before ends. */
export async function announcedKeys(db: Db): Promise<{ org: string; ended: 'rotated' | 'revoked' | null }[]> {
  return db
    .selectFrom('account_keys as next')
    .innerJoin('account_keys as now', (join) =>
      join.onRef('now.org_id', '=', 'next.org_id').on('now.purpose', '=', 'signing').on('now.retired_at', 'is', null),
    )
    .select(['next.org_id as org', 'now.ended as ended'])
    .where('next.purpose', '=', 'next-signing')
    .where('next.retired_at', 'is', null)
    .execute()
}
