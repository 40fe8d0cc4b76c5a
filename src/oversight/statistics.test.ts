import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { listRequests, objectTo, type Request, sendRequest, withdraw } from '../requests/index.ts'
import { stageOn } from '../requests/story.fixture.ts'
import { statisticsOf, statisticsOfAll } from './statistics.ts'

const { db } = await testDatabase()
const { transact, drafted, validated, carry, copyAt } = stageOn(db)

/** The same figures from the requests themselves, one after the other. */
function plainly(requests: readonly Request[], direction: Request['direction']) {
  const mine = requests.filter((one) => one.direction === direction)
  const count = (words: readonly (string | undefined)[]) => {
    const counted: Record<string, number> = {}
    for (const word of words) counted[word ?? 'not stated'] = (counted[word ?? 'not stated'] ?? 0) + 1
    return counted
  }
  const days = mine.flatMap(({ leftAt, createdAt, endedAt }) =>
    endedAt ? [(Date.parse(endedAt) - Date.parse(leftAt ?? createdAt)) / 86_400_000] : [],
  )
  const asker = ({ facts, parties }: Request) =>
    facts.asking?.state ?? parties.find(({ seat }) => seat === 'authority')?.state
  return {
    direction,
    requests: mine.length,
    byStatus: count(mine.map(({ status }) => status)),
    byRoute: count(mine.map(({ rule }) => rule)),
    byState: count(mine.map((one) => (direction === 'outgoing' ? one.to : asker(one)))),
    byCategory: count(mine.flatMap(({ items }) => items.map(({ category }) => category))),
    emergencies: mine.filter(({ facts }) => facts.urgency === 'emergency').length,
    ended: days.length,
  }
}

test('every figure is what counting the requests one by one gives, for each organisation and each direction', async () => {
  const first = await drafted()
  await transact((tx) =>
    withdraw(tx, first.people.author, first.request.id, { reason: 'Found elsewhere' }, first.setting),
  )
  const sent = await validated()
  await transact((tx) => sendRequest(tx, sent.people.author, sent.request.id, sent.setting))
  await carry(sent.now)
  const order = await copyAt(sent.made.provider.id)
  const objection = {
    ground: 'eu/2023-1543/grounds/article-10-incomplete',
    reason: 'No account is named',
    preserved: true,
  }
  const boxes = { 'd.reasons': ['incomplete'], 'f.information': 'The account', 'g.preserved': 'preserved', 'h.contact': 'N', 'h.post': 'Counsel', 'h.authorised': 'N', 'h.date': '2026-11-20', 'h.signature': 'N' } // biome-ignore format: a row
  await transact((tx) => objectTo(tx, sent.people.provider, order.id, { ...objection, boxes }, sent.setting))
  await carry(sent.now)

  const all = await statisticsOfAll(db)
  expect(all.length).toBeGreaterThan(4)
  for (const { organisation, figures } of all) {
    const requests = await listRequests(db, organisation.id, { limit: 1000 })
    expect(figures).toEqual(await statisticsOf(db, organisation.id))
    for (const figure of figures) {
      const { ended, ...plain } = plainly(requests, figure.direction)
      expect(figure).toMatchObject(plain)
      expect(figure.responseDays.count).toBe(ended)
      for (const part of [figure.byStatus, figure.byRoute, figure.byState])
        expect(Object.values(part).reduce((sum, number) => sum + number, 0)).toBe(figure.requests)
    }
  }
  const [, answering] = await statisticsOf(db, sent.made.provider.id)
  expect(answering?.byGround).toEqual({ 'eu/2023-1543/grounds/article-10-incomplete': 1 })
})
