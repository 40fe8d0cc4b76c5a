import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * npm leaves packages for other platforms out of the lock file where it could not reach them, and `npm ci` then refuses
 * the file. `npm run lock` writes them back: no more than name, version and platform, so that npm passes over them.
 */
interface Entry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const path = resolve(import.meta.dirname, '../package-lock.json')
const platforms = {
  android: 'android',
  darwin: 'darwin',
  win32: 'win32',
  linux: 'linux',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
}
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64']

/** Optional packages that the lock file speaks of and has no entry for. */
export function missing(packages: Record<string, Entry>): [name: string, entry: Entry][] {
  return Object.entries(packages).flatMap(([of, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) =>
          !Object.hasOwn(packages, `node_modules/${name}`) && !Object.hasOwn(packages, `${of}/node_modules/${name}`),
      )
      .map(([name, version]): [string, Entry] => [name, entryOf(name, version, dev)]),
  )
}

function entryOf(name: string, version: string, dev: boolean | undefined): Entry {
  const words = name.split(/[-/]/)
  const os = Object.entries(platforms).flatMap(([word, platform]) => (words.includes(word) ? [platform] : []))
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : []
  return {
    version: version.replace(/^[\^~]/, ''),
    ...(dev && { dev }),
    optional: true,
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(libc.length > 0 && { libc }),
  }
}

export const readLock = (): { packages: Record<string, Entry> } => JSON.parse(readFileSync(path, 'utf8'))

if (process.argv[1] === import.meta.filename) {
  const lock = readLock()
  const left = missing(lock.packages)
  const packages = {
    ...lock.packages,
    ...Object.fromEntries(left.map(([name, entry]) => [`node_modules/${name}`, entry])),
  }
  const inOrder = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: inOrder }, null, 2)}\n`)
  console.log(`${left.length} packages of other platforms written back`)
}
