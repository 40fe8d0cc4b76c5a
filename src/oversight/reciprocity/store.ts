import type { Selectable } from 'kysely'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { parseEditionFile } from '../editions/edition.ts'
import { OversightError } from '../errors.ts'
import type { FoundReciprocity, TakenEdition } from './reciprocity.ts'

type TakenRow = Selectable<Tables['oversight_counterpart_editions']>

const readTaken = (row: TakenRow): TakenEdition => ({
  id: row.id,
  org: row.org_id,
  publisher: { id: row.publisher, name: row.publisher_name },
  number: row.number,
  asOf: row.as_of,
  file: parseEditionFile(JSON.parse(row.content)),
  taken: { name: row.by_name, at: row.at },
})

export async function insertTaken(tx: Tx, { id, org, publisher, number, asOf, file, taken }: TakenEdition): Promise<void> {
  const about = { id, org_id: org, publisher: publisher.id, publisher_name: publisher.name, number, as_of: asOf }
  const row = { ...about, content: JSON.stringify(file), by_name: taken.name, at: taken.at }
  await tx.insertInto('oversight_counterpart_editions').values(row).execute()
} // biome-ignore format: short

/** One of an organisation's. Throws `no_such_edition`. */
export async function findTaken(db: Db, org: string, id: string): Promise<TakenEdition> {
  const row = await db
    .selectFrom('oversight_counterpart_editions')
    .selectAll()
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_edition', 'No such edition was taken in here')
  return readTaken(row)
}

export async function findTakenNumber(db: Db, org: string, publisher: string, number: number) {
  const row = await db
    .selectFrom('oversight_counterpart_editions')
    .selectAll()
    .where('org_id', '=', org)
    .where('publisher', '=', publisher)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && readTaken(row)
}

/** Those an organisation took in, without their figures; the newest first. */
export async function listTaken(db: Db, org: string): Promise<Omit<TakenEdition, 'file'>[]> {
  const rows = await db
    .selectFrom('oversight_counterpart_editions')
    .select(['id', 'org_id', 'publisher', 'publisher_name', 'number', 'as_of', 'by_name', 'at'])
    .where('org_id', '=', org)
    .orderBy('at', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    org: row.org_id,
    publisher: { id: row.publisher, name: row.publisher_name },
    number: row.number,
    asOf: row.as_of,
    taken: { name: row.by_name, at: row.at },
  }))
}

export async function insertFound(tx: Tx, { id, org, state, withState, holds, reason, figures, found }: FoundReciprocity): Promise<void> {
  const about = { id, org_id: org, state, with_state: withState, holds, reason, figures: JSON.stringify(figures) }
  await tx.insertInto('oversight_reciprocity').values({ ...about, by_name: found.name, at: found.at }).execute()
} // biome-ignore format: short

/** All an organisation ever found, the newest first. */
export async function listFound(db: Db, org: string): Promise<FoundReciprocity[]> {
  const rows = await db
    .selectFrom('oversight_reciprocity')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('seq', 'desc')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    org: row.org_id,
    state: row.state,
    withState: row.with_state,
    holds: row.holds,
    reason: row.reason,
    // Written by `findReciprocity` alone.
    figures: row.figures as FoundReciprocity['figures'],
    found: { name: row.by_name, at: row.at },
  }))
}
