import { record } from '../audit/index.ts'
import type { Tx } from '../db/index.ts'
import { derivedFrom } from './derived.ts'
import { gone, readCite, readReason } from './holding.ts'
import type { Item } from './item.ts'
import { copiesOf, findItem, lockItem, setExcluded } from './store.ts'

/** On whose decision, for what reason. */
export interface Exclusion {
  readonly authority: string
  readonly reason: string
  /** Who decided: an organisation, and the name told with it. */
  readonly by: string
  readonly byName: string
}

/**
 * Nobody opens, exports or hands over a piece from now on, nor a copy of it or a part that was made of it; it stays kept and
 * provable. Answers with every piece that is excluded by it. Throws `no_such_item`, `already_gone`, `reason_missing`, `authority_missing`.
 */
export async function exclude(tx: Tx, org: string, id: string, why: Exclusion, at: Temporal.Instant): Promise<Item[]> {
  const item = await lockItem(tx, org, id)
  if (item.state === 'erased') throw gone(item.name)
  const [reason, authority] = [readReason(why.reason), readCite(why.authority)]
  const parts = (await derivedFrom(tx, item)).filter(({ is }) => is === 'part')
  const all = [...(await copiesOf(tx, item)), ...(await Promise.all(parts.map((part) => findItem(tx, org, part.id))))]
  const going = [item, ...all.filter((one) => one.id !== item.id && one.state !== 'erased')]
  for (const one of going) {
    await setExcluded(tx, org, one.id, `${reason} (${authority})`)
    const body = { origin: one.origin, reason, authority, sha256: one.sha256, byName: why.byName }
    await record(tx, { org, by: why.by, kind: 'evidence.excluded', about: one.id, body }, at)
  }
  return going
}
