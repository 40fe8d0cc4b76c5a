import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { openInstance, refused, storyOn } from './story.fixture.ts'

/** The provider's desk over the API, and the other side's answers. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { author, provider } = instance.people
const { sent } = storyOn(instance)
afterAll(instance.remove)

test('an order is looked at, asked about, refused in part and paid for over the API', async () => {
  const { id, order } = await sent()
  const at = `/api/requests/${order}`
  const file = (await provider.get(`${at}/answering`)).body
  expect(file.account.map(({ fate }: { fate: string }) => fate)).toEqual(['open', 'open'])
  expect(file.notice).toMatchObject({ rule: { holder: 'never' }, bar: { kind: 'never' } })
  expect(await provider.post(`${at}/sufficiency-checks`, { points: {} })).toMatchObject(refused(400, 'points_open'))
  const points = Object.fromEntries(file.points.map(({ point }: { point: string }) => [point, { holds: true }]))
  expect((await provider.post(`${at}/sufficiency-checks`, { points })).status).toBe(201)

  expect((await provider.post(`${at}/questions`, { text: 'Which time zone?' })).status).toBe(201)
  await instance.settle()
  const asked = (await author.get(`/api/requests/${id}/answering`)).body.entries[0]
  expect(asked).toMatchObject({ kind: 'question', body: { text: 'Which time zone?' } })
  const answer = { question: asked.body.id, text: 'UTC' }
  expect((await author.post(`/api/requests/${id}/answers`, answer)).status).toBe(201)
  expect(await author.post(`/api/requests/${id}/answers`, answer)).toMatchObject(refused(409, 'already_decided'))

  const claim = { currency: 'EUR', lines: [{ what: 'Work', quantity: 1, each: '18.00' }] }
  expect(await provider.post(`${at}/cost-claims`, claim)).toMatchObject(refused(400, 'bad_text'))
  const whole = { ...claim, provision: 'JVEG § 23' }
  expect((await provider.post(`${at}/cost-claims`, whole)).status).toBe(201)
  const ledger = (await provider.get('/api/costs')).body
  expect(ledger.totals).toMatchObject([{ side: 'claims', currency: 'EUR', claimed: 1800, open: 1800 }])
  expect(await author.post(`${at}/cost-claims`, whole)).toMatchObject(refused(403, 'not_permitted'))

  expect(await provider.post(`${at}/user-notices`, { decision: 'now' })).toMatchObject(refused(409, 'notice_barred'))
  const wrong = { reason: 'Not ours', right: { org: 'org_none' } }
  expect(await provider.post(`${at}/misdirections`, wrong)).toMatchObject(refused(404, 'unknown_counterpart'))
  const nothing = { org: instance.people.provider.org }
  expect(await author.post(`/api/requests/${id}/redirections`, nothing)).toMatchObject(refused(409, 'nothing_returned'))
})
