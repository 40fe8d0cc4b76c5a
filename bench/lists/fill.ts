import { sql } from 'kysely'
import type { Db } from '../../src/db/index.ts'
import type { LawBase } from '../../src/law/index.ts'
import { wordsOf } from '../../src/requests/words.ts'

/** What a template is copied to: how many times, to whom, over how many days back. */
interface Plan {
  readonly template: string
  readonly copies: number
  readonly days: number
}

/** Of all open requests: which state, and how far back they began. What is due runs ten days, so some of it is late. */
const shares: Readonly<Record<string, { share: number; days: number }>> = {
  'outgoing draft': { share: 0.08, days: 40 },
  'outgoing in-validation': { share: 0.06, days: 12 },
  'outgoing ready-to-send': { share: 0.02, days: 6 },
  'outgoing held': { share: 0.12, days: 9 },
  'outgoing objected': { share: 0.015, days: 11 },
  'outgoing refused': { share: 0.015, days: 30 },
  'outgoing answered': { share: 0.1, days: 120 },
  'outgoing withdrawn': { share: 0.1, days: 300 },
  'incoming held': { share: 0.17, days: 9 },
  'incoming received': { share: 0.15, days: 11 },
  'incoming objected': { share: 0.01, days: 11 },
  'incoming refused': { share: 0.02, days: 60 },
  'incoming answered': { share: 0.24, days: 200 },
  'incoming withdrawn': { share: 0.1, days: 300 },
}

/** Forty other offices share an eighth of everything with the organisations of the demonstration. They have no keys: nothing rings there. */
const ELSEWHERE = { offices: 40, every: 8 }

const CHUNK = 50_000

/**
 * Fills a database that holds the templates until about `size` requests are open, by plain SQL: rows of every table are
 * copied with all their instants moved back together; titles, numbers, routes, countries and urgency are drawn. Left out
 * is what no list reads and takes most room: the printed form, the statement, each day a clock counted. Answers how
 * many are open.
 */
export async function fill(db: Db, law: LawBase, size: number, tell: (what: string) => void): Promise<number> {
  const templates = await db
    .selectFrom('request_requests')
    .select(['id', 'direction', 'status', 'org_id', 'counterpart_name'])
    .execute()
  const byKind = Map.groupBy(templates, ({ direction, status }) => `${direction} ${status}`)
  const plans = [...byKind].flatMap(([kind, some]): Plan[] => {
    const found = shares[kind]
    return found
      ? some.map(({ id }) => ({
          template: id,
          copies: Math.round((size * found.share) / some.length),
          days: found.days,
        }))
      : []
  })
  const routes = [...law.rules.values()].flatMap((rule) => (rule.kind === 'route' ? [rule] : [])).slice(0, 40)
  const dropped = await dropIndexes(db)
  await sql`set session_replication_role = replica`.execute(db)
  await sql`create temporary table drawn (n bigint primary key, template text, suffix text, org text, back interval, title text,
    number text, rule text, route text, state text, urgency text)`.execute(db)
  let n = 0
  for (const { template, copies, days } of plans) {
    const words = wordsOf([templates.find(({ id }) => id === template)?.counterpart_name ?? ''])
    for (let done = 0; done < copies; done += CHUNK) {
      const many = Math.min(CHUNK, copies - done)
      await draw(db, {
        template,
        first: n,
        many,
        days,
        routes: routes.map(({ rule, title }) => [rule, title] as const),
      })
      await copyRows(db, words)
      n += many
    }
  }
  await sql`drop table drawn`.execute(db)
  await sql`set session_replication_role = default`.execute(db)
  tell(`${n} requests copied`)
  for (const definition of dropped) await sql.raw(definition).execute(db)
  await sql`vacuum (analyze)`.execute(db)
  const open = await db
    .selectFrom('request_requests')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return open.many
}

/** Built once at the end, indexes take a fraction of the time. */
async function dropIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`select indexname, indexdef from pg_indexes
    where tablename like 'request\\_%' and indexname not like '%\\_pkey' and indexname not like '%\\_key'`.execute(db)
  for (const { indexname } of rows) await sql.raw(`drop index ${indexname}`).execute(db)
  return rows.map(({ indexdef }) => indexdef)
}

const deeds = [
  'Attack on',
  'Fraud against',
  'Threats against',
  'Theft from',
  'Extortion of',
  'Forgery at',
  'Intrusion into',
  'Sabotage of',
  'Arson at',
  'Murder near',
]
const places = [
  'town',
  'hospital',
  'university',
  'railway',
  'harbour',
  'waterworks',
  'museum',
  'newspaper',
  'bank',
  'ministry',
  'school',
  'pharmacy',
]
const names = ['Aachen', 'Bremen', 'Celle', 'Dresden', 'Erfurt', 'Fulda', 'Goslar', 'Hameln', 'Ilmenau', 'Jena', 'Kassel', 'Lindau', 'Mainz', 'Neuss', 'Olpe', 'Passau', 'Rostock', 'Speyer', 'Trier', 'Ulm'] // biome-ignore format: words
const states = ['IE', 'US', 'NL', 'FR', 'LU', 'ES', 'IT', 'PL', 'AT', 'CZ', 'SE', 'FI', 'DK', 'PT', 'GB', 'CH', 'CA', 'AU', 'JP', 'CN', 'BR', 'IN', 'SG', 'KR'] // biome-ignore format: words

interface Draw {
  readonly template: string
  readonly first: number
  readonly many: number
  readonly days: number
  readonly routes: readonly (readonly [string, string])[]
}

/** What is drawn for each copy; early entries of each list far more often than late ones, as offices see it. */
async function draw(db: Db, { template, first, many, days, routes }: Draw): Promise<void> {
  const often = (list: readonly string[], salt: number) =>
    sql`(${[...list]}::text[])[1 + floor(${list.length} * power(r${sql.raw(String(salt))}, 3))::int]`
  const evenly = (list: readonly string[], salt: number) =>
    sql`(${[...list]}::text[])[1 + floor(${list.length} * r${sql.raw(String(salt))})::int]`
  await sql`truncate drawn`.execute(db)
  await sql`select setseed(${(first % 1000) / 1000})`.execute(db)
  await sql`insert into drawn
    select n, ${template}, 'n' || n,
      case when n % ${ELSEWHERE.every}::int = 0 then 'org_elsewhere' || (n / ${ELSEWHERE.every}::int) % ${ELSEWHERE.offices}::int end,
      r1 * ${days}::float * interval '1 day',
      ${evenly(deeds, 2)} || ' a ' || ${evenly(places, 3)} || ' in ' || ${evenly(names, 4)},
      100 + n % 800 || ' Js ' || n || '/26',
      ${often(
        routes.map(([rule]) => rule),
        5,
      )}, ${often(
        routes.map(([, title]) => title),
        5,
      )}, ${often(states, 6)},
      (array['ordinary', 'urgent', 'emergency'])[1 + floor(3 * power(r7, 4))::int]
    from (select n, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6, random() as r7
      from generate_series(${first}::bigint, ${first + many - 1}::bigint) as n) as chance`.execute(db)
}

/** An instant as JSON has it. */
const iso = (instant: string) => `to_char((${instant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

async function copyRows(db: Db, counterpart: readonly string[]): Promise<void> {
  const columns = async (table: string, more: readonly string[] = []) => {
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = ${table} and is_generated = 'NEVER' and is_identity = 'NO'`.execute(db)
    return rows.map(({ name }) => name).filter((name) => !more.includes(name))
  }
  const id = (column: string) => `${column} || d.suffix`
  const back = (column: string) => `${column} - d.back`
  const own = (column: string) => `case when ${column} = t.org_id then coalesce(d.org, t.org_id) else ${column} end`
  const copy = async (table: string, written: Record<string, string>, key: string, left: readonly string[] = []) => {
    const all = await columns(table, left)
    const values = all.map((name) => written[name] ?? `t.${name}`)
    const text = `insert into ${table} (${all.map((name) => `"${name}"`).join(', ')}) select ${values.join(', ')} from drawn d join ${table} t on t.${key} = d.template`
    await sql.raw(text).execute(db)
  }
  const org_id = 'coalesce(d.org, t.org_id)'
  const terms = `lower(d.title) || ' ' || replace(replace(lower(d.number), '/', ' '), ' js ', ' js ') || ' ' || replace(replace(replace(lower(d.number), '/', ''), ' ', ''), '/', '')`
  const found = [...counterpart].map((word) => `'${word}'`).join(', ')
  await sql
    .raw(`insert into request_matters (id, org_id, title, file_number, facts, opened_by, opened_at, changed_at, words)
    select m.id || d.suffix, ${org_id}, d.title, d.number, m.facts, m.opened_by, ${back('m.opened_at')}, ${back('m.changed_at')},
      array_to_tsvector(string_to_array(${terms}, ' '))
    from drawn d join request_requests t on t.id = d.template join request_matters m on m.id = t.matter_id`)
    .execute(db)
  await copy(
    'request_requests',
    {
      id: id('t.id'), org_id, origin: id('t.origin'), matter_id: id('t.matter_id'), title: 'd.title', file_number: 'd.number',
      rule: 'd.rule', route_title: 'd.route', to_state: `case t.direction when 'outgoing' then d.state else t.to_state end`,
      facts: `case t.direction when 'outgoing' then t.facts || jsonb_build_object('urgency', d.urgency) else jsonb_set(t.facts, '{asking,state}', to_jsonb(d.state)) end`,
      copy: 'null', created_at: back('t.created_at'), left_at: back('t.left_at'), ended_at: back('t.ended_at'),
      due_at: back('t.due_at'), held_until: back('t.held_until'),
      // What time has brought by now is done, as it is wherever the instance runs.
      stands_until: `case when ${back('t.stands_until')} > now() then ${back('t.stands_until')} end`,
      expected_from: 't.expected_from + d.back', expected_to: 't.expected_to + d.back', statement: 'null',
      words: `array_to_tsvector(string_to_array(${terms}, ' ') || array[${found}]::text[])`,
    },
    'id',
  ) // biome-ignore format: a table
  await copy(
    'request_steps',
    { request_id: id('t.request_id'), org_id, doer: own('t.doer'), via: own('t.via'), since: back('t.since') },
    'request_id',
  )
  await copy(
    'request_decisions',
    { id: id('t.id'), request_id: id('t.request_id'), org_id, by_org: own('t.by_org'), at: back('t.at') },
    'request_id',
  )
  await copy(
    'request_clocks',
    { id: id('t.id'), request_id: id('t.request_id'), org_id, bearer: own('t.bearer'), started_at: back('t.started_at'), due_at: back('t.due_at'), stopped_at: back('t.stopped_at'), working: `t.working || '{"derivation": []}'` },
    'request_id',
  ) // biome-ignore format: a table
  const rings = back('t.rings_at')
  await copy(
    'request_alarms',
    { clock_id: id('t.clock_id'), request_id: id('t.request_id'), org_id, rings_at: rings, rung_at: `case when ${rings} <= now() or d.org is not null then ${rings} end` },
    'request_id',
  ) // biome-ignore format: a table
  const moved = (part: string) =>
    `case when t.shown::jsonb ? '${part}' then jsonb_build_object('${part}', (t.shown::jsonb -> '${part}') || jsonb_strip_nulls(jsonb_build_object('id', t.shown::jsonb #>> '{${part},id}' || d.suffix,
      'due', ${iso(`(t.shown::jsonb #>> '{${part},due}')::timestamptz - d.back`)}, 'startedAt', ${iso(`(t.shown::jsonb #>> '{${part},startedAt}')::timestamptz - d.back`)}))) else '{}' end`
  const kept = (part: string) =>
    `case when t.shown::jsonb -> 'line' ? '${part}' then jsonb_build_object('${part}', ${iso(`(t.shown::jsonb #>> '{line,${part}}')::timestamptz - d.back`)}) else '{}' end`
  const line = `(t.shown::jsonb -> 'line') || jsonb_build_object('id', ${id('t.request_id')}, 'org', ${org_id}, 'title', d.title, 'fileNumber', d.number,
    'rule', d.rule, 'routeTitle', d.route) || ${['createdAt', 'leftAt', 'due', 'heldUntil'].map(kept).join(' || ')}
    || case when t.shown::jsonb #>> '{line,direction}' = 'outgoing' then jsonb_build_object('to', d.state) else '{}' end`
  await copy(
    'request_turns',
    {
      request_id: id('t.request_id'), org_id, since: back('t.since'), due_at: back('t.due_at'),
      marks: `array['org:' || ${org_id}, 'rule:' || d.rule, 'state:' || d.state] || case when t.shown::jsonb #>> '{line,direction}' = 'outgoing' then array['urgency:' || d.urgency] end
        || array(select mark from unnest(t.marks) as mark where mark like 'company:%')`,
      words: `array_to_tsvector(string_to_array(${terms}, ' ') || array[${found}]::text[])`,
      shown: `(t.shown::jsonb || jsonb_build_object('since', ${iso(back('t.since'))}, 'line', ${line}) || ${moved('clock')} || ${moved('hold')})::text`,
    },
    'request_id',
  ) // biome-ignore format: a table
}
