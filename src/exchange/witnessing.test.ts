import { afterEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { signer } from '../accounts/index.ts'
import { contradictions, cosignatures, eventsAbout, openContradictions, settle } from '../audit/index.ts'
import { text } from '../base/bytes.ts'
import { newId } from '../base/ids.ts'
import { checkpointText, noteSigner, signNote } from '../crypto/index.ts'
import { accept } from './inbox.ts'
import { type Message, writeMessage } from './message.ts'
import {
  clearRoads,
  connect,
  correspondents,
  kinds,
  say,
  secret,
  twoInstances,
  unreachable,
} from './network.fixture.ts'
import { pack } from './outbox.ts'
import { pump } from './pump.ts'

const { munich, dublin, now, pass } = await twoInstances(await testDatabase(), await testDatabase())
afterEach(async () => {
  await clearRoads(munich, dublin)
  connect(munich, dublin)
})

const read = (bytes: Uint8Array) => (JSON.parse(text(bytes)) as { message: Message }).message
const sizes = async (org: string) => (await cosignatures(munich.db, org)).map(({ size }) => size)

/** Packs so many messages, each by itself, and takes them off the road. */
async function packed(ends: { from: string; to: string; request: string }, count: number): Promise<Uint8Array[]> {
  for (let i = 0; i < count; i++) {
    await say(munich, ends, `${i}`)
    await pack(munich.post)
  }
  const rows = await munich.db
    .selectFrom('exchange_outbox')
    .select('bytes')
    .where('org_id', '=', ends.from)
    .orderBy('seq')
    .execute()
  return rows.map(({ bytes }) => new Uint8Array(bytes))
}

const receiptOf = (bytes: Uint8Array) => JSON.parse(text(bytes)).receipt as { cosignature: string | null; seen: number }

describe('the log of a sender', () => {
  test('is cosigned with every message, each showing that it continues the one before', async () => {
    const ends = await correspondents(munich, dublin)
    for (const word of ['one', 'two', 'three']) {
      await say(munich, ends, word)
      await pump(munich.post)
    }
    expect(await sizes(ends.from)).toHaveLength(3)
  })

  test('is cosigned with each of the messages that were made together, in whatever order they come', async () => {
    const ends = await correspondents(munich, dublin)
    for (const word of ['one', 'two', 'three']) await say(munich, ends, word)
    expect(await pack(munich.post)).toBe(3)
    await pump(munich.post)
    const delivered = await eventsAbout(munich.db, ends.from, ends.request)
    const cosigned = delivered.flatMap(({ kind, body }) =>
      kind === 'message.delivered' ? [(body as { cosigned: boolean }).cosigned] : [],
    )
    expect(cosigned).toEqual([true, true, true])
    expect(await sizes(ends.from)).toHaveLength(1)
  })

  test('whose first messages come at the same moment contradicts nothing', async () => {
    for (let tries = 0; tries < 3; tries++) {
      const ends = await correspondents(munich, dublin)
      const first = await packed(ends, 3)
      await Promise.all(first.map((bytes) => accept(dublin.post, bytes)))
      expect(await openContradictions(dublin.db, ends.to)).toEqual([])
    }
  })

  test('whose messages overtake each other is not cosigned for those, and goes on with the next', async () => {
    const ends = await correspondents(munich, dublin)
    const [first, second, third] = (await packed(ends, 3)) as [Uint8Array, Uint8Array, Uint8Array]
    expect(receiptOf(await accept(dublin.post, second)).cosignature).not.toBeNull()
    for (const late of [first, third]) {
      expect(receiptOf(await accept(dublin.post, late))).toMatchObject({ cosignature: null, seen: size(second) })
    }
    expect(dublin.taken).toHaveLength(3)
    await pump(munich.post)
    await say(munich, ends, 'the next')
    await pump(munich.post)
    const [newest, ...older] = await sizes(ends.from)
    expect(older).toEqual([size(second)])
    expect(newest).toBeGreaterThan(size(third))
  })

  test('goes on from what the recipient has seen, also where its receipt never came back', async () => {
    const ends = await correspondents(munich, dublin)
    munich.road.message = async (bytes) => {
      await accept(dublin.post, bytes)
      return unreachable()
    }
    await say(munich, ends, 'arrived, but never known to have')
    await pump(munich.post)
    pass({ hours: 73 })
    await pump(munich.post)
    expect(await kinds(munich.db, ends.from, ends.request)).toEqual(['message.sent', 'message.expired'])
    connect(munich, dublin)
    for (const word of ['not cosigned', 'cosigned']) {
      await say(munich, ends, word)
      await pump(munich.post)
    }
    expect(await sizes(ends.from)).toHaveLength(1)
  })

  test('that forks is refused, whether it says so or not', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    await pump(munich.post)
    const [seen] = await sizes(ends.from)
    const forked = await forgery(ends, seen ?? 0, null)
    await expect(accept(dublin.post, forked)).rejects.toMatchObject({ kind: 'conflict', code: 'forked' })
    const longer = await forgery(ends, (seen ?? 0) + 1, { from: seen ?? 0, proof: [] })
    await expect(accept(dublin.post, longer)).rejects.toMatchObject({ kind: 'conflict', code: 'forked' })
    expect(await kinds(dublin.db, ends.to, ends.request)).toEqual(['message.received'])
  })

  test('that forks is kept by whom it was shown to: both checkpoints, once, and an event', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    await pump(munich.post)
    const [seen = 0] = await sizes(ends.from)
    const genuine = (await packed(ends, 1)).at(-1) as Uint8Array
    const forked = await forgery(ends, seen, null)
    for (let i = 0; i < 2; i++) await expect(accept(dublin.post, forked)).rejects.toMatchObject({ code: 'forked' })
    const [kept, ...more] = await contradictions(dublin.db, ends.to)
    expect(more).toEqual([])
    expect(kept).toMatchObject({ how: 'forked', counterparty: ends.from, seen: { size: seen }, shown: { size: seen } })
    expect(kept?.shown.note).toBe(read(forked).checkpoint)
    expect(kept?.seen.note).not.toBe(kept?.shown.note)
    expect(await eventsAbout(dublin.db, ends.to, ends.from)).toMatchObject([
      { kind: 'log.contradicted', by: ends.from, body: { how: 'forked', seen, shown: seen } },
    ])
    expect(await contradictions(munich.db)).toEqual([])
    // The log that was seen first goes on.
    expect(receiptOf(await accept(dublin.post, genuine)).cosignature).not.toBeNull()
  })

  test('that is shown older long after it was seen newer is kept too; one that was overtaken is not', async () => {
    const ends = await correspondents(munich, dublin)
    const [first, second] = (await packed(ends, 2)) as [Uint8Array, Uint8Array]
    await accept(dublin.post, second)
    expect(receiptOf(await accept(dublin.post, first)).cosignature).toBeNull()
    expect(await openContradictions(dublin.db, ends.to)).toEqual([])
    pass({ minutes: 10 })
    const rewound = await forgery(ends, size(second) - 1, null)
    await expect(accept(dublin.post, rewound)).rejects.toMatchObject({ kind: 'conflict', code: 'rewound' })
    expect(await contradictions(dublin.db, ends.to)).toMatchObject([
      { how: 'rewound', shown: { size: size(second) - 1 } },
    ])
  })

  test('that was explained is held against what it showed last', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    await pump(munich.post)
    const [seen = 0] = await sizes(ends.from)
    const shown = await forgery(ends, seen, null)
    await expect(accept(dublin.post, shown)).rejects.toThrow()
    const [id = ''] = await openContradictions(dublin.db, ends.to)
    const explain = (reason: string) =>
      dublin.db.transaction().execute((tx) => settle(tx, { org: ends.to, id, by: 'person_1', reason }, now()))
    await expect(explain(' ')).rejects.toMatchObject({ code: 'no_reason' })
    await explain('They restored a backup; their head confirmed it by telephone')
    expect(await openContradictions(dublin.db, ends.to)).toEqual([])
    await expect(explain('again')).rejects.toMatchObject({ code: 'no_such_contradiction' })
    await expect(accept(dublin.post, await forgery(ends, seen, null, 1))).rejects.toMatchObject({ code: 'forked' })
    await expect(accept(dublin.post, await forgery(ends, seen, null))).resolves.toBeDefined()
  })
})

describe('the log of a receiver', () => {
  test('that contradicts what was seen of it is kept by the sender, and the message stays delivered', async () => {
    const ends = await correspondents(munich, dublin)
    await say(munich, ends)
    await pump(munich.post)
    const message = (await packed(ends, 1)).at(-1) as Uint8Array
    const { checkpoint } = (JSON.parse(text(await accept(dublin.post, message))) as { receipt: { checkpoint: string } })
      .receipt
    const state = {
      size: Number(checkpoint.split('\n')[1]),
      root: new Uint8Array(32),
      at: now().toString(),
      note: 'seen',
    }
    await munich.db
      .insertInto('audit_witnessed')
      .values({ org_id: ends.from, origin: `comity/${ends.to}`, ...state })
      .execute()
    await pump(munich.post)
    expect(await kinds(munich.db, ends.from, ends.request)).toContain('message.delivered')
    expect(await contradictions(munich.db, ends.from)).toMatchObject([{ how: 'forked', counterparty: ends.to }])
  })
})

const size = (bytes: Uint8Array) => Number(read(bytes).checkpoint.split('\n')[1])

/** What the sender would send that had rewritten its log: well signed, over another tree of that size. */
async function forgery(
  { from, to, request }: { from: string; to: string; request: string },
  size: number,
  consistency: Message['consistency'],
  filling = 0,
): Promise<Uint8Array> {
  const key = await signer(munich.db, secret, from)
  const origin = `comity/${from}`
  const checkpoint = await signNote(
    checkpointText({ origin, size, root: new Uint8Array(32).fill(filling) }),
    noteSigner(origin, key),
  )
  const [sent, expires] = [now().toString(), now().add({ hours: 1 }).toString()]
  const head = { id: newId('message', 0), type: 'closing', from, to, sent, expires, checkpoint, consistency }
  const peer = await munich.db
    .selectFrom('exchange_peers')
    .select('sealing_key')
    .where('org_id', '=', to)
    .executeTakeFirstOrThrow()
  return writeMessage(head, { request }, peer.sealing_key, key)
}
