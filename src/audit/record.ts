import type { Json } from '../base/canonical-json.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { sealBody } from './event.ts'
import { appendEvent, appendEvents } from './store.ts'

export interface NewEvent {
  readonly org: string
  /** A person's id, an organisation's, or `system`. */
  readonly by: string
  /** Module word and past participle: `request.sent`. */
  readonly kind: string
  /** The id of what it happened to. */
  readonly about: string
  readonly body: Json
}

/**
 * Appends an event to the organisation's log, in the transaction that makes the change it tells of. Until that ends,
 * everybody else who records for this organisation waits: record for one organisation a transaction, never for two.
 */
export async function record(tx: Tx, { body, ...event }: NewEvent, at: Temporal.Instant): Promise<{ seq: number }> {
  return { seq: await appendEvent(tx, { ...event, at: instantText(at), ...sealBody(body) }) }
}

/** The same for several events of one organisation, in their order. */
export async function recordAll(
  tx: Tx,
  org: string,
  events: readonly Omit<NewEvent, 'org'>[],
  at: Temporal.Instant,
): Promise<void> {
  const time = instantText(at)
  await appendEvents(
    tx,
    org,
    events.map(({ body, ...event }) => ({ ...event, org, at: time, ...sealBody(body) })),
  )
}
