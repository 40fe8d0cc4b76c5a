import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { createOrganisation, publicKeys, readSecret, signer } from '../src/accounts/index.ts'
import { originOf, proveInclusion, verifyLog } from '../src/audit/index.ts'
import { newId } from '../src/base/ids.ts'
import { instantText } from '../src/base/time.ts'
import { noteVerifier, openNote, parseCheckpoint, verifyInclusion } from '../src/crypto/index.ts'
import type { Database, Db } from '../src/db/index.ts'
import { cardOf, confirmPeer, readCard, writeCard } from '../src/exchange/index.ts'
import { databaseOn } from './database.ts'
import { chanceOf, hostileRoad, type Road } from './hostile/proxy.ts'
import { fastClock, type Said, SECRET } from './hostile/shared.ts'
import { runOn } from './postgres.ts'

/** Two or three instances on PostgreSQL, each served by processes that are killed again and again, and a road on which everything happens. */

const MESSAGES = Number(process.env.COMITY_MESSAGES ?? 30)
const SEED = Number(process.env.COMITY_SEED ?? Date.now() % 100_000)
const start = Date.now()
const now = fastClock(start)
const secret = readSecret({ secret: SECRET, folder: '' })
const chance = chanceOf(SEED)
const postgres = inject('postgres')
const running: Served[] = []

interface Served {
  readonly instance: Instance
  readonly port: number
  process: ChildProcess
  ready: boolean
}

interface Instance {
  readonly name: string
  readonly url: string
  readonly database: Database
  readonly org: string
  readonly ports: number[]
}

const faults: string[] = []
let givenUp = 0
const FAULT = '{"problem":{"code":"internal"'

function serve(served: Served): void {
  const program = join(import.meta.dirname, 'hostile/instance.ts')
  const sources = join(import.meta.dirname, '../bin/sources.js')
  const args = ['--import', sources, program, served.instance.url, String(served.port), String(start)]
  served.process = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  served.ready = false
  served.process.stdout?.once('data', () => {
    served.ready = true
  })
  served.process.stderr?.on('data', (said) => faults.push(String(said).trim()))
  served.process.on('exit', (code) => {
    if (code === null) return
    // Whoever loses the database before the first answer gives up, and is started again as a supervisor does.
    if (served.ready || givenUp++ > MESSAGES / 500) faults.push(`Error: a process ended by itself with ${code}`)
    else serve(served)
  })
}

async function instanceOn(server: string, name: string, port: number, processes: number): Promise<Instance> {
  const { url, ...database } = await databaseOn(server)
  const created = await database.db.transaction().execute(async (tx) => {
    const kind = { state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
    await createOrganisation(
      tx,
      secret,
      { ...kind, name: 'Operator', kind: 'operator', seats: ['operator'] },
      'system',
      now(),
    )
    return createOrganisation(tx, secret, { ...kind, name }, 'system', now())
  })
  const ports = Array.from({ length: processes }, (_, at) => port + at)
  return { name, url, database, org: created.id, ports }
}

/** Each knows the others by their cards, whose address is that of the road. */
async function introduce(instances: readonly Instance[], road: Road): Promise<void> {
  const operator = { person: 'person_00000000000000000000000000', name: 'Operator', orgName: '', seat: 'operator', role: 'head', isDemo: true } as const // biome-ignore format: a row
  for (const of of instances) {
    const { db } = of.database
    const card = await cardOf(db, of.org, `${road.url}/${of.name}`)
    const read = await readCard(await writeCard(card, await signer(db, secret, of.org)))
    for (const to of instances.filter((one) => one !== of))
      await to.database.db.transaction().execute((tx) => confirmPeer(tx, { ...operator, org: to.org }, read, now()))
  }
}

/** Everything that is said, in the order in which it is said about each request; every fourth is to be answered. */
function conversations(instances: readonly Instance[]): { from: Instance; to: Instance; said: Said }[] {
  const pairs = instances.flatMap((from) => instances.filter((to) => to !== from).map((to) => ({ from, to })))
  const requests = Math.max(2, Math.ceil(MESSAGES / pairs.length / 10))
  return Array.from({ length: MESSAGES }, (_, at) => {
    const { from, to } = pairs[at % pairs.length] as (typeof pairs)[number]
    const turn = Math.floor(at / pairs.length)
    const request = `request_${from.name}-${to.name}-${turn % requests}`
    return { from, to, said: { request, text: `${request} ${Math.floor(turn / requests)}`, answer: at % 4 === 0 } }
  })
}

async function queue(db: Db, from: string, to: string, said: Said): Promise<void> {
  const [at, type] = [now(), 'closing']
  const id = newId('dispatch', at.epochMilliseconds)
  const row = { id, org_id: from, to_org: to, request_id: said.request, type, body: JSON.stringify(said), queued_at: instantText(at) } // biome-ignore format: a row
  await db.insertInto('request_dispatches').values(row).execute()
}

/** How many have not been delivered yet. */
async function left(instances: readonly Instance[]): Promise<number> {
  const counts = instances.map(async ({ database: { db } }) => {
    const [waiting, sent] = await Promise.all([
      db.selectFrom('request_dispatches').select('id').where('taken_at', 'is', null).execute(),
      db.selectFrom('exchange_outbox').select('message_id').where('state', '<>', 'delivered').execute(),
    ])
    return waiting.length + sent.length
  })
  return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0)
}

/** What an organisation was told, in the order of its log. */
async function told({ database: { db }, org }: Instance) {
  const rows = await db
    .selectFrom('audit_events')
    .select(['seq', 'kind', 'by', 'about', 'body', 'at'])
    .where('org_id', '=', org)
    .orderBy('seq')
    .execute()
  return rows.map(({ body, ...event }) => ({ ...event, said: JSON.parse(body ?? '{}') as Record<string, string> }))
}

describe.skipIf(!postgres)('instances on a hostile network, whose processes are killed', async () => {
  const base = 21_000 + (process.pid % 6_000) * 6
  const road = await hostileRoad((name) => instances.find((one) => one.name === name)?.ports ?? [], chance)
  const places = [
    ['munich', 2],
    ['dublin', 1],
    ['bern', 2],
  ] as const
  const instances: Instance[] = []
  // Starting a process takes a second or two: the short version has two instances.
  for (const [name, processes] of postgres ? places.slice(0, MESSAGES < 500 ? 2 : 3) : [])
    instances.push(await instanceOn(postgres ?? '', name, base + instances.length * 2, processes))
  afterAll(async () => {
    road.close()
    for (const { process: one } of running) one.kill('SIGKILL')
    for (const { database } of instances) await database.close()
  })
  const all = postgres ? conversations(instances) : []

  test(`${MESSAGES} messages and their answers arrive`, { timeout: 120 * 60_000 }, async () => {
    await introduce(instances, road)
    for (const instance of instances)
      for (const port of instance.ports) running.push({ instance, port, process: undefined as never, ready: false })
    for (const served of running) serve(served)
    const up = () => faults.length > 0 || running.every(({ ready }) => ready)
    await expect.poll(up, { timeout: 240_000 }).toBe(true)
    expect(faults).toEqual([])
    let isOver = false
    let killed = 0
    const most = Math.max(3, MESSAGES / 40)
    const killing = (async () => {
      let next = 4
      while (!isOver) {
        await new Promise((go) => setTimeout(go, 50))
        const deliveries = [...road.done.values()].reduce((sum, one) => sum + one, 0)
        const served = running[Math.floor(chance() * running.length)]
        // By what was done and not by the time, so that a slow machine comes as far.
        if (deliveries < next || !served?.ready || killed >= most) continue
        next = deliveries + 5 + Math.floor(chance() * 30)
        if (killed > 0 && chance() < 0.3) {
          const { pathname } = new URL(served.instance.url)
          const name = pathname.slice(1)
          await runOn(
            served.instance.url.replace(pathname, '/postgres'),
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and query not like 'insert into "request_dispatches"%' and application_name <> 'test'`,
          )
        } else {
          const gone = once(served.process, 'exit')
          served.process.kill('SIGKILL')
          await gone
          killed++
          serve(served)
        }
      }
    })()
    for (const [at, { from, to, said }] of all.entries()) {
      await queue(from.database.db, from.org, to.org, said)
      if (at % Math.ceil(MESSAGES / 20) === 0) await new Promise((go) => setTimeout(go, 150))
    }
    await expect.poll(() => left(instances), { timeout: 150_000 + MESSAGES * 500, interval: 300 }).toBe(0)
    isOver = true
    await killing
    console.log(`seed ${SEED}, ${killed} kills, ${givenUp} given up while starting, ${Math.round((Date.now() - start) / 1000)} s, ${road.altered.size} altered, ${JSON.stringify(Object.fromEntries(road.done))}`) // biome-ignore format: one line
    expect(killed).toBeGreaterThan(0)
  })

  test('each has its effect once, about one request in the order in which it was said', async () => {
    for (const to of instances) {
      const heard = (await told(to)).filter(({ kind }) => kind === 'request.told')
      const expected = all.flatMap(({ from, to: receiver, said }) => [
        ...(receiver === to ? [{ by: from.org, about: said.request, text: said.text }] : []),
        ...(from === to && said.answer
          ? [{ by: receiver.org, about: said.request, text: `answer to ${said.text}` }]
          : []),
      ])
      const grouped = (one: readonly { by: string; about: string; text: string }[]) =>
        Object.groupBy(one, ({ by, about }) => `${by} ${about}`)
      expect(grouped(heard.map(({ by, about, said }) => ({ by, about, text: said.text ?? '' })))).toEqual(
        grouped(expected),
      )
    }
  })

  test('nothing that was altered was taken in, and each alteration is told of', async () => {
    const events = (await Promise.all(instances.map(({ database: { db } }) => turnedAway(db)))).flat()
    const digests = new Set(events.map(({ digest }) => digest))
    const counted = events.reduce((sum, { times }) => sum + times, 0)
    // A fault of ours, as a database connection killed under it, is no decision on the message: it is only asked for again.
    const untold = [...road.altered].filter(([digest, said]) => !digests.has(digest) && !said.startsWith(FAULT))
    for (const [, answer] of road.altered) expect(answer).not.toMatch(/^\{"receipt"/)
    // Beyond a hundred of one sender within an hour they are counted.
    if (counted === 0) expect(untold).toEqual([])
    else expect(untold.length).toBeLessThanOrEqual(counted)
  })

  test('the logs of both sides hold, and agree on when each arrived', async () => {
    for (const { database } of instances)
      for (const verdict of await verifyLog(database.db, new Map())) expect(verdict.faults.filter(({ what }) => !what.includes('key is not here'))).toEqual([]) // biome-ignore format: one line
    let proved = 0
    const every = Math.ceil(MESSAGES / 500)
    for (const from of instances) {
      const { db } = from.database
      const sent = await told(from)
      const out = await db.selectFrom('exchange_outbox').select(['message_id', 'to_org', 'receipt']).execute()
      for (const [at, { message_id, to_org, receipt }] of out.entries()) {
        const to = instances.find(({ org }) => org === to_org) as Instance
        const said = JSON.parse(receipt ?? '').receipt as { at: string; checkpoint: string }
        const delivered = sent.filter(
          ({ kind, said: { message } }) => kind === 'message.delivered' && message === message_id,
        )
        expect(delivered.map(({ said: { receivedAt } }) => receivedAt)).toEqual([said.at])
        if (at % every !== 0) continue
        const { signing } = await publicKeys(to.database.db, to.org)
        const { text } = await openNote(said.checkpoint, [noteVerifier(originOf(to.org), signing)])
        const { size, root } = parseCheckpoint(text)
        const received = (await theirs(to, message_id)) as { seq: number; at: string }
        expect(received.at).toBe(said.at)
        const { leaf, proof } = await proveInclusion(to.database.db, to.org, received.seq, size)
        expect(verifyInclusion({ leaf, index: received.seq, size, root, proof })).toBe(true)
        proved++
      }
    }
    expect(proved).toBeGreaterThanOrEqual(Math.min(MESSAGES, 300))
  })

  test('what went wrong inside were lost connections alone', () => {
    const lost = /aborted|terminat|ECONN|EPIPE|Connection|connection|socket|canceling|shutting down/
    expect(faults.flatMap((said) => said.split('\n')).filter((line) => /Error/.test(line) && !lost.test(line))).toEqual(
      [],
    )
  })
})

/** The event of its arrival in the log of its recipient. */
async function theirs({ database: { db }, org }: Instance, message: string) {
  return db
    .selectFrom('audit_events')
    .select(['seq', 'at'])
    .where('org_id', '=', org)
    .where('kind', '=', 'message.received')
    .where('body', 'like', `%"message":"${message}"%`)
    .executeTakeFirst()
}

async function turnedAway(db: Db): Promise<{ digest?: string; times: number }[]> {
  const rows = await db.selectFrom('audit_events').select(['kind', 'body']).where('kind', 'like', 'message.turned-away%').execute() // biome-ignore format: one line
  const now = await db.selectFrom('audit_refusals').select(['times', 'told']).execute()
  const events = rows.map(({ kind, body }) => {
    const { digest, times = 0 } = JSON.parse(body ?? '{}') as { digest?: string; times?: number }
    return { ...(digest && { digest }), times: kind === 'message.turned-away-often' ? times : 0 }
  })
  return [...events, ...now.map(({ times, told }) => ({ times: times - told }))]
}
