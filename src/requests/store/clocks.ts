import type { Db, Tx } from '../../db/index.ts'
import type { Clock, Request } from '../request.ts'
import { orNone, type Row } from './row.ts'

/** ISO instants. */
export interface Pause {
  readonly from: string
  readonly to?: string
}

export async function insertClock(tx: Tx, request: Request, clock: Clock): Promise<void> {
  await tx
    .insertInto('request_clocks')
    .values({
      id: clock.id,
      request_id: request.id,
      org_id: request.org,
      step: clock.step ?? null,
      rule: clock.rule,
      title: clock.title,
      cite: clock.cite,
      bearer: clock.bearer,
      started_by: clock.startedBy,
      started_at: clock.startedAt,
      stops: clock.stops,
      due_at: clock.due ?? null,
      working: JSON.stringify(clock.working),
      holds: clock.holds,
      measure: clock.measure ?? null,
    })
    .execute()
}

export async function stopClock(tx: Tx, id: string, by: string, at: string): Promise<void> {
  await tx.updateTable('request_clocks').set({ stopped_by: by, stopped_at: at }).where('id', '=', id).execute()
}

/** A hold that was lifted before its end; the clock itself runs on. */
export async function releaseClock(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('request_clocks').set({ holds: false }).where('id', '=', id).execute()
}

/** The times for which a clock stood still, the last one perhaps without an end. */
export async function findPauses(tx: Tx, id: string): Promise<Pause[]> {
  const { pauses } = await tx
    .selectFrom('request_clocks')
    .select('pauses')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return pauses as Pause[]
}

/** A clock that was stopped for a time, or runs again, with its end worked out anew. */
export async function pauseClock(
  tx: Tx,
  id: string,
  pauses: readonly Pause[],
  working: Clock['working'],
): Promise<void> {
  await tx
    .updateTable('request_clocks')
    .set({ pauses: JSON.stringify(pauses), working: JSON.stringify(working), due_at: working.due ?? null })
    .where('id', '=', id)
    .execute()
}

export async function findClocks(db: Db, request: string): Promise<Clock[]> {
  const rows = await db
    .selectFrom('request_clocks')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  return rows.map(readClock)
}

const readClock = (row: Row<'request_clocks'>): Clock => ({
  id: row.id,
  step: orNone(row.step),
  rule: row.rule,
  title: row.title,
  cite: row.cite,
  bearer: row.bearer,
  startedBy: row.started_by,
  startedAt: row.started_at,
  stops: row.stops,
  due: orNone(row.due_at),
  working: row.working as Clock['working'],
  holds: row.holds,
  measure: orNone(row.measure) as Clock['measure'],
  stoppedBy: orNone(row.stopped_by),
  stoppedAt: orNone(row.stopped_at),
})

/** These clocks with their whole working, by their id. */
export async function clocksOf(db: Db, ids: readonly string[]): Promise<Map<string, Clock>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('request_clocks')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, readClock(row)]))
}
