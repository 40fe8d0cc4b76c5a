import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type Count, keysOf, type LineFilter, type Page, type Place, pageOf, type RequestLine } from '../line.ts'
import type { Clock, Step } from '../request.ts'
import type { Desk, Turn } from '../standing.ts'
import { clocksOf } from './clocks.ts'
import { countUpTo, lineColumns, narrowed, readLine, within } from './lines.ts'
import { NEVER } from './standing.ts'
import { stepsOf } from './steps.ts'

/** Which turns: those at these desks but for what the person is barred from, and at others only that. */
export interface TurnQuery {
  readonly org: string
  readonly person: string
  readonly desks: readonly Desk[]
  readonly barredAt?: readonly Desk[]
  readonly filter: LineFilter
  /** ISO instant. */
  readonly now: string
}

/** A turn as a list shows it. */
export interface FoundTurn extends Pick<Turn, 'kind' | 'desk' | 'whom' | 'since'> {
  readonly request: RequestLine
  readonly step: Step
  readonly clock: Clock | undefined
  readonly hold: Clock | undefined
}

/** A page of turns: what is due first stands first; what has no end last, oldest first. */
export async function findTurns(
  db: Db,
  query: TurnQuery,
  { limit, ...place }: Place & { limit: number },
): Promise<Page<FoundTurn>> {
  const keys = keysOf(place.before ?? place.after, 2, 2)
  const way = keys && place.before !== undefined ? 'desc' : 'asc'
  const order = (table: 'turn' | 'one') => sql.raw(orderBy.map((key) => `${table}.${key} ${way}`).join(', '))
  // Every desk has its own order in the index; only the heads of these orders are merged.
  const parts = lots(db, query).map((lot) => {
    const behind =
      keys &&
      sql<SqlBool>`(turn.due_at, turn.since, turn.request_id, turn.position)
      ${sql.raw(way === 'asc' ? '>' : '<')} (${keys[0]}::timestamptz, ${keys[1]}::timestamptz, ${keys[2]}, ${keys[3]}::integer)`
    return sql`(${(behind ? lot.where(behind) : lot)
      .selectAll('turn')
      .orderBy(order('turn'))
      .limit(limit + 1)})`
  })
  if (parts.length === 0) return { entries: [], next: undefined, previous: undefined }
  const some = sql<{
    request_id: string
  }>`(select * from (${sql.join(parts, sql` union all `)}) as one order by ${order('one')} limit ${limit + 1})`
  const rows = await db
    .selectFrom(some.as('turn'))
    .innerJoin('request_requests as request', 'request.id', 'turn.request_id')
    .select(lineColumns)
    .select([
      sql<Turn['kind']>`turn.kind`.as('kind'),
      sql<Desk>`turn.desk`.as('desk'),
      sql<string>`turn.whom`.as('whom'),
      sql<string>`turn.step`.as('step'),
      sql<number>`turn.position`.as('position'),
      sql<string>`turn.since`.as('since'),
      sql<string | null>`nullif(turn.due_at, ${NEVER})`.as('ends_at'),
      sql<string | null>`turn.clock_id`.as('clock_id'),
      sql<string | null>`turn.hold_id`.as('hold_id'),
    ])
    .orderBy(order('turn'))
    .execute()
  const steps = await stepsOf(
    db,
    rows.map(({ id, step }) => [id, step] as const),
  )
  const clocks = await clocksOf(
    db,
    rows.flatMap((row) => [row.clock_id, row.hold_id].filter((id) => id !== null)),
  )
  return pageOf(
    rows.filter(({ id, step }) => steps.has(`${id} ${step}`)),
    limit,
    keys ? place : {},
    (row) => [row.ends_at ?? NEVER, row.since, row.id, String(row.position)],
    (row) => ({
      request: readLine(row, query.now),
      kind: row.kind,
      desk: row.desk,
      whom: row.whom,
      since: row.since,
      step: steps.get(`${row.id} ${row.step}`) as Step,
      clock: clocks.get(row.clock_id ?? ''),
      hold: clocks.get(row.hold_id ?? ''),
    }),
  )
}

const orderBy = ['due_at', 'since', 'request_id', 'position'] as const

/** How many there are, and how many of them are late; counted up to `most`. */
export async function countTurns(db: Db, query: TurnQuery, most: number, late = false): Promise<Count> {
  const parts = lots(db, query).map((lot) => {
    const some = late ? lot.where('turn.due_at', '<', query.now) : lot
    return sql`(${some.select('turn.position').limit(most + 1)})`
  })
  if (parts.length === 0) return { atLeast: 0, exact: true }
  return countUpTo(db, sql`select * from (${sql.join(parts, sql` union all `)}) as one limit ${most + 1}`, most)
}

function lots(db: Db, { org, person, desks, barredAt = [], filter, now }: TurnQuery) {
  const isNarrowed = Object.values(filter).some((value) => value !== undefined && value !== '')
  const lot = (desk: Desk) => {
    const here = db.selectFrom('request_turns as turn').where('turn.org_id', '=', org).where('turn.desk', '=', desk)
    if (!isNarrowed) return here
    // `narrowed` asks for no more than the table it names.
    const { due, ...others } = filter
    const joined = here.innerJoin('request_requests as request', 'request.id', 'turn.request_id')
    const fitting = narrowed(joined as never, org, others, now) as unknown as typeof here
    return due ? fitting.where('turn.due_at', '<', within(due, now)) : fitting
  }
  return [
    ...desks.map((desk) => lot(desk).where('turn.barred', 'is distinct from', person)),
    ...barredAt.map((desk) => lot(desk).where('turn.barred', '=', person)),
  ]
}
