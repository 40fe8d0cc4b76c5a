import { expect, test } from 'vitest'
import { benchmarkOf } from './benchmark.ts'
import { quartilesOf } from './quartiles.ts'

test('quartiles are those one works out by hand', () => {
  expect(quartilesOf([])).toBeUndefined()
  expect(quartilesOf([7])).toEqual({ n: 1, lower: 7, median: 7, upper: 7 })
  // Of two the median lies half way, the quartiles a quarter of the way from either end.
  expect(quartilesOf([20, 10])).toEqual({ n: 2, lower: 12.5, median: 15, upper: 17.5 })
  expect(quartilesOf([5, 1, 3, 2, 4])).toEqual({ n: 5, lower: 2, median: 3, upper: 4 })
  // Places 0.25 × 5 = 1.25, 2.5 and 3.75 of 2, 4, 4, 8, 10, 30.
  expect(quartilesOf([30, 4, 10, 2, 8, 4])).toEqual({ n: 6, lower: 4, median: 6, upper: 9.5 })
})

const step = { id: 'answer', doer: 'org_a' }
const stay = (doer: string, foreignState: string, days: number) => ({
  step: 'answer',
  doer,
  foreignState,
  began: '2026-01-01T00:00:00.000Z',
  ended: Temporal.Instant.from('2026-01-01T00:00:00Z')
    .add({ hours: 24 * days })
    .toString(),
})
const DAY = 86_400_000

test('a stage is measured by the narrowest circle with a record of five', () => {
  const ofDoer = [1, 2, 3, 4, 5].map((days) => stay('org_a', 'IE', days))
  const others = [90, 91, 92, 93, 94].map((days) => stay('org_b', 'IE', days))
  expect(benchmarkOf(step, 'IE', [...ofDoer, ...others])?.benchmark).toEqual({
    n: 5, lower: 2 * DAY, median: 3 * DAY, upper: 4 * DAY, among: 'doer', small: false,
  }) // biome-ignore format: a table
  expect(benchmarkOf(step, 'IE', [...ofDoer.slice(1), ...others])?.benchmark).toMatchObject({ n: 9, among: 'state' })
})

test('a small record is the widest there is, and is called small', () => {
  const few = [stay('org_a', 'IE', 3), stay('org_c', 'FR', 9)]
  expect(benchmarkOf(step, 'IE', few)?.benchmark).toMatchObject({ n: 2, among: 'route', small: true, median: 6 * DAY })
  expect(benchmarkOf({ id: 'other', doer: undefined }, 'IE', few)).toBeUndefined()
})
