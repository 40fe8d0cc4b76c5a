import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { due, overlay } from '../src/law/index.ts'
import { readLaw } from '../src/read-law.ts'

const law = await readLaw()
const ends = (rule: string, from: string, state: string, base = law) =>
  due(base, rule, Temporal.Instant.from(from), { state }).local?.slice(0, 10)

/** The law with a holiday more in the calendar of a state, announced after clocks have begun to run. */
function announced(state: string, date: string, name: string) {
  const path = `states/${state}.yaml`
  const file = parse(law.files.get(path) ?? '')
  file.calendar.holidays.push({ date, name })
  return overlay(law, new Map([[path, stringify(file)]]))
}

describe('Federal Rule of Criminal Procedure 45', () => {
  const motion = 'us/sca/clocks/2703h-motion'

  test('counts every day but the one of the event, and rolls off a weekend', () => {
    expect(ends(motion, '2026-10-30T15:00:00Z', 'US')).toBe('2026-11-13')
    expect(ends(motion, '2026-10-31T15:00:00Z', 'US')).toBe('2026-11-16')
  })

  test('rolls off a legal holiday', () => {
    expect(ends(motion, '2026-11-12T15:00:00Z', 'US')).toBe('2026-11-27')
    expect(ends(motion, '2026-12-11T15:00:00Z', 'US')).toBe('2026-12-28')
  })

  test('begins with the day it is in Washington', () => {
    expect(ends(motion, '2026-11-03T04:30:00Z', 'US')).toBe('2026-11-16')
  })
})

describe('Chinese working days', () => {
  const acceptance = 'cn/cac-sa/clocks/acceptance'

  test('count the Saturday that is worked before the Lunar New Year, and not the holiday', () => {
    const found = due(law, acceptance, Temporal.Instant.from('2026-02-10T02:00:00Z'), { state: 'CN' })
    expect(found.derivation).toContainEqual({
      date: '2026-02-14',
      counted: true,
      why: expect.stringMatching(/^working day/),
    })
    expect(found.derivation.filter(({ counted }) => !counted).length).toBeGreaterThan(7)
  })
})

test('a holiday announced later moves the clocks that run', () => {
  const motion = 'us/sca/clocks/2703h-motion'
  expect(ends(motion, '2026-10-30T15:00:00Z', 'US', announced('US', '2026-11-13', 'Day of Mourning'))).toBe(
    '2026-11-16',
  )
  // Whether Regulation 1182/71 counts the ten days is open: the target stays, the outer limit moves.
  const order = (base = law) =>
    due(base, 'eu/2023-1543/clocks/production', Temporal.Instant.from('2026-11-20T09:00:00Z'), { state: 'IE' })
  expect(order().outer?.local.slice(0, 10)).toBe('2026-11-30')
  const later = order(announced('IE', '2026-11-30', 'A day of remembrance'))
  expect([later.local?.slice(0, 10), later.outer?.local.slice(0, 10)]).toEqual(['2026-11-30', '2026-12-01'])
})
