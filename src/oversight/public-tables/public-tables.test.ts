import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  type Actor,
  listOrganisations,
  type Organisation,
  type Role,
  readSecret,
  type Seat,
} from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { utf8 } from '../../base/bytes.ts'
import { inventRecord } from '../../cli/record.ts'
import type { Tx } from '../../db/index.ts'
import { readLaw } from '../../read-law.ts'
import { companiesAsked, listRequests, type Request } from '../../requests/index.ts'
import { editionFile, publishEdition } from '../editions/publishing.ts'
import { comparison } from './comparing.ts'
import { halfYearTable } from './half-year.ts'
import { editionTable } from './of-edition.ts'
import { listTables } from './store.ts'
import { examineTable, mapTable, type NewPublicTable, readIn, setAside, takeTable } from './taking.ts'

const { db } = await testDatabase()
const law = await readLaw()
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder: '/nowhere' })
const until = Temporal.Instant.from('2026-11-22T00:00:00Z')
const PERIOD = '2026-H1'

let operator: Organisation
/** Whoever asked companies most, and whoever was asked most. */
let asking: Organisation
let provider: Organisation
let head: Actor
let company: string
let mine: Request[] = []

const actorOf = ({ id, name }: Organisation, seat: Seat, role: Role = 'head'): Actor => ({
  ...{ person: 'p', name: 'P', org: id, orgName: name, seat, role, isDemo: true },
})
const within = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
const read = (text: string, more: Partial<NewPublicTable> = {}, by = head) => {
  const about = { provider: 'Google', url: 'https://example.org/requests.csv', fetchedOn: '2026-11-20', name: 'a.csv' }
  return within((tx) => readIn(tx, law, by, { ...about, content: utf8(text), ...more }, until))
}
const trapsOf = async (id: string) => (await examineTable(db, law, head, id)).traps.map(({ trap }) => trap)
const take = async (id: string, more: { reason?: string; traps?: readonly string[] } = {}, by = head) => {
  const seen = { reason: 'It is what they publish', traps: await trapsOf(id), ...more }
  return within((tx) => takeTable(tx, law, by, id, seen, until))
}
const map = (id: string, mapping: unknown, companies?: readonly string[], by = head) =>
  within((tx) => mapTable(tx, law, by, id, { mapping, companies }, until))
const aside = (id: string, reason = 'It is another thing', by = head) =>
  within((tx) => setAside(tx, law, by, id, { reason }, until))

const HEAD =
  'Period Ending,Country/Region,CLDR Territory Code,Legal Process,User Data Requests,Percentage disclosed,Accounts\n'
const google = (state: string, ordinary: number | string, emergency: number | string = 3, day = '2026-06-30') =>
  `${HEAD}${day},${state},${state},Search Warrants,${ordinary},71.5,900\n${day},${state},${state},Emergency Disclosure Requests,${emergency},60.1,70\n`
const inPeriod = ({ direction, leftAt, createdAt }: Request) => {
  const at = (direction === 'outgoing' ? leftAt : createdAt) ?? ''
  return at >= '2026-01-01' && at < '2026-07-01'
}
const laneOf = ({ rule, facts }: Request) => {
  const route = law.rules.get(rule)
  const measure = route?.kind === 'route' ? route.measure : []
  if (facts.measure === 'preserve' || (measure.length > 0 && measure.every((one) => one === 'preserve')))
    return 'preservation'
  return facts.urgency === 'emergency' ? 'emergency' : 'ordinary'
}

beforeAll(async () => {
  await inventRecord(db, law, secret, { requests: 300, seed: 11, years: 1, until })
  const organisations = await listOrganisations(db)
  operator = organisations.find(({ kind }) => kind === 'operator') as Organisation
  for (const one of organisations.filter(({ seats }) => seats.includes('authority'))) {
    const requests = (await listRequests(db, one.id, { limit: 10_000 })).filter(({ direction }) => direction === 'outgoing')
    if (requests.filter(inPeriod).length <= mine.filter(inPeriod).length) continue
    ;[asking, mine] = [one, requests]
  }
  head = actorOf(asking, 'authority')
  company = (await companiesAsked(db, asking.id))[0] ?? ''
  provider = organisations.find(({ seats }) => seats.includes('provider')) as Organisation
  for (const one of organisations.filter(({ seats }) => seats.includes('provider'))) {
    const [now, then] = [await listRequests(db, one.id, { limit: 10_000 }), await listRequests(db, provider.id, { limit: 10_000 })]
    if (now.length > then.length) provider = one
  }
}) // biome-ignore format: short

describe('the half-year table of one’s own record', () => {
  test('counts what counting the requests one by one gives, and each request stands in it once', async () => {
    for (const actor of [head, actorOf(provider, 'provider')]) {
      const { rows, isOver } = await halfYearTable(db, law, actor, PERIOD, until)
      expect(isOver).toBe(true)
      const all = (await listRequests(db, actor.org, { limit: 10_000 })).filter((one) => inPeriod(one) && (one.direction === 'incoming' || one.leftAt)) // biome-ignore format: a row
      expect(all.length).toBeGreaterThan(0)
      expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBe(all.length)
      for (const row of rows) {
        const own = all.filter(
          (one) => one.rule === row.route && laneOf(one) === row.lane && one.direction === row.direction &&
            (one.direction === 'outgoing' ? (one.to ?? '') : one.facts.asking?.state) === row.state,
        ) // biome-ignore format: short
        const ended = (...statuses: string[]) => own.filter(({ status }) => statuses.includes(status)).length
        expect(row).toMatchObject({
          requests: own.length,
          answered: ended('answered', 'completed'),
          refused: ended('refused'),
        })
        expect(row.share).toBeCloseTo((row.answered / row.requests) * 100, 0)
        if (row.answered + row.refused < 5) expect(row.days).toBe(null)
        if (row.refused === 0) expect(row.grounds).toEqual({})
      }
      expect(rows.some(({ grounds }) => Object.keys(grounds).length > 0)).toBe(rows.some(({ refused }) => refused > 0))
      expect(rows.some(({ days }) => days !== null)).toBe(rows.some(({ answered, refused }) => answered + refused >= 5))
    }
  })

  test('is of a half-year that has begun, and says whether it is over', async () => {
    const table = (period: string, by = head) => halfYearTable(db, law, by, period, until)
    expect((await table('2026-H2')).isOver).toBe(false)
    for (const none of ['2027-H1', '2026', '2026-H3', ''])
      await expect(table(none)).rejects.toMatchObject({ code: 'bad_text', path: 'period' })
    await expect(table(PERIOD, actorOf(operator, 'operator'))).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('of an edition tells what the edition tells, and nothing beside it', async () => {
    const by = { org: operator.id, person: operator.id, name: 'O' }
    const made = await publishEdition(db, { secret, law: law.digest, now: until, reason: 'It is over', by })
    const { edition } = await editionFile(db, made.number)
    const rows = editionTable(edition)
    for (const { org, direction, period, made: told, ended } of edition.figures) {
      const name = edition.organisations.find(({ id }) => id === org)?.name
      const own = rows.filter((one) => one.organisation === name && one.direction === direction && one.period === period)
      const parts = (by: string) => Object.fromEntries(own.filter((one) => one.by === by).map(({ value, requests }) => [value, requests]))
      expect(parts('state')).toEqual(told.byState ?? {})
      expect(parts('route')).toEqual(told.byRoute ?? {})
      expect(parts('urgency')).toEqual(told.byUrgency ?? {})
      const whole = own.find((one) => one.by === 'all')
      expect(whole).toMatchObject({ requests: told.number, days: ended.days?.median ?? null })
      if (ended.number === null || !ended.byOutcome) expect(whole?.share).toBe(null)
    }
    expect(rows.some(({ requests }) => requests === null)).toBe(true)
  })
}) // biome-ignore format: rows

describe('a table that somebody publishes', () => {
  test('is read in with its source, by the layout it has; it stands beside nothing before somebody takes it', async () => {
    const { id, ...table } = await read(google(asking.state, 4000))
    expect(table).toMatchObject({ layout: 'practice/google/layouts/user-data', state: 'read', fetchedOn: '2026-11-20', url: 'https://example.org/requests.csv' })
    expect(table.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await comparison(db, law, head, {}, until)).figures).toEqual([])
    expect(await eventsAbout(db, asking.id, id)).toMatchObject([{ kind: 'public-table.read-in' }])
    await aside(id)
  }) // biome-ignore format: rows

  test('is refused without its publisher, source and day, by who may not, or where it is none', async () => {
    const table = google(asking.state, 10)
    await expect(read(table, { provider: ' ' })).rejects.toMatchObject({ code: 'bad_text', path: 'provider' })
    for (const url of ['', 'requests.csv', 'javascript:alert(1)', 'file:///etc/passwd'])
      await expect(read(table, { url })).rejects.toMatchObject({ code: 'bad_text', path: 'url' })
    for (const fetchedOn of ['', '2026-02-30', '2027-01-01'])
      await expect(read(table, { fetchedOn })).rejects.toMatchObject({ code: 'bad_text', path: 'fetchedOn' })
    await expect(read(table, { companies: ['Nobody asked them'] })).rejects.toMatchObject({ path: 'companies' })
    await expect(read('nothing')).rejects.toMatchObject({ code: 'not_a_table', path: 'file' })
    await expect(read(table, {}, actorOf(asking, 'authority', 'member'))).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(read(table, {}, actorOf(asking, 'court'))).rejects.toMatchObject({ code: 'not_permitted' })
  }) // biome-ignore format: rows

  test('of a layout nobody knows is read as a person says; until then nothing of it can be taken', async () => {
    const { id, layout, mapping } = await read('Land;Anfragen;Zeit\nDeutschland;1.234;2026 H1\nFrankreich;57;2026 H1\n')
    expect([layout, mapping]).toEqual([undefined, undefined])
    await expect(take(id)).rejects.toMatchObject({ code: 'nothing_mapped' })
    const column = (heading: string, means: string) => ({ headings: [heading], means })
    const said = { columns: [column('Land', 'state'), column('Anfragen', 'requests'), column('Zeit', 'period')], emergency: 'apart', preservation: 'apart' }
    await expect(map(id, {})).rejects.toMatchObject({ code: 'bad_text', path: 'mapping.columns' })
    await expect(map(id, { ...said, more: 1 })).rejects.toMatchObject({ code: 'bad_text' })
    await expect(map(id, { columns: [column('Anfragen', 'requests')] })).rejects.toMatchObject({ path: 'mapping.columns' })
    await expect(map(id, { columns: [column('Land', 'state')] })).rejects.toMatchObject({ path: 'mapping.columns' })
    await expect(map(id, { ...said, columns: [...said.columns, column('Konten', 'accounts')] })).rejects.toMatchObject({ code: 'headings_missing' })
    await map(id, said)
    expect(await trapsOf(id)).toEqual(['number-format'])
    const { reading } = await examineTable(db, law, head, id)
    expect(reading?.figures.map(({ state, least }) => [state, least])).toEqual([['DE', 1234], ['FR', 57]])
    await aside(id)
  }) // biome-ignore format: rows

  test('is taken only by who names the traps in it and says why, once; the same file is taken no second time', async () => {
    const text = `${google(asking.state, 4000)}2026-06-30,Total,,Search Warrants,4000,,\n`
    const { id } = await read(text)
    const traps = await trapsOf(id)
    expect(traps).toContain('total-row')
    await expect(take(id, { traps: [] })).rejects.toMatchObject({ code: 'traps_changed' })
    await expect(take(id, { traps: [...traps, 'bands'] })).rejects.toMatchObject({ code: 'traps_changed' })
    await expect(take(id, { reason: ' ' })).rejects.toMatchObject({ code: 'bad_text', path: 'reason' })
    await expect(take(id, {}, actorOf(asking, 'authority', 'member'))).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(take(id, {}, actorOf(operator, 'provider'))).rejects.toMatchObject({ code: 'no_such_table' })
    await take(id)
    await expect(take(id)).rejects.toMatchObject({ code: 'table_settled' })
    await expect(map(id, { columns: [] })).rejects.toMatchObject({ code: 'table_settled' })
    const again = await read(text)
    expect(await trapsOf(again.id)).toContain('same-again')
    await expect(take(again.id)).rejects.toMatchObject({ code: 'table_taken' })
    await aside(again.id)
    await expect(aside(again.id)).rejects.toMatchObject({ code: 'table_settled' })
    expect(await eventsAbout(db, asking.id, id)).toMatchObject([{ kind: 'public-table.read-in' }, { kind: 'public-table.taken' }])
    await aside(id)
    expect((await listTables(db, asking.id)).find((one) => one.id === id)?.state).toBe('set-aside')
  }) // biome-ignore format: rows
})

describe('the comparison', () => {
  const lane = async (wanted = {}, by = head) => (await comparison(db, law, by, wanted, until)).figures

  test('puts one’s requests to the company beside what it told of one’s state, with the difference and why', async () => {
    const { id } = await read(google(asking.state, 4000, '<10'), { companies: [company] })
    await take(id)
    const own = mine.filter((one) => one.leftAt && inPeriod(one) && laneOf(one) === 'ordinary' && (one.facts.holder?.name ?? one.counterpartName) === company)
    const figures = await lane()
    const ordinary = figures.find((one) => one.lane === 'ordinary')
    expect(ordinary).toMatchObject({ provider: 'Google', state: asking.state, period: PERIOD, ours: own.length, least: 4000, theirsShare: 71.5 })
    expect(ordinary).toMatchObject({ difference: 4000 - own.length, standing: 'more-there' })
    expect(ordinary?.because).toEqual(expect.arrayContaining(['whole-state', 'counting-day']))
    const emergency = figures.find((one) => one.lane === 'emergency')
    expect(emergency).toMatchObject({ least: 0, most: 9, difference: null })
    expect(emergency?.because).toContain('band')
    await aside(id)
    expect(await lane()).toEqual([])
  }) // biome-ignore format: rows

  test('has the newest word of a publisher, and says that it told otherwise before', async () => {
    const first = await read(google(asking.state, 4000), { companies: [company], fetchedOn: '2026-09-01' })
    await take(first.id)
    const second = await read(google(asking.state, 4100), { companies: [company] })
    expect(await trapsOf(second.id)).toContain('restated')
    await take(second.id)
    const found = await lane()
    expect(found.filter((one) => one.lane === 'ordinary')).toMatchObject([{ table: second.id, least: 4100 }])
    expect(found.find((one) => one.lane === 'ordinary')?.because).toContain('restated')
    expect(found.find((one) => one.lane === 'emergency')?.because).not.toContain('restated')
    await aside(first.id)
    await aside(second.id)
  })

  test('says unknown where nobody named the company, and where the record had not begun', async () => {
    const unnamed = await read(google(asking.state, 4000))
    await take(unnamed.id)
    expect((await lane())[0]).toMatchObject({ ours: null, difference: null, standing: 'unknown' })
    expect((await lane())[0]?.because).toContain('company-not-named')
    const old = await read(google(asking.state, 50, 3, '2012-06-30'), { companies: [company] })
    await take(old.id)
    const [before] = await lane({ period: '2012-H1' })
    expect(before).toMatchObject({ ours: null, standing: 'unknown' })
    expect(before?.because).toContain('before-record')
    expect((await comparison(db, law, head, { period: '2012-H1', provider: 'Meta' }, until)).figures).toEqual([])
    await aside(unnamed.id)
    await aside(old.id)
  })

  test('of a provider is by states that asked it, beside what another one was asked, and never mixes both', async () => {
    const by = actorOf(provider, 'provider')
    const asked = (await listRequests(db, provider.id, { limit: 10_000 })).filter(inPeriod)
    const state = asked[0]?.facts.asking?.state ?? ''
    const own = asked.filter((one) => one.facts.asking?.state === state && laneOf(one) === 'ordinary')
    const { id } = await read(google(state, own.length), {}, by)
    const { traps } = await examineTable(db, law, by, id)
    await within((tx) => takeTable(tx, law, by, id, { reason: 'To compare', traps: traps.map(({ trap }) => trap) }, until))
    const figures = (await comparison(db, law, by, {}, until)).figures
    expect(figures.find((one) => one.lane === 'ordinary')).toMatchObject({ ours: own.length, difference: 0, standing: 'same' })
    expect(figures.every(({ because }) => because.includes('other-holder'))).toBe(true)
    const { rows } = await halfYearTable(db, law, by, PERIOD, until)
    expect(rows.reduce((sum, { requests }) => sum + requests, 0)).toBe(asked.length)
    expect((await comparison(db, law, head, {}, until)).figures).toEqual([])
    await expect(comparison(db, law, actorOf(operator, 'operator'), {}, until)).rejects.toMatchObject({ code: 'not_permitted' })
  }) // biome-ignore format: rows
})
