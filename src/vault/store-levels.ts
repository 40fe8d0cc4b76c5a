import type { Db, Tx } from '../db/index.ts'
import type { Graded } from '../law/index.ts'

/** How highly these bytes are graded at an organisation; undefined where nobody has graded them. */
export async function levelOf(db: Db, org: string, sha256: string): Promise<Graded | undefined> {
  const row = await db
    .selectFrom('vault_levels')
    .select(['scheme', 'class'])
    .where('org_id', '=', org)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row && { scheme: row.scheme, class: row.class }
}

export async function writeLevel(
  tx: Tx,
  { org, sha256 }: { readonly org: string; readonly sha256: string },
  { scheme, class: graded }: Graded,
  { toldBy, at }: { readonly toldBy: string | undefined; readonly at: string },
): Promise<void> {
  const row = { scheme, class: graded, told_by: toldBy ?? null, at }
  await tx
    .insertInto('vault_levels')
    .values({ org_id: org, sha256, ...row })
    .onConflict((conflict) => conflict.columns(['org_id', 'sha256']).doUpdateSet(row))
    .execute()
}

/** One place at which this instance keeps things: in which state it is, and what it is rated for. */
export interface Place {
  readonly shelf: 'folder' | 'bucket'
  /** Undefined where the operator has not said it; `own`: the state of each organisation, as in a demonstration. */
  readonly state: string | undefined
  /** The classes it is rated for. */
  readonly rated: readonly string[]
}

/** Says where this instance keeps things, in place of what was said before. */
export async function declarePlaces(tx: Tx, places: readonly Place[]): Promise<void> {
  await tx.deleteFrom('vault_places').execute()
  for (const { shelf, state, rated } of places)
    await tx
      .insertInto('vault_places')
      .values({ shelf, state: state ?? null, rated: [...rated] })
      .execute()
}

export async function declaredPlaces(db: Db): Promise<Place[]> {
  const rows = await db.selectFrom('vault_places').selectAll().orderBy('shelf').execute()
  return rows.map(({ shelf, state, rated }) => ({ shelf, state: state ?? undefined, rated }))
}
