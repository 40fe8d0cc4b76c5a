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
import { askBucket } from './s3.ts'
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
const at = {
  isOpen: true, versions: '', breakAfter: Number.POSITIVE_INFINITY, asked: [] as string[],
  /** What the door answers itself, by what it is asked; undefined: it is asked through. */
  fault: (_: string): Fault | undefined => undefined,
} // biome-ignore format: what is wrong just now
type Fault = 'cut' | 'silent' | 'half' | { readonly status: number; readonly says: string }
const refusal = (status: number, code: string): Fault => ({ status, says: `<Error><Code>${code}</Code></Error>` })
const reported: unknown[] = []
const keys = { region: 'us-east-1', key: 'S3RVER', secret: 'S3RVER' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-bucket-'))
  server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3') })
  const { port } = await server.run()
  door = createServer((asked, answer) => {
    at.asked.push(`${asked.method} ${asked.url}`)
    if (!at.isOpen) return void asked.socket.destroy()
    const fault = at.fault(`${asked.method} ${asked.url}`)
    if (fault === 'cut')
      return void asked.once('data', () => asked.socket.destroy()).once('end', () => asked.socket.destroy())
    if (fault === 'silent') return void asked.resume()
    if (fault === 'half') return void answer.writeHead(200, { 'content-length': '1000' }).write('half')
    if (fault) return void asked.resume().on('end', () => answer.writeHead(fault.status).end(fault.says))
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
  blobs = await openBlobs(
    join(folder, 'here'),
    await bucketShelf({ url, ...keys }, 'store_here', (error) => reported.push(error)),
  )
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
    const shelf = await bucketShelf({ url, ...keys }, 'store_here', () => {})
    const path = join(folder, 'file')
    await writeFile(path, bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1))
    await expect(shelf.put(path, sum(bytes))).rejects.toEqual(code('blob_damaged'))
    expect(await shelf.size(sum(bytes).sha256)).toBeUndefined()
    await writeFile(path, bytes.subarray(0, 8_900_000))
    await expect(shelf.put(path, sum(bytes))).rejects.toEqual(code('blob_damaged'))
    expect(await readdir(folder)).toContain('file')
  })

  test('is neither given nor taken by a bucket that was lost since', async () => {
    at.fault = () => refusal(404, 'NoSuchBucket')
    const { sha256 } = sum(randomBytes(10))
    await expect(blobs.size(sha256)).rejects.toEqual(code('store_unreachable'))
    await expect(whole(blobs.read(sha256))).rejects.toEqual(code('store_unreachable'))
    await expect(blobs.destroy(sha256)).rejects.toEqual(code('store_unreachable'))
    await expect(blobs.write(pieces(randomBytes(10)))).rejects.toEqual(code('store_unreachable'))
    at.fault = () => undefined
    await keepsNothingHere()
  })

  test.each(['Enabled', 'Suspended'])(
    'is not put in one whose versions are %s: what is destroyed would stay',
    async (is) => {
      at.versions = is
      await expect(bucketShelf({ url, ...keys }, 'store_here', () => {})).rejects.toEqual(code('bucket_keeps_versions'))
      at.versions = ''
    },
  )
})

const isPart = (asked: string) => asked.startsWith('PUT') && asked.includes('partNumber=2')
const isEnd = (asked: string) => asked.startsWith('POST') && asked.includes('uploadId=')
/** So often, then it goes well. */
const times = (n: number, fault: Fault, is: (asked: string) => boolean) => (asked: string) =>
  is(asked) && n-- > 0 ? fault : undefined

describe('a fault of the service while a file is kept', () => {
  test.each<[string, Fault, (asked: string) => boolean]>([
    ['answers 500 to a part', refusal(500, 'InternalError'), isPart],
    ['asks us to slow down', refusal(503, 'SlowDown'), () => true],
    ['cuts the line in a part', 'cut', isPart],
    ['cuts the line at the end', 'cut', isEnd],
    ['falls silent in a part', 'silent', isPart],
    ['breaks off in its answer', 'half', isEnd],
  ])('that %s is got over', async (_, fault, is) => {
    const patient = await openBlobs(
      join(folder, 'here'),
      await bucketShelf({ url, ...keys, patience: 1500 }, 'store_here', () => {}),
    )
    const bytes = randomBytes(9_000_000)
    at.fault = times(typeof fault === 'object' ? 2 : 1, fault, is)
    expect(await patient.write(pieces(bytes))).toEqual(sum(bytes))
    at.fault = () => undefined
    expect(await whole(blobs.read(sum(bytes).sha256))).toEqual(sum(bytes))
    await keepsNothingHere()
    await blobs.remove(sum(bytes).sha256)
  })

  test.each<[string, Fault, (asked: string) => boolean, string]>([
    ['is full', refusal(507, 'XMinioStorageFull'), isPart, 'disk_full'],
    ['has used up its quota', refusal(403, 'QuotaExceeded'), isPart, 'disk_full'],
    ['answers 500 for good', refusal(500, 'InternalError'), isEnd, 'store_unreachable'],
    ['is lost between two parts', refusal(404, 'NoSuchBucket'), isPart, 'store_unreachable'],
    ['knows no such upload any more', refusal(404, 'NoSuchUpload'), isPart, 'store_unreachable'],
    [
      'fails after it began well',
      { status: 200, says: '<Error><Code>InternalError</Code></Error>' },
      isEnd,
      'store_unreachable',
    ],
  ])(
    'that %s is told; nothing is acknowledged or visible, and the upload goes on afterwards',
    async (_, fault, is, says) => {
      const { recipient } = await generateSealingKey()
      const bytes = randomBytes(8_500_000)
      const sealing = blobs.sealing('item_2', await newSealKeys([recipient]), bytes.length)
      await sealing.append(0, pieces(bytes))
      const sums = await sealing.sums()
      if (!sums) throw new Error('all of it is here')
      at.fault = (asked) => (is(asked) ? fault : undefined)
      at.asked = []
      await expect(sealing.keep(sums.sealed)).rejects.toEqual(code(says))
      await expect(blobs.write(pieces(bytes))).rejects.toEqual(code(says))
      at.fault = () => undefined
      // What was sent is given up there.
      expect(new Set(at.asked.filter((asked) => asked.startsWith('DELETE') && asked.includes('uploadId='))).size).toBe(
        2,
      )
      expect(await blobs.size(sums.sealed.sha256)).toBeUndefined()
      await sealing.keep(sums.sealed)
      expect(await whole(blobs.read(sums.sealed.sha256))).toEqual(sums.sealed)
      await keepsNothingHere()
      await blobs.remove(sums.sealed.sha256)
    },
  )

  test('that falls silent in the middle of a reading is got over, or told', async () => {
    const patient = await bucketShelf({ url, ...keys, patience: 200 }, 'store_here', () => {})
    const bytes = randomBytes(100_000)
    const { sha256 } = await blobs.write(pieces(bytes))
    at.fault = (asked) => (asked.startsWith('GET') ? 'half' : undefined)
    await expect(whole(patient.read(sha256))).rejects.toEqual(code('store_unreachable'))
    at.fault = () => undefined
    expect(await whole(patient.read(sha256))).toEqual(sum(bytes))
    await blobs.remove(sha256)
  })
})

test('uploads that nobody goes on with are given up after a day, page by page', async () => {
  const upload = (key: string, begun: string) =>
    `<Upload><Key>evidence/${key}</Key><UploadId>u&amp;${key}</UploadId><Initiated>${begun}</Initiated></Upload>`
  const pages = [
    `<IsTruncated>true</IsTruncated><NextKeyMarker>evidence/b</NextKeyMarker><NextUploadIdMarker>u2</NextUploadIdMarker>${upload('a', '2026-11-20T10:00:00Z')}`,
    `<IsTruncated>false</IsTruncated>${upload('b', '2026-11-20T11:00:00Z')}${upload('c', '2026-11-22T09:00:00Z')}`,
  ]
  const given: string[] = []
  at.fault = (asked) => {
    if (asked.startsWith('DELETE')) given.push(asked.replace(/^DELETE [^?]+\//, ''))
    if (!asked.includes('uploads=')) return asked.startsWith('DELETE') ? { status: 204, says: '' } : undefined
    const page = asked.includes('key-marker=evidence%2Fb') ? 1 : 0
    return { status: 200, says: `<ListMultipartUploadsResult>${pages[page]}</ListMultipartUploadsResult>` }
  }
  expect(await blobs.sweep(24 * 60 * 60_000, Date.parse('2026-11-22T10:00:00Z'))).toBe(2)
  at.fault = () => undefined
  expect(given).toEqual(['a?uploadId=u%26a', 'b?uploadId=u%26b'])
})

describe('settings that cannot be right', () => {
  test.each<[string, Partial<typeof keys & { url: string }>, string]>([
    ['a bucket that is not there', { url: 'lost-bucket' }, 'COMITY_S3_URL'],
    ['a key nobody knows', { key: 'nobody' }, 'COMITY_S3_KEY'],
    ['another secret', { secret: 'another' }, 'COMITY_S3_SECRET'],
  ])('%s: the one is named at the start', async (_, { url: name, ...more }, path) => {
    const settings = { ...keys, url: name ? url.replace('evidence-bucket', name) : url, ...more }
    await expect(bucketShelf(settings, 'store_here', () => {})).rejects.toMatchObject({ code: 'bucket_settings', path })
  })

  test.each<[string, Fault, string]>([
    ['another region', refusal(400, 'AuthorizationHeaderMalformed'), 'COMITY_S3_REGION'],
    ['a key that may not look', refusal(403, 'AccessDenied'), 'COMITY_S3_KEY'],
    ['a page of the web', { status: 200, says: '<html>Welcome</html>' }, 'COMITY_S3_URL'],
    ['nothing at that address', { status: 404, says: 'not found' }, 'COMITY_S3_URL'],
  ])('%s: the same', async (_, fault, path) => {
    at.fault = () => fault
    await expect(bucketShelf({ url, ...keys }, 'store_here', () => {})).rejects.toMatchObject({
      code: 'bucket_settings',
      path,
    })
    at.fault = () => undefined
  })

  test('a bucket that is the store of another instance, until its operator gives it over; nothing in it is touched', async () => {
    const other = (report: (error: unknown) => void = () => {}) => bucketShelf({ url, ...keys }, 'store_elsewhere', report)
    const { sha256 } = await blobs.write(pieces(randomBytes(10)))
    await expect(other()).rejects.toMatchObject({ code: 'bucket_of_another', path: 'COMITY_S3_URL' })
    at.isOpen = false
    const late = await other()
    at.isOpen = true
    const asked = at.asked.length
    const file = join(folder, 'other')
    await writeFile(file, 'other')
    for (const change of [late.put(file, sum(Buffer.from('other'))), late.destroy(sha256), late.remove(sha256), late.sweep(0, Date.now())])
      await expect(change).rejects.toEqual(code('bucket_of_another'))
    expect(at.asked.slice(asked).filter((one) => !one.startsWith('GET'))).toEqual([])
    expect(await blobs.size(sha256)).toBe(10)
    await blobs.destroy(sha256)
    await askBucket({ url, ...keys })('DELETE', 'comity-instance')
    await (await other()).sweep(0, 0)
    await askBucket({ url, ...keys })('DELETE', 'comity-instance')
  }) // biome-ignore format: long names

  test('a service that is away just now is told of, and asked again when it is needed', async () => {
    const told: unknown[] = []
    at.isOpen = false
    const shelf = await bucketShelf({ url, ...keys }, 'store_here', (error) => told.push(error))
    at.isOpen = true
    expect(told).toEqual([code('store_unreachable')])
    expect(await shelf.size('ab'.repeat(32))).toBeUndefined()
  })
})
