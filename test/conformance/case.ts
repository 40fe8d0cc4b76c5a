import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** One case of a public vector set, tried against the product. */
export interface Case {
  readonly name: string
  /** What the product answers instead of what the set expects; undefined where they agree. */
  readonly differs?: string
}

/** What each file of this folder exports as `cases`. */
export type Cases = (folder: string) => AsyncIterable<Case>

/** Compares two answers in their JSON form. */
export function compare(name: string, expected: unknown, got: unknown): Case {
  const [want, have] = [JSON.stringify(expected), JSON.stringify(got)]
  return want === have ? { name } : { name, differs: `expected ${want}, got ${have}` }
}

/** Every file below a folder, by path from it, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort()
}
