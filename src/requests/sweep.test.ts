import { describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { addMember, addPerson } from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import { clear } from './assessment.ts'
import { sendRequest } from './sending.ts'
import { findRung } from './store/alarms.ts'
import { findLines } from './store/lines.ts'
import { findRequest } from './store/requests.ts'
import { law, stageOn } from './story.fixture.ts'
import { sweep } from './sweep.ts'
import { dayOf } from './today.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact, carry, copyAt } = stage

/** An order that has left: the provider has ten days, the enforcing authority ten to raise a ground. */
async function sent() {
  const story = await stage.validated()
  const { people, setting, now, request, made } = story
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  return { ...story, order: await copyAt(made.provider.id), notification: await copyAt(made.central.id) }
}

const kindsAbout = async (org: string, id: string) =>
  (await eventsAbout(db, org, id)).map(({ kind }) => kind).filter((kind) => /reminded|overdue/.test(kind))

describe('a period', () => {
  test('is brought to mind before its end, and told to be over after it, each once', async () => {
    const { made, notification, now, pass } = await sent()
    const told = () => kindsAbout(made.central.id, notification.id)
    await sweep(db, { law, now })
    expect(await told()).toEqual([])
    pass({ hours: 24 * 9 })
    await sweep(db, { law, now })
    await sweep(db, { law, now })
    expect(await told()).toEqual(['request.reminded'])
    pass({ hours: 48 })
    await Promise.all([sweep(db, { law, now }), sweep(db, { law, now })])
    expect(await told()).toEqual(['request.reminded', 'request.overdue'])
    expect(await findRung(db, made.central.id, 5)).toMatchObject([
      { stage: 'overdue', request: { id: notification.id } },
    ])
  })

  test('is not told again when the clock of the machine is set back, or the process starts anew', async () => {
    const { made, notification, now, pass } = await sent()
    pass({ hours: 24 * 12 })
    await sweep(db, { law, now })
    pass({ hours: -24 * 6 })
    await sweep(db, { law, now })
    pass({ hours: 24 * 7 })
    await sweep(db, { law, now })
    expect(await kindsAbout(made.central.id, notification.id)).toEqual(['request.overdue'])
  })

  test('that ended in time rings no more', async () => {
    const { made, people, notification, setting, now, pass } = await sent()
    await transact((tx) => clear(tx, people.central, notification.id, {}, setting))
    pass({ hours: 24 * 12 })
    await sweep(db, { law, now })
    expect(await kindsAbout(made.central.id, notification.id)).toEqual([])
    expect(await findRung(db, made.central.id, 5)).toEqual([])
  })

  test('of another organisation is not reminded of here, but known here to be over', async () => {
    const { made, request, now, pass, people } = await sent()
    pass({ hours: 24 * 9 })
    await sweep(db, { law, now })
    expect(await kindsAbout(made.authority.id, request.id)).toEqual([])
    pass({ hours: 48 })
    await sweep(db, { law, now })
    expect(await kindsAbout(made.authority.id, request.id)).toContain('request.overdue')
    const { rung } = await dayOf(db, people.author, now(), {}, 8)
    expect(rung.map(({ bearer }) => bearer)).toContain(made.provider.id)
  })

  test('of one’s own that is over is told to the heads of the office', async () => {
    const { made, order, now, pass } = await sent()
    const head = await transact(async (tx) => {
      const person = await addPerson(tx, { name: 'Head of Orders' }, now())
      await addMember(tx, { person: person.id, org: made.provider.id, seat: 'provider', role: 'head' }, 'system', now())
      return person.id
    })
    pass({ hours: 24 * 14 })
    await sweep(db, { law, now })
    const over = (await eventsAbout(db, made.provider.id, order.id)).filter(({ kind }) => kind === 'request.overdue')
    expect(over.some(({ body }) => JSON.stringify(body).includes(head))).toBe(true)
  })

  test('somebody works on is left to the next round', async () => {
    const { made, notification, now, pass } = await sent()
    pass({ hours: 24 * 12 })
    const { promise: worked, resolve: done } = Promise.withResolvers<void>()
    onTestFinished(() => done())
    const holding = transact(async (tx) => {
      await findRequest(tx, made.central.id, notification.id, 'lock')
      await worked
    })
    // On the embedded database the transaction alone holds everything: there the sweep waits for it.
    const swept = sweep(db, { law, now })
    setTimeout(done, 200)
    await Promise.all([holding, swept])
    await sweep(db, { law, now })
    expect(await kindsAbout(made.central.id, notification.id)).toEqual(['request.overdue'])
  })
})

describe('a hold', () => {
  test('is over in every list the moment it ends, and is written to be over by the next round', async () => {
    const { made, order, now, pass } = await sent()
    const statuses = async () => {
      const of = async (status: 'held' | 'received') =>
        (await findLines(db, made.provider.id, { status }, instantText(now()), { limit: 5 })).entries
      return { held: (await of('held')).length, received: (await of('received')).map(({ status }) => status) }
    }
    expect(await statuses()).toEqual({ held: 1, received: [] })
    pass({ hours: 24 * 12 })
    expect(await statuses()).toEqual({ held: 0, received: ['received'] })
    expect((await findRequest(db, made.provider.id, order.id)).status).toBe('held')
    await sweep(db, { law, now })
    expect((await findRequest(db, made.provider.id, order.id)).status).toBe('received')
    expect(await statuses()).toEqual({ held: 0, received: ['received'] })
  })
})
