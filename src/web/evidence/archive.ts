import { type ArchiveFile, filesInArchive, type ReadAt } from '../../vault/index.ts'
import { type Caution, type Fact, fact, readable } from './facts.ts'

/** A file of an archive; what is an archive itself has its own below it. */
export interface Packed {
  readonly name: string
  readonly size: number
  readonly at: string | undefined
  readonly cautions: readonly Caution[]
  readonly within: readonly Packed[]
}

/** The most files that are listed, of the archive and of all archives in it together. */
const MOST_FILES = 1000
/** Archives in archives that are looked into: one that holds itself ends here. */
const DEEPEST = 3
/** The most of an archive within one that is unpacked, and of all of them together. */
const LARGEST_WITHIN = 4 * 1024 * 1024
const LARGEST_TOGETHER = 16 * 1024 * 1024
/** What unpacks to more than this, or to so many times its size, is called large. */
const LARGE = 10 * 1024 ** 3
const RATIO = 1000

export interface Listing {
  readonly files: readonly Packed[]
  readonly facts: readonly Fact[]
  readonly cautions: readonly Caution[]
}

/**
 * The files of a zip and of the zips in it: names, sizes and days alone. Nothing of it is unpacked but smaller archives, in
 * memory. Undefined for what is no zip; what is damaged or goes too far is listed as far as that, with a caution.
 */
export async function archiveIn(read: ReadAt, size: number): Promise<Listing | undefined> {
  const left = { files: MOST_FILES, bytes: LARGEST_TOGETHER }
  const { files, cautions } = await listed(read, size, 1, left)
  if (files.length === 0 && cautions.has('damaged')) return undefined
  const all = files.flatMap(flat)
  const unpacked = all.reduce((sum, one) => sum + one.size, 0)
  // On the clock of whoever packed it: days and times, no moments.
  const days = all.flatMap(({ at }) => at ?? []).sort()
  const facts = [
    ...fact('files', all.length),
    ...fact('unpacked', unpacked),
    ...fact('from', days.at(0)),
    ...fact('until', days.at(-1)),
  ]
  return { files, facts, cautions: [...new Set([...cautions, ...all.flatMap((one) => one.cautions)])] }
}

const flat = (one: Packed): Packed[] => [one, ...one.within.flatMap(flat)]

async function listed(read: ReadAt, size: number, depth: number, left: { files: number; bytes: number }) {
  const files: Packed[] = []
  const cautions = new Set<Caution>()
  let [packed, unpacked] = [0, 0]
  try {
    for await (const file of filesInArchive(read, size)) {
      if (left.files-- <= 0) {
        cautions.add('too-many')
        break
      }
      packed += file.packed
      unpacked += file.size
      files.push(await one(file, depth, left))
    }
  } catch {
    cautions.add('damaged')
  }
  if (packed > size) cautions.add('overlapping')
  if (unpacked > LARGE || unpacked > RATIO * Math.max(size, 1024)) cautions.add('unpacks-too-large')
  return { files, cautions }
}

async function one(file: ArchiveFile, depth: number, left: { files: number; bytes: number }): Promise<Packed> {
  const cautions = new Set<Caution>()
  if (file.isEncrypted) cautions.add('encrypted')
  if (file.isUnsafe) cautions.add('unsafe-name')
  let within: readonly Packed[] = []
  if (/\.(zip|docx|xlsx|pptx|odt|ods|jar|apk|kmz|epub)$/i.test(file.name) && !file.isEncrypted) {
    if (depth >= DEEPEST) cautions.add('nested-too-deep')
    else if (file.size > Math.min(LARGEST_WITHIN, left.bytes)) cautions.add('unpacks-too-large')
    else {
      left.bytes -= file.size
      const inner = await unpackedOf(file)
      const found = inner && (await listed(async (from, to) => inner.subarray(from, to), inner.length, depth + 1, left))
      within = found?.files ?? []
      for (const caution of found?.cautions ?? ['damaged' as const]) cautions.add(caution)
    }
  }
  return { name: readable(file.name).slice(0, 300), size: file.size, at: file.at, cautions: [...cautions], within }
}

async function unpackedOf(file: ArchiveFile): Promise<Buffer | undefined> {
  try {
    return Buffer.concat(await Array.fromAsync(file.read()))
  } catch {
    return undefined
  }
}
