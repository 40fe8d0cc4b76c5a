import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile, type LawBase } from './law/index.ts'

/** The law this copy of Comity came with. */
export const lawFolder = fileURLToPath(new URL('../law', import.meta.url))

/** Every .yaml file below a folder: its path with forward slashes → its text. */
export async function readLawFiles(folder: string = lawFolder): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(
    paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  )
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Reads and compiles the law. Throws `LawError` `bad_rule` naming the file and line at fault. */
export async function readLaw({ folder = lawFolder }: { folder?: string } = {}): Promise<LawBase> {
  return compile(await readLawFiles(folder))
}
