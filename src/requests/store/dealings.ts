import type { Db, Tx } from '../../db/index.ts'
import type { Dealing } from '../examination/dealing.ts'
import type { Request } from '../request.ts'
import { orNone } from './row.ts'

export async function insertDealing(tx: Tx, request: Pick<Request, 'id' | 'org'>, said: Dealing): Promise<void> {
  await tx
    .insertInto('request_dealings')
    .values({
      org_id: request.org,
      request_id: request.id,
      dealing: said.dealing,
      step: said.step,
      kind: said.kind,
      by_org: said.org,
      by_org_name: said.orgName,
      by_person: said.person ?? null,
      by_name: said.name,
      at: said.at,
      body: JSON.stringify(said.body),
    })
    .execute()
}

/** All that was said about a request, oldest first. */
export async function findDealings(db: Db, request: string): Promise<Dealing[]> {
  const rows = await db
    .selectFrom('request_dealings')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map(
    (row) =>
      ({
        dealing: row.dealing,
        step: row.step,
        kind: row.kind,
        org: row.by_org,
        orgName: row.by_org_name,
        person: orNone(row.by_person),
        name: row.by_name,
        at: row.at,
        body: row.body,
      }) as Dealing,
  )
}
