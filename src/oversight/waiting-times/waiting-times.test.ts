import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { approve, sendRequest, submitRequest } from '../../requests/index.ts'
import { signature, stageOn } from '../../requests/story.fixture.ts'
import { waitingTimes } from './waiting-times.ts'

const { db, transact, carry, copyAt, drafted } = stageOn((await testDatabase()).db)

test('time is lost where requests stood: by stage, by organ and by state, each with its share; what stands there now is told', async () => {
  const { people, setting, now, pass, request, made } = await drafted()
  pass({ hours: 24 })
  await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await carry(now)
  pass({ hours: 72 })
  const task = await copyAt(made.court.id)
  await transact((tx) => approve(tx, people.judge, task.id, signature, setting))
  await carry(now)
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  const sent = now().toString({ fractionalSecondDigits: 3 })
  pass({ hours: 48 })

  const { lines, layers } = await waitingTimes(db, people.author, {}, now())
  const validation = lines.find(({ organ }) => organ === made.court.id)
  expect(validation).toMatchObject({ direction: 'outgoing', stays: 1, sum: 3, share: 0.75, seat: 'court', state: 'DE', organName: made.court.name, open: 0, days: null }) // biome-ignore format: a row
  expect(lines.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  const cost = (layer: string, value: string) => layers.find((one) => one.layer === layer && one.value === value)
  expect(cost('state', 'DE')).toMatchObject({ sum: 4, share: 1 })
  expect(cost('seat', 'authority')).toMatchObject({ sum: 1, share: 0.25 })
  expect(cost('organ', made.court.id)).toMatchObject({ sum: 3, share: 0.75, name: made.court.name })
  // The provider has done nothing yet: there is no stay of it, and at its own record the order stands since it came.
  expect(cost('organ', made.provider.id)).toBeUndefined()
  const theirs = await waitingTimes(db, people.judge, {}, now())
  expect(theirs.lines).toMatchObject([{ direction: 'incoming', sum: 3, share: 1 }])

  const none = await waitingTimes(db, people.author, { from: '2027-01-01' }, now())
  expect(none).toMatchObject({ lines: [], layers: [] })
  expect(sent < now().toString()).toBe(true)
  await expect(waitingTimes(db, people.author, { from: 'soon' }, now())).rejects.toMatchObject({ code: 'bad_text', path: 'from' }) // biome-ignore format: a row
  const overseer = { ...people.author, seat: 'overseer' as const }
  await expect(waitingTimes(db, overseer, {}, now())).rejects.toMatchObject({ code: 'not_permitted' })
})
