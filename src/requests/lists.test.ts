import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { instantText } from '../base/time.ts'
import { loadCourse } from './course.ts'
import { draftRequest, submitRequest } from './drafting.ts'
import { type LineFilter, type Page, pageOf } from './line.ts'
import { openMatter } from './matters.ts'
import { withdraw } from './sending.ts'
import { standingOf } from './standing.ts'
import { FEW, findLines, foundAmong } from './store/lines.ts'
import { findMatters } from './store/matters.ts'
import { listRequests } from './store/requests.ts'
import { findTurns } from './store/turns.ts'
import { munich, stageOn } from './story.fixture.ts'
import { dayOf, partOfDay } from './today.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact } = stage

const titles = [
  'Überfall in Ulm',
  'Betrug in München',
  'Betrug in Ulm',
  '跨境取证 Mailbox',
  'Fraud in São Paulo',
  'Attack, one',
  'Attack, two',
]

/** Seven drafts of one office beside the first, each a minute younger than the one before. */
async function drafts() {
  const story = await stage.drafted()
  const { people, party, setting, matter, pass, now } = story
  const ids: string[] = []
  for (const title of titles) {
    pass({ minutes: 1 })
    const parties = [party('provider', { as: 'designated-establishment' }), party('court'), party('central')]
    const input = { rule: 'eu/2023-1543/routes/production-order', to: 'IE', parties, title }
    ids.push((await transact((tx) => draftRequest(tx, people.author, matter.id, input, setting))).id)
  }
  const { org } = people.author
  const find = async (filter: LineFilter) =>
    (await findLines(db, org, filter, instantText(now()), { limit: 50 })).entries.map(({ title }) => title)
  return { ...story, ids, org, find }
}

describe('a list of requests', () => {
  test('is leafed through on and back without losing or repeating any', async () => {
    const { org, now } = await drafts()
    const page = (place: object) => findLines(db, org, { status: 'open' }, instantText(now()), { limit: 3, ...place })
    const seen: Page<{ id: string }>[] = [await page({})]
    while (seen.at(-1)?.next !== undefined) seen.push(await page({ after: seen.at(-1)?.next }))
    const ids = seen.flatMap(({ entries }) => entries.map(({ id }) => id))
    expect(seen.map(({ entries }) => entries.length)).toEqual([3, 3, 2])
    expect(new Set(ids).size).toBe(8)
    expect(seen[0]?.previous).toBeUndefined()
    const back = await page({ before: seen[2]?.previous })
    expect(back.entries).toEqual(seen[1]?.entries)
    expect((await page({ before: back.previous })).entries).toEqual(seen[0]?.entries)
  })

  test('in the order of what is expected is leafed through to what nobody can expect', async () => {
    const { org, now } = await drafts()
    const page = (place: object) =>
      findLines(db, org, { order: 'expected' }, instantText(now()), { limit: 3, ...place })
    const first = await page({})
    const second = await page({ after: first.next })
    const third = await page({ after: second.next })
    const ids = [first, second, third].flatMap(({ entries }) => entries.map(({ id }) => id))
    expect([new Set(ids).size, third.next]).toEqual([8, undefined])
    expect((await listRequests(db, org, { order: 'expected' })).map(({ id }) => id)).toEqual(ids)
  })

  test('begins at its beginning for a place that is none', async () => {
    const { org, now } = await drafts()
    const page = (after: string) => findLines(db, org, {}, instantText(now()), { limit: 2, after })
    for (const after of [
      'x',
      '2026-11-20T09:00:00Z',
      "2026-11-20T09:00:00Z~'; drop",
      '2026-99-20T09:00:00Z~a',
      'infinity~~',
    ]) {
      const { entries, previous } = await page(after)
      expect([entries[0]?.title, previous]).toEqual([titles.at(-1), undefined])
    }
  })

  test('is searched by words without case and accents, by their beginnings, by file number, in Chinese', async () => {
    const { find } = await drafts()
    expect(await find({ words: 'betrug ulm' })).toEqual(['Betrug in Ulm'])
    expect(await find({ words: 'UBERF' })).toEqual(['Überfall in Ulm'])
    expect(await find({ words: 'sao pau' })).toEqual(['Fraud in São Paulo'])
    expect(await find({ words: '取证' })).toEqual(['跨境取证 Mailbox'])
    expect(await find({ words: '4711/26' })).toHaveLength(8)
    expect(await find({ words: '112js4711' })).toHaveLength(8)
    expect(await find({ words: 'alpenpost attack two' })).toEqual(['Attack, two'])
    expect(await find({ words: '&|!' })).toEqual([])
  })

  test('is narrowed by any mix of state, route, country and urgency, and counted no further than told', async () => {
    const { find, people, ids, setting, org, now } = await drafts()
    await transact((tx) => withdraw(tx, people.author, ids[0] ?? '', { reason: 'Not needed' }, setting))
    expect(await find({ status: 'withdrawn' })).toEqual([titles[0]])
    expect(
      await find({ status: 'open', state: 'IE', route: 'eu/2023-1543/routes/production-order', urgency: 'ordinary' }),
    ).toHaveLength(7)
    expect(await find({ status: 'draft', state: 'US' })).toEqual([])
    expect(await find({ due: 'month' })).toEqual([])
    const many = async (filter: LineFilter, most: number) =>
      (await findLines(db, org, filter, instantText(now()), { limit: 2, most })).many
    expect(await many({ status: 'open' }, 5)).toEqual({ atLeast: 5, exact: false })
    expect(await many({ status: 'open' }, 7)).toEqual({ atLeast: 7, exact: true })
    expect(await many({ status: 'open', words: 'betrug' }, 7)).toEqual({ atLeast: 2, exact: true })
    expect(await foundAmong(db, org)).toMatchObject({
      routes: ['eu/2023-1543/routes/production-order'],
      states: ['IE'],
    })
  })

  test('never holds what is another organisation’s', async () => {
    const [one, other] = [await drafts(), await drafts()]
    const all = (await findLines(db, one.org, { words: 'betrug' }, instantText(one.now()), { limit: 50 })).entries
    expect(all.map(({ org }) => org)).toEqual([one.org, one.org])
    expect(other.org).not.toBe(one.org)
  })
})

describe('what fits in plenty', () => {
  const plenty = FEW + 10

  /** Copies of a draft in the one office and another in turn, each a minute older than the one before, from so many minutes on. */
  async function copied(id: string, from: number) {
    await sql`insert into request_requests (id, org_id, origin, direction, title, file_number, counterpart, counterpart_name, rule, route_title,
        to_state, law_digest, law_on, facts, items, parties, answers, status, created_at, words)
      select id || '_' || n, case when n % 2 = 0 then org_id else 'org_other' end, origin || n, direction, title || ' ' || n, file_number, counterpart,
        counterpart_name, rule, route_title, to_state, law_digest, law_on, facts, items, parties, answers, status, created_at - (${from}::int + n) * interval '1 minute', words
      from request_requests, generate_series(1, ${2 * plenty}::int) as n where id = ${id}`.execute(db)
    await sql`insert into request_turns (request_id, position, org_id, desk, since, due_at, marks, words, shown)
      select request.id, 0, request.org_id, turn.desk, request.created_at, turn.due_at, array['org:' || request.org_id] || turn.marks[2:], turn.words,
        jsonb_set(turn.shown::jsonb, '{since}', to_jsonb(request.created_at))::text
      from request_turns as turn, request_requests as request where turn.request_id = ${id} and request.id like ${`${id}_%`}`.execute(
      db,
    )
  }

  test.each([
    ['among the first', false],
    ['behind as many others', true],
  ])('is met %s on the way through a list, and every page of it is as if it had been looked up', async (_, others) => {
    const { org, ids, now, people } = await drafts()
    await copied(ids[1] ?? '', 0)
    if (others) await copied(ids[5] ?? '', -3 * plenty)
    const filter = { status: 'open', words: 'betrug', state: 'IE' } as const
    const common = { status: 'draft' } as const
    for (const asked of [filter, common, { ...common, direction: 'outgoing' }] as const) {
      const found: string[] = []
      for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
        const page = await findLines(db, org, asked, instantText(now()), { limit: 100, most: 100, after })
        expect(page.many).toEqual({ atLeast: 100, exact: false })
        found.push(...page.entries.map(({ id }) => id))
        after = page.next
      }
      const { rows } = await sql<{
        id: string
      }>`select id from request_requests where org_id = ${org} and status = 'draft'
        and ${asked === filter ? sql`words @@ 'betrug'::tsquery` : sql`true`} order by created_at desc, id desc`.execute(
        db,
      )
      expect(found).toEqual(rows.map(({ id }) => id))
      expect(found.length).toBeGreaterThan(plenty)
    }
    expect((await findLines(db, org, { ...filter, due: 'month' }, instantText(now()), { limit: 5 })).entries).toEqual(
      [],
    )

    const place = { filter: { words: 'betrug' }, limit: 5 }
    const oldest = await partOfDay(db, people.author, now(), 'later', place)
    const next = await partOfDay(db, people.author, now(), 'later', { ...place, after: oldest.next })
    const back = await partOfDay(db, people.author, now(), 'later', { ...place, before: next.previous })
    expect(back.entries).toEqual(oldest.entries)
    expect(new Set([...oldest.entries, ...next.entries].map(({ since }) => since)).size).toBe(10)
    expect([...oldest.entries, ...next.entries].every(({ request }) => request.title.startsWith('Betrug'))).toBe(true)
  })
})

describe('a seat’s day', () => {
  test('is leafed through in its parts, and narrowed', async () => {
    const { people, now } = await drafts()
    const day = await dayOf(db, people.author, now(), {}, 3)
    expect([day.due.entries.length, day.later.entries.length, day.later.next !== undefined]).toEqual([0, 3, true])
    const rest = await partOfDay(db, people.author, now(), 'later', { filter: {}, after: day.later.next, limit: 50 })
    expect(rest.entries).toHaveLength(5)
    const narrowed = await dayOf(db, people.author, now(), { words: 'betrug' }, 3)
    expect(narrowed.later.entries.map(({ request }) => request.title)).toEqual(['Betrug in München', 'Betrug in Ulm'])
    expect(narrowed.counts.tasks).toEqual({ atLeast: 8, exact: true })
  })

  test('gives who only reads nothing to do, and shows them what the others have', async () => {
    const { people, now } = await drafts()
    const day = await dayOf(db, { ...people.author, person: 'person_reader', role: 'member' }, now(), {}, 20)
    expect([day.later.entries.length, day.waiting.entries.length]).toEqual([0, 8])
  })

  test('is what follows from the course of every request, whatever was done to it', async () => {
    const { people, request, setting, org, now } = await drafts()
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    const among = { org, person: '', filter: {}, now: instantText(now()) }
    const { all } = await findTurns(db, among, {
      all: { desks: ['authority', 'authority:head', 'elsewhere'], limit: 50 },
    })
    const turns = standingOf(await loadCourse(db, org, request.id), now()).turns
    expect(all.entries.filter((turn) => turn.request.id === request.id)).toMatchObject(
      turns.map(({ kind, desk, whom }) => ({ kind, desk, whom })),
    )
  })
})

test('matters are found by their words, each with how many requests it has', async () => {
  const { people, org, now } = await drafts()
  await transact((tx) => openMatter(tx, people.author, { title: 'Quiet', fileNumber: '9 Js 1/26', facts: munich }, now))
  const found = await findMatters(db, org, 'mail serv', { limit: 5 })
  expect(found.entries.map(({ title, requests }) => [title, requests.atLeast])).toEqual([
    ['Attack on a mail server', 8],
  ])
  expect((await findMatters(db, org, undefined, { limit: 1 })).entries[0]).toMatchObject({
    title: 'Quiet',
    requests: { atLeast: 0 },
  })
})

test('a page read backwards stands the right way round', () => {
  const page = pageOf(
    ['c', 'b', 'a'],
    2,
    { before: 'd' },
    (one) => [one],
    (one) => one,
  )
  expect(page).toEqual({ entries: ['b', 'c'], next: 'c', previous: 'b' })
})
