import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'

/** A row of an organisation's record as something is said about it: the request, and when. */
export interface RecordRow {
  readonly request: string
  readonly title: string
  readonly at: InstantText
  /** Who, or what it was done for. */
  readonly says: string
  readonly rule: string | null
}

/** Periods for an approval or validation that were over before it was given, or are over and it is not: the latest first. */
export async function lateDecisions(db: Db, org: string, now: InstantText, limit: number): Promise<RecordRow[]> {
  const { rows } =
    await sql<RecordRow>`select request.id as request, request.title, clock.due_at as at, clock.cite as says, clock.rule
    from request_clocks as clock join request_requests as request on request.id = clock.request_id and request.org_id = clock.org_id
      join request_steps as step on step.request_id = clock.request_id and step.step = clock.step
    where clock.org_id = ${org} and request.direction = 'outgoing' and step.does in ('approve', 'validate', 'decide')
      and clock.due_at < coalesce(clock.stopped_at, ${now}::timestamptz)
    order by clock.due_at desc limit ${limit}`.execute(db)
  return rows
}

/** Requests an organisation made that belong to no matter of it. */
export async function madeWithoutMatter(db: Db, org: string, limit: number): Promise<RecordRow[]> {
  const { rows } =
    await sql<RecordRow>`select id as request, title, created_at as at, coalesce(author_name, '') as says, null as rule
    from request_requests where org_id = ${org} and direction = 'outgoing' and matter_id is null
    order by created_at desc limit ${limit}`.execute(db)
  return rows
}

/** What an organisation made since a moment: how many, and those of the emergency lane. */
export async function emergenciesAmong(
  db: Db,
  org: string,
  since: InstantText,
  limit: number,
): Promise<{ readonly made: number; readonly number: number; readonly rows: RecordRow[] }> {
  const made = sql`from request_requests as request where org_id = ${org} and direction = 'outgoing' and began_at >= ${since}`
  const counted = await sql<{ made: number; number: number }>`select count(*)::int as made,
    (count(*) filter (where urgency = 'emergency'))::int as number ${made}`.execute(db)
  const { rows } =
    await sql<RecordRow>`select id as request, title, began_at as at, coalesce(author_name, '') as says, rule
    ${made} and urgency = 'emergency' order by began_at desc limit ${limit}`.execute(db)
  return { made: counted.rows[0]?.made ?? 0, number: counted.rows[0]?.number ?? 0, rows }
}

/** What came was used: for what, and on what that rests. */
export interface UseRow extends RecordRow {
  readonly purpose: string
  readonly basis: 'allowed' | 'consent' | 'silent'
}

/** Every use that was put down, the latest first. */
export async function usesOf(db: Db, org: string, limit: number): Promise<UseRow[]> {
  const { rows } =
    await sql<UseRow>`select request.id as request, request.title, said.at, said.body ->> 'proceeding' as says, request.rule,
      said.body ->> 'purpose' as purpose, said.body -> 'basis' ->> 'by' as basis
    from request_dealings as said join request_requests as request on request.id = said.request_id and request.org_id = said.org_id
    where said.org_id = ${org} and said.kind = 'used' order by said.at desc limit ${limit}`.execute(db)
  return rows
}

/** Which of these origins stand in an organisation's record, when each request was over, and whether it has a matter. */
export async function standingOfOrigins(
  db: Db,
  org: string,
  origins: readonly string[],
): Promise<Map<string, { readonly request: string; readonly title: string; readonly endedAt: InstantText | null }>> {
  const { rows } = await sql<{ origin: string; request: string; title: string; endedAt: InstantText | null }>`
    select origin, id as request, title, ended_at as "endedAt" from request_requests
    where org_id = ${org} and origin = any(${[...origins]}::text[])`.execute(db)
  return new Map(rows.map(({ origin, ...rest }) => [origin, rest]))
}

/** The ids the requests of an organisation were born with, by its own ids. */
export async function originsOf(db: Db, org: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; origin: string }>`select id, origin from request_requests
    where org_id = ${org} and id = any(${[...ids]}::text[])`.execute(db)
  return new Map(rows.map(({ id, origin }) => [id, origin]))
}

/** That an organisation signed for a message of another about a request; anybody who has its key can check it. */
export interface SignedFor {
  /** The request, by the id both ends share, as whoever sent the message says. */
  readonly origin: string
  readonly message: string
  readonly type: string
  readonly from: string
  readonly by: string
  /** SHA-256 of the message, hexadecimal. */
  readonly digest: string
  /** The receipt as it came. */
  readonly receipt: string
}

/** What of a request a sample may be drawn by; nothing of what it is about. */
export interface DrawnBy {
  readonly id: string
  readonly urgency: string | null
  readonly categories: string[]
  readonly privileged: string | null
  readonly classes: string[]
  readonly late: boolean
  readonly secret: boolean
}

/** What these requests of an organisation may be drawn by; one that is not on record is left out. */
export async function drawnBy(db: Db, org: string): Promise<Map<string, DrawnBy>> {
  const { rows } =
    await sql<DrawnBy>`select request.id, request.urgency, request.facts -> 'person' ->> 'privileged' as privileged,
      array(select distinct item ->> 'category' from jsonb_array_elements(request.items) as item where item ? 'category' order by 1) as categories,
      array(select distinct item ->> 'class' from jsonb_array_elements(request.items) as item where item ? 'class' order by 1) as classes,
      exists (select from request_clocks as clock where clock.request_id = request.id and clock.due_at < clock.stopped_at) as late,
      exists (select from request_clocks as clock where clock.request_id = request.id and clock.measure = 'secrecy') as secret
    from request_requests as request where request.org_id = ${org}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Something that runs for a time: since when, until when it is looked at again, and who set or renewed it last and why. */
export interface RunningMeasure {
  readonly request: string
  readonly title: string
  readonly route: string
  readonly measure: string
  readonly rule: string
  readonly cite: string
  readonly since: InstantText
  readonly due: InstantText | null
  readonly renewed: { readonly name: string; readonly at: InstantText; readonly reason: string | null } | null
  readonly times: number
}

/** Every measure of an organisation that runs now, the one to be looked at first before the others. */
export async function runningMeasures(db: Db, org: string): Promise<RunningMeasure[]> {
  const { rows } =
    await sql<RunningMeasure>`select request.id as request, request.title, request.rule as route, clock.measure, clock.rule, clock.cite,
      (select min(first.started_at) from request_clocks as first where first.request_id = clock.request_id and first.measure = clock.measure) as since,
      clock.due_at as due, renewal.renewed, coalesce(renewal.times, 0)::int as times
    from request_clocks as clock join request_requests as request on request.id = clock.request_id and request.org_id = clock.org_id
      left join lateral (select count(*) over () as times,
          jsonb_build_object('name', by_name, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'reason', reason) as renewed
        from request_decisions as decision where decision.request_id = clock.request_id and not decision.void
          and (decision.details ->> 'renewed' = clock.measure or (decision.step = 'measure' and decision.details ->> 'what' in ('set', 'renewed')
            and decision.details ->> 'measure' = clock.measure))
        order by seq desc limit 1) as renewal on true
    where clock.org_id = ${org} and clock.measure is not null and clock.stopped_at is null
    order by clock.due_at nulls last, request.id limit 1000`.execute(db)
  return rows
}
