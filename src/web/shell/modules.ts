import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'

/** A script a browser imports from its neighbours by name. */
export interface Module {
  readonly name: string
  readonly body: string
}

/** An import or export of another module; in comments such lines do not begin a line. */
const FROM = /^((?:import|export)\s+(?:[\w$*{}\s,]+?\bfrom\s*)?)(["'])([^"'\n]+)\2/gm

/**
 * These scripts and all they import, also from packages, for a browser that knows no packages and without anything being
 * built: each stands as it is, only that it imports its neighbours by the names they have here.
 */
export function modulesOf(paths: readonly string[]): Module[] {
  const found = new Map<string, string>()
  const take = (path: string): string => {
    const name = nameOf(path)
    if (found.has(name)) return name
    found.set(name, '')
    const { resolve } = createRequire(path)
    const named = (_: string, before: string, quote: string, wanted: string) =>
      `${before}${quote}./${take(resolve(wanted))}${quote}`
    found.set(name, readFileSync(path, 'utf8').replace(FROM, named))
    return name
  }
  paths.forEach(take)
  return [...found].map(([name, body]) => ({ name, body }))
}

/** Of a package's module its path in it, which no other has: `noble-hashes-sha2.js`. */
function nameOf(path: string): string {
  const [, ...within] = path.split('/node_modules/')
  return within.length === 0 ? basename(path) : within.join('-').replaceAll(/[@/]+/g, '-').replace(/^-/, '')
}
