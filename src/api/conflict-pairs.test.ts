import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { sampleAnswers } from '../../test/filled.ts'
import { addMember, addPerson, createOrganisation } from '../accounts/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { opensGate, type Release } from '../law/index.ts'
import { approved, commercial } from '../law/release/release.fixture.ts'
import { receive } from '../requests/index.ts'
import { type Answer, type Method, openInstance } from './story.fixture.ts'

/** Each of seven parties demands data of a holder of each other: at the holder's desk, over the API, from the demand to the data. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { law, secret, now } = instance.parts
afterAll(instance.remove)

interface Side {
  readonly state: string
  /** The route by which its authorities demand. */
  readonly demands: string
  /** What bars its holders, and the article that the refusal names. */
  readonly bar: string
  readonly cite: string
  readonly category: string
  readonly grade: { readonly scheme: string; readonly class: string }
}

const general = { scheme: 'general', class: 'general' }
const order18 = 'coe/185/routes/subscriber-order'
const rogatory = 'treaties/general/routes/letters-rogatory'
const sides: Record<string, Side> = {
  CN: { state: 'CN', demands: 'cn/cpl/routes/evidence-notice', bar: 'cn/dsl/gates/article-36', cite: 'Data Security Law Art 36', category: 'subscriber', grade: { scheme: 'CN', class: 'CN-L2-PI' } },
  US: { state: 'US', demands: 'us/sca/routes/warrant', bar: 'us/sca/gates/2702-content', cite: '18 USC 2702', category: 'content', grade: general },
  EU: { state: 'DE', demands: order18, bar: 'eu/gdpr/gates/article-48', cite: 'GDPR Art 48', category: 'subscriber', grade: general },
  GB: { state: 'GB', demands: order18, bar: 'gb/uk-gdpr/gates/articles-44a-49', cite: 'UK GDPR 44A-49', category: 'subscriber', grade: general },
  RU: { state: 'RU', demands: rogatory, bar: 'ru/personal-data/gates/article-12', cite: '12', category: 'subscriber', grade: general },
  IN: { state: 'IN', demands: rogatory, bar: 'in/it-act/gates/section-72a', cite: '72A', category: 'subscriber', grade: general },
  CH: { state: 'CH', demands: order18, bar: 'ch/penal-code/gates/article-271', cite: 'Art 271', category: 'subscriber', grade: general },
} // biome-ignore format: a table

type By = (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
interface Desk {
  readonly org: string
  readonly name: string
  readonly state: string
  readonly get: By
  readonly post: By
}
const desks: Record<string, { asker: Desk; holder: Desk; organ: Desk }> = {}

async function organisation(state: string, kind: string, seat: 'authority' | 'provider' | 'central' | 'court') {
  const name = `${kind} of ${state}`
  const place = await db.transaction().execute(async (tx) => {
    const at = now()
    const made = { name, state: state as never, kind: kind as never, seats: [seat], languages: ['en'], isDemo: true }
    const authority = kind === 'prosecutor' ? { authority: 'prosecutor' as const } : {}
    const { id: org } = await createOrganisation(tx, secret, { ...made, ...authority }, 'system', at)
    const { id: person } = await addPerson(tx, { name: `Somebody at ${name}`, language: 'en', isDemo: true }, at)
    await addMember(tx, { person, org, seat, role: 'author' }, 'system', at)
    return { person, org, seat }
  })
  const { body } = await instance.ask('POST', '/api/sessions', place)
  const by =
    (method: Method): By =>
    (path, content, headers) =>
      instance.ask(method, path, content, { authorization: `Bearer ${body.token}`, ...headers })
  return { org: place.org, name, state, get: by('GET'), post: by('POST') }
}

beforeAll(async () => {
  for (const [party, { state, bar }] of Object.entries(sides)) {
    const seat = opensGate(law, bar, '2026-11-20', ['court', 'central'])?.seat === 'court' ? 'court' : 'central'
    desks[party] = {
      asker: await organisation(state, 'prosecutor', 'authority'),
      holder: await organisation(state, 'provider', 'provider'),
      organ: await organisation(state, seat === 'court' ? 'court' : 'central-authority', seat),
    }
  }
})

/** The demand arrives at the holder, as a message of the asker does. */
async function demand(asker: Desk, holder: Desk, { demands, category }: { demands: string; category: string }) {
  const at = now()
  const of = { seat: 'provider', state: holder.state, certain: true, cite: 'Art 1', clocks: [], moments: [] }
  const body = {
    request: newId('request', at.epochMilliseconds),
    title: `${asker.state} asks ${holder.state}`,
    fileNumber: `${asker.state}-${holder.state}/26`,
    rule: demands,
    routeTitle: 'A demand',
    asking: asker.state,
    happened: [],
    law: { digest: law.digest, on: '2026-11-20' },
    items: [{ id: 'd1', category }],
    parties: [
      { seat: 'authority', state: asker.state, org: asker.org, name: asker.name },
      { seat: 'provider', state: holder.state, org: holder.org, name: holder.name },
    ],
    steps: [{ ...of, id: 'produce', title: 'Give the data', does: 'produce', after: [], doer: holder.org }],
    author: { person: newId('person', at.epochMilliseconds), name: 'A prosecutor' },
    digest: '0'.repeat(64),
    at: instantText(at),
  }
  return db.transaction().execute((tx) =>
    receive(tx, law, { org: holder.org, from: asker.org, type: 'order', body, messageId: body.request, at: instantText(at) }),
  ) // biome-ignore format: one call
}

const pairs = Object.keys(sides).flatMap((asks) =>
  Object.keys(sides).flatMap((holds) => (asks === holds ? [] : [[asks, holds] as const])),
)

// biome-ignore lint/suspicious/noExplicitAny: what an answer of the API says
const stopping = (decision: any): { rule: string; cite: string }[] =>
  // biome-ignore lint/suspicious/noExplicitAny: as above
  decision.items.flatMap(({ because }: any) => because.filter(({ holds }: any) => holds !== true))

describe.each(pairs)('%s demands of a holder of %s', (asks, holds) => {
  test('and meets the bar, is told what is open instead, and gets it by leave for exactly this', async () => {
    const side = sides[holds] as Side
    const { holder, organ } = desks[holds] as (typeof desks)[string]
    const { asker } = desks[asks] as (typeof desks)[string]
    const id = await demand(asker, holder, { demands: sides[asks]?.demands ?? '', category: side.category })
    const at = `/api/requests/${id}`

    const desk = (await holder.get(`${at}/conflict`)).body
    expect(desk.conflicts.map(({ forbids }: { forbids: string }) => forbids)).toContain(side.bar)
    expect(desk.reasons).toContain(side.cite)
    expect(desk.reasons).toContain('What is open instead')

    const piece = (
      await holder.post(`${at}/evidence?name=accounts.csv`, new TextEncoder().encode(`${asks} ${holds}`), {
        'content-type': 'text/csv',
      })
    ).body.id as string
    const grade = { ...side.grade, category: side.category, persons: 12, declaredImportant: false }
    expect((await holder.post(`/api/evidence/${piece}/gradings`, { grade, reason: 'Accounts' })).status).toBe(201)
    const before = (await holder.post(`${at}/gate`, { evidence: [piece] })).body.decision
    const lines = stopping(before)
    expect(lines).toContainEqual(expect.objectContaining({ rule: side.bar, cite: expect.stringContaining(side.cite) }))
    expect(before.items[0].opensWith.length).toBeGreaterThan(0)
    const hand = { evidence: [piece], complete: true }
    const refused = await holder.post(`${at}/productions`, hand)
    expect(refused).toMatchObject({ status: 409, body: { code: 'release_closed' } })
    expect(refused.body.detail).toContain(side.cite)

    for (const bar of new Set(lines.map(({ rule }) => rule))) {
      const opening = opensGate(law, bar, '2026-11-20', ['central', 'court'])
      const form = opening?.form && law.rule('form', opening.form)
      const content = form ? sampleAnswers(form) : { reason: 'A court abroad orders it' }
      const asked = { gate: bar, authority: organ.org, evidence: [piece], content }
      const still = stopping((await holder.post(`${at}/gate`, { evidence: [piece] })).body.decision)
      if (!still.some(({ rule }) => rule === bar)) continue
      const applied = await holder.post(`${at}/permissions`, asked)
      expect(applied.status, `${bar}: ${applied.body.detail}`).toBe(201)
      await instance.settle()
      const until = now().add({ hours: 48 }).toString()
      const answer = { outcome: 'granted', reason: 'Necessary and proportionate', until }
      const decided = await organ.post(`/api/permissions/${applied.body.id}/decision`, answer)
      expect(decided.status, decided.body.detail).toBe(201)
      await instance.settle()
    }
    const after = (await holder.post(`${at}/gate`, { evidence: [piece] })).body.decision
    expect(stopping(after)).toEqual([])
    expect((await holder.post(`${at}/productions`, hand)).status).toBe(201)
    const { releases } = (await holder.get(`/api/evidence/${piece}/releases`)).body
    expect(releases).toMatchObject([{ to: asker.org }])
  })
})

describe('the conflicts told of China, asked of the gate over the API', () => {
  const [article36, article41, article4] = [
    'cn/dsl/gates/article-36',
    'cn/pipl/gates/article-41',
    'cn/icjal/gates/article-4-3',
  ]
  type Item = Release['items'][number]
  const bare = (change: (release: Release, item: Item) => void) =>
    approved((release, item) => {
      release.approvals = []
      change(release, item)
    })
  const to = (release: Release, state: string, kind: 'foreign-judicial' | 'foreign-authority' = 'foreign-judicial') => {
    release.recipient = { id: 'org:r', kind, state: state as never }
  }
  const contract = {
    kind: 'standard-contract' as const,
    from: '2026-10-08',
    until: '2027-10-08',
    covers: { recipient: 'org:sg-x' },
  }
  const told: readonly [string, Release, string[]][] = [
    ['a bank with a correspondent account in the United States', bare((release, item) => {
      release.giver = { state: 'CN' as never, kind: 'bank', ciio: true }
      Object.assign(item, { category: 'transaction-record', class: 'CN-L3-SENSITIVE-PI', sensitive: true })
    }), ['cn/aml/gates/article-50', article36, article41, article4]],
    ['a French request under the treaty, answered by the authority', bare((release) => {
      release.giver = { state: 'CN' as never, kind: 'authority' }
      release.route = 'treaties/general/routes/mla-bilateral'
      to(release, 'FR')
    }), []],
    ['a flawed German request', bare((release) => to(release, 'DE')), [article36, article41, article4]],
    ['contents at a provider of the United States for the Chinese police', bare((release, item) => {
      release.giver = { state: 'US' as never, kind: 'provider' }
      release.controller = { state: 'US' as never }
      Object.assign(item, { category: 'content', scheme: 'general', class: 'general', storedIn: ['US'] })
      to(release, 'CN')
    }), ['us/sca/gates/2702-content']],
    ['its records for them', bare((release, item) => {
      release.giver = { state: 'US' as never, kind: 'provider' }
      release.controller = { state: 'US' as never }
      Object.assign(item, { category: 'subscriber', scheme: 'general', class: 'general', storedIn: ['US'] })
      to(release, 'CN')
    }), []],
    ['a German production order to a Chinese cloud', bare((release, item) => {
      release.giver = { state: 'CN' as never, kind: 'provider' }
      release.route = 'eu/2023-1543/routes/production-order'
      item.category = 'content'
      to(release, 'DE')
    }), [article36, article41, article4]],
    ['a regulator of the Union and mailboxes in China', bare((release) => {
      release.use = 'administrative'
      to(release, 'BE', 'foreign-authority')
    }), [article36, article41]],
    ['a business transfer under a contract', commercial((release, item) => {
      item.persons = 0
      release.releasedThisYear = { persons: 820_000, sensitivePersons: 6_000 }
      release.paths = [contract]
    }), []],
    ['the police and the copy in China of what went under a contract', bare((release) => {
      release.paths = [{ ...contract, covers: { recipient: 'org:r' } }]
      to(release, 'SG', 'foreign-authority')
    }), [article36, article41, article4]],
    ['a Swiss manager and a prosecutor of the United States', bare((release, item) => {
      release.giver = { state: 'CH' as never, kind: 'company' }
      release.controller = { state: 'CH' as never }
      Object.assign(item, { scheme: 'general', class: 'general', category: 'subscriber', storedIn: ['CH'] })
    }), ['ch/penal-code/gates/article-271']],
    ['a company in Shenzhen that consents, and Australian police', approved((release) => {
      release.approvals = release.approvals.map((one) => ({ ...one, seat: 'provider' as const, as: 'holder' as const }))
      to(release, 'AU', 'foreign-authority')
    }), [article36, article41, article4]],
  ] // biome-ignore format: a table

  test.each(told)('%s', async (_, release, bars) => {
    const { status, body } = await instance.ask('POST', '/api/gate', release)
    expect(status).toBe(200)
    expect(body.release).toBe(bars.length === 0)
    const lines = stopping(body)
    expect(lines.map(({ rule }) => rule)).toEqual(expect.arrayContaining(bars))
    for (const line of lines) expect(line.cite).not.toBe('')
    if (bars.length > 0) expect(body.items[0].opensWith.length).toBeGreaterThan(0)
  })
})
