import { type RawBuilder, sql } from 'kysely'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'

/** With how much weight something is drawn. */
type Weighed<T> = readonly (readonly [T, number])[]

interface Drawn {
  readonly org: string
  readonly name: string
  readonly state: string
}

export interface Drawing {
  readonly seed: number
  readonly requests: number
  /** Of five requests so many are made to, and so many come from, somebody elsewhere. */
  readonly elsewhere: number
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** How many times as many requests there are at the end as at the beginning. */
  readonly growth: number
  readonly asking: Weighed<Drawn>
  readonly holders: Weighed<Drawn>
  readonly categories: Weighed<string>
  readonly emergencies: number
  readonly outcomes: Weighed<string>
  readonly emergencyOutcomes: Weighed<string>
  readonly ways: readonly {
    readonly route: string
    readonly title: string
    readonly share: number
    readonly ground: string
    readonly from?: string
    readonly union?: true
    readonly to?: string
    readonly days: number
  }[]
  /** Whose offices may take the ways of the union. */
  readonly members: readonly string[]
  readonly law: string
}

/** Built once at the end, indexes take a fraction of the time. */
export async function withoutIndexes<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`select indexname, indexdef from pg_indexes
    where tablename = 'request_requests' and indexdef not like 'CREATE UNIQUE%'`.execute(tx)
  for (const { indexname } of rows) await sql.raw(`drop index ${indexname}`).execute(tx)
  const made = await work()
  for (const { indexdef } of rows) await sql.raw(indexdef).execute(tx)
  return made
}

/** The same number from 0 to 1 for the same seed, request and purpose, on every database. */
const chance = (seed: number, purpose: number) =>
  sql`((hashint8extended(n, ${seed * 100 + purpose}::bigint) & 2147483647) / 2147483648.0::float8)`

/** One of these by their weights: its place from 1. */
function place(weighed: Weighed<unknown>, number: RawBuilder<unknown>): RawBuilder<number> {
  const total = weighed.reduce((sum, [, weight]) => sum + weight, 0)
  let sum = 0
  const bounds = weighed.slice(0, -1).map(([, weight]) => {
    sum += weight
    return sum / total
  })
  return bounds.length === 0 ? sql`1` : sql`1 + width_bucket(${number}, ${bounds}::float8[])`
}

const flags = (list: readonly boolean[]) => sql`${[...list]}::boolean[]`
const texts = (list: readonly string[]) => sql`${[...list]}::text[]`

/** Draws them into the tables of requests; answers how many rows there are, copies at both ends counted apart. */
export async function drawRequests(tx: Tx, drawing: Drawing): Promise<number> {
  const { seed, requests, elsewhere, asking, holders, categories, emergencies, ways } = drawing
  const u = (purpose: number) => chance(seed, purpose)
  const from = instantText(drawing.from)
  const until = instantText(drawing.until)
  const seconds = drawing.until.since(drawing.from).total('seconds')
  const names = (some: Weighed<Drawn>) => ({
    org: texts(some.map(([{ org }]) => org)),
    name: texts(some.map(([{ name }]) => name)),
    state: texts(some.map(([{ state }]) => state)),
  })
  const [asks, holds] = [names(asking), names(holders)]
  const late = ways.map((way) => [way, way.share] as const)
  const early = ways.map((way) => [way, way.from === undefined ? way.share : 0] as const)
  const since = ways.find((way) => way.from !== undefined)?.from ?? '9999-01-01'
  const outcome = (some: Weighed<string>) => sql`(${texts(some.map(([one]) => one))})[${place(some, u(7))}]`
  await sql`create temporary table request_drawn on commit drop as
    select *, case when began_at + took <= ${until}::timestamptz then began_at + took end as ended_at from (
      select *, began_days * interval '1 second' + ${from}::timestamptz as began_at,
        -- Log-normal about the median; an emergency takes hours where the route takes weeks.
        make_interval(secs => 86400 * (case when urgent then 0.35 else days end)
          * exp(0.8 * sqrt(-2 * ln(1 - ${u(8)})) * cos(2 * pi() * ${u(9)}))) as took
      from (
        select n, began_days, urgent, asker, holder, way, (${ways.map(({ days }) => days)}::float8[])[way] as days,
          case when urgent then ${outcome(drawing.emergencyOutcomes)} else ${outcome(drawing.outcomes)} end as outcome,
          1 + (${u(5)} < 0.3)::int as items, (${texts(categories.map(([one]) => one))})[${place(categories, u(3))}] as category,
          (${texts(categories.map(([one]) => one))})[${place(categories, u(4))}] as other,
          case when ${u(10)} < ${elsewhere / 5}::float8 then 'made' when ${u(10)} < ${(2 * elsewhere) / 5}::float8 then 'received' else 'both' end as kept
        from (
          select n, began_days, urgent, asker, holder, case when (${flags(ways.map(({ union }) => union === true))})[way]
              and not (${asks.state})[asker] = any (${texts(drawing.members)}) or (${texts(ways.map(({ to }) => to ?? ''))})[way] not in ('', (${holds.state})[holder])
            then array_position(${texts(ways.map(({ to, union }) => (union ? '' : (to ?? ''))))}, (${holds.state})[holder]) else way end as way
          from (
          select n, began_days, ${u(2)} < ${emergencies}::float8 as urgent, ${place(asking, u(0))} as asker, ${place(holders, u(1))} as holder,
            case when ${from}::timestamptz + began_days * interval '1 second' < ${since}::timestamptz
              then ${place(early, u(6))} else ${place(late, u(6))} end as way
          from (
            select n, ${seconds}::float8 * ln(1 + ${u(11)} * (${drawing.growth}::float8 - 1)) / ln(${drawing.growth}::float8) as began_days
            from generate_series(1, ${requests}::bigint) as n
          ) as when_begun
          ) as chosen
        ) as fitting
      ) as drawn
    ) as timed`.execute(tx)
  const name = sql`'request_' || lpad(to_hex((extract(epoch from began_at) * 1000)::bigint), 12, '0') || substr(md5(${`${seed} `} || n), 1, 13)`
  const json = (item: string) => `jsonb_build_object('id', '${item}', 'category', `
  const { rows } = await sql<{ many: number }>`with made as (
    insert into request_requests (id, org_id, origin, direction, title, file_number, counterpart, counterpart_name, rule, route_title, to_state,
      law_digest, law_on, facts, items, parties, answers, status, created_at, left_at, ended_at, stands_until)
    select ${name} || case side when 'outgoing' then 'a' else 'b' end, case side when 'outgoing' then (${asks.org})[asker] else (${holds.org})[holder] end,
      ${name} || 'a', side, 'Invented request ' || n, n || '/' || extract(year from began_at),
      case when side = 'outgoing' and kept = 'both' then (${holds.org})[holder] when side = 'outgoing' then 'org_elsewhere'
        when kept = 'both' then (${asks.org})[asker] else 'org_elsewhere' end,
      case side when 'outgoing' then (${holds.name})[holder] else (${asks.name})[asker] end,
      (${texts(ways.map(({ route }) => route))})[way], (${texts(ways.map(({ title }) => title))})[way], (${holds.state})[holder],
      ${drawing.law}, (began_at at time zone 'UTC')::date,
      jsonb_build_object('asking', jsonb_build_object('state', (${asks.state})[asker]), 'urgency', case when urgent then 'emergency' else 'ordinary' end),
      case items when 1 then jsonb_build_array(${sql.raw(json('d1'))} category)) else jsonb_build_array(${sql.raw(json('d1'))} category), ${sql.raw(json('d2'))} other)) end,
      '[]', '{}', case when ended_at is not null then outcome when side = 'outgoing' then 'sent' else 'received' end,
      date_trunc('milliseconds', began_at - case side when 'outgoing' then interval '2 days' else interval '0' end),
      case side when 'outgoing' then date_trunc('milliseconds', began_at) end, date_trunc('milliseconds', ended_at), null
    from request_drawn cross join (values ('outgoing'), ('incoming')) as sides (side)
    where kept = 'both' or (kept = 'made') = (side = 'outgoing')
    returning id, org_id, status, ended_at, rule)
  , refused as (
    insert into request_decisions (id, request_id, org_id, step, outcome, by_org, by_name, at, rules, details)
    select replace(id, 'request_', 'decision_'), id, org_id, 'answer', 'refused', org_id, 'Invented', ended_at,
      jsonb_build_array((${texts(ways.map(({ ground }) => ground))})[array_position(${texts(ways.map(({ route }) => route))}, rule)]), '{}'
    from made where status = 'refused')
  select count(*) as many from made`.execute(tx)
  await sql`drop table request_drawn`.execute(tx)
  return rows[0]?.many ?? 0
}

/** What an organisation's log says of such requests: that each was made or arrived, and how it ended. */
export const copyLogRows = (org: string): RawBuilder<unknown> => sql`
  select at, kind, about, body from (
    select began_at as at, case direction when 'outgoing' then 'request.sent' else 'request.order-received' end as kind, id as about,
      '{"request":"' || origin || '"}' as body, 1 as nth
    from request_requests where org_id = ${org} and author is null and title like 'Invented request %'
    union all
    select ended_at, case status when 'answered' then case direction when 'outgoing' then 'request.evidence-received' else 'request.produced' end
      when 'refused' then 'request.execution-refused' when 'withdrawn' then 'request.withdrawn' else 'request.ended' end, id,
      '{"outcome":"' || status || '","request":"' || origin || '"}', 2
    from request_requests where org_id = ${org} and author is null and title like 'Invented request %' and ended_at is not null
  ) as happened order by at, about, nth`
