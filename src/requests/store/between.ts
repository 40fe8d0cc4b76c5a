import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Request, Status } from '../request.ts'
import { type Bounds, refuses } from './counting.ts'

/** Whom the requests are with: another state, or a company whose data they ask for. */
export interface Partner {
  readonly partner: 'state' | 'provider'
  readonly value: string
  readonly direction: Request['direction']
}

/** How many requests with a partner stand where, or were refused on a ground. */
export interface PartnerTally extends Partner {
  readonly by: 'status' | 'ground'
  readonly key: Status | string
  readonly number: number
}

/** Tenths of a day from when they were made to their answer or refusal. */
export interface PartnerSpan extends Partner {
  readonly number: number
  readonly median: number
  readonly percentile90: number
}

/** An organisation's requests of a period, once for the state and once for the company they are with. */
const withPartners = (org: string, from: InstantText, until: InstantText) => sql`with partners as materialized (
    select partner, value, direction, id, status, began_at, ended_at
    from request_requests cross join lateral (values ('state', counted_state), ('provider', company)) as whom (partner, value)
    where org_id = ${org} and began_at >= ${from} and began_at < ${until} and value is not null)`

/** What an organisation's requests that were made from one instant until another came to, by whom they are with. */
export async function talliesBetween(db: Db, org: string, from: InstantText, until: InstantText): Promise<PartnerTally[]> {
  const { rows } = await sql<PartnerTally>`${withPartners(org, from, until)}
    select partner, value, direction, 'status' as by, status as key, count(*) as number from partners group by partner, value, direction, status
    union all select partner, value, direction, 'ground', ground, count(distinct partners.id)
    from partners join request_decisions as decision on decision.request_id = partners.id and ${refuses('decision')}
      cross join jsonb_array_elements_text(decision.rules) as grounds (ground)
    group by partner, value, direction, ground`.execute(db)
  return rows
} // biome-ignore format: short

/** How long those of them took that were answered or refused. */
export async function spansBetween(db: Db, org: string, from: InstantText, until: InstantText): Promise<PartnerSpan[]> {
  const { rows } = await sql<PartnerSpan>`${withPartners(org, from, until)}, lengths as (
      select partner, value, direction, count(*) as number,
        percentile_disc(array[0.5, 0.9]) within group (order by ended_at - began_at) as days
      from partners where ended_at is not null and status in ('answered', 'completed', 'refused') group by partner, value, direction)
    select partner, value, direction, number, ((extract(epoch from days[1]) * 1000)::bigint + 4320000) / 8640000 as median,
      ((extract(epoch from days[2]) * 1000)::bigint + 4320000) / 8640000 as percentile90 from lengths`.execute(db)
  return rows
} // biome-ignore format: short

/** How many requests an organisation made to each of others, or received from it, within each period. */
export interface MadeBetween {
  readonly counterpart: string
  readonly direction: Request['direction']
  /** Which of the periods, from 0. */
  readonly period: number
  readonly number: number
}

export async function madeBetween(db: Db, org: string, others: readonly string[], bounds: Bounds): Promise<MadeBetween[]> {
  const { rows } = await sql<MadeBetween>`select counterpart, direction,
      width_bucket(began_at, ${[...bounds]}::timestamptz[]) - 1 as period, count(*) as number
    from request_requests where org_id = ${org} and counterpart = any(${[...others]}::text[])
      and began_at >= ${bounds[0]} and began_at < ${bounds.at(-1)} group by 1, 2, 3`.execute(db)
  return rows
} // biome-ignore format: short
