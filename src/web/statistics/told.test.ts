import { describe, expect, test } from 'vitest'
import type { Statistics } from '../../oversight/index.ts'
import { csvOf, toldOf } from './told.ts'

const statistics = (more: Partial<Statistics>): Statistics => ({
  org: 'org_a',
  direction: 'outgoing',
  requests: 9,
  byStatus: { sent: 6, answered: 3 },
  byRoute: { 'eu/a': 9 },
  byState: { IE: 9 },
  byCategory: { content: 5 },
  emergencies: 0,
  responseDays: { count: 3, median: 4, percentile90: 9 },
  ...more,
})
const organisation = { name: '=HYPERLINK("x")', state: 'DE' }

describe('what the public is told', () => {
  test('of fewer than five requests is only that', () => {
    expect(toldOf(organisation, statistics({ requests: 4 })).lines).toEqual([
      { figure: 'requests', value: '', number: null },
    ])
  })

  test('of more leaves out every figure below five, and what could be worked out from few', () => {
    const { lines } = toldOf(organisation, statistics({}))
    expect(lines).toContainEqual({ figure: 'byStatus', value: 'answered', number: null })
    expect(lines).toContainEqual({ figure: 'emergencies', value: '', number: 0 })
    expect(lines.filter(({ figure }) => figure === 'responseDays')).toEqual([
      { figure: 'responseDays', value: 'ended', number: null },
    ])
  })

  test('as CSV is no formula to a spreadsheet, and each line says what it counts', () => {
    const [, first = ''] = csvOf([toldOf(organisation, statistics({}))]).split('\r\n')
    expect(first).toBe(
      `"'=HYPERLINK(""x"")","DE","outgoing","requests","","9","Requests the organisation has on record, each once, by the direction it went"`,
    )
  })
})
