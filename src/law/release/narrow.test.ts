import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { decideRelease } from './decide.ts'
import { narrow } from './narrow.ts'
import { approved, commercial } from './release.fixture.ts'
import { parseRelease, type Release } from './release.ts'

const law = await readLaw()
const narrowed = (release: Release) => narrow(law, parseRelease(JSON.parse(JSON.stringify(release))))
const changes = (release: Release) => narrowed(release)?.items.map(({ change, persons }) => [change, persons.after])

/** What a company in Shanghai has sent to its group abroad this year already, in numbers. */
const sent = (persons: number, sensitivePersons = 0) =>
  commercial((release, item) => {
    release.releasedThisYear = { persons, sensitivePersons }
    Object.assign(item, { persons: 1_000 })
  })

describe('a narrower answer', () => {
  test('keeps as many people as stay below the figure of the year, and one more would not go', () => {
    const release = sent(99_500)
    expect(decideRelease(law, release).release).toBe(false)
    const found = narrowed(release)
    expect(found?.items).toMatchObject([
      { change: 'fewer-persons', persons: { before: 1_000, after: 499 }, opened: ['cn/cac-flow/gates/contract-or-certificate'] },
    ]) // biome-ignore format: one line
    expect(found?.decision.release).toBe(true)
    const more = { ...release, items: release.items.map((item) => ({ ...item, persons: 500 })) }
    expect(decideRelease(law, more).release).toBe(false)
  })

  test('gives up what is sensitive before the people, and the people before the whole', () => {
    const sensitive = sent(0)
    Object.assign(sensitive.items[0] ?? {}, { class: 'CN-L3-SENSITIVE-PI', sensitive: true })
    expect(narrowed(sensitive)?.items).toMatchObject([
      { change: 'less-sensitive', class: { before: 'CN-L3-SENSITIVE-PI', after: 'CN-L2-PI' } },
    ])
    expect(changes(sent(5_000_000))).toEqual([['masked', 0]])
    expect(narrowed(sent(5_000_000))?.items[0]?.class.after).toBe('CN-L1-GENERAL')
  })

  test('leaves out what nothing opens, and gives nothing up for it', () => {
    const release = sent(0)
    const [one] = release.items as [Release['items'][number]]
    release.items = [
      { ...one, id: 'core', sha256: 'bb', class: 'CN-L6-CORE', personal: false },
      { ...one, persons: 12 },
    ]
    expect(changes(release)).toEqual([['left-out', undefined], ['whole', 12]]) // biome-ignore format: one line
  })

  test('is none where no part of it may go: no approval of the whole covers a part', () => {
    expect(narrowed(approved((release) => { release.approvals = [] }))).toBeUndefined() // biome-ignore format: one line
    expect(narrowed(approved((release) => { release.recipient = null }))).toBeUndefined() // biome-ignore format: one line
    const added = approved((release, item) => {
      release.items = [item, { ...item, id: 'i2', sha256: 'bb' }]
    })
    expect(changes(added)).toEqual([['whole', 12], ['left-out', undefined]]) // biome-ignore format: one line
  })

  test('is not sought in a list too long to try', () => {
    const release = sent(0)
    release.items = Array.from({ length: 301 }, (_, n) => ({ id: `i${n}` }))
    expect(() => narrow(law, release)).toThrow(expect.objectContaining({ code: 'too_many_items' }))
  })
})
