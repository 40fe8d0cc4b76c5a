import { describe, expect, test } from 'vitest'
import { parseFacts } from '../data/facts.ts'
import { smallBase, smallLaw } from '../small-law.fixture.ts'
import { analyse } from './analyse.ts'

const claim = (state: string, when: object, more: object = {}) => ({
  ...smallLaw['order/penalties/fine.yaml'],
  ...{ for: undefined, title: `Claim of ${state}`, state, when: { says: 'It claims', cite: 'Art 5', ...when } },
  ...more,
})
const law = smallBase({
  'order/reach/german.yaml': claim('DE', { fact: 'holder.offersServicesIn', includes: 'DE' }),
  'order/reach/union.yaml': claim('EU', { fact: 'holder.kind', is: 'provider' }),
  'bars/reach/american.yaml': claim('US', { fact: 'holder.seat', is: 'US' }),
  'bars/reach/chinese.yaml': claim('CN', { fact: 'data.storedIn', includes: 'CN' }),
  'bars/reach/japanese.yaml': claim('JP', { fact: 'holder.correspondentAccountIn', includes: 'JP' }),
  'bars/reach/brazilian.yaml': claim('BR', { fact: 'holder.kind', is: 'provider' }),
})
const reach = (facts: object) =>
  analyse(law, parseFacts({ on: '2026-11-21', ...facts }), { today: '2026-11-21' }).reach.map(
    ({ state, status }) => `${state} ${status}`,
  )

describe('reach', () => {
  test('of the asking state and its Union is told whatever comes out', () => {
    const asking = { state: 'DE' }
    expect(reach({ asking, holder: { kind: 'bank', offersServicesIn: ['FR'] } })).toEqual([
      'DE does-not',
      'EU does-not',
    ])
    expect(reach({ asking, holder: { kind: 'provider' } })).toEqual(['DE unknown', 'EU reaches'])
  })

  test('of the other states where the holder is, or keeps accounts, or the data lie, is told where it is sure', () => {
    const asking = { state: 'BR' }
    const data = [
      { id: 'a', storedIn: ['SG'] },
      { id: 'b', storedIn: ['CN'] },
    ]
    const holder = { kind: 'provider', seat: 'US', establishments: ['IE'], correspondentAccountIn: ['JP'] }
    expect(reach({ asking, holder, data })).toEqual([
      'BR reaches',
      'US reaches',
      'JP reaches',
      'CN reaches',
      'EU reaches',
    ])
    expect(reach({ asking, holder: { ...holder, kind: undefined, establishments: ['IE'] } })).toEqual([
      'BR unknown',
      'US reaches',
      'JP reaches',
    ])
  })

  test('of a state the case does not touch is not told', () => {
    expect(reach({ asking: { state: 'DE' }, holder: { kind: 'provider', seat: 'FR' } })).toEqual([
      'DE unknown',
      'EU reaches',
    ])
  })

  test('of another state decides nothing, so nothing is asked for it', () => {
    const { questions } = analyse(law, parseFacts({ asking: { state: 'BR' }, holder: { seat: 'JP' } }), {
      today: '2026-11-21',
    })
    expect(questions.flatMap(({ decides }) => decides)).not.toContain('bars/reach/japanese')
  })
})
