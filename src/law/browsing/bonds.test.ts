import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { bondsBetween, bondsOf, bondsTo } from './bonds.ts'

const about = { cites: [{ cite: 'Art 1' }], checked: { on: '2026-01-01', by: 'A. Lawyer' } }
const law = compile(
  asFiles({
    ...smallLaw,
    'treaties/networks/mla.yaml': { title: 'Treaties of two', ...about },
    'treaties/br-us/instrument.yaml': {
      title: 'Treaty of Brazil and the United States',
      short: 'the treaty',
      citation: 'Treaty of 2001',
      level: 'treaty',
      network: 'treaties/networks/mla',
      in_force: { from: '2001-01-01' },
      parties: [{ state: 'BR' }, { state: 'US' }],
      ...about,
    },
  }),
)
const between = (a: string, b: string, on: string) =>
  new Map(bondsBetween(law, a, b, on).map((one) => [one.instrument, one]))

describe('what binds a state', () => {
  const bond = (state: string, on: string) => bondsOf(law, state, on).find(({ instrument }) => instrument === 'pact')

  test('is told with the first day', () => {
    expect(bond('DE', '2026-01-01')).toMatchObject({ standing: { how: 'bound' }, since: '2010-01-01' })
  })

  test('is told with its last day once it has left', () => {
    expect(bond('US', '2026-01-01')).toMatchObject({ standing: { how: 'left' }, until: '2020-12-31' })
    expect(bond('US', '2020-12-31')).toMatchObject({ standing: { how: 'bound' } })
  })

  test('is told as well where it only signed, is bound later, or stays outside', () => {
    expect(bond('JP', '2026-01-01')).toMatchObject({ standing: { how: 'signed' }, signed: '2011-01-01' })
    expect(bond('FR', '2026-12-31')).toMatchObject({ standing: { how: 'not-yet' } })
    expect(bond('IE', '2026-01-01')).toMatchObject({ standing: { how: 'outside' }, note: 'it chose to stay out' })
  })

  test('leaves out what never speaks of the state', () => {
    expect(bondsOf(law, 'AR', '2026-01-01')).toEqual([])
  })
})

test('an instrument names every state once, those outside too', () => {
  expect(bondsTo(law, 'pact', '2026-01-01').map(({ state }) => state)).toEqual(['DE', 'FR', 'US', 'JP', 'CN', 'IE'])
  expect(bondsTo(law, 'no/such/act', '2026-01-01')).toEqual([])
})

describe('between two states', () => {
  test('an instrument binds both from the day of the later one', () => {
    expect(between('DE', 'CN', '2026-01-01').get('pact')).toMatchObject({ both: true, since: '2015-01-01' })
    expect(between('DE', 'FR', '2026-12-31').get('pact')).toMatchObject({ both: false })
    expect(between('DE', 'FR', '2027-01-01').get('pact')).toMatchObject({ both: true, since: '2027-01-01' })
  })

  test('what binds both stands first', () => {
    expect(bondsBetween(law, 'DE', 'CN', '2026-01-01').map(({ both }) => both)).toEqual(
      bondsBetween(law, 'DE', 'CN', '2026-01-01')
        .map(({ both }) => both)
        .toSorted((a, b) => Number(b) - Number(a)),
    )
  })

  test('the treaty of one of them with a third is nothing to the other', () => {
    expect(between('DE', 'US', '2026-01-01').has('treaties/br-us')).toBe(false)
    expect(between('BR', 'US', '2026-01-01').get('treaties/br-us')).toMatchObject({ both: true, since: '2001-01-01' })
  })

  test('the states keep the order in which they were asked for', () => {
    const states = (a: string, b: string) =>
      between(a, b, '2026-01-01')
        .get('pact')
        ?.bonds.map(({ state }) => state)
    expect(states('CN', 'DE')).toEqual(['CN', 'DE'])
    expect(states('DE', 'CN')).toEqual(['DE', 'CN'])
  })
})
