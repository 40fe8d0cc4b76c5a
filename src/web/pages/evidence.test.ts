import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { relyingParty, sessionCookie } from '../../accounts/index.ts'
import { openInstance, type Person, storyOn } from '../../api/story.fixture.ts'
import { sentTo } from '../page.fixture.ts'
import { urls } from '../urls.ts'
import { web } from '../web.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { people, parts, folder, reported } = instance
const { sent, produced } = storyOn(instance)
const app = web({
  ...parts,
  party: relyingParty('http://here.test'),
  report: (error) => reported.push(error),
  demonstration: true,
})
const { author, provider, central, operator } = people
const as = (person?: Person) => sentTo(app, person && `${sessionCookie}=${person.token}`)

let story: Awaited<ReturnType<typeof produced>>
let order: string
beforeAll(async () => {
  story = await produced()
  order = (await sent()).order
}, 60_000)
afterAll(() => instance.remove())

const kept = () => readdirSync(folder, { recursive: true }).length
const piecesOf = async (person: Person, request: string) =>
  (await person.get(`/api/requests/${request}/evidence`)).body.items

describe('without a sign-in', () => {
  test.each([
    urls.production('request_00000000000000000000000000'),
    urls.evidence('request_00000000000000000000000000'),
    urls.requestCustody('request_00000000000000000000000000'),
    urls.piece('item_00000000000000000000000000'),
    urls.custody('item_00000000000000000000000000'),
    urls.log,
    urls.logEvent(0),
    urls.logProof(0),
    urls.operator,
    urls.operatorOrganisations,
  ])('%s leads to signing in', async (path) => {
    const answer = await as().get(path)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?back=/)
  })

  test('nothing is taken in, verified, opened or exported', async () => {
    for (const path of [
      urls.productionFiles(order),
      urls.evidenceVerifications(story.id),
      urls.openings(story.item),
      urls.packages(story.id),
      urls.logVerification,
    ])
      expect((await as().post(path, { purpose: 'x' })).status).toBe(403)
  })
})

describe('another organisation', () => {
  test('finds neither the evidence nor its custody, nor can it open it', async () => {
    for (const path of [urls.piece(story.item), urls.custody(story.item), urls.evidence(story.id)])
      expect((await as(central).get(path)).status).toBe(404)
    expect((await as(author).get(urls.production(order))).status).toBe(404)
    // Nor does whoever asked hand anything over to itself.
    expect((await as(author).get(urls.production(story.id))).status).toBe(403)
    expect((await as(provider).post(urls.openings(story.item), { purpose: 'x', how: 'view' })).status).toBe(403)
  })
})

describe('files taken in', () => {
  const content = Buffer.alloc(3_000_000, 'From suspect@alpenpost.example\n')

  test('stream into a seal for the authority, and their sum is that of what was sent', async () => {
    const before = (await piecesOf(provider, order)).length
    const answer = await as(provider).upload(urls.productionFiles(order), [
      ['../../etc/<img src=x onerror=alert(1)>.mbox', content, 'application/mbox'],
      ['二.txt', Buffer.from('second'), 'text/plain'],
    ])
    expect(answer.status).toBe(303)
    const [first, second] = (await piecesOf(provider, order)).slice(before)
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(first).toMatchObject({
      name: '<img src=x onerror=alert(1)>.mbox',
      sha256,
      size: content.length,
      state: 'sealed',
    })
    expect(second).toMatchObject({ name: '二.txt', mediaType: 'text/plain' })
    const page = await (await as(provider).get(urls.production(order))).text()
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;.mbox')
    expect(page).not.toContain('<img')
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    expect(stored.map(({ name }) => name).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true)
  })

  test('leave nothing when the upload breaks off, and the page says so', async () => {
    const [files, pieces] = [kept(), (await piecesOf(provider, order)).length]
    const answer = await as(provider).brokenUpload(urls.productionFiles(order), content)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Nothing of the file it broke off in was kept')
    expect([kept(), (await piecesOf(provider, order)).length]).toEqual([files, pieces])
  })

  test('are refused without the token of the form, and without a name', async () => {
    const before = (await piecesOf(provider, order)).length
    const visitor = as(provider)
    expect((await visitor.upload(urls.productionFiles(order), [['a', content, '']], 'stolen')).status).toBe(403)
    expect((await visitor.upload(urls.productionFiles(order), [['..', Buffer.from('x'), '']])).status).toBe(400)
    expect((await visitor.upload(urls.productionFiles(order), [])).status).toBe(400)
    expect(await piecesOf(provider, order)).toHaveLength(before)
  })
})

describe('handing over', () => {
  test('is not offered while the law holds it, and refused all the same', async () => {
    const page = await (await as(provider).get(urls.production(order))).text()
    expect(page).toContain('No. Nothing may leave before')
    expect(page).toContain('suspect@alpenpost.example')
    expect(page).not.toContain('name="complete"')
    const [item] = await piecesOf(provider, order)
    const answer = await as(provider).post(urls.production(order), { evidence: item.id, complete: 'yes' })
    expect(answer.status).toBe(409)
  })

  test('wants to know what, and whether that is all', async () => {
    const [item] = await piecesOf(provider, order)
    const answer = await as(provider).post(urls.production(order), { evidence: item.id })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Say whether this is everything.')
    expect((await as(provider).post(urls.production(order), { complete: 'yes' })).status).toBe(400)
  })
})

describe('evidence that arrived', () => {
  test('is verified, then opened for a purpose, which is on record', async () => {
    expect(await (await as(author).get(urls.piece(story.item))).text()).toContain(
      'It can be opened once it is verified.',
    )
    expect((await as(author).post(urls.evidenceVerifications(story.id))).status).toBe(303)
    const refused = await as(author).post(urls.openings(story.item), { purpose: ' ', how: 'view' })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Say what you open it for.')
    const seen = await as(author).post(urls.openings(story.item), { purpose: 'To find the owner', how: 'view' })
    expect(await seen.text()).toContain('Opened for: To find the owner')
    const file = await as(author).post(urls.openings(story.item), { purpose: 'To keep it', how: 'download' })
    expect(file.headers.get('content-type')).toBe('application/octet-stream')
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''mailbox.mbox")
    expect((await file.arrayBuffer()).byteLength).toBe(155_000)
    const custody = await (await as(author).get(urls.custody(story.item))).text()
    for (const word of [
      'Hashed and sealed',
      'Handed over',
      'Received, still sealed',
      'To find the owner',
      'To keep it',
      'untouched',
    ])
      expect(custody).toContain(word)
  })

  test('leaves as a package that is gone from here once it was read', async () => {
    expect((await as(author).post(urls.packages(story.id), { purpose: '' })).status).toBe(400)
    const answer = await as(author).post(urls.packages(story.id), { purpose: 'For the trial court' })
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''package_\w+\.zip$/)
    expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK')
    expect((await as(central).post(urls.packages(story.id), { purpose: 'x' })).status).toBe(403)
  })
})

describe('the log', () => {
  test('shows what happened in words, proves each entry and holds', async () => {
    const page = await (await as(author).get(urls.log)).text()
    expect(page).toContain('A package was exported')
    expect(page).toContain('For the trial court')
    const entry = await (await as(author).get(urls.logEvent(3))).text()
    expect(entry).toContain('The proof holds')
    const proof = await (await as(author).get(urls.logProof(3))).text()
    expect(proof).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 3\n([\w+/]{43}=\n)+\ncomity\/org_\w+\n\d+\n/)
    expect(await (await as(author).post(urls.logVerification)).text()).toContain('The log holds')
    expect((await as(author).get(urls.logEvent(999_999))).status).toBe(404)
  })

  test('shows to one request what concerns it and its evidence', async () => {
    const page = await (await as(provider).get(`${urls.log}?request=${story.order}`)).text()
    expect(page).toContain('A piece of evidence was handed over')
    expect(page).not.toContain('Somebody signed in')
    expect((await as(provider).get(`${urls.log}?request=${story.id}`)).status).toBe(404)
  })
})

describe('the operator', () => {
  test('alone sees the instance, makes an organisation and lets somebody in by a link shown once', async () => {
    expect((await as(author).get(urls.operator)).status).toBe(403)
    expect(await (await as(operator).get(urls.operator)).text()).toContain('Every message has arrived.')
    const given = { name: 'Cour d’appel', state: 'FR', kind: 'court', seats: 'court', languages: 'fr' }
    const made = await as(operator).post(urls.operatorOrganisations, given)
    expect(made.status).toBe(303)
    const org = /org_\w+/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
    const invited = await as(operator).post(urls.operatorInvitations, {
      org,
      name: 'Juge Martin',
      seat: 'court',
      role: 'head',
    })
    expect(await invited.text()).toMatch(/http:\/\/here\.test\/invitations\/[\w-]{20,}/)
    expect(await (await as(operator).get(`${urls.operatorOrganisations}/${org}`)).text()).not.toContain('/invitations/')
  })

  test('is told everything that is wrong with an organisation at once', async () => {
    const answer = await as(operator).post(urls.operatorOrganisations, { addressees: 'somewhere' })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    for (const field of ['name', 'state', 'kind', 'seats', 'languages', 'addressees'])
      expect(page).toContain(`href="#${field}"`)
  })

  test('believes no card that was not compared, and no address that is none', async () => {
    expect((await as(operator).post(urls.operatorPeers, { card: '{}' })).status).toBe(400)
    expect((await as(operator).post(urls.operatorPeers, { card: '{}', compared: 'yes' })).status).toBe(400)
    const answer = await as(operator).post(`${urls.operatorPeers}/search`, { address: 'file:///etc/passwd' })
    expect(await answer.text()).toContain('This is not the address of an instance.')
    expect((await as(author).post(`${urls.operatorPeers}/search`, { address: 'http://127.0.0.1:9' })).status).toBe(403)
  })
})

test('statistics tell anyone nothing of fewer than five', async () => {
  expect(await (await as().get(urls.statistics)).text()).toContain('fewer than 5')
  expect(await (await as().get(`${urls.statistics}.csv`)).text()).toContain('"<5"')
  const { organisations } = await (await as().get(`${urls.statistics}.json`)).json()
  expect(organisations.every(({ lines }: { lines: unknown[] }) => lines.length === 1)).toBe(true)
})

test('nothing of this counted as our fault', () => {
  expect(reported).toEqual([])
})
