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
import { removeOrphans } from './orphans.ts'
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
const none = { files: 0, bytes: 0 }
const told = async (id: string) =>
  (await eventsAbout(db, 'org_1', id)).map(({ kind, body }) => [kind, (body as { problem?: string }).problem])

describe('what is kept', () => {
  test('is read back; what has rotted is told once, and once more when it was brought back', async () => {
    const [whole, damaged, missing] = [await sealed('one'), await sealed('two'), await sealed('three')]
    const before = await readFile(damaged.path)
    await writeFile(damaged.path, before.with(-1, (before.at(-1) ?? 0) ^ 1))
    await rm(missing.path)
    expect(await checkedBlobs(vault)).toEqual({ all: 3, whole: 0, wrong: [], orphans: none })
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
    expect(await checkedBlobs(vault)).toEqual({ all: 2, whole: 2, wrong: [], orphans: none })
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
    const shelf = await bucketShelf(settings, 'store_here', (error) => reported.push(error))
    const unreachable = expect.objectContaining({ code: 'store_unreachable' })
    expect(reported).toEqual([unreachable])
    const item = await sealed('four')
    await expect(scrub({ ...vault, blobs: await openBlobs(folder, shelf) })).rejects.toEqual(unreachable)
    expect(await told(item.id)).toEqual([['evidence.sealed', undefined]])
    expect((await checkedBlobs(vault)).wrong).toEqual([])
  })
})

describe('bytes that nothing points at', () => {
  const HOUR = 60 * 60_000
  const leaving = async (text: string) =>
    (
      await vault.blobs.write(
        (async function* () {
          yield utf8(text)
        })(),
      )
    ).sha256
  const later = (hours: number) => {
    time = time.add({ hours })
  }

  test('are told for 30 days and then go; what is pointed at, or was put just now, stays', async () => {
    const item = await sealed('five')
    const left = await leaving('a process died before it was a piece')
    expect(await removeOrphans(vault)).toBe(0)
    expect((await checkedBlobs(vault)).orphans, 'too young').toEqual({ files: 0, bytes: 0 })
    const machine = Date.now() + 25 * HOUR
    expect(await removeOrphans(vault, machine)).toBe(0)
    expect((await checkedBlobs(vault)).orphans).toEqual({ files: 1, bytes: 36 })
    later(29 * 24)
    expect(await removeOrphans(vault, machine)).toBe(0)
    expect(await vault.blobs.size(left)).toBe(36)
    later(24)
    expect(await removeOrphans(vault, machine)).toBe(1)
    expect(await vault.blobs.size(left)).toBeUndefined()
    expect(await vault.blobs.size(item.sealedSha256)).toBe(item.sealedSize)
    expect((await checkedBlobs(vault)).orphans.files).toBe(0)
  })

  test('stay where a piece has them again', async () => {
    const item = await sealed('six')
    const machine = Date.now() + 25 * HOUR
    const elsewhere = (to: string) =>
      db.updateTable('vault_items').set({ sealed_sha256: to }).where('id', '=', item.id).execute()
    await elsewhere('00'.repeat(32))
    await removeOrphans(vault, machine)
    expect((await checkedBlobs(vault)).orphans.files).toBe(1)
    later(31 * 24)
    await elsewhere(item.sealedSha256)
    expect(await removeOrphans(vault, machine)).toBe(0)
    expect((await checkedBlobs(vault)).orphans.files).toBe(0)
    expect(await vault.blobs.size(item.sealedSha256)).toBe(item.sealedSize)
  })

  test('are left alone where there are more of them than of what is kept: the database may be another', async () => {
    const list = async function* () {
      for (let n = 0; n < 200; n++) yield { sha256: n.toString(16).padStart(64, '0'), size: 1, at: 0 }
    }
    const gone: string[] = []
    const destroy = async (sha256: string) => void gone.push(sha256)
    const other = { ...vault, blobs: { ...vault.blobs, list, destroy } }
    await expect(removeOrphans(other)).rejects.toEqual(expect.objectContaining({ code: 'not_ours' }))
    later(31 * 24)
    await expect(removeOrphans(other)).rejects.toEqual(expect.objectContaining({ code: 'not_ours' }))
    expect(gone).toEqual([])
  })
})
