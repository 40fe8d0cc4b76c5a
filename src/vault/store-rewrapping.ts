import { sql } from 'kysely'
import type { Db, Tx } from '../db/index.ts'
import type { Item } from './item.ts'
import type { Sum } from './seal.ts'
import { findItem } from './store.ts'

/** Pieces that are here and sealed to others than these; `orAsItCame`: also those sealed as their producer did. */
export async function sealedOtherwise(
  db: Db,
  org: string,
  recipients: readonly string[],
  { orAsItCame, limit }: { readonly orAsItCame: boolean; readonly limit: number },
): Promise<Item[]> {
  const rows = await db
    .selectFrom('vault_items')
    .select('id')
    .where('org_id', '=', org)
    .where('state', 'in', ['received', 'verified'])
    .where((eb) => {
      const others = eb('wrapped_to', '<>', sql<string[]>`${[...recipients]}::text[]`)
      return orAsItCame ? eb.or([others, eb('wrapped_to', 'is', null)]) : others
    })
    .orderBy('at')
    .limit(limit)
    .execute()
  return Promise.all(rows.map(({ id }) => findItem(db, org, id)))
}

/** False if the piece is no longer the one that was sealed anew. */
export async function setWrapped(
  tx: Tx,
  { org, id, sealedSha256 }: Item,
  { sha256, size }: Sum,
  recipients: readonly string[],
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('vault_items')
    .set({ sealed_sha256: sha256, sealed_size: size, wrapped_to: [...recipients] })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('sealed_sha256', '=', sealedSha256)
    .where('state', 'in', ['received', 'verified'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function dropBlob(tx: Tx, sealedSha256: string): Promise<void> {
  await tx
    .insertInto('vault_dropped')
    .values({ sealed_sha256: sealedSha256 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function droppedBlobs(db: Db): Promise<string[]> {
  return (await db.selectFrom('vault_dropped').select('sealed_sha256').execute()).map((row) => row.sealed_sha256)
}

export async function forgetDropped(db: Db, sealedSha256: string): Promise<void> {
  await db.deleteFrom('vault_dropped').where('sealed_sha256', '=', sealedSha256).execute()
}
