import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { timeline } from '../requests/index.ts'
import { acts } from './acts.ts'
import { boxes, mailbox, openInstance, type Person, signature, statement, storyOn } from './story.fixture.ts'

const { db } = await testDatabase()
const instance = await openInstance(db)
const { people, settle } = instance
const { drafted, validated, sent, latest } = storyOn(instance)
afterAll(instance.remove)

const tried = new Set<string>()

/** How many events the organisation has of this request, but for messages under way. */
const eventsOf = async (who: Person, id: string) => {
  const { events } = await timeline(db, who.org, id, instance.parts.now())
  return events.filter(({ kind }) => !kind.startsWith('message.')).length
}
const stepsNow = async (who: Person, id: string) =>
  (await timeline(db, who.org, id, instance.parts.now())).steps.filter(({ is }) => is === 'current')

/** Sends the same twice in one moment, then once more: it is done once, and the others are told by whom. */
async function twice(who: Person, id: string, act: string, input: unknown = {}, other: Person = who) {
  tried.add(act)
  const path = `/api/requests/${id}/${act}`
  const before = await eventsOf(who, id)
  const both = await Promise.all([who.post(path, input), other.post(path, input)])
  const done = both.filter(({ status }) => status === 201)
  const late = both.find(({ status }) => status !== 201)
  expect({ act, done: done.length, told: late?.body.error }).toEqual({
    act,
    done: 1,
    told: {
      code: expect.stringMatching(/^(already_decided|ended)$/),
      message: expect.stringMatching(/\p{Lu}\p{L}+ .*on 20\d\d-\d\d-\d\dT/u),
    },
  })
  const after = await eventsOf(who, id)
  expect({ act, isRecorded: after > before }).toEqual({ act, isRecorded: true })
  expect(await who.post(path, input)).toMatchObject({ status: 409 })
  expect(await eventsOf(who, id)).toBe(after)
  return { recorded: after - before, answer: done[0]?.body }
}

const objected = {
  'd.reasons': ['incomplete'], 'd.explanation': 'No account is named', 'f.information': 'The account', 'g.preserved': 'preserved',
  'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20', 'h.signature': 'Niamh Byrne',
} // biome-ignore format: a table

const { author, head, judge, provider, central } = people

describe('what two people do in the same moment, or one by a double click, is done once', () => {
  test('from the draft to its end', async () => {
    const { id } = await drafted()
    await author.put(`/api/requests/${id}/form`, { boxes })
    expect((await twice(author, id, 'statement', statement)).recorded).toBe(1)
    await twice(author, id, 'translations', { language: 'fr' })
    const [{ id: translation }] = (await author.get(`/api/requests/${id}/translations`)).body.translations
    const certificate = { translator: 'Claire Dubois', certifiedOn: '2026-11-20', document: 'ab'.repeat(32) }
    await twice(author, id, 'certificates', { translation, ...certificate })
    expect((await twice(author, id, 'submission')).recorded).toBe(1)
    await settle()
    const task = await latest(judge)
    expect((await twice(judge, task, 'approvals', signature)).recorded).toBe(1)
    await settle()
    await twice(author, id, 'departure', {}, head)
    await settle()
    const [order, notification] = [await latest(provider), await latest(central)]
    const step = (await stepsNow(author, id)).find(({ seat }) => seat === 'provider')?.id
    expect((await twice(author, id, 'reminders', { step, text: 'When may we expect it?' }, head)).recorded).toBe(1)
    await settle()
    await twice(provider, order, 'sender-checks', { checks: [{ check: 'signature', holds: true }] })
    await twice(provider, order, 'preservations')
    await twice(central, notification, 'clearances', { note: 'Nothing stands against it' })
    await settle()
    const item = await provider.post(`/api/requests/${order}/evidence?name=mailbox.mbox`, mailbox, {
      'content-type': 'application/mbox',
    })
    await twice(provider, order, 'productions', { evidence: [item.body.id], complete: true })
    await settle()
    const [first] = await stepsNow(author, id)
    await twice(author, id, 'closures', { step: first?.id })
    for (const one of await stepsNow(author, id))
      await twice(author, id, 'omissions', { step: one.id, reason: 'No need' })
    await twice(author, id, 'completion', {}, head)
  })

  test('a draft refused, given back, withdrawn', async () => {
    const submitted = async () => {
      const { id } = await drafted()
      await author.put(`/api/requests/${id}/form`, { boxes })
      await author.post(`/api/requests/${id}/statement`, statement)
      await author.post(`/api/requests/${id}/submission`)
      await settle()
      return { id, task: await latest(judge) }
    }
    const first = await submitted()
    await twice(judge, first.task, 'returns', { reason: 'Name the offence' })
    const second = await submitted()
    await twice(judge, second.task, 'refusals', { reason: 'Not necessary' })
    await settle()
    await twice(author, second.id, 'corrections', {}, head)
    const { body } = await author.get(`/api/requests/${await latest(author)}/comparison`)
    expect(body).toMatchObject({
      of: { id: second.id },
      reasons: [{ reason: 'Not necessary' }],
    })
    await twice(author, (await validated()).id, 'withdrawal', { reason: 'It is not needed any more' }, head)
  })

  test('an objection and its answer, a ground raised', async () => {
    const first = await sent()
    await twice(provider, first.order, 'objections', {
      ground: 'eu/2023-1543/grounds/article-10-incomplete',
      reason: 'No account is named',
      preserved: true,
      boxes: objected,
    })
    await settle()
    await twice(author, first.id, 'replies', { outcome: 'clarified', text: 'It is complete now' }, head)
    const second = await sent()
    const ground = 'eu/2023-1543/grounds/article-12-fundamental-rights'
    await twice(central, second.notification, 'grounds', { ground, reason: 'A journalist' })
  })
})

test('two who decide differently in the same moment: one does, the other is told who was quicker', async () => {
  const { notification } = await sent()
  const path = `/api/requests/${notification}`
  const checks = await Promise.all([
    central.post(`${path}/clearances`, { note: 'No ground' }),
    central.post(`${path}/clearances`, { note: 'Nothing against it' }),
  ])
  expect(checks.map(({ status }) => status).toSorted()).toEqual([201, 409])
  const late = checks.find(({ status }) => status === 409)
  expect(late?.body.error.message).toMatch(/ by .+ on 20/)
})

/** All that a story can come to from its draft to its end; what is done beside it goes through the same door. */
const ofTheStory = [
  'statement', 'translations', 'certificates', 'submission', 'approvals', 'refusals', 'returns', 'departure', 'reminders', 'sender-checks',
  'preservations', 'clearances', 'grounds', 'objections', 'replies', 'productions', 'corrections', 'closures', 'omissions', 'withdrawal', 'completion',
] // biome-ignore format: one line of words

test('every act of the story was tried', () => {
  expect(ofTheStory.filter((act) => !tried.has(act) || !(act in acts))).toEqual([])
})
