import { describe, expect, test } from 'vitest'
import { bill, lockFile } from './sbom.ts'

describe('the bill of materials', () => {
  const lock = lockFile()
  const made = bill(lock)

  test('names every package that runs in production, with its hash, and what depends on what', () => {
    const runs = Object.entries(lock.packages).filter(([path, one]) => path !== '' && !one.dev && !one.link)
    expect(made.components).toHaveLength(runs.length)
    expect(
      made.components.filter(({ hashes, scope }) => !hashes && scope === 'required').map(({ name }) => name),
    ).toEqual([])
    const direct = Object.keys((lock.packages[''] as { dependencies?: object } | undefined)?.dependencies ?? {})
    expect(made.dependencies[0]?.dependsOn).toHaveLength(direct.length)
    const refs = new Set([made.metadata.component['bom-ref'], ...made.components.map((one) => one['bom-ref'])])
    expect(refs.size).toBe(made.components.length + 1)
    expect(
      made.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref)),
    ).toEqual([])
  })

  test('keeps to CycloneDX: identity, version, package addresses, hash lengths, one licence form each', () => {
    expect(made).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 })
    expect(made.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    for (const { purl, hashes = [], version, name } of made.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.%+-]+$/)
      expect([name, version].every((one) => one !== '')).toBe(true)
      for (const { alg, content } of hashes)
        expect(content.length).toBe({ 'SHA-512': 128, 'SHA-256': 64, 'SHA-1': 40 }[alg])
    }
  })

  test('is the same for the same lock file, and no runtime package forbids us to use it', () => {
    expect(bill(lockFile())).toEqual(made)
    const licences = new Set(
      made.components.flatMap(({ licenses = [] }) =>
        licenses.map((one) => ('expression' in one ? one.expression : one.license.name)),
      ),
    )
    expect([...licences].filter((one) => /AGPL|SSPL|UNLICENSED|BUSL/i.test(one ?? ''))).toEqual([])
  })

  test('holds what it is built with only when asked', () => {
    expect(bill(lock, { dev: true }).components.length).toBeGreaterThan(made.components.length + 100)
  })
})
