import { DomainError } from '../base/errors.ts'
import { instantText } from '../base/time.ts'
import {
  addSignature,
  cosignatureVerifier,
  cosignedAt,
  cosigner,
  isBy,
  type NoteVerifier,
  noteVerifier,
  openNote,
  parseCheckpoint,
  type SigningKey,
  sameBytes,
  verifyConsistency,
} from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { originOf } from './checkpoints.ts'
import { Contradiction } from './contradiction.ts'
import { AuditError } from './errors.ts'
import { cosignatures, findCheckpoint, findWitnessed, insertCosignature, putWitnessed } from './store-checkpoints.ts'

/** A checkpoint of somebody else's log. */
export interface ForeignCheckpoint {
  /** The signed note as it came. */
  readonly note: string
  /** Whose it must be, and the Ed25519 key it must be signed with. */
  readonly org: string
  readonly publicKey: Uint8Array
  /** That it continues the one we cosigned last; not needed the first time, nor for the same one again. */
  readonly proof?: readonly Uint8Array[]
}

/**
 * Cosigns another organisation's checkpoint in our organisation's name (C2SP tlog-cosignature): that we saw it, when,
 * and that it takes nothing back of what we saw before. Answers with the signature line, newline included.
 * Throws a `Contradiction` (`forked`) unless it continues what we saw; the errors of crypto for a note that is not theirs.
 */
export async function witness(
  tx: Tx,
  org: string,
  foreign: ForeignCheckpoint,
  key: SigningKey,
  at: Temporal.Instant,
): Promise<string> {
  const origin = originOf(foreign.org)
  const { text } = await openNote(foreign.note, [noteVerifier(origin, foreign.publicKey)])
  const claimed = parseCheckpoint(text)
  if (claimed.origin !== origin) throw notTheirs(claimed.origin, origin)
  const seen = await findWitnessed(tx, org, origin)
  const { size, root } = claimed
  const proof = foreign.proof ?? []
  if (seen && !continues(seen, claimed, proof)) {
    throw new Contradiction('forked', foreign.org, { seen, shown: { size, note: foreign.note }, proof })
  }
  await putWitnessed(tx, { org, origin, size, root, at: instantText(at), note: foreign.note })
  const signed = await addSignature(
    foreign.note,
    cosigner(originOf(org), key, () => secondsOf(at)),
  )
  return signed.slice(foreign.note.length)
}

/** How far two clocks may differ before an older state is no longer one that was merely overtaken on the way. */
const TOLERANCE = { minutes: 5 }

/**
 * Holds a checkpoint that comes without a proof against what we cosigned last: of the same size it must be the same, and a
 * smaller one must not have been made long after the larger was seen. Throws a `Contradiction`.
 */
export async function mustNotContradict(
  tx: Tx,
  org: string,
  { note, org: counterparty, publicKey, proof = [] }: ForeignCheckpoint,
  madeAt: Temporal.Instant,
): Promise<void> {
  const origin = originOf(counterparty)
  const seen = await findWitnessed(tx, org, origin)
  if (!seen) return
  const { text } = await openNote(note, [noteVerifier(origin, publicKey)])
  const { size, root, origin: claimed } = parseCheckpoint(text)
  if (claimed !== origin) throw notTheirs(claimed, origin)
  const signed = { seen, shown: { size, note }, proof }
  if (size === seen.size && !sameBytes(root, seen.root)) throw new Contradiction('forked', counterparty, signed)
  const late = Temporal.Instant.from(seen.at).add(TOLERANCE)
  if (size < seen.size && Temporal.Instant.compare(madeAt, late) > 0)
    throw new Contradiction('rewound', counterparty, signed)
}

/** Keeps a counterparty's cosignature of our checkpoint, once it is seen to hold. Throws the errors of crypto, or `no_such_checkpoint`. */
export async function keepCosignature(
  tx: Tx,
  org: string,
  { size, line, witness: by, publicKey }: { size: number; line: string; witness: string; publicKey: Uint8Array },
): Promise<void> {
  const ours = await findCheckpoint(tx, org, size)
  if (!ours) throw new AuditError('missing', 'no_such_checkpoint', `We have no checkpoint at ${size} events`)
  const verifier = cosignatureVerifier(originOf(by), publicKey)
  const { verified } = await openNote(ours.note + line, [verifier])
  const signature = verified.find((one) => isBy(one, verifier))
  if (!signature) throw new AuditError('invalid', 'bad_cosignature', `This is no cosignature of ${originOf(by)}`)
  const at = instantText(Temporal.Instant.fromEpochMilliseconds(cosignedAt(signature.signature) * 1000))
  await insertCosignature(tx, { org, size, witness: by, at, line })
}

/** Our checkpoint of that size with every cosignature below our own signature. Throws `no_such_checkpoint`. */
export async function cosignedNote(db: Db, org: string, size: number): Promise<string> {
  const ours = await findCheckpoint(db, org, size)
  if (!ours) throw new AuditError('missing', 'no_such_checkpoint', `We have no checkpoint at ${size} events`)
  const lines = await cosignatures(db, org, size)
  return ours.note + lines.map(({ line }) => line).join('')
}

/**
 * The same with nobody's line but theirs; undefined where none of them cosigned it, or our own signature is not by one of
 * them: it was made with a key that is no longer ours.
 */
export async function noteWitnessedBy(
  db: Db,
  org: string,
  size: number,
  them: readonly NoteVerifier[],
): Promise<string | undefined> {
  const ours = await findCheckpoint(db, org, size)
  if (!ours) return undefined
  let note = ours.note
  for (const { line } of await cosignatures(db, org, size)) {
    // Whoever checks could make nothing of a line that does not hold: it is left out, and the rest stands.
    const opened = await openNote(ours.note + line, them).catch(whatDoesNotHold)
    if (opened?.unverified.length === 0) note += line
  }
  return note === ours.note ? undefined : note
}

/** A note that does not hold opens to nothing; any other fault is ours. */
function whatDoesNotHold(error: unknown): undefined {
  if (!(error instanceof DomainError)) throw error
}

interface State {
  readonly size: number
  readonly root: Uint8Array
}

function continues(first: State, second: State, proof: readonly Uint8Array[]): boolean {
  if (first.size === second.size) return sameBytes(first.root, second.root)
  return verifyConsistency({
    first: first.size,
    firstRoot: first.root,
    second: second.size,
    secondRoot: second.root,
    proof,
  })
}

const secondsOf = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1000)

const notTheirs = (claimed: string, origin: string) =>
  new AuditError('conflict', 'forked', `This is a checkpoint of ${claimed}, not of ${origin}`)
