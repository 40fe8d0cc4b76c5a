import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { whether } from './whether.ts'

const { db } = await testDatabase()

test('of many things it is said which are so, by name; of none, nothing', async () => {
  const many = sql`select from generate_series(1, 3) as n where n > `
  expect(await whether(db, { above: sql`${many}${2}`, beyond: sql`${many}${3}` })).toEqual({
    above: true,
    beyond: false,
  })
  expect(await whether(db, {})).toEqual({})
})
