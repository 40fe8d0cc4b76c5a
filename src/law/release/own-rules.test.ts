import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { withOwnRules } from '../own-rules.ts'
import { decideRelease } from './decide.ts'
import { chanceFrom, randomly } from './random.fixture.ts'
import { approved } from './release.fixture.ts'
import { parseRelease } from './release.ts'

/** Rules of the operator's own, on top of what the law puts in the way. */

const CASES = Number(process.env.COMITY_CASES ?? 500)
const law = await readLaw()
const instrument = `title: What our house gives to nobody
short: House rules
citation: House rules of 1 March 2026
level: practice
in_force: {}
cites: [{cite: House rules}]
checked: {on: 2026-11-22, by: The house}
`
const gate = (state: string, condition: string) => `title: Nothing of a thousand people at once
state: ${state}
when:
  ${condition}
effect: closed
cites: [{cite: House rules No. 4}]
checked: {on: 2026-11-22, by: The house}
`
const many = '{says: Of a thousand people or more, cite: House rules No. 4, fact: outbound.persons, at_least: 1000}'
const own = (text: string, more: Record<string, string> = {}) =>
  withOwnRules(law, new Map([...Object.entries({ 'house/instrument.yaml': instrument, 'house/gates/many.yaml': text }), ...Object.entries(more)])) // biome-ignore format: one line
const refusal = (code: string) => expect.objectContaining({ code })

describe('a rule of the operator’s own', () => {
  test('stops what the law lets go, and is named; the law alone is as it was', () => {
    const release = approved()
    const [state = ''] = [release.giver?.state ?? '']
    const strict = own(gate(state, '{says: Whatever it is, cite: House rules No. 4, fact: measure, is: produce}'))
    expect(decideRelease(law, release).release).toBe(true)
    const { items } = decideRelease(strict, release)
    for (const item of items) {
      expect(item.release).toBe(false)
      expect(item.because).toContainEqual(expect.objectContaining({ rule: 'house/gates/many', holds: false, cite: 'House rules No. 4' })) // biome-ignore format: one line
    }
    expect(strict.beneath).toBe(law)
    expect(strict.digest).not.toBe(law.digest)
  })

  test(`is only ever stricter: of ${CASES} releases by chance none goes with it that stays without`, () => {
    const chance = chanceFrom(20_261_122)
    // Of a state of whose law the base holds nothing: that something is written about it now opens nothing.
    const laws = [own(gate('CN', many)), own(gate('KZ', many)), own(gate('US', many))]
    let [stopped, loosened] = [0, 0]
    for (let n = 0; n < CASES; n++) {
      const release = parseRelease(randomly(chance))
      const plain = decideRelease(law, release)
      for (const one of laws) {
        const decided = decideRelease(one, release)
        for (const [i, item] of decided.items.entries()) {
          if (item.release && !plain.items[i]?.release) loosened++
          if (!item.release && plain.items[i]?.release) stopped++
        }
      }
    }
    expect(loosened).toBe(0)
    expect(stopped).toBeGreaterThan(0)
  })

  test('that takes the place of the law’s, or is anything but a gate, is refused', () => {
    const place = 'cn/dsl/gates/article-36.yaml'
    expect(() => own(gate('CN', many), { [place]: gate('CN', many) })).toThrow(refusal('own_rule_loosens'))
    const route = law.files.get('eu/2023-1543/routes/production-order.yaml') ?? ''
    expect(() => own(gate('CN', many), { 'house/routes/easy.yaml': route })).toThrow(refusal('own_rule_loosens'))
    expect(() => own('title: nothing')).toThrow(refusal('bad_rule'))
  })
})
