import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Emergency } from '../emergency/emergency.ts'
import type { Request, RequestId } from '../request.ts'
import { orNone, type Row } from './row.ts'

/** Writes the ground, in place of what was stated before; a signature that stood under another ground falls. */
export async function writeGround(
  tx: Tx,
  request: Request,
  { threat, grounds, stated }: Pick<Emergency, 'threat' | 'grounds' | 'stated'>,
): Promise<void> {
  const row = { threat, grounds, stated_by: stated.person, stated_name: stated.name, stated_at: stated.at }
  const unsigned = { signed_by: null, signed_name: null, signed_at: null }
  await tx
    .insertInto('request_emergencies')
    .values({ request_id: request.id, org_id: request.org, ...row })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet({ ...row, ...unsigned }))
    .execute()
}

/** Writes the named fields. */
export async function updateEmergency(
  tx: Tx,
  request: Pick<Request, 'id'>,
  change: Partial<Pick<Emergency, 'signed' | 'leftAt' | 'afterwards' | 'erased'>>,
): Promise<void> {
  const set = {
    ...(change.signed && {
      signed_by: change.signed.person,
      signed_name: change.signed.name,
      signed_at: change.signed.at,
    }),
    ...(change.leftAt && { left_at: change.leftAt }),
    ...(change.afterwards && { afterwards: change.afterwards }),
    ...(change.erased !== undefined && { erased: change.erased }),
  }
  await tx.updateTable('request_emergencies').set(set).where('request_id', '=', request.id).execute()
}

export async function findEmergency(db: Db, request: string): Promise<Emergency | undefined> {
  const row = await db
    .selectFrom('request_emergencies')
    .selectAll()
    .where('request_id', '=', request)
    .executeTakeFirst()
  return row && readEmergency(row)
}

/** Every request of the emergency lane that has left, newest first: what oversight looks at. */
export async function emergenciesOf(db: Db, org: string): Promise<Emergency[]> {
  const rows = await db
    .selectFrom('request_emergencies')
    .selectAll()
    .where('org_id', '=', org)
    .where('left_at', 'is not', null)
    .orderBy('left_at', 'desc')
    .execute()
  return rows.map(readEmergency)
}

const readEmergency = (row: Row<'request_emergencies'>): Emergency => ({
  request: row.request_id as RequestId,
  threat: row.threat as Emergency['threat'],
  grounds: row.grounds,
  stated: { person: row.stated_by, name: row.stated_name, at: row.stated_at },
  signed: row.signed_by
    ? { person: row.signed_by, name: row.signed_name ?? '', at: row.signed_at as InstantText }
    : undefined,
  leftAt: orNone(row.left_at),
  afterwards: orNone(row.afterwards),
  erased: orNone(row.erased),
})
