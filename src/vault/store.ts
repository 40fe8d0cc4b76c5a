import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { VaultError } from './errors.ts'
import type { Act, Item } from './item.ts'

const columns = [
  'id', 'org_id as org', 'origin', 'name', 'media_type as mediaType', 'size', 'sha256', 'sealed_size as sealedSize',
  'sealed_sha256 as sealedSha256', 'sealed_to as sealedTo', 'producer', 'acts', 'state', 'at', 'problem', 'restricted', 'excluded',
] as const // biome-ignore format: one line of words

// What stands in `acts` was checked when it was written.
const readItem = (row: Omit<Item, 'acts'> & { acts: unknown }): Item => ({ ...row, acts: row.acts as Act[] })

export async function insertItem(tx: Tx, item: Item, nextAt: InstantText | null = null): Promise<void> {
  await tx
    .insertInto('vault_items')
    .values({
      id: item.id,
      org_id: item.org,
      origin: item.origin,
      name: item.name,
      media_type: item.mediaType,
      size: item.size,
      sha256: item.sha256,
      sealed_size: item.sealedSize,
      sealed_sha256: item.sealedSha256,
      sealed_to: [...item.sealedTo],
      producer: item.producer,
      acts: JSON.stringify(item.acts),
      state: item.state,
      at: item.at,
      problem: item.problem,
      next_at: nextAt,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .execute()
}

export async function setState(
  tx: Tx,
  org: string,
  id: string,
  state: Item['state'],
  problem: string | null = null,
): Promise<void> {
  await tx
    .updateTable('vault_items')
    .set({ state, problem, next_at: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** Nobody may use it any more, by this decision. */
export async function setExcluded(tx: Tx, org: string, id: string, why: string): Promise<void> {
  await tx.updateTable('vault_items').set({ excluded: why }).where('org_id', '=', org).where('id', '=', id).execute()
}

/** What the organisation holds for one request, oldest first. */
export async function listItems(db: Db, org: string, origin: string): Promise<Item[]> {
  const rows = await db
    .selectFrom('vault_items')
    .select(columns)
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(readItem)
}

/** Throws `missing` / `no_such_item`, also for another organisation's. */
export async function findItem(db: Db, org: string, id: string): Promise<Item> {
  const row = await db
    .selectFrom('vault_items')
    .select(columns)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new VaultError('missing', 'no_such_item', 'There is no such piece of evidence here')
  return readItem(row)
}

/** Takes what has not arrived yet and is due, and keeps other processes off it until `leaseEnds`. */
export async function claimExpected(
  tx: Tx,
  now: InstantText,
  leaseEnds: InstantText,
  limit: number,
): Promise<(Item & { attempts: number })[]> {
  const due = await tx
    .selectFrom('vault_items')
    .select(['org_id', 'id'])
    .where('state', '=', 'expected')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  const claimed: (Item & { attempts: number })[] = []
  for (const { org_id, id } of due) {
    const row = await tx
      .updateTable('vault_items')
      .set((eb) => ({ next_at: leaseEnds, attempts: eb('attempts', '+', 1) }))
      .where('org_id', '=', org_id)
      .where('id', '=', id)
      .returning([...columns, 'attempts'])
      .executeTakeFirstOrThrow()
    claimed.push({ ...readItem(row), attempts: row.attempts })
  }
  return claimed
}

export async function putOff(db: Db, org: string, id: string, until: InstantText, problem: string): Promise<void> {
  await db
    .updateTable('vault_items')
    .set({ next_at: until, problem })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('state', '=', 'expected')
    .execute()
}

/** Lets everything that is expected be fetched at once, also what a process held that has ended. */
export async function makeExpectedDue(db: Db, at: InstantText): Promise<void> {
  await db
    .updateTable('vault_items')
    .set({ next_at: at })
    .where('state', '=', 'expected')
    .where('next_at', '>', at)
    .execute()
}

/** What is erased is no longer to be had; its bytes wait to be removed. */
export async function markErased(tx: Tx, org: string, id: string, why: string, at: InstantText): Promise<void> {
  await tx
    .updateTable('vault_items')
    .set({ state: 'erased', problem: why, next_at: at })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** The next piece that is erased and whose bytes are still to be removed, held for this transaction; undefined where there is none. */
export async function holdErasing(tx: Tx, now: InstantText): Promise<Item | undefined> {
  const row = await tx
    .selectFrom('vault_items')
    .select(columns)
    .where('state', '=', 'erased')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && readItem(row)
}

/** When the bytes of what is erased are looked at again; null: they are gone. */
export async function setErasing(tx: Tx, { org, id }: Item, nextAt: InstantText | null): Promise<void> {
  await tx.updateTable('vault_items').set({ next_at: nextAt }).where('org_id', '=', org).where('id', '=', id).execute()
}

/** The piece, held for this transaction. Throws `no_such_item`. */
export async function lockItem(tx: Tx, org: string, id: string): Promise<Item> {
  await tx.selectFrom('vault_items').select('id').where('org_id', '=', org).where('id', '=', id).forUpdate().execute()
  return findItem(tx, org, id)
}

/** The same file once more, sealed to somebody else. */
export async function copiesOf(db: Db, { org, origin, sha256 }: Item): Promise<Item[]> {
  return (await listItems(db, org, origin)).filter((item) => item.sha256 === sha256 && item.state !== 'erased')
}

/** Whether any organisation here still keeps these bytes. */
export async function isKept(db: Db, sealedSha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('vault_items')
    .select('id')
    .where('sealed_sha256', '=', sealedSha256)
    .where('state', '<>', 'erased')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The newest pieces of an organisation that have been opened once and found whole. */
export async function verifiedItems(db: Db, org: string, limit = 200): Promise<Item[]> {
  const rows = await db
    .selectFrom('vault_items')
    .select(columns)
    .where('org_id', '=', org)
    .where('state', '=', 'verified')
    .where('restricted', 'is', null)
    .where('excluded', 'is', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(readItem)
}
