import { describe, expect, test } from 'vitest'
import { checkLaw } from '../check.ts'
import { LawError } from '../errors.ts'
import { asFiles, smallBase, smallLaw } from '../small-law.fixture.ts'
import { supposing } from '../supposing.ts'
import { isBound, standing } from './parties.ts'

const entry = {
  cite: 'Art 16',
  ratifications: 3,
  not_counted: ['EU'],
  after: { months: 3, begins: 'first-of-next-month' },
}
const treaty = (parties: object[], more: object = {}) => ({
  'pact/instrument.yaml': { ...smallLaw['pact/instrument.yaml'], in_force: {}, entry, parties, ...more },
})
const two = [
  { state: 'DE', ratified: '2020-01-10' },
  { state: 'FR', ratified: '2021-01-10', note: 'without Art 7' },
  { state: 'JP', signed: '2019-01-01', bound: false },
]
const three = [...two, { state: 'US', ratified: '2022-11-30' }]
const pact = (parties: object[], more: object = {}) => smallBase(treaty(parties, more)).rule('instrument', 'pact')
const firstDays = (parties: object[], more: object = {}) =>
  Object.fromEntries((pact(parties, more).parties ?? []).map(({ state, from }) => [state, from]))

describe('a treaty that says how ratifications bring it into force', () => {
  test('binds nobody while they are too few, and says how many there are', () => {
    const { in_force: force } = pact(two)
    expect(force).toEqual({ pending: true })
    expect(isBound(pact(two), 'DE', '2030-01-01')).toBe(false)
    expect(standing(pact(two), 'FR', '2030-01-01')).toMatchObject({
      how: 'ratified',
      says: 'France ratified the Pact on 2021-01-10, but it is not in force: 2 of 3 ratifications (without Art 7)',
      cite: 'Art 16',
    })
    expect(standing(pact(two), 'JP', '2030-01-01').how).toBe('signed')
    expect(standing(pact(two), 'BR', '2030-01-01').says).toBe('the Pact is not in force yet')
  })

  test('is in force from the first of the month after the wait that the last of them begins', () => {
    // Three months after 30 November end on the last day of February.
    expect(pact(three).in_force).toEqual({ from: '2023-03-01' })
    expect(firstDays(three)).toEqual({ DE: '2023-03-01', FR: '2023-03-01', US: '2023-03-01', JP: undefined })
    expect(isBound(pact(three), 'DE', '2023-02-28')).toBe(false)
    expect(isBound(pact(three), 'DE', '2023-03-01')).toBe(true)
    expect(isBound(pact(three), 'JP', '2023-03-01')).toBe(false)
  })

  test('binds each state that ratifies later after a wait of its own', () => {
    const later = [...three, { state: 'CN', ratified: '2023-02-10' }, { state: 'BR', ratified: '2022-12-24' }]
    expect(firstDays(later)).toMatchObject({ CN: '2023-06-01', BR: '2023-04-01' })
    const days = { entry: { ...entry, after: { days: 90 }, later: { days: 30 } } }
    expect(pact(later, days).in_force.from).toBe('2023-02-28')
    // Thirty days, but not before the treaty itself.
    expect(firstDays(later, days)).toMatchObject({ CN: '2023-03-12', BR: '2023-02-28' })
  })

  test('does not count an organisation of states that ratify themselves', () => {
    expect(pact([...two, { state: 'EU', ratified: '2022-01-10' }]).in_force).toEqual({ pending: true })
  })

  test('keeps the days it is given; a day that the ratifications do not lead to is a complaint', () => {
    const given = treaty([...three, { state: 'CN', ratified: '2023-02-10', from: '2023-05-01' }], {
      in_force: { from: '2023-04-01' },
    })
    expect(smallBase(given).rule('instrument', 'pact').in_force.from).toBe('2023-04-01')
    const { complaints } = checkLaw(asFiles({ ...smallLaw, ...given }), '2026-11-21')
    expect(complaints.filter(({ check }) => check === 'entry').map(({ says }) => says)).toEqual([
      'in_force: by its ratifications it came into force on 2023-03-01, not on 2023-04-01 (Art 16)',
      'parties: CN ratified on 2023-02-10 and is bound from 2023-06-01, not from 2023-05-01',
    ])
  })
})

describe('a ratification nobody has made yet', () => {
  const law = smallBase(treaty(two))

  test('can be supposed, and the law stays as it is', () => {
    const would = supposing(law, [{ instrument: 'pact', ratified: '2026-01-15', by: ['JP', 'BR'] }])
    const bound = would.rule('instrument', 'pact').parties?.map(({ state, from }) => `${state} ${from}`)
    expect(bound).toEqual(['DE 2026-05-01', 'FR 2026-05-01', 'JP 2026-05-01', 'BR 2026-05-01'])
    expect(law.rule('instrument', 'pact').in_force).toEqual({ pending: true })
  })

  test('is refused for a treaty that does not say how it comes into force', () => {
    const supposed = { instrument: 'order', ratified: '2026-01-15', by: ['JP'] }
    expect(() => supposing(law, [supposed])).toThrow(LawError)
    expect(() => supposing(law, [{ ...supposed, instrument: 'nowhere' }])).toThrow('There is no rule nowhere')
  })
})
