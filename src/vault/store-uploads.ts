import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Sum, Sums } from './seal.ts'
import type { SealKeys } from './sealing-in-parts.ts'

/** A file that is still arriving. */
export interface Upload {
  /** The id the piece of evidence will have. */
  readonly id: string
  readonly org: string
  readonly origin: string
  readonly name: string
  readonly mediaType: string
  /** In bytes, before sealing. */
  readonly size: number
  /** What its sender says it is; null if it did not say. */
  readonly announced: string | null
  readonly sealedTo: readonly string[]
  /** What it is sealed, where that was done before it was sent: then its sender alone says what it is unsealed. */
  readonly sealedAs: Sum | null
  /** Who began it. */
  readonly by: { readonly id: string; readonly name: string }
  readonly at: InstantText
  /** When something of it came last. */
  readonly touchedAt: InstantText
}

/** With what is needed to go on sealing it, where it is sealed here: `fileKey` locked under the instance secret. */
export interface KeptUpload extends Upload {
  readonly keys: SealKeys | null
}

export async function insertUpload(tx: Tx, upload: KeptUpload): Promise<void> {
  await tx
    .insertInto('vault_uploads')
    .values({
      id: upload.id,
      org_id: upload.org,
      origin: upload.origin,
      name: upload.name,
      media_type: upload.mediaType,
      size: upload.size,
      announced_sha256: upload.announced,
      sealed_to: [...upload.sealedTo],
      header: upload.keys?.header ?? null,
      nonce: upload.keys?.nonce ?? null,
      file_key: upload.keys?.fileKey ?? null,
      announced_sealed_sha256: upload.sealedAs?.sha256 ?? null,
      announced_sealed_size: upload.sealedAs?.size ?? null,
      by_person: upload.by.id,
      by_name: upload.by.name,
      at: upload.at,
      touched_at: upload.touchedAt,
    })
    .execute()
}

const ofUpload = (db: Db) => db.selectFrom('vault_uploads').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof ofUpload>['executeTakeFirstOrThrow']>>

const readUpload = (row: Row): KeptUpload => ({
  id: row.id,
  org: row.org_id,
  origin: row.origin,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  announced: row.announced_sha256,
  sealedTo: row.sealed_to,
  by: { id: row.by_person, name: row.by_name },
  at: row.at,
  touchedAt: row.touched_at,
  sealedAs: sealedIn(row),
  keys: keysIn(row),
})

const sealedIn = ({ announced_sealed_sha256: sha256, announced_sealed_size: size }: Row): Sum | null =>
  sha256 !== null && size !== null ? { sha256, size } : null

const keysIn = ({ header, nonce, file_key: fileKey }: Row): SealKeys | null =>
  header && nonce && fileKey ? { header, nonce, fileKey } : null

/** Undefined also for another organisation's. */
export async function findUpload(db: Db, org: string, id: string): Promise<KeptUpload | undefined> {
  const row = await ofUpload(db).where('org_id', '=', org).where('id', '=', id).executeTakeFirst()
  return row && readUpload(row)
}

/** What is still arriving for one request, oldest first. */
export async function uploadsOf(db: Db, org: string, origin: string): Promise<KeptUpload[]> {
  const rows = await ofUpload(db)
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(readUpload)
}

/** Of which nothing has come since then. */
export async function uploadsUntouchedSince(db: Db, then: InstantText, limit: number): Promise<KeptUpload[]> {
  const rows = await ofUpload(db).where('touched_at', '<', then).orderBy('touched_at').limit(limit).execute()
  return rows.map(readUpload)
}

export async function touchUpload(db: Db, id: string, at: InstantText): Promise<void> {
  await db.updateTable('vault_uploads').set({ touched_at: at }).where('id', '=', id).execute()
}

/** Notes that all of it is here, before its file is moved to its place. */
export async function noteWhole(db: Db, id: string, { plain, sealed }: Sums): Promise<void> {
  await db
    .updateTable('vault_uploads')
    .set({ sha256: plain.sha256, sealed_sha256: sealed.sha256, sealed_size: sealed.size })
    .where('id', '=', id)
    .execute()
}

/** The sums of one that is whole; undefined before. */
export async function wholeSums(db: Db, id: string): Promise<Sums | undefined> {
  const row = await ofUpload(db).where('id', '=', id).executeTakeFirst()
  if (!row?.sha256 || !row.sealed_sha256 || row.sealed_size === null) return undefined
  const { size, sha256, sealed_sha256, sealed_size } = row
  return { plain: { sha256, size }, sealed: { sha256: sealed_sha256, size: sealed_size } }
}

/** Whether there was one to take away: of two who end it at once, one does. */
export async function deleteUpload(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('vault_uploads').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}
