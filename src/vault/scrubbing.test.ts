import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import type { Actor } from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import { generateSealingKey } from '../crypto/index.ts'
import { openBlobs } from './blobs.ts'
import { bucketShelf } from './bucket-shelf.ts'
import { sealEvidence, type Vault } from './evidence.ts'
import { checkedBlobs, scrub } from './scrubbing.ts'
import { takeBack } from './taking-back.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'comity-scrub-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
let time = Temporal.Instant.from('2026-11-22T09:00:00Z')
const now = () => time
const vault: Vault = { db, blobs: await openBlobs(folder), now }
const niamh = { org: 'org_1', person: 'person_1', name: 'Niamh', seat: 'provider', role: 'author' } as Actor
const { recipient } = await generateSealingKey()

async function sealed(text: string) {
  const bytes = (async function* () {
    yield utf8(text)
  })()
  const item = await sealEvidence(vault, niamh, {
    ...{ origin: 'request_1', name: 'a.txt', mediaType: 'text/plain', sealedTo: [recipient], bytes },
  })
  return { ...item, path: join(folder, item.sealedSha256.slice(0, 2), item.sealedSha256) }
}
const told = async (id: string) =>
  (await eventsAbout(db, 'org_1', id)).map(({ kind, body }) => [kind, (body as { problem?: string }).problem])

describe('what is kept', () => {
  test('is read back; what has rotted is told once, and once more when it was brought back', async () => {
    const [whole, damaged, missing] = [await sealed('one'), await sealed('two'), await sealed('three')]
    const before = await readFile(damaged.path)
    await writeFile(damaged.path, before.with(-1, (before.at(-1) ?? 0) ^ 1))
    await rm(missing.path)
    expect(await checkedBlobs(vault)).toEqual({ all: 3, whole: 0, wrong: [] })
    expect(await scrub(vault)).toBe(2)
    expect(await scrub(vault)).toBe(0)
    const wrong = [{ problem: 'damaged' }, { problem: 'missing' }]
    expect(await checkedBlobs(vault)).toMatchObject({
      all: 3,
      whole: 1,
      wrong: expect.arrayContaining(wrong.map((one) => expect.objectContaining(one))),
    })

    time = time.add({ hours: 25 })
    await writeFile(damaged.path, before)
    expect(await scrub(vault)).toBe(1)
    expect(await told(whole.id)).toEqual([['evidence.sealed', undefined]])
    expect((await told(damaged.id)).slice(1)).toEqual([
      ['evidence.rot-found', 'damaged'],
      ['evidence.rot-mended', 'damaged'],
    ])
    expect((await told(missing.id)).slice(1)).toEqual([['evidence.rot-found', 'missing']])

    // What is destroyed on purpose is not missed.
    await db.transaction().execute((tx) => takeBack(tx, niamh, missing.id, 'sealed by mistake', now()))
    expect(await checkedBlobs(vault)).toEqual({ all: 2, whole: 2, wrong: [] })
  })

  test('is read back again within 30 days, so much at a time', async () => {
    time = time.add({ hours: 31 * 24 })
    expect((await checkedBlobs(vault)).whole).toBe(0)
    await scrub(vault, 1)
    expect((await checkedBlobs(vault)).whole).toBe(1)
    await scrub(vault, 1)
    expect((await checkedBlobs(vault)).whole).toBe(2)
  })

  test('is not called missing where the bucket cannot be asked', async () => {
    const settings = { url: 'http://127.0.0.1:9/bucket', region: 'us-east-1', key: 'key', secret: 'secret' }
    const reported: unknown[] = []
    const shelf = await bucketShelf(settings, (error) => reported.push(error))
    const unreachable = expect.objectContaining({ code: 'store_unreachable' })
    expect(reported).toEqual([unreachable])
    const item = await sealed('four')
    await expect(scrub({ ...vault, blobs: await openBlobs(folder, shelf) })).rejects.toEqual(unreachable)
    expect(await told(item.id)).toEqual([['evidence.sealed', undefined]])
    expect((await checkedBlobs(vault)).wrong).toEqual([])
  })
})
