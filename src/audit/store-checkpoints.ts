import { sql } from 'kysely'
import type { InstantText } from '../base/time.ts'
import type { Hash } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'

/** What an organisation says its log holds, signed (C2SP tlog-checkpoint). */
export interface SignedCheckpoint {
  readonly org: string
  readonly size: number
  readonly root: Hash
  readonly at: InstantText
  /** The signed note, as it is handed out. */
  readonly note: string
}

/** That a counterparty saw our log, at which size, and when. */
export interface Cosignature {
  readonly org: string
  readonly size: number
  /** The organisation that cosigned. */
  readonly witness: string
  readonly at: InstantText
  /** The signature line to put below our checkpoint, newline included. */
  readonly line: string
}

const columns = ['org_id as org', 'size', 'root', 'at', 'note'] as const

const readCheckpoint = (row: Omit<SignedCheckpoint, 'root'> & { root: Uint8Array }): SignedCheckpoint => ({
  ...row,
  root: new Uint8Array(row.root),
})

/** False where there is one of this size already. */
export async function insertCheckpoint(db: Db, { org, ...rest }: SignedCheckpoint): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('audit_checkpoints')
    .values({ org_id: org, ...rest })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findCheckpoint(db: Db, org: string, size: number): Promise<SignedCheckpoint | undefined> {
  const row = await db
    .selectFrom('audit_checkpoints')
    .select(columns)
    .where('org_id', '=', org)
    .where('size', '=', size)
    .executeTakeFirst()
  return row && readCheckpoint(row)
}

/** The smallest checkpoint of a log that is larger than this. */
export async function checkpointAfter(db: Db, org: string, size: number): Promise<SignedCheckpoint | undefined> {
  const row = await db
    .selectFrom('audit_checkpoints')
    .select(columns)
    .where('org_id', '=', org)
    .where('size', '>', size)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst()
  return row && readCheckpoint(row)
}

/** Every checkpoint of our own, smallest first. */
export async function listCheckpoints(db: Db, org: string): Promise<SignedCheckpoint[]> {
  const rows = await db
    .selectFrom('audit_checkpoints')
    .select(columns)
    .where('org_id', '=', org)
    .orderBy('size')
    .execute()
  return rows.map(readCheckpoint)
}

export async function insertCosignature(tx: Tx, { org, ...rest }: Cosignature): Promise<void> {
  await tx
    .insertInto('audit_cosignatures')
    .values({ org_id: org, ...rest })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Largest size first. */
export async function cosignatures(db: Db, org: string, size?: number): Promise<Cosignature[]> {
  let query = db
    .selectFrom('audit_cosignatures')
    .select(['org_id as org', 'size', 'witness', 'at', 'line'])
    .where('org_id', '=', org)
  if (size !== undefined) query = query.where('size', '=', size)
  return query.orderBy('size', 'desc').orderBy('witness').execute()
}

/** The sizes at which one of these cosigned, the largest first, `limit` at most. */
export async function cosignedSizes(
  db: Db,
  org: string,
  witnesses: readonly string[],
  limit: number,
): Promise<number[]> {
  if (witnesses.length === 0) return []
  const rows = await db
    .selectFrom('audit_cosignatures')
    .select('size')
    .distinct()
    .where('org_id', '=', org)
    .where('witness', 'in', witnesses)
    .orderBy('size', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ size }) => size)
}

/** The checkpoint of another log that we cosigned last. */
export interface Witnessed {
  readonly org: string
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly at: InstantText
  readonly note: string
}

/**
 * Held for this transaction, so that two checkpoints of one log are not cosigned past each other; the first of a log too,
 * before which there is no row to hold.
 */
export async function findWitnessed(tx: Tx, org: string, origin: string): Promise<Witnessed | undefined> {
  const found = await heldWitnessed(tx, org, origin)
  if (found) return found
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${org} ${origin}`}, 1))`.execute(tx)
  return heldWitnessed(tx, org, origin)
}

const heldWitnessed = (tx: Tx, org: string, origin: string): Promise<Witnessed | undefined> =>
  tx
    .selectFrom('audit_witnessed')
    .select(['org_id as org', 'origin', 'size', 'root', 'at', 'note'])
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .forUpdate()
    .executeTakeFirst()

export async function putWitnessed(tx: Tx, { org, origin, ...state }: Witnessed): Promise<void> {
  await tx
    .insertInto('audit_witnessed')
    .values({ org_id: org, origin, ...state })
    .onConflict((conflict) => conflict.columns(['org_id', 'origin']).doUpdateSet(state))
    .execute()
}
