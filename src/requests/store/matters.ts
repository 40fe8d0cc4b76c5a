import type { Db, Tx } from '../../db/index.ts'
import type { Facts } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import type { Matter, MatterId } from '../request.ts'
import { wordsOf } from '../words.ts'
import type { Row } from './row.ts'
import { vector } from './standing.ts'

export async function insertMatter(tx: Tx, matter: Matter): Promise<void> {
  await tx
    .insertInto('request_matters')
    .values({
      id: matter.id,
      org_id: matter.org,
      title: matter.title,
      file_number: matter.fileNumber,
      facts: JSON.stringify(matter.facts),
      opened_by: matter.openedBy,
      opened_at: matter.openedAt,
      changed_at: matter.changedAt,
      words: vector(wordsOf([matter.title], [matter.fileNumber])),
    })
    .execute()
}

export async function updateFacts(tx: Tx, id: string, facts: Facts, at: string): Promise<void> {
  await tx
    .updateTable('request_matters')
    .set({ facts: JSON.stringify(facts), changed_at: at })
    .where('id', '=', id)
    .execute()
}

/** An organisation's matter; throws `missing` / `not_found` also for another organisation's. */
export async function findMatter(db: Db, org: string, id: string, lock?: 'lock'): Promise<Matter> {
  const query = db.selectFrom('request_matters').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such matter here')
  return readMatter(row)
}

export async function listMatters(db: Db, org: string, limit = 100): Promise<Matter[]> {
  const query = db.selectFrom('request_matters').selectAll().where('org_id', '=', org)
  return (await query.orderBy('changed_at', 'desc').limit(limit).execute()).map(readMatter)
}

const readMatter = (row: Row<'request_matters'>): Matter => ({
  id: row.id as MatterId,
  org: row.org_id,
  title: row.title,
  fileNumber: row.file_number,
  facts: row.facts as Facts,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  changedAt: row.changed_at,
})
