import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, get, type IncomingMessage } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sealingIdentity } from '../src/accounts/index.ts'
import { base64, parseBase64 } from '../src/base/bytes.ts'
import { fetchExpected } from '../src/exchange/evidence.ts'
import { expectEvidence, findItem, type Item, open } from '../src/vault/index.ts'
import { runOn, startPostgres } from '../test/postgres.ts'
import { openSide } from './exchange/side.ts'
import { blocks, MiB, parseSize } from './files.ts'
import type { BenchOptions } from './options.ts'

interface Produced {
  readonly org: string
  readonly card: string
  readonly item: Item
  /** Seconds. */
  readonly sealed: number
  /** MiB. */
  readonly peak: number
}

/**
 * A production of one file (2 GiB, or `--size`) from one instance to another in a process of its own: sealed there to whoever
 * asks, announced, fetched over HTTP through the API with one break half way, kept once its hash is right, opened and
 * compared with what the producer said it was. The peer is the same number of bytes over HTTP into a file, and its SHA-256.
 */
export async function productions({ json, size = '2GiB' }: BenchOptions): Promise<void> {
  const bytes = parseSize(size)
  const folder = await mkdtemp(join(tmpdir(), 'comity-bench-'))
  const server = await startPostgres({ durable: true })
  const port = 20_000 + (process.pid % 20_000)
  try {
    for (const name of ['asking', 'producing']) await runOn(`${server.url}/postgres`, `create database ${name}`)
    const side = await openSide(`${server.url}/asking`, 'http://localhost:1', 'Staatsanwaltschaft', join(folder, 'a'))
    const producer = new URL('./exchange/producer.ts', import.meta.url).pathname
    const child = fork(producer, [`${server.url}/producing`, String(port), base64(await side.card()), String(bytes), join(folder, 'b')]) // biome-ignore format: one line
    const [made] = (await once(child, 'message')) as [Produced]
    const { item, org } = made
    await side.confirm(parseBase64(made.card))
    const { db, now, blobs, secret } = side.post
    await db
      .transaction()
      .execute((tx) =>
        expectEvidence(tx, side.post.law, { org: side.org, from: org, origin: 'request_1' }, [item], now()),
      )
    let attempts = 0
    const fetched = await timed(async () => {
      while ((await findItem(db, side.org, item.id)).state === 'expected') {
        attempts++
        if ((await fetchExpected(side.post)) === 0) await new Promise((go) => setTimeout(go, 500))
      }
    })
    const { state, problem } = await findItem(db, side.org, item.id)
    if (state !== 'received') throw new Error(`It is ${state}: ${problem}`)
    const { identity } = await sealingIdentity(db, secret, side.org)
    const hash = createHash('sha256')
    const opened = await timed(async () => {
      const sealed = blobs.range(item.sealedSha256, 0, item.sealedSize)
      for await (const part of open(sealed, { identities: [identity] }, { owned: true })) hash.update(part)
    })
    if (hash.digest('hex') !== item.sha256) throw new Error('What was opened is not what was sealed')
    const peak = Math.round(process.resourceUsage().maxRSS / 1024)
    child.send('peak')
    const [{ peak: theirs }] = (await once(child, 'message')) as [{ peak: number }]
    child.disconnect()
    await once(child, 'exit')
    await side.close()
    await rm(join(folder, 'b'), { recursive: true, force: true })
    const plain = await timed(() => plainly(bytes, join(folder, 'plain')))
    const seconds = { sealed: made.sealed, fetched, opened, plain }
    report({ bytes, attempts, seconds, peaks: { asking: peak, producing: theirs } }, json)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** As many bytes over HTTP into a file, and their hash. */
async function plainly(bytes: number, path: string): Promise<void> {
  const server = createServer((_, response) => Readable.from(blocks(bytes)).pipe(response)).listen(0)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port }, resolve).on('error', reject)
  })
  const hash = createHash('sha256')
  await pipeline(
    response,
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        hash.update(part)
        yield part
      }
    },
    createWriteStream(path),
  )
  hash.digest('hex')
  server.close()
}

interface Result {
  readonly bytes: number
  readonly attempts: number
  readonly seconds: {
    readonly sealed: number
    readonly fetched: number
    readonly opened: number
    readonly plain: number
  }
  /** MiB of resident memory. */
  readonly peaks: { readonly asking: number; readonly producing: number }
}

function report({ bytes, attempts, seconds, peaks }: Result, json: boolean): void {
  const load = loadavg()[0] ?? 0
  if (json) {
    console.log(JSON.stringify({ bench: 'productions', bytes, attempts, seconds, peaks, load }))
    return
  }
  const line = (what: string, took: number) =>
    console.log(`${what.padEnd(44)} ${took.toFixed(1).padStart(7)} s ${Math.round(bytes / MiB / took)} MiB/s`)
  console.log(`${bytes / MiB} MiB in ${attempts} attempts; load ${load.toFixed(1)}`)
  line('summed up, sealed and kept by the producer', seconds.sealed)
  line('fetched, with a break half way, and checked', seconds.fetched)
  line('opened and compared', seconds.opened)
  line('as many bytes, plain, into a file and hashed', seconds.plain)
  console.log(`peak memory ${peaks.asking} MiB at the one who asks, ${peaks.producing} MiB at the producer`)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
