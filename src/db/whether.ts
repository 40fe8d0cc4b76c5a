import { type RawBuilder, sql } from 'kysely'
import type { Db } from './tables.ts'

/** A query whose rows say that something is so: `select from vault_leaves where …`. */
export type Question = RawBuilder<unknown>

/** Of many things that mostly are not: which are, in one statement. */
export async function whether<K extends string>(db: Db, questions: Readonly<Record<K, Question>>): Promise<Readonly<Record<K, boolean>>> {
  const asked = Object.entries<Question>(questions)
  if (asked.length === 0) return {} as Record<K, boolean>
  const { rows } = await sql<{ so: boolean[] }>`
    select array[${sql.join(asked.map(([, question]) => sql`exists (${question})`))}] as so`.execute(db)
  return Object.fromEntries(asked.map(([name], i) => [name, rows[0]?.so[i] === true])) as Record<K, boolean>
} // biome-ignore format: its promise in a line
