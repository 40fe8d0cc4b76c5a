import type { Db, Tx } from '../../db/index.ts'
import type { Link, LinkKind } from '../linking/link.ts'
import type { Request, RequestId } from '../request.ts'
import { orNone } from './row.ts'

/** Writes a link once; false where it stood already. */
export async function insertLink(
  tx: Tx,
  request: Pick<Request, 'id' | 'org'>,
  other: string,
  kind: LinkKind,
  by: { org: string; person?: string; name: string },
  at: string,
): Promise<boolean> {
  const row = await tx
    .insertInto('request_links')
    .values({
      request_id: request.id,
      kind,
      other_id: other,
      org_id: request.org,
      by_org: by.org,
      by_person: by.person ?? null,
      by_name: by.name,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kind')
    .executeTakeFirst()
  return row !== undefined
}

/** The links of these requests, whichever end they stand at, oldest first. */
export async function findLinks(db: Db, org: string, requests: readonly string[]): Promise<Link[]> {
  if (requests.length === 0) return []
  const rows = await db
    .selectFrom('request_links')
    .selectAll()
    .where('org_id', '=', org)
    .where((either) => either.or([either('request_id', 'in', requests), either('other_id', 'in', requests)]))
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    request: row.request_id as RequestId,
    kind: row.kind,
    other: row.other_id as RequestId,
    org: row.by_org,
    person: orNone(row.by_person),
    name: row.by_name,
    at: row.at,
  }))
}
