import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Grade, Grading } from '../release/grade.ts'
import type { Row } from './row.ts'

export async function insertGrading(tx: Tx, org: string, grading: Grading): Promise<void> {
  const { id, item, sha256, grade, lowers, reason, by, byName, at } = grading
  await tx
    .insertInto('request_gradings')
    .values({
      id,
      org_id: org,
      item_id: item,
      sha256,
      grade: JSON.stringify(grade),
      lowers,
      reason,
      by_person: by,
      by_name: byName,
      at,
    })
    .execute()
}

/** A second person agrees; false where one has already. */
export async function confirmGrading(
  tx: Tx,
  org: string,
  id: string,
  second: NonNullable<Grading['second']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_gradings')
    .set({ second_person: second.by, second_name: second.name, second_at: second.at })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('second_person', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Every grading of these bytes in an organisation, oldest first: the same data is graded one way, whatever it is called. */
export async function gradingsOf(db: Db, org: string, sha256: string): Promise<Grading[]> {
  const rows = await db
    .selectFrom('request_gradings')
    .selectAll()
    .where('org_id', '=', org)
    .where('sha256', '=', sha256)
    .orderBy('seq')
    .execute()
  return rows.map(readGrading)
}

const readGrading = (row: Row<'request_gradings'>): Grading => ({
  id: row.id,
  item: row.item_id,
  sha256: row.sha256,
  // It was read by its schema before it was written.
  grade: row.grade as Grade,
  lowers: row.lowers,
  reason: row.reason,
  by: row.by_person,
  byName: row.by_name,
  at: row.at as InstantText,
  second: row.second_person
    ? { by: row.second_person, name: row.second_name ?? '', at: row.second_at as InstantText }
    : undefined,
})
