import type { Tx } from '../db/index.ts'
import { AuditError } from './errors.ts'
import { record } from './record.ts'
import { eraseEventBody } from './store.ts'

/**
 * Erases what an event said (its retention is over, or a court ordered it), and records that, by whom and why. The
 * event keeps its place, its kind and its hash, so every proof still holds. Throws `missing` / `no_such_event`.
 */
export async function eraseBody(
  tx: Tx,
  { org, seq, by, reason }: { org: string; seq: number; by: string; reason: string },
  at: Temporal.Instant,
): Promise<void> {
  if (!(await eraseEventBody(tx, org, seq))) {
    throw new AuditError('missing', 'no_such_event', `The log has no event ${seq} with a body`)
  }
  await record(tx, { org, by, kind: 'log.erased', about: org, body: { seq, reason } }, at)
}
