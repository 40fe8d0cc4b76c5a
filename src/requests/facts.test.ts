import { describe, expect, test } from 'vitest'
import { parseFacts } from '../law/index.ts'
import { withFact } from './facts.ts'

const facts = parseFacts({ asking: { state: 'DE' }, data: [{ id: 'd1', category: 'content' }, { id: 'd2' }] })

describe('an answer', () => {
  test.each([
    ['person.residence', 'AT', { person: { residence: 'AT' } }],
    ['asking.authority', 'prosecutor', { asking: { state: 'DE', authority: 'prosecutor' } }],
    ['data[1].category', 'subscriber', { data: [{ category: 'content' }, { category: 'subscriber' }] }],
    ['holder.addressees[0].state', 'IE', { holder: { addressees: [{ state: 'IE' }] } }],
  ])('to %s is written there', (path, value, expected) => {
    expect(parseFacts(withFact(facts, path, value))).toMatchObject(expected)
  })

  test('about all the data speaks of those that do not say otherwise', () => {
    expect(withFact(facts, 'data.category', 'traffic')).toMatchObject({
      data: [{ category: 'content' }, { category: 'traffic' }],
    })
    expect(withFact(facts, 'data.stored', true)).toMatchObject({ data: [{ stored: true }, { stored: true }] })
  })

  test('taken back makes the fact unknown again', () => {
    expect(withFact(facts, 'asking.state', undefined)).toMatchObject({ asking: {} })
    expect(withFact(facts, 'data[0]', undefined)).toMatchObject({ data: [{ id: 'd2' }] })
    expect(facts.asking?.state).toBe('DE')
  })

  test.each(['', 'data[7].category', 'asking.state.more', 'a b', '__proto__.x', 'data[0][1]', 'asking[0]'])(
    'to %o is refused: there is no such fact',
    (path) => {
      expect(() => withFact(facts, path, 'x')).toThrow(
        expect.objectContaining({ code: 'no_such_fact', kind: 'invalid' }),
      )
    },
  )

  test('to a fact the contract does not know is refused by its name', () => {
    for (const path of ['asking.mood', 'constructor.name'])
      expect(() => parseFacts(withFact(facts, path, 'x'))).toThrow(/no such fact/)
  })
})
