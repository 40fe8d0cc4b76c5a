import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Actor } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { draftRequest, submitRequest } from '../drafting.ts'
import { noteEvent } from '../happening.ts'
import { type Carried, sendRequest } from '../sending.ts'
import { findClocks } from '../store/clocks.ts'
import { findLinks } from '../store/links.ts'
import { findRequest } from '../store/requests.ts'
import { findSteps } from '../store/steps.ts'
import { munich } from '../story.fixture.ts'
import { sweep } from '../sweep.ts'
import { today } from '../today.ts'
import { keepingOn, preservationOrder } from './keeping.fixture.ts'
import { confirmFollowing, preservationsFor } from './preserving-first.ts'
import { runningOn } from './reading.ts'
import { renew, setMeasure } from './renewing.ts'

const { db } = await testDatabase()
const { opened, drafted, issued, kept, transact, carry, fillAll } = keepingOn(db)
const refusal = (code: string) => expect.objectContaining({ code })
const days = (n: number) => ({ hours: 24 * n })

const kindsAbout = async (org: string, id: string) => (await eventsAbout(db, org, id)).map(({ kind }) => kind)

describe('preserving first', () => {
  test('takes what the analysis leaves open for keeping data, whatever the matter is to have in the end', async () => {
    const { setting } = await opened()
    const found = preservationsFor(munich, setting).map(({ rule }) => rule)
    expect(found[0]).toBe(preservationOrder)
    expect(found.length).toBeGreaterThan(1)
  })

  test('drafts it beside the slower request, which then follows it', async () => {
    const story = await opened()
    const { people, party, setting, matter, made } = story
    const parties = [party('provider', { as: 'designated-establishment' }), party('court'), party('central')]
    const slow = await transact((tx) =>
      draftRequest(
        tx,
        people.author,
        matter.id,
        { rule: 'eu/2023-1543/routes/production-order', to: 'IE', parties },
        setting,
      ),
    )
    const fast = await drafted(story, { beside: slow.id })
    expect(fast.facts.measure).toBe('preserve')
    expect(await findLinks(db, made.authority.id, [slow.id])).toMatchObject([
      { request: slow.id, kind: 'follows', other: fast.id },
    ])
    const other = await opened()
    await expect(
      transact((tx) =>
        draftRequest(tx, other.people.author, matter.id, { rule: preservationOrder, to: 'IE', parties }, setting),
      ),
    ).rejects.toThrow(refusal('not_found'))
  })

  test('is not possible by a way that is closed', async () => {
    const story = await opened()
    await expect(drafted(story, { rule: 'us/sca/routes/preservation', to: 'US' })).rejects.toThrow(
      refusal('route_not_open'),
    )
  })
})

describe('data that are kept', () => {
  test('have an end on both sides', async () => {
    const { made, request, order, setting } = await kept()
    for (const [org, id] of [
      [made.authority.id, request.id],
      [made.provider.id, order.id],
    ] as const) {
      const { measures } = await runningOn(db, org, id, setting)
      expect(measures).toMatchObject([
        { kind: 'preservation', clock: { rule: 'eu/2023-1543/clocks/preservation-period', cite: 'Art 11(1)' } },
      ])
    }
  })

  test('by somebody on no system have their end once somebody says that the order arrived', async () => {
    const story = await opened()
    const { people, setting, now, made, pass } = story
    const parties = [
      { seat: 'provider' as const, state: 'IE', name: 'Alpenpost', as: 'designated-establishment' as const },
    ]
    const request = await drafted(story, { parties })
    await fillAll(people.author, request, setting)
    await transact((tx) => stateCase(tx, people.author, request.id, careful(request.items), setting))
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    const send = (carried?: Carried) => transact((tx) => sendRequest(tx, people.author, request.id, setting, carried))
    const arrived = (at?: string) =>
      transact((tx) =>
        noteEvent(tx, people.author, request.id, { event: 'order.received', note: 'Return receipt', at }, setting),
      )
    await expect(send()).rejects.toThrow(refusal('party_missing'))
    await expect(arrived()).rejects.toThrow(refusal('not_current'))
    const post = { means: 'post' as const, to: 'Alpenpost, 1 Main Street, Dublin' }
    await expect(send({ ...post, at: '2099-01-01' })).rejects.toThrow(refusal('bad_text'))
    await send(post)
    const sixtyDays = async () =>
      (await findClocks(db, request.id)).find(({ rule }) => rule.endsWith('/preservation-period'))
    expect(await sixtyDays()).toBeUndefined()
    pass(days(3))
    const [day] = now().toString().split('T')
    await expect(arrived('2099-01-01')).rejects.toThrow(refusal('bad_text'))
    pass(days(2))
    await arrived(day)
    expect((await sixtyDays())?.startedAt.slice(0, 10)).toBe(day)
    expect((await runningOn(db, made.authority.id, request.id, setting)).measures).toHaveLength(1)
  })

  test('under a secrecy whose last day is near: somebody else than the author is asked to renew it', async () => {
    const { people, request, setting, now, pass } = await kept()
    const colleague: Actor = { ...people.head, person: 'person_vogt' }
    const until = (hours: number) => now().add({ hours }).toString().slice(0, 10)
    const set = { measure: 'secrecy', reason: 'The account holder would flee' } as const
    await transact((tx) => setMeasure(tx, people.author, request.id, { ...set, until: until(24 * 40) }, setting))
    const renewals = async (actor: Actor) => {
      const { tasks, waiting } = await today(db, actor, now())
      return [tasks, waiting].map((list) => list.filter(({ clock }) => clock?.measure === 'secrecy').length)
    }
    expect(await renewals(colleague)).toEqual([0, 0])
    pass(days(38))
    await sweep(db, setting)
    expect([await renewals(colleague), await renewals(people.author)]).toEqual([[1, 0], [0, 1]]) // biome-ignore format: two pairs
    const again = { ...set, until: until(24 * 40) }
    await expect(transact((tx) => renew(tx, people.author, request.id, again, setting))).rejects.toThrow(
      refusal('approver_is_author'),
    )
    await transact((tx) => renew(tx, colleague, request.id, again, setting))
    expect(await renewals(colleague)).toEqual([0, 0])
  })

  test('are let go on both sides when nobody extends or confirms, and everybody is told', async () => {
    const { made, request, order, setting, now, pass } = await kept()
    pass(days(58))
    await sweep(db, setting)
    expect(await kindsAbout(made.authority.id, request.id)).toContain('request.reminded')
    expect((await findRequest(db, made.authority.id, request.id)).status).not.toBe('lapsed')
    pass(days(5))
    await sweep(db, setting)
    await carry(now)
    for (const [org, id] of [
      [made.authority.id, request.id],
      [made.provider.id, order.id],
    ] as const) {
      expect((await findRequest(db, org, id)).status).toBe('lapsed')
      expect(await kindsAbout(org, id)).toEqual(
        expect.arrayContaining(['request.measure-lapsed', 'request.lapse-told']),
      )
      expect((await findClocks(db, id)).every(({ stoppedAt }) => stoppedAt !== undefined)).toBe(true)
    }
    expect((await findSteps(db, request.id)).map(({ is }) => is)).not.toContain('current')
  })

  test('are kept on once for a reason that somebody else than the author gives, and then no more', async () => {
    const { people, request, order, setting, now, pass, made } = await kept()
    pass(days(50))
    const colleague = { ...people.head, person: 'person_vogt' }
    const again = (actor = colleague, reason = 'The request for assistance is with the ministry') =>
      transact((tx) => renew(tx, actor, request.id, { measure: 'preservation', reason }, setting))
    await expect(again(people.author)).rejects.toThrow(refusal('approver_is_author'))
    await expect(again(colleague, ' ')).rejects.toThrow(refusal('reason_missing'))
    await expect(again(people.provider)).rejects.toThrow(refusal('not_permitted'))
    await expect(transact((tx) => sendRequest(tx, people.author, request.id, setting))).rejects.toThrow()
    await again()
    await carry(now)
    const { measures } = await runningOn(db, made.provider.id, order.id, setting)
    expect(measures.map(({ clock }) => clock.rule)).toEqual(['eu/2023-1543/clocks/preservation-extension'])
    await expect(again()).rejects.toThrow(refusal('not_renewable'))
    pass(days(20))
    await sweep(db, setting)
    expect((await findRequest(db, made.provider.id, order.id)).status).not.toBe('lapsed')
    pass(days(30))
    await sweep(db, setting)
    await carry(now)
    expect((await findRequest(db, made.provider.id, order.id)).status).toBe('lapsed')
    await expect(again()).rejects.toThrow(refusal('ended'))
  })

  test('stay until the request they are kept for is answered, once it is confirmed to have been issued', async () => {
    const story = await kept()
    const { people, request, order, setting, now, pass, made, matter, party } = story
    const parties = [party('provider', { as: 'designated-establishment' }), party('court'), party('central')]
    const choice = {
      rule: 'eu/2023-1543/routes/production-order',
      to: 'IE',
      data: ['d1'],
      parties: parties.slice(0, 1),
    }
    const later = await transact((tx) => draftRequest(tx, people.author, matter.id, choice, setting))
    const confirm = () =>
      transact((tx) => confirmFollowing(tx, people.author, request.id, { following: later.id }, setting))
    await expect(confirm()).rejects.toThrow(refusal('not_current'))
    await issued(story, later)
    await confirm()
    await carry(now)
    await expect(confirm()).rejects.toThrow(refusal('not_running'))
    pass(days(100))
    await sweep(db, setting)
    await carry(now)
    expect((await findRequest(db, made.provider.id, order.id)).status).not.toBe('lapsed')
    expect(await findLinks(db, made.authority.id, [later.id])).toMatchObject([{ kind: 'follows', other: request.id }])
  })
})
