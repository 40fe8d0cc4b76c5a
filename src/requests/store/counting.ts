import { type RawBuilder, sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Request } from '../request.ts'

/** The requests of one organisation, in one direction, that were made or that ended within one period. */
export interface Population {
  readonly org: string
  readonly direction: Request['direction']
  /** Which of the periods, from 0. */
  readonly period: number
  readonly what: 'made' | 'ended'
}

/** How many of a population are of one kind; `by` is `all` for the whole of it. */
export interface PeriodTally extends Population {
  readonly by: 'all' | 'route' | 'state' | 'urgency' | 'category' | 'ground'
  readonly value: string | null
  readonly number: number
}

/** Those that ended within a period, and tenths of a day from when they were made to their end: of all, of one route, or of one outcome. */
export interface PeriodEnd extends Omit<Population, 'what'> {
  readonly route: string | null
  readonly outcome: string | null
  readonly number: number
  readonly median: number
  readonly percentile90: number
}

/** SHA-256 over the SHA-256 of each entry of a population, in the order in which they were made or ended. */
export interface PopulationDigest extends Population {
  readonly digest: Uint8Array
}

/** Bounds of periods beside one another: n + 1 instants for n periods. */
export type Bounds = readonly InstantText[]

const columns = { made: 'began_at', ended: 'ended_at' } as const

/**
 * For each population, what a query over its rows answers. One population after the other lies together in an index that
 * has all that is counted: the wide rows themselves are not read.
 */
function ofEach(bounds: Bounds, org: string | undefined, query: RawBuilder<unknown>) {
  return sql`from (select id as org from request_organisations ${org === undefined ? sql`` : sql`where id = ${org}`}) as organisations
    cross join (values ('outgoing'), ('incoming')) as directions (direction)
    cross join unnest(${bounds.slice(0, -1)}::timestamptz[], ${bounds.slice(1)}::timestamptz[]) with ordinality as periods (from_at, until_at, nth)
    cross join lateral (${query}) as found`
}

const rowsOf = (what: Population['what']) => {
  const column = sql.ref(columns[what])
  return sql`from request_requests as request where request.org_id = organisations.org and request.direction = directions.direction
    and began_at is not null and ${column} >= periods.from_at and ${column} < periods.until_at`
}

const population = (what: Population['what']) =>
  sql`organisations.org, directions.direction, nth::int - 1 as period, ${what}::text as what`

/** That a decision, by the name of its table in a query, refuses or objects and still stands. */
export const refuses = (decision: string) =>
  sql`${sql.ref(`${decision}.outcome`)} in ('refused', 'objected') and not ${sql.ref(`${decision}.void`)}`

/** Every population of these periods, of an organisation or of all, counted where its rows lie. */
export async function periodTallies(db: Db, bounds: Bounds, org?: string): Promise<PeriodTally[]> {
  const made = ofEach(bounds, org, sql`select rule, counted_state, urgency, counted_items, count(*) as many
    ${rowsOf('made')} group by rule, counted_state, urgency, counted_items`) // biome-ignore format: a query
  const found = await Promise.all([
    sql<PeriodTally>`with cells as materialized (select ${population('made')}, found.* ${made})
      select org, direction, period, what, sum(many)::bigint as number,
        case when grouping(rule) = 0 then 'route' when grouping(counted_state) = 0 then 'state' when grouping(urgency) = 0 then 'urgency'
          when grouping(counted_items) = 0 then 'category' else 'all' end as by,
        coalesce(rule, counted_state, urgency, counted_items) as value
      from cells group by grouping sets ((org, direction, period, what), (org, direction, period, what, rule),
        (org, direction, period, what, counted_state), (org, direction, period, what, urgency), (org, direction, period, what, counted_items))`.execute(
      db,
    ),
    // Alike decisions are counted before their grounds are taken apart: a ground that stands in two decisions on a request counts once.
    sql<PeriodTally>`with alike as (
        select request.org_id as org, request.direction, width_bucket(ended_at, ${[...bounds]}::timestamptz[]) - 1 as period, refused.rules, count(*) as number
        from (select request_id, array_agg(rules) as rules from request_decisions as decision where ${refuses('decision')} group by request_id) as refused
        join request_requests as request on request.id = refused.request_id
        where ended_at >= ${bounds[0]} and ended_at < ${bounds.at(-1)} and began_at is not null
          and ${org === undefined ? sql`true` : sql`request.org_id = ${org}`}
        group by request.org_id, request.direction, period, refused.rules)
      select org, direction, period, 'ended' as what, 'ground' as by, ground as value, sum(number)::bigint as number
      from alike cross join lateral (
        select distinct ground from unnest(rules) as one cross join jsonb_array_elements_text(one) as ground) as grounds
      group by org, direction, period, ground`.execute(db),
  ])
  return found.flatMap(({ rows }) => rows)
}

/** How many ended in each period, how, and how long they took. */
export async function periodEnds(db: Db, bounds: Bounds, org?: string): Promise<PeriodEnd[]> {
  const ends = ofEach(bounds, org, sql`select rule as route, status as outcome, count(*) as number,
      percentile_disc(array[0.5, 0.9]) within group (order by ended_at - began_at) as days
    ${rowsOf('ended')} group by grouping sets ((), (rule), (status))`) // biome-ignore format: a query
  const tenths = (nth: number) =>
    sql`((extract(epoch from days[${sql.raw(String(nth))}]) * 1000)::bigint + 4320000) / 8640000`
  const { rows } =
    await sql<PeriodEnd>`select ${population('ended')}, route, outcome, number, ${tenths(1)} as median, ${tenths(2)} as percentile90
    ${ends} where number > 0`.execute(db)
  return rows
}

/** What of a request is counted, behind one another, and when it was made and ended as PostgreSQL sends an instant: microseconds since 2000, eight bytes. */
const parts = {
  made: sql`id || ' ' || origin || ' ' || rule || ' ' || coalesce(counted_state, '-') || ' ' || coalesce(urgency, '-') || ' ' || counted_items`,
  ended: sql`id || ' ' || origin || ' ' || rule || ' ' || status`,
} as const
const instants = {
  made: sql`timestamptz_send(began_at)`,
  ended: sql`timestamptz_send(began_at) || timestamptz_send(ended_at)`,
} as const
const entry = (what: Population['what']) => sql`convert_to(${parts[what]}, 'UTF8') || ${instants[what]}`

/** What each population consists of, so that nothing of it can be changed unseen. Nothing is read out of the database. */
export async function populationDigests(db: Db, bounds: Bounds, org?: string): Promise<PopulationDigest[]> {
  const found = await Promise.all(
    (['made', 'ended'] as const).map((what) => {
      const at = sql.ref(columns[what])
      const digests = ofEach(bounds, org, sql`select sha256(string_agg(sha256(${entry(what)}), ''::bytea order by ${at}, id)) as digest ${rowsOf(what)}`) // biome-ignore format: a query
      return sql<PopulationDigest>`select ${population(what)}, digest ${digests} where digest is not null`.execute(db)
    }),
  )
  return found.flatMap(({ rows }) => rows.map((row) => ({ ...row, digest: new Uint8Array(row.digest) })))
}

/** The entries of one population in the order of its digest: each request's id, and the bytes that are hashed for it. */
export async function populationEntries(
  db: Db,
  { org, direction, what }: Omit<Population, 'period'>,
  from: InstantText,
  until: InstantText,
): Promise<{ id: string; entry: Uint8Array }[]> {
  const at = sql.ref(columns[what])
  const { rows } = await sql<{ id: string; entry: Uint8Array }>`select id, ${entry(what)} as entry from request_requests
    where org_id = ${org} and direction = ${direction} and began_at is not null and ${at} >= ${from} and ${at} < ${until} order by ${at}, id`.execute(
    db,
  )
  return rows
}

/** When the first request of the record was made; undefined where none was. */
export async function firstMade(db: Db): Promise<InstantText | undefined> {
  const { rows } = await sql<{ at: InstantText | null }>`select min(found.at) as at
    from request_organisations cross join (values ('outgoing'), ('incoming')) as directions (direction)
    cross join lateral (select min(began_at) as at from request_requests
      where org_id = request_organisations.id and direction = directions.direction and began_at is not null) as found`.execute(
    db,
  )
  return rows[0]?.at ?? undefined
}

/** The ids of all requests that an organisation has on record, and whether each was made before an instant. */
export async function idsOnRecord(db: Db, org: string, before: InstantText): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ id: string; made: boolean }>`select id, coalesce(began_at < ${before}, false) as made
    from request_requests where org_id = ${org}`.execute(db)
  return new Map(rows.map(({ id, made }) => [id, made]))
}

/** A request that one organisation has on record with another one of this instance, which has none of it. */
export interface OneSided {
  /** Who should have it. */
  readonly org: string
  /** Who has it. */
  readonly other: string
  readonly origin: string
}

/**
 * Requests made before an instant that only one of their two ends has, of those that both must have: what somebody received was
 * sent by somebody, and who answered or refused had received. What is still on its way is in neither.
 */
export async function oneSided(db: Db, before: InstantText): Promise<OneSided[]> {
  const { rows } = await sql<OneSided>`select mine.counterpart as org, mine.org_id as other, mine.origin
    from request_requests as mine join request_organisations as them on them.id = mine.counterpart
    where mine.began_at < ${before} and (mine.direction = 'incoming' or mine.status in ('answered', 'refused'))
      and not exists (select from request_requests as theirs where theirs.org_id = mine.counterpart and theirs.origin = mine.origin)
    order by mine.counterpart, mine.origin`.execute(db)
  return rows
}
