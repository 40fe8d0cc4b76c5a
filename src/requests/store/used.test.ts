import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { listOrganisations, readSecret } from '../../accounts/index.ts'
import { inventRecord } from '../../cli/record.ts'
import { readLaw } from '../../read-law.ts'
import { routesUsed } from './used.ts'

const { db } = await testDatabase()
const until = Temporal.Instant.from('2026-11-22T00:00:00Z')

test('the routes an organisation has asked by are those of its requests, each with the first that left on it', async () => {
  const secret = readSecret({ secret: 'an instance of the tests, and nothing else', folder: '/nowhere' })
  await inventRecord(db, await readLaw(), secret, { requests: 300, seed: 5, years: 1, until })
  let most = 0
  for (const { id } of await listOrganisations(db)) {
    const requests = await db
      .selectFrom('request_requests')
      .select(['rule', 'left_at'])
      .where('org_id', '=', id)
      .where('direction', '=', 'outgoing')
      .where('left_at', 'is not', null)
      .execute()
    const firsts = [...Map.groupBy(requests, ({ rule }) => rule)].map(([rule, all]) => {
      const [first] = all.map(({ left_at }) => left_at).sort()
      return { rule, first }
    })
    const inOrder = firsts.sort((a, b) => (`${a.first} ${a.rule}` < `${b.first} ${b.rule}` ? -1 : 1))
    expect(await routesUsed(db, id)).toEqual(inOrder)
    most = Math.max(most, firsts.length)
  }
  expect(most).toBeGreaterThan(2)
})
