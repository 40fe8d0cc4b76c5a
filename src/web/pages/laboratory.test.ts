import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  addMember,
  addPerson,
  createOrganisation,
  readSecret,
  type Seat,
  sessionCookie,
  signInToDemonstration,
} from '../../accounts/index.ts'
import { type Blocking, carryRuns, carryStudies, type Result, type Search } from '../../laboratory/index.ts'
import { readExamples } from '../../read-examples.ts'
import { readLaw } from '../../read-law.ts'
import { sentTo } from '../page.fixture.ts'
import type { Env } from '../shell/env.ts'
import { refuseForged } from '../shell/forged.ts'
import { frame } from '../shell/frame.tsx'
import { session } from '../shell/session.ts'
import { written } from '../texts/languages.ts'
import { urls } from '../urls.ts'
import { errorPage } from './error.tsx'
import { frontPage } from './front.tsx'
import { laboratoryPages } from './laboratory.tsx'

const { db } = await testDatabase()
const law = await readLaw()
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const now = () => at
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const reported: unknown[] = []
const examples = await readExamples()
const app = new Hono<Env>()
app.onError((error, c) => errorPage(c, error, (one) => reported.push(one)))
app.use(frame({ translate: law.translate, zone: 'UTC', demonstration: false }))
app.use(session({ db, now }))
app.use(refuseForged({ secret: secret.key, secure: false }))
app.route('/', frontPage({ law, isNew: async () => false, demonstration: false }))
app.route('/', laboratoryPages({ db, law, now, examples }))

async function signedIn(seat: Seat) {
  const token = await db.transaction().execute(async (tx) => {
    const office = {
      name: `Office ${seat}`,
      state: 'DE',
      kind: 'other',
      seats: [seat],
      languages: ['de'],
      isDemo: true,
    } as const
    const { id: org } = await createOrganisation(tx, secret, office, 'system', at)
    const { id: person } = await addPerson(tx, { name: 'Dr. Falk', isDemo: true }, at)
    await addMember(tx, { person, org, seat, role: 'author' }, 'system', at)
    return (await signInToDemonstration(tx, { person, org, seat }, { demonstration: true }, at)).token
  })
  return sentTo(app, `${sessionCookie}=${token}`)
}

interface Compared {
  readonly result: Result
  readonly blocking: readonly Blocking[]
}

let desk: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  desk = await signedIn('policy')
})

const request = (from: string, at = 'CN') =>
  JSON.stringify({
    asking: { state: from, authority: 'prosecutor' },
    proceeding: 'criminal',
    offence: { maxPenaltyMonths: 60, dualCriminality: true },
    holder: { kind: 'provider', seat: at },
    data: [{ id: 'd1', category: 'content', stored: true, storedIn: [at] }],
    measure: 'produce',
  })

describe('the pages of the policy laboratory', () => {
  test('take a proposal from an example to what came of it, and give it as CSV and JSON', async () => {
    const list = await (await desk.get(urls.laboratory)).text()
    for (const { text } of examples) expect(list).toContain(/^title: (.+)$/m.exec(text)?.[1])
    expect(Object.keys(written.en.laboratory.exampleTitles)).toEqual(examples.map(({ name }) => name))
    const text = examples.find(({ name }) => name === 'china-and-ten')?.text ?? ''
    const kept = await desk.post(urls.laboratoryProposals, { text })
    const place = kept.headers.get('location') ?? ''
    expect(await (await desk.get(place)).text()).toContain('proposals/china-and-ten/routes/request')
    const id = place.split('/').at(-1) ?? ''
    const lines = [request('KZ'), request('DE'), 'nonsense'].join('\n')
    const started = await desk.post(urls.laboratoryRuns(id), { record: 'file', lines, on: '2026-11-21' })
    const run = started.headers.get('location') ?? ''
    const waiting = await desk.get(run)
    expect(waiting.headers.get('refresh')).toBe('3')
    expect(await waiting.text()).toContain('0 of 3 requests looked at')
    const early = await desk.get(`${run}/brief.pdf`)
    expect([early.status, await early.text()]).toEqual([404, expect.stringContaining('it is running, not done')])
    await carryRuns({ db, law, now })
    const shown = await (await desk.get(run)).text()
    expect(shown).toContain('Winners and losers')
    expect(shown).toContain('1 lines could not be read')
    expect(shown).toContain('>Kazakhstan</a>')
    expect(await (await desk.get(`${run}?change=eased`)).text()).toContain('Kazakhstan → China')
    const brief = await desk.get(`${run}/brief.pdf`)
    expect(brief.headers.get('content-type')).toBe('application/pdf')
    const again = await (await desk.get(`${run}/brief.pdf`)).arrayBuffer()
    expect(Buffer.from(await brief.arrayBuffer()).equals(Buffer.from(again))).toBe(true)
    const asked = `${run}?state=CN&officers=2&days=3&perYear=100`
    expect(shown).toContain('Waiting at a central authority')
    expect(await (await desk.get(asked)).text()).toMatch(/Officers are busy 4\d % of their time/)
    expect(await (await desk.get(asked.replace('officers=2', 'officers=0'))).text()).toContain('whole number from 1')
    expect(await (await desk.get(`${run}?was=approval&page=9`)).text()).toContain('Before: ')
    expect(await (await desk.get(`${run}/result.csv`)).text()).toContain('"KZ","CN","content","eased","1"')
    const result = await (await desk.get(`${run}/result.json`)).json()
    expect(result).toMatchObject({ requests: 3, law: { before: law.digest }, changes: { eased: 1, same: 1 } })
  })

  test('write a text from the choices of the model agreement, and show a proposal that cannot be with what to mend', async () => {
    const choices = 'model-title=Our+treaty&parties=DE+US&from=2027-01-01&channel=direct&category=content&answer=10'
    const page = await (await desk.get(`${urls.laboratoryNew}?${choices}`)).text()
    expect(page).toContain('id: proposals/our-treaty')
    const refused = await desk.post(urls.laboratoryProposals, { text: 'title: X\nlaw:\n  cn/dsl/gates/none: null\n' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('line 3, law.cn/dsl/gates/none: there is no rule')
  })

  test('show the agreements of a state and whom they reach', async () => {
    const page = await (await desk.get(`${urls.laboratoryAgreements}?of=IE`)).text()
    expect(page).toContain('Signed, or in force later')
    expect(page).toMatch(/<title>France: \d/)
    expect(page).toContain('The next agreement')
    expect(await (await desk.get(`${urls.laboratoryAgreements}?of=XX`)).text()).not.toContain('name="state"')
  })

  test('search the next agreement of a state, show how far it is, and lead from each figure to its requests', async () => {
    const lines = [request('IE', 'KZ'), request('KZ', 'IE'), request('AD', 'IE')].join('\n')
    const started = await desk.post(urls.laboratoryStudies, {
      kind: 'next',
      state: 'IE',
      partners: 'kz',
      record: 'file',
      lines,
    })
    const study = started.headers.get('location') ?? ''
    const waiting = await desk.get(study)
    expect(waiting.headers.get('refresh')).toBe('3')
    expect(await waiting.text()).toContain('how the requests stand today')
    expect((await desk.get(`${study}/result.json`)).status).toBe(404)
    await carryStudies({ db, law, now })
    const shown = await (await desk.get(study)).text()
    expect(shown).toMatch(/\d+ agreements, each tried on 3 requests/)
    expect(shown).toContain('Conclude one with Kazakhstan')
    const { search } = (await (await desk.get(`${study}/result.json`)).json()) as { search: Search }
    const [best] = search.candidates
    expect((best?.opened ?? 0) + (best?.eased ?? 0)).toBeGreaterThan(0)
    const behind = await (await desk.get(`${study}/agreements/0?change=eased`)).text()
    expect(behind).toContain('→ Ireland')
    expect(behind).toContain('#00000000')
    expect((await desk.get(`${study}/agreements/99`)).status).toBe(404)
    const text = await (await desk.get(`${urls.laboratoryNew}?study=${study.split('/').at(-1)}&agreement=0`)).text()
    expect(text).toContain(best?.title)
    const csv = await (await desk.get(`${study}/result.csv`)).text()
    expect(csv.split('\r\n')).toHaveLength(search.candidates.length + 2)
    expect(await (await desk.get(`${study}?order=days`)).text()).toContain('>By requests opened</a>')
    expect((await desk.post(`${study}/cancel`, {})).status).toBe(409)
  })

  test('compare three models on the same cases, with what blocks each and the requests behind it', async () => {
    const lines = [request('DE', 'US'), request('DE', 'CN'), 'nonsense'].join('\n')
    const started = await desk.post(urls.laboratoryStudies, { kind: 'models', record: 'file', lines })
    const study = started.headers.get('location') ?? ''
    await carryStudies({ db, law, now })
    const page = await (await desk.get(study)).text()
    for (const name of ['China', 'United States', 'European Union']) expect(page).toContain(name)
    const { result, blocking } = (await (await desk.get(`${study}/result.json`)).json()) as Compared
    expect(result).toMatchObject({ requests: 7, unreadable: { requests: 1 } })
    expect(new Set(result.cells.map(({ asking }) => asking))).toEqual(new Set(['CN', 'US', 'DE']))
    // A bar is told with the requests it stands before.
    expect(blocking.find(({ gate, asking }) => gate === 'cn/dsl/gates/article-36' && asking === 'US')?.first).toEqual([
      '#2 us',
    ])
    expect(page).toContain('Data Security Law Art 36')
    expect(blocking.every(({ first, requests }) => first.length === requests)).toBe(true)
    expect(await (await desk.get(`${study}?asking=CN&was=open`)).text()).toContain('China →')
    expect((await desk.post(urls.laboratoryStudies, { kind: 'next', state: 'XX' })).status).toBe(400)
    expect((await desk.post(urls.laboratoryStudies, { kind: 'models', record: 'file', lines: ' ' })).status).toBe(400)
  })

  test('are for the policy desk alone', async () => {
    const other = await signedIn('authority')
    expect((await other.get(urls.laboratory)).status).toBe(403)
    expect((await other.post(urls.laboratoryProposals, { text: 'title: X' })).status).toBe(403)
    expect(reported).toEqual([])
  })
})
