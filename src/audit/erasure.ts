import type { Json } from '../base/canonical-json.ts'
import type { Tx } from '../db/index.ts'
import { AuditError } from './errors.ts'
import { record } from './record.ts'
import { eraseEventBody } from './store.ts'

/** What records that bodies were erased; it is never erased itself. */
export const ERASED = 'log.erased'

/**
 * Erases what events said (their retention is over, or a court ordered it), and records that in one event, with `said`: by
 * whom and why. Each keeps its place, its kind and its hash, so every proof still holds. Throws `missing` /
 * `no_such_event` for one that is not there or was erased before, and then erases none.
 */
export async function eraseBodies(
  tx: Tx,
  { org, seqs, by, said }: { org: string; seqs: readonly number[]; by: string; said: Readonly<Record<string, Json>> },
  at: Temporal.Instant,
): Promise<{ seq: number }> {
  for (const seq of seqs) {
    if (!(await eraseEventBody(tx, org, seq))) {
      throw new AuditError('missing', 'no_such_event', `The log has no event ${seq} with a body`)
    }
  }
  return record(tx, { org, by, kind: ERASED, about: org, body: { seqs: [...seqs], ...said } }, at)
}
