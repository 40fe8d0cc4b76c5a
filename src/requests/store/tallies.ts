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

interface Group extends Pick<Tally, 'org' | 'direction' | 'number'> {
  readonly status: string
  readonly route: string
  readonly state: string | null
  readonly urgency: string | null
  /** How many data items, and behind it the categories of those that have one, as JSON. */
  readonly items: string
}

/** Counts every request of an organisation, or of all of them, where it lies; none is read out. */
export async function tallies(db: Db, org?: string): Promise<Tally[]> {
  const { rows: groups } = await sql<Group>`
    select org_id as org, direction, status, rule as route, counted_state as state, urgency, counted_items as items, count(*) as number
    from request_requests as request where ${ofOrg(org)}
    group by org_id, direction, status, rule, counted_state, urgency, counted_items`.execute(db)
  const { rows: grounds } = await sql<Tally>`
    select request.org_id as org, request.direction, 'ground' as by, ground as value, count(distinct request.id) as number
    from request_decisions as decision
    join request_requests as request on request.id = decision.request_id
    cross join jsonb_array_elements_text(decision.rules) as ground
    where decision.outcome in ('refused', 'objected') and not decision.void and ${ofOrg(org)}
    group by request.org_id, request.direction, ground`.execute(db)
  return [...added(groups.flatMap(partsOf)), ...grounds]
}

/** What a group of alike requests adds to each figure. */
const partsOf = ({ org, direction, number, items, ...by }: Group): Tally[] => [
  { org, direction, number, by: 'all', value: '' },
  ...(['status', 'route', 'state', 'urgency'] as const).map((one) => ({
    org,
    direction,
    number,
    by: one,
    value: by[one],
  })),
  ...categoriesIn(items).map((value) => ({ org, direction, number, by: 'category' as const, value })),
]

function categoriesIn(items: string): (string | null)[] {
  const at = items.indexOf('[')
  const stated: string[] = JSON.parse(items.slice(at))
  return [...stated, ...Array<null>(Math.max(0, Number(items.slice(0, at)) - stated.length)).fill(null)]
}

const added = (parts: readonly Tally[]): Tally[] =>
  [...Map.groupBy(parts, ({ org, direction, by, value }) => JSON.stringify([org, direction, by, value])).values()].map(
    (alike) => ({ ...(alike[0] as Tally), number: alike.reduce((sum, { number }) => sum + number, 0) }),
  )

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
