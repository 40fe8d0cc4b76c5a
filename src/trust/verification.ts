import { type Actor, findOrganisation, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { DomainError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { type InstantText, instantText, parseInstant } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { attestationsAbout } from './attestations.ts'
import { methods, type Verification } from './entries.ts'
import { TrustError, wordsFrom } from './errors.ts'
import { trustSettings } from './settings.ts'
import { findVerifications, insertVerification } from './store.ts'

export interface NewVerification {
  readonly org: string
  readonly method: string
  /** What was seen or compared, and where. */
  readonly says: string
  readonly phone?: string
  readonly phoneSource?: string
  readonly attestation?: string
}

/**
 * Puts down how an organisation was verified. It holds for as long as the operator has set. Throws `bad_method`,
 * `words_missing`, `bad_number`, `source_missing` for a number nobody says the source of, and `attestation_does_not_count`
 * where it is to rest on a statement that is not there, is over, or comes from somebody whose word does not count.
 */
export async function verifyOrganisation(
  tx: Tx,
  actor: Actor,
  input: NewVerification,
  at: Temporal.Instant,
): Promise<Verification> {
  permit(actor, 'directory.keep')
  const method = methods.find((one) => one === input.method)
  if (!method) throw new TrustError('invalid', 'bad_method', 'Say how it was verified', { path: 'method' })
  const says = wordsFrom(input.says, 'says')
  const phone = input.phone?.trim() ? readNumber(input.phone) : null
  const phoneSource = input.phoneSource?.trim().slice(0, 300) || null
  if (phone !== null && phoneSource === null)
    throw new TrustError('invalid', 'source_missing', 'Say where the number was found', { path: 'phoneSource' })
  const attestation = method === 'attestation' ? await countingOn(tx, actor, input, at) : null
  const { reverifyDays } = await trustSettings(tx)
  const made: Verification = {
    id: newId('verification', at.epochMilliseconds),
    org: input.org,
    method,
    says,
    phone,
    phoneSource: phone === null ? null : phoneSource,
    attestation,
    byName: actor.name,
    at: instantText(at),
    due: instantText(at.add({ hours: 24 * reverifyDays })),
  }
  await insertVerification(tx, made, { org: actor.org, person: actor.person })
  const body = { method, says, phone, phoneSource: made.phoneSource, attestation, due: made.due, byName: actor.name }
  const kind = 'directory.organisation-verified'
  await record(tx, { org: actor.org, by: actor.person, kind, about: input.org, body }, at)
  return made
}

/** The statement a verification is to rest on, once it is seen to count. */
async function countingOn(
  tx: Tx,
  actor: Actor,
  { org, attestation }: NewVerification,
  at: Temporal.Instant,
): Promise<string> {
  const about = await attestationsAbout(tx, actor.org, org, at)
  const found = about.find(({ id, says }) => id === attestation && says === 'verified')
  if (found?.counts) return found.id
  const why = found ? `it ${whyNot[found.standing]}` : 'there is no such statement'
  throw new TrustError('conflict', 'attestation_does_not_count', `This statement does not count: ${why}`, {
    path: 'attestation',
  })
}

const whyNot = {
  'in-force': 'comes from somebody whose word does not count here',
  expired: 'is over',
  withdrawn: 'was withdrawn',
} as const

/** A telephone number with its digits alone counting. Throws `bad_number`. */
function readNumber(input: string): string {
  const written = input.trim().replace(/\s+/g, ' ')
  const digits = written.replace(/\D/g, '').length
  if (!/^\+?[\d\s()/.-]+$/.test(written) || digits < 3 || digits > 20)
    throw new TrustError('invalid', 'bad_number', 'A telephone number: digits, and + before the country', {
      path: 'phone',
    })
  return written
}

/** How an organisation stands in the directory. */
export interface VerificationStanding {
  readonly is: 'verified' | 'stale' | 'unverified'
  /** The newest; undefined where nobody ever made sure. */
  readonly verification: Verification | undefined
  /** All of them, the newest first. */
  readonly earlier: readonly Verification[]
}

/** Whether somebody made sure of it, and whether that still holds. An organisation of this instance was made by its operator. */
export async function verificationOf(db: Db, org: string, now: Temporal.Instant): Promise<VerificationStanding> {
  const all = await findVerifications(db, org)
  const verification = all[0] ?? (await hosted(db, org))
  const is = !verification ? 'unverified' : isPast(verification.due, now) ? 'stale' : 'verified'
  return { is, verification, earlier: all.slice(1) }
}

const isPast = (due: InstantText, now: Temporal.Instant) => Temporal.Instant.compare(parseInstant(due), now) <= 0

async function hosted(db: Db, org: string): Promise<Verification | undefined> {
  const own = await findOrganisation(db, org).catch((error) => {
    if (error instanceof DomainError && error.kind === 'missing') return undefined
    throw error
  })
  if (!own) return undefined
  const { reverifyDays } = await trustSettings(db)
  const due = instantText(parseInstant(own.createdAt).add({ hours: 24 * reverifyDays }))
  const nothing = { phone: null, phoneSource: null, attestation: null }
  return { id: '', org, method: 'hosted', says: '', ...nothing, byName: '', at: own.createdAt, due }
}
