import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { relyingParty, sessionCookie } from '../../accounts/index.ts'
import { openInstance, type Person, storyOn } from '../../api/story.fixture.ts'
import { overHttp, reachable } from '../../exchange/index.ts'
import { unpackPackage, verifyPackage } from '../../vault/index.ts'
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
  fetchCards: overHttp(reachable()).fetchCards,
  report: (error) => reported.push(error),
  demonstration: true,
})
const { author, head, provider, central, operator } = people
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
      'Received, sealed bytes compared',
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
    // It may be chosen among the kinds, but stands nowhere in the list.
    expect(page.replaceAll(/<select.*?<\/select>/gs, '')).not.toContain('Somebody signed in')
    expect((await as(provider).get(`${urls.log}?request=${story.id}`)).status).toBe(404)
  })
})

describe('a piece that holds more than the request covers', () => {
  const read = async (answer: Promise<Response> | Response) => (await answer).text()
  const page = urls.minimising
  const act = (what: string) => urls.minimisingAct(story.item, what)

  test('is counted, then minimised, and nobody else may', async () => {
    expect((await as(provider).post(act('minimise'), { do: 'count' })).status).toBe(403)
    const wanted = { 'minimise.parties': 'shop.example', 'minimise.privileged': '@kanzlei.example' }
    expect(await read(as(author).post(act('minimise'), { ...wanted, do: 'count' }))).toContain(
      'This is what it would come to',
    )
    const wrong = await as(author).post(act('minimise'), { ...wanted, 'minimise.from': 'soon', do: 'count' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('href="#minimise.from"')
    const silent = await as(author).post(act('minimise'), { ...wanted, do: 'minimise' })
    expect(await silent.text()).toContain('Say why it is minimised')
    const why = { 'minimise.reason': 'The order covers the dealings with the shop', do: 'minimise' }
    expect((await as(author).post(act('minimise'), { ...wanted, ...why })).status).toBe(303)
    const shown = await read(as(author).get(page(story.item)))
    for (const words of ['Covered by the request', 'Privileged, set apart', '1 of 2', 'mailbox.kept.mbox'])
      expect(shown).toContain(words)
    const { body } = await author.get(`/api/evidence/${story.item}/parts`)
    expect(body).toMatchObject({
      parts: [
        { part: 'kept', units: 1 },
        { part: 'privileged', units: 1 },
      ],
      apart: [{ is: 'original' }],
    })
    const custody = await read(as(author).get(urls.custody(body.parts[0].item)))
    expect(custody).toContain('Minimised to what the request covers')
  })

  test('is opened with the leave of the head, which whoever asked cannot give', async () => {
    const opening = () => as(author).post(urls.openings(story.item), { purpose: 'To read all of it', how: 'view' })
    const refused = await opening()
    expect(refused.status).toBe(403)
    expect(await read(as(author).get(urls.piece(story.item)))).toContain('Set apart')
    expect((await as(author).post(act('ask'), { 'ask.purpose': 'The defence asks for one letter' })).status).toBe(303)
    expect(await read(as(head).get(urls.today))).toContain('The defence asks for one letter')
    const waiting = await read(as(head).get(page(story.item)))
    const leave = /leaves\/(leave_\w+)/.exec(waiting)?.[1] ?? expect.fail('no form for the head')
    expect(await read(as(author).get(page(story.item)))).not.toContain(`leaves/${leave}`)
    const answer = { [`${leave}.reason`]: 'One letter', [`${leave}.hours`]: '2', answer: 'give' }
    expect((await as(author).post(act(`leaves/${leave}`), answer)).status).toBe(403)
    const long = await as(head).post(act(`leaves/${leave}`), { ...answer, [`${leave}.hours`]: '1000' })
    expect(await long.text()).toContain(`href="#${leave}.hours"`)
    expect((await as(head).post(act(`leaves/${leave}`), answer)).status).toBe(303)
    expect(await read(opening())).toContain('Opened for: To read all of it')
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

describe('how long a piece is kept', () => {
  const on = { 'hold-reason': 'Appeal pending', 'hold-authority': 'OLG München, 2 Ws 12/26' }
  const read = async (answer: Response | Promise<Response>) => (await answer).text()
  const schedule = async () => (await author.get(`/api/evidence/${story.item}/retention`)).body

  test('stands on a page with every rule, its article and its working, and nobody else’s', async () => {
    const page = await read(as(author).get(urls.retention(story.item)))
    expect(page).toContain('What is kept is looked at again every year')
    expect(page).toContain('no statute gives this period')
    expect(page).toContain('/law/eu/led/retention/article-5')
    expect((await schedule()).lines.map(({ rule }: { rule: string }) => rule)).toContain('eu/led/retention/article-5')
    expect((await as(central).get(urls.retention(story.item))).status).toBe(404)
    expect((await as(operator).get(urls.kept)).status).toBe(403)
    expect((await as(operator).post(urls.retentionAct(story.item, 'holds'), on)).status).toBe(403)
  })

  test('a hold keeps it from being destroyed; what cannot be stands beside its field', async () => {
    const hold = (fields: Record<string, string>) => as(author).post(urls.retentionAct(story.item, 'holds'), fields)
    const wrong = await hold({ ...on, 'hold-authority': ' ' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('href="#hold-authority"')
    expect((await hold(on)).status).toBe(303)
    const refused = await as(author).post(urls.retentionAct(story.item, 'destruction'), {
      'destruction-rule': 'eu/led/retention/article-5',
      'destruction-reason': 'Closed',
    })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('A legal hold stands')
    const [{ id }] = (await schedule()).holds
    const lifting = `/api/evidence/${story.item}/holds/${id}/lifting`
    expect((await author.post(lifting, { reason: '', authority: 'x' })).body.error.code).toBe('reason_missing')
    expect((await author.post(lifting, { reason: 'Appeal over', authority: 'OLG München' })).status).toBe(204)
    expect((await author.post(lifting, { reason: 'x', authority: 'x' })).body.error.code).toBe('already_decided')
  })

  test('is put off by two persons, on a day that is one', async () => {
    const longer = (until: string) =>
      as(author).post(urls.retentionAct(story.item, 'extensions'), {
        'extension-until': until,
        'extension-reason': 'The trial goes on',
      })
    expect(await read(longer('someday'))).toContain('href="#extension-until"')
    expect((await longer('2030-01-01')).status).toBe(400)
    expect((await longer('2027-03-31')).status).toBe(303)
    const [{ id }] = (await head.get('/api/retention')).body.proposals
    expect((await author.post(`/api/retention/${id}/decision`, { agree: true })).body.error.code).toBe('second_person')
    expect(await read(as(head).get(urls.today))).toContain('One proposal waits for you')
    expect((await as(head).post(urls.proposal(id), { decision: 'agree' })).status).toBe(303)
    expect((await schedule()).reviewOn).toBe('2027-03-31')
  })

  test('what entries say of a person is found, chosen, and erased by two persons', async () => {
    const page = await read(as(author).get(`${urls.erasures}?words=Appeal+pending`))
    const seq = /name="seqs" value="(\d+)"/.exec(page)?.[1]
    expect(page).toContain('stays: it proves an erasure')
    const found = await read(as(author).get(`${urls.erasures}?words=The+trial+goes`))
    const chosen = /name="seqs" value="(\d+)"/.exec(found)?.[1] ?? ''
    expect(seq).toBeUndefined()
    const fields = { words: 'trial', seqs: chosen, 'erasure-reason': 'Not involved', 'erasure-authority': 'AG München' }
    const wrong = await as(author).post(urls.erasures, { ...fields, 'erasure-authority': '' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('href="#erasure-authority"')
    expect((await as(author).post(urls.erasures, fields)).status).toBe(303)
    const { proposals } = (await head.get('/api/retention')).body
    const { id } = proposals.find(({ kind }: { kind: string }) => kind === 'bodies')
    expect((await as(head).post(urls.proposal(id), { decision: 'agree' })).status).toBe(303)
    expect(await read(as(author).get(urls.logEvent(Number(chosen))))).not.toContain('The trial goes on')
    const verdict = await read(as(author).post(urls.logVerification))
    expect(verdict).toContain('What entries said was erased: 1')
    const again = { seqs: [Number(chosen)], reason: 'x', authority: 'x' }
    expect((await author.post('/api/log/erasures', again)).body.error.code).toBe('not_erasable')
  })

  test('it is destroyed by two persons, with a certificate on paper and for programs', async () => {
    const certificate = `/api/evidence/${story.item}/certificate`
    expect((await author.get(certificate)).body.error.code).toBe('no_certificate')
    const want = { reason: 'The case is closed', rule: 'eu/led/retention/article-5' }
    const bare = await author.post(`/api/evidence/${story.item}/destruction`, want)
    expect(bare.body.error).toMatchObject({ code: 'derived_missing', path: 'derived' })
    const made: { id: string; is: string; part: string | null }[] = (await schedule()).derived
    const part = made.find((one) => one.part === 'kept')?.id ?? expect.fail('nothing was made of it')
    const destroy = (fields: Record<string, string>) =>
      as(author).post(urls.retentionAct(story.item, 'destruction'), {
        'destruction-rule': want.rule,
        'destruction-reason': want.reason,
        ...fields,
      })
    expect(await read(destroy({}))).toContain('href="#destruction-derived"')
    const fates = Object.fromEntries(made.map(({ id }) => [`destruction-fate.${id}`, 'destroyed']))
    const silent = await destroy({ ...fates, [`destruction-fate.${part}`]: 'kept' })
    expect(silent.status).toBe(400)
    expect(await silent.text()).toContain(`href="#destruction-derived.${part}"`)
    const why = { [`destruction-fate.${part}`]: 'kept', [`destruction-derived.${part}`]: 'It is before the court' }
    expect((await destroy({ ...fates, ...why })).status).toBe(303)
    expect(await read(as(head).get(urls.kept))).toContain('kept: It is before the court')
    const wanted = { body: (await schedule()).proposals.at(-1) }
    const declined = await as(head).post(urls.proposal(wanted.body.id), { decision: 'decline' })
    expect(declined.status).toBe(400)
    expect((await head.post(`/api/retention/${wanted.body.id}/decision`, { agree: true })).status).toBe(201)
    await instance.settle()
    expect((await author.get(certificate)).body).toMatchObject({
      item: { id: story.item },
      cite: expect.stringContaining('Art 5'),
      derived: expect.arrayContaining([
        expect.objectContaining({ id: part, fate: 'kept', reason: 'It is before the court' }),
        expect.objectContaining({ part: 'privileged', fate: 'destroyed' }),
      ]),
      log: { events: [{ kind: 'evidence.destroyed' }] },
    })
    expect(await read(as(author).get(urls.custody(story.item)))).toContain('kept: It is before the court')
    expect(await read(as(author).get(urls.custody(part)))).toContain('Kept after what it was made of was destroyed')
    const paper = await as(author).get(urls.certificate(story.item, 'pdf'))
    expect(paper.headers.get('content-type')).toBe('application/pdf')
    expect(await read(as(author).get(urls.retention(story.item)))).toContain('Certificate of destruction')
    expect((await as(provider).get(urls.piece(story.item))).status).toBe(200)
    expect((await as(author).post(urls.openings(story.item), { purpose: 'x', how: 'view' })).status).toBe(409)
  })
})

describe('the custody record', () => {
  const seizure = {
    kind: 'seizure',
    name: 'Voice gateway',
    serial: 'GW-4471',
    control: '2026-11-01T08:00:00Z',
    seal: 'IE-0091',
    sealed: '2026-11-01T19:00:00Z',
    place: 'Dublin',
    state: 'IE',
  }
  let request: string
  let piece: string
  let device: string

  test('of a device begins with its seizure, and goes from hand to hand with its seal', async () => {
    const fresh = await sent()
    await central.post(`/api/requests/${fresh.notification}/clearances`, {})
    await instance.settle()
    request = fresh.id
    const made = await as(provider).post(urls.seizure(fresh.order), {
      name: 'Voice gateway', serial: 'GW-4471', control: '2026-11-01T08:00', seal: 'IE-0091', sealed: '2026-11-01T19:00', place: 'Dublin', state: 'IE',
    }) // biome-ignore format: a form in a few lines
    expect(made.status).toBe(303)
    device = /device_\w+/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
    const hand = {
      from: 'Insp. Achieng',
      to: 'Evidence store',
      at: '2026-11-01T20:00',
      place: 'Dublin',
      signed: 'both',
      seal: 'broken',
    }
    expect((await as(provider).post(urls.hand(device, 'passing'), hand)).status).toBe(303)
    const early = await as(provider).post(urls.hand(device, 'check'), {
      by: 'X',
      at: '2026-10-01T20:00',
      seal: 'whole',
    })
    expect(early.status).toBe(400)
    const later = await as(provider).post(urls.hand(device, 'check'), {
      by: 'X',
      at: '2099-01-01T20:00',
      seal: 'whole',
    })
    expect(await later.text()).toContain('This has not happened yet.')
    const page = await (await as(provider).get(urls.device(device))).text()
    for (const word of ['IE-0091', 'Evidence store', 'broken', 'Insp. Achieng']) expect(page).toContain(word)

    const item = await provider.post(`/api/requests/${fresh.order}/evidence?name=gateway.img`, Buffer.from('image'), {
      'content-type': 'application/octet-stream',
    })
    piece = item.body.id
    expect((await as(provider).post(urls.intake(fresh.order), { obtained: 'seizure' })).status).toBe(400)
    const taken = {
      piece,
      obtained: 'seizure',
      device,
      at: '2026-11-01T21:00',
      state: 'IE',
      tool: 'imager',
      'person-0-name': 'Insp. Achieng',
    }
    expect((await as(provider).post(urls.intake(fresh.order), taken)).status).toBe(303)
    await provider.post(`/api/requests/${fresh.order}/productions`, { evidence: [piece], complete: true })
    await instance.settle()
  })

  test('is nobody else’s: neither the device nor the entries', async () => {
    expect((await as(author).get(urls.device(device))).status).toBe(404)
    expect((await as(central).get(urls.admissibility(piece))).status).toBe(404)
    expect((await as(central).post(urls.entry(piece, 'attribution'), { says: 'x' })).status).toBe(404)
    expect((await as(author).get(urls.entry(piece, 'nothing'))).status).toBe(404)
    const held = (await piecesOf(author, story.id)).find(({ state }: { state: string }) => state === 'verified')
    const foreign = await author.post(`/api/evidence/${held.id}/entries`, { kind: 'taking', device })
    expect(foreign.body.error).toMatchObject({ code: 'no_such_device' })
    const handed = await author.post(`/api/evidence/${piece}/entries`, seizure)
    expect(handed.body.error).toMatchObject({ code: 'bad_entry', path: 'kind' })
    const none = await author.post(`/api/evidence/${piece}/entries`, { kind: 'taking', photographs: [story.item] })
    expect(none.body.error).toMatchObject({ code: 'not_of_this_request', path: 'photographs' })
  })

  test('goes with the piece, and says what the courts of each forum ask, and how long it was bare', async () => {
    await as(author).post(urls.verifications(piece))
    const { body } = await author.get(`/api/evidence/${piece}/admissibility`)
    expect(body).toMatchObject({ court: 'DE', gap: { hours: 11 } })
    expect(body.forums.map(({ forum }: { forum: string }) => forum)).toEqual(['EU', 'CN', 'US', 'GB'])
    const found = (forum: string, id: string) =>
      body.forums
        .find((one: { forum: string }) => one.forum === forum)
        .findings.find((one: { id: string }) => one.id === id)
    expect(found('CN', 'ADM-15')).toMatchObject({ status: 'missing', effect: 'curable' })
    expect(found('CN', 'ADM-08')).toMatchObject({ status: 'missing' })
    expect(found('US', 'ADM-09')).toMatchObject({ status: 'holds' })
    expect(found('CN', 'ADM-02')).toMatchObject({ status: 'holds' })
    const page = await (await as(author).get(urls.admissibility(piece))).text()
    expect(page).toContain('11 hours passed')
    expect(page).toContain('SPP Guiding Case 67')
  })

  test('is made good by what is put down, which is an entry of the log and changes what is found', async () => {
    const form = await (await as(author).get(`${urls.entry(piece, 'explanation')}?check=ADM-15`)).text()
    expect(form).toMatch(/value="ADM-15" checked/)
    const empty = await as(author).post(urls.entry(piece, 'explanation'), { says: 'The road was flooded' })
    expect(empty.status).toBe(400)
    const said = { checks: 'ADM-15', says: 'The road was flooded' }
    expect((await as(author).post(urls.entry(piece, 'explanation'), said)).status).toBe(303)
    const { body } = await author.get(`/api/evidence/${piece}/admissibility`)
    const [first] = body.forums.filter(({ forum }: { forum: string }) => forum === 'CN')
    expect(first.findings.find(({ id }: { id: string }) => id === 'ADM-15')).toMatchObject({ status: 'explained' })
    expect(await (await as(author).get(urls.custody(piece))).text()).toContain('The road was flooded')
  })

  test('is kept on by whoever handed it over, and what is put down there comes here by message, once', async () => {
    const told = { says: 'The account belongs to the subscriber of the line' }
    expect((await as(provider).post(urls.entry(piece, 'attribution'), told)).status).toBe(303)
    const hand = {
      from: 'Evidence store',
      to: 'Laboratory',
      at: '2026-11-02T09:00',
      place: 'Cork',
      signed: 'both',
      seal: 'whole',
    }
    expect((await as(provider).post(urls.hand(device, 'passing'), hand)).status).toBe(303)
    await instance.settle()
    const page = await (await as(author).get(urls.custody(piece))).text()
    for (const word of [told.says, 'Laboratory', 'Cork']) expect(page.split(word).length).toBe(2)
    expect((await as(central).get(urls.custody(piece))).status).toBe(404)
  })

  test('takes over what a view found, once a person has looked at it', async () => {
    const found = { draft: 'yes', by: 'Anna', method: 'Read here', says: 'Letters: 3\nCamera: X' }
    const drafted = await as(author).post(urls.entry(piece, 'finding'), found)
    expect(drafted.status).toBe(200)
    const form = await drafted.text()
    expect(form).toContain('Letters: 3\nCamera: X')
    expect(form).toContain('value="Anna"')
    expect(await (await as(author).get(urls.custody(piece))).text()).not.toContain('Camera: X')
    const { draft: _, ...looked } = found
    expect((await as(author).post(urls.entry(piece, 'finding'), looked)).status).toBe(303)
    expect(await (await as(author).get(urls.custody(piece))).text()).toContain('Camera: X')
  })

  test('leaves in the package with the device’s hands, and verifies', async () => {
    const zip = await as(author).post(urls.packages(request), { purpose: 'For the trial court' })
    const name = /package_\w+/.exec(zip.headers.get('content-disposition') ?? '')?.[0] ?? ''
    const path = join(folder, `${name}.zip`)
    await writeFile(path, Buffer.from(await zip.arrayBuffer()))
    const report = await verifyPackage(path)
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
    const unzipped = await unpackPackage(path, join(folder, 'unpacked'))
    const custody = JSON.parse(await readFile(join(unzipped, 'custody.json'), 'utf8'))
    expect(custody.record.admissibility[piece].gap.hours).toBe(11)
    expect(custody.devices).toEqual([{ id: device, name: 'Voice gateway', serial: 'GW-4471', items: [piece] }])
    expect(await readFile(join(unzipped, 'case.jsonld'), 'utf8')).toContain('uco-observable:Device')
    const whats = custody.record.producer[piece].map(({ what }: { what: string }) => what)
    expect(whats).toEqual(['seized', 'passed', 'taken', 'sealed', 'handed-over', 'stated', 'passed'])
  })
})

test('statistics tell anyone nothing of fewer than five', async () => {
  expect(await (await as().get(urls.statistics)).text()).toContain('not told')
  expect(await (await as().get(`${urls.statistics}.csv`)).text()).toContain('"not told"')
  const { organisations } = await (await as().get(`${urls.statistics}.json`)).json()
  expect(organisations.every(({ lines }: { lines: unknown[] }) => lines.length === 1)).toBe(true)
})

test('nothing of this counted as our fault', () => {
  expect(reported).toEqual([])
})

describe('data sent abroad for business', () => {
  test('are begun, assessed head by head and entered stage by stage, each refusal said on its page', async () => {
    const on = as(provider)
    const begin = (more: object) =>
      on.post(urls.transfers, { 'open.path': 'cn/cac-scc', 'open.name': 'Group Ltd', 'open.state': 'SG', 'open.kind': 'company', 'open.purpose': 'analytics', ...more }) // biome-ignore format: one line
    expect((await begin({ 'open.name': ' ' })).status).toBe(400)
    const place = (await begin({})).headers.get('location') ?? ''
    expect(await (await on.get(place)).text()).toContain('6 heads are empty')
    const enter = (more: object) => on.post(`${place}/enter`, { 'enter.moment': 'self-assessment.finished', 'enter.day': '2026-11-19', 'enter.note': 'Report 1', ...more }) // biome-ignore format: one line
    expect((await enter({})).status).toBe(400)
    const heads = ['lawful', 'scale', 'recipient', 'risk', 'foreign-law', 'other'].map((id) => [
      `heads.${id}`,
      'In order',
    ])
    expect((await on.post(`${place}/heads`, Object.fromEntries(heads))).status).toBe(303)
    expect((await enter({ 'enter.day': 'never' })).status).toBe(400)
    expect((await enter({})).status).toBe(303)
    expect(await (await on.get(place)).text()).toContain('Report 1')
    expect(await (await on.get(urls.transfers)).text()).toContain('Group Ltd')
    expect((await as(author).get(place)).status).toBe(404)
  })
})

describe('where laws pull apart', () => {
  test('there is a desk for each request, and a log of where a state went round assistance', async () => {
    const on = as(provider)
    expect(await (await as(author).get(urls.conflict(story.id))).text()).toContain('finds no laws that pull apart')
    const weighing = { 'weigh.stage': 'opinion', 'weigh.choice': 'wait', 'weigh.reason': 'x' }
    expect((await as(author).post(urls.conflict(story.id), weighing)).status).toBe(403)
    const put = (more: object) =>
      on.post(urls.incidents, { 'record.state': 'US', 'record.what': 'pressure', 'record.day': '2026-11-20', 'record.account': 'A visit', ...more }) // biome-ignore format: one line
    expect((await put({ 'record.day': 'soon' })).status).toBe(400)
    expect((await put({})).status).toBe(303)
    expect(await (await on.get(urls.incidents)).text()).toContain('Pressure on people')
    expect((await as(author).post(urls.incidents, {})).status).toBe(403)
  })
})
