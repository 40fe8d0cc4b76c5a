import { describe, expect, test } from 'vitest'
import { overlay } from '../compile.ts'
import { parseFacts } from '../data/facts.ts'
import { asFiles, smallBase, smallLaw } from '../small-law.fixture.ts'
import { analyse } from './analyse.ts'
import type { Analysis, RouteFinding } from './analysis.ts'

const law = smallBase()
const today = '2026-11-21'
const ask = (facts: object, base = law): Analysis => analyse(base, parseFacts(facts), { today })
const found = (analysis: Analysis, rule: string): RouteFinding => {
  const route = analysis.routes.find((one) => one.rule === rule)
  if (!route) throw new Error(`no finding of ${rule}`)
  return route
}
const order = 'order/routes/order'
const letter = 'pact/routes/letter'
const subscriber = { id: 'd1', category: 'subscriber' }
const content = { id: 'd2', category: 'content' }
const ireland = { addressees: [{ state: 'IE', as: 'designated-establishment' }] }
const orderFromGermany = {
  asking: { state: 'DE', authority: 'prosecutor' },
  holder: ireland,
  measure: 'produce',
  data: [subscriber],
}

describe('a route', () => {
  test('is open where every condition holds', () => {
    const route = found(ask(orderFromGermany), order)
    expect(route).toMatchObject({ status: 'open', to: 'IE', data: ['d1'], asks: ['urgency'] })
    expect(route.because.every(({ holds, cite }) => holds === true && cite !== '')).toBe(true)
  })

  test('is closed with the failing line first, and with every other line', () => {
    const route = found(ask({ ...orderFromGermany, asking: { state: 'IE' } }), order)
    expect(route.status).toBe('closed')
    expect(route.because.map(({ holds, cite }) => [holds, cite])).toEqual([
      [false, 'Art 3'],
      [true, 'Art 2'],
      [true, 'Art 5(3)'],
    ])
    expect(route.steps).toEqual([])
  })

  test('is unknown, never closed, while a fact is missing, and asks for it', () => {
    const { data: _, ...unknownData } = orderFromGermany
    expect(found(ask(unknownData), order)).toMatchObject({
      status: 'unknown',
      asks: expect.arrayContaining(['data.category', 'offence.maxPenaltyMonths']),
    })
    expect(found(ask({ asking: { state: 'DE' }, measure: 'produce', data: [subscriber] }), order)).toMatchObject({
      status: 'unknown',
      asks: expect.arrayContaining(['holder.addressees']),
    })
  })

  test('is closed where it is known that there is nobody to address', () => {
    const route = found(ask({ ...orderFromGermany, holder: { addressees: [] } }), order)
    expect(route).toMatchObject({
      status: 'closed',
      because: expect.arrayContaining([expect.objectContaining({ holds: false, facts: ['holder.addressees'] })]),
    })
  })

  test('needs an approval until the approval is there', () => {
    const facts = { ...orderFromGermany, data: [content], offence: { maxPenaltyMonths: 60 } }
    const before = found(ask(facts), order)
    expect(before).toMatchObject({ status: 'approval', needs: [{ actor: 'court', met: false, cite: 'Art 4(2)(b)' }] })
    expect(before.asks).toContain('asking.validatedBy')
    const after = found(ask({ ...facts, asking: { ...facts.asking, validatedBy: 'judge' } }), order)
    expect(after).toMatchObject({ status: 'open', needs: [{ met: true }] })
    expect(found(ask({ ...facts, asking: { state: 'DE', authority: 'judge' } }), order).needs).toEqual([])
  })

  test('tells items apart that come out differently, and keeps together those that do not', () => {
    const data = [subscriber, content, { id: 'd3', category: 'identification' }]
    const routes = ask({ ...orderFromGermany, data, offence: { maxPenaltyMonths: 60 } }).routes.filter(
      ({ rule }) => rule === order,
    )
    expect(routes.map(({ data: ids, status }) => [ids, status])).toEqual([
      [['d1', 'd3'], 'open'],
      [['d2'], 'approval'],
    ])
  })

  test('that was made for others is left out; one that a state merely has not joined is explained', () => {
    const fromUs = ask({ ...orderFromGermany, asking: { state: 'US' } })
    expect(fromUs.routes.map(({ rule }) => rule)).not.toContain(order)
    expect(found(fromUs, letter)).toMatchObject({
      status: 'closed',
      because: expect.arrayContaining([
        expect.objectContaining({ holds: false, says: expect.stringContaining('until 2020-12-31') }),
      ]),
    })
    const all = analyse(law, parseFacts({ asking: { state: 'US' } }), { today, all: true })
    expect(found(all, order).status).toBe('closed')
  })

  test('says that it binds nobody where it rests on practice alone', () => {
    const provider = { asking: { state: 'DE' }, holder: { kind: 'provider', seat: 'CA' }, measure: 'produce' }
    expect(found(ask({ ...provider, data: [subscriber] }), 'voluntary/routes/ask').binding).toBe(false)
    expect(found(ask(orderFromGermany), order).binding).toBeUndefined()
  })

  test('of a rule not yet in force, or no longer, is closed and says so', () => {
    const early = found(ask({ ...orderFromGermany, on: '2026-08-17' }), order)
    expect(early.because[0]).toMatchObject({ holds: false, says: 'This applies only from 2026-08-18' })
    const repealed = smallBase({
      'order/instrument.yaml': {
        ...smallLaw['order/instrument.yaml'],
        in_force: { from: '2020-01-01', to: '2025-12-31' },
      },
    })
    expect(found(ask(orderFromGermany, repealed), order).because[0]?.says).toBe('This has not applied since 2025-12-31')
  })
})

describe('the answer about a party', () => {
  const cases = [
    ['IE', false, 'Ireland takes no part in the Pact: it chose to stay out', 'Art 3; Recital 44'],
    ['FR', false, 'France is bound by the Pact only from 2027-01-01', 'Art 3'],
    ['US', false, 'United States was bound by the Pact until 2020-12-31', 'Art 3'],
    ['JP', false, 'Japan has signed the Pact on 2011-01-01 but is not bound by it', 'Art 3'],
    ['BR', false, 'Brazil is not bound by the Pact', 'Art 3'],
    ['CN', true, undefined, 'Art 3'],
  ] as const
  test.each(cases)('for %s is %s: %s', (seat, holds, says, cite) => {
    const { because } = found(ask({ asking: { state: 'DE' }, holder: { seat }, offence: { political: false } }), letter)
    const line = because.find((one) => one.cite.startsWith('Art 3'))
    expect(line).toEqual({
      holds,
      cite,
      facts: ['holder.seat'],
      says: says ? `The requested state is bound by the Pact — ${says}` : 'The requested state is bound by the Pact',
    })
  })

  test('changes with the day the treaty enters into force', () => {
    const before = found(ask({ on: '2009-12-31', asking: { state: 'DE' }, holder: { seat: 'CN' } }), letter)
    expect(before.because[0]?.says).toContain('applies only from 2010-01-01')
    expect(before.because.some(({ says }) => says.includes('the Pact is not in force before 2010-01-01'))).toBe(true)
  })
})

describe('a gate', () => {
  const facts = {
    ...orderFromGermany,
    data: [{ ...subscriber, storedIn: ['CN'] }],
    holder: { ...ireland, kind: 'provider', seat: 'CN' },
    offence: { political: false },
  }

  test('turns what is compelled into a conflict, with what either side threatens and the ways out', () => {
    const analysis = ask({ ...facts, data: [{ ...facts.data[0], class: 'L3' }] })
    expect(found(analysis, order)).toMatchObject({ status: 'conflict', conflicts: ['bars/gates/storage'] })
    expect(analysis.conflicts).toEqual([
      {
        demands: order,
        by: 'DE',
        forbids: 'bars/gates/storage',
        of: 'CN',
        data: ['d1'],
        exposure: { DE: [], EU: ['order/penalties/fine'], CN: ['bars/penalties/fine'] },
        threats: {
          DE: [],
          EU: [{ rule: 'order/penalties/fine', title: 'Fine', on: 'organisation', cite: 'the Order Act Art 1' }],
          CN: [
            {
              rule: 'bars/penalties/fine',
              title: 'Fine',
              on: 'organisation',
              fine: { currency: 'CNY', to: 5000000 },
              cite: 'the Bars Art 1',
            },
          ],
        },
        resolutions: [
          {
            route: letter,
            what: 'Letter under the Pact',
            cite: 'the Pact Art 1',
            before: { seat: 'central', state: 'CN', authority: 'the competent authority' },
          },
          { what: 'Ask for less', cite: 'the Bars Art 38' },
        ],
      },
    ])
  })

  test('closes what is not compelled', () => {
    const route = found(ask({ ...facts, data: [{ ...facts.data[0], class: 'L3' }] }), 'voluntary/routes/ask')
    expect(route).toMatchObject({
      status: 'closed',
      because: expect.arrayContaining([expect.objectContaining({ holds: false, cite: 'the Bars Art 36' })]),
    })
  })

  test('that may be open leaves the route unknown and asks', () => {
    const analysis = ask(facts)
    expect(found(analysis, order)).toMatchObject({ status: 'unknown', asks: expect.arrayContaining(['data.class']) })
    expect(analysis.gates).toMatchObject([{ rule: 'bars/gates/storage', status: 'unknown', data: ['d1'] }])
  })

  test('does not stand before a route that goes through its own authority', () => {
    const route = ask({ ...facts, data: [{ ...facts.data[0], class: 'L3' }] }).routes.find(
      ({ rule, to }) => rule === letter && to === 'CN',
    )
    expect(route?.status).toBe('open')
  })

  test('is open where an exception holds, not engaged where its condition fails, and not tried for its own state', () => {
    expect(ask({ ...facts, data: [{ ...facts.data[0], class: 'general' }] }).gates[0]?.status).toBe('open')
    expect(ask({ ...facts, data: [{ ...subscriber, storedIn: ['DE'] }] }).gates[0]?.status).toBe('not-engaged')
    expect(ask({ ...facts, asking: { state: 'CN' } }).gates).toEqual([])
    expect(ask(orderFromGermany).gates).toEqual([])
  })
})

describe('the steps of a route', () => {
  test('are the chains of both states, the general one where a state has none', () => {
    const steps = (seat: string) =>
      found(ask({ asking: { state: 'DE' }, holder: { seat }, offence: { political: false } }), letter).steps
    expect(steps('CN').map(({ id, state, after }) => [id, state, after])).toEqual([
      ['draft', 'DE', []],
      ['outgoing-approve', 'DE', ['draft']],
      ['outgoing-transmit', 'DE', ['outgoing-approve']],
      ['incoming-examine', 'CN', ['outgoing-transmit']],
    ])
  })

  test('fall away where they are not due, and those that waited for them wait for what came before', () => {
    const steps = (data: object) =>
      found(ask({ ...orderFromGermany, offence: { maxPenaltyMonths: 60 }, data: [data] }), order).steps
    expect(steps(content).map(({ id, after }) => [id, after])).toEqual([
      ['draft', []],
      ['validate', ['draft']],
      ['send', ['validate']],
      ['notify', ['validate']],
      ['produce', ['send']],
    ])
    expect(steps(subscriber).map(({ id, after }) => [id, after])).toEqual([
      ['draft', []],
      ['send', ['draft']],
      ['notify', ['draft']],
      ['produce', ['send']],
    ])
  })

  test('carry the clocks that run; while it is open which, both are shown and neither is certain', () => {
    const clocks = (more: object) =>
      found(ask({ ...orderFromGermany, ...more }), order).clocks.map(({ length, certain }) => [length, certain])
    expect(clocks({ urgency: 'ordinary' })).toEqual([['P10D', undefined]])
    expect(clocks({ urgency: 'emergency' })).toEqual([['PT8H', undefined]])
    expect(clocks({})).toEqual([
      ['P10D', false],
      ['PT8H', false],
    ])
  })
})

describe('the questions', () => {
  test('begin with the fact that decides most, and leave out what cannot matter', () => {
    const { questions } = ask({})
    expect(questions[0]?.fact).toBe('asking.state')
    const closed = ask({
      asking: { state: 'DE' },
      holder: { seat: 'IE', kind: 'bank' },
      data: [subscriber],
      measure: 'produce',
    })
    expect(closed.questions.map(({ fact }) => fact)).not.toContain('offence.political')
  })

  test('carry their words from the law, and a plain sentence where nobody has written any', () => {
    const { questions } = ask({
      asking: { state: 'DE' },
      holder: { seat: 'CN' },
      measure: 'produce',
      data: [{ id: 'd1' }],
    })
    expect(questions.find(({ fact }) => fact === 'offence.political')).toMatchObject({
      text: 'Is the offence political?',
      why: 'Treaties refuse political offences.',
      decides: [letter],
    })
    expect(questions.find(({ fact }) => fact === 'data.category')?.text).toBe('What is known of the data: category?')
  })
})

describe('an analysis', () => {
  test('gives each item the best status among its routes', () => {
    expect(
      ask({ ...orderFromGermany, data: [subscriber, content], offence: { maxPenaltyMonths: 12, political: true } })
        .items,
    ).toEqual([
      { data: 'd1', status: 'open', best: order },
      { data: 'd2', status: 'unknown', best: 'voluntary/routes/ask' },
    ])
  })

  test('warns of what rests on an unconfirmed rule', () => {
    const { warnings, routes } = ask({
      asking: { state: 'DE' },
      holder: { kind: 'provider', seat: 'IE' },
      data: [{ ...subscriber, storedIn: [] }],
      measure: 'produce',
    })
    expect(routes.find(({ rule }) => rule === 'voluntary/routes/ask')).toMatchObject({
      status: 'open',
      confidence: 'unconfirmed',
    })
    expect(warnings).toContainEqual({ says: expect.stringContaining('Not confirmed in any source'), cite: 'Art 1' })
  })

  test('warns that bars were not tried while the seat or the place of the data is not given', () => {
    expect(ask(orderFromGermany).warnings).toContainEqual({
      says: expect.stringContaining('the seat of the holder and where the data lie'),
      cite: expect.stringContaining('Art 36'),
    })
  })

  test('stands on the law as an overlay changes it, and leaves the base as it was', () => {
    const bill = overlay(
      law,
      asFiles({
        'pact/instrument.yaml': {
          ...smallLaw['pact/instrument.yaml'],
          not_parties: [],
          parties: [{ state: 'DE' }, { state: 'IE' }],
        },
      }),
    )
    const facts = { asking: { state: 'DE' }, holder: { seat: 'IE' }, offence: { political: false } }
    expect(found(ask(facts, bill), letter).status).toBe('open')
    expect(found(ask(facts), letter).status).toBe('closed')
    expect(bill.digest).not.toBe(law.digest)
    expect(() => found(ask(facts, overlay(law, new Map([['pact/routes/letter.yaml', null]]))), letter)).toThrow()
  })
})
