import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { DatabaseError } from './errors.ts'
import type { Db, Tx } from './tables.ts'

const folder = join(import.meta.dirname, 'migrations')

/** Chosen once, by chance: whoever migrates this database waits here for the one before. */
const LOCK = 4_861_203_377

interface Migration {
  readonly name: string
  readonly text: string
  readonly digest: string
}

/** Every migration in order; plain SQL that imports nothing, so that it means the same on every later day. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Brings the database to the newest shape, or leaves it as it was; answers with the names of what it applied.
 * Safe to run twice and from many processes at once. Throws `conflict` / `migration_changed` if a migration that was
 * applied has since been edited, `conflict` / `database_newer` if the database knows one that this version does not.
 */
export async function migrate(db: Db): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::int8)`.execute(tx)
    await sql`create table if not exists db_migrations (
      name text primary key, digest text not null, applied_at timestamptz not null default now())`.execute(tx)
    const known = migrations()
    const applied = await appliedMigrations(tx)
    refuseUnknown(applied, known)
    const waiting = known.filter(({ name }) => !applied.has(name))
    for (const migration of waiting) await apply(tx, migration)
    return waiting.map(({ name }) => name)
  })
}

async function appliedMigrations(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; digest: string }>`select name, digest from db_migrations`.execute(tx)
  return new Map(rows.map(({ name, digest }) => [name, digest]))
}

function refuseUnknown(applied: Map<string, string>, known: Migration[]): void {
  for (const [name, digest] of applied) {
    const file = known.find((migration) => migration.name === name)
    if (!file) {
      throw new DatabaseError('conflict', 'database_newer', `This database was changed by a newer version: ${name}`)
    }
    if (file.digest !== digest) {
      throw new DatabaseError(
        'conflict',
        'migration_changed',
        `The migration ${name} was edited after it was applied here`,
      )
    }
  }
}

async function apply(tx: Tx, { name, text, digest }: Migration): Promise<void> {
  // `execute` runs many statements under one; the embedded engine takes only one at a time otherwise.
  await sql.raw(`do $run$ begin execute $migration$${text}$migration$; end $run$`).execute(tx)
  await sql`insert into db_migrations (name, digest) values (${name}, ${digest})`.execute(tx)
}
