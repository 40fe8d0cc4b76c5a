import { sql } from 'kysely'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { cosignatures, record } from '../audit/index.ts'
import { text, utf8 } from '../base/bytes.ts'
import { newId } from '../base/ids.ts'
import type { Tx } from '../db/index.ts'
import { revokePeer } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { accept } from './inbox.ts'
import { lines, takeDelivery, together } from './letters.ts'
import {
  clearRoads,
  connect,
  correspondents,
  fault,
  introduce,
  kinds,
  logHolds,
  operator,
  say,
  texts,
  twoInstances,
  unreachable,
} from './network.fixture.ts'
import { deliver, pack, sendAgain } from './outbox.ts'
import type { Post } from './post.ts'
import { pump } from './pump.ts'
import { outgoingAbout, undelivered } from './store.ts'

const { munich, dublin, now, pass } = await twoInstances(await testDatabase(), await testDatabase())
afterEach(async () => {
  await clearRoads(munich, dublin)
  connect(munich, dublin)
})

/** Keeps every message that comes along, and lets it pass. */
function watched(): Uint8Array[] {
  const seen: Uint8Array[] = []
  munich.road.message = (bytes) => {
    seen.push(...lines(bytes))
    return takeDelivery(dublin.post, bytes, fault)
  }
  return seen
}

const waiting = async () => (await undelivered(munich.db))[0]
const secondsUntil = (instant: string | undefined) =>
  now()
    .until(Temporal.Instant.from(instant ?? ''))
    .total('seconds')
const nextAt = async () =>
  (await munich.db.selectFrom('exchange_outbox').select('next_at').where('state', '=', 'waiting').executeTakeFirst())
    ?.next_at

describe('a message', () => {
  test('is opened, acted on, and answered with a receipt that cosigns the log of its sender', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    await pump(munich.post)
    expect(dublin.taken).toMatchObject([{ org: ends.to, from: ends.from, type: 'closing', body: { text: 'word' } }])
    expect(await outgoingAbout(munich.db, ends.from, ends.request)).toMatchObject([
      { state: 'delivered', problem: null },
    ])
    expect(await kinds(munich.db, ends.from, ends.request)).toEqual(['message.sent', 'message.delivered'])
    expect(await kinds(dublin.db, ends.to, ends.request)).toEqual(['message.received'])
    expect(await cosignatures(munich.db, ends.from)).toMatchObject([{ witness: ends.to }])
    expect(await logHolds(munich.db)).toBe(true)
  })

  test('that arrives again gets the same receipt and has no second effect', async () => {
    const ends = await correspondents(munich, dublin)
    const [first] = await sentBy(ends)
    const receipts = [await accept(dublin.post, first), await accept(dublin.post, first)]
    pass({ hours: 100 })
    receipts.push(await accept(dublin.post, first))
    expect(new Set(receipts.map(text)).size).toBe(1)
    expect(dublin.taken).toHaveLength(1)
  })

  test('that arrives twice at the same moment is acted on once', async () => {
    const ends = await correspondents(munich, dublin)
    const [bytes] = await sentBy(ends)
    const receipts = await Promise.all([1, 2, 3, 4].map(() => accept(dublin.post, bytes)))
    expect(new Set(receipts.map(text)).size).toBe(1)
    expect(await kinds(dublin.db, ends.to, ends.request)).toEqual(['message.received'])
    expect(dublin.taken).toHaveLength(1)
  })

  test('whose receipt was lost is sent again, and its sender gets the receipt of the first time', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    munich.road.message = async (bytes) => {
      await accept(dublin.post, bytes)
      return unreachable()
    }
    await pump(munich.post)
    munich.road.message = async () => utf8('<h1>Welcome to the guest network</h1>')
    pass({ minutes: 1 })
    await pump(munich.post)
    expect(await waiting()).toMatchObject({ state: 'waiting', problem: expect.stringContaining('not the receipt') })
    connect(munich, dublin)
    pass({ minutes: 1 })
    await pump(munich.post)
    expect(await waiting()).toBeUndefined()
    expect(dublin.taken).toHaveLength(1)
  })

  test('that the recipient refuses leaves nothing there, and its sender sees the reason', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends, 'REFUSE')
    await say(munich, ends, 'the next')
    await pump(munich.post)
    expect(await waiting()).toMatchObject({ state: 'refused', problem: 'The sender has no part in this' })
    expect(await kinds(munich.db, ends.from, ends.request)).toEqual([
      'message.sent',
      'message.sent',
      'message.refused',
      'message.delivered',
    ])
    expect(texts(dublin)).toEqual(['the next'])
    expect(await kinds(dublin.db, ends.to, ends.request)).toEqual(['message.received'])
  })

  test('that was refused goes once more when the operator says so', async () => {
    const ends = await correspondents(munich, dublin)
    munich.road.message = () => takeDelivery({ ...dublin.post, receive: refuseAll }, sent[0] as Uint8Array, fault)
    const sent = await sentBy(ends)
    await deliver(munich.post)
    const refused = await waiting()
    expect(refused).toMatchObject({ state: 'refused' })
    connect(munich, dublin)
    await munich.db.transaction().execute((tx) => sendAgain(tx, operator, refused?.message ?? '', now()))
    await pump(munich.post)
    expect(await waiting()).toBeUndefined()
    const again = munich.db.transaction().execute((tx) => sendAgain(tx, operator, refused?.message ?? '', now()))
    await expect(again).rejects.toMatchObject({ code: 'no_such_message' })
  })

  /** Packs one and takes it off the road. */
  async function sentBy(ends: { from: string; to: string; request: string }): Promise<[Uint8Array]> {
    await say(munich, ends)
    await pack(munich.post)
    const { bytes } = await munich.db
      .selectFrom('exchange_outbox')
      .select('bytes')
      .where('org_id', '=', ends.from)
      .executeTakeFirstOrThrow()
    return [bytes]
  }
  const refuseAll = () => {
    throw new ExchangeError('forbidden', 'peer_refused', 'No')
  }
})

describe('several messages', () => {
  test('about one request arrive in the order they were said, also when the first has to wait', async () => {
    const ends = await correspondents(munich, dublin)
    const other = await correspondents(munich, dublin)
    munich.road.message = unreachable
    await say(munich, ends, 'one')
    await say(munich, ends, 'two')
    await pump(munich.post)
    connect(munich, dublin)
    await say(munich, ends, 'three')
    await say(munich, other, 'another request')
    await pump(munich.post)
    expect(texts(dublin)).toEqual(['another request'])
    pass({ minutes: 1 })
    await pump(munich.post)
    expect(texts(dublin)).toEqual(['another request', 'one', 'two', 'three'])
  })

  test('are each sent once, in order, when several processes carry at the same time', async () => {
    const ends = [await correspondents(munich, dublin), await correspondents(munich, dublin)]
    for (const word of ['one', 'two', 'three', 'four', 'five']) for (const each of ends) await say(munich, each, word)
    const seen = watched()
    await Promise.all([1, 2, 3].map(() => pump(munich.post)))
    await pump(munich.post)
    expect(seen).toHaveLength(10)
    for (const { request } of ends) {
      const words = dublin.taken.filter(({ body }) => (body as { request: string }).request === request)
      expect(words.map(({ body }) => (body as { text: string }).text)).toEqual(['one', 'two', 'three', 'four', 'five'])
    }
  })

  test('go on though one of them is for an organisation that was revoked meanwhile', async () => {
    const [ends, gone] = [await correspondents(munich, dublin), await correspondents(munich, dublin)]
    const revoke = (tx: Parameters<typeof revokePeer>[0]) => revokePeer(tx, operator, gone.to, 'key lost', now())
    await munich.db.transaction().execute(revoke)
    await say(munich, gone, 'to nobody')
    await say(munich, ends, 'to somebody')
    await pump(munich.post)
    expect(texts(dublin)).toEqual(['to somebody'])
    expect(await kinds(munich.db, gone.from, gone.request)).toEqual(['message.refused'])
  })

  test('packed before the recipient was revoked do not leave either', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    await pack(munich.post)
    await munich.db.transaction().execute((tx) => revokePeer(tx, operator, ends.to, 'key lost', now()))
    await pump(munich.post)
    expect(await waiting()).toMatchObject({ state: 'refused' })
    expect(dublin.taken).toEqual([])
    await introduce(dublin, ends.to, munich)
    await say(munich, ends, 'known again')
    await pump(munich.post)
    expect(texts(dublin)).toEqual(['known again'])
  })
})

describe('several messages taken in together', () => {
  test.runIf(inject('postgres'))('give way to who holds one of their requests and comes to the log', async () => {
    const ends = await correspondents(munich, dublin)
    const held = newId('request', 1)
    await say(munich, ends, 'one')
    await say(munich, { ...ends, request: held }, 'two')
    await pack(munich.post)
    const rows = await munich.db.selectFrom('exchange_outbox').select('bytes').orderBy('seq').execute()
    const lock = (tx: Tx, request: string) => sql`select pg_advisory_xact_lock(hashtext(${request}))`.execute(tx)
    const [isHeld, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const somebody = dublin.db.transaction().execute(async (tx) => {
      await lock(tx, held)
      isHeld.resolve()
      await goOn.promise
      const body = { text: 'ours' }
      await record(tx, { org: ends.to, by: 'system', kind: 'request.told', about: held, body }, now())
    })
    await isHeld.promise
    const tries: string[] = []
    const receive: Post['receive'] = async (tx, received) => {
      const { request } = received.body as { request: string }
      tries.push(request)
      if (request === held) {
        goOn.resolve()
        await lock(tx, held)
      }
      return dublin.post.receive(tx, received)
    }
    const letters = together(rows.map(({ bytes }) => bytes))
    const answers = lines(await takeDelivery({ ...dublin.post, receive }, letters, fault))
    await somebody
    expect(answers.map((one) => text(one).slice(2, 9))).toEqual(['receipt', 'receipt'])
    expect(tries).toEqual([ends.request, held, ends.request, held])
    expect(await logHolds(dublin.db)).toBe(true)
  })
})

describe('a recipient who cannot be reached', () => {
  test('is tried again after ever longer times, never quite the same ones, and told of after 72 hours', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    munich.road.message = unreachable
    const waits: number[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      await pump(munich.post)
      const seconds = secondsUntil(await nextAt())
      waits.push(seconds)
      expect(seconds).toBeGreaterThanOrEqual(Math.min(2 ** (attempt + 1), 900) / 2)
      expect(seconds).toBeLessThanOrEqual(Math.min(2 ** (attempt + 1), 900))
      pass({ seconds: Math.ceil(seconds) })
    }
    expect(new Set(waits.slice(-4)).size).toBeGreaterThan(1)
    expect(await waiting()).toMatchObject({ state: 'waiting', attempts: 12, problem: expect.any(String) })
    pass({ hours: 72 })
    await pump(munich.post)
    expect(await waiting()).toMatchObject({ state: 'expired' })
    expect(await kinds(munich.db, ends.from, ends.request)).toEqual(['message.sent', 'message.expired'])
  })
})
