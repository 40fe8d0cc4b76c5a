import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { eventsAbout } from '../../audit/index.ts'
import { askEnforcement } from '../enforcement/asking.ts'
import { answerObjection, objectTo } from '../objecting.ts'
import { receive } from '../receive.ts'
import { sendRequest, withdraw } from '../sending.ts'
import { findClocks } from '../store/clocks.ts'
import { findRequest } from '../store/requests.ts'
import { findReviews } from '../store/reviews.ts'
import { findSteps } from '../store/steps.ts'
import { law, stageOn } from '../story.fixture.ts'
import { today } from '../today.ts'
import {
  askThirdState,
  giveRuling,
  giveView,
  noteThirdState,
  orderAtOnce,
  refer,
  respond,
  withdrawObjection,
} from './acting.ts'
import { reviewFile } from './reading.ts'
import type { RulingInput } from './ruling.ts'

const { db, transact, carry, copyAt, validated, handOver } = stageOn((await testDatabase()).db)

const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const thirdState = 'eu/2023-1543/grounds/article-17-third-state'

const filled = {
  'd.reasons': ['third-state'], 'd.explanation': 'The law of China forbids it', 'e.law': 'Data Security Law', 'e.provisions': 'Art 36',
  'e.interest': ['other'], 'e.interest-details': 'Control of data given to foreign authorities', 'e.applicable': 'Stored in Shanghai',
  'e.conflict': 'No approval was given', 'e.link': 'Our parent company sits there', 'e.consequences': 'A fine of up to CNY 5 million',
  'g.preserved': 'preserved', 'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20',
  'h.signature': 'Niamh Byrne',
} // biome-ignore format: a table
const objection = { ground: thirdState, reason: 'OBJECTION: Chinese law forbids it', preserved: true, boxes: filled }

/** … sent, arrived, and objected to because of the law of a third state. */
async function objected(boxes: Readonly<Record<string, unknown>> = filled) {
  const story = await validated()
  const { people, setting, now, request, made } = story
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  const [order, notification] = [await copyAt(made.provider.id), await copyAt(made.central.id)]
  await transact((tx) => objectTo(tx, people.provider, order.id, { ...objection, boxes }, setting))
  await carry(now)
  const [review] = await findReviews(db, made.authority.id, request.id)
  const id = review?.id ?? ''
  const court = { org: made.court.id, name: made.court.name, state: 'DE' }
  const status = async () => [
    (await findRequest(db, made.authority.id, request.id)).status,
    (await findRequest(db, made.provider.id, order.id)).status,
  ]
  const file = (org: keyof typeof made, request: string) => reviewFile(db, made[org].id, request, id)
  return { ...story, order, notification, id, court, status, file }
}

const statement = 'STATEMENT: the mailbox cannot be had otherwise'
const referral = (court: { org: string; name: string; state: string }, review: string) => ({
  review, court, statement, points: { 4: 'The account was used for the attack' }, items: ['d1', 'd2'],
}) // biome-ignore format: a table

/** … and put before the court by the authority that means to uphold it. */
async function referred(boxes?: Readonly<Record<string, unknown>>) {
  const story = await objected(boxes)
  const { people, setting, now, request, made, id, court } = story
  await transact((tx) => refer(tx, people.author, request.id, referral(court, id), setting))
  const carried = await carry(now)
  return { ...story, carried, task: await copyAt(made.court.id) }
}

const point = (speaksFor: string, weight = 'some') => ({
  facts: 'As the file shows',
  weight,
  speaksFor,
  reason: 'In this case',
})
const five = (all: ReturnType<typeof point>) => ({ 1: all, 2: all, 3: all, 4: all, 5: all })
const both = ['d1', 'd2']

/** Content is forbidden and lifted; the subscriber data are forbidden by nothing and stand. */
const split: RulingInput = {
  findings: { applies: { items: both, reason: 'They lie in Shanghai' }, forbids: { items: ['d2'], reason: 'Art 36 covers the mailbox' } },
  weighed: five(point('protection')),
  items: {
    d1: { ruling: 'uphold', reason: 'Nothing forbids it' },
    d2: { ruling: 'lift', reason: 'The interest protected is heavier' },
  },
  remedies: 'A complaint within one week to the Landgericht', post: 'Richterin am Amtsgericht', fileNumber: 'ER II Gs 200/26',
} // biome-ignore format: a table

describe('an objection because of the law of a third state', () => {
  test('is not answered by the authority alone: it withdraws, or leaves it to the court', async () => {
    const { people, setting, request, status } = await objected()
    expect(await status()).toEqual(['objected', 'objected'])
    const uphold = { outcome: 'upheld' as const, text: 'It stands' }
    await expect(transact((tx) => answerObjection(tx, people.author, request.id, uphold, setting))).rejects.toThrow(
      refusal('review_needed'),
    )
    await transact((tx) =>
      answerObjection(tx, people.author, request.id, { outcome: 'released', text: 'Let go' }, setting),
    )
    expect((await status())[0]).toBe('withdrawn')
  })

  test('keeps everybody from enforcing the order while it is before the court', async () => {
    const { people, setting, request, made, pass } = await referred()
    pass({ hours: 30 * 24 })
    const authority = { org: made.central.id, name: made.central.name, state: 'IE' }
    await expect(
      transact((tx) => askEnforcement(tx, people.author, request.id, { authority, reason: 'Nothing came' }, setting)),
    ).rejects.toThrow(refusal('review_open'))
  })

  test('is referred with a reason, for data still asked for, to a court of the issuing state', async () => {
    const { people, setting, request, id, court, made } = await objected()
    const go = (input: object) =>
      transact((tx) => refer(tx, people.author, request.id, { ...referral(court, id), ...input }, setting))
    await expect(go({ statement: ' ' })).rejects.toThrow(refusal('reason_missing', 'statement'))
    await expect(go({ items: [] })).rejects.toThrow(refusal('bad_text', 'items'))
    const paris = { org: made.parisCourt.id, name: 'Paris', state: 'FR' }
    await expect(go({ court: paris })).rejects.toThrow(refusal('wrong_state', 'court'))
    await expect(go({ review: 'review_unknown' })).rejects.toThrow(refusal('no_such_review'))
    await expect(
      transact((tx) => refer(tx, people.provider, request.id, referral(court, id), setting)),
    ).rejects.toThrow(refusal('not_permitted'))
    await go({})
    await expect(go({})).rejects.toThrow(refusal('already_decided'))
  })

  test('that comes late says why it is to be heard', async () => {
    const { people, setting, now, pass, request, made } = await validated()
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
    await carry(now)
    const order = await copyAt(made.provider.id)
    pass({ hours: 24 * 11 })
    const object = (late?: string) =>
      transact((tx) => objectTo(tx, people.provider, order.id, { ...objection, ...(late && { late }) }, setting))
    await expect(object()).rejects.toThrow(refusal('too_late', 'late'))
    await object('The tenth day was a Sunday')
    await carry(now)
    const [review] = await findReviews(db, made.authority.id, request.id)
    const file = await reviewFile(db, made.authority.id, request.id, review?.id ?? '')
    expect(file.entries[0]?.body).toMatchObject({ late: { why: 'The tenth day was a Sunday', cite: 'Art 17(2)' } })
  })

  test('can be taken back, and the order goes on', async () => {
    const { people, setting, now, order, id, status, task } = await referred()
    await transact((tx) =>
      withdrawObjection(tx, people.provider, order.id, { review: id, reason: 'Approval came' }, setting),
    )
    await carry(now)
    expect(await status()).toEqual(['held', 'held']) // the notification still runs
    expect((await findSteps(db, task.id)).find(({ does }) => does === 'review')?.is).toBe('skipped')
    await expect(
      transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting)),
    ).rejects.toThrow(refusal('already_decided'))
  })
})

describe('a dispute before the court', () => {
  test('reaches it with objection, view and statement; the holder learns that, and not the statement', async () => {
    const { people, setting, now, request, notification, id, court, made, order, file } = await objected()
    await transact((tx) =>
      giveView(tx, people.central, notification.id, { review: id, text: 'VIEW: no objection here' }, setting),
    )
    await carry(now)
    await transact((tx) => refer(tx, people.author, request.id, referral(court, id), setting))
    const carried = await carry(now)
    expect(carried.map(({ type, to }) => [type, to])).toEqual([
      ['review', made.court.id],
      ['hearing', made.provider.id],
      ['hearing', made.central.id],
    ])
    const told = carried.find(({ to }) => to === made.provider.id)
    expect(JSON.stringify(told?.body)).not.toMatch(/STATEMENT|used for the attack|NECESSITY/)
    const task = await copyAt(made.court.id)
    const theirs = await file('court', task.id)
    expect(theirs.entries.map(({ kind }) => kind)).toEqual(['objection', 'view', 'brought'])
    expect(JSON.stringify(theirs.entries)).toMatch(/OBJECTION.*VIEW.*STATEMENT/)
    expect((await today(db, people.judge, now())).tasks).toMatchObject([
      { step: { does: 'review' }, request: { id: task.id } },
    ])
    expect((await file('provider', order.id)).state).toBe('pending')
  })

  test('suspends the order: nothing is handed over, no period goes on, for the holder as for the authority', async () => {
    const { people, setting, now, pass, order, request, made, id, task, status } = await referred()
    expect(await status()).toEqual(['held', 'held'])
    pass({ hours: 24 * 20 })
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('held'))
    const production = async (which: string) =>
      (await findClocks(db, which)).find(({ rule }) => rule.endsWith('production-notified'))
    expect(await production(order.id)).toMatchObject({
      due: undefined,
      working: { standsSince: '2026-11-20T09:00:00.000Z' },
    })
    expect(await production(request.id)).toMatchObject({ due: undefined, stoppedAt: undefined })
    await transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting))
    await carry(now)
    const after = await production(order.id)
    expect(after?.due?.slice(0, 10)).toBe('2026-12-20') // ten days, none of which had passed
    expect((await findClocks(db, order.id)).find(({ stops }) => stops === 'court.decided')).toMatchObject({
      stoppedBy: 'court.decided',
    })
    expect((await findRequest(db, made.provider.id, order.id)).status).toBe('held')
    pass({ hours: 24 * 11 })
    await handOver(people.provider, order, setting)
  })

  test('is decided item by item, and everybody is told what they may know', async () => {
    const { people, setting, now, order, request, notification, id, made, task, file } = await referred()
    await transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting))
    const carried = await carry(now)
    expect(carried.map(({ type, to }) => [type, to])).toEqual([
      ['hearing', made.authority.id],
      ['hearing', made.provider.id],
      ['hearing', made.central.id], // told by the authority whose order it is
    ])
    for (const [org, which] of [
      ['authority', request.id],
      ['provider', order.id],
      ['central', notification.id],
      ['court', task.id],
    ] as const) {
      const { state, entries } = await file(org, which)
      expect(state).toBe('decided')
      expect(entries.at(-1)).toMatchObject({
        kind: 'ruling',
        name: 'Claudia Stern',
        body: {
          items: [
            { item: 'd1', ruling: 'uphold' },
            { item: 'd2', ruling: 'lift' },
          ],
        },
      })
    }
    expect((await today(db, people.judge, now())).tasks).toEqual([])
    const kinds = (await eventsAbout(db, made.court.id, task.id)).map(({ kind }) => kind)
    expect(kinds.slice(-2)).toEqual(['request.review-brought', 'request.reviewed'])
    await expect(
      transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting)),
    ).rejects.toThrow(refusal('already_decided'))
  })

  test('that lifts everything ends the duty; the authority is to withdraw or take another way', async () => {
    const { people, setting, now, order, id, task, status } = await referred()
    const all: RulingInput = {
      ...split,
      findings: { applies: { items: both, reason: 'x' }, forbids: { items: both, reason: 'x' } },
      items: { d1: { ruling: 'lift', reason: 'x' }, d2: { ruling: 'lift', reason: 'x' } },
    }
    await transact((tx) => giveRuling(tx, people.judge, task.id, { ...all, review: id }, setting))
    await carry(now)
    expect(await status()).toEqual(['refused', 'refused'])
    await expect(handOver(people.provider, order, setting)).rejects.toThrow(refusal('already_decided'))
    expect((await today(db, people.author, now())).tasks).toMatchObject([{ kind: 'withdraw' }])
  })

  test('covers only what the authority still asks for', async () => {
    const { people, setting, now, request, id, court, made, status } = await objected()
    const some = { ...referral(court, id), items: ['d2'] }
    await transact((tx) => refer(tx, people.author, request.id, some, setting))
    await carry(now)
    const task = await copyAt(made.court.id)
    const ruling = { ...split, items: { d2: { ruling: 'lift', reason: 'x' } }, review: id }
    await transact((tx) => giveRuling(tx, people.judge, task.id, ruling, setting))
    await carry(now)
    expect(await status()).toEqual(['refused', 'refused'])
  })

  test('ends where the order is withdrawn', async () => {
    const { people, setting, now, request, id, task, made } = await referred()
    await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'The case is closed' }, setting))
    await carry(now)
    expect((await findRequest(db, made.court.id, task.id)).endedAt).toBeDefined()
    await expect(
      transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting)),
    ).rejects.toThrow(refusal('ended'))
  })
})

describe('a ruling', () => {
  const attempt = async (
    input: Partial<RulingInput>,
    who: 'judge' | 'author' | 'parisJudge' = 'judge',
    boxes?: object,
  ) => {
    const { people, setting, id, task } = await referred(boxes as never)
    return transact((tx) => giveRuling(tx, people[who], task.id, { ...split, ...input, review: id }, setting))
  }

  test('says at once everything that is missing', async () => {
    const { weighed, ...none } = split
    const missing = await attempt({ findings: {}, items: {}, remedies: '', weighed }).catch((error) => error.missing)
    expect(missing.map(({ path }: { path: string }) => path)).toEqual([
      'findings.applies.reason', 'findings.forbids.reason', 'items.d1.ruling', 'items.d1.reason', 'items.d2.ruling', 'items.d2.reason', 'remedies',
    ]) // biome-ignore format: a list of words
    const unweighed = await attempt({ ...none, weighed: { 1: point('protection') } }).catch((error) => error.missing)
    expect(unweighed).toHaveLength(16)
    expect(unweighed[0]).toMatchObject({ path: 'weighed.2.facts', cite: 'Art 17(6)(b)' })
  })

  test('upholds where no law forbids, and weighs nothing then', async () => {
    await expect(attempt({ items: { ...split.items, d1: { ruling: 'lift', reason: 'x' } } })).rejects.toThrow(
      refusal('ruling_unfounded', 'items.d1.ruling'),
    )
    const none = {
      findings: {
        applies: { items: [], reason: 'It does not reach the case' },
        forbids: { items: [], reason: 'So it does not' },
      },
      weighed: {},
      items: { d1: { ruling: 'uphold', reason: 'x' }, d2: { ruling: 'uphold', reason: 'x' } },
    }
    await attempt(none)
  })

  test('bears out what was weighed', async () => {
    await expect(attempt({ weighed: five(point('disclosure')) })).rejects.toThrow(
      refusal('ruling_unfounded', 'items.d2.ruling'),
    )
    await expect(attempt({ weighed: five(point('protection', 'none')) })).rejects.toThrow(refusal('ruling_unfounded'))
    const uphold = { ...split.items, d2: { ruling: 'uphold', reason: 'x' } }
    await expect(attempt({ items: uphold })).rejects.toThrow(refusal('ruling_unfounded'))
    await expect(attempt({ items: { ...split.items, d2: { ruling: 'modify', reason: 'x' } } })).rejects.toThrow(
      refusal('ruling_incomplete'),
    )
  })

  test('waits for the view of the third state where its fundamental interests are at stake, unless that would obstruct', async () => {
    const security = { ...filled, 'e.interest': ['security'] }
    await expect(attempt({}, 'judge', security)).rejects.toThrow(refusal('view_missing', 'withoutView'))
    await attempt({ withoutView: 'Asking would warn the suspect' }, 'judge', security)
  })

  test('is given by the court that has the dispute, and by nobody else', async () => {
    await expect(attempt({}, 'author')).rejects.toThrow(refusal('not_found'))
    await expect(attempt({}, 'parisJudge')).rejects.toThrow(refusal('not_found'))
  })
})

describe('the view of the third state', () => {
  const question = { authority: 'Ministry of Justice', state: 'CN', text: 'Does Art 36 apply?', until: '2026-12-20' }

  test('is asked for with a day, noted, and told to the authority with its words, to the holder without', async () => {
    const { people, setting, now, id, task, made, order, request, file } = await referred()
    const ask = (input: object) =>
      transact((tx) => askThirdState(tx, people.judge, task.id, { ...question, review: id, ...input }, setting))
    await expect(ask({ until: '2026-11-01' })).rejects.toThrow(refusal('bad_text', 'until'))
    const note = () =>
      transact((tx) => noteThirdState(tx, people.judge, task.id, { review: id, text: 'ANSWER: it does' }, setting))
    await expect(note()).rejects.toThrow(refusal('not_current'))
    await ask({})
    await carry(now)
    const clock = async () => (await findClocks(db, task.id)).find(({ rule }) => rule.endsWith('third-state-view'))
    expect(await clock()).toMatchObject({ due: '2026-12-20T23:59:59.000Z', bearer: made.court.id })
    await expect(
      transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting)),
    ).rejects.toThrow(refusal('view_missing'))
    await note()
    await carry(now)
    expect(await clock()).toMatchObject({ stoppedBy: 'third-state.answered' })
    expect((await file('authority', request.id)).entries.at(-1)).toMatchObject({
      kind: 'answer',
      body: { text: 'ANSWER: it does' },
    })
    expect((await file('provider', order.id)).entries.at(-1)).toMatchObject({ kind: 'answer', body: { text: '' } })
    await transact((tx) => giveRuling(tx, people.judge, task.id, { ...split, review: id }, setting))
  })
})

describe('what arrives about a dispute', () => {
  test('counts only from whoever may say it', async () => {
    const { made, id, request, order, task } = await referred()
    const entry = { kind: 'at-once', name: 'X', at: '2026-11-20T09:00:00.000Z', body: { reason: 'x' } }
    const tell = (org: string, from: string, body: object = {}) =>
      transact((tx) =>
        receive(tx, law, {
          org, from, type: 'hearing', body: { request: request.origin, review: id, entry, ...body }, messageId: 'message_1', at: '2026-11-20T09:00:00.000Z',
        }),
      ) // biome-ignore format: a table
    for (const from of ['authority', 'central', 'stranger', 'parisCourt'] as const)
      await expect(tell(made.provider.id, made[from].id)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(tell(made.authority.id, made.provider.id)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(tell(made.provider.id, made.court.id, { review: 'review_other' })).rejects.toThrow(
      refusal('no_such_review'),
    )
    await expect(tell(made.provider.id, made.court.id, { entry: { ...entry, kind: 'verdict' } })).rejects.toThrow(
      refusal('bad_message'),
    )
    await expect(tell(made.provider.id, made.court.id, { entry: { ...entry, body: { reason: ' ' } } })).rejects.toThrow(
      refusal('bad_message'),
    )
    expect([order.id, task.id]).toHaveLength(2)
  })

  test('is not ordered at once where the law knows no such thing, nor answered by a response', async () => {
    const { people, setting, id, task, request } = await referred()
    await expect(
      transact((tx) => orderAtOnce(tx, people.judge, task.id, { review: id, reason: 'x' }, setting)),
    ).rejects.toThrow(refusal('not_current'))
    await transact((tx) =>
      respond(tx, people.author, request.id, { review: id, text: 'More facts', shared: true }, setting),
    )
  })
})
