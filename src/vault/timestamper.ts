import { listOrganisations, signer } from '../accounts/index.ts'
import { checkpoint, keepTimestamp, latestEvents, timestampsOf } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { parseInstant } from '../base/time.ts'
import { checkTimestamp, parseNote, timestampQuery } from '../crypto/index.ts'
import { VaultError } from './errors.ts'
import type { UploadVault } from './uploads.ts'

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

/** A log that grew is timestamped so often at most. */
const BETWEEN = Temporal.Duration.from({ hours: 1 })

/** Has the state of every log here timestamped that has grown since it last was. Answers how many were. */
export async function timestampLogs({ db, secret, now, timestamp }: UploadVault): Promise<number> {
  if (!timestamp) return 0
  let stamped = 0
  for (const { id: org } of await listOrganisations(db)) {
    const [newest] = await latestEvents(db, org, 1)
    const [last] = await timestampsOf(db, org, 1)
    const isRecent = last && Temporal.Duration.compare(parseInstant(last.at).until(now()), BETWEEN) < 0
    if (!newest || isRecent || last?.size === newest.seq + 1) continue
    const { size, note } = await checkpoint(db, org, await signer(db, secret, org), now())
    if (await stampCheckpoint({ db, timestamp }, org, size, note)) stamped++
  }
  return stamped
}

/** Has one signed state of a log timestamped, and keeps the answer; undefined where there is none to be had. */
export async function stampCheckpoint(
  { db, timestamp }: Pick<UploadVault, 'db' | 'timestamp'>,
  org: string,
  size: number,
  note: string,
): Promise<Uint8Array | undefined> {
  const data = utf8(parseNote(note).text)
  const response = await timestamp?.(data)
  if (!response) return undefined
  const { at, authority } = await checkTimestamp(response, data)
  await keepTimestamp(db, { org, size, at, authority, response })
  return response
}
