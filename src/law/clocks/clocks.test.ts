import { describe, expect, test } from 'vitest'
import { smallBase } from '../small-law.fixture.ts'
import { due } from './clocks.ts'

const at = (text: string) => Temporal.Instant.from(text)
const head = { title: 'T', cites: [{ cite: 'Art 1' }], checked: { on: '2026-01-01', by: 'A' }, starts: 'a', stops: 'b' }
const clock = (limit: object, more: object = {}) =>
  smallBase({ 'order/clocks/own.yaml': { ...head, limit, counting: 'order/counting/days', ...more } })
const local = (limit: object, from: string, more: object = {}, state = 'IE') =>
  due(clock(limit, more), 'order/clocks/own', at(from), { state }).local?.slice(0, 19)

describe('a period', () => {
  test('of hours runs from the instant itself', () => {
    expect(due(smallBase(), 'order/clocks/emergency', at('2026-09-01T22:00:00Z'))).toMatchObject({
      due: '2026-09-02T06:00:00.000Z',
      length: 'PT8H',
      counting: 'hours',
      warnings: [],
    })
  })

  test('of hours is of real hours when the clocks change', () => {
    const found = due(smallBase(), 'order/clocks/emergency', at('2026-10-24T22:00:00Z'), { state: 'IE' })
    expect(found).toMatchObject({ due: '2026-10-25T06:00:00.000Z', local: '2026-10-25T06:00:00+00:00[Europe/Dublin]' })
    expect(found.from).toBe('2026-10-24T22:00:00.000Z')
  })

  test('of days does not count the day of the event, and ends with the last local day', () => {
    const found = due(smallBase(), 'order/clocks/produce', at('2026-11-20T09:00:00Z'), { state: 'IE' })
    expect(found).toMatchObject({
      due: '2026-11-30T23:59:59.999Z',
      zone: 'Europe/Dublin',
      countingRule: { rule: 'order/counting/days' },
    })
    expect(found.derivation[0]).toEqual({
      date: '2026-11-20',
      counted: false,
      why: 'the day of the event is not counted',
    })
    expect(found.derivation.at(-1)).toEqual({ date: '2026-11-30', counted: true, why: 'day 10' })
  })

  test('begins with the day it is where the calendar counts, not in Greenwich', () => {
    expect(local({ days: 2 }, '2026-06-01T23:30:00Z')).toBe('2026-06-04T23:59:59')
  })

  test('that ends on a free day goes on to the next working day, and says which days it skipped', () => {
    const found = due(smallBase(), 'order/clocks/produce', at('2026-12-15T09:00:00Z'), { state: 'IE' })
    expect(found.local?.slice(0, 10)).toBe('2026-12-28')
    expect(found.derivation.filter(({ counted }) => !counted).map(({ date }) => date)).toEqual([
      '2026-12-15',
      '2026-12-25',
      '2026-12-26',
      '2026-12-27',
    ])
  })

  test('of two days holds two working days', () => {
    expect(local({ days: 2 }, '2026-12-24T09:00:00Z')).toBe('2026-12-29T23:59:59')
  })

  test('of working days leaves out weekends and holidays', () => {
    expect(local({ working_days: 5 }, '2026-12-18T09:00:00Z')).toBe('2026-12-28T23:59:59')
  })

  test('of months ends on the same day, or on the last day of a shorter month', () => {
    expect(local({ months: 1 }, '2027-01-31T09:00:00Z', { counting: undefined })).toBe('2027-02-28T23:59:59')
    expect(local({ months: 3 }, '2026-11-21T09:00:00Z', { counting: undefined })).toBe('2027-02-21T23:59:59')
    expect(local({ weeks: 2 }, '2026-11-20T09:00:00Z')).toBe('2026-12-04T23:59:59')
    expect(local({ years: 1 }, '2026-02-20T09:00:00Z', { counting: undefined })).toBe('2027-02-20T23:59:59')
  })

  test('that recurs each year ends on its next day', () => {
    expect(local({ yearly: '03-31' }, '2026-11-21T09:00:00Z', { counting: undefined })).toBe('2027-03-31T23:59:59')
    expect(local({ yearly: '03-31' }, '2027-03-31T09:00:00Z', { counting: undefined })).toBe('2027-03-31T23:59:59')
  })

  test('in words has no end', () => {
    const found = due(
      clock({ words: 'without undue delay' }, { counting: undefined }),
      'order/clocks/own',
      at('2026-11-20T09:00:00Z'),
    )
    expect(found.due).toBeUndefined()
    expect(found).toMatchObject({ length: 'without undue delay', counting: 'words' })
  })

  test('may have an outer limit beside its target', () => {
    const plain = { ...head, first_day_counts: false, ends_on_free_day: 'stays' }
    const { starts: _, stops: __, ...counting } = plain
    const law = smallBase({
      'order/counting/plain.yaml': counting,
      'order/clocks/own.yaml': {
        ...head,
        limit: { days: 10 },
        counting: 'order/counting/plain',
        outer: 'order/counting/days',
        calendar: 'to',
      },
    })
    const found = due(law, 'order/clocks/own', at('2026-12-15T09:00:00Z'), { state: 'IE' })
    expect([found.local?.slice(0, 10), found.outer?.local.slice(0, 10)]).toEqual(['2026-12-25', '2026-12-28'])
  })

  test('stands as the law was on the day it began', () => {
    expect(due(smallBase(), 'order/clocks/produce', at('2028-01-03T09:00:00Z'), { state: 'IE' }).length).toBe('P7D')
  })
})

describe('a clock without its calendar', () => {
  test('knows only weekends, and says so', () => {
    const { warnings, local: end } = due(smallBase(), 'order/clocks/produce', at('2026-12-15T09:00:00Z'), {
      state: 'FR',
    })
    expect(end).toContain('2026-12-25')
    expect(warnings).toEqual([
      {
        says: 'There is no calendar of France: the day ends at midnight UTC, and only Saturdays and Sundays were taken as free',
        cite: 'Art 10(3)',
      },
    ])
  })

  test('warns of years nobody has entered', () => {
    const { warnings } = due(smallBase(), 'order/clocks/produce', at('2027-12-28T09:00:00Z'), { state: 'IE' })
    expect(warnings[0]?.says).toBe('The holidays of Ireland are not entered for 2028: only weekends were left out')
  })

  test('refuses what is no clock', () => {
    expect(() => due(smallBase(), 'order/routes/order', at('2026-12-15T09:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'not_a_clock' }),
    )
    expect(() => due(smallBase(), 'order/clocks/none', at('2026-12-15T09:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'no_such_rule' }),
    )
  })
})

describe('a make-up working day', () => {
  test('is worked although it is a Saturday', () => {
    const calendar = {
      zone: 'Asia/Shanghai',
      weekend: [6, 7],
      years: [2026],
      holidays: [{ date: '2026-10-01', name: 'National Day' }],
      worked: [{ date: '2026-10-10', name: 'make-up day' }],
    }
    const law = smallBase({
      'states/CN.yaml': {
        title: 'China',
        cites: [{ cite: 'x' }],
        checked: { on: '2026-01-01', by: 'A' },
        code: 'CN',
        calendar,
      },
      'order/clocks/own.yaml': { ...head, limit: { working_days: 3 }, counting: 'order/counting/days', calendar: 'CN' },
    })
    expect(due(law, 'order/clocks/own', at('2026-10-07T15:00:00Z')).local?.slice(0, 10)).toBe('2026-10-10')
    // It is already the eighth in Shanghai.
    expect(due(law, 'order/clocks/own', at('2026-10-07T17:00:00Z')).local?.slice(0, 10)).toBe('2026-10-12')
  })
})

describe('a clock that is stopped for a while', () => {
  const stopped = (limit: object, from: string, stops: [string, string?][], more: object = {}) =>
    due(clock(limit, more), 'order/clocks/own', at(from), {
      state: 'IE',
      suspended: stops.map(([a, b]) => ({ from: at(a), to: b === undefined ? undefined : at(b) })),
    })

  test('goes on for the hours it lost', () => {
    const stops: [string, string][] = [['2026-09-01T23:00:00Z', '2026-09-02T01:30:00Z']]
    const { due: end, derivation } = stopped({ hours: 8 }, '2026-09-01T22:00:00Z', stops, { counting: undefined })
    expect(end).toBe('2026-09-02T08:30:00.000Z')
    expect(derivation.map(({ why }) => why)).toEqual([
      'the hours begin',
      'hour 8 ends',
      'the clock stands still',
      'it runs again',
      'hour 8 ends after the time it stood still',
    ])
  })

  test('counts overlapping stops once, and only what lies in the period', () => {
    const stops: [string, string][] = [
      ['2026-09-01T20:00:00Z', '2026-09-01T23:00:00Z'],
      ['2026-09-01T22:30:00Z', '2026-09-02T00:00:00Z'],
      ['2026-09-05T00:00:00Z', '2026-09-06T00:00:00Z'],
    ]
    expect(stopped({ hours: 8 }, '2026-09-01T22:00:00Z', stops, { counting: undefined }).due).toBe(
      '2026-09-02T08:00:00.000Z',
    )
  })

  test('leaves out each day it stood still, and says so', () => {
    const { local: end, derivation } = stopped({ days: 10 }, '2026-11-02T09:00:00Z', [
      ['2026-11-04T09:00:00Z', '2026-11-05T18:00:00Z'],
    ])
    expect(end?.slice(0, 10)).toBe('2026-11-16')
    expect(derivation.filter(({ why }) => why === 'the clock stood still').map(({ date }) => date)).toEqual([
      '2026-11-04',
      '2026-11-05',
    ])
    // The fourteenth and fifteenth are a weekend: counted on to the fourteenth, rolled on to Monday.
    expect(derivation.at(-1)).toEqual({ date: '2026-11-16', counted: true, why: 'the next working day' })
  })

  test('leaves them out of working days and adds them to months', () => {
    const week: [string, string][] = [['2026-11-04T00:00:00Z', '2026-11-06T12:00:00Z']]
    expect(stopped({ working_days: 5 }, '2026-11-02T09:00:00Z', week).local?.slice(0, 10)).toBe('2026-11-12')
    expect(stopped({ months: 1 }, '2026-11-02T09:00:00Z', week, { counting: undefined }).local?.slice(0, 10)).toBe(
      '2026-12-05',
    )
  })

  test('has no end while it stands still', () => {
    const found = stopped({ days: 10 }, '2026-11-02T09:00:00Z', [['2026-11-04T09:00:00Z']])
    expect(found).toMatchObject({ standsSince: '2026-11-04T09:00:00.000Z' })
    expect(found.due).toBeUndefined()
  })

  test('cannot run again before it stops', () => {
    expect(() =>
      stopped({ days: 10 }, '2026-11-02T09:00:00Z', [['2026-11-05T09:00:00Z', '2026-11-04T09:00:00Z']]),
    ).toThrow(expect.objectContaining({ code: 'bad_suspension' }))
  })
})

describe('hours', () => {
  const rule = (more: object) => ({
    title: 'T',
    cites: head.cites,
    checked: head.checked,
    ends_on_free_day: 'next-working-day',
    ...more,
  })
  const hours = (n: number, from: string, more: object) =>
    due(
      smallBase({
        'order/counting/hours.yaml': rule(more),
        'order/clocks/own.yaml': { ...head, limit: { hours: n }, counting: 'order/counting/hours' },
      }),
      'order/clocks/own',
      at(from),
      { state: 'IE' },
    )

  test('are real hours in spring, when one is missing on the wall', () => {
    expect(hours(8, '2026-03-28T22:00:00Z', { first_day_counts: true }).local).toBe(
      '2026-03-29T07:00:00+01:00[Europe/Dublin]',
    )
  })

  test('that end on a free day run, where the rule says so, to the same time of the next working day', () => {
    // From Friday noon: Saturday noon, Sunday noon, and the law of the United States goes on to Monday noon.
    const us = { first_day_counts: true, hours_roll: 'same-time' }
    const found = hours(24, '2026-11-20T12:00:00Z', us)
    expect(found.local).toBe('2026-11-23T12:00:00+00:00[Europe/Dublin]')
    expect(found.derivation.at(-1)).toEqual({ date: '2026-11-23', counted: true, why: 'the next working day' })
    expect(hours(24, '2026-11-19T12:00:00Z', us).local).toBe('2026-11-20T12:00:00+00:00[Europe/Dublin]')
  })
})
