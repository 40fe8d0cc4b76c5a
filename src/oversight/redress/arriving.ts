import { z } from 'zod'
import { findOrganisation } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import type { InstantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { type LawBase, remedyOf } from '../../law/index.ts'
import { findStanding, type Setting } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { awaitsStatement, type Complaint, type ComplaintId, isDecider, outcomes } from './complaint.ts'
import { carryOutDecision, goOn, pause } from './effects.ts'
import { enter, findComplaint, insertComplaint, updateComplaint } from './store.ts'

/** A message that has been checked and opened. */
interface Received {
  readonly org: string
  readonly from: string
  readonly fromName: string
  readonly type: string
  readonly body: Json
  readonly at: Temporal.Instant
}

const said = z.string().trim().min(1).max(10_000)
const line = z.string().min(1).max(2_000)
const rule = z.string().regex(/^[A-Za-z0-9/-]{1,200}$/)
const about = { request: z.string().regex(/^complaint_[0-9a-hjkmnp-tv-z]{26}$/), name: line, at: z.iso.datetime() }
const pieces = z
  .array(z.strictObject({ id: z.string().regex(/^item_[0-9a-z]{1,40}$/), name: line, sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
  .max(10_000) // biome-ignore format: a row

/** What whoever decides on a complaint and whoever it is about tell one another. */
const bodies = {
  'complaint-forwarded': z.strictObject({
    ...about,
    against: z.enum(['access', 'conduct']),
    rule,
    filedAt: z.iso.datetime(),
    decider: line,
    account: z.string().max(300),
    fileNumber: z.string().max(100),
    story: said,
    text: said,
  }),
  'complaint-statement': z.strictObject({
    ...about,
    text: said,
    pieces,
    /** The request, by the id it was born with; `request` is the complaint. */
    named: z.string().max(60).optional(),
    rule: rule.optional(),
  }),
  'complaint-pause': z.strictObject({ ...about, reason: said, cite: line }),
  'complaint-decided': z.strictObject({ ...about, outcome: z.enum(outcomes), reason: said, cite: line, pieces }),
} as const

type Type = keyof typeof bodies
type Body<T extends Type> = z.infer<(typeof bodies)[T]>
type Handler<T extends Type> = (tx: Tx, setting: Setting, received: Received, body: Body<T>) => Promise<void>

const handlers: { readonly [T in Type]: Handler<T> } = {
  'complaint-forwarded': forwarded,
  'complaint-statement': stated,
  'complaint-pause': paused,
  'complaint-decided': decided,
}

/** What is said about complaints is taken in here, everything else by `receive`. */
export const withComplaints =
  <R extends Received>(law: LawBase, receive: (tx: Tx, received: R) => Promise<string>) =>
  (tx: Tx, received: R): Promise<string> =>
    Object.hasOwn(bodies, received.type) ? take(tx, law, received.type as Type, received) : receive(tx, received)

async function take<T extends Type>(tx: Tx, law: LawBase, type: T, received: Received): Promise<string> {
  const read = bodies[type].safeParse(received.body)
  if (!read.success) {
    const path = read.error.issues[0]?.path.join('.')
    throw new OversightError('invalid', 'malformed_complaint', `A message '${type}' is not well formed`, { path })
  }
  const handler: Handler<T> = handlers[type]
  const body = read.data as Body<T>
  await handler(tx, { law, now: () => received.at }, received, body)
  return body.request
}

/** Whoever decides asks for our statement. Throws `no_such_remedy` unless the law has just that seat of our state decide. */
async function forwarded(tx: Tx, setting: Setting, received: Received, body: Body<'complaint-forwarded'>): Promise<void> {
  const { org, from, fromName, at } = received
  const own = await findOrganisation(tx, org)
  const sender = await findStanding(tx, from)
  const on = body.filedAt.slice(0, 10)
  const remedy = remedyOf(setting.law, body.rule, { state: own.state, on, against: body.against })
  const { seat } = remedy?.decides ?? {}
  if (!remedy || !seat || !sender || sender.state !== own.state || !(sender.seats as readonly string[]).includes(seat))
    throw new OversightError('forbidden', 'no_such_remedy', `${fromName} does not decide on such a complaint by the law known here`)
  const known = await exists(tx, org, body.request)
  if (known) return asked(tx, known, received, body)
  const { account, fileNumber, story } = body
  const id = body.request as ComplaintId
  const decider = { org: from, name: fromName }
  const row = { id, org, decider, about: { org, name: own.name }, rule: body.rule, against: body.against, proof: 'none' as const }
  const wrote = { name: '', address: '', account, fileNumber, text: story }
  await insertComplaint(tx, { ...row, said: wrote, filedAt: body.filedAt as InstantText })
  await asked(tx, { org, id }, received, body)
  await record(tx, { org, by: from, kind: 'complaint.forwarded', about: id, body: { rule: body.rule, from: fromName, name: body.name } }, at)
} // biome-ignore format: one line of words

const asked = (
  tx: Tx,
  complaint: Pick<Complaint, 'org' | 'id'>,
  { at }: Received,
  { text, name }: Body<'complaint-forwarded'>,
) => enter(tx, complaint, 'statement-asked', { text }, { name, at })

/** Whoever it is about has stated what they did. */
async function stated(tx: Tx, _: Setting, received: Received, body: Body<'complaint-statement'>): Promise<void> {
  const complaint = await findComplaint(tx, received.org, body.request, 'lock')
  if (!isDecider(complaint) || complaint.about.org !== received.from || !awaitsStatement(complaint)) throw noSay()
  const { text, named, rule: route, pieces: all, name } = body
  const entry = { text, pieces: all, ...(named && { request: named }), ...(route && { rule: route }) }
  await enter(tx, complaint, 'stated', entry, { name, at: received.at })
  const { org, from, fromName, at } = received
  await record(tx, { org, by: from, kind: 'complaint.statement-received', about: complaint.id, body: { from: fromName, name, pieces: all.length } }, at)
} // biome-ignore format: one line of words

async function paused(tx: Tx, setting: Setting, received: Received, body: Body<'complaint-pause'>): Promise<void> {
  const complaint = await fromDecider(tx, received, body.request)
  const { reason, cite, name } = body
  await updateComplaint(tx, complaint, { paused: true })
  await enter(tx, complaint, 'paused', { reason, cite }, { name, at: received.at })
  await pause(tx, complaint, body, setting)
}

async function decided(tx: Tx, setting: Setting, received: Received, body: Body<'complaint-decided'>): Promise<void> {
  const complaint = await fromDecider(tx, received, body.request)
  const { outcome, reason, cite, name, pieces: all } = body
  await updateComplaint(tx, complaint, { decidedAt: body.at as InstantText, outcome, paused: false })
  await enter(tx, complaint, 'decided', { outcome, reason, cite, pieces: all }, { name, at: received.at })
  const { org, from, fromName, at } = received
  await record(tx, { org, by: from, kind: 'complaint.decision-received', about: complaint.id, body: { from: fromName, outcome, reason, cite } }, at)
  if (complaint.paused) await goOn(tx, complaint, body, setting)
  await carryOutDecision(tx, complaint, body, at)
} // biome-ignore format: one line of words

async function exists(tx: Tx, org: string, id: string): Promise<Complaint | undefined> {
  try {
    return await findComplaint(tx, org, id, 'lock')
  } catch (error) {
    if (error instanceof OversightError && error.code === 'no_such_complaint') return undefined
    throw error
  }
}

/** The complaint, and that whoever decides on it says so. */
async function fromDecider(tx: Tx, { org, from }: Received, id: string): Promise<Complaint> {
  const complaint = await findComplaint(tx, org, id, 'lock')
  if (isDecider(complaint) || complaint.decider.org !== from || complaint.decidedAt) throw noSay()
  return complaint
}

const noSay = () => new OversightError('forbidden', 'not_yours_to_decide', 'The sender has no say in this complaint')
