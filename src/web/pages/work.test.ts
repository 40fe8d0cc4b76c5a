import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  addMember,
  addPerson,
  createOrganisation,
  type NewOrganisation,
  relyingParty,
  type Seat,
} from '../../accounts/index.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import { overHttp, reachable } from '../../exchange/index.ts'
import { readLaw } from '../../read-law.ts'
import { listMatters, listRequests, receive } from '../../requests/index.ts'
import { openBlobs } from '../../vault/index.ts'
import { byNameField, partyName } from '../drafting/roles.ts'
import { urls, withQuery } from '../urls.ts'
import { web } from '../web.ts'

const { db } = await testDatabase()
const law = await readLaw()
const now = () => parseInstant('2026-11-21T10:00:00Z')
const secret = { key: new Uint8Array(32).fill(1) }
const reported: unknown[] = []
const folder = mkdtempSync(join(tmpdir(), 'comity-work-'))
afterAll(() => rmSync(folder, { recursive: true }))
const blobs = await openBlobs(folder)
const report = (error: unknown) => reported.push(error)
const { fetchCards } = overHttp(reachable())
const party = relyingParty('http://here.test')
const app = web({ db, law, blobs, now, secret, party, fetchCards, report, demonstration: true })

/** An office with one person, and that person's browser, signed in. */
async function seated(seat: Seat, more: Pick<NewOrganisation, 'name' | 'kind' | 'state'> & Partial<NewOrganisation>) {
  const place = await db.transaction().execute(async (tx) => {
    const org = await createOrganisation(
      tx,
      secret,
      { seats: [seat], languages: ['en'], isDemo: true, ...more },
      'system',
      now(),
    )
    const person = await addPerson(tx, { name: `Somebody of ${more.name}`, isDemo: true }, now())
    await addMember(tx, { person: person.id, org: org.id, seat, role: 'author' }, 'system', now())
    return { org: org.id, value: `${org.id} ${seat} ${person.id}` }
  })
  const visitor = browser()
  const opened = await visitor.send(urls.signInDemonstration, [['place', place.value]])
  return { ...visitor, org: place.org, opened }
}

/** A browser that keeps its cookies and sends what browsers send. */
function browser() {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('host', 'here.test')
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await app.request(`http://here.test${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    return answer
  }
  const text = async (path: string) => (await ask(path)).text()
  const token = async () => /name="form_token" value="([^"]+)"/.exec(await text(urls.law))?.[1] ?? ''
  const send = async (path: string, fields: readonly (readonly [string, string])[], withToken = true) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams([
        ...(withToken ? [['form_token', await token()]] : []),
        ...fields.map(([a, b]) => [a, b]),
      ]),
      headers: { 'sec-fetch-site': 'same-origin' },
    })
  return { ask, text, send }
}

const facts = [
  ['asking.state', 'DE'], ['asking.authority', 'prosecutor'], ['proceeding', 'criminal'], ['offence.maxPenaltyMonths', '60'],
  ['offence.byInformationSystem', 'true'], ['person.residence', 'AT'], ['person.privileged', 'none'], ['holder.kind', 'provider'],
  ['holder.seat', 'IE'], ['holder.addressees', 'IE'], ['holder.addressees.as', 'designated-establishment'],
  ['holder.offersServicesIn', 'DE'], ['holder.service', 'electronic-communications'], ['category', 'subscriber'],
  ['category', 'content'], ['data.every.stored', 'true'], ['measure', 'produce'], ['urgency', 'ordinary'],
] as const // biome-ignore format: facts in a few lines

const anna = await seated('authority', {
  name: 'Prosecutor in Munich',
  kind: 'prosecutor',
  state: 'DE',
  authority: 'prosecutor',
})
const court = await seated('court', { name: 'Court in Munich', kind: 'court', state: 'DE', authority: 'judge' })
const addressees = [{ state: 'IE', as: 'designated-establishment' }]
const provider = await seated('provider', { name: 'Alpenpost', kind: 'provider', state: 'IE', addressees })
const central = await seated('central', { name: 'Authority in Dublin', kind: 'central-authority', state: 'IE' })

const opening = [['title', 'Attack on a mail server'], ['fileNumber', '112 Js 4711/26'], ...facts] as const

async function drafted() {
  const matter = (await anna.send(urls.newMatter, opening)).headers.get('location') ?? ''
  const made = await anna.send(`${matter}/draft`, [
    ['rule', 'eu/2023-1543/routes/production-order'], ['to', 'IE'], ['title', 'Mailbox'], ['data', 'd1'], ['data', 'd2'],
    [partyName({ seat: 'provider', state: 'IE' }), provider.org],
    [partyName({ seat: 'court', state: 'DE' }), court.org],
    [partyName({ seat: 'central', state: 'IE' }), central.org],
  ]) // biome-ignore format: a form in a few lines
  return { matter, request: (made.headers.get('location') ?? '').split('?')[0] ?? '' }
}

describe('without signing in', () => {
  test.each([
    urls.today,
    urls.matters,
    urls.newMatter,
    urls.requests,
    urls.request('request_1'),
    urls.requestForm('request_1'),
  ])('%s leads to the sign-in, and back', async (path) => {
    const answer = await browser().ask(path)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(withQuery(urls.signIn, { back: path }))
  })

  test('nothing can be changed', async () => {
    const answer = await browser().send(urls.newMatter, opening)
    expect(answer.status).toBe(403)
    expect(await listMatters(db, anna.org)).toEqual([])
  })
})

describe('a seat’s day', () => {
  test('is where signing in leads', () => {
    expect(anna.opened.headers.get('location')).toBe(urls.today)
  })

  test('offers each seat its own ways', async () => {
    expect(await anna.text(urls.today)).toContain('Open a matter')
    expect(await provider.text(urls.today)).not.toContain('Open a matter')
    expect((await provider.ask(urls.newMatter)).status).toBe(403)
  })
})

describe('a matter', () => {
  test('leads from its main facts to the answer in one step', async () => {
    const { matter } = await drafted()
    const text = await anna.text(matter)
    expect(text).toContain('European Production Order')
    expect(text).toContain('Draft by this route')
  })

  test('keeps what was typed where something cannot be read, and is not opened', async () => {
    const before = (await listMatters(db, anna.org)).length
    const answer = await anna.send(urls.newMatter, [
      ...opening.filter(([name]) => name !== 'holder.seat'),
      ['holder.seat', 'Atlantis'],
    ])
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain('href="#holder.seat"')
    expect(text).toContain('value="112 Js 4711/26"')
    expect(await listMatters(db, anna.org)).toHaveLength(before)
  })

  test('saves the answers that hold and shows at its field the one that contradicts them', async () => {
    const { matter } = await drafted()
    const answer = await anna.send(matter, [
      ['asked', 'offence.dualCriminality'], ['offence.dualCriminality', 'true'], ['asked', 'emergency.threat'], ['emergency.threat', 'nonsense'],
    ]) // biome-ignore format: a form in a few lines
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('href="#emergency.threat"')
    expect(await anna.text(matter)).toContain('An offence in both states')
  })

  test('is not there for another organisation', async () => {
    const { matter } = await drafted()
    const other = await seated('authority', { name: 'Prosecutor in Vienna', kind: 'prosecutor', state: 'AT' })
    expect((await other.ask(matter)).status).toBe(404)
    expect(
      (
        await other.send(matter, [
          ['asked', 'measure'],
          ['measure', 'preserve'],
        ])
      ).status,
    ).toBe(404)
  })
})

describe('a request', () => {
  test('goes by name to a provider in no directory, and on paper only where it is said how', async () => {
    const holder = /^holder\.(seat|establishments|addressees)/
    const abroad = opening.map(
      ([name, value]) => [name, holder.test(name) ? value.replace('IE', 'NL') : value] as const,
    )
    const matter = (await anna.send(urls.newMatter, abroad)).headers.get('location') ?? ''
    const rule = 'eu/2023-1543/routes/production-order'
    const role = { name: partyName({ seat: 'provider', state: 'NL' }) }
    const page = await anna.text(withQuery(`${matter}/draft`, { rule, to: 'NL' }))
    expect(page).toContain(`name="${byNameField(role)}"`)
    const draft = [
      ['rule', rule],
      ['to', 'NL'],
      ['title', 'Mailbox'],
      ['data', 'd1'],
    ] as const
    const nobody = await anna.send(`${matter}/draft`, draft)
    expect([nobody.status, (await nobody.text()).includes('that is to answer')]).toEqual([400, true])
    const made = await anna.send(`${matter}/draft`, [...draft, [byNameField(role), 'Lowland Mail']])
    const request = (made.headers.get('location') ?? '').split('?')[0] ?? ''
    expect(await anna.text(request)).toContain('Lowland Mail')
    const unsaid = await anna.send(`${request}/send`, [
      ['send.onPaper', 'yes'],
      ['send.means', ''],
    ])
    expect([unsaid.status, (await unsaid.text()).includes('href="#send.means"')]).toEqual([400, true])
  })

  test('is not there for another organisation, nor is its form', async () => {
    const { request } = await drafted()
    for (const path of [request, `${request}/form`, `${request}/form.pdf`])
      expect((await provider.ask(path)).status).toBe(404)
  })

  test('that is not validated is not sent: the page says why', async () => {
    const { request } = await drafted()
    const answer = await anna.send(`${request}/send`, [])
    expect(answer.status).toBe(409)
    expect(await answer.text()).toMatch(/class="error-summary"[\s\S]*Art 4\(2\)\(b\)/)
  })

  test('is changed by no form without its token', async () => {
    const { request } = await drafted()
    expect((await anna.send(`${request}/withdraw`, [['withdraw.reason', 'x']], false)).status).toBe(403)
    expect(await anna.text(request)).toContain('Fill in the form first')
  })

  test('is not withdrawn without a reason, and then with it', async () => {
    const { request } = await drafted()
    const refused = await anna.send(`${request}/withdraw`, [['withdraw.reason', ' ']])
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('href="#withdraw.reason"')
    expect((await anna.send(`${request}/withdraw`, [['withdraw.reason', 'Not needed']])).status).toBe(303)
    expect(await anna.text(request)).toContain('Not needed')
  })

  test('is drafted with those who take part in the data chosen, and no others', async () => {
    const { matter } = await drafted()
    const form = await anna.text(
      `${matter}/draft?rule=${encodeURIComponent('eu/2023-1543/routes/production-order')}&to=IE`,
    )
    expect(form).toContain('only for content')
    await anna.send(`${matter}/draft`, [
      ['rule', 'eu/2023-1543/routes/production-order'], ['to', 'IE'], ['title', 'Subscriber alone'], ['data', 'd1'],
      [partyName({ seat: 'provider', state: 'IE' }), provider.org], [partyName({ seat: 'court', state: 'DE' }), court.org],
    ]) // biome-ignore format: a form in a few lines
    const made = (await listRequests(db, anna.org)).find(({ title }) => title === 'Subscriber alone')
    expect(made?.parties.map(({ seat }) => seat).sort()).toEqual(['authority', 'provider'])
  })
})

describe('the official form', () => {
  test('keeps what is right, and what is wrong comes back with its reason', async () => {
    const { request } = await drafted()
    const answer = await anna.send(`${request}/form`, [
      ['i.post', 'Staatsanwältin'],
      ['i.email', 'no address'],
    ])
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain('href="#i.email"')
    expect(text).toContain('value="no address"')
    expect(await anna.text(`${request}/form`)).toContain('value="Staatsanwältin"')
  })

  test('says of each box where it comes from, and prints', async () => {
    const { request } = await drafted()
    expect(await anna.text(`${request}/form`)).toMatch(/from the facts[\s\S]*missing/)
    const pdf = await anna.ask(`${request}/form.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.headers.get('content-disposition')).toMatch(/^inline/)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })
})

test('no error of ours was left behind', () => {
  expect(reported).toEqual([])
})

describe('a company in Shanghai that sends data abroad for business', () => {
  test('files its assessment from the page, and the period it began stands in its day and in that of the authority', async () => {
    const company = await seated('provider', { name: 'Shanghai Data', kind: 'provider', state: 'CN' })
    const administration = await seated('central', {
      name: 'Administration in Shanghai',
      kind: 'central-authority',
      state: 'CN',
    })
    const { headers } = await company.send(urls.transfers, [
      ['open.path', 'cn/cac-sa'], ['open.name', 'Group Ltd'], ['open.state', 'SG'], ['open.kind', 'company'], ['open.purpose', 'analytics'],
    ]) // biome-ignore format: one line of a table
    const file = headers.get('location') ?? ''
    const way = law.rule('instrument', 'cn/cac-sa').path
    await company.send(
      `${file}/heads`,
      (way?.heads ?? []).map(({ id }) => [`heads.${id}`, 'In order'] as const),
    )
    expect(await company.text(file)).not.toContain('name="filing.authority"')
    await company.send(`${file}/enter`, [['enter.moment', 'self-assessment.finished'], ['enter.day', '2026-11-20'], ['enter.note', 'Minutes No. 4']]) // biome-ignore format: one line
    const asked = await company.text(file)
    expect(asked).toContain('name="filing.authority"')
    expect(asked).toContain('Administration in Shanghai')
    expect(asked).not.toContain('Authority in Dublin')
    const refused = await company.send(`${file}/filing`, [['filing.authority', central.org]])
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('An authority of CN decides it'),
    ])
    await company.send(`${file}/filing`, [['filing.authority', administration.org]])
    expect(await company.text(file)).toContain('Filed with Administration in Shanghai')
    for (let round = 0; round < 2; round++)
      for (const { id, org_id: from, to_org: org, type, body } of await db.selectFrom('request_dispatches').selectAll().where('type', 'like', 'transfer-%').where('taken_at', 'is', null).execute())
        await db.transaction().execute(async (tx) => {
          await tx.updateTable('request_dispatches').set({ taken_at: instantText(now()) }).where('id', '=', id).execute()
          await receive(tx, law, { org, from, type, body, messageId: id, at: instantText(now()) })
        }) // biome-ignore format: one query a line
    // Five working days from a Saturday on.
    for (const page of [await company.text(urls.today), await administration.text(urls.today)]) {
      expect(page).toContain(law.rule('clock', 'cn/cac-sa/clocks/completeness').title)
      expect(page).toContain('27 November 2026')
    }
    expect(await administration.text(file)).toContain('Filed by Shanghai Data')
    expect(await provider.ask(file)).toMatchObject({ status: 404 })
  })
})
