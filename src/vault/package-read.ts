import type { z } from 'zod'
import { text } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { VaultError } from './errors.ts'
import { isSafePath } from './safe-path.ts'
import { readWhole, type Tree } from './tree.ts'

/** The sums of one of our manifests, which come in one form only: sorted, lower case, two spaces. */
export async function readManifest(tree: Tree, file: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readText(tree, file)).split('\n')
  if (lines.pop() !== '') throw malformed(file, 'does not end in a line end')
  const sums = new Map<string, string>()
  let before = ''
  for (const line of lines) {
    const [, sum = '', path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (sum === '' || !isSafePath(path) || path <= before)
      throw malformed(file, 'is not in the one form a manifest of ours has')
    sums.set(path, sum)
    before = path
  }
  return sums
}

/** Reads a JSON file that must be in its one byte form and of its shape. */
export async function readJson<Schema extends z.ZodType>(
  tree: Tree,
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const written = await readText(tree, file)
  const value = parseCanonical(written)
  if (value === undefined) throw malformed(file, 'is not JSON in its one byte form (RFC 8785)')
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw malformed(file, `is not of its form: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** The value of a JSON text that is in its one byte form; undefined for any other text. */
export function parseCanonical(written: string): unknown {
  try {
    const value: unknown = JSON.parse(written)
    return canonicalJson(value) === written ? value : undefined
  } catch {
    return undefined
  }
}

export async function readText(tree: Tree, file: string): Promise<string> {
  const bytes = await readWhole(tree, file)
  try {
    return text(bytes)
  } catch (cause) {
    throw malformed(file, 'is not UTF-8 text', cause)
  }
}

export function malformed(path: string, says: string, cause?: unknown): VaultError {
  return new VaultError('invalid', 'malformed_package', says, { path, cause })
}
