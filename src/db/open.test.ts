import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'

const { db } = await testDatabase()

test('a value reads the same from either engine', async () => {
  const { rows } = await sql`select
    timestamptz '2026-11-21 12:00:00.123456+02' as instant, 9007199254740991::int8 as whole, '{"a":[1,null]}'::jsonb as json,
    '\\x01ff'::bytea as bytes, array['x','y z'] as words, date '2020-02-29' as day, true as yes, null as nothing`.execute(
    db,
  )
  expect(rows).toStrictEqual([
    {
      instant: '2026-11-21T10:00:00.123Z',
      whole: 9007199254740991,
      json: { a: [1, null] },
      bytes: Uint8Array.of(1, 255),
      words: ['x', 'y z'],
      day: '2020-02-29',
      yes: true,
      nothing: null,
    },
  ])
})

test('a whole number too large to be exact is refused, not rounded', async () => {
  await expect(sql`select 9007199254740993::int8 as whole`.execute(db)).rejects.toThrow('too large')
})
