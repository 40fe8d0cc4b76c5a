import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { addMember, addPerson, createOrganisation, issueSetupToken, relyingParty } from '../accounts/index.ts'
import { parseInstant } from '../base/time.ts'
import { overHttp, reachable } from '../exchange/index.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from '../vault/index.ts'
import { urls, withQuery } from './urls.ts'
import { web } from './web.ts'

const { db } = await testDatabase()
const law = await readLaw()
const now = () => parseInstant('2026-11-21T10:00:00Z')
const secret = { key: new Uint8Array(32).fill(1) }
const reported: unknown[] = []
const folder = mkdtempSync(join(tmpdir(), 'comity-web-'))
afterAll(() => rmSync(folder, { recursive: true }))
const parts = {
  db,
  law,
  blobs: await openBlobs(folder),
  now,
  secret,
  party: relyingParty('http://here.test'),
  fetchCards: overHttp(reachable()).fetchCards,
  report: (error: unknown) => reported.push(error),
}
const app = web({ ...parts, demonstration: true })

/** A browser that keeps its cookies and sends what browsers send. */
function browser(site = app) {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('host', 'here.test')
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await site.request(`http://here.test${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const token = async () => /name="form_token" value="([^"]+)"/.exec(await (await ask('/')).text())?.[1] ?? ''
  const send = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams({ form_token: await token(), ...fields }),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    })
  return { ask, send, cookies, token }
}

const story = new URLSearchParams({
  'asking.state': 'DE', 'asking.authority': 'prosecutor', proceeding: 'criminal', 'holder.kind': 'provider',
  'holder.addressees': 'IE:designated-establishment', 'data.0.category': 'subscriber', 'data.0.stored': 'true', measure: 'produce',
}) // biome-ignore format: facts in a few lines

describe('a page', () => {
  test.each([
    urls.front,
    urls.routes,
    urls.law,
    urls.lawCases,
    urls.signIn,
    urls.setUp,
    withQuery(urls.routes, story),
    withQuery(urls.analysis, story),
    urls.rule('us/sca'),
  ])('is shown to anyone: %s', async (path) => {
    const answer = await browser().ask(path)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(text).toMatch(/^<!doctype html><html lang="en-GB"/)
    expect(text).toContain('Demonstration: every person')
    expect(text.match(/<h1/g)).toHaveLength(1)
  })

  test('runs no inline script or style and stands in nobody’s frame', async () => {
    const answer = await browser().ask(withQuery(urls.analysis, story))
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(await answer.text()).not.toMatch(/ style="|<style|<script>| on[a-z]+="/)
  })

  test('is written in Chinese for who asks for it, and remembers the choice', async () => {
    expect(await (await browser().ask('/', { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })).text()).toContain(
      'lang="zh-Hans"',
    )
    const visitor = browser()
    const answer = await visitor.send(urls.preferences, { language: 'zh', back: '/law?q=a' })
    expect(answer.headers.get('location')).toBe('/law?q=a')
    expect(await (await visitor.ask('/')).text()).toContain('查找途径')
  })

  test('that was chosen dark says so to the browser', async () => {
    const visitor = browser()
    await visitor.send(urls.preferences, { theme: 'dark', back: '//evil.test/' })
    expect(await (await visitor.ask('/')).text()).toContain('data-theme="dark"')
  })

  test('loads its style from an address that may be kept for ever', async () => {
    const href = /href="(\/assets\/[^"]+style\.css)"/.exec(await (await browser().ask('/')).text())?.[1] ?? ''
    const answer = await browser().ask(href)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-type')).toContain('text/css')
    expect((await browser().ask('/assets/old/style.css')).status).toBe(404)
  })

  test('that does not exist is a page too', async () => {
    const answer = await browser().ask('/no/such/page')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('This page does not exist')
  })
})

describe('a form', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ])('sent from %s is refused', async (_, headers) => {
    const visitor = browser()
    const answer = await visitor.send(urls.preferences, { language: 'zh' }, headers)
    expect(answer.status).toBe(403)
    expect(visitor.cookies.has('comity_language')).toBe(false)
  })

  test('of another origin is refused where the browser says no more', async () => {
    const visitor = browser()
    const body = new URLSearchParams({ form_token: await visitor.token(), language: 'zh' })
    expect(
      (await visitor.ask(urls.preferences, { method: 'POST', body, headers: { origin: 'https://evil.test' } })).status,
    ).toBe(403)
    expect(
      (await visitor.ask(urls.preferences, { method: 'POST', body, headers: { origin: 'http://here.test' } })).status,
    ).toBe(303)
  })

  test('without the token of this browser is refused', async () => {
    const stolen = await browser().token()
    const visitor = browser()
    expect((await visitor.send(urls.preferences, { form_token: stolen })).status).toBe(403)
    expect((await visitor.send(urls.preferences, { form_token: '' })).status).toBe(403)
  })

  test('of more than a megabyte is refused', async () => {
    const answer = await browser().send(urls.preferences, { language: 'x'.repeat(1_100_000) })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('at most 1 MB')
  })

  test('leads nowhere but here', async () => {
    for (const back of ['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)']) {
      const answer = await browser().send(urls.preferences, { language: 'en', back })
      expect(answer.headers.get('location')).toBe('/')
    }
  })
})

describe('the route finder', () => {
  test('asks only what still decides something, and why', async () => {
    const text = await (await browser().ask(withQuery(urls.routes, story))).text()
    expect(text).toContain('Questions that still decide something')
    expect(text).toContain('The facts so far')
    expect(text).not.toContain('Which state is asking?')
  })

  test('shows every route with its article', async () => {
    const text = await (await browser().ask(withQuery(urls.analysis, story))).text()
    expect(text).toContain('European Production Order')
    expect(text).toContain('Art 5(3)')
    expect(text).toContain(law.digest)
  })

  test('says what it cannot read, beside the field', async () => {
    const text = await (
      await browser().ask('/routes?asking.state=Atlantis&holder.kind=provider&change=asking.state')
    ).text()
    expect(text).toContain('href="#asking.state"')
    expect(text).toContain('Atlantis')
  })
})

describe('the law browser', () => {
  test('shows each rule there is', async () => {
    for (const kind of new Set([...law.rules.values()].map((rule) => rule.kind))) {
      const rule = [...law.rules.values()].find((one) => one.kind === kind)
      const answer = await browser().ask(urls.rule(rule?.rule ?? ''))
      expect([kind, answer.status]).toEqual([kind, 200])
    }
  })

  test('says of a rule that is not in force yet that it is not', async () => {
    expect(await (await browser().ask(`${urls.rule('eu/2023-1543')}?on=2024-01-01`)).text()).toMatch(/Not yet in force/)
  })

  test('refuses a date that is none, naming the field', async () => {
    const answer = await browser().ask(`${urls.rule('us/sca')}?on=2026-02-31`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('<code>on</code>')
  })

  test('finds by word, and says so when there is nothing', async () => {
    expect(await (await browser().ask('/law?q=2702')).text()).toMatch(/rules? found/)
    expect(await (await browser().ask('/law?q=zzzzzz')).text()).toContain('Nothing found')
  })
})

describe('signing in', () => {
  const prepare = db.transaction().execute(async (tx) => {
    const org = await createOrganisation(
      tx,
      secret,
      { name: 'Prosecutor', state: 'DE', kind: 'prosecutor', seats: ['authority'], languages: ['de'], isDemo: true },
      'system',
      now(),
    )
    const person = await addPerson(tx, { name: 'Dr. Anna Huber', isDemo: true }, now())
    await addMember(tx, { person: person.id, org: org.id, seat: 'authority', role: 'author' }, 'system', now())
    return `${org.id} authority ${person.id}`
  })

  test('as an invented person opens a session the browser’s scripts cannot read, and signing out ends it', async () => {
    const place = await prepare
    const visitor = browser()
    expect(await (await visitor.ask(urls.signIn)).text()).toContain('Dr. Anna Huber')
    const answer = await visitor.send(urls.signInDemonstration, { place })
    expect(answer.status).toBe(303)
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('comity_session'))).toMatch(
      /HttpOnly.*SameSite=Lax/,
    )
    expect(await (await visitor.ask('/')).text()).toContain('Signed in as')
    await visitor.send(urls.signOut, {})
    expect(await (await visitor.ask('/')).text()).not.toContain('Signed in as')
  })

  test('as an invented person is refused where the instance is no demonstration', async () => {
    const place = await prepare
    const site = web({ ...parts, demonstration: false })
    const visitor = browser(site)
    expect(await (await visitor.ask(urls.signIn)).text()).not.toContain('Dr. Anna Huber')
    expect((await visitor.send(urls.signInDemonstration, { place })).status).toBe(403)
  })

  test('with a made-up passkey is refused in JSON', async () => {
    const visitor = browser()
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-form-token': await visitor.token(),
      'sec-fetch-site': 'same-origin',
    }
    expect((await visitor.ask(urls.passkeyOptions, { method: 'POST', body: '{}', headers })).status).toBe(200)
    const answer = await visitor.ask(urls.passkey, { method: 'POST', body: '{}', headers })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ error: { code: 'passkey_refused' } })
  })

  test('for the first time needs the code the server printed, and leads to an invitation', async () => {
    const code = (await issueSetupToken(db, now())) ?? ''
    const given = { organisation: 'Operator', state: 'DE', name: 'Ada' }
    const visitor = browser()
    const refused = await visitor.send(urls.setUp, { token: 'wrong', ...given })
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('href="#token"')
    const answer = await visitor.send(urls.setUp, { token: code, ...given })
    expect(answer.status).toBe(303)
    const page = await visitor.ask(answer.headers.get('location') ?? '')
    expect(await page.text()).toContain('data-passkey="register"')
    expect((await visitor.ask(urls.invitation('spent'))).status).toBe(404)
  })
})

test('no error of ours was left behind', () => {
  expect(reported).toEqual([])
})
