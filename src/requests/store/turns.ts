import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import {
  type Count,
  keysOf,
  type LineFilter,
  lineAt,
  type Page,
  type Place,
  pageOf,
  type RequestLine,
} from '../line.ts'
import type { Desk, Turn } from '../turn.ts'
import { searchFor } from '../words.ts'
import { byValues, counted, within } from './lines.ts'
import { NEVER, type ShownTurn } from './standing.ts'

/** Which turns: those at these desks but for what the person is barred from, and at others only that. */
export interface TurnQuery {
  readonly org: string
  readonly person: string
  readonly desks: readonly Desk[]
  readonly barredAt?: readonly Desk[]
  readonly filter: LineFilter
  /** Due at or after this instant, before that one. */
  readonly dueFrom?: string
  readonly dueBefore?: string
  /** ISO instant. */
  readonly now: string
}

/** A turn as a list shows it. */
export type FoundTurn = Omit<Turn, 'barred'> & { readonly request: RequestLine }

/** Part of the turns, and where in their order it begins. */
export interface TurnPage extends Place {
  readonly query: TurnQuery
  readonly limit: number
}

/**
 * Pages of turns, by the names they were asked for: what is due first stands first; what has no end last, oldest first.
 * All in one statement, since on an embedded database each costs more than what it reads.
 */
export async function findTurns<Name extends string>(
  db: Db,
  asked: Readonly<Record<Name, TurnPage>>,
): Promise<Record<Name, Page<FoundTurn>>> {
  const names = Object.keys(asked) as Name[]
  const parts = names.flatMap((name) => (asked[name].query.desks.length > 0 ? [partOf(db, name, asked[name])] : []))
  const rows = parts.length === 0 ? [] : (await sql<TurnRow>`${sql.join(parts, sql` union all `)}`.execute(db)).rows
  const pages = names.map((name) => {
    const { limit, query, ...place } = asked[name]
    const lot = rows.filter((row) => row.lot === name).toSorted((a, b) => a.nth - b.nth)
    const isThere = keysOf(place.before ?? place.after, 2, 2) !== undefined
    return [name, pageOf(lot, limit, isThere ? place : {}, keysIn, (row) => readTurn(row, query.now))] as const
  })
  return Object.fromEntries(pages) as Record<Name, Page<FoundTurn>>
}

/** One page more by one, with its name and the rank of each row in the direction it is read. */
function partOf(db: Db, name: string, { query, limit, ...place }: TurnPage) {
  const keys = keysOf(place.before ?? place.after, 2, 2)
  const way = keys && place.before !== undefined ? 'desc' : 'asc'
  const order = (table: string) => sql.raw(orderBy.map((key) => `${table}.${key} ${way}`).join(', '))
  const behind =
    keys &&
    sql<SqlBool>`(turn.due_at, turn.since, turn.request_id, turn.position)
    ${sql.raw(way === 'asc' ? '>' : '<')} (${keys[0]}::timestamptz, ${keys[1]}::timestamptz, ${keys[2]}, ${keys[3]}::integer)`
  // Every desk has its own order in the index; only the heads of these orders are merged.
  const desks = lots(db, query).map(
    (lot) =>
      sql`(${(behind ? lot.where(behind) : lot)
        .selectAll('turn')
        .orderBy(order('turn'))
        .limit(limit + 1)})`,
  )
  return sql`(select ${name}::text as lot, row_number() over (order by ${order('one')}) as nth,
      one.request_id, one.position, one.since, nullif(one.due_at, ${NEVER}) as ends_at, one.shown
    from (${sql.join(desks, sql` union all `)}) as one order by ${order('one')} limit ${limit + 1})`
}

const orderBy = ['due_at', 'since', 'request_id', 'position'] as const

interface TurnRow {
  readonly lot: string
  readonly nth: number
  readonly request_id: string
  readonly position: number
  readonly since: string
  readonly ends_at: string | null
  readonly shown: ShownTurn
}

const keysIn = (row: TurnRow) => [row.ends_at ?? NEVER, row.since, row.request_id, String(row.position)]

const readTurn = ({ shown: { line, ...turn } }: TurnRow, now: string): FoundTurn => ({
  ...turn,
  request: lineAt(line, now),
})

/** How many there are of each, counted up to `most`; in one statement. */
export async function countTurns<Name extends string>(
  db: Db,
  asked: Readonly<Record<Name, TurnQuery>>,
  most: number,
): Promise<Record<Name, Count>> {
  const names = Object.keys(asked) as Name[]
  const counts = names.map((name) => {
    const parts = lots(db, asked[name]).map((lot) => sql`(${lot.select('turn.position').limit(most + 1)})`)
    const some = parts.length === 0 ? sql`select 1 where false` : sql.join(parts, sql` union all `)
    return sql`(select count(*) from (select from (${some}) as one limit ${most + 1}) as counted)`
  })
  if (counts.length === 0) return {} as Record<Name, Count>
  const { rows } = await sql<{ many: number[] }>`select array[${sql.join(counts)}]::integer[] as many`.execute(db)
  const many = rows[0]?.many ?? []
  return Object.fromEntries(names.map((name, i) => [name, counted(many[i] ?? 0, most)])) as Record<Name, Count>
}

function lots(db: Db, { org, person, desks, barredAt = [], filter, dueFrom, dueBefore, now }: TurnQuery) {
  const { route, state, urgency, due, words, company } = filter
  const search = searchFor(words ?? '')
  const ends = [dueBefore, due && within(due, now)].filter((end) => end !== undefined).toSorted()[0]
  const marks = [
    route && `rule:${route}`,
    state && `state:${state}`,
    urgency && `urgency:${urgency}`,
    company && `company:${company}`,
  ].filter(Boolean)
  const lot = (desk: Desk) => {
    let here = db.selectFrom('request_turns as turn').where('turn.org_id', '=', org).where('turn.desk', '=', desk)
    if (dueFrom) here = here.where('turn.due_at', '>=', dueFrom)
    if (ends) here = here.where('turn.due_at', '<', ends)
    if (marks.length > 0)
      here = here.where(sql<SqlBool>`${byValues} turn.marks @> ${[`desk:${org} ${desk}`, ...marks]}::text[]`)
    if (search !== '') here = here.where(sql<SqlBool>`${byValues} turn.words @@ ${search}::tsquery`)
    return words !== undefined && words !== '' && search === '' ? here.where(sql<SqlBool>`false`) : here
  }
  return [
    ...desks.map((desk) => lot(desk).where('turn.barred', 'is distinct from', person)),
    ...barredAt.map((desk) => lot(desk).where('turn.barred', '=', person)),
  ]
}
