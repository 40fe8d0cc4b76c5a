import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DomainError } from './base/errors.ts'
import { compile, type LawBase, readYaml, withOwnRules } from './law/index.ts'

/** The law this copy of Comity came with. */
export const lawFolder = fileURLToPath(new URL('../law', import.meta.url))

/** Where a checkout keeps what it can always make again. */
const lawCache = fileURLToPath(new URL('../node_modules/.cache/comity', import.meta.url))

/** Every .yaml (and .yml) file below a folder: its path with forward slashes → its text. Throws `missing` / `no_such_folder`. */
export async function readLawFiles(folder: string = lawFolder): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    throw new DomainError('missing', 'no_such_folder', `There is no folder ${folder} that can be read`, { cause })
  })
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(
    paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  )
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Reads and compiles the law. Parsing a thousand files of YAML takes seconds, so what they say is kept in the `cache`
 * folder by the digest of each text, for the law of this copy unless told otherwise; a cache that cannot be read or written only costs that time.
 * Throws `LawError` `bad_rule` naming the file and line at fault.
 */
export async function readLaw({
  folder = lawFolder,
  cache = folder === lawFolder ? lawCache : undefined,
}: {
  folder?: string | undefined
  cache?: string | undefined
} = {}): Promise<LawBase> {
  const files = await readLawFiles(folder)
  if (cache === undefined) return compile(files)
  const before = await readCache(cache)
  const values = new Map<string, unknown>()
  let fresh = before.size !== files.size
  const law = compile(files, {
    read: (path, text) => {
      const digest = createHash('sha256').update(text).digest('base64')
      fresh ||= !before.has(digest)
      const value = before.has(digest) ? before.get(digest) : readYaml(path, text)
      values.set(digest, value)
      return value
    },
  })
  if (fresh) await writeCache(cache, values)
  return law
}

/**
 * The law with the operator's own rules of a folder, written as law is; the law as it is where none is named. Throws
 * `no_such_folder`, and what `withOwnRules` throws.
 */
export const ownRules = async (law: LawBase, folder: string | undefined): Promise<LawBase> =>
  folder === undefined ? law : withOwnRules(law, await readLawFiles(folder))

const cacheFile = 'law.json'

async function readCache(folder: string): Promise<Map<string, unknown>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(join(folder, cacheFile), 'utf8'))))
  } catch {
    return new Map()
  }
}

/** Written beside and put in place, so that a reader never sees half of it. */
async function writeCache(folder: string, values: ReadonlyMap<string, unknown>): Promise<void> {
  const draft = join(folder, `${cacheFile}.${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(draft, JSON.stringify(Object.fromEntries(values)))
    await rename(draft, join(folder, cacheFile))
  } catch {
    // A read-only checkout works without a cache.
  }
}
