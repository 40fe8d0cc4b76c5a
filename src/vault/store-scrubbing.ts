import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Item } from './item.ts'

/** What can be wrong with bytes that are read back. */
export type Rot = 'damaged' | 'missing'

/** Whose bytes are here and are to stay what they are. */
const HERE = ['sealed', 'handed-over', 'received', 'verified'] as const

/** Bytes to be read back: those longest not read first. `again`: since when what was wrong is not looked at anew. */
export async function dueForCheck(db: Db, since: InstantText, again: InstantText, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_items as i')
    .leftJoin('vault_checked as c', 'c.sealed_sha256', 'i.sealed_sha256')
    .select('i.sealed_sha256')
    .where('i.state', 'in', HERE)
    .where(({ eb, or, and }) =>
      or([
        eb('c.at', 'is', null),
        eb('c.at', '<', since),
        and([eb('c.problem', 'is not', null), eb('c.at', '<', again)]),
      ]),
    )
    .groupBy(['i.sealed_sha256', 'c.at'])
    .orderBy('c.at', (order) => order.asc().nullsFirst())
    .orderBy('i.sealed_sha256')
    .limit(limit)
    .execute()
  return rows.map((row) => row.sealed_sha256)
}

/** The pieces that are these bytes. */
export async function piecesOf(
  db: Db,
  sealedSha256: string,
): Promise<Pick<Item, 'org' | 'id' | 'origin' | 'sha256'>[]> {
  return db
    .selectFrom('vault_items')
    .select(['org_id as org', 'id', 'origin', 'sha256'])
    .where('sealed_sha256', '=', sealedSha256)
    .where('state', 'in', HERE)
    .orderBy('id')
    .execute()
}

/** Notes how bytes were found, and answers how they were found before; null: whole, or never read. */
export async function noteChecked(tx: Tx, sealedSha256: string, at: InstantText, problem: Rot | null) {
  const first = { sealed_sha256: sealedSha256, at, problem: null }
  await tx
    .insertInto('vault_checked')
    .values(first)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const of = tx.selectFrom('vault_checked').select('problem').where('sealed_sha256', '=', sealedSha256)
  const before = await of.forUpdate().executeTakeFirst()
  await tx.updateTable('vault_checked').set({ at, problem }).where('sealed_sha256', '=', sealedSha256).execute()
  return before?.problem ?? null
}

/** Forgets bytes that nobody keeps any more. */
export async function forgetChecked(tx: Tx, sealedSha256: string): Promise<void> {
  await tx.deleteFrom('vault_checked').where('sealed_sha256', '=', sealedSha256).execute()
}

/** How many bytes of pieces that are here were found whole since then, how many there are, and what was wrong with which. */
export async function checkedSince(db: Db, since: InstantText) {
  const kept = db.selectFrom('vault_items').select('sealed_sha256').distinct().where('state', 'in', HERE)
  const { all } = await db
    .selectFrom(kept.as('kept'))
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  const { whole } = await db
    .selectFrom(kept.as('kept'))
    .innerJoin('vault_checked as c', 'c.sealed_sha256', 'kept.sealed_sha256')
    .select(({ fn }) => fn.countAll<number>().as('whole'))
    .where('c.at', '>=', since)
    .where('c.problem', 'is', null)
    .executeTakeFirstOrThrow()
  const wrong = await db
    .selectFrom(kept.as('kept'))
    .innerJoin('vault_checked as c', 'c.sealed_sha256', 'kept.sealed_sha256')
    .select(['c.sealed_sha256 as sealedSha256', 'c.at', 'c.problem'])
    .where('c.problem', 'is not', null)
    .orderBy('c.at')
    .limit(100)
    .execute()
  return {
    all: Number(all),
    whole: Number(whole),
    wrong: wrong.flatMap(({ problem, ...one }) => (problem ? [{ ...one, problem }] : [])),
  }
}
