import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import type { Because } from '../analysis/analysis.ts'
import type { Facts } from '../data/facts.ts'
import type { Condition } from '../data/rule.ts'
import { smallBase } from '../small-law.fixture.ts'
import type { Circumstances } from './circumstances.ts'

const law = smallBase()
const edition = law.at('2026-11-21')
const compiled = (condition: Condition) => edition.compile(condition, law.rule('route', 'pact/routes/letter'))
const around = (facts: object, more: Partial<Circumstances> = {}): Circumstances => ({
  facts: facts as Facts,
  on: '2026-11-21',
  ...more,
})
const holds = (condition: Condition, facts: object, more: Partial<Circumstances> = {}) =>
  compiled(condition).holds(around(facts, more))
const asked = (condition: Condition, facts: object, more: Partial<Circumstances> = {}) => {
  const asks = new Set<string>()
  compiled(condition).ask(around(facts, more), asks)
  return [...asks]
}

const person = { residence: 'DE', nationality: ['FR', 'US'] }

describe('a test of a fact', () => {
  const cases: [Condition, boolean, boolean][] = [
    [{ fact: 'person.residence', is: 'DE' }, true, false],
    [{ fact: 'person.residence', is_not: 'DE' }, false, false],
    [{ fact: 'person.residence', in: ['DE', 'FR'] }, true, false],
    [{ fact: 'person.residence', not_in: ['DE', 'FR'] }, false, false],
    [{ fact: 'person.nationality', includes: 'FR' }, true, false],
    [{ fact: 'person.nationality', includes_any: ['CN', 'US'] }, true, false],
    [{ fact: 'person.nationality', includes_fact: 'person.residence' }, false, false],
    [{ fact: 'person.residence', same_as: 'person.residence' }, true, false],
    [{ fact: 'person.residence', differs_from: 'person.residence' }, false, false],
    [{ fact: 'person.residence', party_to: 'pact' }, true, false],
    [{ fact: 'person.residence', not_party_to: 'pact' }, false, false],
    [{ fact: 'person.nationality', some_party_to: 'pact' }, false, false],
    [{ fact: 'person.nationality', some_party_to: 'eu/union' }, true, false],
  ]
  test.each(cases)('%j is %s', (condition, expected) => {
    expect(holds(condition, { person })).toBe(expected)
    // Without the fact nobody can tell.
    expect(holds(condition, {})).toBe(null)
    expect(asked(condition, {})).toContain((condition as { fact: string }).fact)
    expect(asked(condition, { person })).toEqual([])
  })

  test.each([
    [{ at_least: 36 }, [null, false, true, true]],
    [{ more_than: 36 }, [null, false, false, true]],
    [{ at_most: 36 }, [null, true, true, false]],
    [{ less_than: 36 }, [null, true, false, false]],
    [{ known: true }, [false, true, true, true]],
    [{ known: false }, [true, false, false, false]],
  ] as const)('of a number, %j', (operator, expected) => {
    const answers = [undefined, 35, 36, 37].map((maxPenaltyMonths) =>
      holds({ fact: 'offence.maxPenaltyMonths', ...operator }, { offence: { maxPenaltyMonths } }),
    )
    expect(answers).toEqual(expected)
  })

  test('of an empty list is known to hold nothing', () => {
    expect(holds({ fact: 'person.nationality', includes: 'DE' }, { person: { nationality: [] } })).toBe(false)
    expect(holds({ fact: 'person.nationality', includes_fact: 'asking.state' }, { person: { nationality: [] } })).toBe(
      false,
    )
  })

  test('of the state a route goes to: unknown asks for the fact behind it, known to be none is an answer', () => {
    const to: Condition = { fact: 'to', party_to: 'pact' }
    expect(holds(to, {}, { to: 'CN' })).toBe(true)
    expect(holds(to, {}, { to: null })).toBe(false)
    expect(holds(to, {}, { to: undefined })).toBe(null)
    expect(asked(to, {}, { to: undefined, toFact: 'holder.addressees' })).toEqual(['holder.addressees'])
  })

  test('of the item under analysis', () => {
    const item = { id: 'd1', category: 'content' as const }
    expect(holds({ fact: 'data.category', is: 'content' }, {}, { item })).toBe(true)
    expect(holds({ fact: 'data.category', is: 'content' }, { data: [item] })).toBe(null)
  })

  test('along a list reads every member', () => {
    expect(
      holds(
        { fact: 'holder.addressees.state', includes: 'IE' },
        { holder: { addressees: [{ state: 'FR' }, { state: 'IE' }] } },
      ),
    ).toBe(true)
    expect(holds({ fact: 'holder.addressees.as', includes: 'x' }, { holder: { addressees: [{ state: 'FR' }] } })).toBe(
      null,
    )
  })
})

describe('conditions together', () => {
  const yes: Condition = { fact: 'person.residence', is: 'DE' }
  const no: Condition = { fact: 'person.residence', is: 'FR' }
  const unknown: Condition = { fact: 'person.location', is: 'DE' }
  test.each([
    [{ all: [yes, unknown] }, null],
    [{ all: [no, unknown] }, false],
    [{ any: [yes, unknown] }, true],
    [{ any: [no, unknown] }, null],
    [{ not: unknown }, null],
    [{ not: no }, true],
    [{ all: [{ any: [no, yes] }, { not: { all: [unknown, no] } }] }, true],
  ] as [Condition, boolean | null][])('%j is %s', (condition, expected) => {
    expect(holds(condition, { person })).toBe(expected)
  })

  test('ask only for what can still decide', () => {
    expect(asked({ all: [no, unknown] }, { person })).toEqual(['person.location'])
    expect(asked({ any: [no, { all: [yes, unknown] }] }, { person })).toEqual(['person.location'])
  })

  const place = fc.constantFrom('residence', 'location')
  const leaf = fc.record({ fact: place.map((p) => `person.${p}`), is: fc.constantFrom('DE', 'FR') })
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }))

  property.prop([condition, fc.constantFrom('DE', 'FR'), fc.constantFrom('DE', 'FR')])(
    'never change their answer when one learns more',
    (one, residence, location) => {
      const final = holds(one, { person: { residence, location } })
      for (const less of [{}, { residence }, { location }]) {
        const before = holds(one, { person: less })
        if (before !== null) expect(before).toBe(final)
        else expect(asked(one, { person: less }).length).toBeGreaterThan(0)
      }
    },
  )
})

describe('the lines of an explanation', () => {
  const lines = (condition: Condition, facts: object) => {
    const all: Because[] = []
    compiled(condition).explain(around(facts), all)
    return all.map(({ holds: truth, says, cite }) => [truth, says, cite])
  }

  test('are the parts that have a sentence; a part without is explained by its own parts', () => {
    const condition: Condition = {
      all: [
        { says: 'A', cite: 'Art 1(1)', fact: 'person.residence', is: 'DE' },
        {
          cite: 'Art 2',
          all: [
            { says: 'B', fact: 'person.residence', is: 'FR' },
            {
              says: 'C',
              cite: 'Art 3',
              any: [
                { fact: 'person.location', is: 'DE' },
                { fact: 'person.residence', is: 'FR' },
              ],
            },
          ],
        },
      ],
    }
    expect(lines(condition, { person })).toEqual([
      [true, 'A', 'Art 1(1)'],
      [false, 'B', 'Art 2'],
      [null, 'C', 'Art 3'],
    ])
  })

  test('of an alternative are only those that make the result', () => {
    const either: Condition = {
      any: [
        { says: 'A', fact: 'person.residence', is: 'DE' },
        { says: 'B', fact: 'person.residence', is: 'FR' },
      ],
    }
    expect(lines(either, { person })).toEqual([[true, 'A', 'Art 1']])
    expect(lines(either, { person: { residence: 'US' } })).toEqual([
      [false, 'A', 'Art 1'],
      [false, 'B', 'Art 1'],
    ])
  })

  test('of an exception say that it is one', () => {
    expect(
      lines({ not: { says: 'The person lives there', cite: 'Art 8', fact: 'person.residence', is: 'DE' } }, { person }),
    ).toEqual([[false, 'Not so: The person lives there', 'Art 8']])
  })

  test('fall back to the rule for the citation, and to plain words for the sentence', () => {
    expect(lines({ fact: 'person.residence', in: ['DE', 'FR'] }, { person })).toEqual([
      [true, 'person.residence in DE, FR', 'Art 1'],
    ])
  })

  test('carry the confidence of the line and of the party', () => {
    const unsure = smallBase({
      'doubt/instrument.yaml': {
        title: 'D',
        cites: [{ cite: 'x' }],
        checked: { on: '2026-01-01', by: 'A' },
        short: 'D',
        citation: 'D',
        level: 'treaty',
        in_force: {},
        parties: [{ state: 'DE', confidence: 'unconfirmed' }],
      },
    })
    const test = unsure
      .at('2026-11-21')
      .compile(
        { says: 'bound', cite: 'Art 1', fact: 'person.residence', party_to: 'doubt' },
        unsure.rule('route', 'pact/routes/letter'),
      )
    const lines: Because[] = []
    test.explain(around({ person }), lines)
    expect(lines[0]).toMatchObject({
      holds: true,
      says: 'bound',
      confidence: 'unconfirmed',
    })
  })
})
