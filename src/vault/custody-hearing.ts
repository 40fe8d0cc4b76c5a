import { record } from '../audit/index.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { Tx } from '../db/index.ts'
import type { Act, Item } from './item.ts'

/** More than a piece is ever told of. */
const MOST_ACTS = 2_000

/**
 * What its producer put down of a piece after it was handed over, as its signed message says: it stands with what the
 * producer said before, and in our own log that it came. What is known already is told once. Answers with how many were new.
 */
export async function hearOfCustody(tx: Tx, item: Item, acts: readonly Act[], at: Temporal.Instant): Promise<number> {
  const known = new Set(item.acts.map((act) => canonicalJson(act as unknown as Json)))
  const added = acts
    .filter((act) => !known.has(canonicalJson(act as unknown as Json)))
    .slice(0, Math.max(0, MOST_ACTS - item.acts.length))
  if (added.length === 0) return 0
  await tx
    .updateTable('vault_items')
    .set({ acts: JSON.stringify([...item.acts, ...added]) })
    .where('org_id', '=', item.org)
    .where('id', '=', item.id)
    .execute()
  const body = { origin: item.origin, sha256: item.sha256, acts: added.map((act) => ({ ...act })) as unknown as Json }
  await record(tx, { org: item.org, by: item.producer, kind: 'evidence.custody-told', about: item.id, body }, at)
  return added.length
}
