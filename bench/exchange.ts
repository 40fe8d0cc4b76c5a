import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { base64, parseBase64 } from '../src/base/bytes.ts'
import { newId } from '../src/base/ids.ts'
import { instantText } from '../src/base/time.ts'
import { pump } from '../src/exchange/index.ts'
import { runOn, startPostgres } from '../test/postgres.ts'
import { openSide } from './exchange/side.ts'
import type { BenchOptions } from './options.ts'

const RUNS = 3
/** How many requests the messages are about: about one request they keep their order. */
const REQUESTS = 100
/** What an order says, roughly. */
const text = 'It was found necessary to ask for the data of one account. '.repeat(40)

/**
 * Messages (`--size` a run, 1,000 unless told) from one instance to another in a process of its own, over HTTP, each with a
 * database of its own on one PostgreSQL server that waits for its disk: signed, sealed, recorded in both logs, acted on once,
 * answered with a receipt and a cosignature. The peer takes the same bytes over HTTP into a table and answers with a word.
 */
export async function exchange({ json, size }: BenchOptions): Promise<void> {
  const many = Number(size ?? 1_000)
  const server = await startPostgres({ durable: true })
  const port = 20_000 + (process.pid % 20_000)
  try {
    for (const name of ['asking', 'answering']) await runOn(`${server.url}/postgres`, `create database ${name}`)
    const side = await openSide(`${server.url}/asking`, 'http://localhost:1', 'Staatsanwaltschaft')
    const receiver = new URL('./exchange/receiver.ts', import.meta.url).pathname
    const child = fork(receiver, [`${server.url}/answering`, String(port), base64(await side.card())])
    const [{ org, card }] = (await once(child, 'message')) as [{ org: string; card: string }]
    await side.confirm(parseBase64(card))
    const run = async () => {
      await queue(side, org, many)
      const started = performance.now()
      await pump(side.post)
      const seconds = (performance.now() - started) / 1000
      const left = await side.post.db
        .selectFrom('exchange_outbox')
        .select('problem')
        .where('state', '<>', 'delivered')
        .execute()
      if (left.length > 0) throw new Error(`${left.length} messages did not arrive: ${left[0]?.problem}`)
      return many / seconds
    }
    await run()
    const own: number[] = []
    const before = [process.cpuUsage(), await cpuOf(child)] as const
    for (let i = 0; i < RUNS; i++) own.push(await run())
    const cpu = [process.cpuUsage(before[0]), await cpuOf(child, before[1])].map(
      ({ user, system }) => (user + system) / 1000 / (many * RUNS),
    )
    const peer: number[] = []
    for (let i = 0; i < RUNS; i++) peer.push(await plainly(port, many))
    child.disconnect()
    await once(child, 'exit')
    await side.close()
    const [ours, theirs] = [middle(own), middle(peer)]
    const ratio = ours / theirs
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
    const load = loadavg()[0] ?? 0
    if (json) {
      console.log(JSON.stringify({ bench: 'exchange', many, runs: RUNS, own, cpu, peer, ratio, peakMiB, load }))
      return
    }
    print(`${many} messages, signed, sealed, receipted`, own)
    const [sender = 0, recipient = 0] = cpu
    console.log(`CPU time a message: ${sender.toFixed(2)} ms at the sender, ${recipient.toFixed(2)} ms at the recipient, without PostgreSQL's`) // biome-ignore format: one line
    print('the same bytes, plain, into a table', peer)
    console.log(
      `${ratio.toFixed(2)} × as many as plain; peak memory of the sender ${peakMiB} MiB; load ${load.toFixed(1)}`,
    )
  } finally {
    await server.stop()
  }
}

/** CPU time of the other process, since an earlier moment if given. */
async function cpuOf(child: ChildProcess, before?: NodeJS.CpuUsage): Promise<NodeJS.CpuUsage> {
  child.send('cpu')
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage]
  return { user: user - (before?.user ?? 0), system: system - (before?.system ?? 0) }
}

/** Queues messages as requests does. */
async function queue({ post, org }: Awaited<ReturnType<typeof openSide>>, to: string, many: number): Promise<void> {
  const at = post.now()
  const rows = Array.from({ length: many }, (_, i) => {
    const about = `request_${String(i % REQUESTS).padStart(26, '0')}`
    return {
      id: newId('dispatch', at.epochMilliseconds),
      org_id: org,
      to_org: to,
      request_id: about,
      type: 'closing',
      body: JSON.stringify({ request: about, text }),
      queued_at: instantText(at),
    }
  })
  await post.db.insertInto('request_dispatches').values(rows).execute()
}

const agent = new Agent({ keepAlive: true })

/** As many bytes as a message has, eight at a time. */
async function plainly(port: number, many: number): Promise<number> {
  const bytes = Buffer.alloc(6_000, 'x')
  const one = () =>
    new Promise<void>((resolve, reject) => {
      request({ port, path: '/plain', method: 'POST', agent }, (answer) => {
        answer.resume().on('end', resolve).on('error', reject)
      })
        .on('error', reject)
        .end(bytes)
    })
  const started = performance.now()
  let left = many
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await one()
    }),
  )
  return many / ((performance.now() - started) / 1000)
}

const middle = (found: readonly number[]) => found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN

function print(what: string, found: readonly number[]): void {
  const [least, most] = [Math.min(...found), Math.max(...found)]
  console.log(
    `${what.padEnd(44)} median ${middle(found).toFixed(0).padStart(6)} /s  (${least.toFixed(0)}–${most.toFixed(0)})`,
  )
}
