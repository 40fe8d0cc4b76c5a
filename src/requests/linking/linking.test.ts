import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { eventsAbout } from '../../audit/index.ts'
import { sendRequest } from '../sending.ts'
import { findLinks } from '../store/links.ts'
import { findRequest } from '../store/requests.ts'
import { findSteps } from '../store/steps.ts'
import { stageOn } from '../story.fixture.ts'
import { addTo } from './adding.ts'
import { link } from './linking.ts'
import { narrow } from './narrowing.ts'
import { overviewOf } from './overview.ts'

const { db } = await testDatabase()
const { validated, drafted, transact, carry, copyAt } = stageOn(db)
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

/** An order for subscriber data and a mailbox that has left. */
async function sent() {
  const story = await validated()
  const { people, setting, now, request, made } = story
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  return { ...story, order: await copyAt(made.provider.id), notification: await copyAt(made.central.id) }
}

describe('narrowing', () => {
  test('takes items out without a new approval, and everybody who has had the request is told', async () => {
    const { people, setting, now, request, made, order, notification, task } = await sent()
    const steps = await findSteps(db, request.id)
    await transact((tx) =>
      narrow(tx, people.author, request.id, { without: ['d2'], reason: 'The mailbox was found' }, setting),
    )
    await carry(now)
    for (const [org, id] of [
      [made.authority.id, request.id], [made.provider.id, order.id], [made.central.id, notification.id], [made.court.id, task.id],
    ] as const) {
      expect((await findRequest(db, org, id)).items.map((item) => item.id)).toEqual(['d1'])
      expect((await eventsAbout(db, org, id)).at(-1)?.kind ?? '').toMatch(/narrowed|message/)
    } // biome-ignore format: a table
    expect(await findSteps(db, request.id)).toEqual(steps)
  })

  test('shortens the days, and never lengthens them', async () => {
    const { people, setting, request, now, made, order } = await sent()
    const period = request.statement?.period ?? { from: '2026-09-01', to: '2026-09-30' }
    const by = (days: { from: string; to: string }) =>
      transact((tx) => narrow(tx, people.author, request.id, { period: days, reason: 'The day is known' }, setting))
    const { from = '2026-09-01', to = '2026-09-30' } =
      (await findRequest(db, made.authority.id, request.id)).statement?.period ?? period
    await expect(by({ from: '2020-01-01', to })).rejects.toThrow(refusal('widens', 'period'))
    await expect(by({ from, to })).rejects.toThrow(refusal('bad_text', 'period'))
    await expect(by({ from: to, to: from })).rejects.toThrow(refusal('bad_text', 'period'))
    await by({ from, to: from })
    await expect(by({ from, to })).rejects.toThrow(refusal('widens', 'period'))
    await carry(now)
    const told = (await eventsAbout(db, made.provider.id, order.id)).find(({ kind }) => kind === 'request.narrowed')
    expect(told?.body).toMatchObject({ period: { from, to: from }, reason: 'The day is known' })
  })

  test('adds nothing, leaves something over, and is for whose request it is once it has left', async () => {
    const { people, setting, request, order } = await sent()
    const go = (input: object, actor = people.author, id: string = request.id) =>
      transact((tx) => narrow(tx, actor, id, { reason: 'Because', ...input }, setting))
    await expect(go({ without: ['d3'] })).rejects.toThrow(refusal('bad_text', 'without'))
    await expect(go({ without: ['d1', 'd2'] })).rejects.toThrow(refusal('bad_text', 'without'))
    await expect(go({})).rejects.toThrow(refusal('bad_text', 'without'))
    await expect(go({ without: ['d1'], reason: ' ' })).rejects.toThrow(refusal('reason_missing'))
    await expect(go({ without: ['d1'] }, people.provider, order.id)).rejects.toThrow(refusal('not_permitted'))
    const draft = await drafted()
    await expect(
      transact((tx) =>
        narrow(tx, draft.people.author, draft.request.id, { without: ['d2'], reason: 'Because' }, draft.setting),
      ),
    ).rejects.toThrow(refusal('not_current'))
  })
})

describe('a supplement', () => {
  test('is a draft of its own that goes through every approval again, and is told to belong to the first when it leaves', async () => {
    const { people, setting, request, now, made, order } = await sent()
    await transact((tx) => narrow(tx, people.author, request.id, { without: ['d2'], reason: 'For now' }, setting))
    const add = (input: object = {}) =>
      transact((tx) => addTo(tx, people.author, request.id, { as: 'supplements', data: ['d2'], ...input }, setting))
    await expect(add({ data: ['d1'] })).rejects.toThrow(refusal('bad_text', 'data'))
    await expect(add({ data: [] })).rejects.toThrow(refusal('bad_text', 'data'))
    const more = await add()
    expect(more).toMatchObject({ status: 'draft', rule: request.rule, items: [{ id: 'd2' }] })
    expect((await findSteps(db, more.id)).find(({ does }) => does === 'validate')?.is).toBe('pending')
    await expect(transact((tx) => sendRequest(tx, people.author, more.id, setting))).rejects.toThrow(
      refusal('approvals_missing'),
    )
    await carry(now)
    expect(await findLinks(db, made.provider.id, [order.id])).toEqual([])
    expect(await findLinks(db, made.authority.id, [request.id])).toMatchObject([
      { request: more.id, kind: 'supplements', other: request.id },
    ])
  })

  test('needs a first request that has left', async () => {
    const { people, setting, request } = await drafted()
    await expect(
      transact((tx) => addTo(tx, people.author, request.id, { as: 'supplements', data: ['d2'] }, setting)),
    ).rejects.toThrow(refusal('not_current'))
  })
})

describe('requests that belong together', () => {
  test('are linked once, by whose they are, and each side that has both is told', async () => {
    const { people, setting, request, now, made, order } = await sent()
    const again = await transact((tx) =>
      addTo(tx, people.author, request.id, { as: 'replaces', data: ['d1'] }, setting),
    )
    const join = (kind: 'same-target' | 'replaces', other: string = request.id, actor = people.author) =>
      transact((tx) => link(tx, actor, again.id, { kind, other }, setting))
    await expect(join('replaces')).rejects.toThrow(refusal('already_decided'))
    await expect(join('same-target', again.id)).rejects.toThrow(refusal('bad_text', 'other'))
    await expect(join('same-target', order.id)).rejects.toThrow(refusal('not_found'))
    await expect(join('same-target', request.id, people.provider)).rejects.toThrow(refusal('not_permitted'))
    await transact((tx) => link(tx, people.author, request.id, { kind: 'same-target', other: again.id }, setting))
    await carry(now)
    // The provider has never heard of the second.
    expect((await eventsAbout(db, made.provider.id, order.id)).map(({ kind }) => kind)).not.toContain('request.linked')
  })

  test('stand in one overview of their matter, with who they wait for and what came', async () => {
    const { people, setting, request, matter, now, pass, made } = await sent()
    await transact((tx) => addTo(tx, people.author, request.id, { as: 'replaces', data: ['d1'] }, setting))
    pass({ hours: 72 })
    const lines = await overviewOf(db, made.authority.id, matter.id, now())
    expect(lines).toHaveLength(2)
    expect(lines.find((line) => line.request.id === request.id)).toMatchObject({
      days: 3, pieces: 0, stage: expect.arrayContaining([expect.objectContaining({ id: 'assess', state: 'IE' })]),
    }) // biome-ignore format: a table
    expect(lines.flatMap(({ links }) => links)).toMatchObject([{ kind: 'replaces', other: request.id }])
  })
})
