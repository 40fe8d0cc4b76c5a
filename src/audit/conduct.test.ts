import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { AccountError, type Actor } from '../accounts/index.ts'
import { type Watched, watching } from '../watching.ts'
import { recordRead, recordRefusal } from './conduct.ts'
import { eventsAbout, latestEvents } from './store.ts'

const { db } = await testDatabase()
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const doer = (org: string) => ({ org, by: 'person_1', byName: 'Anna Huber', seat: 'authority' })
const refuse = (org: string, when: Temporal.Instant) =>
  recordRefusal(db, doer(org), { code: 'not_permitted', method: 'POST', path: '/api/matters' }, when)
const kindsOf = async (org: string) => (await latestEvents(db, org, 100)).map(({ kind }) => kind).reverse()

test('what somebody is refused is an event that says who, what and why', async () => {
  await refuse('org_once', at)
  expect(await latestEvents(db, 'org_once', 9)).toMatchObject([
    { kind: 'action.refused', by: 'person_1', body: { code: 'not_permitted', method: 'POST', path: '/api/matters' } },
  ])
})

test('a flood of refusals is told of, and fills no log; the next hour tells how many there were', async () => {
  for (let i = 0; i < 50; i++) await refuse('org_flood', at)
  expect(await kindsOf('org_flood')).toEqual([...Array(20).fill('action.refused'), 'action.refused-often'])
  await refuse('org_flood', at.add({ hours: 2 }))
  const [last, before] = await latestEvents(db, 'org_flood', 2)
  expect(before).toMatchObject({ kind: 'action.refused-often', body: { times: 50, since: '2026-11-21T10:00:00.000Z' } })
  expect(last).toMatchObject({ kind: 'action.refused' })
})

test('who looks at what is said of people is recorded once a day for each thing', async () => {
  const request = 'request_00000000000000000000000000'
  const look = (when: Temporal.Instant, about = request) => recordRead(db, doer('org_read'), about, when)
  await look(at)
  await look(at.add({ hours: 1 }))
  await look(at.add({ hours: 24 }))
  await look(at, 'org_00000000000000000000000000')
  expect(await kindsOf('org_read')).toEqual(['request.read', 'request.read'])
  // It happened, but not to the request.
  expect(await eventsAbout(db, 'org_read', request)).toEqual([])
})

test('every answer is watched: what was refused, thrown or told on a page, and what was looked at', async () => {
  const request = 'request_00000000000000000000000000'
  const actor = { org: 'org_watched', person: 'person_1', name: 'Anna Huber', seat: 'authority' } as Actor
  const refused = new AccountError('forbidden', 'not_permitted', 'This is not for you')
  const app = new Hono<Watched>()
    .use(watching({ db, now: () => at }))
    .use(async (c, next) => {
      if (c.req.header('x-nobody') === undefined) c.set('actor', actor)
      await next()
    })
    .post('/thrown/:id', () => {
      throw refused
    })
    .post('/told', (c) => {
      c.set('refused', refused)
      return c.text('', 403)
    })
    .get('/requests/:id', (c) => c.text('of people'))
    .get('/missing/:id', (c) => c.text('', 404))
    .onError((_, c) => c.text('', 403))
  for (const [method, path] of [
    ['POST', `/thrown/${request}`],
    ['POST', '/told'],
    ['GET', `/requests/${request}`],
    ['GET', `/requests/${request}`],
    ['GET', `/missing/${request}`],
  ] as const)
    await app.request(path, { method })
  await app.request(`/thrown/${request}`, { method: 'POST', headers: { 'x-nobody': 'yes' } })
  expect((await latestEvents(db, 'org_watched', 9)).reverse()).toMatchObject([
    { kind: 'action.refused', body: { code: 'not_permitted', path: `/thrown/${request}` } },
    { kind: 'action.refused', body: { path: '/told' } },
    { kind: 'request.read', by: 'person_1', about: request, body: { byName: 'Anna Huber', seat: 'authority' } },
  ])
})
