import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { DataItem } from '../../law/index.ts'
import type { Statement } from '../checks/statement.ts'
import type { FormCopy } from '../forms/form.ts'
import type { RequestId } from '../request.ts'
import { orNone } from './row.ts'

/** What was handed in, or came to be decided on, at one moment. */
export interface Version {
  readonly digest: string
  readonly at: string
  readonly copy: FormCopy | undefined
  readonly items: readonly DataItem[]
  readonly statement: Statement | undefined
}

export async function keepVersion(tx: Tx, request: { id: string; org: string }, version: Version): Promise<void> {
  const { digest, at, copy, items, statement } = version
  await tx
    .insertInto('request_versions')
    .values({
      request_id: request.id,
      org_id: request.org,
      digest,
      at,
      copy: copy ? JSON.stringify(copy) : null,
      items: JSON.stringify(items),
      statement: statement ? JSON.stringify(statement) : null,
    })
    .execute()
}

/** The last one first, so many of them. */
export async function findVersions(db: Db, request: string, limit: number): Promise<Version[]> {
  const query = db.selectFrom('request_versions').selectAll().where('request_id', '=', request)
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(({ digest, at, copy, items, statement }) => ({
    digest,
    at,
    copy: orNone(copy) as FormCopy | undefined,
    items: items as DataItem[],
    statement: orNone(statement) as Statement | undefined,
  }))
}

/** This request is a corrected copy of that one, which every organisation knows by its origin. */
export async function setReplaces(tx: Tx, id: string, origin: string): Promise<void> {
  await tx.updateTable('request_requests').set({ replaces: origin }).where('id', '=', id).execute()
}

/** The origin of the request that this one corrects. */
export async function replacedBy(db: Db, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('request_requests').select('replaces').where('id', '=', id).executeTakeFirst()
  return row?.replaces ?? undefined
}

/** The corrected copy of a request that is not over, with who made it; undefined where there is none. */
export async function correctionOf(
  db: Db,
  org: string,
  origin: string,
): Promise<{ id: RequestId; name: string; at: string } | undefined> {
  const row = await db
    .selectFrom('request_requests')
    .select(['id', 'author_name as name', 'created_at as at'])
    .where('org_id', '=', org)
    .where(sql<boolean>`replaces = ${origin} and ended_at is null`)
    .executeTakeFirst()
  return row && { id: row.id as RequestId, name: row.name ?? '', at: row.at }
}
