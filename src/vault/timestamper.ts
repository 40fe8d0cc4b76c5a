import { DomainError } from '../base/errors.ts'
import { checkTimestamp, timestampQuery } from '../crypto/index.ts'
import { VaultError } from './errors.ts'

/**
 * Gets a timestamp (TimeStampResp, DER) for these bytes, checked; undefined where no authority can be reached now: what
 * was to be stamped goes on without, and whoever runs the instance is told.
 */
export type Timestamper = (data: Uint8Array) => Promise<Uint8Array | undefined>

export interface TimestampAuthority {
  readonly url: string
  /** Certificates (DER) its own must lead to; none: its answers are checked, but not whose they are. */
  readonly roots: readonly Uint8Array[]
}

/** An answer is a few kilobytes; nobody needs more. */
const LARGEST = 256 * 1024
const PATIENCE = 20_000

/** Asks this authority over HTTP (RFC 3161 §3.4). */
export function timestamper(authority: TimestampAuthority, report: (error: unknown) => void): Timestamper {
  return async (data) => {
    try {
      const { query, nonce } = await timestampQuery(data)
      const response = await ask(authority.url, query)
      await checkTimestamp(response, data, { nonce, roots: authority.roots })
      return response
    } catch (error) {
      report(error)
      return undefined
    }
  }
}

async function ask(url: string, query: Uint8Array): Promise<Uint8Array> {
  const fail = (why: string, cause?: unknown) =>
    new VaultError('unavailable', 'no_timestamp', `No timestamp was to be had of ${url}: ${why}`, { cause })
  const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' }
  const signal = AbortSignal.timeout(PATIENCE)
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(query), signal, redirect: 'error' })
    if (!answer.ok) throw fail(`it answered ${answer.status}`)
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of answer.body ?? []) {
      size += part.length
      if (size > LARGEST) throw fail('its answer is too long')
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (cause) {
    if (cause instanceof DomainError) throw cause
    throw fail('it cannot be reached', cause)
  }
}
