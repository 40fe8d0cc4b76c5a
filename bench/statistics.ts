import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createApp } from '../src/app.ts'
import { openDatabase } from '../src/db/index.ts'
import { statisticsOfAll, toldStatistics } from '../src/oversight/index.ts'
import { startPostgres } from '../test/postgres.ts'
import { fill } from './lists/fill.ts'
import { playTemplates } from './lists/templates.ts'
import type { BenchOptions } from './options.ts'

const RUNS = 5

/**
 * All figures of an instance whose PostgreSQL holds `--size` open requests and as many again that have ended (100,000 unless
 * told), counted from the rows, and what the public is told of them. The peer is PostgreSQL itself: the same rows counted
 * by status alone.
 */
export async function statistics({ json, size }: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'comity-statistics-'))
  const server = await startPostgres()
  try {
    const databaseUrl = `${server.url}/postgres`
    const app = await createApp({ port: 0, dataFolder: folder, databaseUrl, publicUrl: 'http://localhost', secret: undefined, demonstration: true }) // biome-ignore format: a row
    await playTemplates(app).finally(app.close)
    const { db, close } = await openDatabase({ url: databaseUrl })
    await fill(db, app.law, Number(size ?? 100_000), (what) => !json && console.log(what))
    const requests = (await statisticsOfAll(db))
      .flatMap(({ figures }) => figures)
      .reduce((sum, one) => sum + one.requests, 0)
    const own = await times(() => statisticsOfAll(db))
    const told = await times(() => toldStatistics(db))
    const peer = await times(() =>
      sql`select org_id, direction, status, count(*) from request_requests group by org_id, direction, status`.execute(
        db,
      ),
    )
    await close()
    const ratio = middle(own) / middle(peer)
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
    const load = loadavg()[0] ?? 0
    if (json) {
      console.log(JSON.stringify({ bench: 'statistics', requests, own, told, peer, ratio, peakMiB, load }))
      return
    }
    print(`every figure of ${requests} requests`, own)
    print('what the public is told of them', told)
    print('PostgreSQL alone, counted by status', peer)
    console.log(`${ratio.toFixed(1)} × as long as one count; peak memory ${peakMiB} MiB; load ${load.toFixed(1)}`)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function times(run: () => Promise<unknown>): Promise<number[]> {
  await run()
  const found: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    await run()
    found.push(performance.now() - start)
  }
  return found
}

const middle = (found: readonly number[]) => found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN

function print(what: string, found: readonly number[]): void {
  const ms = (time: number) => `${time.toFixed(0)} ms`
  console.log(
    `${what.padEnd(44)} median ${ms(middle(found)).padStart(9)}  (${ms(Math.min(...found))}–${ms(Math.max(...found))})`,
  )
}
