import { describe, expect, test } from 'vitest'
import { assessCustody, forumOf, forumsOf } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import {
  actOf,
  broken,
  certified,
  changed,
  day,
  examined,
  item,
  nobody,
  plus,
  police,
  provider,
  type Told,
  two,
  whole,
} from './custody.fixture.ts'
import { custodyFrom } from './custody.ts'
import { readEntry } from './custody-entries.ts'
import { custodyFacts, explainedIn, gapOf } from './custody-facts.ts'
import type { Item } from './item.ts'

const law = await readLaw()
const on = '2026-11-22'

/** What the record of these acts is warned of before each court: the item, what the record says, what it comes to. */
function warnings(acts: Told, piece: Item = item) {
  const record = custodyFrom(piece, Object.values(acts).map(actOf))
  const courts = { CN: ['zh'], US: ['en'], DE: ['de'], GB: ['en'] }
  return Object.fromEntries(
    Object.entries(courts).map(([court, languages]) => {
      const facts = custodyFacts(record, { court, languages })
      const forum = forumOf(law, court, on) ?? ''
      const { findings } = assessCustody(law, facts, { forum, on, explained: explainedIn(record) })
      return [forum, findings.filter(({ status }) => status !== 'holds').map(({ id, status, effect }) => `${id} ${status} ${effect}`)]
    }),
  ) // biome-ignore format: one thing
}

describe('a custody record', () => {
  test('in which nothing is missing is warned of nothing, before any court', () => {
    expect(forumsOf(law, on)).toEqual(['CN', 'US', 'EU', 'GB'])
    expect(warnings(whole)).toEqual(nobody)
    expect(warnings(provider({ certificate: certified }))).toEqual(nobody)
    expect(warnings(plus({ examination: examined }))).toEqual(nobody)
  })

  test.each(broken)('is warned of it where %s', (_, acts, expected, piece) => {
    expect(warnings(acts, piece)).toEqual(expected)
  })

  test('that says nothing is all questions, and nothing is taken for missing', () => {
    const { CN = [], US = [] } = warnings({ sealed: whole.sealed ?? {} }, { ...item, org: police.org })
    expect(CN.length).toBeGreaterThan(15)
    expect([...CN, ...US].filter((warning) => !warning.includes(' unknown '))).toEqual([])
  })
})

describe('a fault', () => {
  const gap = changed('seizure', { control: '2026-11-19T21:20:00.000Z' })

  test('is told with its length', () => {
    const record = custodyFrom(item, Object.values(gap).map(actOf))
    expect(gapOf(record)).toMatchObject({ hours: 11, from: '2026-11-19T21:20:00.000Z', to: day('08:20') })
  })

  test('is explained by who may, and heals only what an explanation can heal', () => {
    const explanation = { kind: 'explanation', checks: ['ADM-15', 'ADM-18'], says: 'The road was flooded' } as const
    expect(warnings({ ...gap, explanation }).CN).toEqual(['ADM-15 explained curable'])
    expect(warnings({ ...changed('taking', { changed: true }), explanation }).CN).toEqual(['ADM-18 missing bar'])
  })

  test('is cured by an examination that starts from first control', () => {
    expect(warnings({ ...gap, examination: { ...examined, baseline: '2026-11-19T21:20:00.000Z' } })).toEqual(nobody)
  })

  test('is cured by what is supplied later, and what stands is never replaced', () => {
    const [first, second] = two.map((one, i) => ({ ...one, signed: i === 0 }))
    const unsigned = changed('taking', { people: [first, second], clock: undefined })
    const later = { kind: 'taking', people: [{ ...second, signed: true }], clock: '3 s slow', tool: 'another' }
    expect(warnings({ ...unsigned, later: later })).toEqual(nobody)
    const record = custodyFrom(item, Object.values({ ...unsigned, later: later }).map(actOf))
    expect(record.lines.filter(({ what }) => what === 'taken')).toHaveLength(2)
  })
})

test.each([
  [{ kind: 'taking', truth: true }, 'truth'],
  [{ kind: 'explanation', checks: [], says: 'x' }, 'checks'],
  [{ kind: 'explanation', checks: ['ADM-15'], says: '' }, 'says'],
  [{ kind: 'certificate', certifies: ['everything'], by: 'x' }, 'certifies.0'],
  [{ kind: 'nothing' }, 'kind'],
  ['seizure', 'kind'],
])('%j is no entry', (input, path) => {
  expect(() => readEntry(input)).toThrow(expect.objectContaining({ code: 'bad_entry', path }))
})
