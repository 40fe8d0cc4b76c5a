import { createHash } from 'node:crypto'
import { VaultError } from './errors.ts'
import { type Fault, readWhole, type Tree } from './tree.ts'
import { release } from './write-stream.ts'

/** What a reader of RFC 8493 answers about a bag. Valid if there is no fault; a warning leaves it valid. */
export interface BagReport {
  readonly faults: readonly Fault[]
  readonly warnings: readonly Fault[]
}

interface Manifest {
  readonly file: string
  readonly algorithm: string
  readonly about: 'payload' | 'tags'
  /** Hexadecimal sum by path. */
  readonly sums: ReadonlyMap<string, string>
}

const ALGORITHMS = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])
const LINE = /^([0-9A-Fa-f]+)[ \t]+(\*?)(.+)$/

/** Judges a bag, of version 1.0 or of the drafts before it that tools still write. Never throws for what is in it. */
export async function checkBag(tree: Tree): Promise<BagReport> {
  const faults: Fault[] = [...tree.faults]
  const warnings: Fault[] = []
  try {
    const { version, encoding } = declaration(await readWhole(tree, 'bagit.txt'))
    const text = async (file: string) => decoded(await readWhole(tree, file), encoding, file)
    const names = namesOf(tree, warnings)

    const manifests: Manifest[] = []
    for (const file of tree.files.keys()) {
      const [, tag, algorithm] = /^(tag)?manifest-([a-z0-9]+)\.txt$/.exec(file) ?? []
      if (algorithm === undefined) continue
      if (!ALGORITHMS.has(algorithm)) warnings.push({ file, says: `${algorithm} is not an algorithm we know` })
      else
        manifests.push(
          readManifest(file, algorithm, tag ? 'tags' : 'payload', await text(file), {
            names,
            version,
            faults,
            warnings,
          }),
        )
    }
    if (!manifests.some(({ about }) => about === 'payload'))
      throw malformed('bagit.txt', 'no payload manifest stands beside it')

    for (const file of ['bag-info.txt', 'package-info.txt']) {
      if (tree.files.has(file)) checkInfo(file, await text(file), tree, version, faults)
    }
    if (tree.files.has('fetch.txt')) checkFetch(await text('fetch.txt'), names, faults)
    faults.push(...unlisted(tree, manifests, version))
    faults.push(...(await wrongSums(tree, manifests)))
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    faults.push({ file: error.path ?? 'bagit.txt', says: error.message })
  }
  return { faults, warnings }
}

function declaration(bytes: Uint8Array): { version: number; encoding: string } {
  const lines = decoded(bytes, 'utf-8', 'bagit.txt')
    .replace(/\r?\n$/, '')
    .split(/\r?\n|\r/)
  const version = /^BagIt-Version: (\d+)\.(\d+)$/.exec(lines[0] ?? '')
  const encoding = /^Tag-File-Character-Encoding: (\S+)$/.exec(lines[1] ?? '')
  if (!version) throw malformed('bagit.txt', 'does not begin with a version')
  if (!encoding?.[1] || lines.length !== 2) throw malformed('bagit.txt', 'does not name one character encoding')
  return { version: Number(`${version[1]}.${version[2]}`), encoding: encoding[1] }
}

function decoded(bytes: Uint8Array, encoding: string, file: string): string {
  try {
    const bigEndian = /^utf-?16$/i.test(encoding) && bytes[0] === 0xfe && bytes[1] === 0xff
    return new TextDecoder(bigEndian ? 'utf-16be' : encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw malformed(file, `is not text in ${encoding.slice(0, 40)}`, cause)
  }
}

/** Finds a file by the name a manifest gives it, also where the two differ only in Unicode's normal form. */
type Names = (listed: string) => string | undefined

function namesOf(tree: Tree, warnings: Fault[]): Names {
  const byForm = new Map<string, string>()
  for (const file of tree.files.keys()) {
    const form = file.normalize('NFC')
    if (byForm.has(form)) warnings.push({ file, says: 'differs from another only in the form of its letters' })
    else byForm.set(form, file)
  }
  return (listed) => {
    if (tree.files.has(listed)) return listed
    const found = byForm.get(listed.normalize('NFC'))
    if (found !== undefined) warnings.push({ file: found, says: 'is listed in another form of its letters' })
    return found
  }
}

interface Reading {
  readonly names: Names
  readonly version: number
  readonly faults: Fault[]
  readonly warnings: Fault[]
}

function readManifest(
  file: string,
  algorithm: string,
  about: Manifest['about'],
  text: string,
  { names, version, faults, warnings }: Reading,
): Manifest {
  const sums = new Map<string, string>()
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue
    const [, sum = '', star, listed = ''] = LINE.exec(line) ?? []
    if (sum === '') {
      faults.push({ file, says: 'has a line that is not a sum and a path' })
      continue
    }
    if (star) warnings.push({ file, says: 'was made with a tool that marks binary files' })
    const path = listedPath(listed, version, names)
    if (!isInside(path, about)) faults.push({ file, says: `lists a path outside: ${path.slice(0, 200)}` })
    else if (!sums.has(path)) sums.set(path, sum.toLowerCase())
    else if (sums.get(path) === sum.toLowerCase()) warnings.push({ file, says: `lists ${path} twice` })
    else faults.push({ file, says: `lists ${path} with two sums` })
  }
  return { file, algorithm, about, sums }
}

/** The path a line means: without `./`, and with line ends and, since 1.0, percent signs unescaped. */
function listedPath(listed: string, version: number, names: Names): string {
  const plain = listed.replace(/^(\.\/)+/, '')
  const unescaped = plain.replace(/%0a/gi, '\n').replace(/%0d/gi, '\r')
  const path = version >= 1 ? unescaped.replace(/%25/g, '%') : (names(plain) ?? unescaped)
  return names(path) ?? path
}

/** Bags may have odd names; what they may not have is a way out. */
function isInside(path: string, about: Manifest['about']): boolean {
  const names = path.split(/[/\\]/)
  if (names.some((name) => name === '' || name === '.' || name === '..')) return false
  if (/^[A-Za-z]:/.test(path) || names[0]?.startsWith('~') || path.includes('\0')) return false
  return about === 'payload' ? path.startsWith('data/') : !path.startsWith('data/')
}

function checkFetch(text: string, names: Names, faults: Fault[]): void {
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue
    const [, path = ''] = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/.exec(line) ?? []
    const plain = path.replace(/^(\.\/)+/, '')
    if (!isInside(plain, 'payload'))
      faults.push({ file: 'fetch.txt', says: `names a path outside: ${path.slice(0, 200)}` })
    else if (names(plain) === undefined) faults.push({ file: plain, says: 'has still to be fetched; we fetch nothing' })
  }
}

function checkInfo(file: string, text: string, tree: Tree, version: number, faults: Fault[]): void {
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '' || /^[ \t]/.test(line)) continue
    const [, label = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? []
    if (label === '' && version >= 1) faults.push({ file, says: 'has a line that is not a label and a value' })
    if (/^payload-oxum$/i.test(label.trim()) && value.trim() !== oxum(tree)) {
      faults.push({ file, says: `counts ${value.trim().slice(0, 40)} bytes and files; there are ${oxum(tree)}` })
    }
  }
}

/** RFC 8493 §2.2.2: bytes of the payload, a full stop, files of the payload. */
export function oxum(tree: Pick<Tree, 'files'>): string {
  const sizes = [...tree.files].filter(([path]) => path.startsWith('data/')).map(([, size]) => size)
  return `${sizes.reduce((sum, size) => sum + size, 0)}.${sizes.length}`
}

/** Payload files no manifest lists; since 1.0, every payload manifest lists every one. */
function unlisted(tree: Tree, manifests: readonly Manifest[], version: number): Fault[] {
  const payload = manifests.filter(({ about }) => about === 'payload')
  return [...tree.files.keys()]
    .filter((path) => path.startsWith('data/'))
    .filter((path) => {
      const listing = payload.filter(({ sums }) => sums.has(path)).length
      return version >= 1 ? listing < payload.length : listing === 0
    })
    .map((file) => ({ file, says: 'is not listed in the manifest' }))
}

/** Reads each file once, whatever number of manifests list it. */
async function wrongSums(tree: Tree, manifests: readonly Manifest[]): Promise<Fault[]> {
  const faults: Fault[] = []
  const paths = new Set(manifests.flatMap(({ sums }) => [...sums.keys()]))
  for (const path of paths) {
    if (!tree.files.has(path)) {
      faults.push({ file: path, says: 'is listed, but missing' })
      continue
    }
    const listing = manifests.filter(({ sums }) => sums.has(path))
    const hashes = new Map(listing.map(({ algorithm }) => [algorithm, createHash(algorithm)]))
    for await (const chunk of tree.read(path)) {
      for (const hash of hashes.values()) hash.update(chunk)
      release(chunk)
    }
    const got = new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]))
    const wrong = listing.find(({ algorithm, sums }) => sums.get(path) !== got.get(algorithm))
    if (wrong) faults.push({ file: path, says: `is not what ${wrong.file} says it was` })
  }
  return faults
}

function malformed(path: string, says: string, cause?: unknown): VaultError {
  return new VaultError('invalid', 'malformed_package', says, { path, cause })
}
