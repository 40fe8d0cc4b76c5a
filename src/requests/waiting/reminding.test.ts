import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { eventsAbout } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import { clear } from '../assessment.ts'
import { sendRequest } from '../sending.ts'
import { findLines } from '../store/lines.ts'
import { stageOn } from '../story.fixture.ts'
import { sweep } from '../sweep.ts'
import { dayOf } from '../today.ts'
import { outlookFor } from './outlook.ts'
import { remind } from './reminding.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact, carry, copyAt, handOver } = stage

async function sent() {
  const story = await stage.validated()
  const { people, setting, now, request, made } = story
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  return { ...story, order: await copyAt(made.provider.id), notification: await copyAt(made.central.id) }
}

const kindsAbout = async (org: string, id: string) => (await eventsAbout(db, org, id)).map(({ kind }) => kind)

describe('who was asked and is late', () => {
  test('is reminded when the period is over, then brought before its contact point; each on record at both', async () => {
    const { made, request, notification, setting, now, pass, people } = await sent()
    const kinds = () => kindsAbout(made.authority.id, request.id)
    const central = async () =>
      (await outlookFor(db, made.authority.id, request.id, setting)).reminders.filter(
        ({ to }) => to === made.central.id,
      )
    pass({ hours: 24 * 11 })
    await sweep(db, setting)
    await carry(now)
    expect(await central()).toMatchObject([{ why: 'overdue', to: made.central.id }])
    expect(await kinds()).toContain('request.reminder-sent')
    expect(await kinds()).not.toContain('request.escalated')
    pass({ hours: 24 * 4 })
    await sweep(db, setting)
    await sweep(db, setting)
    await carry(now)
    const [, escalation, ...more] = await central()
    expect(escalation).toMatchObject({
      why: 'escalation',
      contact: { name: 'Competent authority of Ireland', phone: '+353 1 555 0100', email: 'post@central.example' },
    })
    expect(more).toEqual([])
    const theirs = (await outlookFor(db, made.central.id, notification.id, setting)).reminders
    expect(theirs.map(({ why }) => why)).toEqual(['overdue', 'escalation'])
    expect(await kindsAbout(made.central.id, notification.id)).toContain('request.reminder-received')
    expect((await dayOf(db, people.central, now(), {}, 8)).news).toContainEqual(
      expect.objectContaining({ what: 'reminded', by: 'Staatsanwaltschaft München I' }),
    )
  })

  test('that did it in time is not reminded', async () => {
    const { made, people, request, notification, setting, now, pass } = await sent()
    await transact((tx) => clear(tx, people.central, notification.id, {}, setting))
    await carry(now)
    pass({ hours: 24 * 15 })
    await sweep(db, setting)
    const { reminders } = await outlookFor(db, made.authority.id, request.id, setting)
    expect(reminders.filter(({ to }) => to === made.central.id)).toEqual([])
  })
})

describe('a person', () => {
  test('asks after what lies elsewhere, once a day', async () => {
    const { people, request, notification, made, setting, now, pass } = await sent()
    const { elsewhere } = await outlookFor(db, made.authority.id, request.id, setting)
    const step = elsewhere.find(({ contact }) => contact?.name === 'Competent authority of Ireland')?.step.id ?? ''
    const ask = (actor = people.author) =>
      transact((tx) => remind(tx, actor, request.id, { step, text: 'When may we expect it?' }, setting))
    await ask()
    await carry(now)
    expect((await outlookFor(db, made.central.id, notification.id, setting)).reminders).toMatchObject([
      { why: 'asked', text: 'When may we expect it?' },
    ])
    await expect(ask(people.head)).rejects.toMatchObject({ code: 'already_decided', message: /Dr. Anna Huber/ })
    pass({ hours: 25 })
    await ask(people.head)
  })

  test('cannot ask after what is not there, nor for another office', async () => {
    const { people, request, notification, setting } = await sent()
    const ask = (actor: typeof people.author, id: string, step: string) =>
      transact((tx) => remind(tx, actor, id, { step }, setting))
    await expect(ask(people.author, request.id, 'no-step')).rejects.toMatchObject({ code: 'not_current' })
    await expect(ask(people.central, request.id, 'x')).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask(people.central, notification.id, 'assess')).rejects.toMatchObject({ code: 'not_current' })
  })
})

test('every finished step is on record, and what is expected orders the list', async () => {
  const { people, made, request, order, notification, setting, now, pass } = await sent()
  const forecast = () => outlookFor(db, made.authority.id, request.id, setting)
  const first = await forecast()
  expect(first.expected).toBeDefined()
  expect(first.sources.map(({ kind }) => kind)).not.toContain('record')
  pass({ hours: 24 * 2 })
  await transact((tx) => clear(tx, people.central, notification.id, {}, setting))
  await carry(now)
  pass({ hours: 24 })
  await handOver(people.provider, order, setting)
  await carry(now)
  const { stages } = await forecast()
  const lasted = stages.flatMap(({ began, ended }) =>
    began && ended ? [Temporal.Instant.from(ended).since(began).total('hours')] : [],
  )
  expect(lasted).toContain(48)
  expect(lasted).toContain(72)
  const list = await findLines(db, made.authority.id, { order: 'expected' }, instantText(now()), { limit: 5 })
  expect(list.entries.map(({ id }) => id)).toEqual([request.id])
})
