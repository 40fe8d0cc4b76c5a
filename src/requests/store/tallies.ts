import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Request } from '../request.ts'

/** By what requests are counted. */
export type TallyBy = 'all' | 'status' | 'route' | 'state' | 'urgency' | 'category' | 'ground'

/** How many requests of an organisation, in one direction, are of one kind; of data items for a category. */
export interface Tally {
  readonly org: string
  readonly direction: Request['direction']
  readonly by: TallyBy
  /** A status, a rule's id, a state's code…; null where it is not stated. Empty for all of them. */
  readonly value: string | null
  readonly number: number
}

/** Days from sending, or from arrival, to the end: of so many requests, and the nearest-rank quantiles. */
export interface Spans {
  readonly org: string
  readonly direction: Request['direction']
  readonly count: number
  readonly median: number
  readonly percentile90: number
}

const ofOrg = (org: string | undefined) => (org === undefined ? sql`true` : sql`request.org_id = ${org}`)

/** Counts every request of an organisation, or of all of them, where it lies; none is read out. */
export async function tallies(db: Db, org?: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    with request as (
      select org_id, direction, status, rule, facts ->> 'urgency' as urgency, items,
        coalesce(foreign_state, jsonb_path_query_first(parties, '$[*] ? (@.seat == "authority").state') #>> '{}') as state
      from request_requests as request where ${ofOrg(org)}
    ), item as (
      select org_id, direction, item.value ->> 'category' as category from request, jsonb_array_elements(request.items) as item
    )
    select org_id as org, direction,
      case when grouping(status) = 0 then 'status' when grouping(rule) = 0 then 'route' when grouping(state) = 0 then 'state'
        when grouping(urgency) = 0 then 'urgency' else 'all' end as by,
      case when grouping(status) = 0 then status when grouping(rule) = 0 then rule when grouping(state) = 0 then state
        when grouping(urgency) = 0 then urgency else '' end as value,
      count(*) as number
    from request
    group by org_id, direction, grouping sets ((), (status), (rule), (state), (urgency))
    union all
    select org_id, direction, 'category', category, count(*) from item group by org_id, direction, category
    union all
    select request.org_id, request.direction, 'ground', ground, count(distinct request.id)
    from request_decisions as decision
    join request_requests as request on request.id = decision.request_id
    cross join jsonb_array_elements_text(decision.rules) as ground
    where decision.outcome in ('refused', 'objected') and not decision.void and ${ofOrg(org)}
    group by request.org_id, request.direction, ground`.execute(db)
  return rows
}

/** How long the requests took that have ended. */
export async function spans(db: Db, org?: string): Promise<Spans[]> {
  const { rows } = await sql<Spans>`
    select org_id as org, direction, count(*) as count,
      percentile_disc(0.5) within group (order by days) as median, percentile_disc(0.9) within group (order by days) as percentile90
    from (
      select org_id, direction, extract(epoch from ended_at - coalesce(left_at, created_at))::float8 / 86400 as days
      from request_requests as request where ended_at is not null and ${ofOrg(org)}
    ) as ended group by org_id, direction`.execute(db)
  return rows
}
