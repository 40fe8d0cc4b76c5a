import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrations } from './migrate.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

/**
 * Where a checkout keeps the files of an empty, migrated database, made once when it is installed: making them takes five
 * seconds, copying them a fifth of one. Named by what they are made from, so that nobody takes those of another version.
 */
export function blankDatabase(): string {
  const engine = readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8')
  const made = [engine, ...migrations().map(({ digest }) => digest)].join()
  return join(modules, '.cache/comity', `blank-${createHash('sha256').update(made).digest('hex').slice(0, 16)}`)
}

/** The same where it is there. */
export function blankHere(): string | undefined {
  const blank = blankDatabase()
  return existsSync(blank) ? blank : undefined
}
