import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../base/time.ts'
import { readLaw } from '../read-law.ts'
import { clocks } from './clocks.ts'
import { gate } from './gate.ts'
import { betweenSchema, law as lawBase } from './law.ts'
import { description, openapi } from './openapi.ts'
import { problem } from './problem.ts'
import { routes } from './routes.ts'
import { analysisSchema, dueSchema, releaseDecisionSchema } from './schemas.ts'

const law = await readLaw()
const now = () => parseInstant('2026-11-21T10:00:00Z')
const reported: unknown[] = []
const app = new Hono()
app.onError((error, c) => problem(c, error, (one) => reported.push(one)))
app
  .route('/', routes({ law, now }))
  .route('/', gate({ law, whoAsks: () => Promise.reject(new Error('Nobody is asked for here')) }))
  .route('/', lawBase({ law, now }))
  .route('/', clocks({ law }))
  .route('/', openapi())

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

const story = {
  asking: { state: 'DE', authority: 'prosecutor' },
  holder: { kind: 'provider', addressees: [{ state: 'IE', as: 'designated-establishment' }] },
  data: [{ id: 'd1', category: 'subscriber', stored: true }],
  measure: 'produce',
  proceeding: 'criminal',
}

describe('POST /api/gate', () => {
  const letter = { on: '2026-11-21T10:00:00Z', purpose: 'fraud case A', use: 'criminal-evidence' }

  test('says of each item whether it may go out, in the described shape', async () => {
    const items = [{ id: 'i1', sha256: 'aa', scheme: 'CN', class: 'CN-L2-PI', personal: true, storedIn: ['CN'] }]
    const recipient = { id: 'org:us-doj', kind: 'foreign-judicial', state: 'US' }
    const answer = await post(
      '/api/gate',
      JSON.stringify({ ...letter, giver: { state: 'CN', kind: 'company' }, recipient, items }),
    )
    const decision = releaseDecisionSchema.parse(await answer.json())
    expect(decision.release).toBe(false)
    expect(decision.items[0]?.because.map(({ rule }) => rule)).toContain('cn/pipl/gates/article-41')
  })

  test('refuses what it cannot read with a code and the path of the field', async () => {
    const answer = await post('/api/gate', JSON.stringify({ ...letter, giver: { state: 'XX' } }))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_release', path: 'giver.state' } })
  })
})

describe('POST /api/gate/records', () => {
  const somebody = { org: 'org_1', person: 'person_1', name: 'Sun Li', orgName: 'Jinghai', seat: 'provider', role: 'author', isDemo: true } as const
  const known = new Hono().route('/', gate({ law, whoAsks: async () => somebody }))
  const release = JSON.stringify({ on: '2026-11-21T10:00:00Z', purpose: 'fraud case A', use: 'criminal-evidence' })
  const lines = (count: number, last = '') => {
    let n = 0
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (n++ < count) return controller.enqueue(new TextEncoder().encode(`{"name":"Wang","id_card":"11010519491231002X","n":${n}}\n`))
        if (last) controller.enqueue(new TextEncoder().encode(last))
        controller.close()
      },
    })
  }
  const ask = (body: BodyInit, accept: string) =>
    known.request(`/api/gate/records?release=${encodeURIComponent(release)}`, { method: 'POST', body, headers: { accept }, duplex: 'half' } as RequestInit)
  const told = async (answer: Response) => (await answer.text()).trim().split('\n').map((line) => JSON.parse(line))

  test('tells whoever asks for lines how far it is, and the answer on the last of them', async () => {
    const answer = await ask(lines(20_001), 'application/x-ndjson')
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    const [first, second, last, ...more] = await told(answer)
    expect([first, second, more]).toEqual([{ records: 10_000 }, { records: 20_000 }, []])
    expect(last).toMatchObject({ grading: { records: 20_001, class: 'CN-L2-PI' }, decision: { release: false } })
    expect(await (await ask(lines(3), 'application/json')).json()).toMatchObject({ grading: { records: 3 } })
  })

  test('says on the last line what it cannot read', async () => {
    const all = await told(await ask(lines(10_000, 'no record\n'), 'application/x-ndjson'))
    expect(all).toEqual([{ records: 10_000 }, { error: { code: 'not_json', message: expect.stringContaining('10001') } }])
  })
}) // biome-ignore format: one line each

describe('POST /api/routes', () => {
  test('answers facts with an analysis in the described shape', async () => {
    const answer = await post('/api/routes', JSON.stringify(story))
    expect(answer.status).toBe(200)
    const analysis = analysisSchema.parse(await answer.json())
    expect(analysis.questions.length).toBeGreaterThan(0)
    expect(analysis.items[0]?.status).not.toBe('closed')
  })

  test.each([
    ['{"asking":{"state":"XX"}}', 'bad_facts', 'asking.state'],
    ['{"data":[{"id":"a","category":"secret"}]}', 'bad_facts', 'data[0].category'],
    ['{"on":"2026-02-30"}', 'bad_facts', 'on'],
    ['{"nothing":1}', 'bad_facts', 'nothing'],
    ['{"urgency":"ordinary","emergency":{"threat":"life"}}', 'contradictory_facts', 'urgency'],
    ['{', 'not_json', undefined],
    ['', 'not_json', undefined],
  ])('refuses %s with a code and the path of the field', async (body, code, path) => {
    const answer = await post('/api/routes', body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code, message: expect.any(String), ...(path ? { path } : {}) },
    })
  })

  test('refuses 200 MB by what its header says, without reading it', async () => {
    const answer = await post('/api/routes', '{}', { 'content-length': String(200 * 1024 * 1024) })
    expect(answer.status).toBe(413)
  })

  test('stops reading 200 MB that hide their size', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ < 200) controller.enqueue(piece)
        else controller.close()
      },
    })
    const answer = await post('/api/routes', body)
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(12)
  })

  test('nothing that was refused counts as our fault, and no answer holds a stack trace', async () => {
    const answer = await post('/api/routes', '[1]')
    expect(await answer.text()).not.toMatch(/\bat .*:\d+:\d+/)
    expect(reported).toEqual([])
  })
})

describe('the law over HTTP', () => {
  test('lists every rule with its sources', async () => {
    const { rules, digest } = await (await app.request('/api/law')).json()
    expect(rules.length).toBe(law.rules.size)
    expect(digest).toBe(law.digest)
  })

  test('gives one rule by its path', async () => {
    const answer = await app.request('/api/law/us/sca/gates/2702-content')
    expect(await answer.json()).toMatchObject({ rule: 'us/sca/gates/2702-content', kind: 'gate', state: 'US' })
  })

  test('finds by words, and says in which sentence', async () => {
    const { rules } = await (await app.request('/api/law?q=gdpr+48&kind=gate')).json()
    expect(rules[0].rule).toBe('eu/gdpr/gates/article-48')
    const [found] = (await (await app.request('/api/law?q=highest+of+three+levels')).json()).rules
    expect(found.says).toContain('highest of three levels')
  })

  test('tells how a state stands to every instrument on a day', async () => {
    const { bonds } = await (await app.request('/api/law/bonds/br?on=2022-06-01')).json()
    const budapest = bonds.find((one: { instrument: string }) => one.instrument === 'coe/185')
    expect(budapest).toMatchObject({ state: 'BR', since: '2023-03-01', standing: { bound: false, how: 'not-yet' } })
  })

  test('tells what applies between two states, in the described shape', async () => {
    const answer = await app.request('/api/law/pairs/FR/BR?on=2026-11-21')
    const { bonds, directions } = betweenSchema.parse(await answer.json())
    expect(bonds[0]).toMatchObject({ instrument: 'coe/185', both: true, since: '2023-03-01' })
    expect(directions.map(({ from, to }) => from + to)).toEqual(['FRBR', 'BRFR'])
  })

  test('gives the worked cases, those of a rule, and how one comes out', async () => {
    const all = (await (await app.request('/api/law/cases')).json()).cases
    expect(all.length).toBe(law.cases.length)
    const of = (await (await app.request('/api/law/cases?rule=eu/gdpr/gates/article-48')).json()).cases
    expect(of.map((one: { role: string }) => one.role)).toEqual(expect.arrayContaining(['holding', 'failing']))
    const one = await (await app.request('/api/law/cases/eu/munich/1')).json()
    expect(one).toMatchObject({ id: 'cases/eu/munich#1', differs: [] })
  })

  test.each([
    ['/api/law/pairs/FR/QQ', 400, 'b'],
    ['/api/law/pairs/FR/FR', 400, 'b'],
    ['/api/law/bonds/Atlantis', 400, 'state'],
    ['/api/law?kind=wish', 400, 'kind'],
    ['/api/law/cases/eu/munich/99', 404, 'case'],
  ])('refuses %s, naming the field', async (path, status, field) => {
    const answer = await app.request(path)
    expect(answer.status).toBe(status)
    expect((await answer.json()).error.path).toBe(field)
  })

  test('says which rule there is not, and which date is none', async () => {
    expect((await app.request('/api/law/no/such/rule')).status).toBe(404)
    const answer = await app.request('/api/law?on=2026-02-31')
    expect(await answer.json()).toMatchObject({ error: { code: 'date', path: 'on' } })
  })
})

describe('POST /api/clocks', () => {
  const [clock] = [...law.rules.values()].filter((rule) => rule.kind === 'clock' && 'hours' in rule.limit)

  test('says when a period ends and how it was counted', async () => {
    const answer = await post(
      '/api/clocks',
      JSON.stringify({ rule: clock?.rule, from: '2026-11-21T10:00:00Z', state: 'IE' }),
    )
    expect(answer.status).toBe(200)
    expect(dueSchema.parse(await answer.json()).due).toBeDefined()
  })

  test('counts the time it stood still afterwards, and gives no end while it stands', async () => {
    const count = async (...suspended: object[]) => {
      const body = { rule: clock?.rule, from: '2026-11-21T10:00:00Z', state: 'IE', suspended }
      return dueSchema.parse(await (await post('/api/clocks', JSON.stringify(body))).json())
    }
    const ends = async (...suspended: object[]) => Date.parse((await count(...suspended)).due ?? '')
    const hour = { from: '2026-11-21T10:00:00Z', to: '2026-11-21T11:00:00Z' }
    expect((await ends(hour)) - (await ends())).toBe(3_600_000)
    const standing = await count({ from: '2026-11-21T10:30:00Z' })
    expect([standing.due, standing.standsSince]).toEqual([undefined, '2026-11-21T10:30:00.000Z'])
  })

  const backwards = [{ from: '2026-11-21T12:00:00Z', to: '2026-11-21T11:00:00Z' }]
  test.each([
    [{ rule: 'us/sca', from: '2026-11-21T10:00:00Z' }, 400],
    [{ rule: clock?.rule, from: '2026-11-21T10:00:00Z', suspended: [{ from: 'then' }] }, 400],
    [{ rule: clock?.rule, from: '2026-11-21T10:00:00Z', suspended: backwards }, 400],
    [{ rule: 'us/none/clocks/none', from: '2026-11-21T10:00:00Z' }, 404],
    [{ rule: clock?.rule, from: 'yesterday' }, 400],
    [{ from: '2026-11-21T10:00:00Z' }, 400],
  ])('refuses %o', async (body, status) => {
    const answer = await post('/api/clocks', JSON.stringify(body))
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } })
  })
})

test('the description of the API names every field of the facts', async () => {
  const { paths } = await (await app.request('/api/openapi.json')).json()
  const { properties } = paths['/api/routes'].post.requestBody.content['application/json'].schema
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['asking', 'offence', 'person', 'holder', 'data', 'measure']),
  )
  expect(description.openapi).toBe('3.1.0')
})

test('every list that grows with the record comes in pages', () => {
  // As long as the law, as one organisation’s places and settings, or as what waits for one person.
  const bounded =
    /^\/api\/(law|law\/cases|demonstration\/places|me|directory\/settings|keys|today|statistics|redress|oversight|oversight\/reassessment|reciprocity|reciprocity\/published|half-year|half-year\/published|public-tables\/comparison|figures-owed|waiting-times|waiting-times\/scorecards)$/
  const whole = Object.entries(description.paths).flatMap(([path, operations]) => {
    const { get } = operations as {
      get?: { responses: Record<number, { content?: Record<string, { schema?: Shape }> }> }
    }
    const fields = get?.responses[200]?.content?.['application/json']?.schema?.properties ?? {}
    const lists = Object.values(fields).some(({ type }) => type === 'array')
    return lists && !('next' in fields) && !path.includes('{') && !bounded.test(path) ? [path] : []
  })
  expect(whole).toEqual([])
})
interface Shape {
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>
}
