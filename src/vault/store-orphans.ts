import type { InstantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'

/** Those of these bytes that a piece, an upload, or the work of removing them points at. */
export async function ownedAmong(db: Db, sums: readonly string[]): Promise<Set<string>> {
  if (sums.length === 0) return new Set()
  const items = db
    .selectFrom('vault_items')
    .select('sealed_sha256 as sum')
    .where('sealed_sha256', 'in', sums)
    // What was erased and removed is pointed at no longer.
    .where(({ eb, or }) => or([eb('state', '<>', 'erased'), eb('next_at', 'is not', null)]))
  const uploads = db.selectFrom('vault_uploads').select('sealed_sha256 as sum').where('sealed_sha256', 'in', sums)
  const dropped = db.selectFrom('vault_dropped').select('sealed_sha256 as sum').where('sealed_sha256', 'in', sums)
  const rows = await Promise.all([items.execute(), uploads.execute(), dropped.execute()])
  return new Set(rows.flat().flatMap(({ sum }) => sum ?? []))
}

/** Notes bytes that nothing points at; what was noted before stays as it was. */
export async function noteOrphans(
  db: Db,
  found: readonly { readonly sha256: string; readonly size: number }[],
  at: InstantText,
): Promise<void> {
  if (found.length === 0) return
  await db
    .insertInto('vault_orphans')
    .values(found.map(({ sha256, size }) => ({ sealed_sha256: sha256, size, found_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Forgets what is pointed at again, or gone. */
export async function forgetOrphans(db: Db, sums: readonly string[]): Promise<void> {
  if (sums.length > 0) await db.deleteFrom('vault_orphans').where('sealed_sha256', 'in', sums).execute()
}

/** What has been known to belong to nobody since then or longer. */
export async function orphansSince(db: Db, since: InstantText): Promise<string[]> {
  const rows = await db.selectFrom('vault_orphans').select('sealed_sha256').where('found_at', '<=', since).execute()
  return rows.map((row) => row.sealed_sha256)
}

/** How many there are, and how many bytes they take. */
export async function countOrphans(db: Db): Promise<{ files: number; bytes: number }> {
  const { files, bytes } = await db
    .selectFrom('vault_orphans')
    .select(({ fn }) => [fn.countAll<number>().as('files'), fn.sum<number | null>('size').as('bytes')])
    .executeTakeFirstOrThrow()
  return { files: Number(files), bytes: Number(bytes ?? 0) }
}
