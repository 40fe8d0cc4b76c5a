import { randomUUID } from 'node:crypto'
import type { Db } from '../db/index.ts'

/** The name by which the store of this database is told from others; the same for every process, and after a restore. */
export async function storeName(db: Db): Promise<string> {
  await db
    .insertInto('vault_instance')
    .values({ id: randomUUID() })
    .onConflict((one) => one.doNothing())
    .execute()
  return (await db.selectFrom('vault_instance').select('id').executeTakeFirstOrThrow()).id
}
