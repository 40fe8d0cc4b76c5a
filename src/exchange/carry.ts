import type { IncomingMessage, RequestOptions } from 'node:http'
import { Agent as HttpAgent, request as overPlain } from 'node:http'
import { Agent as HttpsAgent, request as overTls } from 'node:https'
import { z } from 'zod'
import { base64, utf8 } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { type Card, readCard } from './card.ts'
import { ExchangeError } from './errors.ts'
import type { Post } from './post.ts'
import type { Reachable } from './reachable.ts'

/** How long another instance may take to answer, or be silent while it does. */
const PATIENCE = 30_000
/** Receipts of as many messages as travel together. */
const RECEIPTS_LIMIT = 1024 * 1024
const CARDS_LIMIT = 1024 * 1024
const cardsSchema = z.object({ cards: z.array(z.string().max(10_000)).max(100) })

/** The roads to other instances. */
export interface Roads extends Pick<Post, 'carry' | 'fetchEvidence'> {
  /**
   * The cards another instance shows of its organisations, at most a hundred, each signed by the key inside. Whose they
   * are, a person has to confirm. Throws `peer_not_allowed`, `peer_unreachable`, `peer_refused`, `malformed_card`.
   */
  fetchCards(url: string): Promise<{ card: Card; text: string }[]>
}

/**
 * Carries messages and fetches evidence over HTTP(S), to where `reachable` lets it and without following redirects. What
 * comes back unsigned is nobody's last word, whatever its status: it may be from anybody on the way.
 */
export function overHttp(reachable: Reachable): Roads {
  const ways = {
    'http:': { request: overPlain, agent: new HttpAgent({ keepAlive: true, lookup: reachable.lookup('http:') }) },
    'https:': { request: overTls, agent: new HttpsAgent({ keepAlive: true, lookup: reachable.lookup('https:') }) },
  }

  async function ask(address: string, options: RequestOptions, body?: Uint8Array): Promise<IncomingMessage> {
    const url = new URL(address)
    reachable.mayAsk(url)
    const { request, agent } = ways[url.protocol === 'http:' ? 'http:' : 'https:']
    const once = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const asking = request(url, { ...options, agent, timeout: PATIENCE })
        asking.on('response', resolve)
        asking.on('timeout', () => asking.destroy(new Error('The other side is silent')))
        asking.on('error', (error: NodeJS.ErrnoException) => {
          // The other side was closing a connection that had been kept, and has read nothing.
          if (asking.reusedSocket && error.code === 'ECONNRESET') once().then(resolve, reject)
          else reject(error)
        })
        asking.end(body)
      })
    const response = await once().catch((cause) => {
      if (cause instanceof DomainError) throw cause
      throw new ExchangeError('unavailable', 'peer_unreachable', 'The other instance cannot be reached', { cause })
    })
    const status = response.statusCode ?? 0
    if (status >= 200 && status < 300) return response
    const said = (await wholeOf(response, RECEIPTS_LIMIT)).subarray(0, 500)
    const problem = new TextDecoder().decode(said).trim()
    throw status >= 500 || status === 429 || status === 408
      ? new ExchangeError('unavailable', 'peer_unreachable', `The other instance answered ${status}`)
      : new ExchangeError('unavailable', 'peer_refused', `The other instance refused it (${status}): ${problem}`)
  }

  const json = { 'content-type': 'application/json' }
  return {
    async carry(url, bytes, stopping) {
      const headers = { 'content-type': 'application/jsonl', 'content-length': bytes.length }
      const signal = eitherOf(AbortSignal.timeout(PATIENCE), stopping)
      const response = await ask(`${url}/exchange/messages`, { method: 'POST', headers, signal }, bytes)
      return wholeOf(response, RECEIPTS_LIMIT)
    },
    async fetchEvidence(url, ticket, from, stopping) {
      const headers = { ...json, range: `bytes=${from}-` }
      const options = { method: 'POST', headers, ...(stopping && { signal: stopping }) }
      const body = utf8(JSON.stringify({ ticket: base64(ticket) }))
      const response = await ask(`${url}/exchange/evidence`, options, body)
      // Something in between that knows no ranges would send the beginning once more.
      if (from > 0 && response.statusCode !== 206) {
        response.destroy()
        throw new ExchangeError('unavailable', 'peer_unreachable', 'The other side does not go on where it was cut off')
      }
      return cutOff(response)
    },
    async fetchCards(url) {
      const signal = AbortSignal.timeout(10_000)
      const response = await ask(`${url.replace(/\/+$/, '')}/exchange/cards`, { signal })
      const read = cardsSchema.safeParse(parsed(await wholeOf(response, CARDS_LIMIT)))
      if (!read.success) throw new ExchangeError('invalid', 'malformed_card', 'There are no cards at this address')
      return Promise.all(read.data.cards.map(async (text) => ({ card: await readCard(utf8(text)), text })))
    },
  }
}

const eitherOf = (first: AbortSignal, second: AbortSignal | undefined) =>
  second ? AbortSignal.any([first, second]) : first

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** A connection that breaks off is something that passes, not a fault of ours. */
async function* cutOff(stream: IncomingMessage): AsyncIterable<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw new ExchangeError('unavailable', 'peer_unreachable', 'The connection to the other instance broke off', {
      cause,
    })
  }
}

async function wholeOf(response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of cutOff(response)) {
    size += part.length
    if (size > limit)
      throw new ExchangeError('unavailable', 'peer_refused', 'The other instance answered with too much')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
