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
import { all, bound, counted, FIRST, lookedUp, met, within } from './lines.ts'
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
  const parts = names.flatMap((name) => (asked[name] ? [partOf(name, asked[name], among)] : []))
  const pages = narrowing
    ? narrowed(parts, narrowing)
    : {
        before: sql``,
        pages: parts.map((part) =>
          merged(
            part,
            part.lots.map(({ rows }) => rows),
          ),
        ),
      }
  return sql`${pages.before} select part.lot, part.nth, turn.request_id, turn.position, turn.since, turn.due_at, turn.shown
    from (${sql.join(pages.pages, sql` union all `)}) as part
    join request_turns as turn on turn.request_id = part.request_id and turn.position = part.position`
}

/** A page of one part of the day: which rows it may hold at all, by desk, and how it is put in order. */
interface Part {
  readonly name: string
  readonly limit: number
  readonly order: RawBuilder<unknown>
  /** Of each desk: those behind the place, and the first of them in order. Every desk has its own order in the index. */
  readonly lots: readonly { readonly where: RawBuilder<unknown>; readonly rows: RawBuilder<unknown> }[]
  /** All desks at once. */
  readonly here: RawBuilder<unknown>
}

const keysOfRow = sql`due_at, since, request_id, position`

function partOf(name: string, page: TurnPage, among: TurnsAsked): Part {
  const { desks, barredAt = [], limit, before, after } = page
  const keys = keysOf(before ?? after, 2, 2)
  const way = keys && before !== undefined ? 'desc' : 'asc'
  const order = sql.raw(orderBy.map((key) => `${key} ${way}`).join(', '))
  const behind = keys
    ? sql`(due_at, since, request_id, position) ${sql.raw(way === 'asc' ? '>' : '<')}
        (${keys[0]}::timestamptz, ${keys[1]}::timestamptz, ${keys[2]}, ${keys[3]}::integer)`
    : sql`true`
  const lots = lotsOf(page, among).map((lot) => {
    const where = sql`${lot} and ${behind}`
    return {
      where,
      rows: sql`select ${keysOfRow} from request_turns where ${where} order by ${order} limit ${sql.lit(limit + 1)}`,
    }
  })
  const here = sql`(desk = any(${desks}::text[]) and barred is distinct from ${among.person}
      or desk = any(${barredAt}::text[]) and barred = ${among.person}) and ${dueIn(page, among)} and ${behind}`
  return { name, limit, order, lots, here }
}

/** One page more by one, with its name and the rank of each row in the direction it is read; only the heads of the lots are merged. */
const merged = ({ name, limit, order }: Part, lots: readonly RawBuilder<unknown>[]) =>
  sql`(select ${name}::text as lot, row_number() over (order by ${order}) as nth, request_id, position
    from (${
      lots.length === 0
        ? sql`select ${keysOfRow} from request_turns where false`
        : sql.join(
            lots.map((lot) => sql`(${lot})`),
            sql` union all `,
          )
    }) as one
    order by ${order} limit ${sql.lit(limit + 1)})`

/**
 * What fits of the parts. It is met among the first rows of every desk; or looked up and put in order, where there is little of it;
 * or met on the way through all of them. Which turns out when the statement runs.
 */
function narrowed(parts: readonly Part[], { marks, search }: Narrowing) {
  const fits = met(lookedUp(marks, search))
  const [isNear, isFew] = [sql`(select found from is_near)`, sql`(select found from is_few)`]
  const named = parts.flatMap((part, p) =>
    part.lots.map((lot, l) => ({ part, ...lot, near: sql.raw(`near_${p}_${l}`) })),
  )
  const near = named.map(({ part: { order, limit }, where, near }) =>
    sql`${near} as materialized (select ${keysOfRow} from (select * from request_turns where ${where} order by ${order} limit ${sql.lit(FIRST)}) as first
      where ${fits} order by ${order} limit ${sql.lit(limit + 1)})`) // biome-ignore format: a statement
  // A desk is read to the end of its page, or to its own.
  const isWhole = named.map(({ part: { limit }, where, near }) =>
    sql`((select count(*) from ${near}) > ${sql.lit(limit)} or (select count(*) from (select from request_turns where ${where} limit ${sql.lit(FIRST)}) as first) < ${sql.lit(FIRST)})`) // biome-ignore format: a statement
  const before = sql`with ${sql.join([
    ...near,
    sql`is_near as materialized (select ${all(isWhole)} as found)`,
    bound('request_turns'),
    sql`few as materialized (select ${keysOfRow}, desk, barred from request_turns
      where not ${isNear} and ${lookedUp(marks, search)} limit (select many + 1 from bound))`,
    sql`is_few as materialized (select not ${isNear} and count(*) <= (select many from bound) as found from few)`,
  ])}`
  const pages = parts.map((part) =>
    merged(part, [
      ...named
        .filter((one) => one.part === part)
        .map(({ near }) => sql`select ${keysOfRow} from ${near} where ${isNear}`),
      sql`select ${keysOfRow} from few where ${isFew} and ${part.here} order by ${part.order} limit ${sql.lit(part.limit + 1)}`,
      ...part.lots.map(
        ({
          where,
        }) => sql`select ${keysOfRow} from request_turns where not ${isNear} and not ${isFew} and ${fits} and ${where}
        order by ${part.order} limit ${sql.lit(part.limit + 1)}`,
      ),
    ]),
  )
  return { before, pages }
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
