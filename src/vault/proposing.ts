import { type Actor, mustBeConfirmed, permit } from '../accounts/index.ts'
import { ERASED, eraseBodies, findEvent, record } from '../audit/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { type ChosenFate, type DerivedFate, derivedFrom, readFates, refuseNewer } from './derived.ts'
import { VaultError } from './errors.ts'
import { gone, readCite, readReason, refuseHeld } from './holding.ts'
import type { Item } from './item.ts'
import { copiesOf, findItem, lockItem, markErased } from './store.ts'
import { isHeld } from './store-holds.ts'
import {
  insertProposal,
  lockProposal,
  type Proposal,
  type ProposalKind,
  proposalsAbout,
  setDecided,
} from './store-proposals.ts'
import { setKeptUntil } from './store-retention.ts'

/** Whose act each is, at both ends. */
const permission = {
  extension: 'evidence.destroy',
  destruction: 'evidence.destroy',
  bodies: 'log.erase',
} as const satisfies Record<ProposalKind, string>

/** Why, and by which rule or order. */
export interface OnRule {
  readonly reason: string
  readonly rule?: string | undefined
  readonly cite: string
}

/**
 * Proposes that a piece be kept until a day. Throws `no_such_item`, `already_gone`, `bad_day` for a day that is past,
 * `too_long` for one after `latest`, `already_proposed`, `reason_missing`.
 */
export async function proposeExtension(
  tx: Tx,
  actor: Actor,
  id: string,
  { until, latest, ...on }: OnRule & { readonly until: string; readonly latest: string },
  at: Temporal.Instant,
): Promise<Proposal> {
  permit(actor, permission.extension)
  const item = await lockItem(tx, actor.org, id)
  if (item.state === 'erased') throw gone(item.name)
  const day = readDay(until)
  if (day <= instantText(at).slice(0, 10))
    throw new VaultError('invalid', 'bad_day', 'The day must be one that is still to come', { path: 'until' })
  if (day > latest)
    throw new VaultError('invalid', 'too_long', `It is looked at again on ${latest} at the latest`, { path: 'until' })
  return propose(tx, actor, 'extension', id, { ...on, until: day }, at)
}

/**
 * Proposes that a piece be destroyed, naming what becomes of everything that was made of it. Throws `no_such_item`,
 * `already_gone`, `on_hold` for the piece or a part that would go with it, `already_proposed`, `reason_missing`,
 * `derived_missing` where nothing is said of a part or a package, `not_derived`.
 */
export async function proposeDestruction(
  tx: Tx,
  actor: Actor,
  id: string,
  { chosen = [], ...on }: OnRule & { readonly chosen?: readonly ChosenFate[] | undefined },
  at: Temporal.Instant,
): Promise<Proposal> {
  permit(actor, permission.destruction)
  const item = await lockItem(tx, actor.org, id)
  if (item.state === 'erased') throw gone(item.name)
  for (const copy of await copiesOf(tx, item)) await refuseHeld(tx, copy)
  const derived = readFates(await derivedFrom(tx, item), chosen)
  for (const copy of await allThatGoes(tx, item, derived)) await refuseHeld(tx, copy)
  return propose(tx, actor, 'destruction', id, { ...on, derived }, at)
}

/** The piece, the parts that go with it, and every copy of any of them that is still here. */
async function allThatGoes(tx: Tx, item: Item, derived: readonly DerivedFate[]): Promise<Item[]> {
  const all = new Map<string, Item>()
  const parts = derived.filter(({ is, fate }) => is === 'part' && fate === 'destroyed')
  for (const one of [item, ...(await Promise.all(parts.map(({ id }) => findItem(tx, item.org, id))))])
    for (const copy of await copiesOf(tx, one)) all.set(copy.id, copy)
  return [...all.values()]
}

/** So many events are erased at once. */
const MOST_EVENTS = 1000

/** Events whose bodies stay: they are what proves that something was erased, and why it might not be. */
const stays = new Set([
  ERASED, 'evidence.destroyed', 'evidence.erased', 'evidence.taken-back', 'evidence.bytes-erased', 'evidence.restricted', 'evidence.held', 'evidence.released', 'evidence.original-destroyed',
]) // biome-ignore format: one line of words

/** Whether what an event said may be erased at all: there is something, and it proves no erasure. */
export const isErasable = ({ kind, body }: { readonly kind: string; readonly body: unknown }): boolean =>
  body !== null && !stays.has(kind)

/**
 * Proposes that what events said be erased, on the order of a court or because its time is over. Throws `no_events`,
 * `no_such_event`, `not_erasable` for one that proves an erasure itself, `on_hold` for one about a piece under a hold,
 * `already_proposed`, `reason_missing`, `authority_missing`.
 */
export async function proposeErasure(
  tx: Tx,
  actor: Actor,
  {
    seqs,
    authority,
    reason,
  }: { readonly seqs: readonly number[]; readonly authority: string; readonly reason: string },
  at: Temporal.Instant,
): Promise<Proposal> {
  permit(actor, permission.bodies)
  const chosen = [...new Set(seqs)].sort((a, b) => a - b)
  if (chosen.length === 0 || chosen.length > MOST_EVENTS)
    throw new VaultError('invalid', 'no_events', `Name between one and ${MOST_EVENTS} events`, { path: 'seqs' })
  const cite = readCite(authority)
  for (const seq of chosen) await refuseUnerasable(tx, actor.org, seq)
  return propose(tx, actor, 'bodies', actor.org, { reason, cite, seqs: chosen }, at)
}

async function refuseUnerasable(tx: Tx, org: string, seq: number): Promise<void> {
  const { kind, about, body } = await findEvent(tx, org, seq)
  if (!isErasable({ kind, body }))
    throw new VaultError(
      'conflict',
      'not_erasable',
      body === null
        ? `What event ${seq} said was erased before`
        : `Event ${seq} (${kind}) proves an erasure, and stays`,
      { path: 'seqs' },
    )
  if (await isHeld(tx, org, about))
    throw new VaultError('conflict', 'on_hold', `Event ${seq} is about a piece under a legal hold`, { path: 'seqs' })
}

async function propose(
  tx: Tx,
  actor: Actor,
  kind: ProposalKind,
  about: string,
  given: OnRule & {
    readonly until?: string
    readonly seqs?: readonly number[]
    readonly derived?: readonly DerivedFate[]
  },
  at: Temporal.Instant,
): Promise<Proposal> {
  const before = (await proposalsAbout(tx, actor.org, about)).find((one) => one.kind === kind && !one.decided)
  if (before)
    throw new VaultError(
      'conflict',
      'already_proposed',
      `${before.byName} has proposed that already; it waits for another person`,
    )
  const proposal: Omit<Proposal, 'decided'> = {
    id: newId('proposal', at.epochMilliseconds),
    org: actor.org,
    kind,
    about,
    reason: readReason(given.reason),
    rule: given.rule ?? null,
    cite: given.cite,
    until: given.until ?? null,
    seqs: given.seqs ?? null,
    derived: given.derived ?? null,
    by: actor.person,
    byName: actor.name,
    at: instantText(at),
  }
  await insertProposal(tx, proposal)
  const { id, reason, rule, cite, until, seqs, derived } = proposal
  const body = {
    ...{ proposal: id, proposed: kind, reason, rule, cite, until, seqs: seqs && [...seqs] },
    ...(derived && derived.length > 0 && { derived: derived.map((one) => ({ ...one })) }),
    byName: actor.name,
  }
  const of = kind === 'bodies' ? 'log.erasure-proposed' : `evidence.${kind}-proposed`
  await record(tx, { org: actor.org, by: actor.person, kind: of, about, body }, at)
  return { ...proposal, decided: undefined }
}

/** What came of a proposal: the pieces that were destroyed by it. */
export interface Decided {
  readonly proposal: Proposal
  readonly destroyed: readonly Item[]
}

/**
 * A second person agrees, and it is done, or declines, and says why. Throws `no_such_proposal`, `confirm_first`, `already_decided`,
 * `second_person` for whoever proposed it, `reason_missing` to decline; and what stands against it now: `on_hold`,
 * `already_gone`, `not_erasable`, `derived_missing` for what was made of the piece since.
 */
export async function decideProposal(
  tx: Tx,
  actor: Actor,
  id: string,
  { agree, reason }: { readonly agree: boolean; readonly reason?: string | undefined },
  at: Temporal.Instant,
): Promise<Decided> {
  const proposal = await lockProposal(tx, actor.org, id)
  if (!proposal) throw new VaultError('missing', 'no_such_proposal', 'There is no such proposal here')
  permit(actor, permission[proposal.kind])
  if (agree && proposal.kind !== 'extension') mustBeConfirmed(actor)
  if (proposal.decided)
    throw new VaultError('conflict', 'already_decided', `${proposal.decided.byName} has decided that already`)
  // Whoever changed their mind may take it back; nobody agrees with themselves.
  if (agree && proposal.by === actor.person)
    throw new VaultError('forbidden', 'second_person', 'Another person must agree: nobody agrees to their own proposal')
  const why = agree ? reason?.trim().slice(0, 2000) || null : readReason(reason ?? '')
  const decided = {
    outcome: agree ? 'agreed' : 'declined',
    byName: actor.name,
    at: instantText(at),
    reason: why,
  } as const
  await setDecided(tx, id, decided, actor.person)
  const done = { ...proposal, decided }
  if (agree) return { proposal: done, destroyed: await carryOut(tx, actor, proposal, at) }
  const body = { proposal: id, declined: proposal.kind, reason: why, byName: actor.name }
  const kind = proposal.kind === 'bodies' ? 'log.erasure-declined' : `evidence.${proposal.kind}-declined`
  await record(tx, { org: actor.org, by: actor.person, kind, about: proposal.about, body }, at)
  return { proposal: done, destroyed: [] }
}

async function carryOut(tx: Tx, actor: Actor, proposal: Proposal, at: Temporal.Instant): Promise<readonly Item[]> {
  const { kind, about, reason, rule, cite, by, byName, seqs } = proposal
  const basis = {
    proposal: proposal.id,
    reason,
    rule,
    cite,
    proposedBy: by,
    proposedByName: byName,
    byName: actor.name,
  }
  if (kind === 'bodies') {
    for (const seq of seqs ?? []) await refuseUnerasable(tx, actor.org, seq)
    await eraseBodies(tx, { org: actor.org, seqs: seqs ?? [], by: actor.person, said: basis }, at)
    return []
  }
  const item = await lockItem(tx, actor.org, about)
  if (item.state === 'erased') throw gone(item.name)
  if (kind === 'extension') {
    const until = proposal.until ?? ''
    await setKeptUntil(tx, actor.org, about, until)
    const body = { origin: item.origin, until, ...basis }
    await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.kept-longer', about, body }, at)
    return []
  }
  const derived = proposal.derived ?? []
  refuseNewer(await derivedFrom(tx, item), derived)
  const going = await allThatGoes(tx, item, derived)
  for (const one of going) await refuseHeld(tx, await lockItem(tx, actor.org, one.id))
  const fates = derived.length > 0 && { derived: derived.map((one) => ({ ...one })) }
  for (const one of going)
    await destroy(tx, actor, one, { ...basis, ...(one.sha256 === item.sha256 ? fates : { of: about }) }, at)
  for (const { id, is, fate, reason: why } of derived) {
    if (is !== 'part' || fate !== 'kept' || going.some((one) => one.id === id)) continue
    const body = {
      origin: item.origin,
      of: about,
      ofSha256: item.sha256,
      why,
      proposal: proposal.id,
      byName: actor.name,
    }
    await record(tx, { org: actor.org, by: actor.person, kind: 'evidence.original-destroyed', about: id, body }, at)
  }
  return going
}

async function destroy(
  tx: Tx,
  actor: Actor,
  item: Item,
  basis: Readonly<Record<string, Json>> & { readonly reason: string },
  at: Temporal.Instant,
): Promise<void> {
  await markErased(tx, item.org, item.id, basis.reason, instantText(at))
  const { id, origin, name, mediaType, size, sha256, sealedSize, sealedSha256 } = item
  const body = { origin, name, mediaType, size, sha256, sealedSize, sealedSha256, ...basis }
  await record(tx, { org: item.org, by: actor.person, kind: 'evidence.destroyed', about: id, body }, at)
}

/** Throws `bad_day` for what is no day of the calendar. */
function readDay(text: string): string {
  try {
    return Temporal.PlainDate.from(text.trim(), { overflow: 'reject' }).toString()
  } catch (cause) {
    throw new VaultError('invalid', 'bad_day', 'This is not a day: write 2027-05-31', { path: 'until', cause })
  }
}
