import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { type Answer, type Instance, signIn } from '../src/cli/client.ts'
import { inventedEvidence, inventOrganisations } from '../src/cli/demonstration.ts'
import { playStory } from '../src/cli/story.ts'
import { readConfig } from '../src/config.ts'

/** What goes wrong at the door of a running instance: each gets a sentence, nothing stays of it, and nothing of our insides is shown. */

const folder = mkdtempSync(join(tmpdir(), 'comity-bad-input-'))
const MEGABYTE = 1024 * 1024
/** Whether the evidence lies on a small disk of its own, which only root can make. */
const small = smallDisk(join(folder, 'evidence'), 24)
const reported: unknown[] = []
const config = {
  ...readConfig({ COMITY_DATA: folder }),
  demonstration: true,
  report: (error: unknown) => reported.push(error),
}
const app = await createApp(config)
await inventOrganisations(app)
const server = serve({ fetch: app.fetch, port: 0 })
const { port } = server.address() as AddressInfo
const url = `http://localhost:${port}`
const here: Instance = { url, fetch: (request) => fetch(request), pause: app.settle }
const stage = { asking: here, answering: here, evidence: inventedEvidence, interview: false, tell: () => undefined }
const matter = { title: 'Attack', fileNumber: '1 Js 1/26', account: 'a@alpenpost.example', residence: 'AT' }

afterAll(async () => {
  server.close()
  await app.close()
  if (small) spawnSync('umount', ['-l', join(folder, 'evidence')])
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => expect(reported).toEqual([]))

function smallDisk(path: string, megabytes: number): boolean {
  mkdirSync(path, { recursive: true })
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status === 0
}

/** The refusal in an answer; whatever it is, it never shows where in our code it came from. */
async function refusalOf(response: Response): Promise<{ status: number; error: Answer }> {
  const said = await response.text()
  expect(said).not.toMatch(/\bat .*\.tsx?:\d+|node_modules|\/src\//)
  return { status: response.status, error: JSON.parse(said).error }
}

const asked = async (path: string, body: unknown) =>
  refusalOf(await fetch(url + path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }))

const facts = {
  asking: { state: 'DE', authority: 'prosecutor' },
  holder: { kind: 'provider', addressees: [{ state: 'IE', as: 'designated-establishment' }] },
  data: [{ id: 'd1', category: 'subscriber', stored: true }],
  measure: 'produce',
  proceeding: 'criminal',
}

describe('facts', () => {
  test.each([
    ['of a country that is none', { ...facts, asking: { ...facts.asking, state: 'XX' } }, 'bad_facts', 'asking.state'],
    [
      'that contradict each other',
      { ...facts, urgency: 'ordinary', emergency: { threat: 'life' } },
      'contradictory_facts',
      'urgency',
    ],
    ['on a day that is none', { ...facts, on: '2026-02-30' }, 'bad_facts', 'on'],
    ['with a field nobody knows', { ...facts, colour: 'red' }, 'bad_facts', expect.any(String)],
  ])('%s are refused with the field', async (_, body, code, path) => {
    expect(await asked('/api/routes', body)).toMatchObject({
      status: 400,
      error: { code, path, message: expect.stringMatching(/\w+ \w+/) },
    })
  })

  test.each([
    ['', 'not_json'],
    ['{', 'not_json'],
    ['[]', 'bad_facts'],
    ['null', 'bad_facts'],
    ['"\\u0000"', 'bad_text'],
  ])('that are %j are refused', async (body, code) => {
    expect(await asked('/api/routes', body)).toMatchObject({ status: 400, error: { code } })
  })

  test('of 200 MB are refused before they are read, also where nobody says how much there is', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 200 * MEGABYTE) return controller.close()
        sent += MEGABYTE
        controller.enqueue(new Uint8Array(MEGABYTE).fill(0x20))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    const response = await app.fetch(new Request(`${url}/api/routes`, init))
    expect(await refusalOf(response)).toMatchObject({ status: 413, error: { code: 'too_large' } })
    expect(sent).toBeLessThan(20 * MEGABYTE)
    expect(await announced('/api/routes', 200 * MEGABYTE)).toBe(413)
    expect(await announced('/exchange/messages', 200 * MEGABYTE)).toBe(413)
  })
})

/** The status answered to a body that only says how long it will be. */
function announced(path: string, length: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(url + path, { method: 'POST', headers: { 'content-length': length } }, (response) => {
      resolve(response.statusCode)
      asking.destroy()
    })
    asking.on('error', reject)
    asking.write('{')
  })
}

describe('a form', () => {
  test('with boxes missing that must be filled is not handed in, and each of them is named', async () => {
    const { matter: id } = await playStory(stage, { ...matter, title: 'A form' }, 'analysed')
    const author = await signIn(here, 'Dr. Anna Huber')
    const { counterparts } = await author.get('/api/counterparts')
    const seats = [
      ['provider', 'IE'],
      ['court', 'DE'],
      ['central', 'IE'],
    ]
    const parties = seats.map(([seat, state]) => {
      const { org } = counterparts.find((one: Answer) => one.seats.includes(seat) && one.state === state)
      return { org, seat, ...(seat === 'provider' && { as: 'designated-establishment' }) }
    })
    const rule = 'eu/2023-1543/routes/production-order'
    const { id: request } = await author.post(`/api/matters/${id}/requests`, { rule, to: 'IE', parties })
    const authorization = await bearerOf('Dr. Anna Huber')
    const response = await fetch(`${url}/api/requests/${request}/submission`, {
      method: 'POST',
      headers: { authorization },
      body: '{}',
    })
    const { status, error } = await refusalOf(response)
    expect({ status, code: error.code }).toEqual({ status: 400, code: 'boxes_missing' })
    expect(error.missing.length).toBeGreaterThan(3)
    expect(error.missing.map(({ path }: Answer) => path)).toEqual(expect.arrayContaining(['m.necessity', 'm.summary']))
    expect((await author.get(`/api/requests/${request}`)).request.status).toBe('draft')
  })
})

describe('an upload', async () => {
  const { request: origin } = await playStory(stage, matter, 'sent')
  const provider = await signIn(here, 'Niamh Byrne')
  const order = (await provider.get('/api/requests')).requests.find((one: Answer) => one.origin === origin).id as string
  const path = (name: string) => `/api/requests/${order}/evidence?name=${name}`
  const items = async () => (await provider.get(`/api/requests/${order}/evidence`)).items as Answer[]
  const streamed = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]).stream()
  const unfinished = () =>
    readdirSync(join(folder, 'evidence'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const mailbox = Buffer.alloc(6 * MEGABYTE, 'From suspect@alpenpost.example\n')

  test('cut off half-way leaves nothing, and is taken in whole when it is tried again', async () => {
    await cutOff(path('mailbox.mbox'), mailbox)
    await expect.poll(unfinished, { timeout: 20_000 }).toEqual([])
    expect(await items()).toEqual([])
    const item = await provider.upload(path('mailbox.mbox'), 'application/mbox', streamed(mailbox))
    expect(item).toMatchObject({ size: mailbox.length, sha256: createHash('sha256').update(mailbox).digest('hex') })
    expect(await items()).toHaveLength(1)
  })

  test.skipIf(!small)('on a full disk says so, leaves nothing, and what is smaller still goes in', async () => {
    const before = unfinished().length
    const large = provider.upload(path('large.bin'), 'application/octet-stream', streamed(Buffer.alloc(40 * MEGABYTE)))
    await expect(large).rejects.toMatchObject({ code: 'disk_full', message: expect.stringContaining('disk is full') })
    expect(unfinished()).toHaveLength(before)
    await provider.upload(path('small.bin'), 'application/octet-stream', streamed(Buffer.alloc(MEGABYTE)))
    expect((await items()).map(({ name }) => name)).toEqual(['mailbox.mbox', 'small.bin'])
  })

  /** Says it will send all of it, sends half, and is gone. */
  async function cutOff(path: string, bytes: Uint8Array): Promise<void> {
    const authorization = await bearerOf('Niamh Byrne')
    const headers = { authorization, 'content-length': bytes.length, 'content-type': 'application/mbox' }
    const upload = httpRequest(url + path, { method: 'POST', headers })
    upload.on('error', () => undefined)
    await new Promise<void>((resolve) => upload.write(bytes.subarray(0, bytes.length >> 1), () => resolve()))
    await expect.poll(unfinished, { timeout: 20_000 }).toHaveLength(1)
    upload.destroy()
  }
})

/** What a client of one's own making sends to be somebody. */
async function bearerOf(name: string): Promise<string> {
  const { places } = (await (await fetch(`${url}/api/demonstration/places`)).json()) as Answer
  const { person, org, seat } = places.find((one: Answer) => one.name === name)
  const session = await fetch(`${url}/api/sessions`, { method: 'POST', body: JSON.stringify({ person, org, seat }) })
  return `Bearer ${((await session.json()) as Answer).token}`
}
