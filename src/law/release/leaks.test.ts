import { expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { decideRelease } from './decide.ts'
import { forbidden } from './plain-reading.fixture.ts'
import { chanceFrom, randomly } from './random.fixture.ts'
import { approved } from './release.fixture.ts'
import { parseRelease, type Release } from './release.ts'

/**
 * Releases by chance, decided twice: by the law base, and by a second, deliberately plain reading of the law of China
 * below. What the plain reading forbids must not go. COMITY_CASES sets how many (1000000 takes some minutes).
 */
const CASES = Number(process.env.COMITY_CASES ?? 10_000)
const law = await readLaw()

const timeout = 60_000 + CASES

test(`of ${CASES} releases by chance none goes that the law forbids, and every one that stays names its rule`, {
  timeout,
}, () => {
  const chance = chanceFrom(20_261_122)
  let gone = 0
  const leaks: string[] = []
  const unnamed: string[] = []
  for (let n = 0; n < CASES; n++) {
    const release = randomly(chance)
    const { items, release: all, because } = decideRelease(law, parseRelease(release))
    if (all !== (items.length > 0 && items.every((one) => one.release)))
      leaks.push(`a whole: ${JSON.stringify(release)}`)
    if (items.length === 0 && !because.some(({ holds }) => holds === false)) unnamed.push(JSON.stringify(release))
    for (const [i, decided] of items.entries()) {
      const why = decided.release ? forbidden(release, release.items[i] as Release['items'][number]) : undefined
      if (decided.release) gone++
      if (why) leaks.push(`${why}: ${JSON.stringify(release)}`)
      const stopping = decided.because.filter(({ holds }) => holds !== true)
      const isNamed = stopping.length > 0 && stopping.every(({ rule, cite }) => rule.includes('/') && cite !== '')
      if (!decided.release && !isNamed) unnamed.push(JSON.stringify(release))
    }
  }
  expect(leaks).toEqual([])
  expect(unnamed).toEqual([])
  // A gate that lets nothing through would pass all of the above.
  expect(gone).toBeGreaterThan(CASES / 50)
})

test('what may go stays as soon as any one thing that allowed it is taken away', () => {
  const spoilers: ((release: Release) => void)[] = [
    (r) => { r.recipient = null },
    (r) => { r.purpose = 'another' },
    (r) => { r.draftedBy = r.approvals[0]?.by },
    (r) => { r.approvals = [] },
    (r) => { for (const one of r.items) one.sha256 = `${one.sha256}x` },
    (r) => { for (const one of r.items) one.class = 'unheard-of' },
    (r) => { for (const one of r.approvals) one.until = r.on },
    (r) => { for (const one of r.approvals) one.revoked = r.on },
    (r) => { r.items = [] },
    (r) => { r.safeguards = [{ id: 's1', says: 'Used for this case alone' }] },
    (r) => { r.safeguards = [{ id: 's1', says: 'Deleted', accepted: '2026-11-22T00:00:00Z' }] },
    (r) => { r.safeguards = [{ id: 's1', says: 'Deleted', accepted: r.on, breached: r.on }] },
  ] // biome-ignore format: one line each
  for (const spoil of spoilers) {
    const release = approved()
    expect(decideRelease(law, release).release).toBe(true)
    spoil(release)
    expect(decideRelease(law, release).release).toBe(false)
  }
})
