import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { lawEvents, versionsOf } from './history.ts'

const produce = 'order/clocks/produce'
const law = (changes: Record<string, object>) => {
  const files = { ...smallLaw }
  for (const [path, more] of Object.entries(changes)) files[path] = { ...files[path], ...more }
  return compile(asFiles(files))
}
const amended = law({})

describe('the texts of a rule', () => {
  test('are one where nothing ever changed', () => {
    expect(versionsOf(law({}), 'pact/routes/letter')).toMatchObject([{ changed: [], by: [] }])
  })

  test('follow each other without a gap, with what changed and by which act', () => {
    const [before, after, ...others] = versionsOf(amended, produce)
    expect(others).toEqual([])
    expect(before).toMatchObject({ to: '2027-12-31' })
    expect(before).not.toHaveProperty('from')
    expect(after).toMatchObject({
      from: '2028-01-01',
      by: ['Amending Act Art 1'],
      changed: [{ field: 'limit', before: { days: 10 }, after: { days: 7 } }],
    })
  })

  test('that differ in nothing but the numbers of articles say so', () => {
    const renumbered = law({
      'order/instrument.yaml': {
        renumbered: [{ from: '2028-01-01', articles: { 'Art 2': 'Art 12' }, cites: [{ cite: 'Act of 2027' }] }],
      },
    })
    expect(versionsOf(renumbered, 'order/routes/order')[1]?.changed).toMatchObject([
      { field: 'when', renumbered: [{ before: 'Art 2', after: 'Art 12' }] },
    ])
  })

  test('of a rule that does not exist are none', () => {
    expect(versionsOf(law({}), 'no/such/rule')).toEqual([])
  })
})

describe('the life of an instrument', () => {
  test('begins with its first day, and tells who joined and left later', () => {
    const events = new Map(lawEvents(law({}), 'pact').map((event) => [event.on, event]))
    expect([...events.keys()]).toEqual([...events.keys()].toSorted())
    expect(events.get('2010-01-01')).toMatchObject({ enters: true, binds: [] })
    expect(events.get('2012-01-01')).toMatchObject({ binds: ['US'] })
    expect(events.get('2020-12-31')).toMatchObject({ leaves: ['US'] })
    expect(events.get('2027-01-01')).toMatchObject({ binds: ['FR'] })
  })

  test('tells which of its rules changed', () => {
    const [event] = lawEvents(amended, 'order').filter(({ on }) => on === '2028-01-01')
    expect(event).toMatchObject({ changed: [produce], by: ['Amending Act Art 1'] })
  })
})
