import { listOrganisations } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { findRequest, goOnAfterOrder, type Setting, type Shown, stopByOrder } from '../requests/index.ts'
import { findProposal, insertProposal, setDecided } from './audits/store.ts'
import { OversightError } from './errors.ts'
import { findFinding, insertDisclosure, insertFinding, setReply } from './inspections/store.ts'
import { mandateInForce } from './mandates/giving.ts'
import { bodies, type NoticeBody, type NoticeType } from './notices.ts'
import { findOrder, insertOrder, setDone, setOrderClosed } from './orders/store.ts'

/** A message as it was taken in. */
interface Received {
  readonly org: string
  readonly from: string
  readonly fromName: string
  readonly type: string
  readonly body: Json
  readonly message: string
  readonly at: Temporal.Instant
}
type Receive = (tx: Tx, received: Received) => Promise<string>

type Handler<T extends NoticeType> = (tx: Tx, at: Received, body: NoticeBody<T>, setting: Setting) => Promise<string>

const handlers: { readonly [T in NoticeType]: Handler<T> } = {
  'oversight-disclosure': disclosed,
  'oversight-reply': replied,
  'oversight-order': ordered,
  'oversight-done': shownDone,
  'oversight-closing': closed,
  'lesson-proposed': lessonProposed,
  'lesson-decided': lessonDecided,
}

/** What overseers and those they oversee tell each other is taken in here, everything else by `receive`. */
export const withOversight =
  (setting: Setting, receive: Receive): Receive =>
  (tx, received) =>
    Object.hasOwn(bodies, received.type)
      ? take(tx, received.type as NoticeType, received, setting)
      : receive(tx, received)

/** Throws `malformed_notice`, and what its handler throws: then nothing is left behind. */
async function take<T extends NoticeType>(tx: Tx, type: T, received: Received, setting: Setting): Promise<string> {
  const read = bodies[type].safeParse(received.body)
  if (!read.success) {
    const path = (read.error.issues[0]?.path ?? []).map(String).join('.')
    throw new OversightError('invalid', 'malformed_notice', `A notice '${type}' is not well formed`, { path })
  }
  const handler: Handler<T> = handlers[type]
  return handler(tx, received, read.data as NoticeBody<T>, setting)
}

/** Only now the overseen learns what was looked at. */
async function disclosed(tx: Tx, { org, from, fromName, at }: Received, body: NoticeBody<'oversight-disclosure'>) {
  const { inspection, title, cause, opened, closed: end, looks, findings } = body
  const other = { other: from, otherName: fromName }
  const receivedAt = instantText(at)
  await insertDisclosure(tx, { id: inspection, org, ...other, title, cause, openedAt: opened, closedAt: end, looks, receivedAt })
  for (const { finding, request, severity, says, cites, name, at: madeAt } of findings) {
    const made = { name, at: madeAt }
    const about = { id: finding, org, side: 'overseen' as const, ...other, inspection, request }
    await insertFinding(tx, { ...about, severity, says, cites, made, toldAt: receivedAt, reply: undefined })
  }
  const told = { from, fromName, title, looks: looks.length, findings: findings.length, reason: cause }
  await record(tx, { org, by: from, kind: 'oversight.disclosed', about: inspection, body: told }, at)
  return inspection
} // biome-ignore format: short

async function replied(tx: Tx, { org, from, at }: Received, { finding, says, name, at: when }: NoticeBody<'oversight-reply'>) {
  const found = await findFinding(tx, org, finding)
  if (found.other !== from || found.side !== 'overseer') throw notTheirs()
  if (!found.reply) await setReply(tx, found, { says, name, at: when })
  const body = { finding, reason: says, byName: name }
  await record(tx, { org, by: from, kind: 'oversight.reply-received', about: found.inspection, body }, at)
  return finding
} // biome-ignore format: short

/** Whoever orders must have a mandate here; a stop takes effect in the same transaction. */
async function ordered(
  tx: Tx,
  { org, from, fromName, at }: Received,
  body: NoticeBody<'oversight-order'>,
  setting: Setting,
): Promise<string> {
  await mandateInForce(tx, from, org, at)
  const { order: id, inspection, file, kind, reason, basis, due, name, at: when } = body
  await findRequest(tx, org, file)
  const given = { name, at: when }
  const about = { id, org, side: 'overseen' as const, other: from, otherName: fromName, inspection, request: file }
  await insertOrder(tx, { ...about, kind, reason, basis, due: due ?? undefined, given, done: undefined, closed: undefined })
  const said = { order: id, kind, reason, basis, due, byName: name, from, fromName }
  await record(tx, { org, by: from, kind: 'oversight.order-received', about: file, body: said }, at)
  const by = { org: from, name: `${name}, ${fromName}` }
  if (kind === 'stop')
    await stopByOrder(tx, org, file, { id, by, reason, says: `${fromName} ordered so (${basis}): ${reason}` }, setting)
  return file
} // biome-ignore format: short

async function shownDone(
  tx: Tx,
  { org, from, at }: Received,
  { order: id, note, shown, name, at: when }: NoticeBody<'oversight-done'>,
): Promise<string> {
  const order = await findOrder(tx, org, id, 'lock')
  if (order.other !== from || order.side !== 'overseer') throw notTheirs()
  if (!order.done) await setDone(tx, order, { note, shown: shown as Shown, name, at: when })
  const body = { order: id, kind: order.kind, note, byName: name }
  await record(tx, { org, by: from, kind: 'oversight.order-shown', about: order.inspection, body }, at)
  return id
}

async function closed(
  tx: Tx,
  { org, from, fromName, at }: Received,
  { order: id, why, name, at: when }: NoticeBody<'oversight-closing'>,
  setting: Setting,
): Promise<string> {
  const order = await findOrder(tx, org, id, 'lock')
  if (order.other !== from || order.side !== 'overseen') throw notTheirs()
  await setOrderClosed(tx, order, { name, at: when, why })
  const body = { order: id, kind: order.kind, reason: why, byName: name }
  await record(tx, { org, by: from, kind: 'oversight.order-ended', about: order.request, body }, at)
  const by = { org: from, name: `${name}, ${fromName}` }
  if (order.kind === 'stop') await goOnAfterOrder(tx, org, order.request, { id, by, reason: why }, setting)
  return order.request
}

/** Whoever oversees this organisation may propose to it; and anyone here, to whoever runs the instance, a bar at its gate. */
async function lessonProposed(
  tx: Tx,
  { org, from, fromName, at }: Received,
  { proposal: id, audit, lesson, says, change, from: day, name, at: when }: NoticeBody<'lesson-proposed'>,
): Promise<string> {
  const here = await listOrganisations(tx)
  const own = here.find((one) => one.id === org)
  if (change.place !== 'rule') await mandateInForce(tx, from, org, at)
  else if (!own?.seats.includes('operator') || !here.some((one) => one.id === from)) throw notTheirs()
  if (change.place === 'end' || change.place === 'audit') throw notTheirs()
  await insertProposal(tx, {
    ...{ id, org, decider: { org, name: own?.name ?? '' }, proposer: { org: from, name: fromName } },
    ...{ audit, lesson, lessonSays: says, change, from: day, made: { person: '', name, at: when } },
    ...{ decided: undefined, instruction: undefined },
  })
  const body = { proposal: id, lesson, reason: says, change: change as Json, from: day, byName: name, org: from, orgName: fromName }
  await record(tx, { org, by: from, kind: 'lesson.proposal-received', about: id, body }, at)
  return id
} // biome-ignore format: a row

async function lessonDecided(
  tx: Tx,
  { org, from, at }: Received,
  { proposal: id, outcome, why, instruction, name, at: when }: NoticeBody<'lesson-decided'>,
): Promise<string> {
  const proposal = await findProposal(tx, org, id, 'lock')
  if (proposal.decider.org !== from) throw notTheirs()
  if (!proposal.decided) await setDecided(tx, proposal, { outcome, why, name, at: when }, instruction ?? undefined)
  const body = { proposal: id, outcome, reason: why, instruction, byName: name }
  await record(tx, { org, by: from, kind: 'lesson.decision-received', about: proposal.audit, body }, at)
  return id
}

const notTheirs = () =>
  new OversightError('forbidden', 'wrong_side', 'This is between other organisations than those the message names')
