import { describe, expect, test } from 'vitest'
import { analyse } from '../analysis/analyse.ts'
import { smallBase, smallLaw } from '../small-law.fixture.ts'

const gate = 'bars/gates/storage'
const clock = 'order/clocks/produce'
const amended = (path: string, ...amendments: object[]) => ({ [path]: { ...smallLaw[path], amendments } })
const renumbering = {
  from: '2024-01-01',
  articles: { 'Art 3': 'Art 5', 'Art 36': 'Art 38', 'Art 38': 'Art 40' },
  cites: [{ cite: 'Decision of 2023' }],
}
const renumbered = {
  'bars/instrument.yaml': { ...smallLaw['bars/instrument.yaml'], renumbered: [renumbering] },
}

describe('an amendment', () => {
  const set = { 'limit.days': 7, cites: [{ cite: 'Art 12(1)' }, { cite: 'Annex' }] }
  const law = smallBase(
    amended(
      'order/clocks/produce.yaml',
      { from: '2028-01-01', set, cites: [{ cite: 'Act A' }] },
      { from: '2029-01-01', set: { 'limit.days': 5 }, cites: [{ cite: 'Act B' }] },
    ),
  )
  const cites = (on: string) =>
    law
      .at(on)
      .find('clock', clock)
      ?.cites.map(({ cite }) => cite)

  test('that sets citations puts them in the place of the old ones, the amending act after them', () => {
    expect(cites('2027-12-31')).toEqual(['Art 10(3)'])
    expect(cites('2028-01-01')).toEqual(['Art 12(1)', 'Annex', 'Act A'])
    expect(cites('2029-01-01')).toEqual(['Art 12(1)', 'Annex', 'Act A', 'Act B'])
  })

  test('leaves the file as it is, however often the law is looked at', () => {
    expect(law.rule('clock', clock).amendments?.[0]?.set.cites).toEqual([{ cite: 'Art 12(1)' }, { cite: 'Annex' }])
    expect(cites('2028-06-01')).toEqual(['Art 12(1)', 'Annex', 'Act A'])
  })

  test('repeals a field', () => {
    const without = smallBase(
      amended('order/clocks/produce.yaml', { from: '2028-01-01', set: { when: null }, cites: [{ cite: 'Act A' }] }),
    )
    expect(without.at('2027-12-31').find('clock', clock)?.when).toBeDefined()
    expect(without.at('2028-01-01').find('clock', clock)?.when).toBeUndefined()
  })
})

describe('where the articles of an act get other numbers', () => {
  const facts = {
    asking: { state: 'DE' as const },
    holder: { seat: 'CN' as const },
    data: [{ id: 'd1', storedIn: ['CN' as const] }],
  }
  const found = (on: string) => {
    const { gates } = analyse(smallBase(renumbered), { ...facts, on } as never, { today: on })
    const [one] = gates
    return { cite: one?.cite, line: one?.because[0]?.cite, approval: one?.approval?.cite }
  }

  test('an answer cites the article by the number of its day', () => {
    expect(found('2023-12-31')).toEqual({ cite: 'Art 36', line: 'Art 37', approval: 'Art 36' })
    expect(found('2024-01-01')).toEqual({ cite: 'Art 38', line: 'Art 37', approval: 'Art 38' })
  })

  const cited = (more: object, on = '2024-01-01', file: object = renumbered) =>
    smallBase({ ...file, [`${gate}.yaml`]: { ...smallLaw[`${gate}.yaml`], ...more } })
      .at(on)
      .find('gate', gate)
      ?.cites.map(({ cite }) => cite)

  test('each article of a citation is renumbered once, and those of another act are left alone', () => {
    const cites = [{ cite: 'Art 36(1)(a); Art 38; Art 360; Pact Art 36' }]
    expect(cited({ cites })).toEqual(['Art 38(1)(a); Art 40; Art 360; Pact Art 36'])
  })

  test('a rule that began with the new numbers keeps them, and one that ended before keeps the old', () => {
    expect(cited({ in_force: { from: '2024-01-01' } })).toEqual(['Art 36'])
    expect(cited({ in_force: { to: '2023-12-31' } })).toEqual(['Art 36'])
    expect(cited({ in_force: { from: '2023-12-31' } })).toEqual(['Art 38'])
  })

  test('what an amendment sets is written in the numbers of its day', () => {
    const amendment = (from: string) => ({
      amendments: [{ from, set: { cites: [{ cite: 'Art 36' }] }, cites: [{ cite: 'Act A' }] }],
    })
    expect(cited(amendment('2024-01-01'))).toEqual(['Art 36', 'Act A'])
    expect(cited(amendment('2025-01-01'), '2025-01-01')).toEqual(['Art 36', 'Act A'])
    expect(cited(amendment('2023-01-01'), '2025-01-01')).toEqual(['Art 38', 'Act A'])
  })

  test('the act names the one that renumbered it', () => {
    const on = (day: string) => smallBase(renumbered).at(day).find('instrument', 'bars')?.cites.at(-1)?.cite
    expect([on('2023-12-31'), on('2024-01-01')]).toEqual(['Art 1', 'Decision of 2023'])
  })
})
