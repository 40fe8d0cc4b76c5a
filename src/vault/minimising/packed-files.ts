import { type ArchiveFile, filesInArchive } from '../archive.ts'
import { VaultError } from '../errors.ts'
import { zipOf } from '../zip-write.ts'
import { dayWithin, type FileSelection, type Judgement, type Reading, type Source } from './selection.ts'

/** What a return unpacks to is at most so many times its size; what unpacks to more is made to break. */
const RATIO = 1000
const MOST_FILES = 100_000

/**
 * A zip, file by file; each part is a zip of its own with the files as they were, stored, below a folder named after the
 * whole. Archives in it are files like others. Throws `not_readable` for what is no zip, and for one that cannot be taken
 * apart as it stands: encrypted, with a name twice or one that leads out of its folder, made to unpack without end.
 */
export const packedFiles = (selection: FileSelection): Reading => ({
  async *judge(source) {
    for await (const file of filesOf(source)) yield judged(file, selection)
  },
  async *part(source, fates, wanted) {
    const chosen = new Map<string, ArchiveFile>()
    let at = -1
    for await (const file of filesOf(source)) if (fates[++at] === wanted) chosen.set(file.name, file)
    const tree = {
      files: new Map([...chosen].map(([name, { size }]) => [name, size])),
      faults: [],
      read: (name: string) => chosen.get(name)?.read() ?? nothing(),
    }
    yield* zipOf(tree, source.name.replace(/\.zip$/i, '') || 'files')
  },
})

async function* nothing(): AsyncIterable<Uint8Array> {}

async function* filesOf({ at, size }: Source): AsyncIterable<ArchiveFile> {
  const seen = new Set<string>()
  let unpacked = 0
  for await (const file of filesInArchive(at, size)) {
    unpacked += file.size
    const name = file.name.slice(0, 100)
    if (file.isEncrypted) throw notReadable(`‘${name}’ is encrypted`)
    if (file.isUnsafe) throw notReadable(`the name ‘${name}’ leads out of its folder`)
    if (seen.has(file.name)) throw notReadable(`‘${name}’ is in it twice`)
    if (seen.size >= MOST_FILES) throw notReadable(`it has more than ${MOST_FILES} files`)
    if (unpacked > RATIO * Math.max(size, 1024 * 1024)) throw notReadable('it unpacks to too much')
    seen.add(file.name)
    yield file
  }
}

function judged({ name, at }: ArchiveFile, { names, privileged, from, until }: FileSelection): Judgement {
  if (privileged?.some((pattern) => fits(name, pattern))) return { fate: 'privileged', isUndated: false }
  if (names?.length && !names.some((pattern) => fits(name, pattern))) return { fate: 'left-out', isUndated: false }
  if (from === undefined && until === undefined) return { fate: 'kept', isUndated: false }
  const within = dayWithin(at ?? '', { from, until })
  return { fate: within ? 'kept' : 'left-out', isUndated: within === undefined }
}

/** `*` stands for any signs, a folder for all that is in it; without a slash the pattern is of the last name alone. */
function fits(path: string, pattern: string): boolean {
  const wanted = pattern.trim().toLowerCase()
  const name = path.toLowerCase()
  if (wanted.endsWith('/')) return name.startsWith(wanted)
  const [first = '', ...rest] = wanted.split('*')
  const text = wanted.includes('/') ? name : (name.split('/').at(-1) ?? '')
  if (rest.length === 0) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = rest.at(-1) ?? ''
  return text.length - last.length >= at && text.endsWith(last)
}

const notReadable = (why: string) =>
  new VaultError('invalid', 'not_readable', `This zip cannot be taken apart: ${why}`, { path: 'of' })
