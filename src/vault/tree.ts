import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { VaultError } from './errors.ts'

/** What is wrong with a file of a package, named by its path in it. */
export interface Fault {
  readonly file: string
  readonly says: string
}

/** Files by path, wherever they lie: in a folder, or in a zip. Nothing in it has been believed yet. */
export interface Tree {
  /** Size in bytes by path, paths in order. */
  readonly files: ReadonlyMap<string, number>
  /** What could not be taken in as a file: links, devices, names that leave the folder. */
  readonly faults: readonly Fault[]
  /** The chunks are the reader's own, who may give their memory back. */
  read(path: string): AsyncIterable<Uint8Array>
}

export const MAX_FILES = 100_000

/** A folder as a tree. Links are faults and never followed. */
export async function folderTree(folder: string): Promise<Tree> {
  const files = new Map<string, number>()
  const faults: Fault[] = []
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(below, { withFileTypes: true })) {
      const path = join(below, entry.name)
      const name = relative(folder, path).split(sep).join('/')
      if (files.size + faults.length > MAX_FILES) throw new VaultError('invalid', 'malformed_package', 'Too many files')
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) files.set(name, (await lstat(path)).size)
      else faults.push({ file: name, says: entry.isSymbolicLink() ? 'is a link, not a file' : 'is not a plain file' })
    }
  }
  await walk(folder)
  return {
    files: inOrder(files),
    faults,
    read: (path) => readable(path, createReadStream(join(folder, path), { highWaterMark: 256 * 1024 })),
  }
}

/** By code unit, so that every machine lists the same way. */
export function inOrder<Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** A file held whole; refused above `limit` bytes. */
export async function readWhole(tree: Tree, path: string, limit = 64 * 1024 * 1024): Promise<Uint8Array> {
  const size = tree.files.get(path)
  if (size === undefined) throw new VaultError('missing', 'malformed_package', 'is missing', { path })
  if (size > limit)
    throw new VaultError('invalid', 'malformed_package', 'is larger than any such file may be', { path })
  const chunks: Uint8Array[] = []
  let read = 0
  for await (const chunk of tree.read(path)) {
    read += chunk.length
    if (read > limit) throw new VaultError('invalid', 'malformed_package', 'grew while it was read', { path })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A stream whose failure names the file: a damaged zip and a bad disk are faults of the package, not of ours. */
export async function* readable(path: string, stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw new VaultError('invalid', 'malformed_package', 'cannot be read', { path, cause })
  }
}
