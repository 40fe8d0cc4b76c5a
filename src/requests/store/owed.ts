import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Request } from '../request.ts'

/** An order of one's record, with what owed figures are counted from. */
export interface CountedOrder {
  readonly id: string
  readonly route: string
  readonly direction: Request['direction']
  readonly categories: readonly string[]
  /** Whose data were asked for, by name; the asking state. */
  readonly addressee: string
  readonly state: string
  readonly emergency: boolean
  readonly beforeValidation: boolean
  readonly ended: boolean
  readonly notified: boolean
  /** Grounds on which it was refused after a notification; undefined where it was not. */
  readonly refused: readonly string[] | undefined
  /** Seconds from when it was made until the data came, or were provided, or were preserved. */
  readonly produced: number | undefined
  readonly preserved: boolean
  /** Seconds until the request that follows on a preservation. */
  readonly followed: number | undefined
  readonly enforcement: 'sent' | 'received' | undefined
  readonly validationRefused: boolean
  readonly costs: readonly {
    readonly currency: string
    readonly digits: number
    readonly claimed: number
    readonly paid: number
  }[]
}

/** The orders of these routes that an organisation made, or received, from one instant until another. */
export async function ordersBetween(
  db: Db,
  org: string,
  routes: readonly string[],
  from: InstantText,
  until: InstantText,
): Promise<CountedOrder[]> {
  type Found = { [K in keyof CountedOrder]: Exclude<CountedOrder[K], undefined> | null }
  const { rows } = await sql<Found>`
    select request.id, request.rule as route, request.direction,
      coalesce((select jsonb_agg(distinct item ->> 'category') from jsonb_array_elements(request.items) as item where item ->> 'category' is not null), '[]') as categories,
      coalesce((select party ->> 'name' from jsonb_array_elements(request.parties) as party where party ->> 'seat' = 'provider' limit 1), request.company, '') as addressee,
      coalesce(request.facts #>> '{asking,state}', (select party ->> 'state' from jsonb_array_elements(request.parties) as party where party ->> 'seat' = 'authority' limit 1), '') as state,
      request.urgency is not distinct from 'emergency' as emergency, coalesce(emergency.left_at is not null, false) as "beforeValidation",
      request.ended_at is not null as ended,
      exists (select from request_steps as step where step.request_id = request.id and step.does = 'notify' and step.state = 'done') as notified,
      (select jsonb_agg(distinct ground) from request_decisions as decision join request_steps as step on step.request_id = decision.request_id and step.step = decision.step
         cross join jsonb_array_elements_text(decision.rules) as grounds (ground)
         where decision.request_id = request.id and decision.outcome = 'refused' and not decision.void and step.does = 'assess') as refused,
      (select extract(epoch from min(decision.at) - request.began_at)::float8 from request_decisions as decision
         join request_steps as step on step.request_id = decision.request_id and step.step = decision.step
         where decision.request_id = request.id and decision.outcome = 'done' and not decision.void and step.does = 'produce' and step.state = 'done') as produced,
      exists (select from request_steps as step where step.request_id = request.id and step.does = 'preserve' and step.state = 'done') as preserved,
      (select extract(epoch from min(later.began_at) - request.began_at)::float8 from request_links as link join request_requests as later on later.id = link.request_id
         where link.org_id = request.org_id and link.other_id = request.id and link.kind = 'follows' and later.began_at >= request.began_at) as followed,
      (select case when dealing.by_org = request.org_id then 'sent' else 'received' end from request_dealings as dealing
         where dealing.request_id = request.id and dealing.kind = 'asked' and (dealing.by_org = request.org_id or dealing.body #>> '{authority,org}' = request.org_id)
         order by dealing.seq limit 1) as enforcement,
      coalesce(emergency.afterwards = 'refused', false) as "validationRefused",
      coalesce((select jsonb_agg(jsonb_build_object('currency', claim.currency, 'digits', claim.digits, 'claimed', claim.claimed, 'paid', claim.paid))
         from request_cost_claims as claim where claim.request_id = request.id), '[]') as costs
    from request_requests as request left join request_emergencies as emergency on emergency.request_id = request.id
    where request.org_id = ${org} and request.rule = any(${[...routes]}::text[]) and request.began_at >= ${from} and request.began_at < ${until}`.execute(
    db,
  )
  return rows.map(({ refused, produced, followed, enforcement, ...row }) => ({
    ...(row as Omit<CountedOrder, 'refused' | 'produced' | 'followed' | 'enforcement'>),
    refused: refused ?? undefined,
    produced: produced ?? undefined,
    followed: followed ?? undefined,
    enforcement: enforcement ?? undefined,
  }))
}
