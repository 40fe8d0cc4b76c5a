import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { systemNow } from '../base/time.ts'
import { invite } from './invitations.ts'
import { removeMember } from './leaving.ts'
import { type OpenId, openId } from './openid.ts'
import { createOrganisation } from './organisations.ts'
import { addMember, addPerson } from './people.ts'
import { readSecret } from './secret.ts'
import { findActor, startSession } from './sessions.ts'
import { membersOf } from './store.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const inTx = db.transaction()
const now = systemNow
const ours = 'http://comity.example/sign-in/openid/answer'
const client = { clientId: 'comity', clientSecret: 'a/secret+with:signs', claim: 'email' }
const code = (code: string) => expect.objectContaining({ code })

async function office() {
  const { id: org } = await inTx.execute((tx) =>
    createOrganisation(
      tx,
      secret,
      { name: 'Prosecutor', state: 'DE', kind: 'prosecutor', seats: ['authority'], languages: ['de'] },
      'system',
      now(),
    ),
  )
  const { id: person } = await inTx.execute((tx) => addPerson(tx, { name: 'Markus Vogt' }, now()))
  await inTx.execute((tx) => addMember(tx, { person, org, seat: 'authority', role: 'head' }, 'system', now()))
  const { actor: head } = await inTx.execute((tx) => startSession(tx, person, 'passkey', now()))
  const letIn = (claim: string, who?: string) =>
    inTx.execute((tx) =>
      invite(
        tx,
        head,
        { org, name: 'Anna Huber', seat: 'authority', role: 'author', claim, ...(who && { person: who }) },
        now(),
      ),
    )
  return { org, head, letIn }
}

const listening = (server: Server) =>
  new Promise<string>((done) =>
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )

describe('at a real provider', () => {
  let server: Server
  let issuer: string
  const addresses: Record<string, { email: string; email_verified: boolean }> = {
    anna: { email: 'Anna.Huber@justice.example', email_verified: true },
    mallory: { email: 'anna.huber@justice.example', email_verified: false },
  }
  beforeAll(async () => {
    server = createServer()
    issuer = await listening(server)
    const configuration: Configuration = {
      clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [ours], response_types: ['code'], grant_types: ['authorization_code'] }],
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...addresses[id] }) }),
      cookies: { keys: ['only for tests'] },
    } // biome-ignore format: settings of another product
    server.on('request', new Provider(issuer, configuration).callback())
  })
  afterAll(() => server.close())

  /** Signs in at the provider as a browser does, and answers what it brings back. */
  async function through(to: string, login: string): Promise<URLSearchParams> {
    const cookies = new Map<string, string>()
    let [url, form] = [to, undefined as string | undefined]
    for (let step = 0; step < 12; step++) {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(form && { method: 'POST', body: form }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', ...value] = (line.split(';')[0] ?? '').split('=')
        cookies.set(name, value.join('='))
      }
      form = undefined
      const place = answer.headers.get('location')
      if (place?.startsWith(ours)) return new URL(place).searchParams
      if (place) {
        url = new URL(place, url).href
        continue
      }
      const page = await answer.text()
      const action = /action="([^"]+)"/.exec(page)?.[1]
      if (!action) throw new Error(`${answer.status} ${page.slice(0, 400)}`)
      url = new URL(action, url).href
      form = page.includes('name="login"') ? `prompt=login&login=${login}&password=x` : 'prompt=consent'
    }
    throw new Error('no way through')
  }

  test('whoever is invited under that address comes in once, and from then on is known', async () => {
    const { org, letIn } = await office()
    await letIn('anna.huber@JUSTICE.example')
    const provider = openId({ issuer, ...client }, ours, now)
    const { to, browser } = await provider.begin(db, '/requests')
    const { session, back } = await provider.finish(db, await through(to, 'anna'), browser, 'Firefox')
    expect(back).toBe('/requests')
    expect(session.actor).toMatchObject({ name: 'Anna Huber', org, seat: 'authority', role: 'author' })
    expect(session.actor.unconfirmed).toBeUndefined()
    expect((await eventsAbout(db, org, session.actor.person)).map(({ kind }) => kind)).toEqual([
      'member.added',
      'identity.linked',
      'session.started',
    ])
    const again = await provider.begin(db, '/')
    const second = await provider.finish(db, await through(again.to, 'anna'), again.browser)
    expect(second.session.actor.person).toBe(session.actor.person)
    expect(await membersOf(db, org)).toHaveLength(2)
  })

  test('nobody else does: unknown, with an address nobody verified, or after leaving', async () => {
    const { org, head, letIn } = await office()
    const provider = openId({ issuer, ...client, claim: 'sub' }, ours, now)
    const enter = async (login: string, by: OpenId = provider) => {
      const { to, browser } = await by.begin(db, '/')
      return by.finish(db, await through(to, login), browser)
    }
    await expect(enter('stranger')).rejects.toEqual(code('openid_unknown'))
    await letIn('anna.huber@justice.example')
    await expect(enter('mallory', openId({ issuer, ...client }, ours, now))).rejects.toEqual(code('openid_unknown'))
    await letIn('leaver')
    const { session } = await enter('leaver')
    await inTx.execute((tx) => removeMember(tx, head, { person: session.actor.person, reason: 'New post' }, now()))
    expect(await findActor(db, session.token, now())).toBeUndefined()
    await expect(enter('leaver')).rejects.toEqual(code('openid_unknown'))
    expect((await membersOf(db, org)).map(({ person }) => person)).toEqual([head.person])
  })

  test('an answer serves once, in the browser that asked, with the code that belongs to it', async () => {
    const { letIn } = await office()
    await letIn('once')
    const provider = openId({ issuer, ...client, claim: 'sub' }, ours, now)
    const { to, browser } = await provider.begin(db, '/')
    const came = await through(to, 'once')
    await provider.finish(db, came, browser)
    await expect(provider.finish(db, came, browser)).rejects.toEqual(code('openid_refused'))
    const other = await provider.begin(db, '/')
    await expect(provider.finish(db, await through(other.to, 'once'), browser)).rejects.toEqual(code('openid_refused'))
    const [mine, theirs] = [await provider.begin(db, '/'), await provider.begin(db, '/')]
    const mixed = await through(theirs.to, 'once')
    mixed.set('state', new URL(mine.to).searchParams.get('state') ?? '')
    await expect(provider.finish(db, mixed, mine.browser)).rejects.toEqual(code('openid_refused'))
    const wrong = await provider.begin(db, '/')
    const elsewhere = await through(wrong.to, 'once')
    elsewhere.set('iss', 'https://other.example')
    await expect(provider.finish(db, elsewhere, wrong.browser)).rejects.toEqual(code('openid_refused'))
    const declined = await provider.begin(db, '/')
    const state = new URL(declined.to).searchParams.get('state') ?? ''
    await expect(
      provider.finish(db, new URLSearchParams({ error: 'access_denied', state, iss: issuer }), declined.browser),
    ).rejects.toThrow(/access_denied/)
  })
})

describe('what a provider states', () => {
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let keys: ReturnType<typeof pair>[] = [pair()]
  /** How the statement of the next sign-in differs from a good one. */
  let made: { claims?: object; header?: object; by?: ReturnType<typeof pair>; bare?: boolean } = {}
  let nonce = ''
  let issuer: string
  let asked = 0
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const server = createServer((request, response) => {
    const json = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    if (request.url === '/.well-known/openid-configuration')
      return json({ issuer, authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t`, jwks_uri: `${issuer}/k` })
    if (request.url === '/k') {
      asked++
      return json({ keys: keys.map(({ publicKey }, i) => ({ ...publicKey.export({ format: 'jwk' }), kid: `k${i}`, alg: 'ES256', use: 'sig' })) })
    }
    const at = Math.floor(now().epochMilliseconds / 1000)
    const claims = { iss: issuer, sub: 'invited', aud: client.clientId, exp: at + 300, iat: at, auth_time: at, nonce, ...made.claims }
    const signed = `${encode({ alg: 'ES256', ...made.header })}.${encode(claims)}`
    const key = made.by ?? keys.at(-1)
    if (!key) throw new Error('no key')
    const signature = sign('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
    return json({ id_token: `${signed}.${made.bare ? '' : signature.toString('base64url')}`, access_token: 'a', token_type: 'Bearer' })
  }) // biome-ignore format: a provider in a few lines
  let clock = now()
  let provider: OpenId
  beforeAll(async () => {
    issuer = await listening(server)
    provider = openId({ issuer, ...client, claim: 'sub' }, ours, () => clock)
    const { letIn } = await office()
    await letIn('invited')
  })
  afterAll(() => server.close())

  async function enter(how: typeof made = {}) {
    made = how
    const { to, browser } = await provider.begin(db, '/')
    const { state = '', nonce: ours = '' } = Object.fromEntries(new URL(to).searchParams)
    nonce = ours
    return provider.finish(db, new URLSearchParams({ code: 'c', state }), browser)
  }
  const seconds = (off: number) => Math.floor(now().epochMilliseconds / 1000) + off

  test('lets in as it stands, and with a clock a minute off', async () => {
    expect((await enter()).session.actor.name).toBe('Anna Huber')
    await enter({ claims: { iat: seconds(50), auth_time: seconds(50) } })
    await enter({ claims: { exp: seconds(-50) } })
    await enter({ claims: { aud: [client.clientId, 'another'], azp: client.clientId } })
  })

  test.each([
    ['for another question', { claims: { nonce: 'another' } }],
    ['without a question', { claims: { nonce: undefined } }],
    ['for somebody else', { claims: { aud: 'another' } }],
    ['made for somebody else', { claims: { aud: [client.clientId, 'another'], azp: 'another' } }],
    ['for several, without saying for whom', { claims: { aud: [client.clientId, 'another'] } }],
    ['by another issuer', { claims: { iss: 'https://other.example' } }],
    ['too old', { claims: { exp: seconds(-90) } }],
    ['from the future', { claims: { iat: seconds(120) } }],
    ['not yet good', { claims: { nbf: seconds(120) } }],
    ['of a sign-in of yesterday', { claims: { auth_time: seconds(-86_400) } }],
    ['without the time of the sign-in', { claims: { auth_time: undefined } }],
    ['about nobody', { claims: { sub: '' } }],
    ['with the algorithm none', { header: { alg: 'none' }, bare: true }],
    ['with the algorithm none and a signature', { header: { alg: 'none' } }],
    ['with a shared secret in place of a key', { header: { alg: 'HS256' } }],
    ['signed by somebody else', { by: pair() }],
    ['that calls something critical', { header: { crit: ['exp2'], exp2: 1 } }],
  ])('is refused %s', async (_, how) => {
    await expect(enter(how)).rejects.toEqual(code('openid_refused'))
  })

  test('is believed under new keys, asked for once in half a minute and no more', async () => {
    const before = asked
    keys = [...keys, pair()]
    clock = now().add({ seconds: 40 })
    await enter()
    expect(asked).toBe(before + 1)
    await expect(enter({ by: pair() })).rejects.toEqual(code('openid_refused'))
    await expect(enter({ by: pair() })).rejects.toEqual(code('openid_refused'))
    expect(asked).toBe(before + 1)
  })

  test('by nobody who answers for another issuer, or at all', async () => {
    const other = openId({ issuer: `${issuer}/`, ...client }, ours, now)
    await expect(other.begin(db, '/')).rejects.toEqual(code('openid_refused'))
    const silent = openId({ issuer: 'http://127.0.0.1:1', ...client }, ours, now)
    await expect(silent.begin(db, '/')).rejects.toEqual(code('openid_unreachable'))
  })
})
