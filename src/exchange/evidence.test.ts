import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, publicKeys, sealingIdentity, signer } from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { base64 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import { expectEvidence, findItem, handOver, type Item, open, sealEvidence, takeLevel } from '../vault/index.ts'
import { letThrough } from '../vault/passage.fixture.ts'
import { ExchangeError } from './errors.ts'
import { fetchExpected, serveEvidence } from './evidence.ts'
import {
  clearRoads,
  connect,
  correspondents,
  newOrganisation,
  operator,
  secret,
  twoInstances,
} from './network.fixture.ts'
import { signed } from './signed.ts'

const { munich, dublin, now, pass } = await twoInstances(await testDatabase(), await testDatabase())
const ends = await correspondents(munich, dublin)
afterEach(async () => {
  await clearRoads(munich, dublin)
  connect(munich, dublin)
})

const provider: Actor = { ...operator, name: 'Niamh Byrne', org: ends.to, seat: 'provider' }
const mailbox = Buffer.from('From suspect@alpenpost.example\n'.repeat(20_000))

async function* piecewise(bytes: Uint8Array, size = 50_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

/** Sealed in Dublin to the authority in Munich, handed over, and announced there. */
async function announced(): Promise<Item> {
  const { sealing } = await publicKeys(munich.db, ends.from)
  const given = {
    origin: ends.request,
    name: 'mailbox.mbox',
    mediaType: 'application/mbox',
    bytes: piecewise(mailbox),
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
  return item
}

const here = async ({ id }: Item) => findItem(munich.db, ends.from, id)
const kindsOf = async ({ id }: Item) => (await eventsAbout(munich.db, ends.from, id)).map(({ kind }) => kind)

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

describe('announced evidence', () => {
  test('is fetched whole, and opens to what the producer sealed', async () => {
    const item = await announced()
    expect(await fetchExpected(munich.post)).toBe(1)
    expect(await here(item)).toMatchObject({ state: 'received', problem: null })
    const { identity } = await sealingIdentity(munich.db, secret, ends.from)
    const opened = await whole(open(munich.post.blobs.read(item.sealedSha256), { identities: [identity] }))
    expect(opened.equals(mailbox)).toBe(true)
    expect(await fetchExpected(munich.post)).toBe(0)
  })

  test('that is cut off goes on from there, once it can', async () => {
    const item = await announced()
    const starts: number[] = []
    munich.road.evidence = async (ticket, from) => {
      starts.push(from)
      const bytes = await serveEvidence(dublin.post, ticket, from)
      return starts.length < 3 ? broken(bytes, starts.length === 1) : bytes
    }
    for (let attempt = 0; attempt < 3; attempt++) {
      await fetchExpected(munich.post)
      pass({ minutes: 1 })
    }
    expect(starts[0]).toBe(0)
    expect(starts[1]).toBeGreaterThan(0)
    expect(starts[2]).toBeGreaterThan(starts[1] ?? 0)
    expect(await here(item)).toMatchObject({ state: 'received' })
    expect(await kindsOf(item)).toEqual(['evidence.announced', 'evidence.received'])
  })

  test('that cannot be had now is asked for again, after longer times', async () => {
    const item = await announced()
    munich.road.evidence = () => {
      throw new ExchangeError('unavailable', 'peer_unreachable', 'The other instance cannot be reached')
    }
    for (const seconds of [2, 4, 8]) {
      await fetchExpected(munich.post)
      expect(await here(item)).toMatchObject({ state: 'expected', problem: 'The other instance cannot be reached' })
      const { next_at } = await munich.db.selectFrom('vault_items').select('next_at').executeTakeFirstOrThrow()
      expect(next_at).toBe(instantText(now().add({ seconds })))
      pass({ seconds })
    }
  })

  test('whose bytes are others is refused, recorded, and not kept', async () => {
    const item = await announced()
    const path = join(dublin.folder, item.sealedSha256.slice(0, 2), item.sealedSha256)
    const sealed = await whole(dublin.post.blobs.read(item.sealedSha256))
    sealed[sealed.length >> 1] = (sealed[sealed.length >> 1] ?? 0) ^ 1
    writeFileSync(path, sealed)
    expect(await fetchExpected(munich.post)).toBe(0)
    expect(await here(item)).toMatchObject({ state: 'expected', problem: 'What came is not what was announced' })
    pass({ minutes: 1 })
    expect(await fetchExpected(munich.post)).toBe(0)
    expect(await here(item)).toMatchObject({ state: 'refused', problem: 'What came is not what was announced' })
    expect(await kindsOf(item)).toEqual(['evidence.announced', 'evidence.refused'])
    expect(await munich.post.blobs.size(item.sealedSha256)).toBeUndefined()
    expect(await munich.post.blobs.arriving(`${ends.from}-${item.id}`).offset()).toBe(0)
  })

  test('that was altered on the way is fetched from its beginning once more', async () => {
    const item = await announced()
    const { evidence } = munich.road
    const starts: number[] = []
    munich.road.evidence = async (ticket, start) => {
      starts.push(start)
      const bytes = await whole(await serveEvidence(dublin.post, ticket, start))
      return (async function* () {
        yield starts.length === 1 ? bytes.with(9, (bytes[9] ?? 0) ^ 1) : bytes
      })()
    }
    expect(await fetchExpected(munich.post)).toBe(0)
    pass({ minutes: 1 })
    expect(await fetchExpected(munich.post)).toBe(1)
    expect(starts).toEqual([0, 0])
    expect(await here(item)).toMatchObject({ state: 'received' })
    expect(await kindsOf(item)).toEqual(['evidence.announced', 'evidence.received'])
    munich.road.evidence = evidence
  })

  test('of which more comes than was announced is refused, and the rest not read', async () => {
    const item = await announced()
    let sent = 0
    munich.road.evidence = async () =>
      (async function* () {
        for (;;) {
          sent += 100_000
          yield new Uint8Array(100_000)
        }
      })()
    for (let time = 0; time < 2; time++) {
      expect(await fetchExpected(munich.post)).toBe(0)
      pass({ minutes: 1 })
    }
    expect(await here(item)).toMatchObject({ state: 'refused' })
    expect(sent).toBeLessThan(2 * (item.sealedSize + 200_000))
  })

  test('is fetched once when several processes look at the same time', async () => {
    const items = [await announced(), await announced()]
    let served = 0
    munich.road.evidence = (ticket, from) => {
      served++
      return serveEvidence(dublin.post, ticket, from)
    }
    await Promise.all([1, 2, 3].map(() => fetchExpected(munich.post)))
    expect(served).toBe(2)
    for (const item of items) expect(await here(item)).toMatchObject({ state: 'received' })
  })

  async function* broken(bytes: AsyncIterable<Uint8Array>, loudly: boolean): AsyncIterable<Uint8Array> {
    let left = 2
    for await (const part of bytes) {
      if (left-- === 0) {
        if (loudly) throw new ExchangeError('unavailable', 'peer_unreachable', 'The connection broke off')
        return
      }
      yield part.slice(0, 60_000)
      if (part.length > 60_000) return
    }
  }
})

describe('a ticket', () => {
  test.each([
    ['of another organisation', async (item: Item) => as((await stranger()).id, item)],
    ['signed by somebody else', async (item: Item) => ({ item: item.id, signer: (await stranger()).id })],
    ['that is old', async (item: Item) => ({ item: item.id, at: instantText(now().subtract({ minutes: 6 })) })],
    ['from the future', async (item: Item) => ({ item: item.id, at: instantText(now().add({ minutes: 6 })) })],
    ['for another item', async () => ({ item: 'item_00000000000000000000000000' })],
    ['for other bytes', async (item: Item) => ({ item: item.id, sealedSha256: '0'.repeat(64) })],
    ['of a producer who is not here', async (item: Item) => ({ item: item.id, from: ends.from })],
    ['of nobody known', async (item: Item) => ({ by: 'org_00000000000000000000000001', item: item.id })],
    ['for a range behind its end', async (item: Item) => ({ item: item.id, start: item.sealedSize + 1 })],
  ] as const)('%s gets the answer that there is nothing', async (_, change) => {
    const item = await announced()
    const {
      start = 0,
      signer: by = ends.from,
      ...other
    } = (await change(item)) as Record<string, string> & { start?: number }
    const value = {
      v: 1,
      by: ends.from,
      from: ends.to,
      sealedSha256: item.sealedSha256,
      at: instantText(now()),
      ...other,
    }
    const db = by === ends.from ? munich.db : dublin.db
    const ticket = await signed('fetch', value, await signer(db, secret, by))
    await expect(serveEvidence(dublin.post, ticket, start)).rejects.toMatchObject(nothing)
  })

  test('for a piece that was sealed and not handed over gets the same', async () => {
    const { sealing } = await publicKeys(munich.db, ends.from)
    const given = {
      origin: ends.request,
      name: 'a',
      mediaType: 'text/plain',
      bytes: piecewise(mailbox),
      sealedTo: [sealing],
    }
    const item = await sealEvidence(dublin.post, provider, given)
    await expect(serveEvidence(dublin.post, await ticketFor(item), 0)).rejects.toMatchObject(nothing)
  })

  test('that is good is served; with any of its bytes changed it is not', async () => {
    const item = await announced()
    const ticket = await ticketFor(item)
    const served = await whole(await serveEvidence(dublin.post, ticket, 0))
    expect(createHash('sha256').update(served).digest('hex')).toBe(item.sealedSha256)
    expect(base64(await whole(await serveEvidence(dublin.post, ticket, 100)))).toBe(base64(served.subarray(100)))
    for (let place = 0; place < ticket.length; place += 7) {
      const changed = ticket.with(place, (ticket[place] ?? 0) ^ 1)
      await expect(serveEvidence(dublin.post, changed, 0), String(place)).rejects.toMatchObject(nothing)
    }
  })

  const nothing = { kind: 'missing', code: 'no_such_evidence', message: 'There is no such evidence for you here' }
  const as = (org: string, item: Item) => ({ by: org, signer: org, item: item.id })
  const stranger = () => newOrganisation(dublin)
  const ticketFor = async (item: Item) => {
    const value = {
      v: 1,
      by: ends.from,
      from: ends.to,
      item: item.id,
      sealedSha256: item.sealedSha256,
      at: instantText(now()),
    }
    return signed('fetch', value, await signer(munich.db, secret, ends.from))
  }
})

/** Last, for what has these bytes is of this level from then on. */
test('what may not lie where it is at its level is not given out, and the log of whoever has it names the rule', async () => {
  const item = await announced()
  const graded = { scheme: 'general', class: 'sensitive' }
  const { law } = dublin.post
  await dublin.db.transaction().execute((tx) => takeLevel(tx, law, item, graded, { by: provider, at: now() }))
  expect(await fetchExpected(munich.post)).toBe(0)
  expect(await here(item)).toMatchObject({ state: 'expected', problem: expect.stringContaining('Nobody has said') })
  const refused = (await eventsAbout(dublin.db, ends.to, item.id)).findLast(
    ({ kind }) => kind === 'evidence.ticket-refused',
  )
  const rule = 'schemes/general/classes/sensitive'
  expect(refused).toMatchObject({
    by: ends.from,
    body: {
      to: ends.from,
      rules: expect.arrayContaining([expect.objectContaining({ rule, cite: expect.any(String) })]),
    },
  })
})
