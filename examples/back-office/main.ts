import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { comity, Problem } from '../../client/index.ts'
import { isFrom } from './webhook.ts'

/** The back office of a provider that takes orders in and answers them by itself; what it is unsure of it leaves to people. */
export interface BackOffice {
  /** The instance, and the token its head gave us: see README.md for the scopes. */
  readonly url: string
  readonly token: string
  /** What we hold, by the address of the account: files as they are handed over. */
  readonly records: Readonly<Record<string, readonly { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }[]>>
  /** Told of each step. */
  readonly tell: (what: string) => void
}

/**
 * Listens for webhooks. Each is checked and answered at once; the work is done behind it, one request after another, and
 * done once however often we are told: what has been done is read from the instance, not remembered here.
 */
export async function startBackOffice(
  office: BackOffice,
): Promise<{ url: string; server: Server; idle(): Promise<void> }> {
  const api = comity(office)
  const { signing } = await api.call('GET /api/keys')
  const { org } = await api.call('GET /api/me')
  let work: Promise<unknown> = Promise.resolve()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    const ours = `http://${request.headers.host}${request.url}`
    if (!isFrom({ org, signing }, request, ours, body)) return response.writeHead(401).end()
    response.writeHead(204).end()
    const { event } = JSON.parse(body.toString()) as { event: { about: string } }
    if (event.about.startsWith('request_'))
      work = work
        .then(() => answerRequest(api, office, event.about))
        .catch((error) => office.tell(`Left to a person: ${error}`))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/comity`, server, idle: () => work.then(() => undefined) }
}

async function answerRequest(api: ReturnType<typeof comity>, { records, tell }: BackOffice, id: string): Promise<void> {
  const path = { id }
  const { request, steps, holds, events } = await api.call('GET /api/requests/{id}', { path })
  const isOpen = steps.some(({ does, is }) => does === 'produce' && is === 'current')
  if (request.direction !== 'incoming' || !isOpen) return
  const has = (happened: string) => events.some(({ kind }) => kind === happened)
  if (!has('request.sender-checked')) {
    // The instance has verified signature and validation already; what it found is what we write down.
    const checks = ['signature', 'validation'].map((check) => ({ check, holds: true, note: 'By the back office' }))
    await unlessDone(api.call('POST /api/requests/{id}/sender-checks', { path, body: { checks } }))
    tell(`${request.fileNumber}: the sender is checked`)
  }
  if (!has('request.preserved')) {
    await unlessDone(api.call('POST /api/requests/{id}/preservations', { path, body: {} }))
    tell(`${request.fileNumber}: the data are kept from change`)
  }
  const held = await toHandOver(api, id, records)
  if (holds.length > 0) return tell(`${request.fileNumber}: nothing leaves yet, the authority there has time to object`)
  await api.call('POST /api/requests/{id}/productions', { path, body: { evidence: held, complete: true } })
  tell(`${request.fileNumber}: ${held.length} pieces handed over`)
}

/** The pieces for the account the order names; taken in unless they have been. */
async function toHandOver(
  api: ReturnType<typeof comity>,
  id: string,
  records: BackOffice['records'],
): Promise<string[]> {
  const form = JSON.stringify(await api.call('GET /api/requests/{id}/form', { path: { id } }))
  const accounts = Object.keys(records).filter((account) => form.includes(`"${account}"`))
  const [account] = accounts
  if (account === undefined || accounts.length > 1) throw new Error('the order names no account of ours, or several')
  const { items } = await api.call('GET /api/requests/{id}/evidence', { path: { id } })
  const known = new Map(items.map((item) => [item.name, item.id]))
  for (const { name, type, bytes } of records[account] ?? []) {
    if (known.has(name)) continue
    const item = await api.call('POST /api/requests/{id}/evidence', {
      path: { id },
      query: { name },
      body: bytes,
      type,
    })
    known.set(name, item.id)
  }
  return [...known.values()]
}

/** Somebody was quicker, perhaps ourselves: that is fine. */
async function unlessDone(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 409) throw error
  })
}

if (import.meta.main) {
  const { COMITY_URL: url = 'http://localhost:3000', COMITY_TOKEN: token = '', RECORDS: file } = process.env
  const read = file
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, { name: string; type: string; text: string }[]>)
    : {}
  const records = Object.fromEntries(
    Object.entries(read).map(([account, files]) => [
      account,
      files.map(({ name, type, text }) => ({ name, type, bytes: new TextEncoder().encode(text) })),
    ]),
  )
  const office = await startBackOffice({ url, token, records, tell: console.log })
  console.log(`Let the head of your organisation add this webhook: ${office.url}`)
}
