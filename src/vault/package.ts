import { createHash, type Hash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
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
import type { Timestamper } from './timestamper.ts'
import { inOrder } from './tree.ts'
import { writeStream } from './write-stream.ts'

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
  readonly files: readonly { readonly path: string; read(): AsyncIterable<Uint8Array> }[]
  /** Further documents at the top: the printable custody report. */
  readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/**
 * Writes a package as a new folder named by its id inside `within` and answers with the folder's path. Refuses with
 * `malformed_package` if the custody record does not agree with the events and files given: what is exported verifies.
 * Nothing is left behind if it fails. `timestamp` is asked for the signature, which stands on all the rest.
 */
export async function writePackage(
  within: string,
  contents: PackageContents,
  key: SigningKey,
  timestamp?: Timestamper,
): Promise<string> {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(contents.id))
    throw new VaultError('invalid', 'unsafe_path', 'This id cannot name a folder')
  const folder = join(within, contents.id)
  if (await exists(folder))
    throw new VaultError('conflict', 'malformed_package', `There is already a package at ${folder}`)
  const partial = `${folder}.partial`
  await rm(partial, { recursive: true, force: true })
  try {
    await mkdir(partial, { recursive: true })
    await fill(partial, contents, key, timestamp)
    await rename(partial, folder)
    return folder
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

async function fill(
  folder: string,
  contents: PackageContents,
  key: SigningKey,
  timestamp: Timestamper | undefined,
): Promise<void> {
  const payload = new Map<string, Sum>()
  for (const { path, read } of contents.files) {
    if (!path.startsWith('data/') || payload.has(path)) throw unsafe(path)
    payload.set(path, await write(folder, path, read()))
  }
  const tags = new Map<string, Sum>()
  const tag = async (path: string, content: string | Uint8Array) => {
    if (tags.has(path) || path.startsWith('data/') || lastWritten.has(path)) throw unsafe(path)
    tags.set(path, await write(folder, path, [typeof content === 'string' ? utf8(content) : content]))
  }

  const files = new Map([...payload].map(([path, { size }]) => [path, size]))
  const sums = new Map([...payload].map(([path, { sha256 }]) => [path, sha256]))
  const [fault] = custodyFaults(contents.custody, contents.events, { files }, sums)
  if (fault) throw new VaultError('conflict', 'malformed_package', `The custody record ${fault.says}`)

  await tag(names.bagit, 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  await tag(names.info, bagInfo(contents, oxum({ files })))
  await tag(names.manifest, manifest(payload))
  await tag(names.custody, canonicalJson(contents.custody))
  await tag(names.graph, caseGraph(contents.custody, contents.keys))
  await tag(names.events, contents.events.map((event) => `${canonicalJson(event)}\n`).join(''))
  await tag(names.keys, canonicalJson(contents.keys))
  for (const { inclusion, checkpoint, witnessed, timestamp: stamp } of contents.logs) {
    await tag(proofFiles(inclusion.org).inclusion, canonicalJson(inclusion))
    await tag(proofFiles(inclusion.org).checkpoint, checkpoint)
    if (witnessed !== undefined) await tag(proofFiles(inclusion.org).witnessed, witnessed)
    if (stamp !== undefined) await tag(proofFiles(inclusion.org).timestamp, stamp)
  }
  for (const { name, bytes } of contents.documents) await tag(name, bytes)

  const { sha256: tagmanifest } = await write(folder, names.tagmanifest, [utf8(manifest(tags))])
  const { id, org, at } = contents
  const statement: Statement = {
    v: 1,
    what: 'comity evidence package',
    id,
    org,
    at,
    tagmanifest,
    key: base64(key.publicKey),
  }
  const signature = base64(await sign(key, statementBytes(statement)))
  const signed = utf8(canonicalJson({ ...statement, signature }))
  await write(folder, names.signature, [signed])
  const stamp = await timestamp?.(signed)
  if (stamp) await write(folder, names.timestamp, [stamp])
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

/** Writes one file, synced, and answers with what was written. */
async function write(folder: string, path: string, content: AsyncIterable<Uint8Array> | Uint8Array[]): Promise<Sum> {
  if (!isSafePath(path)) throw unsafe(path)
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  const file = await open(target, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644)
  const hash = createHash('sha256')
  try {
    const size = await writeStream(file, hashed(content, hash))
    await file.sync()
    return { sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}

async function* hashed(content: AsyncIterable<Uint8Array> | Uint8Array[], hash: Hash): AsyncIterable<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const unsafe = (path: string) =>
  new VaultError('invalid', 'unsafe_path', `This cannot be the path of a file in a package: ${path.slice(0, 200)}`)
