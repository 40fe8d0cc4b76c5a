import { createServer } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { base64, text } from '../base/bytes.ts'
import { parseCountryCode } from '../base/countries.ts'
import { newId } from '../base/ids.ts'
import { generateSealingKey, generateSigningKey } from '../crypto/index.ts'
import { type Card, writeCard } from '../exchange/index.ts'
import { openInstance, refused } from './story.fixture.ts'

/** Who everybody is, and what has not arrived, as a program of the operator keeps them. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { author, head, judge, provider, operator } = instance.people
afterAll(instance.remove)

/** An organisation of another instance, at an address where nobody answers. */
async function stranger(name: string) {
  const free = createServer().listen(0)
  const address = free.address() as { port: number }
  await new Promise((closed) => free.close(closed))
  const key = await generateSigningKey()
  const sealing = await generateSealingKey()
  const org = newId('org', instance.parts.now().epochMilliseconds)
  const card: Card = {
    v: 1, org, name, state: parseCountryCode('FR'), kind: 'authority', seats: ['authority'], authority: null, languages: ['fr'], addressees: [],
    signing: base64(key.publicKey), sealing: sealing.recipient, url: `http://127.0.0.1:${address.port}`,
  } // biome-ignore format: a table
  const made = await operator.post('/api/peers', { card: text(await writeCard(card, key)) })
  expect(made.status).toBe(201)
  return org
}
const entryOf = async (org: string) => (await operator.get(`/api/directory/${org}`)).body

describe('an organisation of the directory', () => {
  test('is verified by the operator, anew each time, and everybody reads how', async () => {
    const org = await stranger('Parquet de Nice')
    // That its card was believed is put down with its fingerprint.
    expect((await entryOf(org)).organisation.verification).toMatchObject({ method: 'fingerprint' })
    const given = { method: 'in-person', says: 'Met at the court', phone: '+33 4 5550 0100', phoneSource: 'Gazette' }
    const made = await operator.post(`/api/directory/${org}/verifications`, given)
    expect(made).toMatchObject({ status: 201, body: { ...given, byName: 'Jonas Weber' } })
    await operator.post(`/api/directory/${org}/verifications`, { method: 'national-list', says: 'No. 17' })
    const { body } = await author.get(`/api/directory/${org}`)
    expect(body.organisation).toMatchObject({ standing: 'verified', verification: { method: 'national-list' } })
    expect(body.earlier).toMatchObject([given, { method: 'fingerprint' }])
    expect(body.keys).toMatchObject([{ kind: 'signing', until: null }])
    const { organisations } = (await author.get('/api/directory?limit=1000')).body
    expect(organisations.find((one: { org: string }) => one.org === org)).toMatchObject({ standing: 'verified' })
  })

  test('is not verified by whoever may not, nor on nothing', async () => {
    const org = await stranger('Parquet de Lille')
    const given = { method: 'in-person', says: 'Met' }
    expect(await author.post(`/api/directory/${org}/verifications`, given)).toMatchObject(refused(403, 'not_permitted'))
    const post = (more: object) => operator.post(`/api/directory/${org}/verifications`, { ...given, ...more })
    expect(await post({ says: ' ' })).toMatchObject(refused(400, 'words_missing', 'says'))
    expect(await post({ method: 'guess' })).toMatchObject(refused(400, 'bad_body', 'method'))
    expect(await post({ phone: '12 34 56' })).toMatchObject(refused(400, 'source_missing', 'phoneSource'))
    expect(await post({ method: 'attestation', attestation: 'attestation_x' })).toMatchObject(
      refused(409, 'attestation_does_not_count', 'attestation'),
    )
    const nobody = newId('org', 1)
    expect(await operator.post(`/api/directory/${nobody}/verifications`, given)).toMatchObject(
      refused(404, 'unknown_counterpart'),
    )
    expect((await entryOf(org)).earlier).toEqual([])
  })

  test('has the domains it writes from, as somebody looked them up', async () => {
    const at = `/api/directory/${await stranger('Parquet de Brest')}/domains`
    const given = { domain: 'Justice.example.', source: 'The national list' }
    expect((await operator.post(at, { ...given, registeredOn: '2001-02-03' })).status).toBe(204)
    const { domains } = await entryOf(at.split('/')[3] ?? '')
    expect(domains).toMatchObject([{ domain: 'justice.example', registeredOn: '2001-02-03' }])
    expect(await operator.post(at, { ...given, domain: 'not a domain' })).toMatchObject(
      refused(400, 'bad_domain', 'domain'),
    )
    expect((await operator.delete(`${at}/justice.example`)).status).toBe(204)
    expect(await operator.delete(`${at}/justice.example`)).toMatchObject(refused(404, 'no_such_domain'))
  })

  test('that is believed no more has its key ended, from the moment that is named', async () => {
    const org = await stranger('Parquet de Nantes')
    const since = '2026-11-20T08:00:00.000Z'
    expect(await operator.delete(`/api/peers/${org}`, { reason: 'Stolen', since: 'yesterday' })).toMatchObject(
      refused(400, 'instant', 'since'),
    )
    expect((await operator.delete(`/api/peers/${org}`, { reason: 'Stolen', since })).status).toBe(204)
    const { organisation, keys } = await entryOf(org)
    expect(organisation.revokedAt).toEqual(expect.any(String))
    expect(keys).toMatchObject([{ ended: 'revoked', since, reason: 'Stolen' }])
  })
})

describe('a statement about an organisation', () => {
  test('is given, counts where its author’s word counts, and is taken back', async () => {
    const subject = await stranger('Parquet de Lyon')
    const given = { says: 'verified', reason: 'We work with them', to: [provider.org] }
    const made = await head.post(`/api/directory/${subject}/attestations`, given)
    expect(made).toMatchObject({ status: 201, body: { attester: head.org, subject, standing: 'in-force' } })
    await instance.settle()
    const seen = async () => (await provider.get(`/api/directory/${subject}`)).body.attestations
    expect(await seen()).toMatchObject([{ id: made.body.id, side: 'received', counts: false, otherKey: false }])

    const director = await instance.signIn('provider', 'provider', 1)
    const belief = { says: 'verified', reason: 'They look closely' }
    const counting = await Promise.all(
      [provider, director].map((one) => one.post(`/api/directory/${head.org}/beliefs`, belief)),
    )
    expect(counting.map(({ status }) => status).toSorted()).toContain(204)
    expect(await seen()).toMatchObject([{ counts: true }])
    expect((await provider.get('/api/beliefs')).body.believed).toMatchObject([{ attester: head.org, ...belief }])

    expect((await head.delete(`/api/attestations/${made.body.id}`, { reason: 'They moved' })).status).toBe(204)
    await instance.settle()
    expect(await seen()).toMatchObject([{ standing: 'withdrawn', withdrawnReason: 'They moved', counts: false }])
    expect((await head.get('/api/attestations')).body.attestations).toMatchObject([{ standing: 'withdrawn' }])
    expect(await head.delete(`/api/attestations/${made.body.id}`, { reason: 'Again' })).toMatchObject(
      refused(404, 'no_such_attestation'),
    )
  })

  test('is not given of what was not found out', async () => {
    const given = { says: 'misused-emergency', reason: 'We heard of it', to: [provider.org] }
    const at = `/api/directory/${await stranger('Parquet de Metz')}/attestations`
    expect(await head.post(at, given)).toMatchObject(refused(409, 'nothing_to_attest'))
    expect(await author.post(at, given)).toMatchObject(refused(403, 'not_permitted'))
  })
})

describe('the house’s own periods', () => {
  test('are read by everybody and set by the operator', async () => {
    const { body } = await author.get('/api/directory/settings')
    const changed = { ...body, reverifyDays: 30, deskFor: ['young-domain'] }
    expect(await operator.put('/api/directory/settings', changed)).toMatchObject({ status: 200, body: changed })
    expect((await author.get('/api/directory/settings')).body).toEqual(changed)
    expect(await author.put('/api/directory/settings', body)).toMatchObject(refused(403, 'not_permitted'))
    expect(await operator.put('/api/directory/settings', { ...body, reverifyDays: 0 })).toMatchObject(
      refused(400, 'bad_setting', 'reverifyDays'),
    )
    await operator.put('/api/directory/settings', body)
  })
})

describe('what has not arrived', () => {
  test('is listed for the operator, page by page, and tried again when told', async () => {
    const subject = await stranger('Parquet de Tours')
    const away = [await stranger('Parquet de Dijon'), await stranger('Parquet de Reims')]
    const given = { says: 'verified', reason: 'We work with them', to: away }
    expect((await head.post(`/api/directory/${subject}/attestations`, given)).status).toBe(201)
    await instance.settle()
    const page = async (cursor?: string) =>
      (await operator.get(`/api/messages/undelivered?limit=1${cursor ? `&cursor=${cursor}` : ''}`)).body
    const first = await page()
    const second = await page(first.next)
    expect(second.next).toBeNull()
    const waiting = [...first.messages, ...second.messages]
    expect(waiting.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    expect(new Set(waiting.map(({ to }) => to))).toEqual(new Set(away))

    const { message, attempts } = waiting[0]
    expect((await operator.post(`/api/messages/${message}/again`)).status).toBe(204)
    await instance.settle()
    const tried = (await page()).messages.concat((await page((await page()).next)).messages)
    expect(tried.find((one: { message: string }) => one.message === message)).toMatchObject({ attempts: attempts + 1 })
    expect((await eventsAbout(db, operator.org, message)).map(({ kind }) => kind)).toContain('message.sent-again')
  })

  test('is nobody else’s to read or to send', async () => {
    expect(await judge.get('/api/messages/undelivered')).toMatchObject(refused(403, 'not_permitted'))
    const none = newId('message', 1)
    expect(await operator.post(`/api/messages/${none}/again`)).toMatchObject(refused(404, 'no_such_message'))
    expect(await operator.get('/api/messages/undelivered?cursor=x')).toMatchObject(refused(400, 'bad_cursor', 'cursor'))
  })
})
