import { describe, expect, test } from 'vitest'
import { compile, overlay } from '../compile.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { diffLaw } from './diff.ts'

const today = '2026-11-21'
const letter = 'pact/routes/letter'
const french = {
  name: 'France writes to China',
  facts: { asking: { state: 'FR' }, holder: { seat: 'CN' }, offence: { political: false }, measure: 'produce' },
  expect: { routes: { [letter]: 'closed' } },
}
const files = asFiles({ ...smallLaw, 'cases/a.yaml': french })
const law = compile(files)

describe('between two days', () => {
  const { rules, cases } = diffLaw({ law, on: '2026-11-21' }, { law, on: '2027-01-01' }, today)

  test('a state that joins is told, and so is the case that comes out differently', () => {
    expect(rules).toMatchObject([{ rule: 'pact', change: 'parties', says: 'binds France' }])
    expect(cases).toMatchObject({
      compared: 1,
      changed: [{ case: 'cases/a', changes: [{ what: `route ${letter} to CN`, before: 'closed' }] }],
    })
  })

  test('a rule comes into force, ends, and is amended', () => {
    const clock = 'order/clocks/produce'
    const more = overlay(
      law,
      asFiles({
        [`${letter}.yaml`]: { ...smallLaw[`${letter}.yaml`], in_force: { from: '2028-01-01', to: '2029-12-31' } },
        [`${clock}.yaml`]: {
          ...smallLaw[`${clock}.yaml`],
          amendments: [{ from: '2028-06-01', set: { 'limit.days': 3 }, cites: [{ cite: 'Act of 2028' }] }],
        },
      }),
    )
    const told = (from: string, to: string) =>
      diffLaw({ law: more, on: from }, { law: more, on: to }, today).rules.map(
        ({ rule, change, says, cite }) => `${rule} ${change} ${says} [${cite}]`,
      )
    expect(told('2027-06-01', '2028-06-01')).toEqual([
      `${clock} amended from 2028-06-01: limit.days [Act of 2028]`,
      `${letter} comes-into-force from 2028-01-01 [Art 1]`,
    ])
    expect(told('2029-12-31', '2030-01-01')).toEqual([`${letter} ends after 2029-12-31 [Art 1]`])
    expect(told('2028-01-01', '2028-02-01')).toEqual([])
  })
})

describe('with a proposal', () => {
  test('rules are added, changed and removed', () => {
    const bill = overlay(
      law,
      new Map([
        ...asFiles({
          'pact/clocks/new.yaml': smallLaw['order/clocks/produce.yaml'] ?? {},
          [`${letter}.yaml`]: {
            ...smallLaw[`${letter}.yaml`],
            title: 'Another letter',
            when: { says: 'Always', fact: 'on', known: true },
          },
        }),
        ['order/clocks/produce.yaml', null] as const,
      ]),
    )
    const { rules, cases, before, after } = diffLaw({ law }, { law: bill }, today)
    expect(rules.map(({ rule, change, says }) => `${rule} ${change}: ${says}`)).toEqual([
      'order/clocks/produce removed: no such rule any more',
      'pact/clocks/new added: a new rule',
      `${letter} changed: title, when`,
    ])
    expect(cases.changed).toMatchObject([
      {
        changes: [
          { what: 'route order/routes/order: clocks', after: 'order/clocks/emergency PT8H' },
          { what: `route ${letter} to CN`, before: 'closed', after: 'open' },
        ],
      },
    ])
    expect(before.digest).not.toBe(after.digest)
  })

  test('that changes nothing, nothing is told', () => {
    expect(diffLaw({ law }, { law: overlay(law, new Map()) }, today)).toMatchObject({
      rules: [],
      cases: { changed: [] },
    })
  })
})
