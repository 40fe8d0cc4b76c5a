import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import {
  type Actor,
  addMember,
  addPerson,
  createOrganisation,
  publicKeys,
  signer,
  signingPeriods,
} from '../accounts/index.ts'
import { eventsAbout, verifyLog } from '../audit/index.ts'
import { base64, parseBase64, text } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { generateSigningKey } from '../crypto/index.ts'
import { takeEmergencyAccess } from '../requests/index.ts'
import {
  attestationsAbout,
  believe,
  disbelieve,
  doubtedAbout,
  keyHistory,
  verificationOf,
  verifyOrganisation,
} from '../trust/index.ts'
import { attest, takeBackAttestation } from './attesting.ts'
import { changeSigningKey } from './changing-keys.ts'
import { counterparts, revokePeer } from './directory.ts'
import { markDoubtful } from './doubting.ts'
import { accept } from './inbox.ts'
import { type Message, writeMessage } from './message.ts'
import {
  clearRoads,
  connect,
  correspondents,
  introduce,
  newOrganisation,
  operator,
  say,
  secret,
  twoInstances,
  unreachable,
} from './network.fixture.ts'
import { pump } from './pump.ts'
import { signed } from './signed.ts'

const { munich, dublin, now, pass } = await twoInstances(await testDatabase(), await testDatabase())
const refusal = (code: string) => expect.objectContaining({ code })
let ends: Awaited<ReturnType<typeof correspondents>>
let head: Actor
let provider: Actor
beforeAll(async () => {
  ends = await correspondents(munich, dublin)
  head = { ...operator, org: ends.from, orgName: 'Staatsanwaltschaft München I', seat: 'authority' }
  provider = { ...operator, org: ends.to, orgName: 'Alpenpost Mail Ltd', seat: 'provider', name: 'Niamh Byrne' }
})
afterEach(() => clearRoads(munich, dublin))

const inMunich = <T>(work: Parameters<ReturnType<typeof munich.db.transaction>['execute']>[0]) =>
  munich.db.transaction().execute(work) as Promise<T>
const inDublin = <T>(work: Parameters<ReturnType<typeof dublin.db.transaction>['execute']>[0]) =>
  dublin.db.transaction().execute(work) as Promise<T>
const kindsAbout = async (org: string, about: string) =>
  (await eventsAbout(dublin.db, org, about)).map(({ kind }) => kind)
const carried = async () => {
  await pump(munich.post)
  await pump(dublin.post)
}

/** A message of ours under a key, as somebody who holds it would write it. */
async function written(
  key: Parameters<typeof writeMessage>[3],
  more: Partial<Message> = {},
  body: object = { request: ends.request },
) {
  await say(munich, ends)
  await pump({ ...munich.post, carry: unreachable })
  const { bytes } = await munich.db
    .selectFrom('exchange_outbox')
    .select('bytes')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  const { v: _, body: __, ...packed } = (JSON.parse(text(new Uint8Array(bytes))) as { message: Message }).message
  const to = (await publicKeys(dublin.db, ends.to)).sealing
  return writeMessage({ ...packed, id: newId('message', now().epochMilliseconds), ...more }, body as never, to, key)
}

describe('a signing key that another follows', () => {
  test('goes on signing until everybody has been told, and what comes after is believed without a person', async () => {
    const before = base64((await publicKeys(munich.db, ends.from)).signing)
    connect(munich, dublin)
    munich.road.message = unreachable
    await inMunich((tx) => changeSigningKey(tx, secret, head, { reason: 'once a year' }, now()))
    await pump(munich.post)
    expect(base64((await publicKeys(munich.db, ends.from)).signing), 'nobody has been told').toBe(before)
    await expect(inMunich((tx) => changeSigningKey(tx, secret, head, { reason: 'again' }, now()))).rejects.toThrow(
      refusal('key_announced'),
    )
    connect(munich, dublin)
    pass({ minutes: 20 })
    await carried()
    const after = base64((await publicKeys(munich.db, ends.from)).signing)
    expect(after).not.toBe(before)
    expect(await keyHistory(dublin.db, ends.from)).toMatchObject([
      { key: after, until: null },
      { key: before, ended: 'rotated', since: null },
    ])
    await say(munich, ends, 'under the new key')
    await carried()
    expect(dublin.taken.map(({ body }) => (body as { text: string }).text)).toContain('under the new key')
    expect(
      await munich.db.selectFrom('exchange_outbox').select('state').where('state', '!=', 'delivered').execute(),
    ).toEqual([])
  })

  test('is met for some days, because of what is under way, and then no more', async () => {
    const [current, old] = await signingPeriods(munich.db, ends.from)
    const oldKey = await former(old?.key ?? '')
    expect(current?.until).toBeNull()
    await accept(dublin.post, await written(oldKey, { consistency: null, checkpoint: await noted(oldKey) }))
    pass({ hours: 150 })
    const late = { sent: instantText(now()), expires: instantText(now().add({ hours: 1 })), consistency: null }
    await expect(accept(dublin.post, await written(oldKey, late))).rejects.toThrow(refusal('bad_signature'))
  })

  test('leaves the log whole: each checkpoint is signed with the key of its time', async () => {
    const keys = (await signingPeriods(munich.db, ends.from)).map(({ key }) => parseBase64(key))
    expect(keys).toHaveLength(2)
    expect(await verifyLog(munich.db, new Map([[ends.from, keys]]), ends.from)).toMatchObject([{ ok: true }])
    const [only = new Uint8Array()] = keys
    expect(await verifyLog(munich.db, new Map([[ends.from, only]]), ends.from)).toMatchObject([{ ok: false }])
  })
})

/** The private part of a key given up, as a thief of old backups would have it. */
async function former(key: string) {
  const { findFormerKeys } = await import('../accounts/store.ts')
  const { unlock } = await import('../accounts/secret.ts')
  const { importSigningKey } = await import('../crypto/index.ts')
  const found = (await findFormerKeys(munich.db, ends.from, 'signing')).find(({ publicKey }) => publicKey === key)
  if (!found) throw new Error('There is no such key')
  return importSigningKey(unlock(secret, `${ends.from}/signing/${found.id}`, found.privateKey))
}

/** Our log as it stands, signed with a key. */
async function noted(key: Awaited<ReturnType<typeof signer>>): Promise<string> {
  const { checkpointText, frontierRoot, noteSigner, signNote } = await import('../crypto/index.ts')
  const { findHead } = await import('../audit/store.ts')
  const log = await findHead(munich.db, ends.from)
  const origin = `comity/${ends.from}`
  return signNote(checkpointText({ origin, size: log.size, root: frontierRoot(log) }), noteSigner(origin, key))
}

describe('a statement about an organisation', () => {
  const says = 'verified'
  const words = { says, reason: 'Seen in person at the ministry' }

  test('says only what is on record where it is made', async () => {
    const attestation = { ...words, subject: ends.to, to: [ends.from] }
    const own = await newOrganisation(munich)
    const give = (input: object = {}) =>
      inMunich((tx) => attest(tx, secret, head, { ...attestation, subject: own.id, to: [ends.to], ...input }, now()))
    await expect(give(), 'it was made here, and nobody made sure of more').rejects.toThrow(refusal('nothing_to_attest'))
    await expect(give({ says: 'misused-emergency' })).rejects.toThrow(refusal('nothing_to_attest'))
    await expect(give({ says: 'generous' })).rejects.toThrow(refusal('bad_attestation'))
    await expect(give({ subject: ends.from })).rejects.toThrow(refusal('bad_attestation'))
    await expect(give({ reason: ' ' })).rejects.toThrow(refusal('words_missing'))
    const verified = { org: own.id, method: 'in-person', says: 'Identity card and letter of appointment' }
    await expect(inMunich((tx) => verifyOrganisation(tx, head, verified, now()))).rejects.toThrow(
      refusal('not_permitted'),
    )
    await inMunich((tx) => verifyOrganisation(tx, operator, verified, now()))
    await expect(give({ to: [] })).rejects.toThrow(refusal('bad_attestation'))
    await expect(give({ to: [own.id] }), 'not to whom it is about').rejects.toThrow(refusal('bad_attestation'))
    await expect(give({ until: now().add({ hours: 24 * 4_000 }) })).rejects.toThrow(refusal('bad_attestation'))
    pass({ hours: 24 * 366 })
    await expect(give(), 'the verification is stale').rejects.toThrow(refusal('nothing_to_attest'))
  })

  test('counts where its author is believed for that, and nowhere else; withdrawn or expired it counts for nobody', async () => {
    const subject = await newOrganisation(munich)
    await introduce(munich, subject.id, dublin)
    await inMunich((tx) =>
      verifyOrganisation(tx, operator, { org: subject.id, method: 'in-person', says: 'Seen' }, now()),
    )
    const given = await inMunich<{ id: string }>((tx) =>
      attest(tx, secret, head, { ...words, subject: subject.id, to: [ends.to] }, now()),
    )
    await carried()
    const about = async () => (await attestationsAbout(dublin.db, ends.to, subject.id, now()))[0]
    expect(await about(), 'nobody’s word counts before somebody says so').toMatchObject({
      id: given.id,
      standing: 'in-force',
      counts: false,
    })
    const resting = { org: subject.id, method: 'attestation', says: 'As Munich says', attestation: given.id }
    const rest = () => inDublin((tx) => verifyOrganisation(tx, { ...operator, org: ends.to }, resting, now()))
    await expect(rest()).rejects.toThrow(refusal('attestation_does_not_count'))

    const trusted = { attester: ends.from, reason: 'Agreement of March' }
    await expect(inDublin((tx) => believe(tx, provider, { ...trusted, says, reason: '' }, now()))).rejects.toThrow(
      refusal('words_missing'),
    )
    await expect(
      inDublin((tx) => believe(tx, { ...provider, role: 'author' }, { ...trusted, says }, now())),
    ).rejects.toThrow(refusal('not_permitted'))
    await inDublin((tx) => believe(tx, provider, { ...trusted, says: 'misused-emergency' }, now()))
    expect((await about())?.counts, 'believed for another thing').toBe(false)
    await inDublin((tx) => believe(tx, provider, { ...trusted, says }, now()))
    await expect(inDublin((tx) => believe(tx, provider, { ...trusted, says }, now()))).rejects.toThrow(
      refusal('believed_already'),
    )
    expect((await about())?.counts).toBe(true)
    pass({ minutes: 1 })
    await rest()
    expect(await verificationOf(dublin.db, subject.id, now())).toMatchObject({
      is: 'verified',
      verification: { method: 'attestation', attestation: given.id },
    })

    await inDublin((tx) => disbelieve(tx, provider, { ...trusted, says }, now()))
    expect((await about())?.counts).toBe(false)
    await inDublin((tx) => believe(tx, provider, { ...trusted, says }, now()))
    await expect(
      inMunich((tx) => takeBackAttestation(tx, { ...head, org: subject.id }, { id: given.id, reason: 'x' }, now())),
    ).rejects.toThrow(refusal('no_such_attestation'))
    await inMunich((tx) => takeBackAttestation(tx, head, { id: given.id, reason: 'The office was dissolved' }, now()))
    await carried()
    expect(await about()).toMatchObject({
      standing: 'withdrawn',
      counts: false,
      withdrawnReason: 'The office was dissolved',
    })
    await expect(rest()).rejects.toThrow(refusal('attestation_does_not_count'))
    expect(await kindsAbout(ends.to, subject.id)).toEqual(
      expect.arrayContaining(['attestation.received', 'attestation.withdrawal-received']),
    )

    await inMunich((tx) =>
      attest(
        tx,
        secret,
        head,
        { ...words, subject: subject.id, to: [ends.to], until: now().add({ hours: 48 }) },
        now(),
      ),
    )
    await carried()
    expect(await about()).toMatchObject({ standing: 'in-force', counts: true })
    pass({ hours: 49 })
    expect(await about()).toMatchObject({ standing: 'expired', counts: false })
  })

  test('of another key than the one known here counts for nothing', async () => {
    const subject = await newOrganisation(munich)
    await introduce(munich, subject.id, dublin)
    await inMunich((tx) =>
      verifyOrganisation(tx, operator, { org: subject.id, method: 'in-person', says: 'Seen' }, now()),
    )
    await dublin.db
      .updateTable('trust_keys')
      .set({ key: base64((await generateSigningKey()).publicKey) })
      .where('org_id', '=', subject.id)
      .execute()
    await inMunich((tx) => attest(tx, secret, head, { ...words, subject: subject.id, to: [ends.to] }, now()))
    await carried()
    expect(await attestationsAbout(dublin.db, ends.to, subject.id, now())).toMatchObject([
      { otherKey: true, counts: false },
    ])
  })

  test('that is forged is refused, whoever brings it, and leaves nothing', async () => {
    const key = await signer(munich.db, secret, ends.from)
    const [about, other] = [newId('org', 0), newId('org', 1)]
    const paper = (more: object = {}, by = key) =>
      signed('attestation', {
        v: 1, id: newId('attestation', now().epochMilliseconds), by: { org: ends.from, name: 'Munich' },
        about: { org: about, name: 'Somebody', state: 'DE', key: 'AAAA' }, says, reason: 'So it is',
        made: instantText(now()), until: instantText(now().add({ hours: 1 })), ...more,
      }, by) // biome-ignore format: a table
    const bring = async (bytes: Uint8Array) => {
      const fresh = {
        sent: instantText(now()),
        expires: instantText(now().add({ hours: 1 })),
        type: 'attestation',
        consistency: null,
      }
      const body = { request: ends.from, paper: text(bytes), at: instantText(now()) }
      return accept(dublin.post, await written(key, fresh, body))
    }
    const forged: [string, Uint8Array][] = [
      ['signed with another key', await paper({}, await generateSigningKey())],
      ['in the name of another', await paper({ by: { org: other, name: 'Another' } })],
      ['about its author', await paper({ about: { org: ends.from, name: 'Munich', state: 'DE', key: 'AAAA' } })],
      [
        'from the future',
        await paper({ made: instantText(now().add({ hours: 2 })), until: instantText(now().add({ hours: 3 })) }),
      ],
      ['never good', await paper({ until: instantText(now().subtract({ hours: 1 })) })],
      ['with more in it', await paper({ more: 1 })],
      ['signed as something else', await signed('card', { v: 1 }, key)],
    ]
    const altered = JSON.parse(text(await paper())) as { attestation: { reason: string } }
    altered.attestation.reason = 'So it is not'
    forged.push(['altered', new TextEncoder().encode(canonicalJson(altered as never))])
    for (const [how, bytes] of forged) await expect(bring(bytes), how).rejects.toThrow(refusal('bad_attestation'))
    expect(await attestationsAbout(dublin.db, ends.to, about, now())).toEqual([])
    await bring(await paper())
    expect(await attestationsAbout(dublin.db, ends.to, about, now())).toHaveLength(1)
  })
})

describe('a signing key that is revoked', () => {
  test('reaches who knows it, marks what came since, and nothing under it or after it is believed before a person has compared the new one', async () => {
    const stolen = await signer(munich.db, secret, ends.from)
    await say(munich, ends, 'before')
    await carried()
    const since = now().add({ seconds: 1 })
    pass({ minutes: 10 })
    await say(munich, ends, 'a thief, perhaps')
    await carried()
    const change = { reason: 'A laptop was stolen', since }
    const revoke = (input: Partial<typeof change>) =>
      inMunich((tx) => changeSigningKey(tx, secret, head, { ...change, ...input }, now()))
    await expect(revoke({ since: now().add({ hours: 1 }) })).rejects.toThrow(refusal('since_in_the_future'))
    await expect(revoke({ reason: ' ' })).rejects.toThrow(refusal('reason_missing'))
    await revoke({})
    await carried()
    expect(await keyHistory(dublin.db, ends.from)).toContainEqual(
      expect.objectContaining({ key: base64(stolen.publicKey), ended: 'revoked', since: instantText(since) }),
    )
    expect(await doubtedAbout(dublin.db, ends.to, ends.request)).toHaveLength(1)
    expect(await kindsAbout(ends.to, ends.request)).toContain('message.doubted')
    // What came before is not marked, and marking anew marks nothing twice.
    await markDoubtful(dublin.db, ends.from, now())
    expect(await doubtedAbout(dublin.db, ends.to, ends.request)).toHaveLength(1)

    const fresh = { sent: instantText(now()), expires: instantText(now().add({ hours: 1 })), consistency: null }
    await expect(accept(dublin.post, await written(stolen, fresh))).rejects.toThrow(refusal('unknown_sender'))
    const next = await signer(munich.db, secret, ends.from)
    await expect(accept(dublin.post, await written(next, fresh))).rejects.toThrow(refusal('unknown_sender'))
    await introduce(munich, ends.from, dublin)
    await accept(dublin.post, await written(next, { ...fresh, checkpoint: await noted(next) }))
    await expect(accept(dublin.post, await written(stolen, fresh))).rejects.toThrow(refusal('bad_signature'))
  })

  test('does not come back: neither as a successor nor on a card', async () => {
    const [spent] = (await keyHistory(dublin.db, ends.from)).filter(({ since }) => since !== null)
    const next = await signer(munich.db, secret, ends.from)
    const fresh = {
      sent: instantText(now()),
      expires: instantText(now().add({ hours: 1 })),
      consistency: null,
      checkpoint: await noted(next),
    }
    const notice = (type: string, body: object) =>
      written(next, { ...fresh, type }, { request: ends.from, at: instantText(now()), ...body })
    const current = base64(next.publicKey)
    const back = await notice('key-succession', { key: current, next: spent?.key })
    await expect(accept(dublin.post, back)).rejects.toThrow(refusal('key_spent'))
    const foreign = base64((await generateSigningKey()).publicKey)
    await expect(accept(dublin.post, await notice('key-succession', { key: foreign, next: foreign }))).rejects.toThrow(
      refusal('wrong_key'),
    )
    const others = await notice('key-revocation', { key: foreign, since: instantText(now()), reason: 'not mine' })
    await expect(accept(dublin.post, others)).rejects.toThrow(refusal('wrong_key'))
    await expect(accept(dublin.post, await notice('key-succession', { key: current }))).rejects.toThrow(
      refusal('malformed_notice'),
    )
    const { confirmPeer, cardOf } = await import('./directory.ts')
    const card = { ...(await cardOf(munich.db, ends.from, munich.url)), signing: spent?.key ?? '' }
    await expect(inDublin((tx) => confirmPeer(tx, operator, card, now()))).rejects.toThrow(refusal('key_spent'))
  })

  test('by the operator here marks too; without a moment from which it is in doubt nothing is', async () => {
    const one = await correspondents(munich, dublin)
    await say(munich, one, 'word')
    await carried()
    await inDublin((tx) => revokePeer(tx, operator, one.from, 'No answer for a year', now()))
    await markDoubtful(dublin.db, one.from, now())
    expect(await doubtedAbout(dublin.db, one.to, one.request)).toEqual([])
    await introduce(munich, one.from, dublin)
    await expect(
      inDublin((tx) => revokePeer(tx, operator, one.from, 'x', now(), now().add({ hours: 1 }))),
    ).rejects.toThrow(refusal('since_in_the_future'))
    await inDublin((tx) =>
      revokePeer(tx, operator, one.from, 'Its mailbox was sold', now(), now().subtract({ hours: 1 })),
    )
    await markDoubtful(dublin.db, one.from, now())
    expect(await doubtedAbout(dublin.db, one.to, one.request)).toHaveLength(1)
  })
})

test('a verification needs words, a known way, a number with its source, and ends', async () => {
  const org = ends.to
  const verify = (input: object) =>
    inDublin((tx) =>
      verifyOrganisation(tx, operator, { org, method: 'national-list', says: 'Gazette of 3 May', ...input }, now()),
    )
  await expect(verify({ method: 'rumour' })).rejects.toThrow(refusal('bad_method'))
  await expect(verify({ says: '' })).rejects.toThrow(refusal('words_missing'))
  await expect(verify({ phone: 'call me' })).rejects.toThrow(refusal('bad_number'))
  await expect(verify({ phone: '+353 1 555 0100' })).rejects.toThrow(refusal('source_missing'))
  await verify({ phone: '+353 1 555 0100', phoneSource: 'Gazette of 3 May' })
  expect((await verificationOf(dublin.db, org, now())).is).toBe('verified')
  expect((await verificationOf(dublin.db, org, now().add({ hours: 24 * 365 }))).is).toBe('stale')
  expect((await verificationOf(dublin.db, newId('org', 0), now())).is).toBe('unverified')
  const other = await inDublin<{ id: string }>((tx) =>
    createOrganisation(
      tx,
      secret,
      { name: 'Court', state: 'IE', kind: 'court', seats: ['court'], languages: ['en'] },
      'system',
      now(),
    ),
  )
  expect(await verificationOf(dublin.db, other.id, now())).toMatchObject({
    is: 'verified',
    verification: { method: 'hosted' },
  })
})

test('an overseer on another instance learns of an emergency access, and none of another state does', async () => {
  const office = { name: 'Overseer', kind: 'overseer', seats: ['overseer'], languages: ['de'] } as const
  const made = (state: string) =>
    inDublin<{ id: string }>((tx) => createOrganisation(tx, secret, { ...office, state }, 'system', now()))
  const [ours, theirs] = [await made('DE'), await made('FR')]
  for (const { id } of [ours, theirs]) await introduce(dublin, id, munich)
  await introduce(munich, ends.from, dublin)
  const name = 'Dr. Anna Huber'
  const person = await inMunich<string>(async (tx) => {
    const { id } = await addPerson(tx, { name, language: 'de', isDemo: true }, now())
    await addMember(tx, { person: id, org: ends.from, seat: 'authority', role: 'author' }, 'system', now())
    return id
  })
  const author: Actor = { ...head, person, name, role: 'author' }
  const why = { reason: 'Nobody who could decide is to be reached tonight' }
  await inMunich(async (tx) => takeEmergencyAccess(tx, author, why, { now }, await counterparts(tx)))
  await carried()
  const told = dublin.taken.filter(({ type }) => type === 'emergency-access')
  expect(told.map(({ org }) => org)).toEqual([ours.id])
  expect(told[0]?.body).toMatchObject({ ...why, name, seat: 'authority' })
})
