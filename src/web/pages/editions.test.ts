import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  addMember,
  addPerson,
  listOrganisations,
  readSecret,
  relyingParty,
  sessionCookie,
  signInToDemonstration,
} from '../../accounts/index.ts'
import { inventRecord } from '../../cli/record.ts'
import { overHttp, reachable } from '../../exchange/index.ts'
import { isCounted, parseCounted, parseEditionFile, verifyEdition } from '../../oversight/index.ts'
import { readLaw } from '../../read-law.ts'
import { listRequests } from '../../requests/index.ts'
import { openBlobs } from '../../vault/index.ts'
import { sentTo } from '../page.fixture.ts'
import { editionUrls } from '../statistics/edition-urls.ts'
import { urls } from '../urls.ts'
import { web } from '../web.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'comity-editions-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder })
const law = await readLaw()
const now = () => Temporal.Instant.from('2026-11-22T00:00:00Z')
const { fetchCards } = overHttp(reachable())
const app = web({
  db,
  law,
  secret,
  now,
  fetchCards,
  blobs: await openBlobs(folder),
  party: relyingParty('http://here.test'),
  demonstration: true,
  report: (error) => {
    throw error
  },
})
const anyone = sentTo(app)
let operator: typeof anyone
let provider: typeof anyone
let authority: typeof anyone
let request: string

beforeAll(async () => {
  await inventRecord(db, law, secret, { requests: 300, seed: 3, years: 1, until: now() })
  const organisations = await listOrganisations(db)
  /** The one of its kind with most on record: chance may leave another with nothing. */
  const busiest = async (kind: string) => {
    const all = organisations.filter((one) => one.kind === kind)
    const sizes = new Map<string, number>()
    for (const { id } of all) sizes.set(id, (await listRequests(db, id, { limit: 1_000 })).length)
    return all.toSorted((a, b) => (sizes.get(b.id) ?? 0) - (sizes.get(a.id) ?? 0))[0] as (typeof organisations)[number]
  }
  const seated = async (kind: string) => {
    const { id: org, seats } = await busiest(kind)
    const [seat = 'operator'] = seats
    const { token } = await db.transaction().execute(async (tx) => {
      const { id: person } = await addPerson(tx, { name: 'Jo', isDemo: true }, now())
      await addMember(tx, { person, org, seat, role: 'head' }, 'system', now())
      return signInToDemonstration(tx, { person, org, seat }, { demonstration: true }, now())
    })
    return { org, as: sentTo(app, `${sessionCookie}=${token}`) }
  }
  operator = (await seated('operator')).as
  authority = (await seated('prosecutor')).as
  const seat = await seated('provider')
  provider = seat.as
  request = (await listRequests(db, seat.org)).find(({ createdAt }) => createdAt < '2026-06-01')?.id ?? ''
})

test('who runs the instance publishes an edition, and says why; nobody else does', async () => {
  expect(await (await anyone.get(editionUrls.all)).text()).toContain('No edition has been published yet')
  expect((await provider.post(editionUrls.all, { reason: 'Mine' })).status).toBe(403)
  const nothing = await operator.post(editionUrls.all, { reason: ' ' })
  expect(nothing.status).toBe(400)
  const made = await operator.post(editionUrls.all, { reason: 'The first half of 2026 is over' })
  expect(made.headers.get('location')).toBe(editionUrls.one(1))
  expect(await (await anyone.get(editionUrls.all)).text()).toContain('The first half of 2026 is over')
})

test('anyone reads it, and checks the file with nothing but the file', async () => {
  const page = await (await anyone.get(editionUrls.one(1))).text()
  expect(page.match(/<strong>holds<\/strong>/g)).toHaveLength(2)
  const file = parseEditionFile(await (await anyone.get(editionUrls.json(1))).json())
  expect((await verifyEdition(file)).every(({ ok }) => ok)).toBe(true)
  const [told] = file.edition.figures.filter(({ made }) => made.number !== null)
  const own = await (await anyone.get(editionUrls.organisation(1, told?.org ?? ''))).text()
  expect(own).toContain(told?.period)
  const csv = await (await anyone.get(editionUrls.csv(1))).text()
  expect(csv).toContain(`"${told?.period}","made","number","","${told?.made.number}"`)
  expect(await (await anyone.get(editionUrls.schema)).json()).toMatchObject({ type: 'object', required: ['edition', 'note', 'key'] }) // biome-ignore format: a row
  expect((await anyone.get(editionUrls.one(7))).status).toBe(404)
})

test('anyone has it as companies publish their half-year tables, and nothing that it does not tell', async () => {
  const page = await (await anyone.get(urls.halfYearPublished)).text()
  expect(page).toContain('By kind of process')
  expect(page).toContain('not told')
  const { edition } = parseEditionFile(await (await anyone.get(editionUrls.json(1))).json())
  const csv = await (await anyone.get(urls.halfYearPublishedFile('csv'))).text()
  expect(csv.trim().split('\r\n')).toHaveLength(1 + (await (await anyone.get(urls.halfYearPublishedFile('json'))).json()).rows.length) // biome-ignore format: one line
  for (const { org, period, direction, made } of edition.figures) {
    const { name, state } = edition.organisations.find(({ id }) => id === org) ?? {}
    const shown = made.number === null ? 'not told' : String(made.number)
    expect(csv).toContain(`"${name}","${state}","${direction}","${period}","all","","${shown}"`)
  }
  expect((await anyone.get(urls.halfYear)).status).not.toBe(200)
  expect(await (await authority.get(`${urls.halfYear}?period=2026-H1`)).text()).toContain('What was asked of others')
  const own = await (await authority.get(`${urls.halfYearFile('csv')}?period=2026-H1`)).text()
  expect(own).toContain('"2026-H1","outgoing"')
})

test('the figures of the moment are not told beside an edition, against which they could be held', async () => {
  for (const [path, to] of [
    ['', editionUrls.one(1)],
    ['.csv', editionUrls.csv(1)],
    ['.json', editionUrls.json(1)],
  ])
    expect((await anyone.get(`${urls.statistics}${path}`)).headers.get('location')).toBe(to)
})

test('an organisation takes with it the proof that its request was counted', async () => {
  const answer = await provider.get(`${editionUrls.counted(1)}?request=${request}`)
  const file = parseEditionFile(await (await anyone.get(editionUrls.json(1))).json())
  expect(parseCounted(await answer.json()).every((one) => isCounted(file, one))).toBe(true)
  expect((await operator.get(`${editionUrls.counted(1)}?request=${request}`)).status).toBe(404)
  expect((await anyone.get(`${editionUrls.counted(1)}?request=${request}`)).status).toBe(303)
})

test('where time is lost is shown to whose requests they are, with counterparts compared like with like', async () => {
  const page = await (await authority.get(urls.waitingTimes)).text()
  expect(page).toContain('Counterparts, like with like')
  expect(page).toContain('Requests of one route, for the same categories of data, of the same urgency')
  expect((await authority.get(`${urls.waitingTimes}?until=2026-02-30`)).status).toBe(400)
  expect((await operator.get(urls.waitingTimes)).status).toBe(403)
})

test('what the law has one report of a year stands on a page with its articles, and in files', async () => {
  const page = await (await authority.get(`${urls.owed}?year=2026`)).text()
  // On paper the page is all there is of it: whose figures, and of which year.
  expect(page).toContain('calendar year 2026. Counted from the record')
  expect(page).toContain('Art 28(2)(j)')
  expect(page).toContain('Owed by 31 March 2027')
  const csv = await (await authority.get(`${urls.owedFile('csv')}?year=2026`)).text()
  expect(csv.split('\r\n')[0]).toContain('"figure","cite","what","category"')
  expect(csv).toContain('"issued","Art 28(2)(a)","issued"')
  expect(await (await provider.get(`${urls.owedFile('json')}?year=2026`)).json()).toMatchObject({
    year: 2026,
    figures: [{}, {}, {}, {}],
  })
  expect((await authority.get(`${urls.owed}?year=soon`)).status).toBe(400)
  expect((await authority.get(`${urls.owed}?clock=eu/none`)).status).toBe(400)
  expect((await operator.get(urls.owed)).status).toBe(403)
})

test('the ledger of reciprocity is shown beside what the other side published, and anyone reads what states asked of each other', async () => {
  const page = await (await authority.get(urls.reciprocity)).text()
  expect(page).toContain('Nobody has found anything yet')
  expect(page).toContain('asked of us')
  // A form with a file has its token in the address: without it a browser’s is refused.
  expect(page).toMatch(/action="\/reciprocity\/editions\?form_token=[\w-]+"/)
  expect((await authority.get(`${urls.reciprocity}?from=2026-02-30`)).status).toBe(400)
  expect((await operator.get(urls.reciprocity)).status).toBe(403)
  const file = await (await anyone.get(editionUrls.json(1))).text()
  const upload = (text: string) =>
    authority.upload(urls.reciprocityEditions, [['e.json', Buffer.from(text), 'application/json']])
  // The edition of a large instance is larger than any other form may be.
  const refusal = await upload(`{${' '.repeat(2 * 1024 * 1024)}`)
  expect(refusal.status).toBe(400)
  expect(await refusal.text()).toContain('id="files-error"')
  const taken = await upload(file)
  expect(taken.status).toBe(303)
  const both = await (await authority.get(taken.headers.get('location') ?? '')).text()
  expect(both).toContain('Both sides: edition 1 of')
  expect((await upload(file)).status).toBe(409)
  const published = await (await anyone.get(urls.reciprocityPublished)).text()
  expect(published).toMatch(/data-label="Counted by the asking side" class="numeric">(at least )?\d/)
})

test('what a person finds of reciprocity is proposed in a matter, and is its fact only once somebody takes it over', async () => {
  const states = [...(await (await authority.get(urls.reciprocity)).text()).matchAll(/<option value="(\w\w)"/g)]
  const withState = states.map(([, code]) => code ?? '').find(Boolean) ?? ''
  const find = (fields: Record<string, string>) =>
    authority.post(
      urls.reciprocityFindings,
      Object.fromEntries(Object.entries({ withState, ...fields }).map(([name, value]) => [`find.${name}`, value])),
    )
  expect((await find({ reason: 'They answer' })).status).toBe(400)
  expect((await provider.post(urls.reciprocityFindings, {})).status).toBe(403)
  expect((await find({ holds: 'yes', reason: 'They answer what we ask' })).status).toBe(303)
  expect(await (await authority.get(urls.reciprocity)).text()).toContain('They answer what we ask')
  const opened = await authority.post(urls.newMatter, {
    ...{ title: 'A', fileNumber: '1', 'holder.seat': withState, 'holder.kind': 'bank', proceeding: 'criminal' },
  })
  const matter = opened.headers.get('location') ?? ''
  const proposed = await (await authority.get(matter)).text()
  expect(proposed).toContain('It is not a fact of this matter until you take it over')
  const fact = { change: 'history.reciprocityWith', 'history.reciprocityWith': withState }
  expect((await authority.post(matter, fact)).status).toBe(303)
  expect(await (await authority.get(matter)).text()).not.toContain('until you take it over')
  expect((await find({ holds: 'no', reason: 'No more' })).status).toBe(303)
  expect(await (await authority.get(matter)).text()).toContain('later it was found not to hold')
})
