import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { multilateral, partiesOn } from './parties.ts'

const law = await readLaw()
const partOf = (instrument: string, place: string, on: string) =>
  partiesOn(law, instrument, on).find((row) => row.place === place)?.part

describe('the map of a treaty', () => {
  test.each([
    ['France', 'FR', '2026-11-21', 'bound'],
    ['France before it was bound', 'FR', '2005-01-01', 'coming'],
    ['France before the Convention was in force', 'FR', '2003-01-01', 'coming'],
    ['Ireland, which has signed', 'IE', '2026-11-21', 'signed'],
    ['China', 'CN', '2026-11-21', 'not-bound'],
    ['Russia', 'RU', '2026-11-21', 'not-bound'],
    ['Guernsey, of which the base says nothing', 'GG', '2026-11-21', 'unknown'],
  ])('on the Convention on Cybercrime shows %s', (_, place, on, part) => {
    expect(partOf('coe/185', place, on)).toBe(part)
  })

  test('that is not in force shows nobody as bound', () => {
    const parts = new Set(partiesOn(law, 'un/cybercrime', '2026-11-21').map(({ part }) => part))
    expect(parts).not.toContain('bound')
    expect(parts).toContain('signed')
  })

  test('can be chosen among all treaties of several states, the widest first', () => {
    const ids = multilateral(law, '2026-11-21').map(({ rule }) => rule)
    expect(ids).toContain('coe/185')
    expect(ids.indexOf('un/untoc')).toBeLessThan(ids.indexOf('coe/185'))
    expect(ids).not.toContain('treaties/cn-us')
  })
})
