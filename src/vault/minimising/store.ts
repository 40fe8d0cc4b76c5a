import { type Selectable, sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import type { Fate, Selection } from './selection.ts'

/** A piece that was made of another. */
export interface Part {
  readonly item: string
  readonly of: string
  readonly part: Fate
  /** Letters or rows: in it, and in what it was made of. */
  readonly units: number
  readonly ofUnits: number
  readonly selection: Selection
  readonly reason: string
  readonly byName: string
  readonly at: InstantText
}

export const reasonsApart = ['left-out', 'privileged', 'original', 'highly-sensitive'] as const
export type ReasonApart = (typeof reasonsApart)[number]

/** That a piece is opened by nobody without another's leave, and why. */
export interface Apart {
  readonly item: string
  readonly is: ReasonApart
  readonly reason: string
  readonly byName: string
  readonly at: InstantText
}

/** Leave to open a piece that is set apart: asked for by one, given or denied by another, for a time. */
export interface Leave {
  readonly id: string
  readonly item: string
  readonly asker: string
  readonly askerName: string
  readonly purpose: string
  readonly at: InstantText
  readonly answer:
    | {
        readonly by: string
        readonly byName: string
        readonly at: InstantText
        readonly reason: string
        readonly until: InstantText | null
      }
    | undefined
}

export async function insertPart(tx: Tx, org: string, part: Part): Promise<void> {
  await tx
    .insertInto('vault_parts')
    .values({
      org_id: org,
      item_id: part.item,
      of_item: part.of,
      part: part.part,
      units: part.units,
      of_units: part.ofUnits,
      selection: JSON.stringify(part.selection),
      reason: part.reason,
      by_name: part.byName,
      at: part.at,
    })
    .execute()
}

/** What was made of a piece, and what it was made of. */
export async function partsAround(db: Db, org: string, item: string): Promise<Part[]> {
  const rows = await db
    .selectFrom('vault_parts')
    .selectAll()
    .where('org_id', '=', org)
    .where((where) => where.or([where('item_id', '=', item), where('of_item', '=', item)]))
    .orderBy('at')
    .orderBy(sql`array_position(array['kept', 'left-out', 'privileged'], part)`)
    .execute()
  return rows.map((row) => ({
    item: row.item_id,
    of: row.of_item,
    part: row.part,
    units: row.units,
    ofUnits: row.of_units,
    // What stands there was checked when it was written.
    selection: row.selection as Selection,
    reason: row.reason,
    byName: row.by_name,
    at: row.at as InstantText,
  }))
}

/** Everything that was made of these pieces, and of what was made of them. */
export async function madeOf(db: Db, org: string, items: readonly string[]): Promise<string[]> {
  if (items.length === 0) return []
  const rows = await db
    .selectFrom('vault_parts')
    .select('item_id')
    .where('org_id', '=', org)
    .where('of_item', 'in', [...items])
    .execute()
  const made = rows.map(({ item_id }) => item_id)
  return [...made, ...(await madeOf(db, org, made))]
}

export async function insertApart(tx: Tx, org: string, apart: Apart): Promise<void> {
  await tx
    .insertInto('vault_apart')
    .values({
      org_id: org,
      item_id: apart.item,
      is: apart.is,
      reason: apart.reason,
      by_name: apart.byName,
      at: apart.at,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'item_id', 'is']).doNothing())
    .execute()
}

/** Which of these pieces are set apart, and why. */
export async function apartOf(db: Db, org: string, items: readonly string[]): Promise<Apart[]> {
  if (items.length === 0) return []
  const rows = await db
    .selectFrom('vault_apart')
    .selectAll()
    .where('org_id', '=', org)
    .where('item_id', 'in', [...items])
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    item: row.item_id,
    is: row.is,
    reason: row.reason,
    byName: row.by_name,
    at: row.at as InstantText,
  }))
}

export async function insertLeave(tx: Tx, org: string, leave: Leave): Promise<void> {
  await tx
    .insertInto('vault_leaves')
    .values({
      id: leave.id,
      org_id: org,
      item_id: leave.item,
      asker: leave.asker,
      asker_name: leave.askerName,
      purpose: leave.purpose,
      at: leave.at,
    })
    .execute()
}

/** Answers whether nobody had answered before. */
export async function answerLeave(tx: Tx, id: string, answer: NonNullable<Leave['answer']>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('vault_leaves')
    .set({
      answered_by: answer.by,
      answered_name: answer.byName,
      answered_at: answer.at,
      answer_reason: answer.reason,
      until: answer.until,
    })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Every leave that was asked for to open a piece, newest first. */
export async function leavesOf(db: Db, org: string, item: string): Promise<Leave[]> {
  const rows = await db
    .selectFrom('vault_leaves')
    .selectAll()
    .where('org_id', '=', org)
    .where('item_id', '=', item)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(readLeave)
}

/** What an organisation has not answered yet, oldest first. */
export async function openLeaves(db: Db, org: string, limit = 100): Promise<Leave[]> {
  const rows = await db
    .selectFrom('vault_leaves')
    .selectAll()
    .where('org_id', '=', org)
    .where('answered_at', 'is', null)
    .orderBy('at')
    .limit(limit)
    .execute()
  return rows.map(readLeave)
}

const readLeave = (row: Selectable<Tables['vault_leaves']>): Leave => ({
  id: row.id,
  item: row.item_id,
  asker: row.asker,
  askerName: row.asker_name,
  purpose: row.purpose,
  at: row.at as InstantText,
  answer:
    row.answered_at === null
      ? undefined
      : {
          by: row.answered_by ?? '',
          byName: row.answered_name ?? '',
          at: row.answered_at as InstantText,
          reason: row.answer_reason ?? '',
          until: row.until as InstantText | null,
        },
})
