import { createHash } from 'node:crypto'
import { hashBody, originOf } from '../audit/index.ts'
import { base64, hex, utf8 } from '../base/bytes.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import {
  addSignature,
  checkpointText,
  cosigner,
  type Hash,
  importSigningKey,
  noteSigner,
  parseNote,
  proveConsistency,
  proveInclusion,
  rootOf,
  signNote,
} from '../crypto/index.ts'
import { type Package, type PackageContents, packageOf } from './package.ts'
import { leafOf, type PackagedEvent } from './package-format.ts'
import type { Timestamper } from './timestamper.ts'
import { writeFolder } from './unpack.ts'

/** A small package: a photograph, three events of a log of four, a state of it that somebody else signed for. */

const [first, second, third] = await Promise.all([1, 2, 3].map((n) => importSigningKey(new Uint8Array(32).fill(n))))
if (!first || !second || !third) throw new Error('three keys')
export const [ours, stranger] = [first, third]
const theirs = second

export const authority = 'org_authority'
export const provider = 'org_provider'
export const photograph = Buffer.from('a photograph '.repeat(1000))
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const event = (seq: number, kind: string, about: string, body: Json): PackagedEvent => {
  const salt = new Uint8Array(32).fill(seq)
  const bodyHash = hex(hashBody(salt, canonicalJson(body)))
  return {
    org: authority,
    seq,
    at: `2026-11-21T10:00:0${seq}.000Z`,
    by: 'person_anna',
    kind,
    about,
    body,
    salt: hex(salt),
    bodyHash,
  }
}

export const log = [
  event(0, 'request.sent', 'request_1', { to: provider }),
  event(1, 'evidence.received', 'item_1', { sha256: sha256(photograph) }),
  event(2, 'evidence.opened', 'item_1', null),
  event(3, 'session.ended', 'person_anna', null),
]
export const told = log.slice(0, 3).map((one, i) => (i === 2 ? { ...one, body: null, salt: null } : one)) // the last body was erased

/** What the log was when it had `size` events, signed, and signed for by the provider. */
async function noteAt(leaves: Hash[], size: number) {
  const text = checkpointText({ origin: originOf(authority), size, root: rootOf(leaves.slice(0, size)) })
  const note = await signNote(text, noteSigner(originOf(authority), ours))
  const cosigned = cosigner(originOf(provider), theirs, () => 1_795_000_000)
  return { note, witnessed: await addSignature(note, cosigned) }
}

export async function contents(others?: Hash[]): Promise<PackageContents> {
  const leaves = log.map((one) => leafOf(one) as Hash)
  const { note } = await noteAt(leaves, leaves.length)
  const { witnessed } = await noteAt(others ?? leaves, 2)
  return {
    id: 'evidence-request_1',
    at: '2026-11-21T11:00:00.000Z',
    org: authority,
    keys: {
      organisations: [
        { org: authority, name: 'Staatsanwaltschaft München I', signing: base64(ours.publicKey) },
        { org: provider, name: 'Alpenpost Mail Ltd', signing: base64(theirs.publicKey) },
      ],
    },
    custody: {
      v: 1,
      subject: { id: 'request_1', title: 'Attack on information systems' },
      items: [
        {
          id: 'item_1',
          name: 'photo.jpg',
          mediaType: 'image/jpeg',
          size: photograph.length,
          sha256: sha256(photograph),
          path: 'data/001-photo.jpg',
          sealed: { path: null, size: 13_200, sha256: 'ab'.repeat(32) },
        },
      ],
      acts: told.map(({ org, seq, at, by, kind, about }) => {
        return { org, seq, at, by, kind, about, items: about === 'item_1' ? ['item_1'] : [], says: `Event ${seq}` }
      }),
      people: { person_anna: { name: 'Dr. Anna Huber', org: authority } },
      record: { 'ADM-02': { request: 'request_1' } },
    },
    events: told,
    logs: [
      {
        checkpoint: note,
        witnessed,
        inclusion: {
          org: authority,
          size: leaves.length,
          proofs: told.map(({ seq }) => ({ seq, proof: proveInclusion(leaves, seq).map(base64) })),
          witnessed: { size: 2, proof: proveConsistency(leaves, 2).map(base64) },
        },
      },
    ],
    files: [
      {
        path: 'data/001-photo.jpg',
        size: photograph.length,
        sha256: sha256(photograph),
        async *read() {
          yield photograph
        },
      },
    ],
    documents: [{ name: 'custody.html', bytes: utf8('<!doctype html><title>Custody</title>') }],
  }
}

/** As a folder, for tests that look into it or change it. */
export const written = (made: Package, within: string): Promise<string> => writeFolder(made, made.id, within)

/** Writes it, and has it and the state of its log timestamped. */
export async function smallPackage(within: string, timestamp?: Timestamper): Promise<string> {
  const made = await contents()
  const logs = await Promise.all(
    made.logs.map(async (log) => ({ ...log, timestamp: await timestamp?.(utf8(parseNote(log.checkpoint).text)) })),
  )
  return written(await packageOf({ ...made, logs }, ours, timestamp), within)
}
