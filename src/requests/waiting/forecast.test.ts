import { describe, expect, test } from 'vitest'
import type { Course } from '../lifecycle.ts'
import type { Clock, Request, Step } from '../request.ts'
import { forecastOf, type Published } from './forecast.ts'

const now = Temporal.Instant.from('2026-06-01T00:00:00Z')
const ago = (days: number) => now.subtract({ hours: 24 * days }).toString({ fractionalSecondDigits: 3 })
const ahead = (days: number) => ago(-days)

const step = (id: string, does: Step['does'], more: Partial<Step> = {}): Step => ({
  id, position: 0, title: id, seat: 'provider', state: 'IE', authority: undefined, doer: 'org_there', does, form: undefined, clocks: [],
  moments: [], after: [], cite: 'Art 1', certain: true, via: 'org_there', is: 'pending', since: undefined, ...more,
}) // biome-ignore format: a table

const request = { direction: 'outgoing', to: 'IE', leftAt: ago(4), endedAt: undefined, facts: {} } as unknown as Request
const course = (steps: readonly Step[], more: Partial<Course> = {}): Course => ({
  request, steps, decisions: [], clocks: [], ...more,
}) // biome-ignore format: a table

const stays = (id: string, days: readonly number[]) =>
  days.map((length) => ({ step: id, doer: 'org_there', foreignState: 'IE', began: ago(length), ended: ago(0) }))
const forecast = (steps: readonly Step[], record: ReturnType<typeof stays> = [], published?: Published, more = {}) =>
  forecastOf(course(steps, more), { own: [], record }, published, now)

const sent = step('send', 'send', { is: 'done', since: ago(4), doer: 'org_here', seat: 'authority' })
const examine = step('examine', 'examine', { is: 'current', since: ago(4), after: ['send'], seat: 'central' })
const produce = step('produce', 'produce', { after: ['examine'] })

describe('the forecast of a request', () => {
  test('adds up what is left of the stage it is in and the stages that follow', () => {
    // Of 2, 4, 6, 8, 10, 12, 14 days, those longer than the 4 waited leave 2, 4, 6, 8, 10: quartiles 4 and 8.
    // Of 1, 2, 3, 4, 5 days: quartiles 2 and 4.
    const record = [...stays('examine', [2, 4, 6, 8, 10, 12, 14]), ...stays('produce', [1, 2, 3, 4, 5])]
    const told = forecast([sent, examine, produce], record)
    expect(told).toMatchObject({ behind: 1, left: 2, expected: { from: ahead(4 + 2), to: ahead(8 + 4) } })
    expect(told.sources).toEqual([{ kind: 'record', n: 5, small: false, steps: ['produce', 'examine'] }])
    expect(told.stages[1]).toMatchObject({ expected: { from: ahead(4), to: ahead(8) }, slow: false })
  })

  test('is never one moment: a record of few, or of all the same, is spread from half to double', () => {
    const told = forecast([sent, { ...produce, after: ['send'], is: 'current', since: ago(0) }], stays('produce', [10]))
    expect(told.expected).toEqual({ from: ahead(5), to: ahead(20) })
    expect(told.sources).toMatchObject([{ kind: 'record', n: 1, small: true }])
    const same = forecast([sent, { ...produce, is: 'current', since: ago(0) }], stays('produce', [6, 6, 6, 6, 6, 6]))
    expect(same.expected).toEqual({ from: ahead(3), to: ahead(12) })
  })

  test('calls a stage slow that has lasted longer than three of four, and counts one without equal as if it began now', () => {
    const told = forecast([sent, { ...examine, does: 'produce' }], stays('examine', [1, 1, 2, 3, 3]))
    expect(told.stages[1]).toMatchObject({ slow: true, benchmark: { n: 5 } })
    expect(told.expected).toEqual({ from: ahead(1), to: ahead(3) })
  })

  test('trusts a period that runs, and a published figure, more than a record of few', () => {
    const clock = {
      id: 'clock_1',
      step: 'produce',
      rule: 'r',
      cite: 'Art 10',
      due: ahead(6),
      stoppedAt: undefined,
    } as Clock
    const current = { ...produce, is: 'current' as const, since: ago(4) }
    const ran = forecast([sent, current], stays('produce', [1]), undefined, { clocks: [clock] })
    expect(ran.sources).toMatchObject([{ kind: 'clock' }])
    const figure = forecast([sent, current], stays('produce', [1]), { days: 10, cite: 'Art 10(2)', is: 'limit' })
    expect(figure).toMatchObject({ expected: { from: ahead(0), to: ahead(6) }, sources: [{ kind: 'published' }] })
    expect(figure.stages[1]?.benchmark).toMatchObject({ n: 1, small: true })
  })

  test('goes by when the data are due where something beside them has no number of days', () => {
    const preserve = step('preserve', 'preserve', { is: 'current', since: ago(0) })
    const hours = now.add({ hours: 8 }).toString({ fractionalSecondDigits: 3 })
    const clocks = [{ id: 'clock_1', step: 'produce', rule: 'r', cite: 'Art 10(4)', due: hours } as Clock]
    const incoming = { ...request, direction: 'incoming' } as Request
    const asked = [preserve, { ...produce, is: 'current' as const, since: ago(0), after: [] }]
    expect(forecast(asked, [], undefined, { request: incoming, clocks }).expected).toEqual({
      from: ahead(0),
      to: hours,
    })
    expect(forecast([preserve], [], undefined, { request: incoming }).without).toBe('nothing-known')
  })

  test('calls nothing slow by a small record', () => {
    const told = forecast([sent, { ...examine, does: 'produce' }], stays('examine', [1, 1]))
    expect(told.stages[1]?.slow).toBe(false)
  })

  test('without a record goes by the period of the law that runs for the stage', () => {
    const clock = {
      id: 'clock_1',
      step: 'produce',
      rule: 'r',
      cite: 'Art 10',
      due: ahead(6),
      stoppedAt: undefined,
    } as Clock
    const told = forecast([sent, { ...produce, is: 'current', since: ago(4) }], [], undefined, { clocks: [clock] })
    expect(told.expected).toEqual({ from: ahead(0), to: ahead(6) })
    expect(told.sources).toEqual([{ kind: 'clock', rule: 'r', cite: 'Art 10', step: 'produce' }])
  })

  test('without either goes by the published figure, which says whose it is', () => {
    const average: Published = { days: 300, cite: 'A review of 2013', is: 'average' }
    const told = forecast([sent, examine, produce], [], average)
    expect(told.expected).toEqual({ from: ahead(146), to: ahead(596) })
    expect(told.sources).toEqual([{ kind: 'published', ...average }])
    const limit = forecast([sent, examine, produce], [], { days: 10, cite: 'Art 10(2)', is: 'limit' })
    expect(limit.expected).toEqual({ from: ahead(0), to: ahead(6) })
  })

  test('says that nothing is known, that it was refused, or that it is over', () => {
    expect(forecast([sent, examine])).toMatchObject({ expected: undefined, without: 'nothing-known' })
    expect(forecast([sent, { ...examine, is: 'refused' }])).toMatchObject({ expected: undefined, without: 'refused' })
    expect(forecast([sent])).toMatchObject({ expected: undefined, without: 'over', left: 0 })
  })

  test('counts a step that may not be due at all only to the end of the range', () => {
    const maybe = { ...examine, certain: false, since: ago(0) }
    const record = [...stays('examine', [2, 4, 6, 8, 10]), ...stays('produce', [1, 2, 3, 4, 5])]
    expect(forecast([sent, maybe, produce], record).expected).toEqual({ from: ahead(2), to: ahead(8 + 4) })
  })
})
