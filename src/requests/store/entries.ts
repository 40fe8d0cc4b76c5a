import type { Db, Tx } from '../../db/index.ts'
import type { AnsweringEntry } from '../provider/entries.ts'
import type { Request } from '../request.ts'
import { orNone } from './row.ts'

export async function insertAnsweringEntry(tx: Tx, { id, org }: Request, entry: AnsweringEntry): Promise<void> {
  await tx
    .insertInto('request_entries')
    .values({
      id: entry.id,
      org_id: org,
      request_id: id,
      kind: entry.kind,
      by_org: entry.org,
      by_person: entry.person ?? null,
      by_name: entry.name,
      at: entry.at,
      body: JSON.stringify(entry.body),
    })
    .execute()
}

/** All that was said and done beside the steps of a request, oldest first. */
export async function findEntries(db: Db, request: string): Promise<AnsweringEntry[]> {
  const rows = await db
    .selectFrom('request_entries')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map(
    (row) =>
      ({
        id: row.id,
        kind: row.kind,
        org: row.by_org,
        person: orNone(row.by_person),
        name: row.by_name,
        at: row.at,
        body: row.body,
      }) as AnsweringEntry,
  )
}
