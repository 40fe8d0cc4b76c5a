import { loadavg } from 'node:os'
import { sql } from 'kysely'
import pg from 'pg'
import { proveConsistency, proveInclusion, record } from '../src/audit/index.ts'
import { verifyConsistency, verifyInclusion } from '../src/crypto/index.ts'
import { type Db, openDatabase } from '../src/db/index.ts'
import { startPostgres } from '../test/postgres.ts'
import { fillTree } from './log/fill.ts'
import type { BenchOptions } from './options.ts'

const WRITERS = 16
const RUNS = 3
const SECONDS = 4
const PROOFS = 2_000
const ORG = 'org_bench'
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const body = { text: 'x'.repeat(200) }

interface Figures {
  readonly what: string
  readonly unit: '/s' | 'ms'
  readonly median: number
  readonly least: number
  readonly most: number
  readonly p99?: number
}

/**
 * The log on a PostgreSQL server that waits for its disk: events appended by sixteen writers, each in a transaction of its
 * own, to one log and to sixteen; then proofs in a tree of ten million leaves (or `--size`). The peer is PostgreSQL itself:
 * the same rows, inserted plainly by as many writers, with no log around them.
 */
export async function log({ json, size }: BenchOptions): Promise<void> {
  const leaves = Number(size ?? 10_000_000)
  const server = await startPostgres({ durable: true })
  try {
    const { db, close } = await openDatabase({ url: `${server.url}/postgres` })
    const one = await rates('appends to one log', (i) => append(db, 'org_one', i))
    const many = await rates('appends to sixteen logs', (i) => append(db, `org_${i}`, i))
    const plain = await plainly(server.url, db)
    const started = performance.now()
    await fillTree(db, ORG, leaves)
    const filled = (performance.now() - started) / 1000
    const proofs = await prove(db, leaves)
    await close()
    const rows = [one, many, plain, ...proofs]
    const ratio = one.median / plain.median
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
    const load = loadavg()[0] ?? 0
    if (json) {
      console.log(JSON.stringify({ bench: 'log', writers: WRITERS, runs: RUNS, leaves, rows, ratio, peakMiB, load }))
      return
    }
    for (const row of rows) print(row)
    console.log(
      `one log takes ${ratio.toFixed(2)} × as many as PostgreSQL takes plain rows; ${leaves} leaves made in ${filled.toFixed(0)} s; peak memory ${peakMiB} MiB; load ${load.toFixed(1)}`,
    )
  } finally {
    await server.stop()
  }
}

const append = (db: Db, org: string, i: number) =>
  db
    .transaction()
    .execute((tx) => record(tx, { org, by: `person_${i}`, kind: 'request.sent', about: 'request_1', body }, at))

/** How many a second so many writers manage, each beginning the next when the last is on the disk. */
async function rates(what: string, write: (writer: number) => Promise<unknown>): Promise<Figures> {
  const run = async (seconds: number) => {
    let count = 0
    const start = performance.now()
    const end = start + seconds * 1000
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, i) => {
        for (; performance.now() < end; count++) await write(i)
      }),
    )
    return count / ((performance.now() - start) / 1000)
  }
  await run(1)
  const found: number[] = []
  for (let i = 0; i < RUNS; i++) found.push(await run(SECONDS))
  return figures(what, '/s', found)
}

async function plainly(url: string, db: Db): Promise<Figures> {
  await sql`create table plain (like audit_events including all)`.execute(db)
  const pool = new pg.Pool({ connectionString: `${url}/postgres`, max: 10 })
  const [salt, hash, text] = [Buffer.alloc(32), Buffer.alloc(32), JSON.stringify(body)]
  let seq = 0
  const found = await rates('PostgreSQL alone: plain rows', (i) =>
    pool.query(
      `insert into plain (org_id, seq, at, by, kind, about, body, salt, body_hash, leaf)
       values ($1, $2, now(), $3, 'request.sent', 'request_1', $4, $5, $6, $6)`,
      [ORG, seq++, `person_${i}`, text, salt, hash],
    ),
  )
  await pool.end()
  return found
}

async function prove(db: Db, size: number): Promise<Figures[]> {
  const times = { made: [] as number[], checked: [] as number[], joined: [] as number[], compared: [] as number[] }
  const { root: secondRoot } = await proveInclusion(db, ORG, 0, size)
  for (let i = 0; i < PROOFS; i++) {
    const seq = Math.floor(Math.random() * size)
    const { value: made, took } = await timed(() => proveInclusion(db, ORG, seq, size))
    const { value: holds, took: checking } = await timed(() => verifyInclusion({ ...made, index: seq }))
    if (!holds || !Buffer.from(made.root).equals(secondRoot)) throw new Error(`The proof of ${seq} does not hold`)
    times.made.push(took)
    times.checked.push(checking)
  }
  for (let i = 0; i < PROOFS / 10; i++) {
    const first = 1 + Math.floor(Math.random() * size)
    const { root: firstRoot } = await proveInclusion(db, ORG, 0, first)
    const { value: made, took } = await timed(() => proveConsistency(db, ORG, first, size))
    const claim = { first, firstRoot, second: size, secondRoot, proof: made.proof }
    const { value: holds, took: checking } = await timed(() => verifyConsistency(claim))
    if (!holds) throw new Error(`The log at ${size} is not shown to continue what it was at ${first}`)
    times.joined.push(took)
    times.compared.push(checking)
  }
  return [
    figures('inclusion proof made', 'ms', times.made),
    figures('inclusion proof verified', 'ms', times.checked),
    figures('consistency proof made', 'ms', times.joined),
    figures('consistency proof verified', 'ms', times.compared),
  ]
}

async function timed<T>(run: () => T | Promise<T>): Promise<{ value: T; took: number }> {
  const start = performance.now()
  const value = await run()
  return { value, took: performance.now() - start }
}

function figures(what: string, unit: '/s' | 'ms', found: readonly number[]): Figures {
  const sorted = found.toSorted((a, b) => a - b)
  const [least = Number.NaN] = sorted
  const most = sorted.at(-1) ?? Number.NaN
  const median = sorted[sorted.length >> 1] ?? Number.NaN
  if (unit === '/s') return { what, unit, median, least, most }
  return { what, unit, median, least, most, p99: sorted[Math.floor(sorted.length * 0.99)] ?? most }
}

function print({ what, unit, median, least, most, p99 }: Figures): void {
  const show = (n: number) => (unit === '/s' ? n.toFixed(0) : n.toFixed(3))
  const tail = p99 === undefined ? '' : `  p99 ${show(p99)}`
  console.log(`${what.padEnd(30)} median ${show(median).padStart(7)} ${unit}  (${show(least)}–${show(most)})${tail}`)
}
