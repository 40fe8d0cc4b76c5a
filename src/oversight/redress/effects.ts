import type { Tx } from '../../db/index.ts'
import { findRequest, goOnAfterOrder, type Setting, stopByOrder } from '../../requests/index.ts'
import { exclude, findItem } from '../../vault/index.ts'
import { OversightError } from '../errors.ts'
import type { Complaint, NamedPiece, Outcome } from './complaint.ts'

/** What whoever decides orders whoever it is about. */
export interface Ordered {
  readonly reason: string
  readonly cite: string
  readonly name: string
}

const byOf = ({ decider }: Complaint, { name }: { name: string }) => ({ org: decider.org, name })

/** Nobody goes on with the request, nor opens what came on it. */
export async function pause(tx: Tx, complaint: Complaint, order: Ordered, setting: Setting): Promise<void> {
  const says = `${complaint.decider.name} paused it on a complaint (${order.cite})`
  const outside = { id: complaint.id, by: byOf(complaint, order), reason: order.reason, says }
  await stopByOrder(tx, complaint.org, requestOf(complaint), outside, setting)
}

/** The pause is over. */
export async function goOn(
  tx: Tx,
  complaint: Complaint,
  order: Omit<Ordered, 'cite'>,
  setting: Setting,
): Promise<void> {
  const outside = { id: complaint.id, by: byOf(complaint, order), reason: order.reason }
  await goOnAfterOrder(tx, complaint.org, requestOf(complaint), outside, setting)
}

/** Excludes what was decided on; what is to be deleted as well, and its destruction is then for two persons here. */
export async function carryOutDecision(
  tx: Tx,
  complaint: Complaint,
  order: Ordered & { readonly outcome: Outcome; readonly pieces: readonly NamedPiece[] },
  at: Temporal.Instant,
): Promise<void> {
  const authority = `${complaint.decider.name}, ${order.cite}`
  if (order.pieces.length === 0) return
  const { origin } = await findRequest(tx, complaint.org, requestOf(complaint))
  for (const { id, sha256 } of order.pieces) {
    const item = await findItem(tx, complaint.org, id)
    // What is ordered must be about the request that was named here, and about these very bytes.
    if (item.sha256 !== sha256 || item.origin !== origin)
      throw new OversightError('forbidden', 'no_such_piece', 'This piece was not named in the statement')
    if (item.state === 'erased' || item.excluded) continue
    await exclude(tx, complaint.org, id, { authority, reason: order.reason, by: complaint.decider.org, byName: order.name }, at)
  }
} // biome-ignore format: its refusals in lines

function requestOf({ request }: Complaint): string {
  if (request) return request
  throw new OversightError('conflict', 'no_statement', 'No request has been named')
}
