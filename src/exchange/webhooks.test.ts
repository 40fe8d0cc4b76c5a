import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, addMember, addPerson, createOrganisation, publicKeys, readSecret } from '../accounts/index.ts'
import { eventsAbout, record } from '../audit/index.ts'
import { isContentOf, verifyHttpSignature } from '../crypto/index.ts'
import { reachable, THIS_MACHINE } from './reachable.ts'
import { addWebhook, listDeliveries, listWebhooks, removeWebhook, resendDelivery, tellWebhooks } from './webhooks.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
let clock = Temporal.Instant.from('2026-11-22T10:00:00Z')
const now = () => clock
const telling = { db, secret, now, reachable: reachable(THIS_MACHINE) }
const inTx = db.transaction()
const code = (code: string) => expect.objectContaining({ code })

/** An office's own system, and all it was told. */
const heard: { request: IncomingMessage; body: Buffer }[] = []
let answers: (number | 'hang up')[] = []
const server = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  heard.push({ request, body: Buffer.concat(parts) })
  const answer = answers.shift() ?? 204
  if (answer === 'hang up') return void request.socket.destroy()
  response.writeHead(
    answer,
    answer === 307 ? { location: `http://127.0.0.1:${request.socket.localPort}/elsewhere` } : {},
  )
  response.end('what it answers is read by nobody')
})
let url: string
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/comity`
})
afterAll(() => server.close())

async function office(): Promise<Actor> {
  const actor = await inTx.execute(async (tx) => {
    const { id: org } = await createOrganisation(
      tx,
      secret,
      { name: 'Alpenpost', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] },
      'system',
      now(),
    )
    const { id: person } = await addPerson(tx, { name: 'Niamh Byrne' }, now())
    await addMember(tx, { person, org, seat: 'provider', role: 'head' }, 'system', now())
    return {
      person,
      name: 'Niamh Byrne',
      org,
      orgName: 'Alpenpost',
      seat: 'provider',
      role: 'head',
      isDemo: false,
    } as const
  })
  heard.length = 0
  answers = []
  return actor
}
const add = (actor: Actor, to = url, kinds: string[] = ['request']) =>
  inTx.execute((tx) => addWebhook(tx, actor, { url: to, kinds }, telling))
const happens = ({ org }: Actor, kind: string) =>
  inTx.execute((tx) =>
    record(tx, { org, by: 'system', kind, about: 'request_1', body: { secret: 'whose data' } }, now()),
  )
const told = () => heard.map(({ body }) => JSON.parse(body.toString()).event.kind)
const pass = (seconds: number) => {
  clock = clock.add({ seconds })
}

describe('a webhook', () => {
  test('is told once that something happened, never what, from when it was added on', async () => {
    const actor = await office()
    await happens(actor, 'request.received')
    const hook = await add(actor)
    await happens(actor, 'request.sent')
    await happens(actor, 'evidence.sealed')
    await happens(actor, 'request.read')
    expect(await tellWebhooks(telling)).toBe(1)
    expect(await tellWebhooks(telling)).toBe(0)
    const [one] = heard
    expect(JSON.parse(one?.body.toString() ?? '')).toEqual({
      id: expect.stringMatching(/^delivery_/),
      organisation: actor.org,
      event: { seq: expect.any(Number), at: '2026-11-22T10:00:00.000Z', kind: 'request.sent', about: 'request_1' },
    })
    expect(one?.body.toString()).not.toContain('whose data')
    const [delivery] = await listDeliveries(db, actor, hook.id, { limit: 10 })
    expect(delivery).toMatchObject({ state: 'delivered', answer: '204', tries: 1, kind: 'request.sent' })
  })

  test('can check that it was the organisation, to this address, with this body', async () => {
    const actor = await office()
    await add(actor)
    await happens(actor, 'request.sent')
    await tellWebhooks(telling)
    const { signing } = await publicKeys(db, actor.org)
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: signing.toBase64({ alphabet: 'base64url', omitPadding: true }) }
    const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', true, ['verify'])
    const { keyOfJwk } = await import('../crypto/index.ts')
    const known = await keyOfJwk(jwk)
    expect(key.type).toBe('public')
    const [one] = heard
    if (!one || !known) throw new Error('nothing heard')
    const headers = Object.entries(one.request.headers).map(([name, value]) => [name, String(value)] as const)
    const message = { method: 'POST', url, headers }
    const check = {
      keyOf: (id: string | undefined) => (id === actor.org ? { algorithm: 'ed25519' as const, key: known } : undefined),
      covers: ['@method', '@target-uri', 'content-digest'],
      tag: 'comity-webhook',
      now: now().epochMilliseconds / 1000,
      oldest: 300,
    }
    expect((await verifyHttpSignature(message, check)).keyId).toBe(actor.org)
    expect(await isContentOf(message, one.body)).toBe(true)
    expect(await isContentOf(message, Buffer.from('{}'))).toBe(false)
    await expect(verifyHttpSignature({ ...message, url: `${url}/other` }, check)).rejects.toEqual(code('bad_signature'))
  })

  test('that fails is tried again later and later, and is dead in the end; a person sends it once more', async () => {
    const actor = await office()
    const hook = await add(actor)
    await happens(actor, 'request.sent')
    answers = [500, 'hang up', 307]
    const state = async () => (await listDeliveries(db, actor, hook.id, { limit: 1 }))[0]
    const seen: (string | null | undefined)[] = []
    for (const wait of [0, 30, 60]) {
      pass(wait)
      await tellWebhooks(telling)
      seen.push((await state())?.answer)
    }
    expect(seen).toEqual(['500', 'ECONNRESET', '307'])
    expect(heard.map(({ request }) => request.url)).toEqual(['/comity', '/comity', '/comity'])
    expect(await tellWebhooks(telling)).toBe(0)
    answers = Array(20).fill(503)
    for (let i = 0; i < 20; i++) {
      pass(6 * 3_600 * 1.3)
      await tellWebhooks(telling)
    }
    expect(await state()).toMatchObject({ state: 'dead', tries: 14, answer: '503' })
    answers = []
    const dead = (await state())?.id ?? ''
    await inTx.execute((tx) => resendDelivery(tx, actor, { webhook: hook.id, delivery: dead }, now()))
    await tellWebhooks(telling)
    expect(await state()).toMatchObject({ state: 'delivered', tries: 1 })
    expect((await eventsAbout(db, actor.org, hook.id)).map(({ kind }) => kind)).toEqual([
      'webhook.added',
      'webhook.resent',
    ])
  })

  test('is sent once by however many processes, and one that fails holds up no other', async () => {
    const actor = await office()
    await add(actor, 'http://127.0.0.1:1/nobody')
    await add(actor)
    for (let i = 0; i < 20; i++) await happens(actor, 'request.sent')
    await Promise.all([tellWebhooks(telling), tellWebhooks(telling), tellWebhooks(telling)])
    while ((await tellWebhooks(telling)) > 0);
    expect(told()).toHaveLength(20)
    expect(new Set(heard.map(({ body }) => JSON.parse(body.toString()).id)).size).toBe(20)
  })

  test('that says it is gone is told no more, and one that was removed neither', async () => {
    const actor = await office()
    const hook = await add(actor)
    answers = [410]
    await happens(actor, 'request.sent')
    await tellWebhooks(telling)
    expect((await listDeliveries(db, actor, hook.id, { limit: 1 }))[0]).toMatchObject({ state: 'dead', answer: '410' })
    await inTx.execute((tx) => removeWebhook(tx, actor, hook.id, now()))
    await happens(actor, 'request.sent')
    expect(await tellWebhooks(telling)).toBe(0)
    expect(await listWebhooks(db, actor)).toEqual([])
  })
})

describe('no webhook leads', () => {
  test.each([
    ['into the network of the server', 'http://169.254.169.254/latest/meta-data', 'peer_not_allowed'],
    ['there by its name in IPv6', 'https://[::1]/', 'peer_not_allowed'],
    ['anywhere without TLS', 'http://office.example/', 'peer_not_allowed'],
    ['to a file', 'file:///etc/passwd', 'bad_webhook'],
    ['with a password', 'https://user:pass@office.example/', 'bad_webhook'],
    ['nowhere', 'office', 'bad_webhook'],
  ])('%s', async (_, to, refused) => {
    const actor = await office()
    const strict = { now, reachable: reachable() }
    await expect(inTx.execute((tx) => addWebhook(tx, actor, { url: to, kinds: ['request'] }, strict))).rejects.toEqual(
      code(refused),
    )
  })

  test('there through a name that leads there only when it is used', async () => {
    const actor = await office()
    const hook = await inTx.execute((tx) =>
      addWebhook(tx, actor, { url: 'https://localhost/', kinds: ['request'] }, { now, reachable: reachable() }),
    )
    await happens(actor, 'request.sent')
    await tellWebhooks({ ...telling, reachable: reachable() })
    expect((await listDeliveries(db, actor, hook.id, { limit: 1 }))[0]?.answer).toBe('peer_not_allowed')
  })

  test('for who is not the head, or of another organisation', async () => {
    const [actor, stranger] = [await office(), await office()]
    await expect(add({ ...actor, role: 'author' })).rejects.toEqual(code('not_permitted'))
    const hook = await add(actor)
    await expect(listDeliveries(db, stranger, hook.id, { limit: 1 })).rejects.toEqual(code('no_such_webhook'))
    await expect(inTx.execute((tx) => removeWebhook(tx, stranger, hook.id, now()))).rejects.toEqual(
      code('no_such_webhook'),
    )
  })
})
