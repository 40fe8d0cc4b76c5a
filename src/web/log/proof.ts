import { type InstanceSecret, signer, signingPeriods } from '../../accounts/index.ts'
import {type Cosignature, 
  checkpoint, cosignatures, cosignedNote, findEvent, leafEntry, originOf, proveInclusion, type StoredEvent,
} from '../../audit/index.ts' // biome-ignore format: one line of words
import { base64, parseBase64, text } from '../../base/bytes.ts'
import type { Now } from '../../base/time.ts'
import { noteVerifier, parseNote, verifyInclusion } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'

/** That an event is in the log, in a form that needs nothing else of us to be checked. */
export interface EntryProof {
  readonly event: StoredEvent
  /** The bytes whose leaf hash stands in the tree. */
  readonly entry: string
  /** Base64, as everything below that is a hash. */
  readonly leaf: string
  readonly path: readonly string[]
  readonly size: number
  readonly root: string
  readonly holds: boolean
  /** A C2SP signed note, with the cosignatures of those who saw it. */
  readonly checkpoint: string
  readonly seenBy: readonly Cosignature[]
  /** The name that signs the checkpoint, and its Ed25519 key, base64. */
  readonly origin: string
  readonly key: string
}

export interface Proving {
  readonly db: Db
  readonly secret: InstanceSecret
  readonly now: Now
}

/**
 * Proves an event in the largest log others have signed that they saw, or where nobody has yet, in the newest. Throws
 * `missing` / `no_such_event`.
 */
export async function proofOf({ db, secret, now }: Proving, org: string, seq: number): Promise<EntryProof> {
  const event = await findEvent(db, org, seq)
  const seen = (await cosignatures(db, org)).find(({ size }) => size > seq)?.size
  const size = seen ?? (await checkpoint(db, org, await signer(db, secret, org), now())).size
  const { leaf, root, proof } = await proveInclusion(db, org, seq, size)
  const note = await cosignedNote(db, org, size)
  return {
    event,
    entry: text(leafEntry(event)),
    leaf: base64(leaf),
    path: proof.map(base64),
    size,
    root: base64(root),
    holds: verifyInclusion({ leaf, index: seq, size, root, proof }),
    checkpoint: note,
    seenBy: await cosignatures(db, org, size),
    origin: originOf(org),
    key: await keyOf(db, org, note),
  }
}

/** The key that signed this checkpoint: it may have been changed since. */
async function keyOf(db: Db, org: string, note: string): Promise<string> {
  const { signatures } = parseNote(note)
  for (const { key } of await signingPeriods(db, org)) {
    const { id } = noteVerifier(originOf(org), parseBase64(key))
    if (signatures.some((one) => one.id === id)) return key
  }
  throw new Error(`No key of ${org} signed its checkpoint`)
}

/** The proof as c2sp.org/tlog-proof writes it: index, path, and the checkpoint they lead to. */
export const proofText = ({ event, path, checkpoint: note }: EntryProof): string =>
  ['c2sp.org/tlog-proof@v1', `index ${event.seq}`, ...path, '', note].join('\n')

/** The same for programs, with the leaf as it was before hashing. */
export const proofJson = ({ event, entry, leaf, path, size, root, checkpoint: note }: EntryProof) => ({
  seq: event.seq, size, entry, leaf, root, proof: path, checkpoint: note,
}) // biome-ignore format: one line of words
