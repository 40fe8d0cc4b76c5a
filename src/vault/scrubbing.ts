import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import type { Blobs } from './blobs.ts'
import { VaultError } from './errors.ts'
import type { Vault } from './evidence.ts'
import { countOrphans } from './store-orphans.ts'
import { checkedSince, dueForCheck, forgetChecked, noteChecked, piecesOf, type Rot } from './store-scrubbing.ts'
import { release } from './write-stream.ts'

/** All that is kept is read back within this time. */
const WITHIN = Temporal.Duration.from({ hours: 30 * 24 })
/** What was found damaged or missing is looked at again after so long: it may have been brought back from a backup. */
const AGAIN = Temporal.Duration.from({ hours: 24 })
const AT_ONCE = 100

/**
 * Reads back the kept bytes that have not been read for longest, about `most` bytes of them, and compares them with their
 * sums. What is damaged or missing is recorded in the log of every organisation that keeps it, once, and again when it is
 * whole. Answers how many were wrong. Throws `store_unreachable`: what cannot be asked is not missing.
 */
export async function scrub({ db, blobs, now }: Vault, most = 1024 * 1024 * 1024): Promise<number> {
  const at = now()
  const [since, again] = [WITHIN, AGAIN].map((time) => instantText(at.subtract(time))) as [string, string]
  let [left, wrong] = [most, 0]
  for (const sealed of await dueForCheck(db, since, again, AT_ONCE)) {
    if (left <= 0) break
    const { problem, size } = await readBack(blobs, sealed)
    left -= size
    if (problem) wrong++
    await note(db, sealed, problem, at)
  }
  return wrong
}

async function readBack(blobs: Blobs, sealed: string): Promise<{ problem: Rot | null; size: number }> {
  let size = 0
  try {
    for await (const chunk of blobs.read(sealed)) {
      size += chunk.length
      release(chunk)
    }
    return { problem: null, size }
  } catch (error) {
    if (error instanceof VaultError && error.code === 'blob_damaged') return { problem: 'damaged', size }
    if (error instanceof VaultError && error.code === 'no_such_blob') return { problem: 'missing', size }
    throw error
  }
}

/** Whoever has destroyed or sealed anew meanwhile misses nothing: only what is still kept is told. */
async function note(db: Db, sealedSha256: string, problem: Rot | null, at: Temporal.Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const pieces = await piecesOf(tx, sealedSha256)
    if (pieces.length === 0) return forgetChecked(tx, sealedSha256)
    const before = await noteChecked(tx, sealedSha256, instantText(at), problem)
    if (before === problem) return
    const kind = problem ? 'evidence.rot-found' : 'evidence.rot-mended'
    for (const { org, id, origin, sha256 } of pieces) {
      const body = { origin, problem: problem ?? before, sha256, sealedSha256 }
      await record(tx, { org, by: 'system', kind, about: id, body }, at)
    }
  })
}

/** How much of what is kept has been read back whole within the time all is read in, what was not, and what belongs to no piece. */
export const checkedBlobs = async ({ db, now }: Pick<Vault, 'db' | 'now'>) => ({
  ...(await checkedSince(db, instantText(now().subtract(WITHIN)))),
  orphans: await countOrphans(db),
})
