import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'

export interface StoredEdition {
  readonly number: number
  readonly org: string
  readonly asOf: InstantText
  /** Canonical JSON. */
  readonly content: string
  readonly note: string
  /** Base64. */
  readonly key: string
  readonly reason: string
  readonly byName: string
  readonly madeAt: InstantText
}

export async function insertEdition(tx: Tx, { org, asOf, key, byName, madeAt, ...rest }: StoredEdition): Promise<void> {
  const row = { ...rest, org_id: org, as_of: asOf, signing_key: key, by_name: byName, made_at: madeAt }
  await tx.insertInto('oversight_editions').values(row).execute()
}

const columns = ['number', 'org_id as org', 'as_of as asOf', 'note', 'signing_key as key', 'reason', 'by_name as byName', 'made_at as madeAt'] as const // biome-ignore format: a row

/** Every edition without its figures, newest first. */
export const listEditions = (db: Db): Promise<Omit<StoredEdition, 'content'>[]> =>
  db.selectFrom('oversight_editions').select(columns).orderBy('number', 'desc').execute()

/** That one, or the newest. */
export const findEdition = (db: Db, number?: number): Promise<StoredEdition | undefined> =>
  db
    .selectFrom('oversight_editions')
    .select([...columns, 'content'])
    .where((where) => (number === undefined ? where.lit(true) : where('number', '=', number)))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The number of the newest; undefined where none has been published. */
export const newestEdition = async (db: Db): Promise<number | undefined> =>
  (await db.selectFrom('oversight_editions').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst())
    ?.number
