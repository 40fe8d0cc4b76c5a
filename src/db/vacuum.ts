import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** So many rows changed, and this share of the table: as a server begins to clear up. */
const ROWS = 1_000
const SHARE = 0.2

/**
 * Clears up the table that has changed most since it was last cleared up, and answers with its name; undefined when none has
 * changed by much. A server does so by itself; the embedded database has no process that could, and without it its lists
 * would be read row by row where their index suffices.
 */
export async function vacuumNext(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ table: string }>`
    select quote_ident(seen.schemaname) || '.' || quote_ident(seen.relname) as table
    from pg_stat_user_tables as seen join pg_class as class on class.oid = seen.relid
    where seen.n_dead_tup + seen.n_ins_since_vacuum > ${ROWS} + ${SHARE}::float8 * greatest(class.reltuples, 0)
    order by seen.n_dead_tup + seen.n_ins_since_vacuum desc limit 1`.execute(db)
  const table = rows[0]?.table
  if (table !== undefined) await sql`vacuum (analyze) ${sql.raw(table)}`.execute(db)
  return table
}
