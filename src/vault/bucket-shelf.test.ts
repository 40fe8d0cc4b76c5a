import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// @ts-expect-error it comes without types
import S3rver from '@20minutes/s3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateSealingKey } from '../crypto/index.ts'
import { type Blobs, openBlobs } from './blobs.ts'
import { bucketShelf } from './bucket-shelf.ts'
import { newSealKeys } from './sealing-in-parts.ts'

/**
 * Against a server of the S3 protocol that checks every signature. Between it and us stands a door that can be shut, and that
 * can break a line after so many bytes.
 */
let folder: string
let server: {
  run(): Promise<{ port: number }>
  close(): Promise<void>
  store: { putBucket(name: string): Promise<unknown> }
}
let door: Server
let blobs: Blobs
let url: string
const at = { isOpen: true, versions: '', breakAfter: Number.POSITIVE_INFINITY, asked: [] as string[] }
const reported: unknown[] = []
const keys = { region: 'us-east-1', key: 'S3RVER', secret: 'S3RVER' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-bucket-'))
  server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3') })
  const { port } = await server.run()
  door = createServer((asked, answer) => {
    at.asked.push(`${asked.method} ${asked.url}`)
    if (!at.isOpen) return void asked.socket.destroy()
    if (at.versions !== '' && asked.url?.includes('versioning'))
      return void answer.end(`<VersioningConfiguration><Status>${at.versions}</Status></VersioningConfiguration>`)
    const { method, url: path, headers } = asked
    asked.pipe(
      request({ port, host: '127.0.0.1', method, path, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 500, given.headers)
        let sent = 0
        given.on('data', (chunk: Buffer) => {
          sent += chunk.length
          if (sent > at.breakAfter) {
            at.breakAfter = Number.POSITIVE_INFINITY
            answer.destroy()
          } else answer.write(chunk)
        })
        given.on('end', () => answer.end())
      }).on('error', () => answer.destroy()),
    )
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  url = `http://127.0.0.1:${(door.address() as AddressInfo).port}/evidence-bucket`
  await server.store.putBucket('evidence-bucket')
  blobs = await openBlobs(join(folder, 'here'), await bucketShelf({ url, ...keys }, (error) => reported.push(error)))
})
afterAll(async () => {
  door.closeAllConnections()
  door.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const code = (code: string) => expect.objectContaining({ code })
const sum = (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length })
/** What a stream comes to. */
async function whole(...streams: AsyncIterable<Uint8Array>[]) {
  const hash = createHash('sha256')
  let size = 0
  for (const stream of streams)
    for await (const chunk of stream) {
      hash.update(chunk)
      size += chunk.length
    }
  return { sha256: hash.digest('hex'), size }
}
async function* pieces(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
}
const keepsNothingHere = async () =>
  expect((await readdir(join(folder, 'here'), { recursive: true })).sort()).toEqual(['arriving', 'writing'])

describe('a blob in a bucket', () => {
  test.each([0, 10, 9_000_000])('of %d bytes is kept, read whole and in part, and destroyed', async (size) => {
    const bytes = randomBytes(size)
    const { sha256 } = sum(bytes)
    expect(await blobs.write(pieces(bytes.subarray(0, 7), bytes.subarray(7)))).toEqual(sum(bytes))
    await keepsNothingHere()
    expect(await blobs.size(sha256)).toBe(size)
    expect(await whole(blobs.read(sha256))).toEqual(sum(bytes))
    const halves = [blobs.range(sha256, 0, size >> 1), blobs.range(sha256, size >> 1, size)]
    expect(await whole(...halves)).toEqual(sum(bytes))
    expect(await blobs.write(pieces(bytes))).toEqual(sum(bytes))
    expect(await blobs.usage()).toEqual({ files: 1, bytes: size })
    await blobs.destroy(sha256)
    await blobs.destroy(sha256)
    expect(await blobs.size(sha256)).toBeUndefined()
    await expect(whole(blobs.read(sha256))).rejects.toEqual(code('no_such_blob'))
    expect(reported).toEqual([])
  })

  test('that was changed there is never read to its end', async () => {
    const { sha256 } = await blobs.write(pieces(randomBytes(1000)))
    const files = await readdir(join(folder, 's3'), { recursive: true })
    const file = files.find((name) => name.includes(sha256) && name.endsWith('_object')) ?? ''
    await writeFile(join(folder, 's3', file), randomBytes(1000))
    await expect(whole(blobs.read(sha256))).rejects.toEqual(code('blob_damaged'))
    await blobs.remove(sha256)
  })

  test('is read on where the line broke', async () => {
    const bytes = randomBytes(3_000_000)
    const { sha256 } = await blobs.write(pieces(bytes))
    at.breakAfter = 1_000_000
    at.asked = []
    expect(await whole(blobs.read(sha256))).toEqual(sum(bytes))
    expect(at.asked).toHaveLength(2)
    await blobs.remove(sha256)
  })

  test('that is uploaded while the bucket is away is not acknowledged, and kept here until it is back', async () => {
    const { recipient } = await generateSealingKey()
    const bytes = randomBytes(100_000)
    const sealing = blobs.sealing('item_1', await newSealKeys([recipient]), bytes.length)
    await sealing.append(0, pieces(bytes))
    const sums = await sealing.sums()
    if (!sums) throw new Error('all of it is here')
    at.isOpen = false
    await expect(sealing.keep(sums.sealed)).rejects.toEqual(code('store_unreachable'))
    await expect(blobs.write(pieces(bytes))).rejects.toEqual(code('store_unreachable'))
    await expect(blobs.size(sums.sealed.sha256)).rejects.toEqual(code('store_unreachable'))
    at.isOpen = true
    expect(await blobs.size(sums.sealed.sha256)).toBeUndefined()
    await sealing.keep(sums.sealed)
    await sealing.keep(sums.sealed)
    expect(await whole(blobs.read(sums.sealed.sha256))).toEqual(sums.sealed)
    await keepsNothingHere()
  })

  test('is not kept where half of it went, nor where it changed on this machine on the way', async () => {
    const bytes = randomBytes(9_000_000)
    const shelf = await bucketShelf({ url, ...keys }, () => {})
    const path = join(folder, 'file')
    await writeFile(path, bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1))
    await expect(shelf.put(path, sum(bytes))).rejects.toEqual(code('blob_damaged'))
    expect(await shelf.size(sum(bytes).sha256)).toBeUndefined()
    await writeFile(path, bytes.subarray(0, 8_900_000))
    await expect(shelf.put(path, sum(bytes))).rejects.toEqual(code('blob_damaged'))
    expect(await readdir(folder)).toContain('file')
  })

  test('is neither given nor taken by a bucket that is lost, or to who does not sign with its secret', async () => {
    const other = { url: url.replace('evidence-bucket', 'lost-bucket'), ...keys }
    const lost = await bucketShelf(other, () => {})
    for (const refused of [lost, await bucketShelf({ url, ...keys, secret: 'another' }, () => {})]) {
      await expect(refused.size('ab'.repeat(32))).rejects.toEqual(code('store_unreachable'))
      await expect(whole(refused.read('ab'.repeat(32)))).rejects.toEqual(code('store_unreachable'))
      await expect(refused.destroy('ab'.repeat(32))).rejects.toEqual(code('store_unreachable'))
    }
  })

  test.each(['Enabled', 'Suspended'])(
    'is not put in one whose versions are %s: what is destroyed would stay',
    async (is) => {
      at.versions = is
      await expect(bucketShelf({ url, ...keys }, () => {})).rejects.toEqual(code('bucket_keeps_versions'))
      at.versions = ''
    },
  )
})
