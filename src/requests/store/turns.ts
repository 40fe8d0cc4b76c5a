import { type RawBuilder, sql } from 'kysely'
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
import { all, bound, counted, lookedUp, met, within } from './lines.ts'
import type { ShownTurn } from './standing.ts'

/** Among which turns: those of an organisation, narrowed, as one person sees them. */
export interface TurnsAsked {
  readonly org: string
  readonly person: string
  readonly filter: LineFilter
  /** ISO instant. */
  readonly now: string
}

/** Which of them: those at these desks but for what the person is barred from, and at others only that. */
export interface TurnQuery {
  readonly desks: readonly Desk[]
  readonly barredAt?: readonly Desk[]
  /** Due at or after this instant, before that one. */
  readonly dueFrom?: string
  readonly dueBefore?: string
}

/** A turn as a list shows it. */
export type FoundTurn = Omit<Turn, 'barred'> & { readonly request: RequestLine }

/** Part of the turns, and where in their order it begins. */
export interface TurnPage extends TurnQuery, Place {
  readonly limit: number
}

/**
 * Pages of turns, by the names they were asked for: what is due first stands first; what has no end last, oldest first.
 * All in one statement, since on an embedded database each costs more than what it reads.
 */
export async function findTurns<Name extends string>(
  db: Db,
  among: TurnsAsked,
  asked: Readonly<Record<Name, TurnPage>>,
): Promise<Record<Name, Page<FoundTurn>>> {
  const names = Object.keys(asked) as Name[]
  const narrowing = narrowingOf(among)
  const rows = narrowing === 'none' ? [] : (await turnsOf(names, asked, among, narrowing).execute(db)).rows
  const pages = names.map((name) => {
    const { limit, before, after } = asked[name]
    const lot = rows.filter((row) => row.lot === name).toSorted((a, b) => a.nth - b.nth)
    const isThere = keysOf(before ?? after, 2, 2) !== undefined
    return [
      name,
      pageOf(lot, limit, isThere ? { before, after } : {}, keysIn, (row) => readTurn(row, among.now)),
    ] as const
  })
  return Object.fromEntries(pages) as Record<Name, Page<FoundTurn>>
}

interface Narrowing {
  readonly marks: readonly string[]
  readonly search: string
}

/** What turns are looked up by; `none`: nothing can fit, since what was searched for holds no word. */
function narrowingOf({ org, filter }: TurnsAsked): Narrowing | 'none' | undefined {
  const { route, state, urgency, company, words = '' } = filter
  const search = searchFor(words)
  const marks = [
    route && `rule:${route}`,
    state && `state:${state}`,
    urgency && `urgency:${urgency}`,
    company && `company:${company}`,
  ].filter((mark): mark is string => mark !== undefined && mark !== '')
  if (search === '' && words !== '') return 'none'
  return marks.length === 0 && search === '' ? undefined : { marks: [`org:${org}`, ...marks], search }
}

function turnsOf(
  names: readonly string[],
  asked: Readonly<Record<string, TurnPage>>,
  among: TurnsAsked,
  narrowing: Narrowing | undefined,
): RawBuilder<TurnRow> {
  const parts = names.flatMap((name) => (asked[name] ? [partOf(name, asked[name], among, narrowing)] : []))
  const few =
    narrowing &&
    sql`with ${bound('request_turns')}, few as materialized (select request_id, position, desk, barred, since, due_at from request_turns
        where ${lookedUp(narrowing.marks, narrowing.search)} limit (select many + 1 from bound)),
      found as materialized (select count(*) <= (select many from bound) as few from few)`
  return sql`${few ?? sql``} select part.lot, part.nth, turn.request_id, turn.position, turn.since, turn.due_at, turn.shown
    from (${sql.join(parts, sql` union all `)}) as part
    join request_turns as turn on turn.request_id = part.request_id and turn.position = part.position`
}

/** One page more by one, with its name and the rank of each row in the direction it is read. */
function partOf(name: string, page: TurnPage, among: TurnsAsked, narrowing: Narrowing | undefined) {
  const { desks, barredAt = [], limit, before, after } = page
  const keys = keysOf(before ?? after, 2, 2)
  const way = keys && before !== undefined ? 'desc' : 'asc'
  const order = sql.raw(orderBy.map((key) => `${key} ${way}`).join(', '))
  const behind = keys
    ? sql`(due_at, since, request_id, position) ${sql.raw(way === 'asc' ? '>' : '<')}
        (${keys[0]}::timestamptz, ${keys[1]}::timestamptz, ${keys[2]}, ${keys[3]}::integer)`
    : sql`true`
  const some = sql`select due_at, since, request_id, position`
  const inOrder = sql`order by ${order} limit ${sql.lit(limit + 1)}`
  const isFew = sql`(select few from found)`
  const onTheWay = narrowing ? sql`not ${isFew} and ${met(lookedUp(narrowing.marks, narrowing.search))} and` : sql``
  // Every desk has its own order in the index; only the heads of these orders are merged.
  const lots = lotsOf(page, among).map(
    (lot) => sql`(${some} from request_turns where ${onTheWay} ${lot} and ${behind} ${inOrder})`,
  )
  if (narrowing) {
    const here = sql`(desk = any(${desks}::text[]) and barred is distinct from ${among.person}
      or desk = any(${barredAt}::text[]) and barred = ${among.person})`
    lots.push(sql`(${some} from few where ${isFew} and ${here} and ${dueIn(page, among)} and ${behind} ${inOrder})`)
  }
  if (lots.length === 0) lots.push(sql`(${some} from request_turns where false)`)
  return sql`(select ${name}::text as lot, row_number() over (order by ${order}) as nth, request_id, position
    from (${sql.join(lots, sql` union all `)}) as one order by ${order} limit ${sql.lit(limit + 1)})`
}

const orderBy = ['due_at', 'since', 'request_id', 'position'] as const

interface TurnRow {
  readonly lot: string
  readonly nth: number
  readonly request_id: string
  readonly position: number
  readonly since: string
  readonly due_at: string
  readonly shown: string
}

const keysIn = (row: TurnRow) => [row.due_at, row.since, row.request_id, String(row.position)]

const readTurn = ({ shown }: TurnRow, now: string): FoundTurn => {
  const { line, ...turn } = JSON.parse(shown) as ShownTurn
  return { ...turn, request: lineAt(line, now) }
}

/** How many there are of each, whatever they are narrowed to, counted up to `most`; in one statement. */
export async function countTurns<Name extends string>(
  db: Db,
  among: TurnsAsked,
  asked: Readonly<Record<Name, TurnQuery>>,
  most: number,
): Promise<Record<Name, Count>> {
  const names = Object.keys(asked) as Name[]
  const limit = sql`limit ${sql.lit(most + 1)}`
  const counts = names.map((name) => {
    const lots = lotsOf(asked[name], { ...among, filter: {} }).map(
      (lot) => sql`(select from request_turns where ${lot} ${limit})`,
    )
    if (lots.length === 0) return sql`0`
    return sql`(select count(*) from (select from (${sql.join(lots, sql` union all `)}) as one ${limit}) as counted)`
  })
  const { rows } = await sql<{ many: number[] }>`select array[${sql.join(counts)}]::integer[] as many`.execute(db)
  const many = rows[0]?.many ?? []
  return Object.fromEntries(names.map((name, i) => [name, counted(many[i] ?? 0, most)])) as Record<Name, Count>
}

/** The turns of each desk, as conditions. */
function lotsOf(query: TurnQuery, among: TurnsAsked): RawBuilder<unknown>[] {
  const { desks, barredAt = [] } = query
  const { org, person } = among
  const at = (desk: Desk) => sql`org_id = ${org} and desk = ${desk} and ${dueIn(query, among)}`
  return [
    ...desks.map((desk) => sql`${at(desk)} and barred is distinct from ${person}`),
    ...barredAt.map((desk) => sql`${at(desk)} and barred = ${person}`),
  ]
}

function dueIn({ dueFrom, dueBefore }: TurnQuery, { filter: { due }, now }: TurnsAsked) {
  const ends = [dueBefore, due && within(due, now)].filter((end) => end !== undefined).toSorted()[0]
  return all([
    ...(dueFrom ? [sql`due_at >= ${dueFrom}::timestamptz`] : []),
    ...(ends ? [sql`due_at < ${ends}::timestamptz`] : []),
  ])
}
