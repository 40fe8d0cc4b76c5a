import { describe, expect, test } from 'vitest'
import { parseFacts } from '../data/facts.ts'
import { smallBase, smallLaw } from '../small-law.fixture.ts'
import { analyse } from './analyse.ts'

const bar = smallLaw['bars/gates/storage.yaml']
const ground = (more: object) => ({
  ...smallLaw['order/penalties/fine.yaml'],
  ...{
    state: undefined,
    for: undefined,
    seat: 'provider',
    against: 'order',
    effect: 'objection',
    cites: [{ cite: 'Art 17' }],
  },
  ...more,
})
const law = smallBase({
  'bars/clocks/approval.yaml': {
    ...smallLaw['order/clocks/emergency.yaml'],
    title: 'Approval',
    limit: { words: 'no time is set' },
    when: undefined,
  },
  'bars/gates/storage.yaml': {
    ...bar,
    approval: { seat: 'central', authority: 'the Ministry', cite: 'Art 36', clocks: ['bars/clocks/approval'] },
    resolutions: [
      { what: 'Ask for approval', cite: 'Art 36', approval: true },
      { what: 'Ask for less', cite: 'Art 38' },
    ],
  },
  'order/routes/order.yaml': {
    ...smallLaw['order/routes/order.yaml'],
    grounds: ['order/grounds/foreign-law', 'order/grounds/burden'],
  },
  'order/grounds/foreign-law.yaml': ground({
    title: 'Another law forbids',
    foreign_law: true,
    decides: { seat: 'court', state: 'from', authority: 'the court' },
    clocks: ['order/clocks/produce', 'order/clocks/emergency'],
    weighs: [{ what: 'The interest protected', cite: 'Art 17(6)' }],
  }),
  'order/grounds/burden.yaml': ground({ title: 'It is a burden' }),
})

const [conflict] = analyse(
  law,
  parseFacts({
    on: '2026-11-21',
    asking: { state: 'DE', authority: 'judge' },
    offence: { political: false, maxPenaltyMonths: 60 },
    holder: { kind: 'provider', seat: 'CN', addressees: [{ state: 'IE' }] },
    data: [{ id: 'd1', category: 'content', storedIn: ['CN'], class: 'L3' }],
    measure: 'produce',
    urgency: 'ordinary',
  }),
  { today: '2026-11-21' },
).conflicts
const way = (what: string) => conflict?.resolutions.find((one) => one.what === what)

describe('a way out of a conflict', () => {
  test('that is a route goes before the authority the bar asks for', () => {
    expect(way('Letter under the Pact')).toMatchObject({
      route: 'pact/routes/letter',
      before: { seat: 'central', state: 'CN', authority: 'the Ministry' },
    })
  })

  test('that pleads the foreign law names the court, the clocks that run, and what is weighed', () => {
    expect(way('Another law forbids')).toEqual({
      ground: 'order/grounds/foreign-law',
      what: 'Another law forbids',
      cite: 'the Order Act Art 17',
      before: { seat: 'court', state: 'DE', authority: 'the court' },
      clocks: [expect.objectContaining({ rule: 'order/clocks/produce', length: 'P10D' })],
      weighs: [{ what: 'The interest protected', cite: 'Art 17(6)' }],
    })
  })

  test('is no plea that has nothing to do with the law of another state', () => {
    expect(way('It is a burden')).toBeUndefined()
  })

  test('that is the approval itself has its authority and its clocks; less data has neither', () => {
    expect(way('Ask for approval')).toMatchObject({
      before: { authority: 'the Ministry' },
      clocks: [{ rule: 'bars/clocks/approval', length: 'no time is set' }],
    })
    expect(way('Ask for less')).toEqual({ what: 'Ask for less', cite: 'the Bars Art 38' })
  })
})
