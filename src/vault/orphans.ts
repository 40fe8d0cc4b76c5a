import { instantText } from '../base/time.ts'
import { VaultError } from './errors.ts'
import type { Vault } from './evidence.ts'
import type { Listed } from './shelf.ts'
import { forgetOrphans, noteOrphans, orphansSince, ownedAmong } from './store-orphans.ts'

/** What was put so short a time ago may be on its way into the database. */
const YOUNG = 24 * 60 * 60_000
/** So long they are told to the operator before they go: a database may have come back from a backup without them. */
const TOLD = Temporal.Duration.from({ hours: 30 * 24 })
/** More than these, and more than there are pieces, are no leavings of a crash: then nothing is removed. */
const MANY = 100
const AT_ONCE = 500

/**
 * Looks through all that lies in the evidence store for bytes that nothing points at, notes since when, and destroys those
 * that have been told for 30 days. Answers how many went. Throws `not_ours`, with nothing removed, where they outnumber what
 * is kept: then the database is another than that of this store. `machine`: the time files carry.
 */
export async function removeOrphans({ db, blobs, now }: Vault, machine = Date.now()): Promise<number> {
  const at = now()
  let [kept, orphans] = [0, 0]
  let some: Listed[] = []
  const look = async () => {
    const sums = some.map(({ sha256 }) => sha256)
    const owned = await ownedAmong(db, sums)
    const left = some.filter(({ sha256 }) => !owned.has(sha256))
    await forgetOrphans(db, [...owned])
    await noteOrphans(db, left, instantText(at))
    kept += owned.size
    orphans += left.length
    some = []
  }
  for await (const one of blobs.list()) {
    if (machine - one.at < YOUNG || !/^[0-9a-f]{64}$/.test(one.sha256)) continue
    some.push(one)
    if (some.length === AT_ONCE) await look()
  }
  if (some.length > 0) await look()
  if (orphans > Math.max(MANY, kept))
    throw new VaultError(
      'conflict',
      'not_ours',
      `${orphans} files of the evidence store belong to no piece, and ${kept} do: is this its database? None was removed`,
    )
  let removed = 0
  for (const sha256 of await orphansSince(db, instantText(at.subtract(TOLD)))) {
    if (!(await ownedAmong(db, [sha256])).has(sha256)) {
      await blobs.destroy(sha256)
      removed++
    }
    await forgetOrphans(db, [sha256])
  }
  return removed
}
