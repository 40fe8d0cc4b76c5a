import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { MessageBody } from '../messages.ts'
import type { Setting } from '../request.ts'
import { insertDispatch } from '../store/dispatches.ts'
import { findStanding } from '../store/organisations.ts'
import { findTransfer, writeFiling } from '../store/transfers.ts'
import { standingOf, type Transfer, type TransferEntry } from './transfer.ts'

/**
 * Files a transfer with the competent authority, as a message: from now on what happens is told by the one who brings it about. Throws
 * `not_current` before its turn, `boxes_missing` while a head is empty, `wrong_state` and `wrong_seat` for an authority that
 * cannot decide it, `already_decided` where it was filed.
 */
export async function fileTransfer(
  tx: Tx,
  actor: Actor,
  id: string,
  authority: string,
  { law, now }: Setting,
): Promise<Transfer> {
  permit(actor, 'order.produce')
  const transfer = await findTransfer(tx, actor.org, id, 'lock')
  const at = now()
  const { way, next, missing } = standingOf(law, transfer, at.toString().slice(0, 10))
  if (transfer.other) throw new RequestError('conflict', 'already_decided', `It is filed with ${transfer.other.name}`)
  if (!next.some(({ arrives }) => arrives === 'filing'))
    throw new RequestError('conflict', 'not_current', `What can come now: ${next.map(({ says }) => says).join('; ') || 'nothing'}`) // biome-ignore format: one line
  refuseUnwhole(missing)
  const organ = await findStanding(tx, authority)
  if (organ?.state !== way.state)
    throw new RequestError('forbidden', 'wrong_state', `An authority of ${way.state} decides it`, { path: 'authority' })
  if (!organ.seats.includes(way.filed_at))
    throw new RequestError('forbidden', 'wrong_seat', `${organ.name} has no seat that decides it`, {
      path: 'authority',
    })
  const other = { org: organ.org, name: organ.name }
  if (!(await writeFiling(tx, transfer, other)))
    throw new RequestError('conflict', 'already_decided', 'It was filed before')
  const { path, recipient, purpose, heads, entries } = transfer
  const filed = { ...transfer, other }
  const said = { path, recipient: { ...recipient }, purpose, heads: { ...heads } }
  const body = { to: other.name, path, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'transfer.filed', about: id, body }, at)
  await send(tx, filed, 'transfer-filing', {
    request: id,
    ...said,
    entries: entries.map(wordOf),
    by: actor.person,
    name: actor.name,
    at: instantText(at),
  }, at) // biome-ignore format: one message
  return filed
}

/** Throws `boxes_missing` with each head of the self-assessment about which nothing was written. */
export function refuseUnwhole(missing: ReturnType<typeof standingOf>['missing']): void {
  if (missing.length === 0) return
  throw new RequestError('conflict', 'boxes_missing', 'The self-assessment is not whole', {
    missing: missing.map(({ id, says, cite }) => ({
      path: `heads.${id}`,
      section: '',
      label: says,
      says,
      cite,
      awaitsValidation: false,
    })),
  })
}

/** Tells the other side that a stage was reached, and how it went. */
export async function tellStage(tx: Tx, transfer: Transfer, entry: TransferEntry, at: Temporal.Instant): Promise<void> {
  const body = { request: transfer.id, ...wordOf(entry), at: instantText(at) }
  await send(tx, transfer, 'transfer-stage', body, at)
}

const wordOf = ({ moment, day, outcome, until, note, byName }: TransferEntry) => ({
  moment,
  day,
  ...(outcome && { outcome }),
  ...(until && { until }),
  note,
  name: byName,
})

async function send<T extends 'transfer-filing' | 'transfer-stage'>(
  tx: Tx,
  { org, id: request, other }: Transfer,
  type: T,
  body: MessageBody<T>,
  at: Temporal.Instant,
): Promise<void> {
  if (!other) throw new Error('It is filed with nobody')
  const id = newId('dispatch', at.epochMilliseconds)
  await insertDispatch(tx, { id, org, to: other.org, request, type, body, queuedAt: instantText(at) })
}
