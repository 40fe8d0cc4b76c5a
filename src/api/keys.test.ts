import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { generateSealingKey } from '../crypto/index.ts'
import { rewrapItems } from '../vault/index.ts'
import { mailbox, openInstance, refused, storyOn } from './story.fixture.ts'

/** Keys over the API and on the command line, while evidence is on its way. */

const { db } = await testDatabase()
const instance = await openInstance(db)
const { author, head, provider, central } = instance.people
const story = await storyOn(instance).sent()
await central.post(`/api/requests/${story.notification}/clearances`, {})
await instance.settle()
afterAll(instance.remove)

describe('the keys of an organisation', () => {
  test('are told to whoever reads its log, without a secret', async () => {
    const { body } = await author.get('/api/keys')
    expect(body).toMatchObject({ sealing: expect.stringMatching(/^age1/), recovery: [], waiting: 0 })
    expect(JSON.stringify(body)).not.toContain('SECRET')
  })

  test('may be changed while evidence is on its way: it arrives, is verified and opened all the same', async () => {
    const { sealing: before } = (await author.get('/api/keys')).body
    const item = await provider.post(`/api/requests/${story.order}/evidence?name=mailbox.mbox`, mailbox)
    await provider.post(`/api/requests/${story.order}/productions`, { evidence: [item.body.id], complete: true })
    const changed = await head.post('/api/keys/rotations', { reason: 'somebody has left' })
    expect(changed).toMatchObject({ status: 201, body: { waiting: 0 } })
    expect(changed.body.sealing).not.toBe(before)
    await instance.settle()
    const verified = await author.post(`/api/evidence/${item.body.id}/verifications`)
    expect(verified.body).toMatchObject({ ok: true })
    expect((await author.get('/api/keys')).body.waiting).toBe(1)
    expect(await rewrapItems(instance.parts)).toBe(1)
    expect((await author.get('/api/keys')).body.waiting).toBe(0)
    const opened = await author.post(`/api/evidence/${item.body.id}/openings`, { purpose: 'to read it' })
    expect(new Uint8Array(await opened.body.arrayBuffer())).toEqual(mailbox)
    const { lines } = (await author.get(`/api/evidence/${item.body.id}/custody`)).body
    expect(lines.filter(({ what }: { what: string }) => what === 'sealed').at(-1).says).toContain(
      'keys that are used now',
    )
    expect((await author.post(`/api/requests/${story.id}/packages`, { purpose: 'the trial' })).status).toBe(201)
  })

  test('are changed by the head alone, who says why', async () => {
    expect(await author.post('/api/keys/rotations', { reason: 'x' })).toMatchObject(refused(403, 'not_permitted'))
    expect(await head.post('/api/keys/rotations', { reason: '' })).toMatchObject(refused(400, 'reason_missing'))
    expect(await head.post('/api/keys/recovery', { recipient: 'age1x', label: 'Ministry' })).toMatchObject(
      refused(400, 'bad_recipient'),
    )
    expect(await head.delete('/api/keys/recovery/age1x')).toMatchObject(refused(404, 'no_such_recipient'))
  })
})

test('comity keys shows them, changes them and keeps keys for recovery', { timeout: 60_000 }, async () => {
  const server = serve({ fetch: instance.app.fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const comity = (...args: string[]): Promise<{ status: number | null; stdout: string }> => {
    const env = { ...process.env, COMITY_URL: url, COMITY_TOKEN: head.token }
    const program = resolve(import.meta.dirname, '../../bin/comity.js')
    const child = spawn(process.execPath, [program, 'keys', ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let stdout = ''
    child.stdout.on('data', (said) => {
      stdout += said
    })
    return new Promise((done) => child.on('close', (status) => done({ status, stdout })))
  }
  try {
    const { recipient } = await generateSealingKey()
    const before = JSON.parse((await comity('show', '--json')).stdout).sealing
    const rotated = await comity('rotate', '--reason', 'once a year', '--json')
    expect([rotated.status, JSON.parse(rotated.stdout).sealing !== before]).toEqual([0, true])
    const { stdout } = await comity('recovery', 'add', recipient, '--label', 'Ministry, safe 4')
    expect(stdout).toContain(`and to        ${recipient}  Ministry, safe 4`)
    expect((await comity('recovery', 'remove', recipient)).stdout).not.toContain(recipient)
    expect(JSON.parse((await comity('rotate', '--json')).stdout).error.code).toBe('reason_missing')
  } finally {
    server.close()
  }
})
