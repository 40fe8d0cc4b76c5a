import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { FEWEST, type Told, toldAlone, toldParts } from './protection.ts'

/** Every way in which so many numbers add up to a total. */
function* sums(many: number, total: number): Iterable<number[]> {
  if (many === 1) {
    yield [total]
    return
  }
  for (let first = 0; first <= total; first++) for (const rest of sums(many - 1, total - first)) yield [first, ...rest]
}

/** What whoever knows the total, what is told and the rule itself can still believe a part to be. */
function couldBe(told: readonly Told[], total: number): Set<number>[] {
  const possible = told.map(() => new Set<number>())
  for (const parts of sums(told.length, total)) {
    if (JSON.stringify(toldParts(parts)) !== JSON.stringify(told)) continue
    for (const [i, number] of parts.entries()) possible[i]?.add(number)
  }
  return possible
}

describe('a figure that is too small to be told', () => {
  test('is left out where it stands alone', () => {
    expect([0, 1, FEWEST - 1, FEWEST].map(toldAlone)).toEqual([0, null, null, FEWEST])
  })

  test('is not found by taking the others from the total', () => {
    expect(toldParts([20, 3, 40])).toEqual([20, null, null])
    expect(toldParts([4, 4, 30])).toEqual([null, null, null])
    expect(toldParts([1, 1, 1, 1, 1])).toBeUndefined()
    expect(toldParts([6, 0, 7])).toEqual([6, 0, 7])
  })

  test.prop([fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 })], { numRuns: 300 })(
    'could be any of the small numbers to whoever knows the total, all that is told, and how it is chosen',
    (parts) => {
      const told = toldParts(parts)
      const total = parts.reduce((sum, number) => sum + number, 0)
      if (!told) {
        expect(parts.some((number) => number > 0 && number < FEWEST)).toBe(true)
        return
      }
      const possible = couldBe(told, total)
      for (const [i, number] of parts.entries()) {
        if (told[i] !== null) expect(told[i]).toBe(number)
        if (number > 0 && number < FEWEST) {
          expect(told[i]).toBeNull()
          expect(
            [1, 2, 3, 4].filter((few) => possible[i]?.has(few)),
            `${parts} told as ${told}`,
          ).toEqual([1, 2, 3, 4])
        }
      }
    },
  )
})
