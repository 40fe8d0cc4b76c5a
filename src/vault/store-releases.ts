import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Release } from '../law/index.ts'
import type { Item } from './item.ts'

/** That a piece was let out: to whom, on which facts. */
export interface Released {
  readonly item: string
  readonly to: string
  readonly release: Release
  readonly law: string
  readonly at: InstantText
}

export async function insertRelease(
  tx: Tx,
  { org, id, sha256 }: Pick<Item, 'org' | 'id' | 'sha256'>,
  { to, release, law, at }: Omit<Released, 'item'>,
): Promise<void> {
  const row = { sha256, release: JSON.stringify(release), law_digest: law, at }
  const states = { to_state: release.recipient?.state ?? null, from_state: release.giver?.state ?? null }
  await tx
    .insertInto('vault_releases')
    .values({ org_id: org, item_id: id, to_org: to, ...row, ...states })
    .onConflict((conflict) => conflict.columns(['org_id', 'item_id', 'to_org']).doUpdateSet({ ...row, ...states }))
    .execute()
}

/** Everything that was let out of a piece. */
export async function releasesOf(db: Db, org: string, item: string): Promise<Released[]> {
  const rows = await db
    .selectFrom('vault_releases')
    .selectAll()
    .where('org_id', '=', org)
    .where('item_id', '=', item)
    .orderBy('at')
    .execute()
  return rows.map(readRelease)
}

/** What went from one state to another since this instant, each piece once. */
export async function releasedSince(db: Db, org: string, from: InstantText): Promise<Release[]> {
  const rows = await db
    .selectFrom('vault_releases')
    .select(['sha256', 'release'])
    .where('org_id', '=', org)
    .where('at', '>=', from)
    .whereRef('to_state', '!=', 'from_state')
    .execute()
  const once = new Map(rows.map(({ sha256, release }) => [sha256, release as Release]))
  return [...once.values()].map((release) => ({ ...release, items: release.items.slice(0, 1) }))
}

// What stands in `release` was read by its schema before it was decided on.
const readRelease = (row: {
  item_id: string
  to_org: string
  release: unknown
  law_digest: string
  at: string
}): Released => ({
  item: row.item_id,
  to: row.to_org,
  release: row.release as Release,
  law: row.law_digest,
  at: row.at as InstantText,
})
