import { join } from 'node:path'
import pg from 'pg'
import { startEngine } from '../../src/db/open.ts'
import { type Figures, figuresOf } from './figures.ts'

type Query = (text: string, values: readonly unknown[]) => Promise<unknown>

const AT_ONCE = 16
const EACH = 4

/** The plain way: a page by `offset`, the whole counted beside it, words by `ilike`. On the same rows and indexes. */
const plain = {
  'peer: list with count(*)': ['', () => []],
  'peer: by state, with count(*)': [' and status = $3', () => ['held']],
  'peer: far on, by offset': ['', () => [], 20_000],
  'peer: words by ilike': [" and (title ilike $3 or file_number ilike $3 or counterpart_name ilike $3)", (word: string) => [`%${word}%`]],
} as const satisfies Record<string, readonly [string, (word: string) => readonly string[], number?]> // biome-ignore format: a table

export async function peers(
  place: { folder: string; databaseUrl: string | undefined },
  words: readonly string[],
): Promise<Figures[]> {
  const { query, close } = place.databaseUrl ? overPool(place.databaseUrl) : await embedded(place.folder)
  try {
    const { rows } = (await query(
      `select org_id from request_requests where ended_at is null group by 1 order by count(*) desc limit 1`,
      [],
    )) as { rows: { org_id: string }[] }
    const org = rows[0]?.org_id
    const figures: Figures[] = []
    for (const [what, [where, values, offset = 0]] of Object.entries(plain) as [
      string,
      readonly [string, (word: string) => readonly string[], number?],
    ][]) {
      const reads: { time: number }[] = []
      const one = async (nth: number) => {
        for (let i = 0; i < EACH; i++) {
          const given = values(words[(nth * EACH + i) % words.length] ?? '')
          const from = `from request_requests where org_id = $1 and ended_at is null and $2::int >= 0${where}`
          const start = performance.now()
          await query(`select count(*) ${from}`, [org, offset, ...given])
          await query(
            `select id, title, file_number, status, counterpart_name, rule, route_title, created_at, left_at ${from} order by created_at desc limit 25 offset $2`,
            [org, offset, ...given],
          )
          reads.push({ time: performance.now() - start })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, (_, nth) => one(nth)))
      figures.push(figuresOf(what, reads))
    }
    return figures
  } finally {
    await close()
  }
}

function overPool(url: string): { query: Query; close: () => Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  return { query: (text, values) => pool.query(text, [...values]), close: () => pool.end() }
}

async function embedded(folder: string): Promise<{ query: Query; close: () => Promise<void> }> {
  const engine = await startEngine({ dataDir: join(folder, 'database') })
  return { query: (text, values) => engine.query(text, [...values]), close: () => engine.close() }
}
