import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Actor } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { base64 } from '../../base/bytes.ts'
import { instantText } from '../../base/time.ts'
import { generateSigningKey } from '../../crypto/index.ts'
import type { Facts } from '../../law/index.ts'
import {
  addDomain, believe, keepAttestation, markDoubted, setTrustSettings, type TrustSettings, trustSettings, verifyOrganisation,
} from '../../trust/index.ts' // biome-ignore format: one line of words
import { submitRequest } from '../drafting.ts'
import { misusesBy } from '../misuse.ts'
import type { Request, Setting } from '../request.ts'
import { sendRequest } from '../sending.ts'
import { findRequest } from '../store/requests.ts'
import { boxes, munich, stageOn } from '../story.fixture.ts'
import { today } from '../today.ts'
import { competenceFor } from './competence.ts'
import { recordCallBack, verifySender } from './deciding.ts'
import { senderDesk } from './desk.ts'

const { db } = await testDatabase()
const { transact, drafted, carry, handOver } = stageOn(db)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

const emergency: Facts = { ...munich, urgency: 'emergency', emergency: { threat: 'life' } }
const operatorOf = (actor: Actor): Actor => ({ ...actor, seat: 'operator', role: 'head' })
const NUMBER = '+49 89 5597 4000'

/** An order for subscriber data that has reached the provider. */
async function arrived(facts: Facts = emergency) {
  const grounds = facts.urgency === 'emergency' && { grounds: 'A message names the child who is to be killed tonight' }
  const written = { ...boxes, ...(grounds && { 'c.additional': 'See the message' }) }
  const story = await drafted({ facts, data: ['d1'], boxes: written, ...grounds })
  const { people, setting, now, request, made } = story
  await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  const found = await db
    .selectFrom('request_requests')
    .select('id')
    .where('org_id', '=', made.provider.id)
    .where('origin', '=', request.origin)
    .executeTakeFirstOrThrow()
  const order = await findRequest(db, made.provider.id, found.id)
  const second: Actor = { ...people.provider, person: `${people.provider.person}2`, name: 'Cian Walsh' }
  const inDirectory = (input: object = {}) =>
    transact((tx) =>
      verifyOrganisation(
        tx,
        operatorOf(people.provider),
        {
          org: made.authority.id,
          method: 'national-list',
          says: 'Justice portal',
          phone: NUMBER,
          phoneSource: 'Justice portal of the Länder',
          ...input,
        },
        now(),
      ),
    )
  return { ...story, order, second, inDirectory, sender: made.authority.id }
}

const call = (actor: Actor, order: Request, setting: Setting, input: object = {}) =>
  transact((tx) =>
    recordCallBack(
      tx,
      actor,
      order.id,
      { number: NUMBER, call: 'confirmed', says: 'Dr. Huber, by the switchboard', ...input },
      setting,
    ),
  )
const decide = (
  actor: Actor,
  order: Request,
  setting: Setting,
  finding = 'verified',
  reason = 'The switchboard put us through',
) => transact((tx) => verifySender(tx, actor, order.id, { finding, reason }, setting))
const waits = async (actor: Actor, { now }: Setting) => (await today(db, actor, now())).tasks.map(({ kind }) => kind)

describe('an emergency', () => {
  test('is told to whoever gets it, and nothing is handed over before two people have made sure who sends it', async () => {
    const { order, people, second, setting, pass, inDirectory } = await arrived()
    expect(order.facts.urgency).toBe('emergency')
    const give = () => handOver(people.provider, order, setting)
    expect(await waits(people.provider, setting)).toContain('verify-sender')
    await expect(give()).rejects.toThrow(refusal('sender_unverified'))
    await expect(decide(people.provider, order, setting)).rejects.toThrow(refusal('call_back_missing'))
    await expect(call(people.provider, order, setting)).rejects.toThrow(refusal('no_directory_number', 'number'))
    await inDirectory()
    // The number that stands in the form, however it is written.
    await expect(call(people.provider, order, setting, { number: '+49 (89) 5597-0' })).rejects.toThrow(
      refusal('number_from_request', 'number'),
    )
    await expect(call(people.provider, order, setting, { number: '+44 20 7946 0000' })).rejects.toThrow(
      refusal('number_not_in_directory', 'number'),
    )
    await expect(call(people.provider, order, setting, { says: ' ' })).rejects.toThrow(
      refusal('reason_missing', 'says'),
    )
    await expect(call(people.provider, order, setting, { call: 'perhaps' })).rejects.toThrow(
      refusal('bad_text', 'call'),
    )
    await expect(call(people.author, order, setting)).rejects.toThrow(refusal('not_found'))
    const overseer: Actor = { ...people.provider, seat: 'overseer' }
    await expect(call(overseer, order, setting)).rejects.toThrow(refusal('not_permitted'))
    await call(people.provider, order, setting, { call: 'unreached', says: 'It rang for five minutes' })
    await expect(decide(people.provider, order, setting), 'nobody answered').rejects.toThrow(
      refusal('call_back_missing'),
    )
    await call(people.provider, order, setting)
    await expect(decide(people.provider, order, setting, 'verified', '')).rejects.toThrow(refusal('reason_missing'))
    await decide(people.provider, order, setting)
    expect(await waits(people.provider, setting), 'the second check is for somebody else').not.toContain(
      'verify-sender',
    )
    expect(await waits(second, setting)).toContain('verify-sender')
    await expect(give()).rejects.toThrow(refusal('second_check_missing'))
    await expect(decide(people.provider, order, setting)).rejects.toThrow(refusal('same_person'))
    const { needs } = await senderDesk(db, order.org, order.id, setting)
    expect(needs.secondDue).toBe(instantText(setting.now().add({ minutes: 30 })))
    pass({ minutes: 4 })
    await decide(second, order, setting, 'verified', 'Signature, court and person fit')
    await expect(decide(second, order, setting)).rejects.toThrow(refusal('already_decided'))
    expect(await waits(second, setting)).not.toContain('verify-sender')
    await give()
    const events = await eventsAbout(db, order.org, order.id)
    expect(events.filter(({ kind }) => kind === 'request.sender-verified').map(({ body }) => body)).toMatchObject([
      {
        part: 'first',
        text: 'The switchboard put us through',
        competence: 'competent',
        verification: { method: 'national-list' },
      },
      { part: 'second', name: 'Cian Walsh' },
    ])
    expect(events.map(({ kind }) => kind)).toContain('request.sender-called')
  })

  test('that is found misused stays refused until it is looked at anew, and can be told to others', async () => {
    const { order, people, second, setting, inDirectory, sender } = await arrived()
    await inDirectory()
    await call(people.provider, order, setting, { call: 'denied', says: 'Nobody there knows of it' })
    await expect(decide(people.provider, order, setting), 'they denied it').rejects.toThrow(
      refusal('call_back_missing'),
    )
    await decide(people.provider, order, setting, 'misused', 'Sent from a mailbox that was sold')
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('sender_refused'))
    expect(await misusesBy(db, order.org, sender)).toMatchObject([{ request: order.id, name: 'Niamh Byrne' }])
    expect(await misusesBy(db, sender, order.org)).toEqual([])
    await call(second, order, setting)
    await decide(second, order, setting)
    await expect(decide(second, order, setting)).rejects.toThrow(refusal('same_person'))
    await decide(people.provider, order, setting)
    await handOver(people.provider, order, setting)
  })

  test('is one by the law it names, though its sender leaves the word out', async () => {
    const { order, people, setting } = await arrived()
    await db
      .updateTable('request_requests')
      .set({ facts: JSON.stringify({ asking: { state: 'DE' } }) })
      .where('id', '=', order.id)
      .execute()
    expect((await senderDesk(db, order.org, order.id, setting)).needs).toMatchObject({
      emergency: true,
      secondNeeded: true,
    })
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('sender_unverified'))
  })
})

describe('an ordinary request', () => {
  test('needs no desk; misuse of an emergency cannot be found in it', async () => {
    const { order, people, setting } = await arrived(munich)
    expect((await senderDesk(db, order.org, order.id, setting)).needs).toMatchObject({
      reasons: [],
      isVerified: true,
      secondDue: undefined,
    })
    await expect(decide(people.provider, order, setting, 'misused')).rejects.toThrow(refusal('no_emergency', 'finding'))
    await handOver(people.provider, order, setting)
  })

  test('waits where the verification of its sender is stale, and the desk cannot help', async () => {
    const { order, people, setting, pass, inDirectory } = await arrived(munich)
    pass({ hours: 24 * 366 })
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('verification_stale'))
    await expect(decide(people.provider, order, setting)).rejects.toThrow(refusal('verification_stale'))
    await inDirectory()
    await handOver(people.provider, order, setting)
  })

  test('that came under a key since revoked, or whose sender misused an emergency by a word that counts, is verified first', async () => {
    const { order, people, setting, inDirectory, sender, now, made } = await arrived(munich)
    const give = () => handOver(people.provider, order, setting)
    const key = base64((await generateSigningKey()).publicKey)
    const at = instantText(now())
    const attestation = {
      id: 'attestation_1', side: 'received', attester: made.central.id, subject: sender, subjectName: 'Munich', subjectKey: key, says: 'misused-emergency',
      reason: 'A mailbox was sold', paper: '{}', madeAt: at, until: instantText(now().add({ hours: 48 })), told: [],
    } as const // biome-ignore format: a table
    await transact((tx) =>
      keepAttestation(tx, order.org, attestation, { who: made.central.id, name: 'Ireland' }, now()),
    )
    expect(
      (await senderDesk(db, order.org, order.id, setting)).needs.reasons,
      'whose word counts for nothing here',
    ).toEqual([])
    const head: Actor = { ...people.provider, role: 'head' }
    const trusted = { attester: made.central.id, says: 'misused-emergency', reason: 'Our own central authority' }
    await transact((tx) => believe(tx, head, trusted, now()))
    await expect(give()).rejects.toThrow(refusal('sender_unverified'))
    const mark = { message: 'message_1', from: sender, about: order.id, key, since: at }
    await transact((tx) => markDoubted(tx, order.org, [mark], now()))
    expect((await senderDesk(db, order.org, order.id, setting)).needs.reasons).toEqual(['revoked-key', 'misuse'])
    await expect(decide(people.provider, order, setting)).rejects.toThrow(refusal('call_back_missing'))
    await inDirectory()
    await call(people.provider, order, setting)
    await decide(people.provider, order, setting)
    await give()
  })

  test('is looked at twice for the signs the operator named', async () => {
    const { order, people, setting, now, sender } = await arrived(munich)
    const shown = async () =>
      Object.fromEntries(
        (await senderDesk(db, order.org, order.id, setting)).signals.map(({ signal, is }) => [signal, is]),
      )
    expect(await shown()).toEqual({
      'first-contact': 'shown', 'unusual-volume': 'clear', 'unusual-hour': 'unknown', 'no-follow-up': 'unknown', 'unknown-domain': 'unknown',
      'young-domain': 'unknown', 'not-competent': 'clear',
    }) // biome-ignore format: a table
    const operator = operatorOf(people.provider)
    const domain = (name: string, registeredOn: string) =>
      transact((tx) => addDomain(tx, operator, sender, { domain: name, registeredOn, source: 'registry' }, now()))
    await expect(domain('not a domain', '2026-01-01')).rejects.toThrow(refusal('bad_domain', 'domain'))
    await domain('justiz.example', '2001-01-01')
    expect(await shown()).toMatchObject({ 'unknown-domain': 'shown', 'young-domain': 'clear' })
    await domain('sta-muenchen1.example', '2026-11-01')
    await domain('authority.example', '2001-01-01')
    expect(await shown()).toMatchObject({ 'unknown-domain': 'clear', 'young-domain': 'shown' })
    const set = (more: Partial<TrustSettings>, actor = operator) =>
      transact(async (tx) => setTrustSettings(tx, actor, { ...(await trustSettings(tx)), ...more }, now()))
    await expect(set({ reverifyDays: 0 })).rejects.toThrow(refusal('bad_setting', 'reverifyDays'))
    await expect(set({ deskFor: ['rumour' as never] })).rejects.toThrow(refusal('bad_setting', 'deskFor'))
    await expect(set({ deskFor: ['young-domain'] }, people.provider)).rejects.toThrow(refusal('not_permitted'))
    await set({ deskFor: ['young-domain'] })
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('sender_unverified'))
    await decide(people.provider, order, setting)
    await handOver(people.provider, order, setting)
    await set({ deskFor: [] })
  })

  test('of habits that change is seen: many in a day, an hour of night, an emergency after which nothing came', async () => {
    const { order, setting, now } = await arrived(munich)
    const row = await db.selectFrom('request_requests').selectAll().where('id', '=', order.id).executeTakeFirstOrThrow()
    const { urgency: _, counted_state: __, counted_items: ___, ...rest } = row
    const {
      foreign_state: _f,
      marks: _m,
      company: _c,
      began_at: _b,
      ...plain
    } = rest as typeof rest & Record<string, unknown>
    const json = (value: unknown) => JSON.stringify(value)
    const earlier = (ago: Temporal.DurationLike, facts: object, name: string) => ({
      ...plain, id: `request_${name}`, origin: `request_${name}`, created_at: instantText(now().subtract(ago)), facts: json(facts),
      items: json(row.items), parties: json(row.parties), answers: json(row.answers), copy: json(row.copy), statement: null,
    }) // biome-ignore format: a table
    const days = Array.from({ length: 12 }, (_one, i) =>
      earlier({ hours: 24 * (i + 2) + 6 }, {}, `day${i}${order.id.slice(-8)}`),
    )
    const many = Array.from({ length: 2 }, (_one, i) => earlier({ hours: i + 1 }, {}, `many${i}${order.id.slice(-8)}`))
    const silent = earlier({ hours: 24 * 20 + 6 }, { urgency: 'emergency' }, `silent${order.id.slice(-8)}`)
    await db
      .insertInto('request_requests')
      .values([...days, silent] as never)
      .execute()
    const shown = async () =>
      Object.fromEntries(
        (await senderDesk(db, order.org, order.id, setting)).signals.map(({ signal, is }) => [signal, is]),
      )
    expect(await shown()).toMatchObject({
      'first-contact': 'clear',
      'unusual-volume': 'clear',
      'unusual-hour': 'shown',
      'no-follow-up': 'shown',
    })
    await db
      .insertInto('request_requests')
      .values(many as never)
      .execute()
    expect(await shown()).toMatchObject({ 'unusual-volume': 'shown', 'unusual-hour': 'clear' })
  })
})

test('competence is asked of the law base, by what the directory says the sender is', async () => {
  const { order, setting } = await arrived(munich)
  const asked = (authority: string | null, state = 'DE') => competenceFor(setting.law, order, { state, authority })
  expect(asked('prosecutor')).toMatchObject({ is: 'competent' })
  expect(asked('prosecutor').because.every(({ cite }) => cite.length > 0)).toBe(true)
  expect(asked('police'), 'a judge or prosecutor has to validate it').toMatchObject({
    is: 'unknown',
    needs: [{ cite: expect.stringContaining('Art 4(1)') }],
  })
  expect(asked(null).is).toBe('unknown')
  expect(asked('prosecutor', 'US'), 'no Member State').toMatchObject({ is: 'not-competent' })
})
