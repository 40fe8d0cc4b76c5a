import { describe, expect, test } from 'vitest'
import type { Statistics } from './statistics.ts'
import { toldOf } from './told.ts'

const statistics = (more: Partial<Statistics>): Statistics => ({
  org: 'org_a',
  direction: 'outgoing',
  requests: 19,
  byStatus: { sent: 8, answered: 3, refused: 8 },
  byRoute: { 'eu/a': 19 },
  byState: { IE: 19 },
  byCategory: { content: 5 },
  byGround: { 'eu/ground': 2 },
  emergencies: 0,
  responseDays: { count: 3, median: 4, percentile90: 9 },
  ...more,
})
const organisation = { name: 'A', state: 'DE' }
const linesOf = (more: Partial<Statistics>, figure: string) =>
  toldOf(organisation, statistics(more)).lines.flatMap((line) =>
    line.figure === figure ? [[line.value, line.number]] : [],
  )

describe('what the public is told', () => {
  test('of fewer than five requests is only that', () => {
    expect(toldOf(organisation, statistics({ requests: 4 })).lines).toEqual([
      { figure: 'requests', value: '', number: null },
    ])
  })

  test('of more leaves out what is too small, and another with it where they add up', () => {
    expect(linesOf({}, 'byStatus')).toEqual([['sent', 8], ['answered', null], ['refused', null]]) // biome-ignore format: a table
    expect(linesOf({}, 'byGround')).toEqual([['eu/ground', null]])
    expect(linesOf({}, 'byState')).toEqual([['IE', 19]])
  })

  test('of emergencies is nothing where few were none', () => {
    expect(linesOf({ emergencies: 0 }, 'emergencies')).toEqual([['', 0]])
    expect(linesOf({ emergencies: 17 }, 'emergencies')).toEqual([['', null]])
    expect(linesOf({ emergencies: 9 }, 'emergencies')).toEqual([['', 9]])
  })

  test('of how long it took is told where enough have ended', () => {
    expect(linesOf({}, 'responseDays')).toEqual([])
    expect(linesOf({ responseDays: { count: 5, median: 4, percentile90: 9 } }, 'responseDays')).toEqual([['median', 4], ['percentile90', 9]]) // biome-ignore format: a table
  })
})
