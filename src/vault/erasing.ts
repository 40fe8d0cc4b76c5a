import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Blobs } from './blobs.ts'
import type { Item } from './item.ts'
import { isKept, listItems, markErased, takeErased } from './store.ts'

/**
 * Gives up everything that came to an organisation for one request: nobody opens it any more from this moment, the
 * record says why, and the bytes are removed by the next round of `removeErased`. What it made itself stays. Answers with
 * the pieces given up.
 */
export async function eraseReceived(
  tx: Tx,
  org: string,
  origin: string,
  why: string,
  at: Temporal.Instant,
): Promise<Item[]> {
  const came = (await listItems(tx, org, origin)).filter(
    ({ state, producer }) => producer !== org && (state === 'expected' || state === 'received' || state === 'verified'),
  )
  for (const item of came) {
    await markErased(tx, org, item.id, why, instantText(at))
    const { sealedSha256, sha256 } = item
    await record(
      tx,
      { org, by: 'system', kind: 'evidence.erased', about: item.id, body: { origin, why, sha256, sealedSha256 } },
      at,
    )
  }
  return came
}

/** Removes the bytes of what was given up, unless another piece kept here has the same. Answers how many were removed. */
export async function removeErased({ db, blobs }: { readonly db: Db; readonly blobs: Blobs }): Promise<number> {
  let removed = 0
  for (;;) {
    const sealed = await db.transaction().execute((tx) => takeErased(tx, 100))
    if (sealed.length === 0) return removed
    for (const sum of sealed) {
      if (await isKept(db, sum)) continue
      await blobs.remove(sum)
      removed++
    }
  }
}
