import { z } from 'zod'
import { base64, utf8 } from '../base/bytes.ts'
import { type Card, readCard } from './card.ts'
import { ExchangeError } from './errors.ts'
import type { Post } from './post.ts'

/** How long another instance may take to answer. */
const PATIENCE = 30_000
const RECEIPT_LIMIT = 64 * 1024
const CARDS_LIMIT = 1024 * 1024
const cardsSchema = z.object({ cards: z.array(z.string().max(10_000)).max(100) })

/** Carries messages and fetches evidence over HTTP(S), without following redirects. */
export const overHttp: Pick<Post, 'carry' | 'fetchEvidence'> = {
  async carry(url, bytes, stopping) {
    const response = await reach(`${url}/exchange/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array(bytes),
      signal: eitherOf(AbortSignal.timeout(PATIENCE), stopping),
    })
    return wholeOf(response, RECEIPT_LIMIT)
  },
  async fetchEvidence(url, ticket, from, stopping) {
    const response = await reach(`${url}/exchange/evidence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', range: `bytes=${from}-` },
      body: JSON.stringify({ ticket: base64(ticket) }),
      ...(stopping && { signal: stopping }),
    })
    if (!response.body) throw new ExchangeError('unavailable', 'peer_unreachable', 'The other side sent nothing')
    // Something in between that knows no ranges would send the beginning once more.
    if (from > 0 && response.status !== 206) {
      throw new ExchangeError('unavailable', 'peer_unreachable', 'The other side does not go on where it was cut off')
    }
    return cutOff(response.body)
  },
}

/**
 * The cards another instance shows of its organisations, at most a hundred, each signed by the key inside. Whose they
 * are, a person has to confirm. Throws `peer_unreachable`, `peer_refused`, `malformed_card`.
 */
export async function fetchCards(url: string): Promise<{ card: Card; text: string }[]> {
  const response = await reach(`${url.replace(/\/+$/, '')}/exchange/cards`, { signal: AbortSignal.timeout(10_000) })
  const bytes = await wholeOf(response, CARDS_LIMIT)
  const read = cardsSchema.safeParse(parsed(bytes))
  if (!read.success) throw new ExchangeError('invalid', 'malformed_card', 'There are no cards at this address')
  return Promise.all(read.data.cards.map(async (text) => ({ card: await readCard(utf8(text)), text })))
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

async function reach(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { ...init, redirect: 'error' })
  } catch (cause) {
    throw new ExchangeError('unavailable', 'peer_unreachable', 'The other instance cannot be reached', { cause })
  }
  if (response.ok) return response
  const problem = (
    await wholeOf(response, RECEIPT_LIMIT).then((bytes) => new TextDecoder().decode(bytes).slice(0, 500))
  ).trim()
  const busy = response.status >= 500 || response.status === 429 || response.status === 408
  if (busy) throw new ExchangeError('unavailable', 'peer_unreachable', `The other instance answered ${response.status}`)
  throw new ExchangeError('forbidden', 'peer_refused', `The other instance refused it (${response.status}): ${problem}`)
}

/** A connection that breaks off is something that passes, not a fault of ours. */
async function* cutOff(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw new ExchangeError('unavailable', 'peer_unreachable', 'The connection to the other instance broke off', {
      cause,
    })
  }
}

async function wholeOf(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of cutOff(response.body ?? new ReadableStream())) {
    size += part.length
    if (size > limit) throw new ExchangeError('forbidden', 'peer_refused', 'The other instance answered with too much')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
