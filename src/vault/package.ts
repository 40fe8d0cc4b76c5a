import { createHash } from 'node:crypto'
import { base64, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { InstantText } from '../base/time.ts'
import { type SigningKey, sign } from '../crypto/index.ts'
import { oxum } from './bagit.ts'
import { caseGraph } from './case-graph.ts'
import { custodyFaults } from './custody-faults.ts'
import { VaultError } from './errors.ts'
import {
  type Custody,
  names,
  type PackagedEvent,
  type PackagedKeys,
  type PackagedProofs,
  proofFiles,
  type Statement,
  statementBytes,
} from './package-format.ts'
import { isSafePath } from './safe-path.ts'
import type { Sum } from './seal.ts'
import { unchanged } from './summing.ts'
import type { Timestamper } from './timestamper.ts'
import { inOrder, type Tree } from './tree.ts'
import { zipOf } from './zip-write.ts'

/** All that goes into a package. The same contents give the same bytes. */
export interface PackageContents {
  /** Also the name of its folder: letters, digits, `_` and `-`. */
  readonly id: string
  readonly at: InstantText
  /** Who exports it and signs for it; its key must be among `keys`. */
  readonly org: string
  readonly custody: Custody
  readonly keys: PackagedKeys
  readonly events: readonly PackagedEvent[]
  /** Per organisation whose events are in it: the proofs, and the checkpoint they lead to, as a signed note. */
  readonly logs: readonly {
    readonly inclusion: PackagedProofs
    readonly checkpoint: string
    /** An earlier one with others' cosignatures; there exactly if `inclusion.witnessed` is. */
    readonly witnessed?: string | undefined
    /** For the text of the checkpoint: TimeStampResp (DER). */
    readonly timestamp?: Uint8Array | undefined
  }[]
  /** The payload, at the paths `custody` gives: below `data/`. */
  readonly files: readonly (Sum & { readonly path: string; read(): AsyncIterable<Uint8Array> })[]
  /** Further documents at the top: the printable custody report. */
  readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** A package: files in one folder, named by its id. The payload is read when it is asked for, and opened nowhere else. */
export interface Package extends Tree {
  readonly id: string
}

/**
 * Makes a package of these contents. Refuses with `malformed_package` if the custody record does not agree with the events
 * and files given: what is exported verifies. A file that is not what it was said to be ends in `blob_damaged` before its
 * last chunk. `timestamp` is asked for the signature, which stands on all the rest.
 */
export async function packageOf(contents: PackageContents, key: SigningKey, timestamp?: Timestamper): Promise<Package> {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(contents.id))
    throw new VaultError('invalid', 'unsafe_path', 'This id cannot name a folder')
  const payload = new Map<string, PackageContents['files'][number]>()
  for (const file of contents.files) {
    if (!file.path.startsWith('data/') || !isSafePath(file.path) || payload.has(file.path)) throw unsafe(file.path)
    payload.set(file.path, file)
  }
  const files = new Map([...payload].map(([path, { size }]) => [path, size]))
  const sums = new Map([...payload].map(([path, { sha256 }]) => [path, sha256]))
  const [fault] = custodyFaults(contents.custody, contents.events, { files }, sums)
  if (fault) throw new VaultError('conflict', 'malformed_package', `The custody record ${fault.says}`)

  const about = await aboutThePayload(contents, payload, key, timestamp)
  for (const [path, { length }] of about) files.set(path, length)
  return {
    id: contents.id,
    files: inOrder(files),
    faults: [],
    read(path) {
      const file = payload.get(path)
      const known = about.get(path)
      if (known) return once(known.slice())
      if (file) return unchanged(file.read(), file.sha256, () => changed(path))
      throw new VaultError('missing', 'malformed_package', 'is missing', { path })
    },
  }
}

/** The package as one zip, read while it is made: nothing of it is on the disk. */
export function zipped(made: Package): { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> } {
  return { name: `${made.id}.zip`, bytes: zipOf(made, made.id) }
}

/** All that is in a package beside its payload, by path. */
async function aboutThePayload(
  contents: PackageContents,
  payload: ReadonlyMap<string, Sum>,
  key: SigningKey,
  timestamp: Timestamper | undefined,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const tags = new Map<string, Uint8Array>()
  const tag = (path: string, content: string | Uint8Array) => {
    if (tags.has(path) || path.startsWith('data/') || lastWritten.has(path) || !isSafePath(path)) throw unsafe(path)
    tags.set(path, typeof content === 'string' ? utf8(content) : content)
  }
  const sizes = new Map([...payload].map(([path, { size }]) => [path, size]))
  tag(names.bagit, 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  tag(names.info, bagInfo(contents, oxum({ files: sizes })))
  tag(names.manifest, manifest(payload))
  tag(names.custody, canonicalJson(contents.custody))
  tag(names.graph, caseGraph(contents.custody, contents.keys))
  tag(names.events, contents.events.map((event) => `${canonicalJson(event)}\n`).join(''))
  tag(names.keys, canonicalJson(contents.keys))
  for (const { inclusion, checkpoint, witnessed, timestamp: stamp } of contents.logs) {
    tag(proofFiles(inclusion.org).inclusion, canonicalJson(inclusion))
    tag(proofFiles(inclusion.org).checkpoint, checkpoint)
    if (witnessed !== undefined) tag(proofFiles(inclusion.org).witnessed, witnessed)
    if (stamp !== undefined) tag(proofFiles(inclusion.org).timestamp, stamp)
  }
  for (const { name, bytes } of contents.documents) tag(name, bytes)

  const tagmanifest = utf8(manifest(new Map([...tags].map(([path, bytes]) => [path, sumOf(bytes)]))))
  const { id, org, at } = contents
  const statement: Statement = {
    v: 1,
    what: 'comity evidence package',
    id,
    org,
    at,
    tagmanifest: sumOf(tagmanifest).sha256,
    key: base64(key.publicKey),
  }
  const signature = base64(await sign(key, statementBytes(statement)))
  const signed = utf8(canonicalJson({ ...statement, signature }))
  const stamp = await timestamp?.(signed)
  tags.set(names.tagmanifest, tagmanifest)
  tags.set(names.signature, signed)
  if (stamp) tags.set(names.timestamp, stamp)
  return tags
}

/** Written after all others, because they stand on them. */
const lastWritten: ReadonlySet<string> = new Set([names.tagmanifest, names.signature, names.timestamp])

/** One line a file, in order: the sum, two spaces, the path (RFC 8493 §2.1.3). */
function manifest(sums: ReadonlyMap<string, Sum>): string {
  return [...inOrder(sums)].map(([path, { sha256 }]) => `${sha256}  ${path}\n`).join('')
}

function bagInfo({ id, at, org, custody, keys }: PackageContents, payloadOxum: string): string {
  const name = keys.organisations.find((one) => one.org === org)?.name ?? org
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
  return [
    `Bag-Software-Agent: Comity`,
    `Bagging-Date: ${at.slice(0, 10)}`,
    `External-Description: ${oneLine(custody.subject.title)}`,
    `External-Identifier: ${id}`,
    `Internal-Sender-Identifier: ${oneLine(custody.subject.id)}`,
    `Payload-Oxum: ${payloadOxum}`,
    `Source-Organization: ${oneLine(name)}`,
  ]
    .map((line) => `${line}\n`)
    .join('')
}

const sumOf = (bytes: Uint8Array): Sum => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
})

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

const changed = (path: string) =>
  new VaultError('conflict', 'blob_damaged', `${path} is not what was taken in any more`)

const unsafe = (path: string) =>
  new VaultError('invalid', 'unsafe_path', `This cannot be the path of a file in a package: ${path.slice(0, 200)}`)
