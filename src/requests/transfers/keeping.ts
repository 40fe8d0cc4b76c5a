import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { isCountryCode } from '../../base/countries.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import { lineFrom } from '../matters.ts'
import type { Setting } from '../request.ts'
import { findTransfer, insertEntry, insertTransfer, writeHeads } from '../store/transfers.ts'
import { refuseUnwhole, tellStage } from './filing.ts'
import { standingOf, type Transfer, type TransferRecipient, wayOf } from './transfer.ts'

const today = ({ now }: Pick<Setting, 'now'>) => now().toString().slice(0, 10)

/** Opens the file of a way by which data are to leave for business. Throws `unknown_rule`, `bad_text`. */
export async function openTransfer(
  tx: Tx,
  actor: Actor,
  input: { readonly path: string; readonly recipient: TransferRecipient; readonly purpose: string },
  setting: Setting,
): Promise<Transfer> {
  permit(actor, 'order.produce')
  wayOf(setting.law, input.path)
  const { name, state, kind } = input.recipient
  if (!isCountryCode(state))
    throw new RequestError('invalid', 'bad_text', `There is no state ${state.slice(0, 20)}`, {
      path: 'recipient.state',
    })
  const at = setting.now()
  const transfer: Transfer = {
    id: newId('transfer', at.epochMilliseconds),
    org: actor.org,
    side: 'sender',
    other: undefined,
    path: input.path,
    recipient: { name: lineFrom(name, 'recipient.name'), state, kind },
    purpose: lineFrom(input.purpose, 'purpose'),
    heads: {},
    opened: { by: actor.person, name: actor.name, at: instantText(at) },
    entries: [],
  }
  await insertTransfer(tx, transfer)
  const { path, recipient, purpose } = transfer
  await tell(tx, actor, transfer.id, 'transfer.opened', { path, recipient: { ...recipient }, purpose }, at)
  return transfer
}

/** Writes down what the self-assessment found, head by head. Throws `bad_text` for a head the law does not have, `already_decided` once it is filed. */
export async function assessTransfer(
  tx: Tx,
  actor: Actor,
  id: string,
  { heads }: { readonly heads: Readonly<Record<string, string>> },
  setting: Setting,
): Promise<Transfer> {
  permit(actor, 'order.produce')
  const transfer = await findTransfer(tx, actor.org, id, 'lock')
  const { way } = standingOf(setting.law, transfer, today(setting))
  const [filed] = transfer.entries.filter(({ moment }) => moment !== way.stages[0]?.moment)
  if (transfer.other) throw new RequestError('conflict', 'already_decided', `It is filed with ${transfer.other.name}`)
  if (filed) throw new RequestError('conflict', 'already_decided', `It went on to the next stage on ${filed.day}`)
  for (const head of Object.keys(heads))
    if (!way.heads.some((one) => one.id === head))
      throw new RequestError('invalid', 'bad_text', 'The law has no such head', { path: `heads.${head.slice(0, 100)}` })
  const written = { ...transfer.heads, ...heads }
  await writeHeads(tx, transfer, written)
  await tell(tx, actor, id, 'transfer.assessed', { heads }, setting.now())
  return { ...transfer, heads: written }
}

export interface WantedEntry {
  readonly moment: string
  /** The day it happened, today or before. */
  readonly day: string
  readonly outcome?: 'passed' | 'failed' | undefined
  readonly until?: string | undefined
  readonly note: string
}

/**
 * Puts down that a stage was reached, and tells the other side where it was filed over this system. Throws `not_current` out of turn, `boxes_missing` while a head of the self-assessment is
 * empty, `bad_period` for a day to come or before the last one, `bad_text` without the outcome of what is decided.
 */
export async function enterTransfer(
  tx: Tx,
  actor: Actor,
  id: string,
  { moment, day, outcome, until, note }: WantedEntry,
  setting: Setting,
): Promise<Transfer> {
  const transfer = await findTransfer(tx, actor.org, id, 'lock')
  permit(actor, transfer.side === 'authority' ? 'request.examine' : 'order.produce')
  const { way, next, missing } = standingOf(setting.law, transfer, today(setting))
  if (!next.some((stage) => stage.moment === moment))
    throw new RequestError('conflict', 'not_current', `What can come now: ${next.map(({ says }) => says).join('; ') || 'nothing'}`, { path: 'moment' }) // biome-ignore format: one line
  refuseUnwhole(missing)
  const last = transfer.entries.at(-1)?.day
  if (!isDay(day) || day > today(setting) || (last !== undefined && day < last))
    throw new RequestError('invalid', 'bad_period', 'Name a day that has come, not before the stage before it', { path: 'day' }) // biome-ignore format: one line
  const decides = moment === way.begins
  if (decides && !outcome) throw new RequestError('invalid', 'bad_text', 'Say how it went', { path: 'outcome' })
  const needsEnd = decides && outcome === 'passed' && !way.valid
  if ((needsEnd && !until) || (until && (!isDay(until) || until < day)))
    throw new RequestError('invalid', 'bad_period', 'Say until which day it holds', { path: 'until' })
  const at = setting.now()
  const entry = {
    moment,
    day,
    outcome: decides ? outcome : undefined,
    until: decides ? until : undefined,
    note: reasonFrom(note, 'note'),
    byName: actor.name,
    at: instantText(at),
  }
  await insertEntry(tx, transfer, entry)
  const said = { moment, day, ...(entry.outcome && { outcome: entry.outcome }), note: entry.note }
  await tell(tx, actor, id, 'transfer.stage-reached', said, at)
  if (transfer.other) await tellStage(tx, transfer, entry, at)
  return { ...transfer, entries: [...transfer.entries, entry] }
}

async function tell(
  tx: Tx,
  actor: Actor,
  about: string,
  kind: string,
  body: Record<string, Json>,
  at: Temporal.Instant,
) {
  await record(tx, { org: actor.org, by: actor.person, kind, about, body: { ...body, byName: actor.name } }, at)
}
