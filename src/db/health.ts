import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** What the operator wants to know of the database: which one it is and how many bytes it takes. */
export async function databaseHealth(db: Db): Promise<{ readonly version: string; readonly bytes: number }> {
  const { rows } = await sql<{ version: string; bytes: number }>`
    select split_part(version(), ' on ', 1) as version, pg_database_size(current_database()) as bytes`.execute(db)
  const [row] = rows
  return { version: row?.version ?? '', bytes: Number(row?.bytes ?? 0) }
}
