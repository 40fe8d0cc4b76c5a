import { open as openFile } from 'node:fs/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { VaultError } from './errors.ts'
import { type Fault, inOrder, MAX_FILES, readable, type Tree } from './tree.ts'
import { release } from './write-stream.ts'
import { descriptorSize, zipOf } from './zip-write.ts'

export interface ZipTree extends Tree {
  /** The one folder all files lie in. */
  readonly folder: string
  /** The first byte where the zip is not the one its files make, by what stands there; undefined if there is none. */
  difference(): Promise<Fault | undefined>
  close(): void
}

/** A zip as a tree. Throws `malformed_package` for what no zip of ours can be: compressed, encrypted, damaged. */
export async function zipTree(path: string, name: string): Promise<ZipTree> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch((cause) => {
    throw new VaultError('invalid', 'malformed_package', 'This is not a zip file, or a damaged one', {
      cause,
      path: name,
    })
  })
  try {
    return await readTree(zip, path, name)
  } catch (cause) {
    zip.close()
    if (cause instanceof VaultError) throw cause
    throw new VaultError('invalid', 'malformed_package', 'This zip file is damaged', { cause, path: name })
  }
}

async function readTree(zip: ZipFile, path: string, name: string): Promise<ZipTree> {
  const entries = new Map<string, Entry>()
  let folder: string | undefined
  for await (const entry of zip.eachEntry()) {
    const slash = entry.fileName.indexOf('/')
    folder ??= entry.fileName.slice(0, slash)
    const file = entry.fileName.slice(slash + 1)
    const refuse = (why: string) => new VaultError('invalid', 'malformed_package', why, { path: file || name })
    if (slash < 1 || file === '' || entry.fileName.slice(0, slash) !== folder)
      throw refuse('lies outside the one folder of the zip')
    if (entry.compressionMethod !== 0 || entry.isEncrypted())
      throw refuse('is compressed or encrypted; a package stores its files')
    if (entry.compressedSize !== entry.uncompressedSize) throw refuse('has two sizes')
    if (entries.has(file)) throw refuse('is in the zip twice')
    if (entries.size >= MAX_FILES) throw refuse('comes after too many files')
    entries.set(file, entry)
  }
  if (folder === undefined)
    throw new VaultError('invalid', 'malformed_package', 'This zip file is empty', { path: name })
  const root = folder
  const tree: Tree = {
    files: inOrder(new Map([...entries].map(([file, { uncompressedSize }]) => [file, uncompressedSize]))),
    faults: [],
    read: (file) => readable(file, contentOf(zip, entries.get(file))),
  }
  return {
    ...tree,
    folder,
    close: () => zip.close(),
    async difference() {
      const at = await firstDifference(zipOf(tree, root), path)
      return at === undefined
        ? undefined
        : { file: ownerOf(at, entries) ?? name, says: `byte ${at} of the zip is not as its files make it` }
    },
  }
}

async function* contentOf(zip: ZipFile, entry: Entry | undefined): AsyncIterable<Uint8Array> {
  if (entry) yield* await zip.openReadStreamPromise(entry)
}

/** Whose header or bytes stand there, or what stands behind them; undefined in the directory at the end. */
function ownerOf(place: number, entries: ReadonlyMap<string, Entry>): string | undefined {
  for (const [file, { relativeOffsetOfLocalHeader: at, fileNameLength, uncompressedSize: size }] of entries) {
    const end = at + LOCAL_HEADER + fileNameLength + size + descriptorSize({ at, size })
    if (place >= at && place < end) return file
  }
  return undefined
}

const LOCAL_HEADER = 30

async function firstDifference(expected: AsyncIterable<Uint8Array>, path: string): Promise<number | undefined> {
  const file = await openFile(path)
  try {
    const block = Buffer.allocUnsafe(256 * 1024)
    let at = 0
    for await (const chunk of expected) {
      for (let from = 0; from < chunk.length; from += block.length) {
        const want = chunk.subarray(from, from + block.length)
        const got = block.subarray(0, want.length)
        const { bytesRead } = await file.read(got, 0, want.length, at)
        for (let i = 0; i < want.length; i++) if (i >= bytesRead || want[i] !== got[i]) return at + i
        at += want.length
      }
      release(chunk)
    }
    return (await file.stat()).size === at ? undefined : at
  } finally {
    await file.close()
  }
}
