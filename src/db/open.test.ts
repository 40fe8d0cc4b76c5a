import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { vacuumNext } from './vacuum.ts'

const { db } = await testDatabase()

test('a value reads the same from either engine', async () => {
  const { rows } = await sql`select
    timestamptz '2026-11-21 12:00:00.123456+02' as instant, 9007199254740991::int8 as whole, '{"a":[1,null]}'::jsonb as json,
    '\\x01ff'::bytea as bytes, array['x','y z'] as words, date '2020-02-29' as day, true as yes, null as nothing,
    timestamptz 'infinity' as never`.execute(db)
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
      never: 'infinity',
    },
  ])
})

test('a whole number too large to be exact is refused, not rounded', async () => {
  await expect(sql`select 9007199254740993::int8 as whole`.execute(db)).rejects.toThrow('too large')
})

test.runIf(inject('postgres'))(
  'a transaction that ended is on the disk, though it waited for it without its locks',
  async () => {
    await sql`create table kept (n int)`.execute(db)
    const { rows } = await db.transaction().execute(async (tx) => {
      await sql`insert into kept select generate_series(1, 1000)`.execute(tx)
      return sql<{
        asynchronous: boolean
        at: string
      }>`select current_setting('synchronous_commit') = 'off' as asynchronous,
      pg_current_wal_insert_lsn()::text as at`.execute(tx)
    })
    expect(rows[0]?.asynchronous).toBe(true)
    const flushed = await sql<{
      yes: boolean
    }>`select pg_current_wal_flush_lsn() >= ${rows[0]?.at}::pg_lsn as yes`.execute(db)
    expect(flushed.rows).toEqual([{ yes: true }])
  },
)

test.runIf(inject('postgres'))('a transaction that failed on the way does not end as if it had not', async () => {
  const swallowed = db.transaction().execute(async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => undefined)
  })
  await expect(swallowed).rejects.toThrow()
})

test.runIf(inject('postgres'))(
  'a statement asked again is kept ready, but not one that reads whatever columns there are',
  async () => {
    await sql`create table thing (id int primary key, name text)`.execute(db)
    const kept = () =>
      db.connection().execute(async (one) => {
        for (let id = 0; id < 3; id++) {
          await sql`insert into thing (id, name) values (${id}, ${'a'}) on conflict do nothing`.execute(one)
          await sql`select * from thing where id = ${id}`.execute(one)
          const { rows } = await sql`select name, count(*) over () as many from thing where id = ${id}`.execute(one)
          expect(rows).toEqual([{ name: 'a', many: 1 }])
        }
        const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(one)
        // A connection may have migrated too.
        return rows
          .map(({ statement }) => statement.slice(0, 24))
          .filter((one) => /thing|name/.test(one))
          .sort()
      })
    expect(await kept()).toEqual(['insert into thing (id, n', 'select name, count(*) ov'])
    await sql`alter table thing add column colour text`.execute(db)
    expect(await kept()).toHaveLength(2)
  },
)

test.skipIf(inject('postgres'))('the table that has changed most is cleared up, once', async () => {
  await sql`create table crowded (n int primary key)`.execute(db)
  await sql`create table quiet (n int primary key)`.execute(db)
  await sql`insert into crowded select generate_series(1, 3000)`.execute(db)
  await sql`insert into quiet select generate_series(1, 900)`.execute(db)
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const cleared: (string | undefined)[] = []
  while (cleared.length < 9 && (cleared.length === 0 || cleared.at(-1) !== undefined)) {
    cleared.push(await vacuumNext(db))
    await sql`select pg_stat_force_next_flush()`.execute(db)
  }
  expect(cleared.at(-1)).toBeUndefined()
  expect(cleared.filter((table) => table === 'public.crowded')).toHaveLength(1)
  expect(cleared).not.toContain('public.quiet')
  const { rows } = await sql`select relallvisible = relpages as whole from pg_class where relname = 'crowded'`.execute(
    db,
  )
  expect(rows).toEqual([{ whole: true }])
})
