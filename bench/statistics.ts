import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { listOrganisations } from '../src/accounts/index.ts'
import { createApp } from '../src/app.ts'
import { inventRecord } from '../src/cli/record.ts'
import { publishEdition, statisticsOfAll, toldStatistics } from '../src/oversight/index.ts'
import { startPostgres } from '../test/postgres.ts'
import type { BenchOptions } from './options.ts'

const RUNS = 5
const PAGE_RUNS = 20

/**
 * An edition over an invented record of `--size` requests of five years (1,000,000 unless told) on PostgreSQL, as it is published the
 * first time, the pages of it afterwards over the same app, and the figures of this moment. The peer is PostgreSQL itself:
 * the same rows counted by status alone.
 */
export async function statistics({ json, size }: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'comity-statistics-'))
  const server = await startPostgres()
  const rows: { what: string; found: number[] }[] = []
  const measure = async (what: string, runs: number, run: () => Promise<unknown>) => {
    const found = await times(runs, run)
    rows.push({ what, found })
    if (!json) print(what, found)
    return found
  }
  try {
    const databaseUrl = `${server.url}/postgres`
    const app = await createApp({ port: 0, dataFolder: folder, databaseUrl, publicUrl: 'http://localhost', secret: undefined, demonstration: true }) // biome-ignore format: a row
    const { db, law, secret, now } = app
    try {
      const requests = Number(size ?? 1_000_000)
      const until = now()
      const start = performance.now()
      const copies = await inventRecord(db, law, secret, { requests, seed: 1, years: 5, until })
      await sql`vacuum (analyze)`.execute(db)
      const made = ((performance.now() - start) / 1000).toFixed(0)
      if (!json) console.log(`${requests} requests in ${copies} copies, made in ${made} s`)
      const operator = (await listOrganisations(db)).find(({ kind }) => kind === 'operator')?.id ?? ''
      const by = { org: operator, person: operator, name: 'bench' }
      const publish = () => publishEdition(db, { secret, law: law.digest, now: now(), reason: 'Measured', by })
      await measure('an edition, the first', 1, publish)
      await measure('an edition, again', RUNS, publish)
      const page = async (path: string) => {
        const answer = await app.fetch(new Request(`http://localhost${path}`))
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
        return answer.text()
      }
      await measure('its page', PAGE_RUNS, () => page('/statistics/editions/1'))
      const [, taker] = await listOrganisations(db)
      await measure('an organisation’s page', PAGE_RUNS, () =>
        page(`/statistics/editions/1/organisations/${taker?.id}`),
      )
      await measure('every figure of this moment', RUNS, () => statisticsOfAll(db))
      await measure('what the public is told of them', RUNS, () => toldStatistics(db))
      const peer = await measure('PostgreSQL alone, counted by status', RUNS, () =>
        sql`select org_id, direction, status, count(*) from request_requests group by org_id, direction, status`.execute(
          db,
        ),
      )
      const ratio = middle(rows[0]?.found ?? []) / middle(peer)
      const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
      const load = loadavg()[0] ?? 0
      if (json) console.log(JSON.stringify({ bench: 'statistics', requests, copies, rows, ratio, peakMiB, load }))
      else
        console.log(
          `an edition takes ${ratio.toFixed(1)} × one count; peak memory ${peakMiB} MiB; load ${load.toFixed(1)}`,
        )
    } finally {
      await app.close()
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function times(runs: number, run: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < runs; i++) {
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
