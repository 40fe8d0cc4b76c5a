import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Actor } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import type { Facts } from '../../law/index.ts'
import { eraseReceived, evidenceArrived, listItems, openBlobs, removeErased } from '../../vault/index.ts'
import { approve, refuse } from '../approvals.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { draftRequest, submitRequest } from '../drafting.ts'
import { openMatter } from '../matters.ts'
import { keepingOn } from '../running/keeping.fixture.ts'
import { sendRequest } from '../sending.ts'
import { emergenciesOf } from '../store/emergencies.ts'
import { findRequest } from '../store/requests.ts'
import { munich, signature, storyClock } from '../story.fixture.ts'
import { dayOf, today } from '../today.ts'
import { signEmergency, stateEmergency } from './grounding.ts'

const { db } = await testDatabase()
const { cast, opened, fillAll, copyOf, transact, carry, handOver, makeSure } = keepingOn(db)
const folder = mkdtempSync(join(tmpdir(), 'comity-emergency-'))
afterAll(() => rmSync(folder, { recursive: true }))
const blobs = await openBlobs(folder)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const grounds =
  'A message of this evening names the child who is to be killed tonight; a judge cannot be had before morning'

/** The police want to know who is behind an account; nobody has validated it. */
const police: Facts = {
  ...munich,
  asking: { state: 'DE' as never, authority: 'police' },
  data: [
    { id: 'd1', category: 'subscriber', stored: true, storedIn: ['IE' as never], class: 'general', personal: true },
  ],
  urgency: 'emergency',
  emergency: { threat: 'life' },
}

/** … drafted, filled in and stated, with or without the ground of the emergency. */
async function drafted(facts = police, ground: string | undefined = grounds) {
  const story = await opened(facts)
  const { people, party, setting, matter } = story
  const courts = facts.asking?.authority === 'police' ? [party('court')] : []
  const parties = [party('provider', { as: 'designated-establishment' }), ...courts]
  const choice = { rule: 'eu/2023-1543/routes/production-order', to: 'IE', parties }
  const request = await transact((tx) => draftRequest(tx, people.author, matter.id, choice, setting))
  await fillAll(people.author, request, setting)
  await transact((tx) => stateCase(tx, people.author, request.id, careful(request.items), setting))
  if (ground) await transact((tx) => stateEmergency(tx, people.author, request.id, { grounds: ground }, setting))
  return { ...story, request }
}

/** … and gone, before anybody has validated it. */
async function gone() {
  const story = await drafted()
  const { people, setting, now, request, made } = story
  await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  return { ...story, order: await copyOf(made.provider.id, request), task: await copyOf(made.court.id, request) }
}

describe('an emergency request', () => {
  test('is not handed in on a bare word: its narrow ground is stated first', async () => {
    const { people, setting, request } = await drafted(police, '')
    const submit = () => transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await expect(submit()).rejects.toThrow(refusal('emergency_unfounded', 'grounds'))
    const state = (words: string, actor = people.author) =>
      transact((tx) => stateEmergency(tx, actor, request.id, { grounds: words }, setting))
    await expect(state(' ')).rejects.toThrow(refusal('reason_missing', 'grounds'))
    await expect(state(grounds, people.provider)).rejects.toThrow(refusal('not_permitted'))
    await state(grounds)
    await submit()
  })

  test('is none where the facts say so, whatever its author writes', async () => {
    const { people, setting, request } = await drafted({ ...police, urgency: 'ordinary', emergency: {} }, '')
    await expect(transact((tx) => stateEmergency(tx, people.author, request.id, { grounds }, setting))).rejects.toThrow(
      refusal('emergency_unfounded', 'urgency'),
    )
  })

  test('needs a threat the law knows: without one the quick way is not open', async () => {
    await expect(drafted({ ...police, emergency: {} }, '')).rejects.toThrow(refusal('route_not_open'))
    const prosecutor = { ...police, asking: { state: 'DE', authority: 'prosecutor' }, emergency: {} } as Facts
    const { people, setting, request } = await drafted(prosecutor, '')
    await expect(transact((tx) => stateEmergency(tx, people.author, request.id, { grounds }, setting))).rejects.toThrow(
      refusal('emergency_unfounded', 'threat'),
    )
  })

  test('leaves before it is validated, is marked for oversight, and the validation is a task with its hours', async () => {
    const { made, request, people, now } = await gone()
    expect(await emergenciesOf(db, made.authority.id)).toMatchObject([
      { request: request.id, threat: 'life', grounds, afterwards: undefined },
    ])
    expect((await eventsAbout(db, made.authority.id, request.id)).map(({ kind }) => kind)).toContain(
      'request.emergency-marked',
    )
    const day = await dayOf(db, people.judge, now(), {}, 8)
    expect(JSON.stringify(day)).toContain('validate-afterwards')
    const waiting = JSON.stringify(await dayOf(db, people.author, now(), {}, 8))
    expect(waiting).toContain('eu/2023-1543/clocks/ex-post-validation')
  })

  test('is signed by somebody above its author where the route asks for that', async () => {
    const us: Facts = {
      ...police, asking: { state: 'US' as never, authority: 'police' },
      holder: { name: 'Prairie Mail Inc.', kind: 'provider', seat: 'US' as never, establishments: [], service: 'electronic-communications' },
      data: [{ id: 'd1', category: 'content', stored: true, storedIn: ['US' as never] }],
    } // biome-ignore format: a table
    const { people, party, setting, matterOf } = await inAmerica(us)
    const matter = await matterOf(people.attorney)
    const choice = { rule: 'us/sca/routes/emergency-disclosure', parties: [party('usProvider')] }
    const request = await transact((tx) => draftRequest(tx, people.attorney, matter.id, choice, setting))
    await fillAll(people.attorney, request, setting)
    const send = () => transact((tx) => sendRequest(tx, people.attorney, request.id, setting))
    const head = { ...people.attorney, person: 'person_head', name: 'Head of office', role: 'head' as const }
    const sign = (actor: Actor = head) => transact((tx) => signEmergency(tx, actor, request.id, setting))
    await expect(sign()).rejects.toThrow(refusal('emergency_unfounded', 'grounds'))
    await transact((tx) => stateEmergency(tx, people.attorney, request.id, { grounds }, setting))
    await expect(send()).rejects.toThrow(refusal('emergency_unfounded', 'signed'))
    const waits = async (actor: Actor) => (await today(db, actor, setting.now())).tasks.map(({ kind }) => kind)
    expect(await waits(head)).toContain('sign-emergency')
    expect(await waits(people.attorney), 'it is not for its author').not.toContain('sign-emergency')
    await expect(sign(people.attorney)).rejects.toThrow(refusal('not_permitted'))
    await expect(sign({ ...people.attorney, role: 'head' })).rejects.toThrow(refusal('approver_is_author'))
    await sign()
    expect(await waits(head)).not.toContain('sign-emergency')
    await expect(sign()).rejects.toThrow(refusal('already_decided'))
    // Other words are not what was signed.
    await transact((tx) => stateEmergency(tx, people.attorney, request.id, { grounds: 'Something else' }, setting))
    await expect(send()).rejects.toThrow(refusal('emergency_unfounded', 'signed'))
    await sign()
    await send()
  })
})

async function inAmerica(facts: Facts) {
  const made = await cast()
  const { setting, now } = storyClock()
  const matterOf = (actor: (typeof made)['people']['attorney']) =>
    transact((tx) => openMatter(tx, actor, { title: 'A threat', fileNumber: '26-cr-1', facts }, now))
  return { ...made, setting, matterOf }
}

describe('validation afterwards', () => {
  test('given, leaves everything as it is', async () => {
    const { people, setting, now, task, made, request } = await gone()
    await transact((tx) => approve(tx, people.judge, task.id, signature, setting))
    await carry(now)
    expect(await emergenciesOf(db, made.authority.id)).toMatchObject([{ afterwards: 'confirmed' }])
    expect((await findRequest(db, made.authority.id, request.id)).endedAt).toBeUndefined()
  })

  test('refused, withdraws the order, deletes what came and tells the provider', async () => {
    const { people, setting, now, task, made, request, order } = await gone()
    await makeSure(people.provider, order, setting)
    await handOver(people.provider, order, setting)
    await carry(now)
    const [item] = await listItems(db, made.authority.id, request.origin)
    if (!item) throw new Error('Nothing came')
    await blobs.write(
      (async function* () {
        yield new Uint8Array([1])
      })(),
    )
    await transact((tx) => refuse(tx, people.judge, task.id, { reason: 'No imminent threat was shown' }, setting))
    await carry(now)
    expect((await findRequest(db, made.authority.id, request.id)).status).toBe('withdrawn')
    expect((await findRequest(db, made.provider.id, order.id)).status).toBe('withdrawn')
    expect(await listItems(db, made.authority.id, request.origin)).toMatchObject([
      { state: 'erased', problem: 'No imminent threat was shown' },
    ])
    expect(await emergenciesOf(db, made.authority.id)).toMatchObject([{ afterwards: 'refused', erased: 1 }])
    const told = (await eventsAbout(db, made.provider.id, order.id)).find(({ kind }) => kind === 'request.withdrawn')
    expect(told?.body).toMatchObject({ reason: 'No imminent threat was shown', erased: 1 })
    // What was on its way when it was given up does not come back.
    await transact((tx) => evidenceArrived(tx, item, now()))
    expect(await listItems(db, made.authority.id, request.origin)).toMatchObject([{ state: 'erased' }])
  })
})

describe('bytes that were given up', () => {
  test('are removed, unless somebody else here keeps the same', async () => {
    const { people, setting, now, made, request, order } = await gone()
    await makeSure(people.provider, order, setting)
    await handOver(people.provider, order, setting)
    await carry(now)
    await transact((tx) => eraseReceived(tx, made.authority.id, request.origin, 'Not validated', now()))
    // The provider keeps its own, and so the bytes stay.
    const removed: string[] = []
    const watched = { ...blobs, destroy: async (sum: string) => { removed.push(sum) } } // biome-ignore format: short
    expect(await removeErased({ db, blobs: watched, now })).toBe(0)
    expect(removed).toEqual([])
    expect(await removeErased({ db, blobs: watched, now })).toBe(0)
  })
})
