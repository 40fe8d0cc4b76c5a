import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, publicKeys } from '../accounts/index.ts'
import { api } from '../api/index.ts'
import { expectEvidence, findItem, handOver, sealEvidence } from '../vault/index.ts'
import { letThrough } from '../vault/passage.fixture.ts'
import { startCarrier, takeUpAgain } from './carrier.ts'
import { overHttp } from './carry.ts'
import {
  clearRoads,
  correspondents,
  type Instance,
  kinds,
  law,
  operator,
  say,
  secret,
  texts,
  twoInstances,
} from './network.fixture.ts'
import { pump } from './pump.ts'
import { reachable, THIS_MACHINE } from './reachable.ts'
import { undelivered } from './store.ts'

const { munich, dublin, now, pass } = await twoInstances(await testDatabase(), await testDatabase())
const ends = await correspondents(munich, dublin)
afterEach(() => clearRoads(munich, dublin))
const roads = overHttp(reachable(THIS_MACHINE))
const overTheWire = { ...munich.post, ...roads }
const provider: Actor = { ...operator, org: ends.to, seat: 'provider' }

/** Something listens where Munich thinks that Dublin is. */
async function listening(listener: RequestListener | Hono): Promise<string> {
  const server =
    typeof listener === 'function' ? createServer(listener).listen(0) : serve({ fetch: listener.fetch, port: 0 })
  await new Promise((done) => (server.listening ? done(undefined) : server.once('listening', done)))
  onTestFinished(() => void server.close())
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  await munich.db.updateTable('exchange_peers').set({ url }).where('org_id', '=', ends.to).execute()
  return url
}

/** The instance itself, with everything that it serves. */
const serving = ({ db, post, url }: Instance) =>
  new Hono().route(
    '/',
    api({ db, law, blobs: post.blobs, secret, now, post, publicUrl: url, demonstration: true, report: failed }),
  )
const failed = (error: unknown) => {
  throw error
}

async function announce(size: number): Promise<string> {
  const { sealing } = await publicKeys(munich.db, ends.from)
  const bytes = (async function* () {
    for (let left = size; left > 0; left -= 65_536) yield new Uint8Array(Math.min(left, 65_536)).fill(left)
  })()
  const given = {
    origin: ends.request,
    name: 'mailbox.mbox',
    mediaType: 'application/mbox',
    bytes,
    sealedTo: [sealing],
  }
  const item = await sealEvidence(dublin.post, provider, given)
  await dublin.db
    .transaction()
    .execute(async (tx) => handOver(tx, provider, await letThrough(tx, [item], ends.from, now()), now()))
  await munich.db
    .transaction()
    .execute((tx) =>
      expectEvidence(tx, munich.post.law, { org: ends.from, from: ends.to, origin: ends.request }, [item], now()),
    )
  return item.id
}

describe('over HTTP', () => {
  test('messages and evidence go from one instance to the other', async () => {
    await listening(serving(dublin))
    await say(munich, ends)
    const item = await announce(3_000_000)
    await pump(overTheWire)
    expect(texts(dublin)).toEqual(['word'])
    expect(await kinds(munich.db, ends.from, ends.request)).toEqual(['message.sent', 'message.delivered'])
    expect(await findItem(munich.db, ends.from, item)).toMatchObject({ state: 'received' })
  })

  test('what the other side refuses is refused, with its reason', async () => {
    await listening(serving(dublin))
    await say(munich, ends, 'REFUSE')
    await pump(overTheWire)
    const [{ state, problem } = {}] = await undelivered(munich.db)
    expect({ state, problem }).toEqual({
      state: 'refused',
      problem: expect.stringContaining('The sender has no part in this'),
    })
  })

  test('cards are fetched with whom they are of', async () => {
    const url = await listening(serving(dublin))
    expect((await roads.fetchCards(`${url}/`)).map(({ card }) => card.org)).toContain(ends.to)
  })

  test.each<[string, RequestListener]>([
    ['that answers with an error', (_, answer) => answer.writeHead(502).end('bad gateway')],
    ['whose refusal nobody signed', (_, answer) => answer.writeHead(403).end('No')],
    ['that is busy', (_, answer) => answer.writeHead(429).end()],
    ['that hangs up', (request) => request.socket.destroy()],
    ['that leads elsewhere', (_, answer) => answer.writeHead(302, { location: 'http://localhost:1/' }).end()],
    ['that answers something else', (_, answer) => answer.end('<h1>Welcome to the guest network</h1>')],
  ])('an instance %s is tried again', async (_, listener) => {
    await listening(listener)
    await say(munich, ends)
    await pump(overTheWire)
    expect(await undelivered(munich.db)).toMatchObject([{ state: 'waiting', problem: expect.any(String) }])
  })

  test.each<[string, RequestListener]>([
    [
      'hangs up half-way',
      (_, answer) =>
        void answer.writeHead(200).write(Buffer.alloc(1_000), () => setTimeout(() => answer.socket?.destroy(), 100)),
    ],
    ['ends too early', (_, answer) => answer.end(Buffer.alloc(1_000))],
  ])('evidence that %s is gone on with later', async (_, listener) => {
    await listening(listener)
    const item = await announce(200_000)
    await pump(overTheWire)
    expect(await findItem(munich.db, ends.from, item)).toMatchObject({ state: 'expected', problem: expect.any(String) })
    expect(await munich.post.blobs.arriving(`${ends.from}-${item}`).offset()).toBe(1_000)
    pass({ minutes: 1 })
    // Who knows no ranges would send the beginning again: that is not put behind what is here.
    await listening((_, answer) => answer.end(Buffer.alloc(300_000)))
    await pump(overTheWire)
    expect(await findItem(munich.db, ends.from, item)).toMatchObject({ state: 'expected' })
    expect(await munich.post.blobs.arriving(`${ends.from}-${item}`).offset()).toBe(1_000)
  })
})

describe('a carrier', () => {
  test('takes up at once what one that was killed had begun', async () => {
    const killed = {
      ...munich.post,
      carry: () => new Promise<never>(() => {}),
      fetchEvidence: () => new Promise<never>(() => {}),
    }
    await say(munich, ends)
    const item = await announce(1_000)
    pump(killed)
    const begun = async () => (await undelivered(munich.db)).map(({ attempts }) => attempts)
    await expect.poll(begun, { timeout: 10_000 }).toEqual([1])
    await listening(serving(dublin))
    expect(await pump(overTheWire)).toBe(1) // the evidence, which nobody had begun to fetch
    await takeUpAgain(overTheWire)
    expect(await pump(overTheWire)).toBeGreaterThan(0)
    expect(await undelivered(munich.db)).toEqual([])
    expect(await findItem(munich.db, ends.from, item)).toMatchObject({ state: 'received' })
  })

  test('delivers messages while evidence hangs, and stops in the middle of it', async () => {
    const real = serving(dublin)
    const hanging = new Hono().post('/exchange/evidence', () => new Response(new ReadableStream())).route('/', real)
    await listening(hanging)
    await announce(100_000)
    const carrier = startCarrier(overTheWire, failed)
    carrier.nudge()
    await expect
      .poll(
        async () =>
          (await munich.db.selectFrom('vault_items').select('attempts').execute()).map(({ attempts }) => attempts),
        { timeout: 10_000 },
      )
      .toContain(1)
    await say(munich, ends)
    carrier.nudge()
    await expect.poll(() => texts(dublin), { timeout: 10_000 }).toEqual(['word'])
    await expect.poll(() => undelivered(munich.db), { timeout: 10_000 }).toEqual([])
    await carrier.stop()
  })
})
