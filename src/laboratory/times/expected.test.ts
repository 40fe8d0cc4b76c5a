import { beforeAll, describe, expect, test } from 'vitest'
import type { LawBase } from '../../law/index.ts'
import { readLaw } from '../../read-law.ts'
import type { Outcome } from '../running/outcome.ts'
import type { Result } from '../running/result.ts'
import { chance } from './chance.ts'
import { authoritiesIn, expectedDays, waitUnder } from './expected.ts'
import { erlangWait, exponential } from './queue.ts'

const treaty = 'treaties/general/routes/mla-bilateral'
const order = 'eu/2023-1543/routes/production-order'
let law: LawBase
beforeAll(async () => {
  law = await readLaw()
})

const outcome = (status: Outcome['status'], route?: string, to?: string): Outcome => ({
  status,
  ...(route ? { route, channel: 'cooperative' as const } : {}),
  ...(to ? { to } : {}),
  ways: [],
  steps: 1,
  layers: 1,
  safeguards: [],
  conflicts: [],
  exposure: [],
})
const resultOf = (cells: readonly { before: Outcome; after: Outcome; requests: number }[]) =>
  ({
    cells: cells.map((cell) => ({ ...cell, asking: 'DE', at: 'US', categories: [], first: [], facts: {} })),
  }) as unknown as Result

const doubled = resultOf([
  { before: outcome('open', treaty, 'US'), after: outcome('open', treaty, 'US'), requests: 100 },
  { before: outcome('closed'), after: outcome('open', treaty, 'US'), requests: 80 },
])

describe('days a request is expected to take', () => {
  test('are fitted from the record with the last year held out, which is flagged where it is unlike the others', () => {
    const next = chance(4)
    const lengths = (days: number, year: number, n = 2_000) =>
      Array.from({ length: n }, () => ({ route: treaty, began: `${year}-03-01`, days: exponential(days, next) }))
    const { routes, before, after } = expectedDays(doubled, law, [...lengths(40, 2024), ...lengths(40, 2025)])
    expect(routes).toMatchObject([
      { route: treaty, before: 100, after: 180, known: { by: 'record', times: { heldOut: 2025 } } },
    ])
    expect(before?.mean).toBeGreaterThan(34)
    expect(after?.mean).toBeLessThan(46)
    const [wrong] = expectedDays(doubled, law, [...lengths(40, 2024), ...lengths(90, 2025)]).routes
    expect(wrong?.known).toMatchObject({ times: { fitted: { wrong: true } } })
  })

  test('are those published where nothing is on record, and untold where nobody published any', () => {
    const rule = law.rule('route', order)
    const result = resultOf([
      { before: outcome('open', 'us/sca/routes/voluntary-records'), after: outcome('open', order), requests: 7 },
    ])
    const { routes, before, after, untold } = expectedDays(result, law, [])
    expect(routes.find(({ route }) => route === order)?.known).toEqual({ by: 'published', ...rule.typical })
    expect([before, untold]).toEqual([undefined, { before: 7, after: 0 }])
    expect(after?.late).toBeLessThanOrEqual(rule.typical?.days ?? 0)
  })
})

describe('waiting under a proposal', () => {
  test('grows with what it sends to a central authority, as the closed formula has it', () => {
    expect(authoritiesIn(doubled)).toEqual([{ state: 'US', before: 100, after: 180 }])
    const { now, later } = waitUnder(doubled, { state: 'US', officers: 4, days: 5, perYear: 146 })
    if (now === 'grows' || later === 'grows') throw new Error('there is room for all')
    const expected = erlangWait(0.72, 5, 4)
    expect(later.waits[0]?.mean).toBeGreaterThan(expected * 0.7)
    expect(later.waits[0]?.mean).toBeLessThan(expected * 1.3)
    expect(now.waits[0]?.mean).toBeLessThan((later.waits[0]?.mean ?? 0) / 5)
    expect(waitUnder(doubled, { state: 'US', officers: 4, days: 5, perYear: 200 }).later).toBe('grows')
  })

  test('at several layers is shorter side by side than one after the other, and told both ways', () => {
    const capacity = { state: 'US', officers: 4, days: 5, perYear: 100 }
    expect(waitUnder(doubled, capacity).sideBySide).toBeUndefined()
    const { now, sideBySide } = waitUnder(doubled, { ...capacity, layers: 3 })
    if (now === 'grows' || !sideBySide || sideBySide.now === 'grows') throw new Error('there is room for all')
    expect(now.waits).toHaveLength(3)
    expect(now.whole.mean).toBeGreaterThan(14)
    expect(sideBySide.now.whole.mean).toBeLessThan(now.whole.mean * 0.75)
    expect(sideBySide.now.whole.mean).toBeGreaterThan(5)
  })

  test.each([
    [{ state: 'FR' }, 'state'],
    [{ layers: 0 }, 'layers'],
    [{ layers: 1.5 }, 'layers'],
    [{ officers: 1.5 }, 'officers'],
    [{ days: 0 }, 'days'],
    [{ perYear: Number.NaN }, 'perYear'],
  ])('is refused of %j', (wrong, path) => {
    const capacity = { state: 'US', officers: 4, days: 5, perYear: 100, ...wrong }
    expect(() => waitUnder(doubled, capacity)).toThrow(expect.objectContaining({ code: 'bad_model', path }))
  })
})
