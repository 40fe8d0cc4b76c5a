import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Request } from '../request.ts'
import { type Bounds, refuses } from './counting.ts'

/** Requests that are alike as companies publish them: of one period, state, route or company, and lane. */
interface Cell {
  readonly direction: Request['direction']
  /** Which of the periods, from 0. */
  readonly period: number
  /** The state asked, or for incoming ones the state that asks; empty where none is stated. */
  readonly state: string
  /** The route, or the company whose data are asked for. */
  readonly value: string
  readonly lane: 'ordinary' | 'emergency' | 'preservation'
}

export interface HalfYearCount extends Cell {
  readonly requests: number
  /** The people whose data are asked for; null unless each of the requests says how many. */
  readonly persons: number | null
  readonly answered: number
  readonly refused: number
  readonly open: number
  /** How many of them have ended with an answer or refusal, and how many tenths of a day these took. */
  readonly timed: number
  readonly median: number | null
}

export interface HalfYearGround extends Cell {
  readonly ground: string
  readonly number: number
}

/** Whom it was asked of, by name: the company whose data it is, else whoever it was sent to. */
const asked = sql`coalesce(company, (select party ->> 'name' from jsonb_array_elements(parties) as party where party ->> 'seat' = 'provider' limit 1), counterpart_name)`

/** What was made within the periods, each request once, in the lane it belongs to. */
const made = (org: string, bounds: Bounds, by: 'route' | 'company', preserving: readonly string[]) => sql`
  with made as (
    select id, direction, width_bucket(began_at, ${[...bounds]}::timestamptz[]) - 1 as period, coalesce(counted_state, '') as state,
      ${by === 'route' ? sql`rule` : asked} as value,
      case when facts ->> 'measure' = 'preserve' or rule = any(${[...preserving]}::text[]) then 'preservation'
        when urgency = 'emergency' then 'emergency' else 'ordinary' end as lane,
      status, began_at, ended_at,
      (select case when count(*) = count(item -> 'persons') then max((item ->> 'persons')::int) end from jsonb_array_elements(items) as item) as persons
    from request_requests where org_id = ${org} and began_at >= ${bounds[0]} and began_at < ${bounds.at(-1)})`

/** An organisation's requests of these periods as companies publish theirs, and the grounds of those refused. `preserving` are the routes that only preserve. */
export async function halfYearCounts(
  db: Db,
  org: string,
  bounds: readonly InstantText[],
  by: 'route' | 'company',
  preserving: readonly string[],
): Promise<{ counts: HalfYearCount[]; grounds: HalfYearGround[] }> {
  const from = made(org, bounds, by, preserving)
  const counts = await sql<HalfYearCount>`${from}
    select direction, period, state, value, lane, count(*) as requests,
      case when count(persons) = count(*) then sum(persons) end as persons,
      count(*) filter (where status in ('answered', 'completed')) as answered, count(*) filter (where status = 'refused') as refused,
      count(*) filter (where status not in ('answered', 'completed', 'refused', 'withdrawn', 'lapsed')) as open,
      count(*) filter (where ended_at is not null and status in ('answered', 'completed', 'refused')) as timed,
      ((extract(epoch from percentile_disc(0.5) within group (order by ended_at - began_at)
        filter (where ended_at is not null and status in ('answered', 'completed', 'refused'))) * 1000)::bigint + 4320000) / 8640000 as median
    from made group by 1, 2, 3, 4, 5 order by 1 desc, 2, 3, 4, 5`.execute(db)
  const grounds = await sql<HalfYearGround>`${from}
    select direction, period, state, value, lane, ground, count(distinct made.id) as number
    from made join request_decisions as decision on decision.request_id = made.id and ${refuses('decision')}
      cross join jsonb_array_elements_text(decision.rules) as grounds (ground)
    group by 1, 2, 3, 4, 5, 6 order by 6`.execute(db)
  return { counts: counts.rows, grounds: grounds.rows }
}

/** The companies an organisation ever asked for data, by name. */
export async function companiesAsked(db: Db, org: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct ${asked} as name from request_requests
    where org_id = ${org} and direction = 'outgoing' and began_at is not null order by name limit 500`.execute(db)
  return rows.map(({ name }) => name)
}
