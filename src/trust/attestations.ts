import { record } from '../audit/index.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { KeptAttestation } from './entries.ts'
import { TrustError } from './errors.ts'
import { keyHistory } from './keys.ts'
import { findAttestation, findAttestations, findBelieved, insertAttestation, withdrawAttestationRow } from './store.ts'

/** A statement with what it is worth here. */
export interface Attestation extends KeptAttestation {
  readonly standing: 'in-force' | 'expired' | 'withdrawn'
  /** It is in force, speaks of the key this organisation has here, and the word of its author counts here for that. */
  readonly counts: boolean
  /** It was made of another key than the one the organisation has here. */
  readonly otherKey: boolean
}

/** What was said to an organisation here about another, the newest first, and whether it counts. */
export async function attestationsAbout(
  db: Db,
  org: string,
  subject: string,
  now: Temporal.Instant,
): Promise<Attestation[]> {
  const keys = (await keyHistory(db, subject)).filter(({ until }) => until === null).map(({ key }) => key)
  const kept = await findAttestations(db, org, { subject, keys })
  const believed = await findBelieved(db, org)
  return kept.map((one) => {
    const standing = standingOf(one, now)
    const otherKey = keys.length > 0 && !keys.includes(one.subjectKey)
    const isBelieved = believed.some(({ attester, says }) => attester === one.attester && says === one.says)
    const isOwnWord = one.attester === subject || one.side === 'given'
    // Misuse is of the organisation, whatever key it has meanwhile.
    const fits = one.says === 'misused-emergency' || !otherKey
    return { ...one, standing, otherKey, counts: standing === 'in-force' && isBelieved && !isOwnWord && fits }
  })
}

/** Everything an organisation said or was told, the newest first. */
export async function allAttestations(
  db: Db,
  org: string,
  now: Temporal.Instant,
): Promise<(KeptAttestation & Pick<Attestation, 'standing'>)[]> {
  return (await findAttestations(db, org)).map((one) => ({ ...one, standing: standingOf(one, now) }))
}

function standingOf({ withdrawnAt, until }: KeptAttestation, now: Temporal.Instant): Attestation['standing'] {
  if (withdrawnAt !== null) return 'withdrawn'
  return Temporal.Instant.compare(parseInstant(until), now) <= 0 ? 'expired' : 'in-force'
}

/**
 * Keeps a statement whose signature was checked. One that is here already stays as it is; another under its id is
 * refused: `attestation_differs`.
 */
export async function keepAttestation(
  tx: Tx,
  org: string,
  given: Omit<KeptAttestation, 'at' | 'withdrawnAt' | 'withdrawnReason'>,
  by: { readonly who: string; readonly name: string },
  at: Temporal.Instant,
): Promise<void> {
  const known = await findAttestation(tx, org, given.id)
  if (known?.paper === given.paper) return
  if (known)
    throw new TrustError('conflict', 'attestation_differs', 'Another statement is kept under this id', { path: 'id' })
  await insertAttestation(tx, org, { ...given, at: instantText(at), withdrawnAt: null, withdrawnReason: null })
  const { id, attester, subjectName, says, reason, until, told } = given
  const kind = given.side === 'given' ? 'attestation.given' : 'attestation.received'
  const body = { attestation: id, attester, name: subjectName, says, reason, until, told: [...told], byName: by.name }
  await record(tx, { org, by: by.who, kind, about: given.subject, body }, at)
}

/** Its author takes it back. Answers it as it was. Throws `no_such_attestation` for one that is not this author's, or was taken back before. */
export async function withdrawAttestation(
  tx: Tx,
  org: string,
  { id, attester, reason }: { id: string; attester: string; reason: string },
  by: { readonly who: string; readonly name: string },
  at: Temporal.Instant,
): Promise<KeptAttestation> {
  const known = await findAttestation(tx, org, id)
  if (known?.attester !== attester || known.withdrawnAt !== null)
    throw new TrustError('missing', 'no_such_attestation', 'There is no such statement of this organisation in force')
  await withdrawAttestationRow(tx, org, id, { reason, at: instantText(at) })
  const kind = known.side === 'given' ? 'attestation.withdrawn' : 'attestation.withdrawal-received'
  const body = { attestation: id, attester, name: known.subjectName, says: known.says, reason, byName: by.name }
  await record(tx, { org, by: by.who, kind, about: known.subject, body }, at)
  return known
}
