import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The folder of a public vector set beside the checkout, or undefined, said aloud, where it was not put. */
export function standards(set: string): string | undefined {
  const folder = resolve(import.meta.dirname, '../../shared/standards', set)
  if (existsSync(folder)) return folder
  console.warn(`skipped: the public vectors ${set} are not beside this checkout (${folder})`)
  return undefined
}
