import { type Actor, type InstanceSecret, mustBeConfirmed, permit, sealingIdentities } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { type InstantText, instantText, parseInstant } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { type Due, due, type LawBase, type Remedy, remedyOf } from '../../law/index.ts'
import { findRequest, findStanding, listRequests, queueNotice, type Setting } from '../../requests/index.ts'
import { listItems, open } from '../../vault/index.ts'
import { OversightError } from '../errors.ts'
import { hashCode, newCode } from './codes.ts'
import {
  awaitsStatement, type Complaint, type EntryBody, isDecider, type NamedPiece, type Outcome, piecesOf, proposedDeletion,
} from './complaint.ts' // biome-ignore format: one line of words
import { carryOutDecision, goOn, pause } from './effects.ts'
import { refuseDecided } from './following.ts'
import { enter, findComplaint, findProof, updateComplaint } from './store.ts'

/** The remedy as it stood on the day of the complaint. Throws `no_such_remedy` where the law base has lost it. */
export async function remedyFor(db: Db, law: LawBase, complaint: Complaint): Promise<Remedy> {
  const state = (await findStanding(db, complaint.about.org))?.state ?? ''
  const on = complaint.filedAt.slice(0, 10)
  const found = remedyOf(law, complaint.rule, { state, on, against: complaint.against })
  if (!found) throw new OversightError('conflict', 'no_such_remedy', `The law base has no remedy ${complaint.rule}`)
  return found
}

/** Until when whoever decides has to say something, by the clocks of the remedy. */
export async function clocksFor(db: Db, law: LawBase, complaint: Complaint): Promise<Due[]> {
  const remedy = await remedyFor(db, law, complaint)
  const state = (await findStanding(db, complaint.about.org))?.state
  const edition = law.at(complaint.filedAt.slice(0, 10))
  return remedy.rule.clocks.map((rule) => ({
    ...due(law, rule, parseInstant(complaint.filedAt), { state }),
    cite: edition.cite(law.rule('clock', rule), ''),
  }))
}

/** A complaint that is this actor's to decide, locked. Throws `not_yours_to_decide`, `already_decided`. */
async function mine(
  tx: Tx,
  actor: Actor,
  id: string,
  act: 'complaint.decide' | 'complaint.confirm' = 'complaint.decide',
): Promise<Complaint> {
  permit(actor, act)
  const complaint = await findComplaint(tx, actor.org, id, 'lock')
  if (!isDecider(complaint))
    throw new OversightError('forbidden', 'not_yours_to_decide', `${complaint.decider.name} decides on this`)
  refuseDecided(complaint)
  return complaint
}

/** Makes the code that goes to the person by letter, and answers it once: only its hash is kept. A new one takes the place of the last. */
export async function makeCode(tx: Tx, actor: Actor, id: string, { now }: Setting): Promise<string> {
  const complaint = await mine(tx, actor, id)
  if (complaint.proof !== 'letter')
    throw new OversightError('conflict', 'not_asked', 'Here nobody proves who they are by a letter')
  const code = newCode()
  await updateComplaint(tx, complaint, { codeHash: hashCode(code), codeTries: 0 })
  await keep(tx, complaint, 'code-made', {}, actor, now())
  return code
}

/** The document that came with it, opened; that it was looked at is recorded. Throws `document_missing`. */
export async function openDocument(
  tx: Tx,
  secret: InstanceSecret,
  actor: Actor,
  id: string,
  { now }: Setting,
): Promise<{ name: string; bytes: Uint8Array }> {
  permit(actor, 'complaint.decide')
  const { org, document } = await findComplaint(tx, actor.org, id)
  const sealed = await findProof(tx, org, id)
  if (!sealed || document === undefined)
    throw new OversightError('missing', 'document_missing', 'No document came with it')
  const parts: Uint8Array[] = []
  const bytes = (async function* () {
    yield sealed
  })()
  for await (const part of open(bytes, { identities: await sealingIdentities(tx, secret, org) })) parts.push(part)
  await record(tx, { org, by: actor.person, kind: 'complaint.document-opened', about: id, body: { byName: actor.name } }, now())
  return { name: document, bytes: Buffer.concat(parts) }
} // biome-ignore format: one line of words

/** Whoever decides is sure who the person is. */
export async function acceptProof(tx: Tx, actor: Actor, id: string, { now }: Setting): Promise<void> {
  const complaint = await mine(tx, actor, id)
  if (complaint.provedAt) return
  await updateComplaint(tx, complaint, { provedAt: instantText(now()) })
  await keep(tx, complaint, 'proved', { how: complaint.proof }, actor, now())
}

/** Asks whoever it is about to say what they did, and to name the request. They learn of the person only what they need to find it. */
export async function askStatement(tx: Tx, actor: Actor, id: string, input: string, { now }: Setting): Promise<void> {
  const complaint = await mine(tx, actor, id)
  const text = said(input, 'text')
  await keep(tx, complaint, 'statement-asked', { text }, actor, now())
  if (complaint.about.org === complaint.org) return
  const { against, rule, filedAt, decider } = complaint
  const { account, fileNumber, text: story } = complaint.said
  const about = { against, rule, filedAt, decider: decider.name, account, fileNumber, story }
  await send(tx, complaint, 'complaint-forwarded', { ...about, text, name: actor.name, at: instantText(now()) }, now())
}

/**
 * Whoever it is about names the request, or says there is none, and states what was done. Throws `not_asked`,
 * `no_such_request`, `complaint_incomplete`.
 */
export async function giveStatement(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly request?: string | undefined; readonly text: string },
  { now }: Setting,
): Promise<void> {
  permit(actor, 'complaint.answer')
  const complaint = await findComplaint(tx, actor.org, id, 'lock')
  refuseDecided(complaint)
  if (complaint.about.org !== actor.org || !awaitsStatement(complaint))
    throw new OversightError('conflict', 'not_asked', 'No statement is asked for')
  const text = said(input.text, 'text')
  const request = input.request ? await findRequest(tx, actor.org, input.request) : undefined
  const items = request ? await listItems(tx, actor.org, request.origin) : []
  const pieces = items.filter(({ state }) => state !== 'erased').map(({ id: item, name, sha256 }) => ({ id: item, name, sha256 }))
  const body = { text, pieces, ...(request && { request: request.origin, rule: request.rule }) }
  if (request) await updateComplaint(tx, complaint, { request: request.id })
  await keep(tx, complaint, 'stated', body, actor, now())
  const { request: named, ...rest } = { request: undefined, ...body }
  const onTheWire = { ...rest, ...(named && { named }), name: actor.name, at: instantText(now()) }
  if (!isDecider(complaint))
    await send(tx, complaint, 'complaint-statement', onTheWire, now())
} // biome-ignore format: one line of words

/** Nobody goes on with the request until it is decided. Throws `no_statement` before it was named, `not_of_this_remedy`. */
export async function pauseForComplaint(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  setting: Setting,
): Promise<void> {
  const complaint = await mine(tx, actor, id)
  const cite = await allowed(tx, complaint, 'pause', setting)
  mustBeNamed(complaint)
  if (complaint.paused) throw new OversightError('conflict', 'already_decided', 'It is paused already')
  const body = { reason: said(reason, 'reason'), cite }
  await updateComplaint(tx, complaint, { paused: true })
  await keep(tx, complaint, 'paused', body, actor, setting.now())
  const order = { ...body, name: actor.name, at: instantText(setting.now()) }
  if (complaint.about.org === complaint.org) await pause(tx, complaint, order, setting)
  else await send(tx, complaint, 'complaint-pause', order, setting.now())
}

export interface Decided {
  readonly outcome: Outcome
  /** The pieces that are excluded or to be deleted. */
  readonly pieces?: readonly string[] | undefined
  /** For the file, and for whoever it is about. */
  readonly reason: string
  /** For the person, in plain words. */
  readonly told: string
}

/**
 * Decides; a deletion it only proposes, and another person has it done by `decideDeletion`. What is excluded nobody uses from then on. A pause
 * ends with the decision. Throws `not_of_this_remedy`, `not_proved` where something is told to a person who has not shown who they are,
 * `no_statement`, `no_such_piece`, `complaint_incomplete`, `already_proposed` while a deletion waits for another person.
 */
export async function decideComplaint(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Decided,
  setting: Setting,
): Promise<'decided' | 'proposed'> {
  const complaint = await mine(tx, actor, id)
  const waits = proposedDeletion(complaint)
  if (waits) {
    const message = `${waits.name} has proposed a deletion, on ${waits.at}; it waits for another person`
    throw new OversightError('conflict', 'already_proposed', message)
  }
  const { outcome } = input
  const [reason, told] = [said(input.reason, 'reason'), said(input.told, 'told')]
  const remedy = await remedyFor(tx, setting.law, complaint)
  const isNo = outcome === 'dismissed' || outcome === 'withdrawn'
  const cite = isNo ? remedy.cite : await allowed(tx, complaint, outcome, setting)
  if (outcome === 'access' && complaint.proof !== 'none' && !complaint.provedAt)
    throw new OversightError('conflict', 'not_proved', 'The person has not shown who they are')
  const pieces = outcome === 'exclude' || outcome === 'delete' ? chosen(complaint, input.pieces ?? []) : []
  if (outcome === 'delete') {
    const proposed = { by: actor.person, reason, told, cite, pieces }
    await keep(tx, complaint, 'deletion-proposed', proposed, actor, setting.now())
    return 'proposed'
  }
  await settle(tx, actor, complaint, { outcome, reason, told, cite, pieces }, setting)
  return 'decided'
}

/**
 * A second person agrees to a deletion, which is then decided: what is to be deleted is excluded at once, and whoever has it destroys it by two
 * persons as always. Or declines, and says why: it is decided anew. Throws `no_such_proposal`, `second_person` for whoever proposed it,
 * `confirm_first`, `no_such_piece` for what a later statement names no more, `complaint_incomplete` to decline without a reason.
 */
export async function decideDeletion(
  tx: Tx,
  actor: Actor,
  id: string,
  { agree, reason }: { readonly agree: boolean; readonly reason?: string | undefined },
  setting: Setting,
): Promise<void> {
  const complaint = await mine(tx, actor, id, 'complaint.confirm')
  const proposed = proposedDeletion(complaint)
  if (!proposed) throw new OversightError('conflict', 'no_such_proposal', 'No deletion waits for another person')
  // Whoever changed their mind may take it back; nobody agrees with themselves.
  if (!agree) {
    await keep(tx, complaint, 'deletion-declined', { reason: said(reason ?? '', 'reason') }, actor, setting.now())
    return
  }
  mustBeConfirmed(actor)
  const { by, ...body } = proposed.body
  if (by === actor.person)
    throw new OversightError('forbidden', 'second_person', 'Another person must agree: nobody agrees to their own proposal')
  const pieces = chosen(complaint, body.pieces.map((one) => one.id))
  await settle(tx, actor, complaint, { ...body, pieces, outcome: 'delete', proposedBy: proposed.name }, setting)
} // biome-ignore format: its refusals in lines

/** What was decided is written down, told, and has its effect. */
async function settle(
  tx: Tx,
  actor: Actor,
  complaint: Complaint,
  { told, proposedBy, ...body }: EntryBody<'decided'>,
  setting: Setting,
): Promise<void> {
  const at = setting.now()
  await updateComplaint(tx, complaint, { decidedAt: instantText(at), outcome: body.outcome, paused: false })
  await keep(tx, complaint, 'decided', { ...body, told, ...(proposedBy && { proposedBy }) }, actor, at)
  const order = { ...body, name: actor.name, at: instantText(at) }
  if (complaint.about.org !== complaint.org) return send(tx, complaint, 'complaint-decided', order, at)
  if (complaint.paused) await goOn(tx, complaint, order, setting)
  await carryOutDecision(tx, complaint, order, at)
}

/** The article by which this may come of it. Throws `not_of_this_remedy`. */
async function allowed(tx: Tx, complaint: Complaint, outcome: string, { law }: Setting): Promise<string> {
  const { allows } = await remedyFor(tx, law, complaint)
  const found = allows.find((one) => one.outcome === outcome)
  if (found) return found.cite
  const message = `By this remedy only: ${allows.map((one) => one.outcome).join(', ')}, or dismissed`
  throw new OversightError('invalid', 'not_of_this_remedy', message, { path: 'outcome' })
}

function chosen(complaint: Complaint, ids: readonly string[]): readonly NamedPiece[] {
  mustBeNamed(complaint)
  const known = piecesOf(complaint)
  const found = known.filter(({ id }) => ids.includes(id))
  if (found.length > 0 && found.length === new Set(ids).size) return found
  throw new OversightError('invalid', 'no_such_piece', 'Name pieces that the statement names', { path: 'pieces' })
}

function mustBeNamed(complaint: Complaint): void {
  if (complaint.entries.some((entry) => entry.kind === 'stated' && entry.body.request)) return
  throw new OversightError('conflict', 'no_statement', 'Ask for a statement first: no request has been named')
}

function said(input: string, path: string): string {
  const text = input.trim()
  if (text === '') throw new OversightError('invalid', 'complaint_incomplete', 'This has to be said', { path })
  if (text.length > 10_000)
    throw new OversightError('invalid', 'complaint_too_long', 'At most 10000 characters', { path })
  return text
}

/** An entry of the file and an event of the log, together. */
async function keep<K extends Parameters<typeof enter>[2]>(
  tx: Tx,
  complaint: Complaint,
  kind: K,
  body: Parameters<typeof enter<K>>[3],
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  await enter(tx, complaint, kind, body, { name: actor.name, at })
  const event = { ...(body as unknown as { [key: string]: Json }), byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: kinds[kind], about: complaint.id, body: event }, at)
}

const event = (kind: `complaint.${string}`) => kind
const kinds = {
  'code-made': event('complaint.code-made'),
  proved: event('complaint.proved'),
  'statement-asked': event('complaint.statement-asked'),
  stated: event('complaint.stated'),
  paused: event('complaint.paused'),
  resumed: event('complaint.resumed'),
  'deletion-proposed': event('complaint.deletion-proposed'),
  'deletion-declined': event('complaint.deletion-declined'),
  decided: event('complaint.decided'),
  added: event('complaint.added'),
}

async function send(
  tx: Tx,
  complaint: Complaint,
  type: string,
  body: { [key: string]: unknown },
  at: Temporal.Instant,
) {
  const { id, org } = complaint
  const to = org === complaint.decider.org ? complaint.about.org : complaint.decider.org
  await queueNotice(tx, { org, to, about: id, type, body: JSON.parse(JSON.stringify({ request: id, ...body })) }, at)
}

/** Requests of the organisation that bear a file number or a word of what the person wrote: where to look first. */
export async function likelyRequests(db: Db, complaint: Complaint): Promise<{ id: string; title: string; fileNumber: string; at: InstantText }[]> {
  const all = await listRequests(db, complaint.org, { limit: 200 })
  const { account, fileNumber } = complaint.said
  const fits = (one: (typeof all)[number]) =>
    (fileNumber !== '' && [one.fileNumber, one.counterpartNumber].includes(fileNumber)) ||
    (account !== '' && JSON.stringify([one.facts, one.title]).includes(account))
  return all
    .toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
    .map(({ id, title, fileNumber: number, createdAt }) => ({ id, title, fileNumber: number, at: createdAt }))
} // biome-ignore format: one line of words
