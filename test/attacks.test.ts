import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { beginRegistration, beginSignIn, finishRegistration, finishSignIn, publicKeys, relyingParty, type Session } from '../src/accounts/index.ts' // biome-ignore format: one line of words
import { bodyBytes, savedAs } from '../src/api/bytes.ts'
import { description } from '../src/api/openapi.ts'
import { createApp } from '../src/app.ts'
import { eventsAbout, latestEvents, originOf, verifyLog } from '../src/audit/index.ts'
import { base64, text, utf8 } from '../src/base/bytes.ts'
import type { Json } from '../src/base/canonical-json.ts'
import { newId } from '../src/base/ids.ts'
import { instantText } from '../src/base/time.ts'
import { type Answer, signIn } from '../src/cli/client.ts'
import { inventedEvidence, inventOrganisations } from '../src/cli/demonstration.ts'
import { playStory } from '../src/cli/story.ts'
import { readConfig } from '../src/config.ts'
import { checkpointText, generateSealingKey, generateSigningKey, noteSigner, openSignedXml, parseXml, type SigningKey, signNote, signXml } from '../src/crypto/index.ts' // biome-ignore format: one line of words
import { type Card, writeCard } from '../src/exchange/card.ts'
import { overHttp, reachable, readHi1, THIS_MACHINE } from '../src/exchange/index.ts'
import { type Message, writeMessage } from '../src/exchange/message.ts'
import { signed } from '../src/exchange/signed.ts'
import { verifyPackage } from '../src/vault/index.ts'
import { isSafePath, safeName } from '../src/vault/safe-path.ts'
import { keepSession } from '../src/web/shell/session.ts'
import { csvOf } from '../src/web/statistics/csv.ts'
import { authenticator } from './authenticator.ts'

/** Attacks on one instance, one test each: stopped, and told of where somebody is to learn of it. */

const folder = mkdtempSync(join(tmpdir(), 'comity-attacks-'))
const reported: unknown[] = []
const app = await createApp({ ...readConfig({ COMITY_DATA: folder }), demonstration: true, report: (error) => reported.push(error) }) // biome-ignore format: one line
await inventOrganisations(app)
const { db, now } = app
const here = { url: 'http://localhost', fetch: app.fetch, pause: app.settle }
const XSS = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`
/** What the asking side writes, with the attack behind every text that is no choice and no number. */
const hostile = (value: unknown): unknown =>
  typeof value === 'string'
    ? /^[^+\d].* /.test(value)
      ? value + XSS
      : value
    : Array.isArray(value)
      ? value.map(hostile)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one)]))
        : value
const writes = /\/(form|statement|approvals|submission|departure)$/
const hostileHere = {
  ...here,
  async fetch(asking: Request) {
    if (!writes.test(new URL(asking.url).pathname)) return app.fetch(asking)
    const body = JSON.stringify(
      hostile(
        await asking
          .clone()
          .json()
          .catch(() => ({})),
      ),
    )
    return app.fetch(new Request(asking, { body, method: asking.method }))
  },
}
const stage = {
  asking: hostileHere,
  answering: here,
  evidence: inventedEvidence,
  interview: false,
  tell: () => undefined,
}
const story = { title: `Attack ${XSS}`, fileNumber: `1 ${XSS}`, account: 'a@alpenpost.example', residence: 'AT' }
const { matter, request } = await playStory(stage, story, 'sent')
await app.settle()
const author = await signIn(here, 'Dr. Anna Huber')
const provider = await signIn(here, 'Niamh Byrne')
const order = (await provider.get('/api/requests')).requests.find((one: Answer) => one.origin === request).id as string
const { places } = await (await app.fetch(new Request('http://localhost/api/demonstration/places'))).json() as Answer // biome-ignore format: one line

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => expect(reported.splice(0)).toEqual([]))

const ask = async (path: string, init: RequestInit = {}) => app.fetch(new Request(`http://localhost${path}`, init))
const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) => ask(path, { method: 'POST', body, headers }) // biome-ignore format: one line
const codeOf = async (answer: Response) => ((await answer.json()) as Answer).error.code

/** A session as a client of one's own making holds it. */
async function tokenOf(name: string): Promise<string> {
  const { person, org, seat } = places.find((one: Answer) => one.name === name)
  return ((await (await post('/api/sessions', JSON.stringify({ person, org, seat }))).json()) as Answer).token
}
const bearer = async (name: string) => ({ authorization: `Bearer ${await tokenOf(name)}` })
const last = async (org: string) => (await latestEvents(db, org, 1))[0]
const operator = places.find((one: Answer) => one.seat === 'operator') as Answer

/** An organisation of another instance, whose keys the attacker holds, confirmed here as any other. */
async function confirmed(name = 'Somebody elsewhere') {
  const key = await generateSigningKey()
  const org = newId('org', 0)
  const { recipient } = await generateSealingKey()
  const card: Card = { v: 1, org, name, state: 'FR' as Card['state'], kind: 'provider', seats: ['provider'], authority: null, languages: [], addressees: [], signing: base64(key.publicKey), sealing: recipient, url: 'https://elsewhere.example' } // biome-ignore format: a card
  const headers = await bearer(operator.name)
  const answer = await post('/api/peers', JSON.stringify({ card: text(await writeCard(card, key)) }), headers)
  return { key, org, status: answer.status }
}
const peer = await confirmed()

async function letter(
  more: { head?: Partial<Message>; body?: Json; by?: SigningKey; from?: typeof peer; root?: number } = {},
) {
  // biome-ignore format: one line
  const { org, key } = more.from ?? peer
  const root = new Uint8Array(32).fill(more.root ?? 1)
  const checkpoint = await signNote(checkpointText({ origin: originOf(org), size: 5, root }), noteSigner(originOf(org), key)) // biome-ignore format: one line
  const [sent, expires] = [instantText(now()), instantText(now().add({ hours: 1 }))]
  const head = { id: newId('message', now().epochMilliseconds), type: 'closing', from: org, to: provider.org, sent, expires, checkpoint, consistency: null, ...more.head } // biome-ignore format: one line
  const { sealing } = await publicKeys(db, provider.org)
  return writeMessage(head, more.body ?? { request: order, text: 'x' }, sealing, more.by ?? key)
}
const deliver = async (bytes: Uint8Array) => (await post('/exchange/messages', new Uint8Array(bytes))).json() as Promise<Answer> // biome-ignore format: one line

/** Refused under that code, with the recipient's signature, and told of in its log. */
async function turnedAway(bytes: Uint8Array, code: string, org = provider.org) {
  const said = await deliver(bytes)
  expect((said.refusal ?? said.problem).code).toBe(code)
  expect(await last(org)).toMatchObject({ kind: 'message.turned-away', body: { code } })
}

describe('a message', () => {
  test('with a forged sender', async () =>
    turnedAway(await letter({ by: await generateSigningKey() }), 'bad_signature'))

  test('of a revoked key', async () => {
    const revoked = await confirmed('Lost its key')
    const headers = await bearer(operator.name)
    const init = { method: 'DELETE', headers, body: JSON.stringify({ reason: 'key lost' }) }
    expect((await ask(`/api/peers/${revoked.org}`, init)).status).toBe(204)
    await turnedAway(await letter({ from: revoked }), 'unknown_sender')
  })

  test('replayed', async () => {
    const { bytes } = await db.selectFrom('exchange_outbox').select('bytes').where('to_org', '=', provider.org).executeTakeFirstOrThrow() // biome-ignore format: one line
    const before = (await last(provider.org))?.seq
    const receipts = [await deliver(bytes), await deliver(bytes)]
    expect(receipts[0].receipt).toBeDefined()
    expect(receipts[1]).toEqual(receipts[0])
    expect((await last(provider.org))?.seq).toBe(before)
  })

  test('replayed under its id with other content', async () => {
    const row = await db.selectFrom('exchange_inbox').select('message_id').where('org_id', '=', provider.org).executeTakeFirstOrThrow() // biome-ignore format: one line
    await turnedAway(await letter({ head: { id: row.message_id } }), 'message_differs')
  })

  test('kept back until it is too old', async () =>
    turnedAway(await letter({ head: { expires: instantText(now().subtract({ seconds: 1 })) } }), 'message_expired'))

  test('for somebody who is not here', async () =>
    turnedAway(await letter({ head: { to: newId('org', 0) } }), 'wrong_recipient', operator.org))

  test('passed on to another than it was sealed for', async () =>
    turnedAway(await letter({ head: { to: author.org } }), 'not_sealed_for_us', author.org))

  test('downgraded: another paper by the same key in its place', async () => {
    const { message } = JSON.parse(text(await letter())) as { message: Json }
    const receipt = JSON.parse(text(await signed('receipt', message, peer.key)))
    await turnedAway(utf8(JSON.stringify({ message: receipt.receipt, signature: receipt.signature })), 'bad_signature')
    await turnedAway(utf8(text(await letter()).replace('"v":1', '"v":0')), 'malformed_message', operator.org)
  })

  test('with a spoofed emergency: an order from who may give none', async () => {
    const { body } = await db.selectFrom('request_dispatches').select('body').where('type', '=', 'order').executeTakeFirstOrThrow() // biome-ignore format: one line
    const order = { ...(body as object), request: newId('request', 0), urgency: 'emergency' } as unknown as Json
    const said = await deliver(await letter({ head: { type: 'order' }, body: order }))
    expect(said.refusal.code).toMatch(/bad_message|wrong_/)
    expect(await last(provider.org)).toMatchObject({ kind: 'message.turned-away' })
  })

  test('about a request its sender has no part in', async () => {
    const origin = request as string
    const said = await deliver(await letter({ head: { type: 'withdrawal' }, body: { request: origin, reason: 'over', at: instantText(now()) } })) // biome-ignore format: one line
    expect(said.refusal).toBeDefined()
    expect((await provider.get(`/api/requests/${order}`)).request.status).not.toBe('withdrawn')
    expect(await last(provider.org)).toMatchObject({ kind: 'message.turned-away' })
  })

  test('that shows a forked log', async () => {
    await deliver(await letter({ root: 1 }))
    await turnedAway(await letter({ root: 2 }), 'forked')
    const events = await eventsAbout(db, provider.org, peer.org)
    expect(events.map(({ kind }) => kind)).toContain('log.contradicted')
  })

  test('too large, or one of very many', async () => {
    const announced = { 'content-length': String(200 * 1024 * 1024) }
    expect((await post('/exchange/messages', '{', announced)).status).toBe(413)
    expect((await post('/exchange/messages', '{}\n'.repeat(200))).status).toBe(400)
  })

  test('sent so slowly that it holds the door open', async () => {
    const slow = new ReadableStream<Uint8Array>({ start: (stream) => stream.enqueue(utf8('{')) })
    const asking = new Request('http://localhost/', { method: 'POST', body: slow, duplex: 'half' } as RequestInit)
    await expect(bodyBytes(asking, 1_000, 50)).rejects.toMatchObject({ code: 'too_slow' })
  })
})

describe('an organisation from elsewhere', () => {
  test('whose name only looks like another', async () => {
    for (const name of ['Stааtsanwaltschaft München', 'Ministry of \u202eecitsuJ', 'Alpen\u200bpost Mail Ltd'])
      expect((await confirmed(name)).status, name).toBe(400)
    for (const name of ['最高人民检察院', 'Υπουργείο Δικαιοσύνης', 'Sąd Okręgowy', 'Прокуратура / Prosecutor'])
      expect((await confirmed(name)).status, name).toBe(201)
  })

  test('that asks for evidence of others by a ticket of its own', async () => {
    const at = (name: string) => `/api/requests/${order}/evidence?name=${encodeURIComponent(name)}`
    const page = () => new Blob(['<script>alert(1)</script>']).stream()
    await expect(provider.upload(at('a\r\nset-cookie: a=b'), 'text/html', page())).rejects.toThrow('no usable name')
    const item = await provider.upload(at('../../../../etc/cron.d/x'), 'text/html', page())
    const ticket = { v: 1, by: peer.org, from: provider.org, item: item.id, sealedSha256: item.sealedSha256, at: instantText(now()) } // biome-ignore format: one line
    const answer = await post('/exchange/evidence', JSON.stringify({ ticket: base64(await signed('fetch', ticket, peer.key)) })) // biome-ignore format: one line
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'no_such_evidence'])
  })

  test('that uses a ticket after it was revoked', async () => {
    const gone = await confirmed('Revoked later')
    const ticket = { v: 1, by: gone.org, from: provider.org, item: newId('item', 0), sealedSha256: '0'.repeat(64), at: instantText(now()) } // biome-ignore format: one line
    const bytes = JSON.stringify({ ticket: base64(await signed('fetch', ticket, gone.key)) })
    await ask(`/api/peers/${gone.org}`, { method: 'DELETE', headers: await bearer(operator.name), body: '{"reason":"x"}' }) // biome-ignore format: one line
    expect((await post('/exchange/evidence', bytes)).status).toBe(404)
  })
})

describe('an address of another instance', () => {
  const inside = ['http://127.0.0.1/', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://169.254.169.254/latest', 'https://10.0.0.1/', 'https://[fd00::1]/', 'https://[64:ff9b::a00:1]/'] // biome-ignore format: one line

  test('that leads inside (SSRF)', async () => {
    for (const url of inside) expect(() => reachable().mayAsk(new URL(url)), url).toThrow('may not connect')
    await expect(overHttp(reachable()).fetchCards('https://10.0.0.1/')).rejects.toMatchObject({ code: 'peer_not_allowed' }) // biome-ignore format: one line
  })

  test('without TLS in the open (downgrade)', () => {
    expect(() => reachable().mayAsk(new URL('http://93.184.215.14/'))).toThrow('may not connect')
    expect(() => reachable().mayAsk(new URL('http://elsewhere.example/'))).toThrow('may not connect')
    expect(() => reachable().mayAsk(new URL('https://93.184.215.14/'))).not.toThrow()
  })

  test('whose name leads inside once it is asked (DNS rebinding), or that redirects there', async () => {
    const seen: string[] = []
    const server = createServer((asking, answer) => {
      seen.push(asking.url ?? '')
      answer.writeHead(302, { location: '/inside' }).end()
    }).listen(0)
    const { port } = server.address() as AddressInfo
    await expect(overHttp(reachable()).fetchCards(`https://localhost:${port}`)).rejects.toMatchObject({ code: 'peer_not_allowed' }) // biome-ignore format: one line
    expect(seen).toEqual([])
    const local = overHttp(reachable(THIS_MACHINE))
    await expect(local.fetchCards(`http://localhost:${port}`)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(seen).toEqual(['/exchange/cards'])
    server.closeAllConnections()
    server.close()
  })
})

describe('XML from outside', () => {
  test('that reads a file (XXE)', async () =>
    expect(readHi1(utf8('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'))).rejects.toThrow())

  test('that grows without end (billion laughs)', async () => {
    const laughs = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
    await expect(readHi1(utf8(`<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l20;</a>`))).rejects.toThrow()
  })
})

describe('a session', () => {
  test('stolen and used after its owner has signed out', async () => {
    const headers = await bearer('Niamh Byrne')
    expect((await ask('/api/me', { headers })).status).toBe(200)
    await ask('/api/sessions', { method: 'DELETE', headers })
    expect((await ask('/api/me', { headers })).status).toBe(401)
    expect(await last(provider.org)).toMatchObject({ kind: 'session.ended' })
  })

  test('read out of the database', async () => {
    const token = await tokenOf('Niamh Byrne')
    const { rows } = await sql<{ all: string }>`select string_agg(s::text, ' ') as all from account_sessions as s`.execute(db) // biome-ignore format: one line
    expect(rows[0]?.all).not.toContain(token)
  })

  test('set by the attacker before (fixation)', async () => {
    const fixed = 'a'.repeat(43)
    const visitor = await browser({ comity_session: fixed })
    const place = `${provider.org} provider ${places.find((one: Answer) => one.name === 'Niamh Byrne').person}`
    const answer = await visitor.send('/sign-in/demonstration', { place, back: '//evil.test/' })
    expect(visitor.cookies.get('comity_session')).not.toBe(fixed)
    // And an open redirect behind it.
    expect(answer.headers.get('location')).toMatch(/^\/(?!\/)/)
  })

  test('whose cookie a script could read, or that another site sends along', async () => {
    const site = new Hono().get('/', (c) => {
      keepSession(c, { token: 'secret', expires: instantText(now()) } as Session, true)
      return c.text('')
    })
    const cookie = (await site.request('/')).headers.get('set-cookie')
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag)
  })

  test('of a browser that another site drives (CSRF)', async () => {
    const cookie = `comity_session=${await tokenOf('Niamh Byrne')}`
    const sites: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.test' }, {}]
    for (const site of sites) {
      const answer = await post(`/api/requests/${order}/preservations`, '{}', { cookie, ...site }) // biome-ignore format: one line
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'other_site'])
    }
    expect(await last(provider.org)).toMatchObject({ kind: 'action.refused', body: { code: 'other_site' } })
    const form = await post('/preferences', 'language=zh', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(form.status).toBe(403)
  })

  test('at a place that is not the person’s', async () => {
    const { person } = places.find((one: Answer) => one.name === 'Niamh Byrne')
    const answer = await post('/api/sessions', JSON.stringify({ person, org: operator.org, seat: 'operator' }))
    expect(answer.status).toBe(403)
  })
})

describe('a passkey', () => {
  const party = relyingParty('http://localhost')
  const device = authenticator(party.origin)
  const copy = async () => {
    const { person, org, seat } = places.find((one: Answer) => one.name === 'Niamh Byrne')
    const actor = { ...(await provider.get('/api/me')), person, org, seat }
    await finishRegistration(db, party, device.register(await beginRegistration(db, party, { actor }, now())), now())
  }

  test('copied: its counter falls behind', async () => {
    await copy()
    const use = async () => finishSignIn(db, party, device.signIn(await beginSignIn(db, party, now())), now())
    await use()
    await use()
    device.rewind()
    await expect(use()).rejects.toMatchObject({ code: 'passkey_refused' })
  })

  test('whose answer is used again', async () => {
    for (let counts = 0; counts < 5; counts++) device.signIn({ challenge: '' })
    const answer = device.signIn(await beginSignIn(db, party, now()))
    await finishSignIn(db, party, answer, now())
    await expect(finishSignIn(db, party, answer, now())).rejects.toMatchObject({ code: 'ceremony_spent' })
  })

  test('tried to find out who is here (enumeration)', async () => {
    const options = await beginSignIn(db, party, now())
    expect(options.allowCredentials ?? []).toEqual([])
    const stranger = authenticator(party.origin)
    stranger.register({ challenge: '' })
    const unknown = finishSignIn(db, party, stranger.signIn(options), now())
    const wrong = device.signIn(await beginSignIn(db, party, now()))
    const known = finishSignIn(db, party, { ...wrong, response: { ...wrong.response, signature: 'AAAA' } }, now())
    const [a, b] = (await Promise.allSettled([unknown, known])).map((one) => one.status === 'rejected' && String(one.reason)) // biome-ignore format: one line
    expect(a).toBe(b)
  })
})

describe('somebody who is signed in elsewhere', () => {
  /** Everything of the two sides that has an id. */
  const ids = async () => {
    const { rows } = await sql<{ id: string }>`select id from vault_items union select id from request_requests union select id from request_matters`.execute(db) // biome-ignore format: one line
    return [matter, request as string, order, ...rows.map(({ id }) => id)]
  }

  test('asks for what is another’s by its id, at every address of the API', async () => {
    const involved = new Set((await sql<{ org: string }>`select distinct org_id as org from request_requests`.execute(db)).rows.map(({ org }) => org)) // biome-ignore format: one line
    const outsiders = places.filter(({ org, seat }: Answer) => !involved.has(org) && seat !== 'operator')
    const seats = ['authority', 'provider', 'central']
    // The first and the last of each kind: the asking side's and the answering side's.
    const kinds = Object.values(Object.groupBy((await ids()).toSorted(), (id) => id.slice(0, id.indexOf('_'))))
    const all = kinds.flatMap((of) => [...new Set([of?.at(0) ?? '', of?.at(-1) ?? ''])])
    const kindAt: Record<string, string> = { requests: 'request_', matters: 'matter_', evidence: 'item_' }
    let asked = 0
    for (const seat of seats) {
      const outsider = outsiders.find((one: Answer) => one.seat === seat)
      const headers = await bearer(outsider.name)
      for (const [path, operations] of Object.entries(description.paths)) {
        if (!('get' in operations) || !path.includes('{') || path.startsWith('/api/law')) continue
        const kind = kindAt[path.split('/')[2] ?? ''] ?? ''
        for (const id of all.filter((one) => one.startsWith(kind))) {
          const answer = await ask(path.replace(/\{\w+\}/g, id), { headers })
          asked++
          expect([400, 403, 404], `${path} ${id} as ${outsider.name}: ${answer.status}`).toContain(answer.status)
        }
      }
    }
    expect(asked).toBeGreaterThan(50)
  })

  test('asks for anything without saying who', async () => {
    for (const [path, operations] of Object.entries(description.paths)) {
      const get = 'get' in operations ? (operations.get as { security?: unknown }) : undefined
      if (!get || get.security !== undefined) continue
      const answer = await ask(path.replace(/\{\w+\}/g, order))
      expect(answer.status, path).toBe(401)
    }
  })

  test('takes what is only for another seat or role (privilege escalation)', async () => {
    const headers = await bearer('Niamh Byrne')
    const answer = await post('/api/peers/hi1', '{}', headers)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const revoking = await ask(`/api/peers/${peer.org}`, { method: 'DELETE', headers, body: '{"reason":"x"}' })
    expect([revoking.status, await codeOf(revoking)]).toEqual([403, 'not_permitted'])
    expect(await last(provider.org)).toMatchObject({ kind: 'action.refused', body: { code: 'not_permitted' } })
  })

  test('asks the database instead of the list (SQL injection)', async () => {
    const headers = await bearer('Niamh Byrne')
    for (const words of ["' or 1=1 --", "'; drop table request_requests; --", '\\', '%', '":*']) {
      const answer = await ask(`/api/requests?q=${encodeURIComponent(words)}`, { headers })
      expect(answer.status, words).toBeLessThan(500)
    }
    expect((await provider.get(`/api/requests/${order}`)).request.id).toBe(order)
  })

  test('changes what every object inherits (prototype pollution)', async () => {
    const headers = await bearer('Dr. Anna Huber')
    const body = '{"title":"t","fileNumber":"f","facts":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}' // biome-ignore format: one line
    expect((await post('/api/matters', body, headers)).status).toBe(400)
    expect((await post('/api/routes', '{"__proto__":{"polluted":1}}')).status).toBeLessThan(500)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('what one side wrote', () => {
  test('runs as a script at the other (XSS)', async () => {
    const cookie = `comity_session=${await tokenOf('Niamh Byrne')}`
    let escaped = 0
    for (const path of [
      '/today',
      '/requests',
      `/requests/${order}`,
      `/requests/${order}/form`,
      `/requests/${order}/production`,
      '/log',
    ]) {
      // biome-ignore format: one line
      const page = await (await ask(path, { headers: { cookie } })).text()
      expect(page, path).not.toMatch(/<script>alert|<img src=x/)
      escaped += page.split('&lt;script&gt;alert(1)').length - 1
    }
    expect(escaped).toBeGreaterThan(3)
    const cookieOfAuthor = `comity_session=${await tokenOf('Dr. Anna Huber')}`
    const shown = await (await ask(`/matters/${matter}`, { headers: { cookie: cookieOfAuthor } })).text()
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(shown).not.toContain('<script>alert')
  })

  test('runs as a script at the other, whatever is said and done about the request (XSS)', async () => {
    const central = await signIn(here, 'Séamus Doyle')
    const notification = (await central.get('/api/requests')).requests[0].id as string
    const file = await provider.upload(`/api/requests/${order}/evidence?name=${encodeURIComponent(`a${XSS}.txt`)}`, 'text/plain', new Blob([XSS]).stream()) // biome-ignore format: one line
    const said = async (who: typeof author, id: string, act: string, input: unknown) => {
      await who.post(`/api/requests/${id}/${act}`, input)
      await app.settle()
    }
    const [{ id: step }] = (await author.get(`/api/requests/${request}`)).steps.filter(({ is, seat }: Answer) => is === 'current' && seat === 'provider') // biome-ignore format: one line
    await said(author, request as string, 'reminders', { step, text: XSS })
    await said(author, request as string, 'measures', { measure: 'secrecy', reason: XSS, until: '2099-01-31' })
    await said(provider, order, 'sender-checks', { checks: [{ check: 'signature', holds: true, note: XSS }] })
    await said(provider, order, 'call-backs', { number: '+99 555 0100', call: 'confirmed', says: XSS })
    await said(provider, order, 'sender-verifications', { finding: 'verified', reason: XSS })
    await said(provider, order, 'questions', { text: XSS })
    const lines = [{ what: XSS, quantity: 1, each: '18.00' }]
    await said(provider, order, 'cost-claims', { currency: 'EUR', provision: XSS, lines })
    await said(central, notification, 'information-requests', { text: XSS })
    await said(central, notification, 'grounds', { ground: 'eu/2023-1543/grounds/article-12-fundamental-rights', reason: XSS }) // biome-ignore format: one line
    for (const [name, id] of [
      ['Dr. Anna Huber', request as string],
      ['Niamh Byrne', order],
      ['Séamus Doyle', notification],
    ] as const) {
      // biome-ignore format: one line
      const cookie = `comity_session=${await tokenOf(name)}`
      const waiting = ['/today', '/requests', '/log', `/requests/${id}`]
      const seen = new Set(waiting)
      let escaped = 0
      for (const path of waiting) {
        const answer = await ask(path, { headers: { cookie } })
        if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
        const page = await answer.text()
        expect(page, `${path} of ${name}`).not.toMatch(/<script>alert|<img src=x|"'>/)
        escaped += page.split('&lt;script&gt;alert(1)').length - 1
        for (const [, to = ''] of page.matchAll(/href="(\/(?:requests|matters|evidence)\/[^"?#]+)"/g)) {
          if (!(to.includes(id) || to.startsWith('/evidence')) || seen.has(to)) continue
          seen.add(to)
          waiting.push(to)
        }
      }
      expect(waiting.length, name).toBeGreaterThan(8)
      expect(escaped, name).toBeGreaterThan(8)
    }
    expect(file.name).not.toContain('/')
  })

  test('stands in a frame of theirs (clickjacking)', async () => {
    const { headers } = await ask('/sign-in')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  })

  test('names a file that leads out of its folder (path traversal)', async () => {
    const files = readdirSync(join(folder, 'evidence'), { recursive: true, encoding: 'utf8' })
    for (const file of files) expect(file).not.toMatch(/cron|passwd|\.\./)
    expect(safeName(1, '../../etc/passwd')).toBe('001-passwd')
    for (const path of ['/assets/../../package.json', '/assets/x/..%2f..%2fpackage.json', '/api/evidence/..%2f..%2fsecret/custody']) // biome-ignore format: one line
      expect((await ask(path, { headers: await bearer('Niamh Byrne') })).status, path).toBeGreaterThanOrEqual(400)
  })

  test('is a package that unpacks beside its folder (zip slip)', async () => {
    for (const path of ['../x', 'a/../../x', '/etc/x', 'C:\\x', 'a\\..\\x', '~/x', 'a/\u0000', 'con'])
      expect(isSafePath(path), path).toBe(false)
    const zip = join(folder, 'slip.zip')
    writeFileSync(zip, storedZip('../slipped.txt', 'x'))
    expect((await verifyPackage(zip)).ok).toBe(false)
    expect(readdirSync(folder)).not.toContain('slipped.txt')
  })

  test('names a file with a header of its own, or is taken for a page (content sniffing)', async () => {
    expect(savedAs('a"\r\nset-cookie: x=y; filename=.html')).not.toMatch(/[\r\n"]/)
    const { headers } = await ask('/api/openapi.json')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('becomes a header of a letter (mail header injection)', async () => {
    const visitor = await browser({ comity_session: await tokenOf('Niamh Byrne') })
    const answer = await visitor.send('/notifications', { pace: 'daily', address: 'a@b.example\r\nBcc: c@d.example', language: 'en' }) // biome-ignore format: one line
    expect(answer.status).toBe(400)
    expect(await sql`select 1 from mail_choices where address like '%Bcc%'`.execute(db)).toMatchObject({ rows: [] })
  })

  test('is a formula in a table (CSV injection)', () => {
    const lines = [{ figure: 'requests', value: '=cmd|calc', number: 1 }]
    const told = { organisation: '=HYPERLINK("x")', state: '+1', direction: '@x', lines }
    const cells = csvOf([told] as never).split('\r\n')[1]
    expect(cells).not.toMatch(/"[=+@-]/)
  })
})

test('whoever holds the database changes what happened (a tampered log)', async () => {
  const { rows } = await sql<{ seq: number; body: string }>`select seq, body from audit_events where org_id = ${provider.org} and kind = 'session.started' order by seq limit 1`.execute(db) // biome-ignore format: one line
  const [{ seq, body } = { seq: 0, body: '' }] = rows
  const write = (to: string) =>
    sql`update audit_events set body = ${to} where org_id = ${provider.org} and seq = ${seq}`.execute(db)
  await expect(write('{}')).rejects.toThrow('append-only')
  await sql`alter table audit_events disable trigger user`.execute(db)
  await write(body.replace('provider', 'operator'))
  const [tampered] = await verifyLog(db, new Map(), provider.org)
  await write(body)
  await sql`alter table audit_events enable trigger user`.execute(db)
  expect(tampered?.ok).toBe(false)
})

test('a signed document is wrapped around another (signature wrapping)', async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const keys = [{ spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)) }]
  const order = await parseXml(utf8('<order ID="a"><what>subscriber</what></order>'))
  const signedOrder = text(await signXml(order, { key: pair.privateKey, keyName: 'us' }))
  await expect(openSignedXml(await parseXml(utf8(signedOrder)), { keys })).resolves.toBeDefined()
  for (const wrapped of [
    signedOrder.replace(/<order.*<\/order>/, '<order ID="b"><what>content</what>$&</order>'),
    signedOrder.replace('<what>subscriber</what>', '<what>content</what>'),
    signedOrder.replace('URI=""', 'URI="#a"'),
  ])
    await expect(openSignedXml(await parseXml(utf8(wrapped)), { keys })).rejects.toMatchObject({ code: 'bad_xml_signature' }) // biome-ignore format: one line
})

/** A browser that keeps cookies and sends the token of the form. */
async function browser(given: Record<string, string> = {}) {
  const cookies = new Map(Object.entries(given))
  const go = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await ask(path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    return answer
  }
  const token = /name="form_token" value="([^"]+)"/.exec(await (await go('/sign-in')).text())?.[1] ?? ''
  const send = (path: string, fields: Record<string, string>) =>
    go(path, { method: 'POST', body: new URLSearchParams({ form_token: token, ...fields }), headers: { 'sec-fetch-site': 'same-origin' } }) // biome-ignore format: one line
  return { cookies, send }
}

/** A zip of one file that is stored as it is. */
function storedZip(name: string, content: string): Buffer {
  const [path, data] = [Buffer.from(name), Buffer.from(content)]
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt32LE(data.length, 18)
  head.writeUInt32LE(data.length, 22)
  head.writeUInt16LE(path.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  head.copy(entry, 6, 4, 30)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + path.length, 12)
  end.writeUInt32LE(head.length + path.length + data.length, 16)
  return Buffer.concat([head, path, data, entry, path, end])
}
