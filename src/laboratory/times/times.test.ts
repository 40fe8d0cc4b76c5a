import { describe, expect, test } from 'vitest'
import { chance } from '../running/generated.fixture.ts'
import { fitStage, spreadOfWay } from './fit.ts'
import { erlangWait, exponential, type Spread, simulateQueue } from './queue.ts'
import { readStages, timesOfStages, waitAt } from './stages.ts'

const station = (name: string, officers: number, days: number, next: () => number) => ({
  name,
  officers,
  service: () => exponential(days, next),
})

/**
 * The bounds told hold nineteen times out of twenty, so one test of twenty would fail of itself: here they are taken so wide
 * (Student's t at 0.9995 instead of 0.975) that one of a thousand would.
 */
const WIDER = 3.883 / 2.093
const distance = ({ mean, meanTo }: Spread, expected: number) => Math.abs(mean - expected) / ((meanTo - mean) * WIDER)

describe('waiting at a central authority', () => {
  test.each([
    [1, 0.7],
    [3, 2.4],
    [8, 6],
  ])('of %i officers is that of the closed formula (M/M/c), within its bounds', (officers, arrivals) => {
    const next = chance(officers)
    const stations = [station('desk', officers, 1, next)]
    const { waits, busy } = simulateQueue({ arrivals, stations, requests: 30_000, warming: 3_000, next })
    const expected = erlangWait(arrivals, 1, officers)
    expect(waits[0] && distance(waits[0], expected)).toBeLessThan(1)
    expect(busy[0]).toBeCloseTo(arrivals / officers, 1)
  })

  test('at two of them in a row is that of each alone (a tandem, by Burke)', () => {
    const next = chance(11)
    const stations = [station('first', 2, 1, next), station('second', 1, 0.5, next)]
    const { whole } = simulateQueue({ arrivals: 1.4, stations, requests: 30_000, warming: 3_000, next })
    const expected = erlangWait(1.4, 1, 2) + 1 + erlangWait(1.4, 0.5, 1) + 0.5
    expect(distance(whole, expected)).toBeLessThan(1)
    expect(whole.lower).toBeLessThan(whole.upper)
  })

  test('at two of them side by side is that of the closed formula (fork and join, by Flatto and Hahn), within its bounds', () => {
    const next = chance(12)
    const stations = [station('first', 1, 1, next), station('second', 1, 1, next)]
    const options = { arrivals: 0.6, stations, requests: 30_000, warming: 3_000, next }
    const { whole } = simulateQueue({ ...options, sideBySide: true })
    // (12 − ρ) ÷ 8 times the time in one queue alone, M/M/1.
    expect(distance(whole, ((12 - 0.6) / 8) * (1 / (1 - 0.6)))).toBeLessThan(1)
    expect(whole.mean).toBeLessThan(simulateQueue(options).whole.mean)
  })

  test('grows with twice the requests, and has no end where more comes than can be done', () => {
    const run = (arrivals: number) => {
      const next = chance(2)
      const stations = [station('desk', 2, 1, next)]
      return simulateQueue({ arrivals, stations, requests: 20_000, warming: 1_000, next }).waits[0]?.mean ?? 0
    }
    expect(run(1.8)).toBeGreaterThan(2 * run(0.9))
    expect(() => run(2.4)).toThrow(expect.objectContaining({ code: 'bad_model' }))
    expect(erlangWait(2.4, 1, 2)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('how long a stage takes', () => {
  const lengths = (n: number, days: number, seed: number) => {
    const next = chance(seed)
    return Array.from({ length: n }, () => exponential(days, next))
  }

  test('is fitted from earlier years, and holds on later ones that are alike', () => {
    const fitted = fitStage(lengths(2_000, 40, 1), lengths(1_000, 40, 2), chance(3))
    expect(fitted).toMatchObject({ kind: 'exponential', wrong: false })
    expect(fitted?.spread.mean).toBeGreaterThan(36)
    expect(fitted?.spread.mean).toBeLessThan(44)
  })

  test('is flagged where later years are not like earlier ones, and not told of a few', () => {
    expect(fitStage(lengths(2_000, 40, 1), lengths(1_000, 70, 2), chance(3))?.wrong).toBe(true)
    expect(fitStage(lengths(20, 40, 1), lengths(1_000, 40, 2), chance(3))).toBeUndefined()
  })

  test('is read from a record, its last year held out, and told with what twice the requests would wait', () => {
    const next = chance(7)
    const lines = Array.from({ length: 900 }, (_, n) =>
      JSON.stringify({ step: 'examine', began: `${2022 + (n % 3)}-05-01`, days: exponential(5, next) }),
    )
    const [stage] = timesOfStages(readStages(lines.join('\n')), chance(1))
    expect(stage).toMatchObject({ n: 900, fittedOn: [2022, 2023], heldOut: 2024, fitted: { wrong: false } })
    if (!stage) return
    const { now, later } = waitAt(stage, { officers: 4, arrivals: 0.35, times: 2 }, chance)
    expect(later.waits[0]?.mean).toBeGreaterThan(now.waits[0]?.mean ?? Number.POSITIVE_INFINITY)
    expect(() => readStages('{"step":"examine"}')).toThrow(/line 1/)
  })

  test('adds up one after the other, and side by side lasts as long as the longest', () => {
    const fixed = (days: number) => () => days
    const row = [
      { id: 'a', after: [], draw: fixed(3) },
      { id: 'b', after: ['a'], draw: fixed(4) },
      { id: 'c', after: ['a'], draw: fixed(9) },
      { id: 'd', after: ['b', 'c'], draw: fixed(1) },
    ]
    expect(spreadOfWay(row, chance(1), 40)).toMatchObject({ lower: 13, median: 13, late: 13 })
  })
})
