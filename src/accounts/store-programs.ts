import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

export interface StoredProgram {
  readonly id: string
  readonly org: string
  readonly name: string
  readonly seat: string
  readonly scopes: readonly string[]
  readonly madeBy: string
  readonly madeByName: string
  readonly created: InstantText
  readonly expires: InstantText
  readonly used: InstantText | null
  /** Shut out before its time. */
  readonly ended: InstantText | null
}

const columns = [
  'id',
  'org_id as org',
  'name',
  'seat',
  'scopes',
  'made_by as madeBy',
  'made_by_name as madeByName',
  'created_at as created',
  'expires_at as expires',
  'used_at as used',
  'ended_at as ended',
] as const

export async function insertProgram(tx: Tx, program: StoredProgram, tokenHash: Uint8Array): Promise<void> {
  const { id, org, name, seat, scopes, madeBy, madeByName, created, expires } = program
  await tx
    .insertInto('account_programs')
    .values({
      id,
      org_id: org,
      name,
      seat,
      scopes: [...scopes],
      token_hash: tokenHash,
      made_by: madeBy,
      made_by_name: madeByName,
      created_at: created,
      expires_at: expires,
    })
    .execute()
}

export async function programsOf(db: Db, org: string): Promise<StoredProgram[]> {
  return db
    .selectFrom('account_programs')
    .select(columns)
    .where('org_id', '=', org)
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute()
}

/** A program that may still come in by this token. */
export async function programBy(db: Db, tokenHash: Uint8Array, now: InstantText): Promise<StoredProgram | undefined> {
  return db
    .selectFrom('account_programs')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

export async function setProgramUsed(db: Db, id: string, at: InstantText): Promise<void> {
  await db.updateTable('account_programs').set({ used_at: at }).where('id', '=', id).execute()
}

/** Its name; undefined if it was none, or shut out already. */
export async function shutOut(
  tx: Tx,
  org: string,
  id: string,
  by: string,
  at: InstantText,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('account_programs')
    .set({ ended_at: at, ended_by: by })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}
