import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { WrittenLine } from '../line.ts'
import type { Request, RequestId } from '../request.ts'
import type { Standing, Turn } from '../standing.ts'
import { wordsOf } from '../words.ts'

/** PostgreSQL's word for a moment that never comes: what has no end stands last in every order. */
export const NEVER = 'infinity'

/** Writes how a request stands to where lists read it, in the transaction of the change. */
export async function writeStanding(tx: Tx, request: Request, standing: Standing): Promise<void> {
  const { status, due, heldUntil, turns } = standing
  const words = wordsOf([request.title, request.counterpartName], [request.fileNumber, request.counterpartNumber ?? ''])
  await tx
    .updateTable('request_requests')
    .set({
      status,
      due_at: due ?? null,
      held_until: status === 'held' ? (heldUntil ?? null) : null,
      stands_until: heldUntil ?? null,
      words: vector(words),
    })
    .where('id', '=', request.id)
    .execute()
  await tx.deleteFrom('request_turns').where('request_id', '=', request.id).execute()
  if (turns.length === 0) return
  const written = lineOf(request, standing)
  const rows = turns.map(({ desk, barred, since, clock, ...turn }, position) => ({
    request_id: request.id,
    position,
    org_id: request.org,
    desk,
    barred: barred ?? null,
    since,
    due_at: clock?.due ?? NEVER,
    shown: JSON.stringify({ ...turn, desk, since, clock, line: written } satisfies ShownTurn),
  }))
  await tx.insertInto('request_turns').values(rows).execute()
}

/** A turn as it is written down for lists to show. */
export type ShownTurn = Omit<Turn, 'barred'> & { readonly line: WrittenLine }

const lineOf = (request: Request, { status, due, heldUntil }: Standing): WrittenLine => ({
  id: request.id,
  org: request.org,
  origin: request.origin,
  direction: request.direction,
  matter: request.matter,
  title: request.title,
  fileNumber: request.fileNumber,
  counterpart: request.counterpart,
  counterpartName: request.counterpartName,
  counterpartNumber: request.counterpartNumber,
  rule: request.rule,
  routeTitle: request.routeTitle,
  to: request.to,
  status,
  createdAt: request.createdAt,
  leftAt: request.leftAt,
  endedAt: request.endedAt,
  due,
  heldUntil,
})

/** Words as the column keeps them: no dictionary of the database has a say in it. */
export const vector = (words: readonly string[]) => sql`array_to_tsvector(${words}::text[])`

/** Requests that stand otherwise by now though nobody did anything: a hold came to its end. Each is held for this transaction, or left to who holds it. */
export async function outstood(tx: Tx, at: string, limit: number): Promise<{ org: string; id: RequestId }[]> {
  const rows = await tx
    .selectFrom('request_requests')
    .select(['org_id', 'id'])
    .where('stands_until', '<=', at)
    .orderBy('stands_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ org_id, id }) => ({ org: org_id, id: id as RequestId }))
}

/** Whether anything of `outstood` is to be done, without holding it. */
export async function anyOutstood(db: Db, at: string): Promise<boolean> {
  const row = await db
    .selectFrom('request_requests')
    .select('id')
    .where('stands_until', '<=', at)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
