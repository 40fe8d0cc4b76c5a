import { createHash, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Upload, type UploadOptions } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { sealBytes } from '../crypto/index.ts'
import { openInstance, refused, storyOn } from './story.fixture.ts'

/** Uploads in parts, by the protocol's own client over real HTTP. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { provider, author, overseer } = instance.people
const { order } = await storyOn(instance).sent()
let server: ReturnType<typeof serve>
let url: string
beforeAll(async () => {
  server = serve({ fetch: instance.app.fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await instance.remove()
})

const bytes = randomBytes(3_000_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const bearer = { authorization: `Bearer ${provider.token}` }

/** Sends with the protocol's client, and answers where the upload is. */
function send(content: Buffer, options: Partial<UploadOptions> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(content, {
      endpoint: `${url}/api/requests/${order}/uploads`,
      headers: bearer,
      metadata: { filename: 'mailbox.mbox', filetype: 'application/mbox', sha256 },
      retryDelays: null,
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
      ...options,
    })
    upload.start()
  })
}
const idOf = (upload: string) => upload.split('/').at(-1) ?? ''

describe('an upload by tus', () => {
  test('in one part becomes a piece of evidence, whose sum is what was sent', async () => {
    const id = idOf(await send(bytes))
    const { body } = await provider.get(`/api/requests/${order}/evidence`)
    expect(body.items).toContainEqual(expect.objectContaining({ id, sha256, size: bytes.length, state: 'sealed' }))
  })

  test('in many parts, and after a part that broke off, goes on where it ended', async () => {
    const begun: string[] = []
    const breaking = send(bytes, {
      chunkSize: 700_000,
      onUploadUrlAvailable: () => undefined,
      onChunkComplete: (_, accepted) => {
        if (accepted > 1_000_000) throw new Error('the sender is closed')
      },
      onAfterResponse: (request) => void begun.push(request.getURL()),
    })
    await expect(breaking).rejects.toThrow('the sender is closed')
    const upload = begun.at(-1) ?? ''
    const { body } = await provider.get(`/api/requests/${order}/uploads`)
    expect(body.uploads).toMatchObject([
      { id: idOf(upload), offset: 1_400_000, name: 'mailbox.mbox', announced: sha256 },
    ])
    const sent: number[] = []
    await send(bytes, { uploadUrl: upload, onProgress: (done) => void sent.push(done) })
    expect(Math.min(...sent)).toBeGreaterThanOrEqual(1_400_000)
    const { body: item } = await provider.get(`/api/evidence/${idOf(upload)}/custody`)
    expect(item.item).toMatchObject({ sha256, state: 'sealed' })
  })

  test('that is not what was announced is refused', async () => {
    const metadata = { filename: 'a.bin', sha256: '0'.repeat(64) }
    await expect(send(Buffer.from('other bytes'), { metadata })).rejects.toThrow('upload_differs')
  })

  test('is sealed by its sender to whom the list says, and kept as it came', async () => {
    const { body } = await provider.get(`/api/requests/${order}/uploads`)
    const recipients = body.sealsTo.map(({ recipient }: { recipient: string }) => recipient)
    const sealed = Buffer.from(await sealBytes(bytes, recipients))
    const sealedsha256 = createHash('sha256').update(sealed).digest('hex')
    const metadata = { filename: 'sealed.mbox', sha256, sealedsha256, plainsize: String(bytes.length) }
    const id = idOf(await send(sealed, { metadata }))
    const { body: custody } = await provider.get(`/api/evidence/${id}/custody`)
    expect(custody.item).toMatchObject({ sha256, size: bytes.length, sealedSha256: sealedsha256, state: 'sealed' })
    const { plainsize: _, ...unsaid } = metadata
    await expect(send(sealed, { metadata: unsaid })).rejects.toThrow('bad_size')
    await expect(send(bytes, { metadata: { ...metadata, sealedsha256: sha256 } })).rejects.toThrow('sealed_otherwise')
    for (const wrong of [{ sealedsha256: 'none' }, { plainsize: '-1' }, { filename: 'n'.repeat(1001) }])
      await expect(send(sealed, { metadata: { ...metadata, ...wrong } })).rejects.toThrow('bad_metadata')
  })

  test('is given up, and then is nowhere', async () => {
    const made = await begin()
    const path = made.headers.get('location') ?? ''
    const gone = await fetch(url + path, { method: 'DELETE', headers: { ...bearer, ...tus } })
    expect(gone.status).toBe(204)
    expect((await fetch(url + path, { method: 'HEAD', headers: { ...bearer, ...tus } })).status).toBe(404)
  })
})

test('a file sealed by mistake is taken back before it is handed over, with the reason on record', async () => {
  const { body: item } = await provider.post(`/api/requests/${order}/evidence?name=wrong.mbox`, bytes)
  const path = `/api/evidence/${item.id}/taking-back`
  expect(await provider.post(path, { reason: ' ' })).toMatchObject(refused(400, 'reason_missing'))
  expect(await author.post(path, { reason: 'x' })).toMatchObject(refused(404, 'no_such_item'))
  const taken = await provider.post(path, { reason: 'the mailbox of another customer' })
  expect(taken).toMatchObject({ status: 201, body: { state: 'erased', problem: 'the mailbox of another customer' } })
  expect(await provider.post(path, { reason: 'again' })).toMatchObject(refused(409, 'not_in_hand'))
})

const tus = { 'tus-resumable': '1.0.0' }
const begin = (more: Record<string, string> = {}, by: Record<string, string> = bearer) =>
  fetch(`${url}/api/requests/${order}/uploads`, {
    method: 'POST',
    headers: { ...tus, ...by, 'upload-length': '10', 'upload-metadata': `filename ${btoa('a.txt')}`, ...more },
  })

describe('the protocol', () => {
  test('is told: its version, what it can, where an upload is and how far', async () => {
    const made = await begin()
    expect([made.status, made.headers.get('tus-resumable')]).toEqual([201, '1.0.0'])
    const path = made.headers.get('location') ?? ''
    const head = await fetch(url + path, { method: 'HEAD', headers: { ...tus, ...bearer } })
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      200,
      '0',
      '10',
    ])
    expect(head.headers.get('cache-control')).toBe('no-store')
    const asked = await fetch(url + path, { method: 'OPTIONS' })
    expect([asked.status, asked.headers.get('tus-extension')]).toEqual([204, 'creation,termination'])
    const patch = (offset: string, body: string, more: Record<string, string> = {}) =>
      fetch(url + path, {
        method: 'PATCH',
        headers: {
          ...tus,
          ...bearer,
          'upload-offset': offset,
          'content-type': 'application/offset+octet-stream',
          ...more,
        },
        body,
      })
    expect((await patch('5', 'abc')).status).toBe(409)
    expect((await patch('0', 'abc', { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await patch('0', 'more than ten bytes')).status).toBe(413)
    const taken = await patch('0', 'abcde')
    expect([taken.status, taken.headers.get('upload-offset')]).toEqual([204, '5'])
    expect((await patch('5', 'fghij')).status).toBe(204)
    expect((await (await fetch(url + path, { headers: bearer })).json()).offset).toBe(10)
  })

  test('refuses what it cannot read, and whoever it is not for', async () => {
    expect((await begin({ 'tus-resumable': '0.2.2' })).status).toBe(400)
    expect((await begin({ 'upload-length': 'long' })).status).toBe(400)
    expect(await (await begin({ 'upload-metadata': 'x' })).json()).toMatchObject({ error: { code: 'bad_name' } })
    expect((await begin({}, {})).status).toBe(401)
    const asUploader = (token: string) => begin({}, { authorization: `Bearer ${token}` })
    expect((await asUploader(author.token)).status).toBe(404)
    expect((await asUploader(overseer.token)).status).toBe(404)
    expect(await provider.get('/api/uploads/nonsense')).toMatchObject(refused(400, 'id'))
  })
})
