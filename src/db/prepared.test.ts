import { CompiledQuery, sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { openEngine, startEngine } from './open.ts'

const { db, close } = await openEngine(await startEngine())
afterAll(close)
await sql`create table thing (id int primary key, at timestamptz, tags text[], body jsonb, raw bytea, many bigint)`.execute(
  db,
)

const prepared = async () =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.map(
    (row) => row.statement,
  )

describe('a statement of the embedded database', () => {
  test('gives the same the first time, the second and every other, with every type', async () => {
    const row = {
      at: '2026-11-21T10:00:00.000Z',
      tags: ['a', 'b,"c'],
      body: { a: [1, null] },
      raw: Uint8Array.of(0, 255),
      many: 9_007_199_254_740_991,
    }
    const found = []
    for (const id of [1, 2, 3, 4]) {
      await sql`insert into thing values (${id}, ${row.at}, ${row.tags}, ${JSON.stringify(row.body)}, ${row.raw}, ${row.many})`.execute(
        db,
      )
      const { rows } = await sql`select at, tags, body, raw, many from thing where id = ${id}`.execute(db)
      found.push(rows[0])
    }
    for (const one of found) expect(one).toEqual(row)
    expect((await prepared()).some((text) => text.startsWith('insert into thing'))).toBe(true)
  })

  test('says how many rows it changed', async () => {
    const change = () => sql`update thing set many = null where id <= ${2}`.execute(db)
    for (let i = 0; i < 3; i++) expect((await change()).numAffectedRows).toBe(2n)
  })

  test('fails with the same code, in a transaction too, and leaves the engine usable', async () => {
    const again = () => sql`insert into thing (id) values (${1})`.execute(db)
    for (let i = 0; i < 3; i++) await expect(again()).rejects.toMatchObject({ code: '23505' })
    const inside = db.transaction().execute(async (tx) => {
      await sql`insert into thing (id) values (${50})`.execute(tx)
      await sql`insert into thing (id) values (${1})`.execute(tx)
    })
    await expect(inside).rejects.toMatchObject({ code: '23505' })
    expect((await sql`select id from thing where id = ${50}`.execute(db)).rows).toEqual([])
  })

  test('is prepared anew when a table has changed its shape', async () => {
    const all = () => sql`select * from thing where id = ${1}`.execute(db)
    for (let i = 0; i < 3; i++) await all()
    await sql`alter table thing add column colour text default 'red'`.execute(db)
    for (let i = 0; i < 3; i++) expect((await all()).rows[0]).toMatchObject({ colour: 'red' })
  })

  test('is planned once, whatever its values', async () => {
    const text = 'select id from thing where many between $1 and $2'
    for (let i = 0; i < 4; i++) await db.executeQuery(CompiledQuery.raw(text, [i, i]))
    const { rows } =
      await sql`select generic_plans, custom_plans from pg_prepared_statements where statement = ${text}`.execute(db)
    expect(rows).toEqual([{ generic_plans: 3, custom_plans: 0 }])
  })

  test('has in its text how many rows it wants, since its plan depends on that', () => {
    const { sql: text, parameters } = db
      .selectFrom('account_people')
      .select('id')
      .where('id', '=', 'x')
      .limit(7)
      .compile()
    expect(text).toMatch(/limit 7$/)
    expect(parameters).toEqual(['x'])
  })

  test('is not kept beyond what there is room for', async () => {
    for (let i = 0; i < 300; i++) for (let j = 0; j < 2; j++) await sql`select ${sql.lit(i)}::int as n`.execute(db)
    const kept = await prepared()
    expect(kept.length).toBeLessThanOrEqual(121)
  })
})
