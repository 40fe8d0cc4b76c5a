import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { Release } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import type { Outflow, Transfer, TransferEntry } from '../transfers/transfer.ts'
import { orNone, type Row } from './row.ts'

export async function insertTransfer(
  tx: Tx,
  { id, org, side, other, path, recipient, purpose, heads, opened }: Transfer,
): Promise<void> {
  await tx
    .insertInto('request_transfers')
    .values({
      id,
      org_id: org,
      path,
      recipient: JSON.stringify(recipient),
      purpose,
      heads: JSON.stringify(heads),
      opened_by: opened.by,
      opened_name: opened.name,
      opened_at: opened.at,
      side,
      other_org: other?.org ?? null,
      other_name: other?.name ?? null,
    })
    .execute()
}

export async function writeHeads(
  tx: Tx,
  { org, id }: Pick<Transfer, 'org' | 'id'>,
  heads: Transfer['heads'],
): Promise<void> {
  await tx
    .updateTable('request_transfers')
    .set({ heads: JSON.stringify(heads) })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** It was filed with this authority: from now on its stages are told. False where it was filed before. */
export async function writeFiling(
  tx: Tx,
  { org, id }: Pick<Transfer, 'org' | 'id'>,
  authority: NonNullable<Transfer['other']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_transfers')
    .set({ other_org: authority.org, other_name: authority.name })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('other_org', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertEntry(
  tx: Tx,
  { org, id }: Pick<Transfer, 'org' | 'id'>,
  entry: TransferEntry,
): Promise<void> {
  const { moment, day, outcome, until, note, byName, at } = entry
  await tx
    .insertInto('request_transfer_entries')
    .values({
      org_id: org,
      transfer_id: id,
      moment,
      day,
      outcome: outcome ?? null,
      until_day: until ?? null,
      note,
      by_name: byName,
      at,
    })
    .execute()
}

/** Throws `not_found`, also for another organisation's. */
export async function findTransfer(db: Db, org: string, id: string, lock?: 'lock'): Promise<Transfer> {
  const query = db.selectFrom('request_transfers').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such transfer')
  const [transfer] = await withEntries(db, [row])
  return transfer as Transfer
}

/** Every transfer of an organisation, its own and those filed with it, the newest first. */
export async function transfersOf(db: Db, org: string): Promise<Transfer[]> {
  const rows = await db
    .selectFrom('request_transfers')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute()
  return withEntries(db, rows)
}

async function withEntries(db: Db, rows: readonly Row<'request_transfers'>[]): Promise<Transfer[]> {
  if (rows.length === 0) return []
  const entries = await db
    .selectFrom('request_transfer_entries')
    .selectAll()
    .where('org_id', 'in', [...new Set(rows.map((row) => row.org_id))])
    .where(
      'transfer_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('seq')
    .execute()
  const of = Map.groupBy(entries, ({ transfer_id }) => transfer_id)
  return rows.map((row) => ({
    id: row.id,
    org: row.org_id,
    side: row.side,
    other: row.other_org === null ? undefined : { org: row.other_org, name: row.other_name ?? row.other_org },
    path: row.path,
    recipient: row.recipient as Transfer['recipient'],
    purpose: row.purpose,
    heads: row.heads as Transfer['heads'],
    opened: { by: row.opened_by, name: row.opened_name, at: row.opened_at },
    entries: (of.get(row.id) ?? []).map((one) => ({
      moment: one.moment,
      day: one.day,
      outcome: orNone(one.outcome),
      until: orNone(one.until_day),
      note: one.note,
      byName: one.by_name,
      at: one.at,
    })),
  }))
}

export async function insertOutflow(tx: Tx, org: string, { id, release, law, by, byName, at }: Outflow): Promise<void> {
  await tx
    .insertInto('request_outflows')
    .values({ id, org_id: org, release: JSON.stringify(release), law_digest: law, by_person: by, by_name: byName, at })
    .execute()
}

/** One outflow of an organisation is decided after the other: two at once could each stay below a limit that they reach together. */
export async function inTurn(tx: Tx, org: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${org}, 43))`.execute(tx)
}

/** What left for business since an instant, oldest first. */
export async function outflowsSince(db: Db, org: string, from: string): Promise<Outflow[]> {
  const rows = await db
    .selectFrom('request_outflows')
    .selectAll()
    .where('org_id', '=', org)
    .where('at', '>=', from)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, release, law_digest: law, by_person: by, by_name: byName, at }) => ({
    id,
    // What stands in it was read by its schema before it was decided on.
    release: release as Release,
    law,
    by,
    byName,
    at,
  }))
}

/** Whether this organisation keeps a file of it. */
export async function isTransferHere(db: Db, org: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('request_transfers')
    .select('id')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}
