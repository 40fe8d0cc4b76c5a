import { type IncomingMessage, request as plainRequest, type ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { LookupFunction } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { connect, type TLSSocket } from 'node:tls'
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import { findCounterpart } from '../directory.ts'
import { ExchangeError } from '../errors.ts'
import { serveTo } from '../evidence.ts'
import type { Hi1Road, Post } from '../post.ts'
import type { Reachable } from '../reachable.ts'
import { HI1_LIMIT } from './limit.ts'
import { formOf, readHi1 } from './message.ts'
import { acceptHi1 } from './receiving.ts'
import type { Recorder } from './recorder.ts'
import { findByCertificate } from './store.ts'

/** Our own certificate and its key (PEM), the same for asking and answering. */
export interface Hi1Identity {
  readonly certificate: string
  readonly key: string
}

/** How long the other side may take. */
const PATIENCE = 30_000

/** The addresses of the EU profile that are confirmed, and the one of ours: what a message is about it says itself. */
const paths = new Set(['/hi1', '/eevidence/production', '/eevidence/correspondence', '/eevidence/outcome'])

/**
 * Opens the door for HI-1: HTTPS, and nobody comes in without a certificate. Whose it is says the directory, by its fingerprint;
 * no authority is asked, since none of them knows who may order data.
 */
export function openHi1Door(
  post: Post,
  { certificate, key }: Hi1Identity,
  { report, done, recorder }: { report: (error: unknown) => void; done?: () => void; recorder?: Recorder | undefined },
): Server {
  const options = {
    cert: certificate,
    key,
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  } as const
  return createServer({ ...options, requestTimeout: 5 * PATIENCE }, (asked, answer) => {
    serve(post, asked, answer, recorder)
      .catch((error: unknown) => refuse(answer, error, report))
      .finally(done)
  })
}

async function serve(post: Post, asked: IncomingMessage, answer: ServerResponse, recorder?: Recorder): Promise<void> {
  const who = fingerprintOf(asked.socket as TLSSocket)
  if (who === undefined)
    throw new ExchangeError('forbidden', 'unknown_sender', 'Nobody comes in here without a certificate of their own')
  const { pathname } = new URL(asked.url ?? '/', 'https://here')
  const [, , , org, item] = pathname.split('/')
  if (asked.method === 'GET' && pathname.startsWith('/hi1/evidence/') && org && item)
    return give(post, who, org, item, asked, answer)
  if (asked.method !== 'POST' || !paths.has(pathname))
    throw new DomainError('missing', 'no_such_address', 'There is nothing at this address')
  const bytes = await bodyOf(asked)
  const given = await acceptHi1(post, who, bytes)
  if (recorder) await recorder((await readHi1(bytes)).Header.TransactionIdentifier, bytes, given)
  answer.writeHead(200, { 'content-type': `application/${formOf(given)}` }).end(given)
}

/** Sealed evidence to whom it was handed over, from a byte on. */
async function give(
  post: Post,
  who: string,
  producer: string,
  id: string,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const peer = await findByCertificate(post.db, who)
  if (!peer)
    throw new ExchangeError('forbidden', 'unknown_sender', 'Nobody here has confirmed who has this certificate')
  const from = Number(/^bytes=(\d{1,15})-$/.exec(asked.headers.range ?? 'bytes=0-')?.[1] ?? Number.NaN)
  if (Number.isNaN(from)) throw new DomainError('invalid', 'bad_range', 'Ask for bytes=N-', { path: 'range' })
  const asker = await findCounterpart(post.db, peer.org)
  const bytes = await serveTo(post, asker, { producer: parseId('org', producer), id: parseId('item', id) }, from)
  answer.writeHead(from > 0 ? 206 : 200, { 'content-type': 'application/octet-stream' })
  await pipeline(bytes, answer)
}

async function bodyOf(asked: IncomingMessage): Promise<Uint8Array> {
  return whole(asked, () => new DomainError('invalid', 'hi1_too_large', `An HI-1 message may hold ${HI1_LIMIT} bytes at most`)) // biome-ignore format: one line
}

async function whole(stream: AsyncIterable<Uint8Array>, tooMuch: () => DomainError): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > HI1_LIMIT) throw tooMuch()
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

const statuses = { invalid: 400, forbidden: 403, missing: 404, conflict: 409, unavailable: 503 } as const

/** Who is not believed gets no message back, only why; what is our fault is told to us and to nobody else. */
function refuse(answer: ServerResponse, error: unknown, report: (error: unknown) => void): void {
  const known = error instanceof DomainError
  if (!known) report(error)
  if (answer.headersSent) {
    answer.destroy()
    return
  }
  const { code, message } = known ? error : { code: 'internal', message: 'Something went wrong here' }
  answer
    .writeHead(known ? statuses[error.kind] : 500, { 'content-type': 'application/problem+json', connection: 'close' })
    .end(JSON.stringify({ error: { code, message, ...(known && error.path && { path: error.path }) } }))
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  const { fingerprint256 } = socket.getPeerCertificate()
  return fingerprint256?.replaceAll(':', '').toLowerCase()
}

/** Sends messages by HTTPS with a certificate of our own, and to the certificate that is expected there and no other. */
export function overMutualTls({ certificate, key }: Hi1Identity, reachable: Reachable): Hi1Road['send'] {
  return async (to, bytes, stopping) => {
    const url = new URL(to.url)
    reachable.mayAsk(url)
    const own = { cert: certificate, key, lookup: reachable.lookup('https:') }
    const socket = await reach(url, own, to.certificate)
    try {
      return await ask(socket, url, bytes, to.form, stopping)
    } finally {
      socket.destroy()
    }
  }
}

/** Nothing is said before it is certain who listens. */
function reach(
  url: URL,
  own: { cert: string; key: string; lookup: LookupFunction },
  expected: string,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) => {
      socket.destroy()
      reject(new ExchangeError('unavailable', 'peer_unreachable', why, { cause }))
    }
    const place = { host: url.hostname, port: Number(url.port || 443) }
    const name = /^[\d.]+$|:/.test(url.hostname) ? {} : { servername: url.hostname }
    const socket = connect({ ...place, ...name, ...own, rejectUnauthorized: false, minVersion: 'TLSv1.2' }, () => {
      if (fingerprintOf(socket) !== expected) fail('Who answers there has another certificate than the directory says')
      else resolve(socket)
    })
    socket.setTimeout(PATIENCE, () => fail('The other side does not answer'))
    socket.on('error', (cause) => fail('The other side cannot be reached', cause))
  })
}

function ask(
  socket: TLSSocket,
  url: URL,
  bytes: Uint8Array,
  form: 'xml' | 'json',
  stopping: AbortSignal | undefined,
): Promise<Uint8Array> {
  const headers = { host: url.host, 'content-type': `application/${form}`, 'content-length': bytes.length, connection: 'close' } // biome-ignore format: one line
  return new Promise((resolve, reject) => {
    const gone = (cause: unknown) => reject(new ExchangeError('unavailable', 'peer_unreachable', 'The connection to the other side broke off', { cause })) // biome-ignore format: one line
    const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(stopping ? [stopping] : [])])
    const path = url.pathname + url.search
    const asking = plainRequest({ method: 'POST', path, headers, signal, createConnection: () => socket }, (answer) => {
      answered(answer).then(resolve, (error) => (error instanceof DomainError ? reject(error) : gone(error)))
    })
    asking.on('error', gone)
    asking.end(bytes)
  })
}

async function answered(answer: IncomingMessage): Promise<Uint8Array> {
  const tooMuch = () => new ExchangeError('forbidden', 'peer_refused', 'The other side answered with too much')
  const bytes = await whole(answer, tooMuch)
  const status = answer.statusCode ?? 0
  if (status === 200) return bytes
  const busy = status >= 500 || status === 429 || status === 408
  if (busy) throw new ExchangeError('unavailable', 'peer_unreachable', `The other side answered ${status}`)
  const why = new TextDecoder().decode(bytes).slice(0, 500).trim()
  throw new ExchangeError('forbidden', 'peer_refused', `The other side refused it (${status}): ${why}`)
}
