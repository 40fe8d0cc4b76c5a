import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { instantText, parseInstant } from '../../base/time.ts'
import { BY_ITS_VALUES, type Db, type Tables } from '../../db/index.ts'
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

/** What is rare is looked up, what is common is met on the way: which it is, the words say. */
export const byValues = sql.raw(BY_ITS_VALUES)

type Lines<O = object> = SelectQueryBuilder<Tables & { request: Tables['request_requests'] }, 'request', O>

/** The requests of an organisation that fit: every mark in one look-up, the words in the same. */
function narrowed<Q extends Lines>(query: Q, org: string, filter: LineFilter, now: string): Q {
  const { status, direction, route, state, urgency, due, matter, words, company } = filter
  const marks = [
    direction && `direction:${direction}`, route && `rule:${route}`, state && `state:${state}`, urgency && `urgency:${urgency}`,
  ].filter((mark): mark is string => mark !== undefined && mark !== '') // biome-ignore format: a table
  const search = words === undefined ? '' : searchFor(words)
  let found: Lines = query.where('request.org_id', '=', org)
  const looked = [
    ...marks,
    ...(status !== undefined && status !== 'open' && !turnsWithTime(status) ? [`status:${status}`] : []),
  ]
  // The organisation is a mark too, so that the look-up never gathers what belongs to others.
  if (looked.length > 0)
    found = found.where(sql<SqlBool>`${byValues} request.marks @> ${[`org:${org}`, ...looked]}::text[]`)
  if (status === 'open') found = found.where('request.ended_at', 'is', null)
  else if (status !== undefined && turnsWithTime(status)) found = found.where(standsAs(status, org, now))
  if (search !== '') found = found.where(sql<SqlBool>`${byValues} request.words @@ ${search}::tsquery`)
  if (words !== undefined && words.trim() !== '' && search === '') found = found.where(sql<SqlBool>`false`)
  if (matter) found = found.where('request.matter_id', '=', matter)
  if (company) found = found.where('request.company', '=', company)
  if (due) found = found.where('request.due_at', '<', within(due, now))
  return found as Q
}

/** What is due before this instant; days of a list are 24 hours each. */
export const within = (due: DueWithin, now: string): string =>
  instantText(parseInstant(now).add({ hours: Temporal.Duration.from(dueWithin[due]).total('hours') }))

const turnsWithTime = (status: string) => status === 'held' || status === 'sent' || status === 'received'

function standsAs(status: string, org: string, now: string) {
  const marked = (word: string) => sql`${byValues} request.marks @> ${[`org:${org}`, `status:${word}`]}::text[]`
  const over = sql`request.held_until <= ${now}::timestamptz`
  if (status === 'held') return sql<SqlBool>`(${marked('held')} and (${over}) is not true)`
  const way = status === 'sent' ? 'outgoing' : 'incoming'
  return sql<SqlBool>`(${marked(status)} or (${marked('held')} and ${over} and request.direction = ${way}))`
}

/** Newest first; what is narrowed by when it is due: what is due first stands first; or what is expected first. */
export async function findLines(
  db: Db,
  org: string,
  filter: LineFilter,
  now: string,
  { limit, ...place }: Place & { limit: number },
): Promise<Page<RequestLine>> {
  const back = place.before !== undefined
  const keys = keysOf(place.before ?? place.after, 1, 1)
  const order = filter.order ? 'request.expected_to' : filter.due ? 'request.due_at' : 'request.created_at'
  const up = (order !== 'request.created_at') !== back
  let query = narrowed(db.selectFrom('request_requests as request').select(lineColumns), org, filter, now)
  const key = sql.ref(order)
  if (keys) {
    const compared = sql.raw(up ? '>' : '<')
    query = query.where(sql<SqlBool>`(${key}, request.id) ${compared} (${keys[0]}::timestamptz, ${keys[1]})`)
  }
  const rows = await query
    .orderBy(order, up ? 'asc' : 'desc')
    .orderBy('request.id', up ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    keys ? place : {},
    (row) => [(filter.order ? row.expected_to : filter.due ? row.due_at : row.created_at) ?? '', row.id],
    (row) => lineFrom(row, now),
  )
}

/** How many fit, counted up to `most`. */
export async function countLines(db: Db, org: string, filter: LineFilter, now: string, most: number): Promise<Count> {
  const some = narrowed(db.selectFrom('request_requests as request').select('request.id'), org, filter, now)
  const { rows } = await sql<{
    many: number
  }>`select count(*) as many from (${some.limit(most + 1)}) as counted`.execute(db)
  return counted(rows[0]?.many ?? 0, most)
}

export const counted = (many: number, most: number): Count => ({ atLeast: Math.min(many, most), exact: many <= most })

/** The companies, routes and other states an organisation has requests by, each looked up once and not counted. */
export async function foundAmong(db: Db, org: string): Promise<Among> {
  const distinct = (column: 'rule' | 'foreign_state' | 'company') => sql<string>`(with recursive one as (
      select min(${sql.ref(column)}) as it from request_requests where org_id = ${org}
      union all
      select (select min(${sql.ref(column)}) from request_requests where org_id = ${org} and ${sql.ref(column)} > one.it) from one
      where one.it is not null
    ) select coalesce(json_agg(it), '[]') from one where it is not null)`
  const { rows } = await sql<Among>`select ${distinct('rule')} as routes, ${distinct('foreign_state')} as states,
    ${distinct('company')} as companies`.execute(db)
  return rows[0] ?? { routes: [], states: [], companies: [] }
}

/** What a list can be narrowed to. */
interface Among {
  routes: string[]
  states: string[]
  companies: string[]
}
