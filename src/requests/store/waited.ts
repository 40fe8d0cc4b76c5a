import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Request, Step } from '../request.ts'

/** How long requests stood at one stage of a route, with one organ: tenths of a day, of the stays that ended in a period. */
export interface Waited {
  readonly direction: Request['direction']
  readonly route: string
  readonly step: string
  readonly position: number
  readonly title: string
  readonly seat: Step['seat']
  readonly state: string
  /** Who had it to do; undefined where nobody was named. */
  readonly organ: string | undefined
  readonly organName: string | undefined
  readonly stays: number
  readonly sum: number
  readonly median: number
  readonly percentile90: number
}

/** What stands at a stage now, and since when the oldest does. */
export interface Standing extends Pick<Waited, 'direction' | 'route' | 'step' | 'organ'> {
  readonly open: number
  readonly since: InstantText
}

const tenths = (seconds: string) => sql.raw(`((${seconds}) / 8640)::bigint`)

/** Where the requests of an organisation waited, stage by stage. A stage that was done in no time cost none. */
export async function waitedBetween(db: Db, org: string, from: InstantText, until: InstantText): Promise<Waited[]> {
  const { rows } = await sql<Waited & { organ: string | null; organName: string | null }>`
    with stays as (
      select request.direction, stay.rule, stay.step, step.position, step.title, step.seat, step.in_state, stay.doer,
        (select party ->> 'name' from jsonb_array_elements(request.parties) as party where party ->> 'org' = stay.doer limit 1) as doer_name,
        extract(epoch from stay.ended_at - stay.began_at) as seconds
      from request_stays as stay join request_requests as request on request.id = stay.request_id
        join request_steps as step on step.request_id = stay.request_id and step.step = stay.step
      where stay.org_id = ${org} and stay.ended_at >= ${from} and stay.ended_at < ${until})
    select direction, rule as route, step, min(position)::int as position, min(title) as title, seat, in_state as state, doer as organ,
      max(doer_name) as "organName", count(*)::int as stays, ${tenths('sum(seconds)')} as sum,
      ${tenths('percentile_disc(0.5) within group (order by seconds)')} as median,
      ${tenths('percentile_disc(0.9) within group (order by seconds)')} as percentile90
    from stays group by direction, rule, step, seat, in_state, doer order by direction desc, rule, position, step, doer`.execute(
    db,
  )
  return rows.map(({ organ, organName, ...row }) => ({
    ...row,
    organ: organ ?? undefined,
    organName: organName ?? undefined,
  }))
}

/** What stands at each stage at this moment, in the requests of an organisation that have not ended. */
export async function standingNow(db: Db, org: string): Promise<Standing[]> {
  const { rows } = await sql<Standing & { organ: string | null }>`
    select request.direction, request.rule as route, step.step, step.doer as organ, count(*)::int as open, min(step.since) as since
    from request_requests as request join request_steps as step on step.request_id = request.id
    where request.org_id = ${org} and request.ended_at is null and step.state = 'current' and step.since is not null
    group by request.direction, request.rule, step.step, step.doer`.execute(db)
  return rows.map(({ organ, ...row }) => ({ ...row, organ: organ ?? undefined }))
}

/** What became of like requests: of one route, these categories of data and this urgency, with one counterpart or with all. */
export interface Alike {
  readonly direction: Request['direction']
  readonly route: string
  readonly categories: string
  readonly urgency: string
  /** Undefined: all counterparts together. */
  readonly counterpart: string | undefined
  readonly counterpartName: string | undefined
  readonly counterparts: number
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly open: number
  /** Answered or refused, and the tenths of a day they took. */
  readonly timed: number
  readonly median: number | undefined
  readonly percentile90: number | undefined
}

/** The requests made in a period, like with like, each counterpart apart and once all together. */
export async function alikeBetween(db: Db, org: string, from: InstantText, until: InstantText): Promise<Alike[]> {
  type Found = { [K in keyof Alike]: Exclude<Alike[K], undefined> | null }
  const { rows } = await sql<Found>`
    with made as (
      select direction, rule, coalesce(urgency, 'ordinary') as urgency, counterpart, counterpart_name, status,
        (select string_agg(distinct item ->> 'category', ' ' order by item ->> 'category') from jsonb_array_elements(items) as item) as categories,
        case when ended_at is not null and status in ('answered', 'completed', 'refused') then extract(epoch from ended_at - began_at) end as seconds
      from request_requests where org_id = ${org} and began_at >= ${from} and began_at < ${until})
    select direction, rule as route, coalesce(categories, '') as categories, urgency, counterpart,
      case when grouping(counterpart) = 0 then max(counterpart_name) end as "counterpartName", count(distinct counterpart)::int as counterparts,
      count(*)::int as asked, count(*) filter (where status in ('answered', 'completed'))::int as answered,
      count(*) filter (where status = 'refused')::int as refused, count(*) filter (where status not in ('answered', 'completed', 'refused', 'withdrawn', 'lapsed'))::int as open,
      count(seconds)::int as timed, ${tenths('percentile_disc(0.5) within group (order by seconds)')} as median,
      ${tenths('percentile_disc(0.9) within group (order by seconds)')} as percentile90
    from made group by grouping sets ((direction, rule, categories, urgency, counterpart), (direction, rule, categories, urgency))`.execute(
    db,
  )
  return rows.map(({ counterpart, counterpartName, median, percentile90, ...row }) => ({
    ...(row as Omit<Alike, 'counterpart' | 'counterpartName' | 'median' | 'percentile90'>),
    counterpart: counterpart ?? undefined,
    counterpartName: counterpartName ?? undefined,
    median: median ?? undefined,
    percentile90: percentile90 ?? undefined,
  }))
}
