import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hex, parseBase64, utf8 } from '../../src/base/bytes.ts'
import {
  cosignatureVerifier,
  leafHash,
  type NoteVerifier,
  noteVerifier,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../src/crypto/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

type Inclusion = {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  wantErr: boolean
}
type Consistency = {
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}
type SignedNote = { name: string; vkeys: string[]; note: string; verifies: boolean }
type Log = { origin: string; vkey: string; entries: string[] }

/** Proofs, notes and whole logs, told apart by their fields, wherever they stand below the folder. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const files = await filesBelow(folder)
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    const vector = JSON.parse(await readFile(join(folder, file), 'utf8'))
    if ('leafIdx' in vector) yield compare(file, !vector.wantErr, inclusion(vector))
    else if ('size1' in vector) yield compare(file, !vector.wantErr, consistency(vector))
    else if (Array.isArray(vector)) {
      for (const note of vector as SignedNote[])
        yield compare(`${file}: ${note.name}`, note.verifies, await opens(note))
    } else if ('vkey' in vector) {
      const below = file.replace(/\.json$/, '/')
      yield* log(
        folder,
        vector,
        files.filter((name) => name.startsWith(below)),
      )
    }
  }
}

function inclusion({ leafIdx, treeSize, root, leafHash, proof }: Inclusion): boolean {
  const claim = { index: leafIdx, size: treeSize, root: parseBase64(root), leaf: parseBase64(leafHash) }
  return verifyInclusion({ ...claim, proof: (proof ?? []).map(parseBase64) })
}

function consistency({ size1, size2, root1, root2, proof }: Consistency): boolean {
  const claim = { first: size1, second: size2, firstRoot: parseBase64(root1), secondRoot: parseBase64(root2) }
  return verifyConsistency({ ...claim, proof: (proof ?? []).map(parseBase64) })
}

async function opens({ note, vkeys }: SignedNote): Promise<boolean> {
  return openNote(note, vkeys.map(verifierOf)).then(
    () => true,
    () => false,
  )
}

function verifierOf(vkey: string): NoteVerifier {
  const { name, type, publicKey } = parseVerifierKey(vkey)
  return type === 4 ? cosignatureVerifier(name, publicKey) : noteVerifier(name, publicKey)
}

/** Every checkpoint is signed and states the root of its first entries; every tile holds their hashes. */
async function* log(folder: string, { origin, vkey, entries }: Log, files: string[]): AsyncIterable<Case> {
  const leaves = entries.map((entry) => leafHash(utf8(entry)))
  for (const file of files) {
    const bytes = await readFile(join(folder, file))
    const [, level, path, width] = /\/tile\/(entries|\d+)\/([x\d/]+?)(?:\.p\/(\d+))?$/.exec(file) ?? []
    if (/\/checkpoint[^/]*$/.test(file)) {
      const { text } = await openNote(bytes.toString(), [verifierOf(vkey)])
      const { size, root, origin: stated } = parseCheckpoint(text)
      yield compare(file, [origin, hex(rootOf(leaves.slice(0, size)))], [stated, hex(root)])
    } else if (level !== undefined && path !== undefined) {
      const first = Number(path.replace(/[x/]/g, '')) * 256
      const count = width === undefined ? 256 : Number(width)
      const got = level === 'entries' ? bundle(bytes).map(leafHash).map(hex) : split(bytes).map(hex)
      yield compare(file, tile(leaves, level === 'entries' ? 0 : Number(level), first, count), got)
    }
  }
}

/** The hashes of a tile: at level L each is the root of 256^L leaves. */
function tile(leaves: Uint8Array[], level: number, first: number, count: number): string[] {
  const width = 256 ** level
  return Array.from({ length: count }, (_, i) =>
    hex(rootOf(leaves.slice((first + i) * width, (first + i + 1) * width))),
  )
}

const split = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(i * 32, i * 32 + 32))

/** Entries, each behind its length in two bytes. */
function bundle(bytes: Buffer): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + bytes.readUInt16BE(at)
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
