import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { demonstrationPlaces, signInToDemonstration } from '../src/accounts/index.ts'
import { createApp } from '../src/app.ts'
import { type DatabasePlace, type Db, openDatabase } from '../src/db/index.ts'
import type { LawBase } from '../src/law/index.ts'
import { startPostgres } from '../test/postgres.ts'
import { type Figures, figuresOf } from './lists/figures.ts'
import { fill } from './lists/fill.ts'
import { peers } from './lists/peers.ts'
import { playTemplates } from './lists/templates.ts'
import type { Orders, Read } from './lists/users.ts'
import type { BenchOptions } from './options.ts'

const USERS = ['Dr. Anna Huber', 'Dr. Anna Huber', 'Dr. Anna Huber', 'Dr. Anna Huber', 'Dr. Anna Huber', 'Markus Vogt', 'Markus Vogt', 'Niamh Byrne', 'Niamh Byrne', 'Niamh Byrne', 'Niamh Byrne', 'Niamh Byrne', 'Séamus Doyle', 'Séamus Doyle', 'Claudia Stern', 'Claudia Stern'] // biome-ignore format: sixteen
const WARM = 15
/** A quarter of a machine of 16 GB, as the manual of PostgreSQL advises whoever runs it for others; by itself it takes 128 MB. */
const BUFFERS = '4GB'
const PAGES = 100

/**
 * Sixteen people who read today and lists without a pause, over HTTP, from a server process of its own whose database
 * holds `--size` open requests (100,000 on the embedded database, 1,000,000 on PostgreSQL). Beside it, on the same rows:
 * a list the plain way, with `count(*)`, `offset` and `ilike`, without our code and without any page around it.
 */
export async function lists({ json, postgres = false, size }: BenchOptions): Promise<void> {
  const wanted = Number(size ?? (postgres ? 1_000_000 : 100_000))
  const folder = await mkdtemp(join(tmpdir(), 'comity-lists-'))
  const tell = (what: string) => !json && console.log(what)
  const server = postgres ? await startPostgres({ buffers: BUFFERS }) : undefined
  try {
    const databaseUrl = server && `${server.url}/postgres`
    const app = await createApp({
      port: 0,
      dataFolder: folder,
      databaseUrl,
      publicUrl: 'http://localhost',
      secret: undefined,
      demonstration: true,
    })
    const started = performance.now()
    await playTemplates(app).finally(app.close)
    const place = databaseUrl ? { url: databaseUrl } : { folder }
    const { open, orders } = await prepare(place, app.law, wanted, tell)
    tell(
      `${open} open requests, made in ${((performance.now() - started) / 1000).toFixed(0)} s; load of this machine ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`,
    )
    await rest()
    const { reads, seconds, peak, cpu } = await serveAndRead(folder, databaseUrl, orders)
    const rows = [
      figuresOf('all pages', reads),
      ...[...Map.groupBy(reads, ({ kind }) => kind)].map(([kind, some]) => figuresOf(kind, some)),
    ]
    const beside = await peers({ folder, databaseUrl }, orders.words)
    const load = loadavg()[0] ?? 0
    const kilobytes = Math.round(reads.reduce((sum, { bytes }) => sum + bytes, 0) / reads.length / 1024)
    if (json) {
      console.log(
        JSON.stringify({
          bench: 'lists',
          database: postgres ? 'PostgreSQL' : 'PGlite',
          open,
          users: USERS.length,
          load,
          peakMiB: peak,
          rows,
          peers: beside,
        }),
      )
      return
    }
    for (const row of rows) print(row)
    tell(
      `${(reads.length / seconds).toFixed(0)} pages a second, ${kilobytes} KiB each; ${((cpu * 1000) / reads.length).toFixed(1)} ms of processor each in the server process; its peak memory ${peak} MiB; load afterwards ${load.toFixed(1)}`,
    )
    tell('beside it, rows alone, no page:')
    for (const row of beside) print(row)
  } finally {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Until the machine has done what filling left it to do, two minutes at most: writing a million rows out is no part of a list. */
async function rest(): Promise<void> {
  for (let seconds = 0; seconds < 120 && (loadavg()[0] ?? 0) > 0.5; seconds += 5)
    await new Promise((done) => setTimeout(done, 5_000))
}

function print({ what, pages, median, p90, p99, slowest }: Figures): void {
  const ms = (time: number) => `${time.toFixed(1).padStart(8)} ms`
  console.log(
    `${what.padEnd(34)} ${String(pages).padStart(5)} × median ${ms(median)}  p90 ${ms(p90)}  p99 ${ms(p99)}  slowest ${ms(slowest)}`,
  )
}

/** Fills the database with nobody beside it: what an instance does by itself would look through tables without indexes. */
async function prepare(place: DatabasePlace, law: LawBase, size: number, tell: (what: string) => void) {
  const { db, close } = await openDatabase(place)
  try {
    const open = await fill(db, law, size, tell)
    await sql`checkpoint`.execute(db)
    const sessions = await Promise.all(USERS.map((name) => sessionOf(db, name)))
    const rows = await db
      .selectFrom('request_requests')
      .select(['rule', 'foreign_state', 'file_number'])
      .limit(2_000)
      .execute()
    const words = [
      'attack',
      'fraud hospital',
      'murder',
      'ulm',
      'museum jena',
      'bremen harb',
      'rail',
      'threats newspaper trier',
      'alpenpost',
      ...rows.slice(0, 40).map((row) => row.file_number),
    ]
    const distinct = (list: (string | null)[]) => [...new Set(list.filter((one) => one !== null))]
    const orders = {
      users: sessions,
      words,
      routes: distinct(rows.map(({ rule }) => rule)),
      states: distinct(rows.map((row) => row.foreign_state)),
    }
    return { open, orders }
  } finally {
    await close()
  }
}

async function sessionOf(db: Db, name: string) {
  const place = (await demonstrationPlaces(db)).find((one) => one.name === name)
  if (!place) throw new Error(`The demonstration lacks ${name}`)
  const at = Temporal.Now.instant()
  const { token } = await db
    .transaction()
    .execute((tx) => signInToDemonstration(tx, place, { demonstration: true }, at))
  return { token, seat: place.seat }
}

/** The product as it is started, in a process of its own; the users in a thread of this one. */
async function serveAndRead(folder: string, databaseUrl: string | undefined, orders: Omit<Orders, 'url' | 'pages'>) {
  const port = 20_000 + (process.pid % 20_000)
  const env = { ...process.env, PORT: String(port), COMITY_DATA: folder, DATABASE_URL: databaseUrl ?? '' }
  const main = new URL('../bin/comity.js', import.meta.url).pathname
  const server = spawn(process.execPath, [main, 'serve', '--demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    const url = `http://localhost:${port}`
    await answering(url, server)
    await readBy({ ...orders, url, pages: WARM })
    const before = await processorTime(server.pid)
    const start = performance.now()
    const reads = await readBy({ ...orders, url, pages: PAGES })
    const seconds = (performance.now() - start) / 1000
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8').catch(() => '')
    const peak = Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    return { reads, seconds, peak, cpu: (await processorTime(server.pid)) - before }
  } finally {
    const gone = once(server, 'exit')
    server.kill('SIGTERM')
    await gone
  }
}

async function answering(url: string, server: { exitCode: number | null }): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) break
    const ok = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('The server did not start')
}

/** Seconds of processor a process has had, in both modes; 0 where the system does not tell. */
async function processorTime(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100
}

function readBy(orders: Orders): Promise<Read[]> {
  const worker = new Worker(new URL('./lists/users.ts', import.meta.url), { workerData: orders })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
