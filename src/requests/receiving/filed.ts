import { findOrganisation } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import { findStanding } from '../store/organisations.ts'
import { findTransfer, insertEntry, insertTransfer, isTransferHere } from '../store/transfers.ts'
import { tellStage } from '../transfers/filing.ts'
import { type Transfer, type TransferEntry, wayOf } from '../transfers/transfer.ts'
import type { Arrival } from './arrival.ts'

/** Somebody files a transfer with us: it is received on the day it arrives. Throws `wrong_state`, `wrong_seat`, `unknown_rule`, `already_received`. */
export async function transferFiled(
  tx: Tx,
  law: LawBase,
  { org, from, body, now, at }: Arrival<'transfer-filing'>,
): Promise<void> {
  const own = await findOrganisation(tx, org)
  const sender = await findStanding(tx, from)
  if (!sender) throw refuse('Nobody here knows who files it')
  const way = wayOf(law, body.path)
  if (own.state !== way.state)
    throw new RequestError('forbidden', 'wrong_state', `It is filed in ${way.state}; ${own.name} is in ${own.state}`)
  if (!(own.seats as readonly string[]).includes(way.filed_at))
    throw new RequestError('forbidden', 'wrong_seat', `${own.name} has no seat ${way.filed_at}`)
  if (await isTransferHere(tx, org, body.request))
    throw new RequestError('conflict', 'already_received', 'This filing is known here')
  const { path, recipient, purpose, heads, by, name } = body
  const transfer: Transfer = {
    ...{ id: body.request, org, side: 'authority', other: { org: from, name: sender.name }, path, recipient, purpose, heads },
    opened: { by, name, at },
    entries: [],
  } // biome-ignore format: one line
  await insertTransfer(tx, transfer)
  for (const { name: byName, outcome, until, ...entry } of body.entries)
    await insertEntry(tx, transfer, { ...entry, outcome, until, byName, at })
  await tellLog(tx, transfer, 'transfer.filing-received', { from: sender.name, path }, now)
  const stage = way.stages.find(({ arrives }) => arrives === 'filing')
  if (stage) await reached(tx, transfer, stage.moment, own.name, now)
}

/** The other side has brought a stage about. What is reached by its word arriving is reached with it. */
export async function stageTold(
  tx: Tx,
  law: LawBase,
  { org, from, body, now, at }: Arrival<'transfer-stage'>,
): Promise<void> {
  const transfer = await findTransfer(tx, org, body.request, 'lock')
  if (transfer.other?.org !== from) throw refuse('Only the other side of a filing tells of its stages')
  const { moment, day, outcome, until, note, name: byName } = body
  const way = wayOf(law, transfer.path)
  const index = way.stages.findIndex((stage) => stage.moment === moment)
  const stage = way.stages[index]
  const theirs = transfer.side === 'sender' ? 'authority' : 'sender'
  const isTheirs = stage && (stage.by === 'either' || stage.by === theirs || stage.arrives === arrivesAt(theirs))
  if (!isTheirs) throw new RequestError('invalid', 'bad_message', 'That stage is not theirs', { path: 'moment' })
  if (moment === way.begins && stage.by === 'authority' && !outcome)
    throw new RequestError('invalid', 'bad_message', 'How it was decided is missing', { path: 'outcome' })
  await insertEntry(tx, transfer, { moment, day, outcome, until, note, byName, at })
  await tellLog(tx, transfer, 'transfer.stage-received', { moment, day, ...(outcome && { outcome }), note }, now)
  const next = way.stages[index + 1]
  if (transfer.side === 'sender' && next?.arrives === 'word')
    await reached(tx, transfer, next.moment, (await findOrganisation(tx, org)).name, now)
}

/** At whom a filing arrives, and at whom the word of it. */
const arrivesAt = (side: Transfer['side']) => (side === 'authority' ? 'filing' : 'word')

/** What happens by a message arriving, on its day; the other side is told. */
async function reached(tx: Tx, transfer: Transfer, moment: string, byName: string, now: Temporal.Instant) {
  const entry: TransferEntry = {
    ...{ moment, day: now.toString().slice(0, 10), outcome: undefined, until: undefined },
    ...{ note: '', byName, at: now.toString() },
  }
  await insertEntry(tx, transfer, entry)
  await tellLog(tx, transfer, 'transfer.stage-reached', { moment, day: entry.day }, now)
  await tellStage(tx, transfer, entry, now)
}

const refuse = (message: string) => new RequestError('forbidden', 'wrong_organisation', message)

async function tellLog(
  tx: Tx,
  { org, id, other }: Transfer,
  kind: string,
  body: Record<string, string>,
  at: Temporal.Instant,
) {
  await record(tx, { org, by: other?.org ?? 'system', kind, about: id, body }, at)
}
