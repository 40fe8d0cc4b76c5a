import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
interface Lock {
  readonly name: string
  readonly version: string
  readonly packages: Readonly<Record<string, Locked>>
}

const root = join(import.meta.dirname, '..')

/**
 * What the product is made of, as CycloneDX 1.6: every package the lock file names, its hash and licence, what depends on
 * what; with `dev` also what it is built and tested with. The same lock file gives the same bytes.
 */
export function bill(lock: Lock, { dev = false } = {}) {
  const chosen = Object.entries(lock.packages).filter(([path, one]) => path !== '' && !one.link && (dev || !one.dev))
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13)
  const purl = (path: string, { version = '' }: Locked) =>
    `pkg:npm/${nameOf(path).replace('@', '%40')}@${encodeURIComponent(version)}`
  const refOf = (path: string, one: Locked) => `${purl(path, one)}#${path}`
  /** Where Node looks for a package: beside the one that asks, and then ever further out. */
  const found = (from: string, name: string): string | undefined => {
    for (let at = from; ; at = at.slice(0, at.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`
      if (lock.packages[path]) return path
      if (at === '') return undefined
    }
  }
  const known = new Set(chosen.map(([path]) => path))
  const dependsOn = (from: string, one: Locked) =>
    Object.keys({ ...one.dependencies, ...one.optionalDependencies })
      .map((name) => found(from, name))
      .filter((path) => path !== undefined && known.has(path))
      .map((path) => refOf(path ?? '', lock.packages[path ?? ''] ?? {}))
      .sort()
  const own = `pkg:npm/${lock.name}@${lock.version}`
  const components = chosen.map(([path, one]) => {
    const [group, name] = nameOf(path).startsWith('@') ? nameOf(path).split('/') : [undefined, nameOf(path)]
    const [algorithm = '', digest = ''] = (one.integrity ?? '').split(' ')[0]?.split('-') ?? []
    const alg = { sha512: 'SHA-512', sha256: 'SHA-256', sha1: 'SHA-1' }[algorithm]
    return {
      type: 'library',
      'bom-ref': refOf(path, one),
      ...(group && { group }),
      name: name ?? '',
      version: one.version ?? '',
      scope: one.dev ? 'excluded' : one.optional ? 'optional' : 'required',
      ...(alg && { hashes: [{ alg, content: Buffer.from(digest, 'base64').toString('hex') }] }),
      ...(one.license && {
        licenses: [/[ (]/.test(one.license) ? { expression: one.license } : { license: { name: one.license } }],
      }),
      purl: purl(path, one),
    }
  })
  const top = lock.packages[''] ?? {}
  const digest = createHash('sha256').update(JSON.stringify(components)).digest('hex')
  const serial = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ]
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial.join('-')}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: lock.name,
        version: lock.version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
        purl: own,
      },
    },
    components,
    dependencies: [
      { ref: own, dependsOn: dependsOn('', top) },
      ...chosen.map(([path, one]) => ({ ref: refOf(path, one), dependsOn: dependsOn(path, one) })),
    ],
  }
}

export const lockFile = (): Lock => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

if (import.meta.main) {
  const text = `${JSON.stringify(bill(lockFile(), { dev: process.argv.includes('--dev') }), null, 2)}\n`
  const out = process.argv.find((one) => one.endsWith('.json'))
  if (out) writeFileSync(out, text)
  else process.stdout.write(text)
}
