import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

/** The one order of dependency: a module may import only what stands before it. */
const order = [
  'base', 'crypto', 'law', 'paper', 'db', 'audit', 'accounts', 'trust', 'vault', 'requests', 'oversight', 'laboratory', 'exchange', 'mail', 'api', 'web', 'cli',
] // biome-ignore format: one line of words
const pure = new Set(['base', 'crypto', 'law'])
const strangers = new Set(['api>web', 'web>api'])

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))

const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({ path, target: match[1] ?? '' })),
)

const moduleOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '')

const inside = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ path, target }) => ({ path, target: relative(src, resolve(src, dirname(path), target)) }))

describe('the house', () => {
  test('every folder of src is a module with a place in the order', () => {
    const folders = new Set(files.map(({ path }) => moduleOf(path)).filter((name) => name !== ''))
    expect([...folders].filter((name) => !order.includes(name))).toEqual([])
  })

  test('a module imports only modules before it', () => {
    const wrong = inside.filter(({ path, target }) => {
      const [from, to] = [moduleOf(path), moduleOf(target)]
      if (from === '' || from === to || (from === 'cli' && to === '')) return false
      return strangers.has(`${from}>${to}`) || order.indexOf(to) > order.indexOf(from) || to === ''
    })
    expect(wrong).toEqual([])
  })

  test('a module is entered through its index.ts, base by file', () => {
    const wrong = inside.filter(({ path, target }) => {
      const to = moduleOf(target)
      return moduleOf(path) !== to && to !== '' && to !== 'base' && to !== 'cli' && target !== `${to}/index.ts`
    })
    expect(wrong).toEqual([])
  })

  test('inside a module nobody goes through its own front door', () => {
    expect(
      inside.filter(({ path, target }) => target === `${moduleOf(path)}/index.ts` && moduleOf(path) !== ''),
    ).toEqual([])
  })

  test('no file imports itself by a detour, types counted', () => {
    const targets = Map.groupBy(inside, ({ path }) => path)
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (path: string, way: readonly string[]) => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
      if (way.includes(path) || done.has(path)) return
      for (const { target } of targets.get(path) ?? []) visit(target, [...way, path])
      done.add(path)
    }
    for (const { path } of files) visit(path, [])
    expect(circles).toEqual([])
  })

  test('base, crypto and law are pure: no node:, no clock, no network', () => {
    const impure = files
      .filter(({ path }) => pure.has(moduleOf(path)))
      .filter(({ path, text }) => {
        const clock = path === 'base/time.ts' ? /Date\.now|new Date\(\)/ : /Date\.now|new Date\(\)|Temporal\.Now/
        return /['"]node:/.test(text) || clock.test(text) || /\bfetch\(/.test(text) || /\bprocess\./.test(text)
      })
      .map(({ path }) => path)
    expect(impure).toEqual([])
  })

  test('a front door holds named re-exports only', () => {
    const wrong = files
      .filter(({ path }) => /^[a-z]+\/index\.ts$/.test(path) && moduleOf(path) !== 'web' && moduleOf(path) !== 'api')
      .filter(({ text }) => /export \*|\bfunction\b|=>|\bconst\b/.test(text))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  test('only the store of a module names its tables', () => {
    const prefixes: Record<string, string> = {
      audit: 'audit',
      accounts: 'account',
      trust: 'trust',
      vault: 'vault',
      requests: 'request',
      exchange: 'exchange',
      mail: 'mail',
    }
    const wrong = files.flatMap(({ path, text }) => {
      if (moduleOf(path) === 'db') return []
      return Object.entries(prefixes)
        .filter(([owner]) => owner !== moduleOf(path))
        .filter(([, prefix]) =>
          new RegExp(`(?:selectFrom|insertInto|updateTable|deleteFrom|Join)\\(\\s*'${prefix}_`).test(text),
        )
        .map(([owner]) => `${path} reaches into the tables of ${owner}`)
    })
    expect(wrong).toEqual([])
  })

  test('the bytes of evidence are read in the vault alone, and handed on through its gate alone', () => {
    const reading = /\bblobs\.(?:read|range)\(/
    const readers = files.filter(({ text }) => reading.test(text)).map(({ path }) => path)
    expect(readers.filter((path) => moduleOf(path) !== 'vault')).toEqual([])
    // Whoever reads them to be opened here, for one's own organisation, or to compare them and let them go, or reads back what it was just given; the gate alone gives them to another.
    const allowed = [
      'vault/evidence.ts', 'vault/export.ts', 'vault/handing-on.ts', 'vault/leaving.ts', 'vault/minimising/masking.ts',
      'vault/minimising/minimise.ts',
      'vault/opened-at.ts', 'vault/rewrapping.ts', 'vault/scrubbing.ts',
    ] // biome-ignore format: one line of words
    expect(readers.filter((path) => !allowed.includes(path))).toEqual([])
    // Whoever opens something, packs it or hands it on says whom it is for: it stays, or the gate lets it out to them.
    const sources = ['vault/evidence.ts', 'vault/export.ts'].map((path) => files.find((one) => one.path === path)?.text)
    expect(sources.map((text) => /\bdepart\(tx, /.test(text ?? ''))).toEqual([true, true])
    const bounds = files.filter(({ text }) => /\b(?:staysWith|boundFor)\(/.test(text)).map(({ path }) => path)
    expect(bounds.sort()).toEqual([
      'api/evidence.ts', 'requests/exporting.ts', 'requests/release/destination.ts', 'requests/teams/sharing.ts', 'web/pages/piece.tsx',
    ]) // biome-ignore format: one line of words
    const gates = files.filter(({ text }) => /\bthroughGate\(/.test(text)).map(({ path }) => path)
    expect(gates.sort()).toEqual(['requests/release/gate.ts', 'vault/leaving.ts'])
  })

  test('no module is a drawer', () => {
    expect(files.filter(({ path }) => /(^|\/)(utils?|common|helpers?|misc|lib)(\/|\.tsx?$)/.test(path))).toEqual([])
  })
})
