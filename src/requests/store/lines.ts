import { type RawBuilder, sql } from 'kysely'
import { instantText, parseInstant } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import {
  type Count,
  type DueWithin,
  dueWithin,
  keysOf,
  type LineFilter,
  lineAt,
  type Page,
  type Place,
  pageOf,
  type RequestLine,
} from '../line.ts'
import type { MatterId, RequestId, Status } from '../request.ts'
import { searchFor } from '../words.ts'
import { orNone, type Row } from './row.ts'

/** The columns of a line; `request` is what its table is called in the query. */
const lineColumns = [
  'request.id', 'request.org_id', 'request.origin', 'request.direction', 'request.matter_id', 'request.title', 'request.file_number',
  'request.counterpart', 'request.counterpart_name', 'request.counterpart_number', 'request.rule', 'request.route_title', 'request.to_state',
  'request.status', 'request.created_at', 'request.left_at', 'request.ended_at', 'request.due_at', 'request.held_until',
  'request.expected_from', 'request.expected_to',
] as const // biome-ignore format: one line of words

type Bare<Column> = Column extends `request.${infer Name}` ? Name : never
type LineRow = Pick<Row<'request_requests'>, Bare<(typeof lineColumns)[number]>>

/** A row with these columns, as it stands at a moment. */
const lineFrom = (row: LineRow, now: string): RequestLine =>
  lineAt(
    {
      id: row.id as RequestId,
      org: row.org_id,
      origin: row.origin,
      direction: row.direction,
      matter: orNone(row.matter_id) as MatterId | undefined,
      title: row.title,
      fileNumber: row.file_number,
      counterpart: row.counterpart,
      counterpartName: row.counterpart_name,
      counterpartNumber: orNone(row.counterpart_number),
      rule: row.rule,
      routeTitle: row.route_title,
      to: orNone(row.to_state),
      status: row.status as Status,
      createdAt: row.created_at,
      leftAt: orNone(row.left_at),
      endedAt: orNone(row.ended_at),
      due: orNone(row.due_at),
      expected: row.expected_from === null ? undefined : { from: row.expected_from, to: row.expected_to },
      heldUntil: orNone(row.held_until),
    },
    now,
  )

/**
 * Of what is narrowed so many are looked up and put in order; where there are more, a page of them is met soon on the way through the
 * list. Which it is turns out when the statement runs, whatever its plan expected.
 */
export const FEW = 500

/** Of a large table more, since the way through it is longer: one of so many rows. */
const SHARE = 250

/** How many are looked up in this table, as `bound.many`. */
export const bound = (table: 'request_requests' | 'request_turns' | 'request_matters') =>
  sql`bound as materialized (select ${sql.lit(FEW)} + (greatest(reltuples, 0) / ${sql.lit(SHARE)})::int as many from pg_class where oid = ${sql.lit(table)}::regclass)`

/**
 * So many rows of a list or desk are looked through before the index is asked, which reads every entry of a word or mark before it
 * gives the first row: of what is usual a page is met sooner on the way.
 */
export const FIRST = 500

/** And so many to say how many fit, as far as anybody counts. */
const COUNTED_FIRST = 2_000

/** All of these conditions. */
export const all = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)

/** What the index of marks and words finds in one look-up; the organisation is a mark too. */
export const lookedUp = (marks: readonly string[], search: string) =>
  search === '' ? sql`marks @> ${marks}::text[]` : sql`marks @> ${marks}::text[] and words @@ ${search}::tsquery`

/** Asked of each row that is met: as a `case` a condition is neither gathered from an index nor believed to be rare. */
export const met = (condition: RawBuilder<unknown>) => sql`case when ${condition} then true else false end`

/** Where in an order a page begins, and its first rows: so many. */
interface Stretch {
  readonly order: ReturnType<typeof orderOf>
  readonly behind: RawBuilder<unknown>
  readonly ordered: RawBuilder<unknown>
  /** From the first row of the whole list on. */
  readonly fromStart: RawBuilder<unknown>
  /** … with as many rows as a page has, and one. */
  readonly inOrder: RawBuilder<unknown>
  readonly limit: number
}

/** Newest first; what is narrowed by when it is due: what is due first stands first; or what is expected first. */
const orderOf = (filter: LineFilter) => (filter.order ? 'expected_to' : filter.due ? 'due_at' : 'created_at')

function stretchOf(filter: LineFilter, place: Place, limit: number): Stretch & { isThere: boolean } {
  const order = orderOf(filter)
  const keys = keysOf(place.before ?? place.after, 1, 1)
  const back = keys !== undefined && place.before !== undefined
  const forth = order === 'created_at' ? 'desc' : 'asc'
  const way = back ? (forth === 'asc' ? 'desc' : 'asc') : forth
  const by = sql.raw(order)
  const ordered = sql`order by ${by} ${sql.raw(way)}, id ${sql.raw(way)}`
  return {
    order,
    behind: keys
      ? sql`(${by}, id) ${sql.raw(way === 'asc' ? '>' : '<')} (${keys[0]}::timestamptz, ${keys[1]})`
      : sql`true`,
    ordered,
    fromStart: sql`order by ${by} ${sql.raw(forth)}, id ${sql.raw(forth)}`,
    inOrder: sql`${ordered} limit ${sql.lit(limit + 1)}`,
    limit,
    isThere: keys !== undefined,
  }
}

/** A page of the requests that fit, with how many fit, counted up to `most`. */
export async function findLines(
  db: Db,
  org: string,
  filter: LineFilter,
  now: string,
  { limit, most = 0, ...place }: Place & { limit: number; most?: number },
): Promise<Page<RequestLine> & { many: Count }> {
  const search = searchFor(filter.words ?? '')
  if (filter.words !== undefined && filter.words.trim() !== '' && search === '')
    return { entries: [], next: undefined, previous: undefined, many: { atLeast: 0, exact: true } }
  const stretch = stretchOf(filter, place, limit)
  const { rows } = await linesOf(org, filter, search, now, stretch, most).execute(db)
  const page = pageOf(
    rows,
    limit,
    stretch.isThere ? place : {},
    (row) => [row[orderOf(filter)] ?? '', row.id],
    (row) => lineFrom(row, now),
  )
  return { ...page, many: counted(rows[0]?.many ?? 0, most) }
}

function linesOf(
  org: string,
  filter: LineFilter,
  search: string,
  now: string,
  { order, behind, ordered, fromStart, inOrder, limit }: Stretch,
  most: number,
): RawBuilder<LineRow & { many: number }> {
  const { status, direction, route, state, urgency, due, matter, company } = filter
  const standing = status !== undefined && turnsWithTime(status) ? status : undefined
  const narrowing = [
    ['direction', direction, sql`direction = ${direction}`],
    ['rule', route, sql`rule = ${route}`],
    ['state', state, sql`foreign_state = ${state}`],
    ['urgency', urgency, lookedUp([`urgency:${urgency}`], '')],
    ['status', status === 'open' ? undefined : (standing ?? status), standing ? standsAs(standing, now) : sql`status = ${status}`],
  ] as const // biome-ignore format: a table
  const narrowed = narrowing.filter(([, value]) => value !== undefined && value !== '')
  const soon = due && sql`due_at < ${within(due, now)}::timestamptz`
  const besides = [
    ...(matter ? [sql`matter_id = ${matter}`] : []),
    ...(company ? [sql`company = ${company}`] : []),
    ...(soon ? [soon] : []),
  ]
  const beside = all(besides)
  const open = sql.raw(status === 'open' ? ' and ended_at is null' : '')
  const mine = sql`org_id = ${org} and ${beside}${open}`
  const count = (from: RawBuilder<unknown>) =>
    sql`(select count(*) from (select ${from} limit ${sql.lit(most + 1)}) as counted)`

  if (narrowed.length === 0 && search === '')
    return sql`select ${columns}, ${count(sql`from request_requests where ${mine}`)} as many
      from request_requests as request where ${mine} and ${behind} ${inOrder}`

  // What time alone has ended is not marked as what it is by now; there is little of it, until that is written down.
  const isOver = sql`org_id = ${org} and held_until <= ${now}::timestamptz`
  const over = standing && standing !== 'held'
  if (
    order === 'created_at' &&
    search === '' &&
    besides.length === 0 &&
    narrowed.every(([kind]) => kind === 'status')
  ) {
    const stands = standing === 'held' ? standsAs(standing, now) : sql`status = ${status}`
    const from = (more: RawBuilder<unknown>) =>
      sql`(select id, created_at from request_requests where org_id = ${org} and ${stands} ${more})
        ${over ? sql`union all (select id, created_at from over where true ${more})` : sql``}`
    return sql`${over ? sql`with over as materialized (select id, created_at from request_requests where ${isOver} and ${met(standsAs(standing, now))})` : sql``}
      select ${columns}, (select count(*) from (${from(sql`limit ${sql.lit(most + 1)}`)}) as counted) as many
      from (select id from (${from(sql`and ${behind} ${inOrder}`)}) as found ${inOrder}) as page
      join request_requests as request on request.id = page.id ${inOrder}`
  }

  const words = search === '' ? [] : [sql`words @@ ${search}::tsquery`]
  const fits = sql`${met(all([...narrowed.map(([, , condition]) => condition), ...words]))} and ${beside}`
  const own = [`org:${org}`, ...(status === 'open' ? ['open'] : [])]
  const found = lookedUp([...own, ...narrowed.map(([kind, value]) => `${kind}:${value}`)], search)
  const lots = [
    standing ? sql`${found} and ${standsAs(standing, now)}` : found,
    ...(over ? [sql`${isOver} and ${fits}`] : []),
  ]
  const [isNear, isFew] = [sql`(select found from is_near)`, sql`(select found from is_few)`]
  // One case or company lies anywhere in a list: the way to its first rows may be the whole of it.
  const onTheWay = (more: RawBuilder<unknown>, by: RawBuilder<unknown>, rows: number, wanted: number) =>
    matter || company
      ? sql`select id from request_requests where false`
      : sql`select id from (select * from request_requests where ${mine} and ${more} ${by} limit ${sql.lit(rows)}) as first
          where ${fits} ${by} limit ${sql.lit(wanted)}`
  const isPage = sql`(select count(*) from near) > ${sql.lit(limit)}`
  const few = lots.map(
    (lot) =>
      sql`(select id, created_at, due_at, expected_to, matter_id, company from request_requests where not ${isNear} and ${lot} limit (select many + 1 from bound))`,
  )
  const many =
    besides.length === 0
      ? sql`select count(*) from few`
      : sql`select case when ${isFew} then ${count(sql`from few where ${beside}`)} else ${count(sql`from request_requests where ${mine} and ${fits}`)} end`
  return sql`with near as materialized (${onTheWay(behind, ordered, FIRST, limit + 1)}),
      near_many as materialized (select count(*) as many from (${onTheWay(isPage, fromStart, COUNTED_FIRST, most + 1)}) as counted),
      is_near as materialized (select ${isPage} and many > ${sql.lit(most)} as found from near_many),
      ${bound('request_requests')}, few as materialized (${sql.join(few, sql` union all `)}),
      is_few as materialized (select not ${isNear} and count(*) <= (select many from bound) as found from few)
    select ${columns}, case when ${isNear} then (select many from near_many) else (${many}) end as many
    from (
      (select id as found from near where ${isNear})
      union all
      (select id from few where ${isFew} and ${beside} and ${behind} ${inOrder})
      union all
      (select id from request_requests where not ${isNear} and not ${isFew} and ${mine} and ${fits} and ${behind} ${inOrder})
    ) as page join request_requests as request on request.id = page.found ${inOrder}`
}

const columns = sql.raw(lineColumns.join(', '))

/** What is due before this instant; days of a list are 24 hours each. */
export const within = (due: DueWithin, now: string): string =>
  instantText(parseInstant(now).add({ hours: Temporal.Duration.from(dueWithin[due]).total('hours') }))

const turnsWithTime = (status: Status | 'open') => status === 'held' || status === 'sent' || status === 'received'

/** A hold that has ended is none, though that may not be written down yet. */
function standsAs(status: Status, now: string) {
  const over = sql`held_until <= ${now}::timestamptz`
  if (status === 'held') return sql`status = 'held' and (${over}) is not true`
  const way = status === 'sent' ? 'outgoing' : 'incoming'
  return sql`(status = ${status} or status = 'held' and ${over} and direction = ${way})`
}

export const counted = (many: number, most: number): Count => ({ atLeast: Math.min(many, most), exact: many <= most })

/** What an organisation has requests by, in no order. */
export async function foundAmong(db: Db, org: string): Promise<Among> {
  // One row: reading many small ones costs more than finding them.
  const { all } = await db
    .selectFrom('request_choices')
    .select(
      sql<readonly (readonly [kind: string, value: string])[] | null>`json_agg(json_build_array(kind, value))`.as(
        'all',
      ),
    )
    .where('org_id', '=', org)
    .executeTakeFirstOrThrow()
  const of = (kind: string) => (all ?? []).flatMap(([one, value]) => (one === kind ? [value] : []))
  return { routes: of('route'), states: of('state'), companies: of('company') }
}

/** What a list can be narrowed to. */
interface Among {
  routes: string[]
  states: string[]
  companies: string[]
}
