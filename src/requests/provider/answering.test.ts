import { describe, expect, test } from 'vitest'
import { eventsAbout } from '../../audit/index.ts'
import { preserve, produce } from '../answering.ts'
import { findClocks } from '../store/clocks.ts'
import { findDecisions } from '../store/decisions.ts'
import { updateRequest } from '../store/requests.ts'
import { findSteps } from '../store/steps.ts'
import { law } from '../story.fixture.ts'
import { today } from '../today.ts'
import { annexThree, grounds, openDesk, refusal } from './desk.fixture.ts'
import { refuseItems } from './partial.ts'
import { answerQuestion, askBack } from './questions.ts'
import { recordSufficiency, sufficiencyOf } from './sufficiency.ts'

const { db, transact, carry, ordered, handOver } = await openDesk()

const kinds = async (org: string, id: string) => (await eventsAbout(db, org, id)).map(({ kind }) => kind)
const one = { data: ['d1'] }

describe('whether an order can be carried out as it stands', () => {
  test('is looked at point by point as the law of its route lists them, with article and ground', async () => {
    const { order, made, people, setting } = await ordered(one)
    const points = sufficiencyOf(law, order, made.provider.id)
    expect(points.map(({ cite }) => cite)).toEqual(
      expect.arrayContaining(['Art 7(1)', 'Art 10(6)', 'Art 10(7)', 'Art 10(5)']),
    )
    expect(points.find(({ cite }) => cite === 'Art 10(7)')?.ground).toBe(grounds.impossible)
    const whole = points.find(({ point }) => point.endsWith('epoc-complete'))
    expect(whole).toMatchObject({ found: true, empty: [] })

    const record = (found: Record<string, { holds: boolean; note?: string }>) =>
      transact((tx) => recordSufficiency(tx, people.provider, order.id, found, setting))
    await expect(record({})).rejects.toThrow(refusal('points_open'))
    const all = Object.fromEntries(points.map(({ point }) => [point, { holds: true }]))
    const [first = ''] = Object.keys(all)
    await expect(record({ ...all, [first]: { holds: false } })).rejects.toThrow(
      refusal('reason_missing', `notes.${first}`),
    )
    expect(await record({ ...all, [first]: { holds: false, note: 'It names another company' } })).toEqual({
      sufficient: false,
    })
    expect(await record(all)).toEqual({ sufficient: true })
    expect(await kinds(made.provider.id, order.id)).toContain('request.sufficiency-checked')
    await expect(transact((tx) => recordSufficiency(tx, people.author, order.id, all, setting))).rejects.toThrow(
      refusal('not_permitted'),
    )
  })

  test('shows the boxes that must be filled and came empty; without a list of the law these are the list', async () => {
    const { order, made } = await ordered(one)
    const copy = order.copy
    if (!copy) throw new Error('The order came without a form')
    const emptied = { ...copy, sections: copy.sections.map((section) => ({
      ...section,
      boxes: section.boxes.map(({ value, ...box }) => (box.id === 'i.post' ? box : { ...box, ...(value !== undefined && { value }) })),
    })) } // biome-ignore format: a table
    await updateRequest(db as never, order.id, { copy: emptied })
    const whole = sufficiencyOf(law, { ...order, copy: emptied }, made.provider.id).find(
      ({ empty }) => empty.length > 0,
    )
    expect(whole).toMatchObject({ found: false, empty: [{ id: 'i.post' }] })
    const generic = sufficiencyOf(law, { ...order, rule: 'us/sca/routes/warrant', copy: emptied }, made.provider.id)
    expect(generic).toMatchObject([{ point: 'box:i.post', found: false }])
    expect(sufficiencyOf(law, { ...order, rule: 'us/sca/routes/warrant', copy: undefined }, made.provider.id)).toEqual(
      [],
    )
  })
})

describe('a question back', () => {
  test('pauses nothing, is read and answered by the other side, and stays in the thread of both', async () => {
    const { order, people, setting, now, request, made, here, there, status } = await ordered(one)
    const clocks = async () => (await findClocks(db, order.id)).map(({ rule, due }) => [rule, due])
    const before = await clocks()
    const ask = (input: { text: string; items?: string[] }) =>
      transact((tx) => askBack(tx, people.provider, order.id, input, setting))
    await expect(ask({ text: ' ' })).rejects.toThrow(refusal('reason_missing', 'text'))
    await expect(ask({ text: 'Which?', items: ['d9'] })).rejects.toThrow(refusal('bad_text', 'items'))
    await ask({ text: 'In which time zone are the days?', items: ['d1'] })
    await carry(now)
    expect(await clocks()).toEqual(before)
    expect(await status()).toEqual(['sent', 'received'])
    const [question] = (await here()).entries
    expect(question).toMatchObject({
      kind: 'question',
      body: { text: 'In which time zone are the days?', items: ['d1'] },
    })
    const id = question?.kind === 'question' ? question.body.id : ''
    expect((await today(db, people.author, now())).tasks.map(({ kind }) => kind)).toContain('answer-question')

    const reply = (actor: typeof people.author, of: string) =>
      transact((tx) => answerQuestion(tx, actor, request.id, { question: of, text: 'In UTC' }, setting))
    await expect(reply(people.author, 'question_none')).rejects.toThrow(refusal('no_such_question'))
    await reply(people.author, id)
    await expect(reply(people.author, id)).rejects.toThrow(refusal('already_decided'))
    await carry(now)
    expect((await there()).entries.map(({ kind }) => kind)).toEqual(['question', 'answer'])
    expect((await today(db, people.author, now())).tasks.map(({ kind }) => kind)).not.toContain('answer-question')
    expect(await kinds(made.provider.id, order.id)).toEqual(
      expect.arrayContaining(['request.question-asked', 'request.question-answered']),
    )
  })

  test('on the ground that the order is incomplete goes on Annex III; the answer is due in five days, the duty stands still', async () => {
    const { order, people, setting, now, pass, request, here } = await ordered(one)
    const ask = (boxes: Record<string, unknown>, ground = grounds.incomplete) =>
      transact((tx) => askBack(tx, people.provider, order.id, { text: 'Which period?', ground, boxes }, setting))
    await expect(ask({})).rejects.toThrow(refusal('boxes_missing'))
    await expect(ask({}, 'eu/2023-1543/grounds/article-12-immunity')).rejects.toThrow(
      refusal('no_such_ground', 'ground'),
    )
    const due = async (id: string, rule: string) =>
      (await findClocks(db, id)).find((clock) => clock.rule === rule && clock.stoppedAt === undefined)
    const production = 'eu/2023-1543/clocks/production'
    const first = (await due(order.id, production))?.due
    await ask(annexThree('incomplete'))
    await carry(now)
    await expect(ask(annexThree('incomplete'))).rejects.toThrow(refusal('already_decided', 'ground'))
    expect((await due(order.id, production))?.due).toBeUndefined()
    const clarification = await due(request.id, 'eu/2023-1543/clocks/clarification')
    expect(clarification).toMatchObject({ cite: 'Art 10(6)', bearer: request.org })
    expect(clarification?.due?.slice(0, 10)).toBe('2026-11-25')
    const [question] = (await here()).entries
    expect(question).toMatchObject({ kind: 'question', body: { form: { form: 'eu/2023-1543/forms/annex-iii' } } })

    pass({ hours: 24 * 6 })
    const [task] = (await today(db, people.author, now())).tasks.filter(({ kind }) => kind === 'answer-question')
    expect(task).toMatchObject({ overdue: true, clock: { rule: 'eu/2023-1543/clocks/clarification' } })
    const id = question?.kind === 'question' ? question.body.id : ''
    await transact((tx) => answerQuestion(tx, people.author, request.id, { question: id, text: 'October' }, setting))
    await carry(now)
    const after = (await due(order.id, production))?.due
    expect(after && first && after > first).toBe(true)
    expect(await due(order.id, 'eu/2023-1543/clocks/clarification')).toBeUndefined()
  })

  test('is not asked by whoever asks, nor once it is over', async () => {
    const { people, setting, request, order } = await ordered(one)
    await expect(transact((tx) => askBack(tx, people.author, request.id, { text: 'Why?' }, setting))).rejects.toThrow(
      refusal('not_permitted'),
    )
    await expect(transact((tx) => askBack(tx, people.stranger, order.id, { text: 'Why?' }, setting))).rejects.toThrow(
      refusal('not_found'),
    )
  })
})

describe('what becomes of each item', () => {
  const cleared = async () => {
    const story = await ordered()
    story.pass({ hours: 24 * 11 }) // nobody raised a ground in its time
    return story
  }
  const refuse = (ground: string, fate: 'refused' | 'impossible' | 'withheld' = 'impossible') => ({
    items: [{ item: 'd2', fate, ground, reason: 'The mailbox was deleted before the order came' }],
    preserved: true,
    boxes: annexThree('impossible'),
  })
  const done = (id: string) => findSteps(db, id).then((steps) => steps.find(({ does }) => does === 'produce')?.is)

  test('is refused with a ground and the form, the rest is handed over, and the record says it of all', async () => {
    const { order, people, setting, now, request, here, there } = await cleared()
    await transact((tx) => preserve(tx, people.provider, order.id, setting))
    const no = (input: object) =>
      transact((tx) => refuseItems(tx, people.provider, order.id, { ...refuse(grounds.impossible), ...input }, setting))
    await expect(no({ boxes: {} })).rejects.toThrow(refusal('boxes_missing'))
    await expect(no({ items: [] })).rejects.toThrow(refusal('bad_text', 'items'))
    await expect(no({ items: [{ item: 'd2', fate: 'refused', reason: 'No' }] })).rejects.toThrow(
      refusal('no_such_ground'),
    )
    await expect(no({ items: refuse(grounds.thirdState).items })).rejects.toThrow(refusal('review_needed'))
    const both = ['d1', 'd2'].map((item) => ({ ...refuse(grounds.impossible).items[0], item }))
    await expect(no({ items: both })).rejects.toThrow(refusal('not_partial', 'items'))
    await no({})
    await carry(now)
    expect((await here()).account).toMatchObject([
      { item: 'd1', fate: 'open' },
      { item: 'd2', fate: 'impossible', ground: grounds.impossible },
    ])
    expect(await done(request.id)).toBe('current')

    await handOver(people.provider, order, setting, { data: ['d1'] })
    await carry(now)
    expect(await done(request.id)).toBe('done')
    expect((await here()).account.map(({ fate }) => fate)).toEqual(['produced', 'impossible'])
    for (const id of [request.id, order.id]) {
      const last = (await findDecisions(db, id)).findLast(({ details }) => details.account !== undefined)
      expect(last?.details.account).toEqual([
        { item: 'd1', fate: 'produced' },
        { item: 'd2', fate: 'impossible', ground: grounds.impossible },
      ])
    }
    expect((await there()).account).toEqual((await there()).account)
  })

  test('is handed over in turn: the last says of every item what became of it, or nothing is complete', async () => {
    const { order, people, setting, now, request, here } = await cleared()
    await handOver(people.provider, order, setting, { complete: false, data: ['d1'] })
    await carry(now)
    expect((await here()).account.map(({ fate }) => fate)).toEqual(['produced', 'open'])
    expect(await done(request.id)).toBe('current')
    await expect(handOver(people.provider, order, setting, { data: ['d1'] })).rejects.toThrow(
      refusal('items_open', 'data'),
    )
    await expect(handOver(people.provider, order, setting, { data: ['d7'] })).rejects.toThrow(
      refusal('bad_text', 'data'),
    )
    await handOver(people.provider, order, setting)
    await carry(now)
    expect((await here()).account.map(({ fate }) => fate)).toEqual(['produced', 'produced'])
    await expect(
      transact((tx) => refuseItems(tx, people.provider, order.id, refuse(grounds.other), setting)),
    ).rejects.toThrow(refusal('already_decided'))
  })

  test('that is refused last ends the step without another handing over', async () => {
    const { order, people, setting, now, request, here, status } = await cleared()
    await transact((tx) => preserve(tx, people.provider, order.id, setting))
    await handOver(people.provider, order, setting, { complete: false, data: ['d1'] })
    await transact((tx) => refuseItems(tx, people.provider, order.id, refuse(grounds.other, 'withheld'), setting))
    await carry(now)
    expect(await done(request.id)).toBe('current') // kept back is still owed
    await transact((tx) => refuseItems(tx, people.provider, order.id, refuse(grounds.other, 'refused'), setting))
    await carry(now)
    expect([await done(request.id), await done(order.id)]).toEqual(['done', 'done'])
    expect((await here()).account.map(({ fate }) => fate)).toEqual(['produced', 'refused'])
    expect((await status())[1]).toBe('answered')
    await expect(
      transact((tx) => produce(tx, people.provider, order.id, { evidence: ['item_x'], complete: true }, setting)),
    ).rejects.toThrow(refusal('already_decided'))
  })

  test('refused for a privilege is told to the enforcing authority too', async () => {
    const { order, people, setting } = await cleared()
    const sent: string[] = []
    await transact((tx) =>
      refuseItems(
        tx,
        people.provider,
        order.id,
        { ...refuse(grounds.privilege, 'refused'), boxes: annexThree('immunity') },
        setting,
      ),
    )
    await carry(setting.now, ({ to, type }) => {
      if (type === 'partial') sent.push(to)
      return true
    })
    expect(sent).toEqual([people.author.org, people.central.org])
  })
})
