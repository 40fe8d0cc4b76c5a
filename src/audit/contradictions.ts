import { base64 } from '../base/bytes.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import { parseCheckpoint, parseNote } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { originOf } from './checkpoints.ts'
import type { Contradiction } from './contradiction.ts'
import { AuditError } from './errors.ts'
import { record } from './record.ts'
import { putWitnessed } from './store-checkpoints.ts'
import { countOpen, findContradiction, insertContradiction, settleContradiction } from './store-contradictions.ts'

/** So many open ones of one counterparty are kept; more say nothing more, and must not fill the disk. */
const MOST = 20

/**
 * Keeps what a counterparty signed and cannot both be true, and tells of it in the log, once for each checkpoint shown. It is
 * a transaction of its own: the message that brought it is refused.
 */
export async function keepContradiction(
  db: Db,
  org: string,
  { how, counterparty, signed: { seen, shown, proof } }: Contradiction,
  at: Temporal.Instant,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if ((await countOpen(tx, org, counterparty)) >= MOST) return
    const id = newId('contradiction', at.epochMilliseconds)
    const kept = await insertContradiction(tx, {
      id,
      org,
      counterparty,
      how,
      at: instantText(at),
      seen,
      shown,
      proof: proof.map(base64),
    })
    if (!kept) return
    const body = { contradiction: id, how, seen: seen.size, shown: shown.size }
    await record(tx, { org, by: counterparty, kind: 'log.contradicted', about: counterparty, body }, at)
  })
}

/**
 * Somebody had it explained (a backup was restored, a key was stolen and changed), and says how. From here on the
 * counterparty's log is held against the state it showed last. Throws `missing` / `no_such_contradiction`.
 */
export async function settle(
  tx: Tx,
  { org, id, by, reason }: { org: string; id: string; by: string; reason: string },
  at: Temporal.Instant,
): Promise<void> {
  if (reason.trim() === '') throw new AuditError('invalid', 'no_reason', 'Say how it was explained', { path: 'reason' })
  const found = await findContradiction(tx, org, id)
  if (!found || found.settled) throw new AuditError('missing', 'no_such_contradiction', 'No such contradiction is open')
  await settleContradiction(tx, id, { by, reason: reason.slice(0, 2000), at: instantText(at) })
  const { size, root } = parseCheckpoint(parseNote(found.shown.note).text)
  const state = { size, root, at: instantText(at), note: found.shown.note }
  await putWitnessed(tx, { org, origin: originOf(found.counterparty), ...state })
  const body = { contradiction: id, reason: reason.slice(0, 2000), from: size }
  await record(tx, { org, by, kind: 'log.contradiction-settled', about: found.counterparty, body }, at)
}
