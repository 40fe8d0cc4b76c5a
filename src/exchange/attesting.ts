import { z } from 'zod'
import { type Actor, type InstanceSecret, permit, signer } from '../accounts/index.ts'
import { text, utf8 } from '../base/bytes.ts'
import { parseCountryCode } from '../base/countries.ts'
import { newId } from '../base/ids.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { misusesBy, queueNotice } from '../requests/index.ts'
import {
  type KeptAttestation,
  keepAttestation,
  keyHistory,
  statements,
  TrustError,
  trustSettings,
  verificationOf,
  withdrawAttestation,
  wordsFrom,
} from '../trust/index.ts'
import type { Counterpart } from './counterpart.ts'
import { counterparts, findCounterpart } from './directory.ts'
import { goodKeys } from './good-keys.ts'
import type { Received } from './post.ts'
import { isSignedBy, readSigned, signed } from './signed.ts'

const org = z.string().regex(/^org_[0-9a-hjkmnp-tv-z]{26}$/)
const name = z.string().min(1).max(300)
const state = z.string().regex(/^[A-Z]{2}$/)

/** A statement as it is signed: who says what of whom, seen with which key, and until when it is good. Nothing of a case. */
const attestationSchema = z.strictObject({
  v: z.literal(1),
  id: z.string().regex(/^attestation_[0-9a-hjkmnp-tv-z]{26}$/),
  by: z.strictObject({ org, name }),
  about: z.strictObject({ org, name, state, key: z.string().min(1).max(200) }),
  says: z.enum(statements),
  reason: z.string().min(1).max(2_000),
  made: z.iso.datetime(),
  until: z.iso.datetime(),
})

/** How far the clock of who made it may be ahead of ours. */
const TOLERANCE = Temporal.Duration.from({ minutes: 5 })

export interface NewAttestation {
  readonly subject: string
  readonly says: string
  readonly reason: string
  /** Whom it is sent to. */
  readonly to: readonly string[]
  /** The last day it is good for; as long as the operator lets any be, where none is given. */
  readonly until?: Temporal.Instant
}

/**
 * Says of an organisation, signed, what was found out about it here, and sends that to others. What each makes of it is theirs.
 * Throws `nothing_to_attest` where the directory does not show it as verified, or no emergency of it was found misused here;
 * `bad_attestation`, `words_missing`.
 */
export async function attest(
  tx: Tx,
  secret: InstanceSecret,
  actor: Actor,
  input: NewAttestation,
  at: Temporal.Instant,
): Promise<KeptAttestation> {
  permit(actor, 'attestation.give')
  const says = statements.find((one) => one === input.says)
  if (!says) throw bad('There is no such statement', 'says')
  const reason = wordsFrom(input.reason, 'reason')
  const subject = await findCounterpart(tx, input.subject)
  if (subject.org === actor.org) throw bad('Nobody attests to themselves', 'subject')
  await mustBeSo(tx, actor, subject.org, says, at)
  const { attestationDays } = await trustSettings(tx)
  const latest = at.add({ hours: 24 * attestationDays })
  const until = input.until ?? latest
  if (Temporal.Instant.compare(until, at) <= 0 || Temporal.Instant.compare(until, latest) > 0)
    throw bad(`It is good for ${attestationDays} days at most, and for some time`, 'until')
  const told = await recipientsOf(tx, actor, input, subject)
  const [key] = await keyHistory(tx, subject.org)
  const paper = {
    v: 1,
    id: newId('attestation', at.epochMilliseconds),
    by: { org: actor.org, name: actor.orgName },
    about: { org: subject.org, name: subject.name, state: parseCountryCode(subject.state), key: key?.key ?? '' },
    says,
    reason,
    made: instantText(at),
    until: instantText(until),
  } satisfies z.infer<typeof attestationSchema>
  const written = text(await signed('attestation', paper, await signer(tx, secret, actor.org)))
  const given = kept(paper, { side: 'given', paper: written, told })
  await keepAttestation(tx, actor.org, given, { who: actor.person, name: actor.name }, at)
  const body = { request: actor.org, paper: written, at: instantText(at) }
  for (const to of told)
    await queueNotice(tx, { org: actor.org, to, about: subject.org, type: 'attestation', body }, at)
  return { ...given, at: instantText(at), withdrawnAt: null, withdrawnReason: null }
}

/** Nobody says more than is on record here. Throws `nothing_to_attest`. */
async function mustBeSo(
  tx: Tx,
  actor: Actor,
  subject: string,
  says: (typeof statements)[number],
  at: Temporal.Instant,
): Promise<void> {
  if (says === 'misused-emergency') {
    if ((await misusesBy(tx, actor.org, subject)).length > 0) return
    throw new TrustError('conflict', 'nothing_to_attest', 'No emergency of this organisation was found misused here')
  }
  const { is, verification } = await verificationOf(tx, subject, at)
  if (is === 'verified' && verification?.method !== 'hosted') return
  throw new TrustError('conflict', 'nothing_to_attest', 'The directory does not show this organisation as verified')
}

/** Throws `bad_attestation` where nobody is left, or somebody is named who cannot get it. */
async function recipientsOf(tx: Tx, actor: Actor, { to }: NewAttestation, subject: Counterpart): Promise<string[]> {
  const possible = (await counterparts(tx)).filter(
    ({ org: one, signing }) => one !== actor.org && one !== subject.org && signing !== '',
  )
  const told = [...new Set(to)]
  const strange = told.some((one) => !possible.some((other) => other.org === one))
  if (told.length === 0 || strange) throw bad('Choose to whom it goes, among those that can read it', 'to')
  return told
}

/** Takes a statement back, everywhere it was sent. Throws `words_missing`, `no_such_attestation`. */
export async function takeBackAttestation(
  tx: Tx,
  actor: Actor,
  input: { id: string; reason: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'attestation.give')
  const reason = wordsFrom(input.reason, 'reason')
  const by = { who: actor.person, name: actor.name }
  const { told, subject } = await withdrawAttestation(
    tx,
    actor.org,
    { id: input.id, attester: actor.org, reason },
    by,
    at,
  )
  const body = { request: actor.org, id: input.id, reason, at: instantText(at) }
  const known = new Set((await counterparts(tx)).map((one) => one.org))
  for (const to of told.filter((one) => known.has(one)))
    await queueNotice(tx, { org: actor.org, to, about: subject, type: 'attestation-withdrawal', body }, at)
}

/**
 * Takes in what another organisation says of a third. It is kept whoever says it; what it is worth is asked when it is read.
 * Throws `bad_attestation` unless it is signed by whoever sent it, speaks of somebody else, and is from now.
 */
export async function takeAttestation(tx: Tx, received: Received, { paper }: { paper: string }): Promise<void> {
  const { org: own, from, fromName, at } = received
  const refuse = (why: string) =>
    new TrustError('forbidden', 'bad_attestation', `This statement is not believed: ${why}`)
  const { value, signature } = readSigned('attestation', utf8(paper), refuse)
  const read = attestationSchema.safeParse(value)
  if (!read.success) throw refuse(`${read.error.issues[0]?.path.join('.')} is not well formed`)
  const { by, about, made, until } = read.data
  if (by.org !== from) throw refuse('it was made by another organisation than sent it')
  if (about.org === from) throw refuse('it speaks of who made it')
  const keys = await goodKeys(tx, from, at)
  const isSigned = await Promise.all(keys.map((key) => isSignedBy(key, 'attestation', read.data, signature)))
  if (!isSigned.includes(true)) throw refuse('it is not signed by who made it')
  if (Temporal.Instant.compare(parseInstant(made), at.add(TOLERANCE)) > 0) throw refuse('it is from the future')
  if (until <= made) throw refuse('it was never good')
  const given = kept(read.data, { side: 'received', paper, told: [own] })
  await keepAttestation(tx, own, given, { who: from, name: fromName }, at)
}

export async function takeWithdrawal(
  tx: Tx,
  { org: own, from, fromName, at }: Received,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await withdrawAttestation(tx, own, { id, attester: from, reason }, { who: from, name: fromName }, at)
}

const kept = (
  { id, by, about, says, reason, made, until }: z.infer<typeof attestationSchema>,
  more: Pick<KeptAttestation, 'side' | 'paper' | 'told'>,
) => ({
  id,
  attester: by.org,
  subject: about.org,
  subjectName: about.name,
  subjectKey: about.key,
  says,
  reason,
  madeAt: made,
  until,
  ...more,
})

const bad = (message: string, path: string) => new TrustError('invalid', 'bad_attestation', message, { path })
