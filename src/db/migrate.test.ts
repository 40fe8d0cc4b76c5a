import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { migrate, migrations } from './migrate.ts'

const { db } = await testDatabase()

const applied = async () => (await sql<{ name: string }>`select name from db_migrations order by name`.execute(db)).rows

describe('migrating', () => {
  test('a fresh database has had every migration, in order', async () => {
    expect((await applied()).map(({ name }) => name)).toEqual(migrations().map(({ name }) => name))
  })

  test('a second time there is nothing left to do', async () => {
    expect(await migrate(db)).toEqual([])
  })

  test('twenty at once, each migration is applied once', async () => {
    await sql`drop schema public cascade`.execute(db)
    await sql`create schema public`.execute(db)
    const all = await Promise.all(Array.from({ length: 20 }, () => migrate(db)))
    expect(all.flat().sort()).toEqual(migrations().map(({ name }) => name))
  })

  test('a migration edited after it was applied is refused', async () => {
    await sql`update db_migrations set digest = 'other' where name = '001-audit.sql'`.execute(db)
    await expect(migrate(db)).rejects.toMatchObject({ kind: 'conflict', code: 'migration_changed' })
  })

  test('a database that a newer version has changed is refused', async () => {
    await sql`truncate db_migrations`.execute(db)
    await sql`insert into db_migrations (name, digest) values ('999-future.sql', '')`.execute(db)
    await expect(migrate(db)).rejects.toMatchObject({ kind: 'conflict', code: 'database_newer' })
  })
})
