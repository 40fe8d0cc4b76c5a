import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { readSecret, relyingParty, sessionCookie, signInToDemonstration } from '../../accounts/index.ts'
import { inventOrganisations } from '../../cli/demonstration.ts'
import { overHttp, reachable } from '../../exchange/index.ts'
import { findComplaint } from '../../oversight/index.ts'
import { enter } from '../../oversight/redress/store.ts'
import { readLaw } from '../../read-law.ts'
import { openBlobs } from '../../vault/index.ts'
import { sentTo } from '../page.fixture.ts'
import { urls } from '../urls.ts'
import { web } from '../web.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'comity-redress-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder })
const law = await readLaw()
const now = () => Temporal.Instant.from('2026-11-22T09:00:00Z')
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
const made = await inventOrganisations({ db, secret, now }, ['prosecutor', 'court', 'operator'])
async function seated(key: 'prosecutor' | 'court' | 'operator', seat: string, nth = 0) {
  const { org = '', people = [] } = made.get(key) ?? {}
  const place = { person: people[nth] ?? '', org, seat: seat as never }
  const { token } = await db
    .transaction()
    .execute((tx) => signInToDemonstration(tx, place, { demonstration: true }, now()))
  return sentTo(app, `${sessionCookie}=${token}`)
}
const [about, court] = [made.get('prosecutor')?.org ?? '', made.get('court')?.org ?? '']
const rule = 'eu/2023-1543/remedies/article-18'
const fields = { about, against: 'conduct', way: `${rule} ${court}`, name: 'Eva Kern', text: 'My <b>letters</b>' }

/** The complaint before this seat in which the person wrote that. */
async function complaintThatSays(seat: ReturnType<typeof sentTo>, words: string): Promise<string> {
  const list = await (await seat.get(urls.complaints)).text()
  const ids = [...list.matchAll(/\/complaints\/(complaint_\w+)/g)].map(([, id]) => id ?? '')
  const pages = await Promise.all(
    ids.map(async (id) => ({ id, text: await (await seat.get(urls.complaint(id))).text() })),
  )
  return pages.find(({ text }) => text.includes(words))?.id ?? ''
}

test('anyone sees what the law lets them do, with its articles, and who decides; where nobody here does, where to go', async () => {
  const page = await (await anyone.get(`${urls.redress}?about=${about}&against=conduct`)).text()
  expect(page).toContain('Challenge a production order before a court of the issuing state')
  expect(page).toMatch(/e-Evidence Regulation[^<]*Art 18/)
  expect(page).toContain('Nobody who decides on this is on this instance')
  const first = await (await anyone.get(urls.redress)).text()
  expect(first).not.toContain('Challenge a production order')
})

test('what is filed leads to a secret link, which is all there is to it; a wrong one shows what any wrong address shows', async () => {
  const none = await anyone.post(urls.redress, { ...fields, text: ' ' })
  expect(none.status).toBe(400)
  expect(await none.text()).toContain('This has to be said')
  const filed = await anyone.post(urls.redress, fields)
  const place = filed.headers.get('location') ?? ''
  expect(place).toMatch(/^\/redress\/follow\/[\w-]{43}\?new=yes$/)
  const page = await (await anyone.get(place)).text()
  expect(page).toContain('My &lt;b&gt;letters&lt;/b&gt;')
  expect(page).toContain('Not decided yet')
  const wrong = await anyone.get(place.replace(/follow\/.{4}/, 'follow/AAAA'))
  expect(wrong.status).toBe(404)
  // Whatever there is or is not: who files about a file number that exists is answered as anybody.
  const other = await anyone.post(urls.redress, { ...fields, fileNumber: '112 Js 4711/26' })
  expect(other.status).toBe(filed.status)
})

test('the court decides it, the person reads why not and where to go next; the prosecutor has no say', async () => {
  const filed = await anyone.post(urls.redress, { ...fields, text: 'Read this one' })
  const place = (filed.headers.get('location') ?? '').split('?')[0] ?? ''
  const judge = await seated('court', 'court')
  expect(await (await judge.get(urls.today)).text()).toContain('Complaints that wait')
  const id = await complaintThatSays(judge, 'Read this one')
  const prosecutor = await seated('prosecutor', 'authority')
  expect((await prosecutor.get(urls.complaint(id))).status).toBe(404)
  const decide = { 'decide.outcome': 'dismissed', 'decide.reason': 'Lawful', 'decide.told': '' }
  const unsaid = await judge.post(urls.complaintAct(id, 'decide'), decide)
  expect(unsaid.status).toBe(400)
  const done = await judge.post(urls.complaintAct(id, 'decide'), { ...decide, 'decide.told': 'The order was lawful.' })
  expect(done.status).toBe(303)
  const page = await (await anyone.get(place)).text()
  expect(page).toContain('The order was lawful.')
  expect(page).toContain('A further remedy is open')
  expect(page).not.toContain('>Lawful<')
})

test('a deletion waits for another person at the court, who agrees to it; who proposed it can only take it back', async () => {
  const filed = await anyone.post(urls.redress, { ...fields, text: 'Delete this one' })
  const [judge, colleague] = [await seated('court', 'court'), await seated('court', 'court', 1)]
  const id = await complaintThatSays(judge, 'Delete this one')
  const prosecutor = await seated('prosecutor', 'authority')
  await judge.post(urls.complaintAct(id, 'ask'), { 'ask.text': 'On what was it ordered?' })
  const setting = { law, now }
  const pieces = [{ id: 'item_1', name: 'letters.mbox', sha256: '00'.repeat(32) }]
  await db.transaction().execute(async (tx) => {
    const complaint = await findComplaint(tx, court, id)
    const said = { text: 'Section 100a', pieces, request: 'request_1', rule: 'eu/2023-1543/routes/production-order' }
    await enter(tx, complaint, 'stated', said, { name: 'Dr. Anna Huber', at: setting.now() })
  })
  const decide = {
    'decide.outcome': 'delete',
    'decide.pieces': 'item_1',
    'decide.reason': 'Private',
    'decide.told': 'Gone.',
  }
  const proposed = await judge.post(urls.complaintAct(id, 'decide'), decide)
  expect(proposed.headers.get('location')).toMatch(/done=propose$/)
  const own = await (await judge.get(urls.complaint(id))).text()
  expect(own).toContain('You proposed the deletion')
  expect(own).not.toContain(urls.complaintAct(id, 'agree'))
  const refused = await judge.post(urls.complaintAct(id, 'agree'), {})
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('nobody agrees to their own proposal')
  expect((await prosecutor.post(urls.complaintAct(id, 'agree'), {})).status).toBe(404)
  const shown = await (await colleague.get(urls.complaint(id))).text()
  expect(shown).toContain('Claudia Stern proposed it')
  expect(shown).not.toContain(urls.complaintAct(id, 'decide'))
  expect((await colleague.post(urls.complaintAct(id, 'agree'), {})).status).toBe(303)
  const place = (filed.headers.get('location') ?? '').split('?')[0] ?? ''
  expect(await (await anyone.get(place)).text()).toContain('Gone.')
  const late = await colleague.post(urls.complaintAct(id, 'agree'), { 'agree.again': 'yes' })
  expect(late.status).toBe(409)
})

test('the operator says how people show who they are', async () => {
  const operator = await seated('operator', 'operator')
  expect((await operator.post(urls.redressSettings, { proof: 'document' })).status).toBe(303)
  const without = await anyone.post(urls.redress, fields)
  expect(await without.text()).toContain('Add a copy of a document')
  expect((await (await seated('court', 'court')).get(urls.redressSettings)).status).toBe(403)
})
