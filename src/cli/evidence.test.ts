import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { openInstance, storyOn } from '../api/story.fixture.ts'
import { sealBytes } from '../crypto/index.ts'

/** `comity evidence` and `comity retention` against an instance over real HTTP. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { provider } = instance.people
const { order } = await storyOn(instance).sent()
const folder = mkdtempSync(join(tmpdir(), 'comity-put-'))
const file = join(folder, 'mailbox.mbox')
const bytes = randomBytes(2_000_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
let server: ReturnType<typeof serve>
let url: string
beforeAll(async () => {
  writeFileSync(file, bytes)
  server = serve({ fetch: instance.app.fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
  await instance.remove()
})

/** Runs beside the server of this test, which has to answer meanwhile. */
function comity(
  args: string[],
  token = provider.token,
  command = 'evidence',
): Promise<{ status: number | null; stdout: string }> {
  const program = resolve(import.meta.dirname, '../../bin/comity.js')
  const env = { ...process.env, COMITY_URL: url, COMITY_TOKEN: token }
  const child = spawn(process.execPath, [program, command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  child.stdout.on('data', (said) => {
    stdout += said
  })
  return new Promise((done) => child.on('close', (status) => done({ status, stdout })))
}

const tus = { authorization: `Bearer ${provider.token}`, 'tus-resumable': '1.0.0' }

describe('comity evidence put', () => {
  test('goes on with a file of which a part has arrived, known by its sum', { timeout: 60_000 }, async () => {
    const metadata = `filename ${btoa('mailbox.mbox')},sha256 ${btoa(sha256)}`
    const begun = await fetch(`${url}/api/requests/${order}/uploads`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': metadata },
    })
    const at = begun.headers.get('location') ?? ''
    const part = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    await fetch(url + at, { method: 'PATCH', headers: part, body: bytes.subarray(0, 1_500_000) })
    const { stdout: listed } = await comity(['arriving', '--request', order])
    expect(listed).toContain('1500000 of 2000000 bytes  mailbox.mbox')
    const { status, stdout } = await comity(['put', file, '--request', order, '--json'])
    const sent = JSON.parse(stdout)
    expect([status, sent]).toMatchObject([0, { sha256, size: 2_000_000, wentOnAt: 1_500_000 }])
    expect((await provider.get(`/api/evidence/${sent.id}/custody`)).body.item).toMatchObject({
      sha256,
      state: 'sealed',
    })
  })

  test('seals what it sends where that is wished, and goes on with what it sealed', { timeout: 60_000 }, async () => {
    const { stdout, status } = await comity(['put', file, '--request', order, '--seal', '--json'])
    const sent = JSON.parse(stdout)
    expect([status, sent]).toMatchObject([0, { sha256, size: 2_000_000, wentOnAt: 0 }])
    const custodyOf = async (id: string) => (await provider.get(`/api/evidence/${id}/custody`)).body
    const { item, lines } = await custodyOf(sent.id)
    expect(item).toMatchObject({ sha256, size: 2_000_000, state: 'sealed' })
    expect(lines[0].says).toContain('Sealed before it was sent')
    expect(existsSync(`${file}.age`)).toBe(false)

    const { sealsTo } = (await provider.get(`/api/requests/${order}/uploads`)).body
    const sealed = Buffer.from(await sealBytes(bytes, [sealsTo[0].recipient]))
    writeFileSync(`${file}.age`, sealed)
    const refused = await comity(['put', file, '--request', order, '--seal', '--json'])
    expect(JSON.parse(refused.stdout).error.code).toBe('file_exists')
    const said = { filename: 'mailbox.mbox', sha256, sealedsha256: createHash('sha256').update(sealed).digest('hex') }
    const metadata = Object.entries({ ...said, plainsize: '2000000' }).map(([key, value]) => `${key} ${btoa(value)}`)
    const begun = await fetch(`${url}/api/requests/${order}/uploads`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(sealed.length), 'upload-metadata': metadata.join(',') },
    })
    const at = url + (begun.headers.get('location') ?? '')
    const part = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    await fetch(at, { method: 'PATCH', headers: part, body: sealed.subarray(0, 1_000_000) })
    const again = JSON.parse((await comity(['put', file, '--request', order, '--seal', '--json'])).stdout)
    expect(again).toMatchObject({ sha256, wentOnAt: 1_000_000 })
    expect((await custodyOf(again.id)).item).toMatchObject({ sealedSha256: said.sealedsha256 })
  })

  test('says why where it may not, and where there is nothing to send', { timeout: 60_000 }, async () => {
    const says = async (args: string[], token?: string) => {
      const { status, stdout } = await comity([...args, '--json'], token)
      return [status, JSON.parse(stdout).error.code]
    }
    expect(await says(['put', file, '--request', order], 'made-up')).toEqual([2, 'not_signed_in'])
    expect(await says(['put', join(folder, 'none'), '--request', order])).toEqual([2, 'no_such_file'])
    expect(await says(['put', file])).toEqual([2, 'usage'])
  })
})

describe('comity retention', () => {
  const retention = async (args: string[], token?: string) => {
    const { status, stdout } = await comity([...args, '--json'], token, 'retention')
    return { status, answer: JSON.parse(stdout) }
  }

  test('lists what is kept, holds it and lets it go, and says why where it may not', { timeout: 60_000 }, async () => {
    const { answer: piece } = { answer: JSON.parse((await comity(['put', file, '--request', order, '--json'])).stdout) }
    const { status, answer: kept } = await retention(['list'])
    expect([status, kept]).toMatchObject([
      0,
      { kept: expect.arrayContaining([expect.objectContaining({ id: piece.id })]), proposals: [] },
    ])
    const why = ['--authority', 'AG München, 1 Gs 1/26', '--reason', 'The trial is open']
    const held = await retention(['hold', piece.id, ...why])
    expect(held).toMatchObject({ status: 0 })
    const { answer: schedule } = await retention(['show', piece.id])
    expect(schedule.holds).toMatchObject([{ authority: 'AG München, 1 Gs 1/26', lifted: null }])
    expect(await retention(['lift', piece.id, schedule.holds[0].id, ...why])).toMatchObject({ status: 0 })
    expect((await retention(['hold', piece.id, '--authority', 'x'])).answer.error.code).toBe('reason_missing')
    expect((await retention(['lift', piece.id])).answer.error.code).toBe('usage')
    expect((await retention(['list'], 'made-up')).answer.error.code).toBe('not_signed_in')
  })
})
