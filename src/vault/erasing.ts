import { record } from '../audit/index.ts'
import { instantText, type Now } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Blobs } from './blobs.ts'
import type { Item } from './item.ts'
import { holdErasing, isKept, listItems, lockItem, markErased, setErasing } from './store.ts'
import { isHeld, restrict } from './store-holds.ts'

/**
 * Gives up everything that came to an organisation for one request: nobody opens it any more from this moment, the
 * record says why, and the bytes are removed by the next round of `removeErased`. What was made of it by minimising goes with
 * it; what it sealed itself for others stays. A piece that a legal hold keeps is restricted instead, and erased once the hold is lifted. Answers with the pieces given up.
 */
export async function eraseReceived(
  tx: Tx,
  org: string,
  origin: string,
  why: string,
  at: Temporal.Instant,
): Promise<Item[]> {
  const came = (await listItems(tx, org, origin)).filter(
    ({ state }) => state === 'expected' || state === 'received' || state === 'verified',
  )
  for (const { id } of came) await giveUp(tx, await lockItem(tx, org, id), why, at)
  return came
}

/** One piece is given up, or restricted while a hold keeps it. */
export async function giveUp(tx: Tx, item: Item, why: string, at: Temporal.Instant): Promise<void> {
  const { org, id, origin, sealedSha256, sha256 } = item
  const held = await isHeld(tx, org, id)
  if (held) await restrict(tx, org, id, why)
  else await markErased(tx, org, id, why, instantText(at))
  const kind = held ? 'evidence.restricted' : 'evidence.erased'
  await record(tx, { org, by: 'system', kind, about: id, body: { origin, why, sha256, sealedSha256 } }, at)
}

/** Bytes that another organisation here keeps as well are looked at again after so long. */
const LATER = { minutes: 10 }

/**
 * Destroys the bytes of what was given up, unless another piece kept here has the same, and records that they are gone. The
 * record is written after the bytes are gone and in the transaction that notes it, so that whoever is cut off in between
 * does both again. Answers how many were.
 */
export async function removeErased({
  db,
  blobs,
  now,
}: {
  readonly db: Db
  readonly blobs: Blobs
  readonly now: Now
}): Promise<number> {
  let removed = 0
  for (;;) {
    const gone = await db.transaction().execute(async (tx): Promise<number | undefined> => {
      const at = now()
      const item = await holdErasing(tx, instantText(at))
      if (!item) return undefined
      if (await isKept(tx, item.sealedSha256)) {
        await setErasing(tx, item, instantText(at.add(LATER)))
        return 0
      }
      const hadBytes = (await blobs.size(item.sealedSha256)) !== undefined
      await blobs.destroy(item.sealedSha256)
      await setErasing(tx, item, null)
      const { org, id, origin, sha256, sealedSha256 } = item
      await record(
        tx,
        { org, by: 'system', kind: 'evidence.bytes-erased', about: id, body: { origin, sha256, sealedSha256 } },
        at,
      )
      return hadBytes ? 1 : 0
    })
    if (gone === undefined) return removed
    removed += gone
  }
}
