import { describe, expect, test } from 'vitest'
import { receive } from '../receive.ts'
import { findLines } from '../store/lines.ts'
import { findRequest, listRequests } from '../store/requests.ts'
import { law } from '../story.fixture.ts'
import { today } from '../today.ts'
import { openDesk, refusal } from './desk.fixture.ts'
import { type Misaddressed, returnMisaddressed, sendToRight } from './misaddressed.ts'

const { db, transact, carry, ordered, handOver } = await openDesk()

async function returned() {
  const story = await ordered({ data: ['d1'] })
  const { people, order, setting, now, made, party, request } = story
  const right = { org: made.stranger.id, name: made.stranger.name, state: 'IE' }
  const giveBack = (input: Partial<Misaddressed> = {}, actor = people.provider) =>
    transact((tx) =>
      returnMisaddressed(tx, actor, order.id, { reason: 'We sold that service', right, ...input }, setting),
    )
  const sendOn = (actor = people.author) =>
    transact((tx) =>
      sendToRight(tx, actor, request.id, { right: party('stranger', { as: 'designated-establishment' }) }, setting),
    )
  const asked = async () => (await today(db, people.author, now())).tasks.map(({ kind }) => kind)
  return { ...story, giveBack, sendOn, asked }
}

describe('an order that was not meant for whoever got it', () => {
  test('goes back naming the right one: nothing is owed here any more', async () => {
    const { giveBack, people, status, now, asked, here } = await returned()
    await expect(giveBack({ reason: '' })).rejects.toThrow(refusal('reason_missing'))
    await expect(giveBack({ right: { name: '', state: 'IE' } })).rejects.toThrow(refusal('bad_text', 'right.name'))
    await expect(giveBack({ right: { name: 'Northmail', state: 'Ireland' } })).rejects.toThrow(
      refusal('bad_text', 'right.state'),
    )
    const us = { org: people.provider.org, name: 'We', state: 'IE' }
    await expect(giveBack({ right: us })).rejects.toThrow(refusal('bad_text', 'right'))
    await expect(giveBack({}, people.stranger)).rejects.toThrow(refusal('not_found'))
    await giveBack()
    await carry(now)
    expect(await status()).toEqual(['refused', 'refused'])
    expect((await here()).entries).toMatchObject([
      { kind: 'misaddressed', body: { right: { name: 'Another provider' } } },
    ])
    expect(await asked()).toEqual(['send-on'])
    await expect(giveBack()).rejects.toThrow(refusal('ended'))
  })

  test('is sent to the right one in one step, with the same form, and the old one is withdrawn', async () => {
    const { giveBack, sendOn, request, now, made, asked, people, setting } = await returned()
    await expect(sendOn()).rejects.toThrow(refusal('nothing_returned'))
    await giveBack()
    await carry(now)
    const made_ = await sendOn()
    await carry(now)
    expect(made_).toMatchObject({
      counterpartName: 'Another provider',
      status: 'ready-to-send',
      answers: request.answers,
    })
    expect(made_.digest).toBeDefined()
    expect((await findRequest(db, made.authority.id, request.id)).status).toBe('withdrawn')
    expect(await asked()).toEqual(['step']) // it is to be sent
    await expect(sendOn()).rejects.toThrow(refusal('already_decided'))
    expect(await listRequests(db, made.stranger.id)).toEqual([]) // nothing leaves by itself
    await expect(sendOn(people.provider)).rejects.toThrow(refusal('not_permitted'))
    expect(setting.now()).toBe(now())
  })

  test('that a judge approved for one addressee is approved again for another', async () => {
    const { people, order, setting, now, made, party, request } = await ordered()
    const right = { name: made.stranger.name, state: 'IE', org: made.stranger.id }
    await transact((tx) =>
      returnMisaddressed(tx, people.provider, order.id, { reason: 'We sold that service', right }, setting),
    )
    await carry(now)
    const addressee = party('stranger', { as: 'designated-establishment' })
    const anew = await transact((tx) => sendToRight(tx, people.author, request.id, { right: addressee }, setting))
    expect(anew.status).toBe('in-validation')
    await carry(now)
    expect((await listRequests(db, made.court.id)).map(({ origin }) => origin)).toContain(anew.id)
  })

  test('is not given back once something of it was handed over, and only by whoever was asked', async () => {
    const { giveBack, people, order, setting, request, now } = await returned()
    const body = {
      request: request.origin,
      reason: 'No',
      right: { name: 'X', state: 'IE' },
      at: '2026-11-20T09:00:00.000Z',
    }
    const incoming = {
      org: people.author.org,
      from: people.stranger.org,
      type: 'misaddressed',
      body,
      messageId: 'message_1',
    }
    await expect(
      transact((tx) => receive(tx, law, { ...incoming, at: '2026-11-20T09:00:00.000Z' as never })),
    ).rejects.toThrow(refusal('wrong_organisation'))
    await handOver(people.provider, order, setting, { complete: false, data: ['d1'] })
    await carry(now)
    await expect(giveBack()).rejects.toThrow(refusal('already_decided'))
  })
})

describe('whoever answers for several companies', () => {
  test('sees for which of them each order is, and narrows its lists and its day to one', async () => {
    const { order, made, now, people } = await ordered({ data: ['d1'] })
    expect(order.facts.holder?.name).toBe('Alpenpost Mail Ltd')
    const lines = async (company: string) =>
      (await findLines(db, made.provider.id, { company }, now().toString(), { limit: 9 })).entries.map(({ id }) => id)
    expect(await lines('Alpenpost Mail Ltd')).toEqual([order.id])
    expect(await lines('Another company')).toEqual([])
    expect((await today(db, people.provider, now())).tasks.length).toBeGreaterThan(0)
  })
})
