import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { approve, giveBack, refuse } from '../approvals.ts'
import { findClocks } from '../store/clocks.ts'
import { findDealings } from '../store/dealings.ts'
import { findRequest } from '../store/requests.ts'
import { findSteps } from '../store/steps.ts'
import { stageOn } from '../story.fixture.ts'
import { sweep } from '../sweep.ts'
import { today } from '../today.ts'
import { abroadOn } from './abroad.fixture.ts'
import {
  answerConditions,
  answerExaminer,
  askForMore,
  checkCompleteness,
  postpone,
  releaseConditions,
  resume,
  setConditions,
} from './acting.ts'
import { assurancesFor } from './assurances.ts'
import { completenessOf } from './completeness.ts'
import { examinationOf } from './standing.ts'

const stage = stageOn((await testDatabase()).db)
const { db, transact, carry } = stage
const { order, letter } = abroadOn(stage)

const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const examined = async (request: string) => examinationOf(await findDealings(db, request))
const running = async (request: string, rule: string) =>
  (await findClocks(db, request)).find((clock) => clock.rule === rule && clock.stoppedAt === undefined)

describe('the authority that examines a request', () => {
  test('asks for what is missing instead of refusing, by a day, and reads the answer', async () => {
    const { people, setting, now, copy, request, made } = await order()
    const { executing, munich } = people
    await transact((tx) => checkCompleteness(tx, executing, copy.id, { note: 'Looked at on arrival' }, setting))
    expect((await examined(copy.id)).checked?.body).toMatchObject({ form: 'eu/2014-41/forms/annex-a', missing: [] })
    const ask = (more: object) =>
      transact((tx) => askForMore(tx, executing, copy.id, { text: 'Which account?', ...more }, setting))
    await expect(ask({ until: '2026-11-19' })).rejects.toThrow(refusal('bad_text', 'until'))
    await expect(ask({ missing: ['a.nothing'] })).rejects.toThrow(refusal('no_such_box', 'missing'))
    await expect(ask({ text: ' ' })).rejects.toThrow(refusal('reason_missing', 'text'))
    await ask({ until: '2026-11-30' })
    expect((await carry(now)).map(({ type, to }) => [type, to])).toEqual([['dealing', made.munich.id]])
    for (const id of [copy.id, request.id]) {
      expect(await running(id, 'eu/2014-41/clocks/information')).toMatchObject({
        due: '2026-11-30T23:59:59.000Z',
        bearer: made.munich.id,
      })
    }
    expect((await today(db, munich, now())).tasks).toMatchObject([{ kind: 'answer', step: { id: 'recognise' } }])
    const [asked] = (await examined(request.id)).questions
    const answer = (text: string) =>
      transact((tx) =>
        answerExaminer(tx, munich, request.id, { dealing: asked?.question.dealing ?? '', text }, setting),
      )
    await answer('The account suspect@example.org')
    await expect(answer('Once more')).rejects.toThrow(refusal('already_decided'))
    await carry(now)
    expect((await examined(copy.id)).questions[0]?.answer?.body.text).toBe('The account suspect@example.org')
    expect(await running(copy.id, 'eu/2014-41/clocks/information')).toBeUndefined()
    expect((await today(db, munich, now())).tasks).toEqual([])
  })

  test('is answered for no question that was not put, and by nobody else', async () => {
    const { people, setting, copy, request } = await order()
    const input = { dealing: 'dealing_1', text: 'x' }
    await expect(transact((tx) => answerExaminer(tx, people.munich, request.id, input, setting))).rejects.toThrow(
      refusal('no_such_dealing'),
    )
    await expect(transact((tx) => answerExaminer(tx, people.executing, copy.id, input, setting))).rejects.toThrow(
      refusal('wrong_organisation'),
    )
    await expect(transact((tx) => askForMore(tx, people.munich, request.id, { text: 'x' }, setting))).rejects.toThrow(
      refusal('not_current'),
    )
  })

  test('misses by name each mandatory box that a form came without, and takes it from the answer', async () => {
    const { setting, copy, now, people, request } = await order()
    const gone = copy.copy?.sections
      .flatMap(({ boxes }) => boxes)
      .find(({ type, value }) => type === 'longtext' && value)
    const sections = copy.copy?.sections.map((section) => ({
      ...section,
      boxes: section.boxes.map((box) => (box.id === gone?.id ? { ...box, value: undefined } : box)),
    }))
    const lacking = { ...copy, copy: { ...copy.copy, sections } } as typeof copy
    expect(completenessOf(setting.law, copy, [])?.missing).toEqual([])
    expect(completenessOf(setting.law, lacking, [])?.missing).toMatchObject([{ path: gone?.id }])
    await db
      .updateTable('request_requests')
      .set({ copy: JSON.stringify(lacking.copy) })
      .where('id', '=', copy.id)
      .execute()
    const missing = [gone?.id ?? '']
    await transact((tx) => askForMore(tx, people.executing, copy.id, { text: 'This box is empty', missing }, setting))
    await carry(now)
    const [asked] = (await examined(request.id)).questions
    expect(asked?.question.body.missing).toMatchObject([{ box: gone?.id, label: gone?.label }])
    const input = {
      dealing: asked?.question.dealing ?? '',
      text: 'Here it is',
      boxes: { [gone?.id ?? '']: 'The facts' },
    }
    await transact((tx) => answerExaminer(tx, people.munich, request.id, input, setting))
    await carry(now)
    expect(completenessOf(setting.law, lacking, await findDealings(db, copy.id))?.missing).toEqual([])
  })

  test('postpones on a ground of the law alone, and does nothing until what stood in the way is gone', async () => {
    const { people, setting, now, copy, request, pass } = await order()
    const { executing, munich } = people
    await transact((tx) => approve(tx, executing, copy.id, { step: 'recognise' }, setting))
    await carry(now)
    const input = { reason: 'Our own searches are to begin', until: '2026-12-15', reopens: 'The searches are over' }
    const put = (ground: string) => transact((tx) => postpone(tx, executing, copy.id, { ...input, ground }, setting))
    await expect(put('eu/2014-41/grounds/article-11-immunity')).rejects.toThrow(refusal('no_such_ground', 'ground'))
    await expect(put('cn/icjal/grounds/article-16-2')).rejects.toThrow(refusal('no_such_ground', 'ground'))
    const before = (await running(copy.id, 'eu/2014-41/clocks/execution'))?.due
    await put('eu/2014-41/grounds/article-15-investigation')
    await expect(put('eu/2014-41/grounds/article-15-investigation')).rejects.toThrow(refusal('already_decided'))
    await carry(now)
    expect((await running(copy.id, 'eu/2014-41/clocks/execution'))?.due).toBeUndefined()
    expect((await examined(request.id)).postponed?.body).toMatchObject(input)
    await expect(transact((tx) => approve(tx, executing, copy.id, { step: 'execute' }, setting))).rejects.toThrow(
      refusal('postponed'),
    )
    const tasks = async () => (await today(db, executing, now())).tasks.map(({ kind }) => kind)
    expect(await tasks()).toEqual([])
    pass({ hours: 24 * 30 })
    await sweep(db, setting)
    expect(await tasks()).toEqual(['resume'])
    const { dealing = '' } = (await examined(copy.id)).postponed ?? {}
    await expect(transact((tx) => resume(tx, munich, request.id, { dealing, reason: 'x' }, setting))).rejects.toThrow(
      refusal('not_current'),
    )
    await transact((tx) => resume(tx, executing, copy.id, { dealing, reason: 'The searches are over' }, setting))
    await carry(now)
    expect(await tasks()).toEqual(['step'])
    expect((await examined(request.id)).postponed).toBeUndefined()
    const after = (await running(copy.id, 'eu/2014-41/clocks/execution'))?.due
    expect(Date.parse(after ?? '') - Date.parse(before ?? '')).toBeGreaterThanOrEqual(5 * 86_400_000)
    await transact((tx) => approve(tx, executing, copy.id, { step: 'execute' }, setting))
  })

  test('still refuses, and returns with its reasons', async () => {
    const first = await order()
    const ground = 'eu/2014-41/grounds/article-11-immunity'
    await transact((tx) =>
      refuse(tx, first.people.executing, first.copy.id, { reason: 'A lawyer', ground }, first.setting),
    )
    await carry(first.now)
    expect((await findRequest(db, first.made.munich.id, first.request.id)).status).toBe('refused')
    const second = await order()
    await transact((tx) =>
      giveBack(tx, second.people.executing, second.copy.id, { reason: 'Not signed' }, second.setting),
    )
    await carry(second.now)
    expect((await findRequest(db, second.made.munich.id, second.request.id)).leftAt).toBeUndefined()
  })
})

describe('the Chinese chain', () => {
  test('makes its answer depend on promises, through every organ between, and gives nothing before they are given', async () => {
    const { people, setting, now, copy, request, copyOf, made } = await letter()
    await transact((tx) => approve(tx, people.contact, copy.id, { step: 'incoming-examine' }, setting))
    await carry(now)
    const task = await copyOf('competent', request.origin)
    const asked = assurancesFor(setting.law, task, 'asked').map(({ rule }) => rule)
    expect(asked).toEqual(expect.arrayContaining(['cn/icjal/assurances/use', 'cn/icjal/assurances/return']))
    expect(asked).not.toContain('coe/185/assurances/use')
    const set = (conditions: object[]) =>
      transact((tx) => setConditions(tx, people.competent, task.id, { step: 'incoming-decide', conditions }, setting))
    await expect(set([])).rejects.toThrow(refusal('bad_text', 'conditions'))
    await expect(set([{ rule: 'coe/185/assurances/use' }])).rejects.toThrow(refusal('unknown_rule', 'conditions'))
    await expect(set([{ promises: 'other' }])).rejects.toThrow(refusal('reason_missing', 'says'))
    await set([{ rule: 'cn/icjal/assurances/use' }, { promises: 'sentence', says: 'No death penalty is sought' }])
    await expect(
      transact((tx) => approve(tx, people.competent, task.id, { step: 'incoming-decide' }, setting)),
    ).rejects.toThrow(refusal('promise_open'))
    expect((await carry(now)).map(({ to }) => to)).toEqual([made.contact.id, made.paris.id, made.lyon.id])
    const [first, second] = (await examined(request.id)).conditions
    expect(first).toMatchObject({ state: 'open', condition: { cite: expect.stringContaining('Art 16') } })
    const dealing = first?.dealing ?? ''
    const answer = (answers: object) =>
      transact((tx) => answerConditions(tx, people.lyon, request.id, { dealing, answers: answers as never }, setting))
    await expect(answer({ 1: { accepted: true } })).rejects.toThrow(refusal('promise_open', 'answers.2'))
    await expect(answer({ 1: { accepted: true }, 2: { accepted: false } })).rejects.toThrow(
      refusal('reason_missing', 'reasons.2'),
    )
    await answer({
      1: { accepted: true, by: 'Minister of Justice' },
      2: { accepted: false, reason: 'It is not ours to give' },
    })
    expect((await carry(now)).map(({ to }) => to)).toEqual([made.paris.id, made.contact.id, made.competent.id])
    expect((await examined(task.id)).conditions.map(({ state }) => state)).toEqual(['accepted', 'declined'])
    await expect(
      transact((tx) => approve(tx, people.competent, task.id, { step: 'incoming-decide' }, setting)),
    ).rejects.toThrow(refusal('promise_open'))
    const release = { dealing, conditions: [second?.condition.id ?? ''], reason: 'The offence does not carry it' }
    await transact((tx) => releaseConditions(tx, people.competent, task.id, release, setting))
    await carry(now)
    expect((await examined(request.id)).conditions.map(({ state }) => state)).toEqual(['accepted', 'released'])
    await transact((tx) => approve(tx, people.competent, task.id, { step: 'incoming-decide' }, setting))
    await carry(now)
    const steps = await findSteps(db, (await copyOf('handling', request.origin)).id)
    expect(steps.find(({ id }) => id === 'incoming-execute')?.is).toBe('current')
  })

  test('counts for each of its organs from when the request came to it, not from when it was sent abroad', async () => {
    const { people, setting, now, copy, copyOf, request } = await letter()
    expect(await running(copy.id, 'cn/icjal-2024/clocks/contact-organ')).toMatchObject({
      startedBy: 'request.received',
    })
    expect(await running(copy.id, 'cn/icjal-2024/clocks/competent-authority')).toBeUndefined()
    await transact((tx) => approve(tx, people.contact, copy.id, { step: 'incoming-examine' }, setting))
    await carry(now)
    expect(await running(copy.id, 'cn/icjal-2024/clocks/contact-organ')).toBeUndefined()
    const task = await copyOf('competent', request.origin)
    expect(await running(task.id, 'cn/icjal-2024/clocks/competent-authority')).toMatchObject({
      startedBy: 'request.forwarded',
    })
  })

  test('asks for a supplement by the day its contact organ sets', async () => {
    const { people, setting, now, copy, request } = await letter()
    const input = { text: 'A translation of the annexes', until: '2026-12-20' }
    await transact((tx) => askForMore(tx, people.contact, copy.id, input, setting))
    await carry(now)
    expect(await running(request.id, 'cn/icjal/clocks/supplement')).toMatchObject({ due: '2026-12-20T23:59:59.000Z' })
  })
})
