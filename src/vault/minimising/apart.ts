import { type Actor, mustBeConfirmed, permit } from '../../accounts/index.ts'
import { eventsAbout, record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { VaultError } from '../errors.ts'
import type { Item } from '../item.ts'
import { findItem, listItems } from '../store.ts'
import { answerLeave, apartOf, insertApart, insertLeave, type Leave, leavesOf, type ReasonApart } from './store.ts'

/** How long a leave lasts at most: a rule of this system, not of a statute. */
export const LONGEST_LEAVE = Temporal.Duration.from({ hours: 72 })

/** From now on nobody opens this piece without another's leave. Recorded once for each reason. */
export async function setApart(
  tx: Tx,
  actor: Pick<Actor, 'org' | 'person' | 'name'>,
  { id, origin }: Pick<Item, 'id' | 'origin'>,
  is: ReasonApart,
  reason: string,
  at: Temporal.Instant,
): Promise<void> {
  if ((await apartOf(tx, actor.org, [id])).some((one) => one.is === is)) return
  await insertApart(tx, actor.org, { item: id, is, reason, byName: actor.name, at: instantText(at) })
  const body = { origin, is, why: reason, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.set-apart', about: id, body }, at)
}

/** Says of a piece that it is highly sensitive: it takes two to open it. Throws `no_such_item`, `reason_missing`. */
export async function markSensitive(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'evidence.minimise')
  await setApart(tx, actor, await findItem(tx, actor.org, id), 'highly-sensitive', readReason(reason), at)
}

/**
 * Asks for leave to open a piece that is set apart. Throws `not_apart`, `no_purpose`, `already_asked` while an answer is awaited,
 * and `works_on_case` for privileged material, which nobody may see who has opened what the case is made of.
 */
export async function askLeave(
  tx: Tx,
  actor: Actor,
  id: string,
  purpose: string,
  at: Temporal.Instant,
): Promise<Leave> {
  permit(actor, 'evidence.open')
  const item = await findItem(tx, actor.org, id)
  if ((await apartOf(tx, actor.org, [id])).length === 0)
    throw new VaultError('conflict', 'not_apart', `${item.name} is not set apart: it is opened without leave`)
  const wanted = purpose.trim().slice(0, 2_000)
  if (wanted === '')
    throw new VaultError('invalid', 'no_purpose', 'Say what you would open it for', { path: 'purpose' })
  if ((await leavesOf(tx, actor.org, id)).some(({ asker, answer }) => asker === actor.person && !answer))
    throw new VaultError('conflict', 'already_asked', 'You have asked already; another person answers')
  await refuseCaseTeam(tx, actor, item)
  const leave: Leave = {
    ...{ id: newId('leave', at.epochMilliseconds), item: id, asker: actor.person, askerName: actor.name },
    ...{ purpose: wanted, at: instantText(at), answer: undefined },
  }
  await insertLeave(tx, actor.org, leave)
  const body = { origin: item.origin, leave: leave.id, purpose: wanted, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.leave-asked', about: id, body }, at)
  return leave
}

export interface LeaveAnswer {
  readonly isGiven: boolean
  readonly reason: string
  /** For how long from now, where it is given; `LONGEST_LEAVE` at most. */
  readonly hours: number
}

/**
 * Gives or denies leave. Throws `confirm_first`, `no_such_leave`, `already_decided`, `second_person` for who asked, `reason_missing`,
 * `too_long`.
 */
export async function decideLeave(
  tx: Tx,
  actor: Actor,
  { item: id, leave: which }: { readonly item: string; readonly leave: string },
  { isGiven, reason, hours }: LeaveAnswer,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'evidence.give-leave')
  mustBeConfirmed(actor)
  const { origin } = await findItem(tx, actor.org, id)
  const leave = (await leavesOf(tx, actor.org, id)).find((one) => one.id === which)
  if (!leave) throw new VaultError('missing', 'no_such_leave', 'Nobody has asked for this leave')
  if (leave.asker === actor.person)
    throw new VaultError('forbidden', 'second_person', 'You asked for it: another person answers')
  const why = readReason(reason)
  if (isGiven && !(hours > 0 && hours <= LONGEST_LEAVE.total('hours')))
    throw new VaultError('invalid', 'too_long', `For ${LONGEST_LEAVE.total('hours')} hours at most`, { path: 'hours' })
  const until = isGiven ? instantText(at.add({ minutes: Math.round(hours * 60) })) : null
  const answer = { by: actor.person, byName: actor.name, at: instantText(at), reason: why, until }
  if (leave.answer || !(await answerLeave(tx, which, answer)))
    throw new VaultError(
      'conflict',
      'already_decided',
      `It was answered by ${leave.answer?.byName ?? 'another person'}`,
    )
  const kind = isGiven ? 'evidence.leave-given' : 'evidence.leave-denied'
  const body = { origin, leave: which, to: leave.asker, toName: leave.askerName, why, until, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind, about: id, body }, at)
}

/** Throws `set_apart` unless the piece is not, or the actor has a leave that has not run out. */
export async function refuseApart(db: Db, actor: Actor, item: Item, now: Temporal.Instant): Promise<void> {
  const [one] = await apartOf(db, actor.org, [item.id])
  if (!one) return
  if (!(await leavesOf(db, actor.org, item.id)).some((leave) => isCurrent(leave, actor, now)))
    throw new VaultError(
      'forbidden',
      'set_apart',
      `${item.name} is set apart (${one.is}): it is opened with another person's leave`,
    )
  await refuseCaseTeam(db, actor, item)
}

/** Whether a leave is this person's and has not run out. */
export const isCurrent = (
  { asker, answer }: Leave,
  { person }: Pick<Actor, 'person'>,
  now: Temporal.Instant,
): boolean => asker === person && answer?.until != null && Temporal.Instant.compare(now, parseInstant(answer.until)) < 0

/** What is privileged is read by a filter team: nobody who has read what the case is made of. */
async function refuseCaseTeam(db: Db, actor: Actor, { id, origin }: Item): Promise<void> {
  const all = await listItems(db, actor.org, origin)
  const apart = await apartOf(
    db,
    actor.org,
    all.map((one) => one.id),
  )
  const privileged = new Set(apart.flatMap(({ item, is }) => (is === 'privileged' ? [item] : [])))
  if (!privileged.has(id)) return
  for (const one of all) {
    if (apart.some(({ item }) => item === one.id)) continue
    const read = await eventsAbout(db, actor.org, one.id)
    if (!read.some(({ kind, by }) => kind === 'evidence.opened' && by === actor.person)) continue
    throw new VaultError(
      'forbidden',
      'works_on_case',
      `You have opened ${one.name}: what is privileged is read by somebody else`,
    )
  }
}

function readReason(reason: string): string {
  const why = reason.trim().slice(0, 2_000)
  if (why === '') throw new VaultError('invalid', 'reason_missing', 'Say why', { path: 'reason' })
  return why
}
