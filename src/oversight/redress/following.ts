import { hashToken } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { InstantText } from '../../base/time.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { sameCode } from './codes.ts'
import { type Complaint, lastOf, type Outcome } from './complaint.ts'
import { digestOf, MOST } from './filing.ts'
import { enter, findBySecret, findComplaint, lockCode, updateComplaint } from './store.ts'

/** What a person is shown of their own complaint: nothing of any case, and nothing of what others said. */
export interface Followed {
  readonly decider: string
  readonly about: string
  readonly rule: string
  readonly against: Complaint['against']
  readonly filedAt: InstantText
  /** What the person wrote, and added. */
  readonly text: string
  readonly added: readonly { readonly text: string; readonly at: InstantText }[]
  readonly isProved: boolean
  /** A code came by letter and is to be entered. */
  readonly wantsCode: boolean
  readonly decided: { readonly at: InstantText; readonly outcome: Outcome; readonly told: string; readonly cite: string } | undefined
} // biome-ignore format: one line of words

const TRIES = 5
const ADDITIONS = 10

async function find(db: Db, secret: string, lock?: 'lock'): Promise<Complaint> {
  const place = /^[A-Za-z0-9_-]{43}$/.test(secret) ? await findBySecret(db, hashToken(secret)) : undefined
  if (!place) throw new OversightError('missing', 'no_such_complaint', 'There is nothing at this address')
  return findComplaint(db, place.org, place.id, lock)
}

/** Where it stands, for whoever has the link. Throws `no_such_complaint`, the same whatever is wrong with the link. */
export async function followComplaint(db: Db, secret: string): Promise<Followed> {
  const complaint = await find(db, secret)
  const { decider, about, rule, against, filedAt, said, proof, provedAt } = complaint
  const decided = lastOf(complaint, 'decided')
  return {
    decider: decider.name,
    about: about.name,
    rule,
    against,
    filedAt,
    text: said.text,
    added: complaint.entries.flatMap((entry) => (entry.kind === 'added' ? [{ text: entry.body.text, at: entry.at }] : [])),
    isProved: provedAt !== undefined,
    wantsCode: proof === 'letter' && complaint.codeMade && provedAt === undefined && !decided,
    decided: decided && {
      at: decided.at,
      outcome: decided.body.outcome,
      told: decided.body.told ?? '',
      cite: decided.body.cite,
    },
  }
} // biome-ignore format: one line of words

/** The person adds something. Throws `already_decided`, `complaint_incomplete`, `complaint_too_long`, also for too many. */
export async function addToComplaint(tx: Tx, secret: string, input: string, at: Temporal.Instant): Promise<void> {
  const complaint = await find(tx, secret, 'lock')
  refuseDecided(complaint)
  const text = input.trim()
  if (text === '') throw new OversightError('invalid', 'complaint_incomplete', 'This has to be said', { path: 'text' })
  if (text.length > MOST.text || complaint.entries.filter(({ kind }) => kind === 'added').length >= ADDITIONS)
    throw new OversightError('invalid', 'complaint_too_long', `At most ${MOST.text} characters, ${ADDITIONS} times`, { path: 'text' })
  await enter(tx, complaint, 'added', { text }, { name: complaint.said.name, at })
  const body = { said: digestOf(text) }
  await record(tx, { org: complaint.org, by: 'person', kind: 'complaint.added', about: complaint.id, body }, at)
} // biome-ignore format: its refusals in lines

/**
 * The person enters the code of the letter. A wrong one is counted, and after so many none helps: another letter is
 * needed. Answers whether it was the right one, and throws nothing for a wrong one, so that the count is kept.
 */
export async function enterCode(tx: Tx, secret: string, code: string, at: Temporal.Instant): Promise<boolean> {
  const complaint = await find(tx, secret, 'lock')
  refuseDecided(complaint)
  const { hash, tries } = await lockCode(tx, complaint.org, complaint.id)
  if (complaint.provedAt) return true
  if (!hash || tries >= TRIES) return false
  if (!sameCode(code, hash)) {
    await updateComplaint(tx, complaint, { codeTries: tries + 1 })
    return false
  }
  await updateComplaint(tx, complaint, { provedAt: instantText(at) })
  await enter(tx, complaint, 'proved', { how: 'letter' }, { name: complaint.said.name, at })
  const body = { how: 'letter' }
  await record(tx, { org: complaint.org, by: 'person', kind: 'complaint.proved', about: complaint.id, body }, at)
  return true
}

/** Throws `already_decided`. */
export function refuseDecided({ decidedAt }: Pick<Complaint, 'decidedAt'>): void {
  if (decidedAt) throw new OversightError('conflict', 'already_decided', `This was decided on ${decidedAt}`)
}
