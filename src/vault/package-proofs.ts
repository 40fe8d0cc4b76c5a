import { originOf } from '../audit/index.ts'
import { parseBase64, utf8 } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import {
  type Checkpoint,
  cosignatureVerifier,
  noteVerifier,
  openNote,
  parseCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '../crypto/index.ts'
import { VaultError } from './errors.ts'
import {
  leafOf,
  names,
  type PackagedEvent,
  type PackagedKeys,
  type PackagedProofs,
  proofFiles,
  schemas,
} from './package-format.ts'
import { malformed, parseCanonical, readJson, readText } from './package-read.ts'
import { stampOf, type Trust } from './stamps.ts'
import type { Fault, Tree } from './tree.ts'

type Tell = (what: string, faults: readonly Fault[], fine: string) => void

/** Reads `events.jsonl`: one event a line, each in its one byte form, by organisation and place in its log. */
export async function readEvents(tree: Tree): Promise<PackagedEvent[]> {
  const lines = (await readText(tree, names.events)).split('\n')
  if (lines.pop() !== '') throw malformed(names.events, 'does not end in a line end')
  return lines.map((line, i) => {
    const read = schemas.event.safeParse(parseCanonical(line))
    if (!read.success) throw malformed(names.events, `line ${i + 1} is not an event in its one byte form`)
    return read.data
  })
}

/** Checks that every event is in its organisation's log, and every log is signed for and witnessed as it says. */
export async function checkProofs(
  tree: Tree,
  events: readonly PackagedEvent[],
  keys: PackagedKeys,
  trust: Trust,
  tell: Tell,
): Promise<void> {
  const uncommitted = events
    .filter((event) => leafOf(event) === undefined)
    .map(({ org, seq }) => ({
      file: names.events,
      says: `holds an event whose body is not what its hash stands for: ${seq} of ${org}`,
    }))
  tell('events', uncommitted, `${events.length} events, each with the body its hash stands for`)

  for (const [org, its] of Map.groupBy(events, (event) => event.org)) {
    const files = proofFiles(org)
    const { checkpoint, witnesses, text } = await readCheckpoint(tree, org, keys, files.checkpoint)
    tell('checkpoint', [], `The log of ${org} at ${checkpoint.size} events is signed${signedBy(witnesses)}`)
    if (tree.files.has(files.timestamp)) {
      const { faults, says } = await stampOf(tree, files.timestamp, utf8(text), trust)
      tell('timestamp', faults, `That state of the log ${says}`)
    }
    const inclusion = await readJson(tree, files.inclusion, schemas.proofs)
    const faults = unproved(inclusion, files.inclusion, org, its, checkpoint)
    tell('inclusion', faults, `${its.length} events are in that log`)
    if (inclusion.witnessed) {
      const earlier = await readCheckpoint(tree, org, keys, files.witnessed)
      const continued = notContinued(inclusion.witnessed, files, earlier, checkpoint)
      tell(
        'witness',
        continued,
        `That log continues what it was at ${earlier.checkpoint.size} events${signedBy(earlier.witnesses)}`,
      )
    }
  }
}

/** A checkpoint counts if its organisation signed it; every further line must be a witness's we have the key of. */
async function readCheckpoint(
  tree: Tree,
  org: string,
  keys: PackagedKeys,
  file: string,
): Promise<{ checkpoint: Checkpoint; witnesses: string[]; text: string }> {
  const note = await readText(tree, file)
  const its = keys.organisations.find((one) => one.org === org)
  if (!its) throw malformed(names.keys, `has no key of ${org}`)
  const log = noteVerifier(originOf(org), parseBase64(its.signing))
  const cosigners = keys.organisations.map(({ org: by, signing }) =>
    cosignatureVerifier(originOf(by), parseBase64(signing)),
  )
  try {
    const { text: body, verified, unverified } = await openNote(note, [log, ...cosigners])
    const checkpoint = parseCheckpoint(body)
    if (!verified.some(({ id }) => id === log.id)) throw malformed(file, 'is not signed by its own organisation')
    if (unverified.length > 0) throw malformed(file, 'is signed by somebody whose key is not in the package')
    if (checkpoint.origin !== originOf(org)) throw malformed(file, `is a checkpoint of ${checkpoint.origin}`)
    const witnesses = verified.filter(({ id }) => id !== log.id).map(({ name }) => name)
    return { checkpoint, witnesses, text: body }
  } catch (error) {
    if (error instanceof VaultError || !(error instanceof DomainError)) throw error
    throw malformed(file, `is not a checkpoint that holds: ${error.message}`, error)
  }
}

const signedBy = (witnesses: readonly string[]) =>
  witnesses.length > 0 ? `, witnessed by ${witnesses.join(', ')}` : ', witnessed by nobody yet'

/** Why the earlier state that others signed for says nothing for the checkpoint; empty if it does. */
function notContinued(
  { size, proof }: NonNullable<PackagedProofs['witnessed']>,
  files: ReturnType<typeof proofFiles>,
  { checkpoint: earlier, witnesses }: { checkpoint: Checkpoint; witnesses: readonly string[] },
  { size: second, root: secondRoot }: Checkpoint,
): Fault[] {
  if (witnesses.length === 0) return [{ file: files.witnessed, says: 'is signed for by nobody else' }]
  const claim = { first: earlier.size, firstRoot: earlier.root, second, secondRoot, proof: proof.map(parseBase64) }
  if (earlier.size === size && verifyConsistency(claim)) return []
  return [{ file: files.inclusion, says: 'does not prove that the log continues what others signed for' }]
}

function unproved(
  inclusion: PackagedProofs,
  file: string,
  org: string,
  events: readonly PackagedEvent[],
  { size, root }: Checkpoint,
): Fault[] {
  if (inclusion.org !== org || inclusion.size !== size) return [{ file, says: 'is not the proofs of this checkpoint' }]
  const proofs = new Map(inclusion.proofs.map(({ seq, proof }) => [seq, proof]))
  return events
    .filter((event) => {
      const [leaf, proof] = [leafOf(event), proofs.get(event.seq)]
      if (!leaf || !proof) return true
      return !verifyInclusion({ leaf, index: event.seq, size, root, proof: proof.map(parseBase64) })
    })
    .map(({ seq }) => ({ file, says: `does not prove the event ${seq} of ${org}` }))
}
