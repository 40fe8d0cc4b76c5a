import { sql } from 'kysely'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Item } from './item.ts'
import { findItem } from './store.ts'

/** What is noted about how long a piece is kept. */
export interface Keeping {
  /** Whoever handed it on has erased it and said so. */
  readonly senderErasedAt: InstantText | null
  /** As two persons agreed. */
  readonly keptUntil: string | null
  /** By when it is looked at again; null: not worked out yet. */
  readonly reviewOn: string | null
  readonly remindedAt: InstantText | null
}

const columns = ['sender_erased_at as senderErasedAt', 'kept_until as keptUntil', 'review_on as reviewOn', 'reminded_at as remindedAt'] as const // biome-ignore format: one line of words

/** Not on its way and not gone. */
/** In which a piece is kept. */
export const here = ['sealed', 'handed-over', 'received', 'verified', 'refused'] as const

export async function keepingOf(db: Db, { org, id }: Pick<Item, 'org' | 'id'>): Promise<Keeping> {
  return db
    .selectFrom('vault_items')
    .select(columns)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Sets the day on which a piece is looked at again; whoever was reminded of another is reminded anew. */
export async function setReview(
  tx: Tx,
  org: string,
  id: string,
  { reviewOn, remindOn }: { readonly reviewOn: string; readonly remindOn: string | null },
): Promise<void> {
  await tx
    .updateTable('vault_items')
    .set((eb) => ({
      review_on: reviewOn,
      remind_on: remindOn,
      reminded_at: eb
        .case()
        .when('review_on', 'is not distinct from', reviewOn)
        .then(eb.ref('reminded_at'))
        .else(null)
        .end(),
    }))
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** The days of all pieces of a request are worked out again. */
export async function replan(tx: Tx, org: string, origin: string): Promise<void> {
  await tx
    .updateTable('vault_items')
    .set({ review_on: null })
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .where('review_on', 'is not', null)
    .execute()
}

export async function setKeptUntil(tx: Tx, org: string, id: string, until: string): Promise<void> {
  await tx
    .updateTable('vault_items')
    .set({ kept_until: until, review_on: null, reminded_at: null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** Whoever handed these on has erased them. Answers which of them are here. */
export async function noteSenderErased(
  tx: Tx,
  org: string,
  { origin, producer, sha256 }: Pick<Item, 'origin' | 'producer' | 'sha256'>,
  at: InstantText,
): Promise<string[]> {
  const rows = await tx
    .updateTable('vault_items')
    .set({ sender_erased_at: at, review_on: null, reminded_at: null })
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .where('producer', '=', producer)
    .where('sha256', '=', sha256)
    .where('state', '<>', 'erased')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Pieces whose day has not been worked out, and those of whose day somebody is to be reminded by now. */
export async function itemsToPlan(db: Db, today: string, limit: number): Promise<{ org: string; id: string }[]> {
  const some = db.selectFrom('vault_items').select(['org_id as org', 'id']).where('state', 'in', here).limit(limit)
  const unplanned = await some.where('review_on', 'is', null).orderBy('at').execute()
  const unreminded = await some
    .where('reminded_at', 'is', null)
    .where('remind_on', '<=', today)
    .orderBy('remind_on')
    .execute()
  return [...unplanned, ...unreminded]
}

/** Holds a piece for this transaction unless somebody else does, or it is gone: then undefined. */
export async function holdKept(tx: Tx, org: string, id: string): Promise<Item | undefined> {
  const row = await tx
    .selectFrom('vault_items')
    .select('id')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .where('state', 'in', here)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && findItem(tx, org, id)
}

export async function setReminded(tx: Tx, org: string, id: string, at: InstantText): Promise<void> {
  await tx.updateTable('vault_items').set({ reminded_at: at }).where('org_id', '=', org).where('id', '=', id).execute()
}

/** What an organisation keeps, with the day it is looked at again, the next first. */
export async function keptItems(
  db: Db,
  org: string,
  { limit }: { readonly limit: number },
): Promise<{ item: Item; reviewOn: string | null }[]> {
  const rows = await db
    .selectFrom('vault_items')
    .select(['id', 'review_on'])
    .where('org_id', '=', org)
    .where('state', 'in', here)
    .orderBy('review_on')
    .orderBy('id')
    .limit(limit)
    .execute()
  return Promise.all(
    rows.map(async ({ id, review_on }) => ({ item: await findItem(db, org, id), reviewOn: review_on })),
  )
}

/** How many are to be looked at by a day, how many of them late, and whether anything is proposed and not decided. */
export async function countDue(
  db: Db,
  org: string,
  { today, until }: { readonly today: string; readonly until: string },
): Promise<{ due: number; late: number; proposed: boolean }> {
  return db
    .selectFrom('vault_items')
    .select(({ fn }) => [
      fn.countAll<number>().as('due'),
      fn.countAll<number>().filterWhere('review_on', '<', today).as('late'),
    ])
    .select(sql<boolean>`exists (select from vault_proposals where org_id = ${org} and outcome is null)`.as('proposed'))
    .where('org_id', '=', org)
    .where('state', 'in', here)
    .where('review_on', '<=', until)
    .executeTakeFirstOrThrow()
}
