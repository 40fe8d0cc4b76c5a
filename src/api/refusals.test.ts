import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { eventsAbout } from '../audit/index.ts'
import { oversight as verifyByCommand } from '../cli/oversight.ts'
import { description } from './openapi.ts'
import { type Method, mailbox, openInstance, refused, rule, signature, storyOn } from './story.fixture.ts'

/** Every refusal by its status and code. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { ask, folder, real, reported, signIn } = instance
const { author, head, judge, provider, central, overseer } = instance.people
const { drafted, sent, produced } = storyOn(instance)
/** One order that has been sent, for the tests that leave it as it is. */
const common = await sent()
afterAll(instance.remove)

describe('whoever is not signed in', () => {
  test('is refused at every address that is not open to all', async () => {
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        if (method === 'parameters' || 'security' in (operation as object)) continue
        const answer = await ask(method.toUpperCase() as Method, path.replaceAll(/\{\w+\}/g, 'x'))
        expect([path, method, answer.status, answer.body.error?.code]).toEqual([path, method, 401, 'not_signed_in'])
      }
    }
  })

  test('cannot become somebody by a made-up token, nor after signing out', async () => {
    const made = { authorization: 'Bearer made-up' }
    expect(await ask('GET', '/api/me', undefined, made)).toMatchObject(refused(401, 'not_signed_in'))
    const again = await signIn('prosecutor', 'authority')
    expect((await again.get('/api/me')).body).toMatchObject({ org: author.org, seat: 'authority' })
    expect((await again.delete('/api/sessions')).status).toBe(204)
    expect((await again.get('/api/me')).status).toBe(401)
  })

  test('cannot sign in without a passkey where it is no demonstration', async () => {
    const body = JSON.stringify(author.place)
    expect((await real.request('/api/sessions', { method: 'POST', body })).status).toBe(403)
    expect((await real.request('/api/demonstration/places')).status).toBe(404)
    expect((await ask('GET', '/api/demonstration/places')).body.places.length).toBeGreaterThan(20)
  })
})

describe('whoever delivers messages', () => {
  test('is asked to come again where too many do at once, and taken in once the others are done', async () => {
    const ending: (() => void)[] = []
    const slow = () =>
      new ReadableStream({
        start(stream) {
          stream.enqueue(Uint8Array.of(123))
          ending.push(() => stream.close())
        },
      })
    const deliver = async (body: ReadableStream | string) => {
      const init = { method: 'POST', body, duplex: 'half' } as RequestInit
      return (await instance.app.request('/exchange/messages', init)).status
    }
    const hanging = Array.from({ length: 32 }, () => deliver(slow()))
    expect(await deliver('{')).toBe(503)
    for (const end of ending) end()
    expect(new Set(await Promise.all(hanging))).toEqual(new Set([200]))
    expect(await deliver('{')).toBe(200)
  })
})

describe('a session cookie', () => {
  const open = (headers: Record<string, string>) =>
    ask(
      'POST',
      '/api/matters',
      { title: 'A', fileNumber: '1' },
      { cookie: `comity_session=${author.token}`, ...headers },
    )

  test('reads, and changes something from our own pages alone', async () => {
    const read = await ask('GET', '/api/me', undefined, { cookie: `comity_session=${author.token}` })
    expect(read.status).toBe(200)
    expect(read.body.org).toBe(author.org)
    expect((await open({ 'sec-fetch-site': 'same-origin' })).status).toBe(201)
    expect((await open({ origin: 'http://localhost' })).status).toBe(201)
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      expect(await open(headers as Record<string, string>)).toMatchObject(refused(403, 'other_site'))
    }
  })
})

describe('another seat or organisation', () => {
  test('may not do what is not its own', async () => {
    const { id, task } = common
    expect(await provider.post('/api/matters', { title: 'A', fileNumber: '1' })).toMatchObject(
      refused(403, 'not_permitted'),
    )
    expect(await author.post(`/api/requests/${id}/approvals`, signature)).toMatchObject(
      refused(403, 'wrong_organisation'),
    )
    expect(await head.post(`/api/requests/${id}/approvals`, signature)).toMatchObject(
      refused(403, 'wrong_organisation'),
    )
    expect(await judge.post(`/api/requests/${task}/approvals`, signature)).toMatchObject(
      refused(409, 'already_decided'),
    )
    expect(await overseer.get('/api/requests')).toMatchObject(refused(403, 'not_permitted'))
    expect(await overseer.get(`/api/requests/${id}/form`)).toMatchObject(refused(403, 'not_permitted'))
    expect(await author.post('/api/peers', { card: '{}' })).toMatchObject(refused(400, 'malformed_card'))
    expect(await author.delete(`/api/peers/${provider.org}`, { reason: 'x' })).toMatchObject(
      refused(403, 'not_permitted'),
    )
  })

  test('does not even learn that it is there', async () => {
    const { matter, id } = await drafted()
    const { item } = await produced()
    for (const path of [
      `/api/requests/${id}`,
      `/api/requests/${id}/form`,
      `/api/requests/${id}/form.pdf`,
      `/api/requests/${id}/evidence`,
    ]) {
      expect(await provider.get(path)).toMatchObject(refused(404, 'not_found'))
    }
    expect(await provider.post(`/api/requests/${id}/evidence?name=a`, mailbox)).toMatchObject(refused(404, 'not_found'))
    expect(await judge.get(`/api/matters/${matter}`)).toMatchObject(refused(403, 'not_permitted'))
    expect(await provider.post(`/api/requests/${id}/withdrawal`, { reason: 'x' })).toMatchObject(
      refused(403, 'not_permitted'),
    )
    expect(await central.get(`/api/evidence/${item}/custody`)).toMatchObject(refused(404, 'no_such_item'))
    const other = await author.get(`/api/requests/${id.replace(/.$/, (last) => (last === 'z' ? 'y' : 'z'))}`)
    expect(other).toMatchObject(refused(404, 'not_found'))
  })
})

describe('what cannot be done now', () => {
  test('is refused with what stands in the way', async () => {
    const { id } = await drafted()
    expect(await author.post(`/api/requests/${id}/departure`)).toMatchObject(refused(409, 'approvals_missing'))
    expect(await author.post(`/api/requests/${id}/completion`)).toMatchObject(refused(409, 'not_current'))
    const { order } = common
    const { body } = await provider.post(`/api/requests/${order}/evidence?name=a`, mailbox)
    const hand = await provider.post(`/api/requests/${order}/productions`, { evidence: [body.id], complete: true })
    expect(hand).toMatchObject(refused(409, 'held'))
  })

  test('is opening or exporting what nobody verified, or for no purpose', async () => {
    const { id, item } = await produced()
    const open = (purpose: string) => author.post(`/api/evidence/${item}/openings`, { purpose })
    expect(await open('To read it')).toMatchObject(refused(409, 'not_verified'))
    const exported = (purpose: string) => author.post(`/api/requests/${id}/packages`, { purpose })
    expect(await exported('To read it')).toMatchObject(refused(409, 'nothing_verified'))
    expect(await exported('  ')).toMatchObject(refused(400, 'reason_missing', 'purpose'))
    await author.post(`/api/evidence/${item}/verifications`)
    expect(await open('  ')).toMatchObject(refused(400, 'no_purpose', 'purpose'))
  })
})

describe('each way out', () => {
  const court = { name: 'Crown Court', is: 'court', state: 'GB' }
  const stays = expect.objectContaining({ stays: true })

  test('of what is opened or packed goes through the gate to whoever is named, or stays and says so', async () => {
    const { id, item } = await produced()
    await author.post(`/api/evidence/${item}/verifications`)
    const ways = [`/api/evidence/${item}/openings`, `/api/requests/${id}/packages`]
    for (const way of ways) {
      const give = (to?: object) => author.post(way, { purpose: 'The trial', ...(to && { to }) })
      // What came from Ireland for one case is another state's only by leave, once it is graded.
      const closed = await give(court)
      expect(closed).toMatchObject(refused(409, 'release_closed'))
      expect(closed.body.error.message).toMatch(/was received from a state.*Art 18/)
      expect(await give({ org: provider.org })).toMatchObject(refused(409, 'release_closed'))
      expect(await give({ org: 'org_nobody' })).toMatchObject(refused(409, 'release_closed'))
      expect(await give({ ...court, is: 'anybody' })).toMatchObject(refused(400, 'bad_body', 'to'))
      expect(await give({ ...court, state: 'XX' })).toMatchObject(refused(400, 'bad_text', 'to.state'))
      expect((await give()).status).toBe(201)
      expect((await give({ name: 'Amtsgericht München', is: 'court', state: 'DE' })).status).toBe(201)
    }
    const { body } = await author.get(`/api/evidence/${item}/releases`)
    expect(body.releases).toMatchObject([
      { to: 'Amtsgericht München, DE', release: { recipient: { kind: 'home-authority' } } },
    ])
    const said = (await db.transaction().execute((tx) => eventsAbout(tx, author.org, item)))
      .filter(({ kind }) => kind === 'evidence.opened' || kind === 'evidence.exported')
      .map((event) => (event.body as { for?: object }).for)
    expect(said).toEqual([stays, expect.objectContaining({ stays: false, state: 'DE' }), stays, expect.objectContaining({ state: 'DE' })]) // biome-ignore format: one line
  })
})

describe('bad input', () => {
  test.each([
    ['/api/matters', { fileNumber: '1' }, 'bad_body', 'title'],
    ['/api/matters', { title: 'A', fileNumber: '1', more: 1 }, 'bad_body', 'more'],
    ['/api/matters', { title: 'A\u0000', fileNumber: '1' }, 'bad_text', 'title'],
    ['/api/matters', { title: 'A', fileNumber: '1', facts: { asking: { state: 'XX' } } }, 'bad_facts', 'asking.state'],
    ['/api/matters', '{', 'not_json', undefined],
    ['/api/matters', '{"title":"\\ud800","fileNumber":"1"}', 'bad_text', 'title'],
    ['/api/matters/nothing/requests', {}, 'id', undefined],
    ['/api/requests/request_1%00/submission', {}, 'id', undefined],
    ['/api/sessions', { person: 'x', org: 'y', seat: 'throne' }, 'bad_body', 'seat'],
    ['/api/laboratory/trials', { proposal: 'title: [', cases: [{}] }, 'malformed_proposal', undefined],
    ['/api/laboratory/trials', { proposal: 'title: A\nlaw: {}', cases: [{ on: 'never' }] }, 'bad_facts', 'on'],
  ])('at %s: %j', async (path, body, code, at) => {
    expect(await author.post(path, body)).toMatchObject(refused(400, code, at))
  })

  test('in a request names the field, deep as it is', async () => {
    const { matter, id } = await drafted()
    const parties = [{ org: provider.org, seat: 'nowhere' }]
    const draft = await author.post(`/api/matters/${matter}/requests`, { rule, parties })
    expect(draft).toMatchObject(refused(400, 'bad_body', 'parties[0].seat'))
    const box = await author.put(`/api/requests/${id}/form`, { boxes: { 'i.email': 'no address' } })
    expect(box).toMatchObject(refused(400, 'bad_box', 'i.email'))
    const fact = await author.put(`/api/matters/${matter}/facts/data[0].category`, { value: 'secret' })
    expect(fact).toMatchObject(refused(400, 'bad_facts', 'data[0].category'))
    expect(await author.get('/api/requests?limit=many')).toMatchObject(refused(400, 'bad_query', 'limit'))
  })

  test('of more than a megabyte is refused, but evidence may be larger', async () => {
    const { order } = common
    const large = new Uint8Array(2 * 1024 * 1024).fill(32)
    expect(await provider.post(`/api/requests/${order}/sender-checks`, large)).toMatchObject(refused(413, 'too_large'))
    const item = await provider.post(`/api/requests/${order}/evidence?name=large.bin`, large)
    expect(item).toMatchObject({ status: 201, body: { size: large.length, mediaType: 'application/octet-stream' } })
  })

  test('that is an upload cut off leaves nothing, and trying again works', async () => {
    const { order } = common
    const held = async () => (await provider.get(`/api/requests/${order}/evidence`)).body.items.length
    const items = await held()
    const before = readdirSync(folder, { recursive: true }).length
    const half = new ReadableStream({
      start: (body) => body.enqueue(mailbox.subarray(0, 70_000)),
      pull: (body) => body.error(new Error('connection lost')),
    })
    const upload = (body: unknown, headers = {}) =>
      provider.post(`/api/requests/${order}/evidence?name=a.mbox`, body, headers)
    expect(await upload(half)).toMatchObject(refused(400, 'upload_cut_off'))
    const short = { 'content-length': String(mailbox.length + 1) }
    expect(await upload(mailbox, short)).toMatchObject(refused(400, 'upload_cut_off'))
    expect(await held()).toBe(items)
    expect(readdirSync(folder, { recursive: true })).toHaveLength(before)
    expect((await upload(mailbox)).status).toBe(201)
  })

  test('never counts as our fault', () => {
    expect(reported).toEqual([])
  })
})

describe('oversight', () => {
  test('is given, sampled, inspected and ordered over the API, by whose it is', async () => {
    const { operator } = instance.people
    const { id: sentBefore } = await sent()
    const given = { overseer: overseer.org, overseen: author.org, basis: 'An Act, section 5', from: '2026-01-01' }
    expect(await author.post('/api/oversight/mandates', given)).toMatchObject(refused(403, 'not_permitted'))
    expect(await operator.post('/api/oversight/mandates', { ...given, from: 'soon' })).toMatchObject({ status: 400 })
    const plan = { overseen: author.org, title: 'All', parts: [{ by: 'random', number: 1000 }], from: '2026-01-01', until: '2026-12-31' }
    expect(await overseer.post('/api/oversight/plans', plan)).toMatchObject(refused(403, 'no_mandate'))
    const mandate = await operator.post('/api/oversight/mandates', given)
    expect(mandate.status).toBe(201)
    const { body: fixed } = await overseer.post('/api/oversight/plans', plan)
    const draw = () => overseer.post(`/api/oversight/plans/${fixed.id}/draw`, {})
    expect(await draw()).toMatchObject(refused(409, 'nothing_new_signed'))
    expect((await overseer.get(`/api/oversight/plans/${fixed.id}`)).body).toMatchObject({ sample: null })
    expect(await author.get(`/api/oversight/plans/${fixed.id}`)).toMatchObject(refused(403, 'not_permitted'))
    await drafted()
    const { body: kept } = await draw()
    const file = join(folder, 'sample.json')
    writeFileSync(file, JSON.stringify(kept.sample))
    expect(await verifyByCommand(['sample', 'verify', file, '--json'])).toBe(0)
    const altered = { ...kept.sample, population: kept.sample.population.slice(1) }
    writeFileSync(file, JSON.stringify(altered))
    expect(await verifyByCommand(['sample', 'verify', file])).toBe(1)

    const { body: inspection } = await overseer.post('/api/oversight/inspections', { plan: fixed.id, title: 'All of it' })
    const at = `/api/oversight/inspections/${inspection.id}`
    expect((await overseer.get(`${at}/files/${sentBefore}`)).body.checklist.length).toBeGreaterThan(5)
    expect(await author.get(`${at}/files/${sentBefore}`)).toMatchObject(refused(403, 'not_permitted'))
    const { body: other } = await provider.get('/api/requests')
    expect(await overseer.get(`${at}/files/${other.requests[0].id}`)).toMatchObject(refused(403, 'not_in_inspection'))
    const answer = { line: 'condition.0', holds: 'yes', note: '' }
    expect((await overseer.post(`${at}/files/${sentBefore}/answers`, answer)).status).toBe(204)
    const finding = { request: sentBefore, severity: 'minor', says: 'Late', cites: [] }
    expect((await overseer.post(`${at}/findings`, finding)).status).toBe(201)
    const order = { request: sentBefore, kind: 'stop', reason: 'It is looked into', basis: 'Section 6' }
    const { body: stop } = await overseer.post(`${at}/orders`, order)
    await instance.settle()
    expect(await author.post(`/api/oversight/orders/${stop.id}/closing`, { reason: 'x' })).toMatchObject(refused(403, 'not_permitted'))
    expect((await author.post(`/api/oversight/orders/${stop.id}/done`, { note: 'It stands still' })).status).toBe(201)
    await instance.settle()
    expect((await overseer.post(`/api/oversight/orders/${stop.id}/closing`, { reason: 'Looked into' })).status).toBe(201)
    expect((await author.get('/api/oversight')).body).toMatchObject({ disclosures: [], findings: [] })
    expect((await overseer.post(`${at}/closing`, {})).status).toBe(201)
    await instance.settle()
    const { body: told } = await author.get('/api/oversight')
    expect(told.disclosures).toMatchObject([{ title: 'All of it' }])
    const reply = `/api/oversight/findings/${told.findings[0].id}/reply`
    expect((await author.post(reply, { says: 'So it was' })).status).toBe(201)
    expect(await author.post(reply, { says: 'Again' })).toMatchObject(refused(409, 'already_answered'))

    expect((await overseer.get(`/api/oversight/over/${author.org}/alarms`)).status).toBe(200)
    expect((await overseer.get(`/api/oversight/over/${author.org}/reassessment`)).body.running).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ of: 'mandate' })]),
    )
    expect((await author.get('/api/oversight/reassessment')).status).toBe(200)
    const { body: receipts } = await provider.get(`/api/oversight/receipts/${author.org}`)
    expect(receipts.receipts.length).toBeGreaterThan(0)
    expect((await overseer.post(`/api/oversight/over/${author.org}/comparison`, receipts)).body).toEqual({ hidden: [] })
    expect(await overseer.get(`/api/oversight/over/${provider.org}/alarms`)).toMatchObject(refused(403, 'no_mandate'))
    expect((await operator.post(`/api/oversight/mandates/${mandate.body.id}/end`, { reason: 'Over' })).status).toBe(204)
    expect(await overseer.get(`/api/oversight/over/${author.org}/alarms`)).toMatchObject(refused(403, 'no_mandate'))
  }) // biome-ignore format: rows
})

describe('a complaint', () => {
  const none = `complaint_${'0'.repeat(26)}`
  test('is not taken where the law has no such remedy, and shows nothing to who guesses', async () => {
    const filed = { about: 'org_1', against: 'conduct', rule: 'eu/led/remedies/article-52', name: 'A', text: 'B' }
    expect(await ask('POST', '/api/redress', filed)).toMatchObject(refused(400, 'no_such_remedy'))
    expect(await ask('POST', '/api/redress', { ...filed, text: 1 })).toMatchObject(refused(400, 'bad_body'))
    expect(await ask('GET', `/api/redress/${'A'.repeat(43)}`)).toMatchObject(refused(404, 'no_such_complaint'))
    expect(await ask('POST', '/api/redress/x/additions', { text: 'x' })).toMatchObject(
      refused(404, 'no_such_complaint'),
    )
  })

  test('is decided by whoever may, and by nobody else', async () => {
    const decision = { outcome: 'dismissed', reason: 'x', told: 'x' }
    expect(await author.post(`/api/complaints/${none}/decision`, decision)).toMatchObject(refused(403, 'not_permitted'))
    expect(await judge.post(`/api/complaints/${none}/decision`, decision)).toMatchObject(
      refused(404, 'no_such_complaint'),
    )
    expect(await judge.post(`/api/complaints/${none}/statement`, { text: 'x' })).toMatchObject(
      refused(403, 'not_permitted'),
    )
    expect(await author.post(`/api/complaints/${none}/statement`, { text: 'x' })).toMatchObject(
      refused(404, 'no_such_complaint'),
    )
  })

  test('does not put off that a person is told: that takes a reason of the law, and another person', async () => {
    const delay = { reason: 'convenience', grounds: 'x', until: '2099-01-01' }
    const path = `/api/requests/${common.id}/notice-delay`
    expect(await author.post(path, delay)).toMatchObject(refused(400, 'unknown_rule'))
    expect(await author.post(`${path}/review`, { agree: true, reason: 'x' })).toMatchObject(
      refused(403, 'not_permitted'),
    )
    expect(await head.post(`${path}/review`, { agree: true, reason: 'x' })).toMatchObject(refused(409, 'not_current'))
  })
})

describe('the ledger of reciprocity', () => {
  const finding = { withState: 'IE', holds: true, reason: 'They answer what we ask' }
  test('is of one’s own record, and what is found is a head’s word', async () => {
    const { status, body } = await author.get('/api/reciprocity')
    expect(status).toBe(200)
    expect(body.lines.find((line: { partner: string }) => line.partner === 'IE').outgoing.asked).toBeGreaterThan(0)
    expect(await overseer.get('/api/reciprocity')).toMatchObject(refused(403, 'not_permitted'))
    expect(await author.get('/api/reciprocity?from=soon')).toMatchObject(refused(400, 'bad_query'))
    expect(await author.post('/api/reciprocity/findings', finding)).toMatchObject(refused(403, 'not_permitted'))
    const found = await head.post('/api/reciprocity/findings', finding)
    expect(found.status).toBe(201)
    expect((await head.get('/api/reciprocity')).body.found).toEqual([found.body])
    const nothing = { ...finding, withState: 'TV' }
    expect(await head.post('/api/reciprocity/findings', nothing)).toMatchObject(refused(409, 'no_figures', 'withState'))
    expect((await ask('GET', '/api/reciprocity/published')).body).toEqual({ edition: null, pairs: [] })
  })

  test('takes in no edition that is none, and shows none that was not taken in', async () => {
    const edition = `/api/reciprocity/editions/edition_${'0'.repeat(26)}`
    expect(await author.post('/api/reciprocity/editions', {})).toMatchObject(refused(400, 'malformed_edition'))
    expect(await judge.post('/api/reciprocity/editions', {})).toMatchObject(refused(403, 'not_permitted'))
    expect(await author.get(edition)).toMatchObject(refused(404, 'no_such_edition'))
    expect(await author.get('/api/reciprocity/editions/x')).toMatchObject(refused(400, 'id'))
  })
})
