import { describe, expect, test } from 'vitest'
import { checkLaw } from '../check.ts'
import { compile } from '../compile.ts'
import type { Rule } from './rule.ts'

const checked = { on: '2026-01-01', by: 'A. Lawyer' }
const files = (network: object, more: Record<string, object> = {}) =>
  new Map(
    Object.entries({
      'treaties/networks/mla.yaml': { title: 'Treaties', cites: [{ cite: 'Treaties' }], checked, ...network },
      ...more,
    }).map(([path, value]) => [path, JSON.stringify(value)]),
  )
const source = { cite: 'Official list' }
const law = (network: object, more?: Record<string, object>) => compile(files(network, more))
const between = (network: object, a: string, b: string, on: string, more?: Record<string, object>) =>
  law(network, more).at(on).networks.between('treaties/networks/mla', a, b, on)

describe('a treaty told in one line', () => {
  const known = {
    lists: [
      { of: 'CH', source, whole: '2026-04-17', treaties: [{ with: 'BR', signed: '2004-05-12', from: '2009-07-27' }] },
      {
        of: 'CA',
        source,
        treaties: [
          { with: 'ES', by: '1995-12-31', cite: 'CTS 1995 No 47' },
          { with: 'PE' },
          { with: 'GB', not_relied_on: 'it covers the proceeds of crime alone' },
        ],
      },
    ],
  }

  test('is an instrument, named by its two states and cited as published', () => {
    const treaty = law(known).rule('instrument', 'treaties/ca-es')
    expect(treaty).toMatchObject({ short: 'Canada–Spain treaty', citation: 'CTS 1995 No 47', confidence: 'secondary' })
    expect(treaty.cites).toEqual([{ cite: 'CTS 1995 No 47' }, source])
    expect(law(known).rule('instrument', 'treaties/br-ch').citation).toBe('Official list')
  })

  test('joins its states from its first day, either way round', () => {
    expect(between(known, 'CH', 'BR', '2009-07-27').treaty?.rule).toBe('treaties/br-ch')
    expect(between(known, 'BR', 'CH', '2026-01-01').treaty?.rule).toBe('treaties/br-ch')
    expect(between(known, 'CH', 'BR', '2009-07-26')).not.toHaveProperty('treaty')
  })

  test('joins them from the day on which it was in force at the latest, and says that it is no first day', () => {
    expect(between(known, 'CA', 'ES', '1995-12-31').treaty?.rule).toBe('treaties/ca-es')
    expect(between(known, 'CA', 'ES', '1995-12-30').says).toContain('its first day is not known here')
  })

  test('is named but not relied on where it is not known to be in force, or does not cover every offence', () => {
    expect(between(known, 'CA', 'PE', '2026-01-01').treaty).toBeUndefined()
    expect(between(known, 'CA', 'PE', '2026-01-01').says).toContain('that it is in force is not confirmed here')
    expect(between(known, 'GB', 'CA', '2026-01-01').says).toContain('it covers the proceeds of crime alone')
  })

  test('stands back behind a file of its own, and the check says so', () => {
    const own = {
      'treaties/br-ch/instrument.yaml': {
        title: 'Own', short: 'Own', citation: 'Own', level: 'treaty', in_force: {}, cites: [{ cite: 'Own' }], checked,
        network: 'treaties/networks/mla', parties: [{ state: 'BR' }, { state: 'CH' }],
      },
    } // biome-ignore format: one treaty
    expect(law(known, own).rule('instrument', 'treaties/br-ch').short).toBe('Own')
    const said = checkLaw(files(known, own), '2026-01-02').complaints.map(({ says }) => says)
    expect(said.join()).toContain('delete the line')
  })

  test('stands in one list only', () => {
    const twice = { lists: [...known.lists, { of: 'ES', source, treaties: [{ with: 'CA', from: '1995-01-01' }] }] }
    const said = checkLaw(files(twice), '2026-01-02').complaints.map(({ says }) => says)
    expect(said.join()).toContain('this treaty stands in the list of CA too')
  })
})

describe('where no treaty is known', () => {
  test('that there is none is said only where every treaty of one of the two is known', () => {
    const network = { lists: [{ of: 'CH', source, whole: '2026-04-17' }] }
    expect(between(network, 'KE', 'CH', '2026-05-01').says).toBe(
      'no such treaty joins Kenya and Switzerland: none is on the list of Switzerland of 2026-04-17',
    )
    expect(between(network, 'KE', 'BR', '2026-05-01').says).toBe(
      'this base knows no such treaty between Kenya and Brazil, and has not all the treaties of either',
    )
    expect(between({ whole: '2026-01-01' }, 'KE', 'BR', '2026-05-01').says).toBe(
      'no such treaty joins Kenya and Brazil',
    )
  })
})

test('a treaty of one side with several joins them to it and not among themselves', () => {
  const agreement: Record<string, Partial<Rule<'instrument'>>> = {
    'treaties/eu-jp/instrument.yaml': {
      title: 'With Japan', short: 'With Japan', citation: 'OJ', level: 'treaty', in_force: {}, cites: [{ cite: 'OJ' }], checked,
      network: 'treaties/networks/mla', one_side: ['JP'],
      parties: [{ state: 'JP', bound: true }, { state: 'DE', bound: true }, { state: 'FR', bound: true }],
    },
  } // biome-ignore format: one treaty
  expect(between({}, 'DE', 'JP', '2026-01-01', agreement).treaty?.rule).toBe('treaties/eu-jp')
  expect(between({}, 'DE', 'FR', '2026-01-01', agreement).treaty).toBeUndefined()
})
