import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { cases } from '../../../test/conformance/etsi-ts-103120.ts'
import { testDatabase } from '../../../test/database.ts'
import { readSecret } from '../../accounts/index.ts'
import { text, utf8 } from '../../base/bytes.ts'
import { instantText } from '../../base/time.ts'
import { generateSealingKey, generateSigningKey } from '../../crypto/index.ts'
import { listRequests, preserve, produce, receive, sendRequest } from '../../requests/index.ts'
import { law, stageOn } from '../../requests/story.fixture.ts'
import { openBlobs, sealEvidence } from '../../vault/index.ts'
import { operator } from '../network.fixture.ts'
import type { Post } from '../post.ts'
import { pump } from '../pump.ts'
import { reachable, THIS_MACHINE } from '../reachable.ts'
import { insertPeer, undelivered } from '../store.ts'
import { type Envelope, request, response } from './envelope.ts'
import { openHi1Door, overMutualTls } from './https.ts'
import { newIdentity } from './identity.fixture.ts'
import { toldIn } from './mapping.ts'
import { readHi1, writeHi1 } from './message.ts'
import type { ActionRequest, ActionResponse, Hi1Message, Hi1Object } from './model.ts'
import { confirmHi1Peer, newHi1Peer } from './peers.ts'
import { recordInto } from './recorder.ts'
import { signInJson, signInXml } from './signature.ts'
import { insertHi1Peer } from './store.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const folder = mkdtempSync(join(tmpdir(), 'comity-hi1-'))
const blobs = await openBlobs(join(folder, 'evidence'))
const [ours, vienna, stranger, holder] = await Promise.all(['comity', 'vienna', 'stranger', 'holder'].map(newIdentity)) as Identities // biome-ignore format: one line
type Identity = Awaited<ReturnType<typeof newIdentity>>
type Identities = [Identity, Identity, Identity, Identity]
const { recipient } = await generateSealingKey()
const messageKey = await generateSigningKey()

const story = await stage.validated()
const { now } = story
const post: Post = {
  db,
  blobs,
  secret,
  law,
  now,
  receive: (tx, { message, at, ...received }) =>
    receive(tx, law, { ...received, messageId: message, at: instantText(at) }),
  carry: () => Promise.reject(new Error('Nothing goes this way here')),
  fetchEvidence: () => Promise.reject(new Error('Nothing goes this way here')),
  hi1: { url: 'https://comity.example', send: overMutualTls(ours, reachable(THIS_MACHINE)) },
}
const faults: unknown[] = []
const door = openHi1Door(post, ours, {
  report: (error) => faults.push(error),
  recorder: recordInto(join(folder, 'recorded')),
})
const url = await listening(door)

/** The other product: it keeps what it was sent, and answers that all was done, or what it is told to. */
const heard: Hi1Message[] = []
let answerWith: (message: Hi1Message) => Promise<Uint8Array> = done
const elsewhere = createServer(
  { cert: vienna.certificate, key: vienna.key, requestCert: true, rejectUnauthorized: false },
  async (asked, answer) => {
    const parts: Uint8Array[] = []
    for await (const part of asked) parts.push(part)
    const message = await readHi1(new Uint8Array(Buffer.concat(parts)))
    heard.push(message)
    answer.end(await answerWith(message))
  },
)
const theirUrl = await listening(elsewhere)

afterAll(() => {
  for (const server of [door, elsewhere]) server.closeAllConnections()
  door.close()
  elsewhere.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  heard.length = 0
  faults.length = 0
  answerWith = done
})

async function listening(server: typeof door): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return `https://localhost:${(server.address() as AddressInfo).port}/hi1`
}

async function done(message: Hi1Message): Promise<Uint8Array> {
  const actions = message.Payload.RequestPayload?.ActionRequests.ActionRequest ?? []
  const all = actions.map(({ ActionIdentifier, CREATE, UPDATE, DELIVER }): ActionResponse => {
    const Identifier = (CREATE ?? UPDATE ?? DELIVER)?.HI1Object.ObjectIdentifier ?? ''
    const done = { Identifier }
    return { ActionIdentifier, ...(CREATE ? { CREATEResponse: done } : UPDATE ? { UPDATEResponse: done } : { DELIVERResponse: done }) } // biome-ignore format: one line
  })
  return writeHi1(response(message, all, now()), 'xml')
}

const provider = story.made.provider
const peer = {
  country: 'AT',
  identifier: 'STA-WIEN',
  form: 'xml',
  profile: { owner: 'EU', version: 'V1.3.1' },
} as const
const confirmed = newHi1Peer.parse({
  ...peer,
  name: 'Staatsanwaltschaft Wien',
  state: 'AT',
  kind: 'prosecutor',
  seats: ['authority'],
  authority: 'prosecutor',
  url: theirUrl,
  sealing: recipient,
  certificate: vienna.fingerprint,
})
await db.transaction().execute((tx) => confirmHi1Peer(tx, operator, confirmed, now()))

let count = 0
const uuid = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
const entry = (Owner: string, Name: string, Value: string) => ({ Owner, Name, Value })

/** What the other product sends. */
function saying(actions: readonly ActionRequest[], change: Partial<Envelope> = {}): Hi1Message {
  const sender = { CountryCode: 'AT', UniqueIdentifier: 'STA-WIEN' }
  const receiver = { CountryCode: 'IE', UniqueIdentifier: provider.id }
  return request({ sender, receiver, transaction: uuid(), at: now(), profile: peer.profile, ...change }, actions)
}

const numbered = (...verbs: readonly Omit<ActionRequest, 'ActionIdentifier'>[]): ActionRequest[] =>
  verbs.map((verb, ActionIdentifier) => ({ ActionIdentifier, ...verb }))

const creating = (...objects: Hi1Object[]) => numbered(...objects.map((HI1Object) => ({ CREATE: { HI1Object } })))

function epoc(legalType = 'EPOC') {
  const [authorisation, task] = [uuid(), uuid()]
  const objects: Hi1Object[] = [
    {
      type: 'AuthorisationObject',
      ObjectIdentifier: authorisation,
      CountryCode: 'AT',
      AuthorisationReference: '711 St 12/26',
      AuthorisationLegalType: entry('EU', 'EPOCLegalType', legalType),
      AuthorisationDesiredStatus: entry('ETSI', 'AuthorisationDesiredStatus', 'SubmittedToCSP'),
    },
    {
      type: 'LDTaskObject',
      ObjectIdentifier: task,
      AssociatedObjects: { AssociatedObject: [authorisation] },
      DesiredStatus: entry('ETSI', 'LDTaskDesiredStatus', 'AwaitingDisclosure'),
      RequestDetails: {
        Type: entry('ETSI', 'RequestType', 'SubscriberData'),
        StartTime: '2026-10-01T00:00:00Z',
        RequestValues: {
          RequestValue: [
            {
              FormatType: { FormatOwner: 'ETSI', FormatName: 'InternationalizedEmailAddress' },
              Value: 'suspect@alpenpost.example',
            },
          ],
        },
      },
    },
  ]
  return { authorisation, task, actions: creating(...objects) }
}

/** Sends bytes to the door with a certificate, or with none. */
function knock(
  bytes: Uint8Array,
  as: Identity | undefined = vienna,
  path = '/hi1',
  method = 'POST',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      method,
      rejectUnauthorized: false,
      agent: false,
      ...(as && { cert: as.certificate, key: as.key }),
    }
    const asking = httpsRequest(new URL(path, url), options, async (answer) => {
      const parts: Uint8Array[] = []
      for await (const part of answer) parts.push(part)
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() })
    })
    asking.on('error', reject)
    asking.end(bytes)
  })
}

const say = async (actions: readonly ActionRequest[], change: Partial<Envelope> = {}) => {
  const { status, body } = await knock(await writeHi1(saying(actions, change), 'xml'))
  expect(status, body).toBe(200)
  const { Payload } = await readHi1(utf8(body))
  return Payload.ResponsePayload?.ActionResponses?.ActionResponse ?? []
}

const requestsHere = async () =>
  (await listRequests(db, provider.id)).filter(({ origin }) => origin.startsWith('elsewhere_'))

describe('an order from another product', () => {
  test('is a request like any other, and is answered as HI-1', async () => {
    const { authorisation, task, actions } = epoc()
    expect(await say(actions)).toEqual([
      { ActionIdentifier: 0, CREATEResponse: { Identifier: authorisation } },
      { ActionIdentifier: 1, CREATEResponse: { Identifier: task } },
    ])
    const [order] = await requestsHere()
    expect(order).toMatchObject({
      direction: 'incoming',
      counterpartName: 'Staatsanwaltschaft Wien',
      counterpartNumber: '711 St 12/26',
      rule: 'eu/2023-1543/routes/production-order',
      items: [{ id: task, category: 'subscriber' }],
      statement: { identifiers: { email: ['suspect@alpenpost.example'] }, period: { from: '2026-10-01' } },
    })
    await pump(post)
    expect(
      heard.map(({ Payload }) => toldIn(Payload.RequestPayload?.ActionRequests.ActionRequest ?? [])),
    ).toMatchObject([{ type: 'acknowledgement', body: { of: 'order', fileNumber: order?.fileNumber } }])
    await db.transaction().execute((tx) => preserve(tx, story.people.provider, order?.id ?? '', { law, now }))
    await pump(post)
    const notification = heard[1]?.Payload.RequestPayload?.ActionRequests.ActionRequest?.[0]?.CREATE?.HI1Object
    expect(notification).toMatchObject({
      type: 'NotificationObject',
      AssociatedObjects: { AssociatedObject: [authorisation] },
      StatusOfAssociatedObjects: {
        AssociatedObjectStatus: [{ AssociatedObject: task, Status: { Value: 'Preserved' } }],
      },
    })
  })

  test('is answered with evidence that whoever asked fetches, sealed, and nobody else', async () => {
    const [order] = await requestsHere()
    const bytes = (async function* () {
      yield utf8('From suspect@alpenpost.example')
    })()
    const given = { origin: order?.origin ?? '', name: 'mailbox.mbox', mediaType: 'application/mbox', bytes, sealedTo: [recipient] } // biome-ignore format: one line
    const item = await sealEvidence(post, story.people.provider, given)
    const made = { evidence: [item.id], complete: true }
    await db.transaction().execute((tx) => produce(tx, story.people.provider, order?.id ?? '', made, { law, now }))
    await pump(post)
    const [delivery, task] = heard.at(-1)?.Payload.RequestPayload?.ActionRequests.ActionRequest ?? []
    const object = delivery?.DELIVER?.HI1Object
    const link = object?.type === 'DeliveryObject' ? object.Delivery?.URL : undefined
    expect(link).toMatchObject({ Checksum: item.sha256, OriginalFilename: 'mailbox.mbox', ContentLength: 30 })
    expect(task?.UPDATE?.HI1Object).toMatchObject({ Status: { Value: 'Disclosed' } })
    const { pathname } = new URL(link?.URL ?? '')
    const fetched = await knock(new Uint8Array(), vienna, pathname, 'GET')
    expect(fetched).toMatchObject({ status: 200, body: expect.stringContaining('age-encryption.org/v1') })
    expect(await knock(new Uint8Array(), stranger, pathname, 'GET')).toMatchObject({ status: 403 })
    const other = pathname.replace(item.id, `item_${'0'.repeat(26)}`)
    expect(await knock(new Uint8Array(), vienna, other, 'GET')).toMatchObject({ status: 404 })
  })

  test('can be looked at and listed as it stands here', async () => {
    const { authorisation, actions } = epoc()
    await say(actions)
    const [got, none, list] = await say(
      numbered(
        { GET: { Identifier: authorisation } },
        { GET: { Identifier: uuid() } },
        { LIST: { ObjectType: entry('ETSI', 'ObjectType', 'Authorisation') } },
      ),
    )
    expect(got?.GETResponse?.HI1Object).toMatchObject({
      ObjectIdentifier: authorisation,
      Generation: 0,
      LastChanged: expect.any(String),
    })
    expect(none?.ErrorInformation).toMatchObject({ ErrorDescription: expect.stringContaining('hi1_no_such_object') })
    expect(list?.LISTResponse?.ListResponseRecord).toContainEqual(
      expect.objectContaining({ Identifier: authorisation }),
    )
  })

  test('is cancelled by whoever sent it', async () => {
    const { authorisation, actions } = epoc()
    await say(actions)
    const AuthorisationDesiredStatus = entry('ETSI', 'AuthorisationDesiredStatus', 'Cancelled')
    const update: Hi1Object = {
      type: 'AuthorisationObject',
      ObjectIdentifier: authorisation,
      AuthorisationDesiredStatus,
    }
    expect(await say(numbered({ UPDATE: { HI1Object: update } }))).toMatchObject([{ UPDATEResponse: {} }])
    const cancelled = (await requestsHere()).find(
      ({ origin }) => origin === `elsewhere_${authorisation.replaceAll('-', '')}`,
    )
    expect(cancelled?.status).toBe('withdrawn')
  })

  test('has one effect, however often it arrives', async () => {
    const before = (await requestsHere()).length
    const bytes = await writeHi1(saying(epoc().actions), 'json')
    const [first, second] = [await knock(bytes), await knock(bytes, vienna, '/eevidence/production')]
    expect(first.body).toBe(second.body)
    expect(await requestsHere()).toHaveLength(before + 1)
    const other = utf8(text(bytes).replace('711 St 12/26', '711 St 13/26'))
    expect(await knock(other)).toMatchObject({ status: 409, body: expect.stringContaining('message_differs') })
  })

  test('is kept by the recorder as the public examples are, and holds as they do', async () => {
    const kept = await Array.fromAsync(cases(join(folder, 'recorded')))
    expect(kept.length).toBeGreaterThan(20)
    expect(kept.filter(({ differs }) => differs !== undefined)).toEqual([])
  })
})

describe('refused', () => {
  const told: [string, () => readonly ActionRequest[], string][] = [
    ['a legal basis nobody knows', () => epoc('EPOX').actions, 'hi1_not_understood'],
    ['an order for nothing', () => epoc().actions.slice(0, 1), 'hi1_not_understood'],
    ['a word about nothing', () => creating({ type: 'NotificationObject', ObjectIdentifier: uuid(), NotificationDetails: 'x' }), 'hi1_not_understood'],
    ['a change of what is not there', () => numbered({ UPDATE: { HI1Object: { type: 'LDTaskObject', ObjectIdentifier: uuid() } } }), 'hi1_no_such_object'],
  ] // biome-ignore format: a table

  test.each(told)('%s, with an answer that says why', async (_, actions, code) => {
    const before = (await requestsHere()).length
    const [answer] = await say(actions())
    expect(answer?.ErrorInformation?.ErrorDescription).toContain(code)
    expect(await requestsHere()).toHaveLength(before)
  })

  test('an object that exists already', async () => {
    const { actions } = epoc()
    await say(actions)
    expect((await say(actions))[0]?.ErrorInformation?.ErrorDescription).toContain('hi1_duplicate')
  })

  const strangers: [string, Identity | undefined, Partial<Envelope>, number, string][] = [
    ['who has no certificate', undefined, {}, 403, 'unknown_sender'],
    ['who has a certificate nobody confirmed', stranger, {}, 403, 'unknown_sender'],
    ['who names himself as another', vienna, { sender: { CountryCode: 'AT', UniqueIdentifier: 'STA-GRAZ' } }, 403, 'unknown_sender'],
    ['who writes to nobody here', vienna, { receiver: { CountryCode: 'IE', UniqueIdentifier: 'org_00000000000000000000000009' } }, 404, 'wrong_recipient'],
    ['who writes to another state', vienna, { receiver: { CountryCode: 'FR', UniqueIdentifier: provider.id } }, 404, 'wrong_recipient'],
    ['who wrote long ago', vienna, { at: now().subtract({ hours: 80 }) }, 400, 'hi1_moment'],
    ['who writes from the future', vienna, { at: now().add({ hours: 1 }) }, 400, 'hi1_moment'],
  ] // biome-ignore format: a table

  test.each(strangers)('%s', async (_, as, change, status, code) => {
    const bytes = await writeHi1(saying(epoc().actions, change), 'xml')
    const refused = as ? await knock(bytes, as) : await knockBare(bytes)
    expect(refused).toMatchObject({ status, body: expect.stringContaining(code) })
    expect(faults).toEqual([])
  })

  test('what is no message, too large, or has entities', async () => {
    const good = text(await writeHi1(saying(epoc().actions), 'xml'))
    const bad = [
      [utf8('hello'), 'malformed_xml'],
      [utf8(good.replace('V1.23.1', 'V1.99.1')), 'hi1_version'],
      [utf8(good.replace('SubscriberData', 'EverythingData')), 'hi1_dictionary'],
      [utf8(good.replace('<HI1', '<!DOCTYPE a [<!ENTITY b "c">]><HI1')), 'forbidden_xml'],
      [new Uint8Array(17 * 1024 * 1024), 'hi1_too_large'],
    ] as const
    for (const [bytes, code] of bad) {
      const refused = await knock(bytes).catch((error: Error) => ({ status: 400, body: `${code} ${error.message}` }))
      expect(refused).toMatchObject({ status: 400, body: expect.stringContaining(code) })
    }
  })

  test('without its signature, from whoever signs', async () => {
    const key = Buffer.from(`302a300506032b6570032100${messageKey.publicKey.toHex()}`, 'hex').toString('base64')
    const set = (message_key: string | null) => db.updateTable('exchange_hi1_peers').set({ message_key }).where('certificate', '=', vienna.fingerprint).execute() // biome-ignore format: one line
    await set(key)
    try {
      const message = saying(epoc().actions)
      for (const bytes of [await writeHi1(message, 'xml'), await signInXml(message, await generateSigningKey())])
        expect(await knock(bytes)).toMatchObject({ status: 403, body: expect.stringContaining('hi1_signature') })
      for (const sign of [signInXml, signInJson]) {
        const answer = await knock(await sign(saying(epoc().actions), messageKey))
        expect(answer.status).toBe(200)
        expect(answer.body).toMatch(/Signature/)
      }
    } finally {
      await set(null)
      await db.deleteFrom('request_dispatches').execute()
    }
  })
})

/** Nothing shown at the door. */
const knockBare = (bytes: Uint8Array): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const asking = httpsRequest(url, { method: 'POST', rejectUnauthorized: false, agent: false }, async (answer) => {
      const parts: Uint8Array[] = []
      for await (const part of answer) parts.push(part)
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() })
    })
    asking.on('error', reject)
    asking.end(bytes)
  })

describe('an order of ours to another product', () => {
  test('goes out as HI-1; what its holder says comes back into the request', async () => {
    const org = story.made.provider.id
    const card = { v: 1, org, name: provider.name, state: 'IE', kind: 'provider', seats: ['provider'], authority: null, languages: [], addressees: [], signing: '', sealing: recipient, url: theirUrl } as const // biome-ignore format: one line
    await db.transaction().execute(async (tx) => {
      await insertPeer(
        tx,
        { ...card, seats: ['provider'], languages: [], addressees: [] } as never,
        'system',
        instantText(now()),
      )
      // The other side answers at the address of Vienna, with its certificate; it comes to us with its own.
      await insertHi1Peer(tx, {
        ...peer,
        org,
        name: provider.name,
        url: theirUrl,
        country: 'IE',
        identifier: 'ALPENPOST',
        certificate: holder.fingerprint,
        messageKey: null,
      })
    })
    await db.transaction().execute((tx) => sendRequest(tx, story.people.author, story.request.id, { law, now }))
    await pump(post)
    // Whoever answers there has not the certificate that the directory says.
    expect((await undelivered(db)).filter(({ to }) => to === org)).toMatchObject([
      { problem: expect.stringContaining('certificate') },
    ])
    expect(heard).toEqual([])

    elsewhere.setSecureContext({ cert: holder.certificate, key: holder.key })
    story.pass({ minutes: 5 })
    await pump(post)
    const actions = heard[0]?.Payload.RequestPayload?.ActionRequests.ActionRequest ?? []
    const objects = actions.flatMap(({ CREATE }) => (CREATE ? [CREATE.HI1Object] : []))
    expect(objects.map(({ type }) => type)).toEqual([
      'AuthorisationObject',
      'LDTaskObject',
      'LDTaskObject',
      'DocumentObject',
      'DocumentObject',
    ])
    expect(toldIn(actions)).toMatchObject({
      type: 'order',
      body: { request: story.request.id, parties: expect.any(Array) },
    })

    const content = objects.find((object) => object.type === 'LDTaskObject' && object.ExternalIdentifier === 'd2')
    const refusal: Hi1Object = {
      type: 'LDTaskObject',
      ObjectIdentifier: content?.ObjectIdentifier ?? '',
      Status: entry('ETSI', 'LDTaskStatus', 'DisclosureNotAvailable'),
      StatusReason: { ErrorCode: 0, ErrorDescription: 'The mailbox was deleted in September' },
    }
    const ends = { sender: { CountryCode: 'IE', UniqueIdentifier: 'ALPENPOST' }, receiver: { CountryCode: 'DE', UniqueIdentifier: story.made.authority.id } } // biome-ignore format: one line
    const answer = await knock(
      await writeHi1(saying(numbered({ UPDATE: { HI1Object: refusal } }), ends), 'xml'),
      holder,
    )
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('UPDATEResponse') })
    const [entries] = [
      await db.selectFrom('request_entries').selectAll().where('request_id', '=', story.request.id).execute(),
    ]
    expect(entries).toMatchObject([
      {
        kind: 'partial',
        body: { items: [{ item: 'd2', fate: 'impossible', reason: 'The mailbox was deleted in September' }] },
      },
    ])
  })

  test('is told as refused when the other product refuses it', async () => {
    answerWith = async (message) => writeHi1(response(message, [{ ActionIdentifier: 0, ErrorInformation: { ErrorCode: 1, ErrorDescription: 'no room' } }], now()), 'xml') // biome-ignore format: one line
    await say(epoc().actions)
    elsewhere.setSecureContext({ cert: vienna.certificate, key: vienna.key })
    await pump(post)
    const refused = await db
      .selectFrom('exchange_outbox')
      .select(['state', 'problem'])
      .where('state', '=', 'refused')
      .execute()
    expect(refused).toContainEqual({ state: 'refused', problem: expect.stringContaining('no room') })
  })
})
