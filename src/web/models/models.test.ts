import { describe, expect, test } from 'vitest'
import { askedBy, heldIn, modelsFor } from '../../laboratory/index.ts'
import { readLaw } from '../../read-law.ts'
import { mirrored, type Said, saidOf } from './models.ts'
import { ownOrder } from './pick.ts'
import { hangsOn, principlesOf } from './principles.ts'
import { situation, situationNames } from './situations.ts'

const law = await readLaw()
const on = '2026-11-21'
const microsoft = situation('data-elsewhere')

describe('the same facts', () => {
  test('move with the state that asks, all but the holder and the data', () => {
    const own = askedBy(microsoft, 'CN')
    expect(own).toMatchObject({
      asking: { state: 'CN', authority: 'prosecutor' },
      offence: { committedIn: ['CN'] },
      person: { nationality: ['CN'], residence: 'CN', location: 'CN' },
    })
    expect(own.holder).toEqual(microsoft.holder)
    expect(own.data).toEqual(microsoft.data)
  })

  test('leave unknown what was not given', () => {
    expect(askedBy({ holder: {} }, 'US')).toEqual({ asking: { state: 'US' }, holder: {} })
  })

  test('are asked in the name of the Union by the member that asked, or by Germany', () => {
    const asks = (state: string) => modelsFor(law, askedBy({}, state), on).map((model) => model.asks)
    expect(asks('FR')).toEqual(['CN', 'US', 'FR'])
    expect(asks('BR')).toEqual(['CN', 'US', 'DE'])
  })

  test('can be held in another land: its establishment takes orders there, or a representative does', () => {
    expect(heldIn(law, microsoft, 'DE', on).holder?.addressees).toEqual([
      { state: 'DE', as: 'designated-establishment' },
    ])
    expect(heldIn(law, microsoft, 'CN', on)).toMatchObject({
      holder: { seat: 'CN', establishments: ['CN'], addressees: [{ state: 'IE', as: 'legal-representative' }] },
      data: [{ storedIn: ['CN'] }],
    })
  })

  test.each(situationNames)('are whole enough for an answer: %s', (name) => {
    for (const { analysis } of saidOf(law, situation(name), on)) expect(analysis.items[0]?.status).toBeDefined()
  })
})

describe('on mail of a US provider in Ireland', () => {
  const [china, states, union] = saidOf(law, microsoft, on) as [Said, Said, Said]

  test('Chinese law has no order of its own, and says at what the nearest fails', () => {
    const { route, nearest } = ownOrder(china)
    expect(route).toBeUndefined()
    expect(nearest).toMatchObject({ rule: 'cn/cpl/routes/evidence-notice', status: 'closed' })
  })

  test('US law reaches the provider wherever it stores, and meets the Union', () => {
    expect(states.analysis.reach.find(({ rule }) => rule === 'us/sca/reach/2713')?.status).toBe('reaches')
    expect(ownOrder(states).route).toMatchObject({ rule: 'us/sca/routes/warrant', status: 'conflict' })
    expect(states.analysis.conflicts.map(({ of }) => of)).toContain('EU')
  })

  test('an order of the Union meets the United States', () => {
    expect(ownOrder(union).route).toMatchObject({ rule: 'eu/2023-1543/routes/production-order', status: 'conflict' })
    expect(union.analysis.conflicts.map(({ forbids }) => forbids)).toContain('us/sca/gates/2702-content')
  })
})

describe('each asks the others', () => {
  const rows = mirrored(law, microsoft, on)

  test('in nine cases, the holder at home in three', () => {
    expect(rows.map(({ cells }) => cells.map(({ facts }) => `${facts.asking?.state}>${facts.holder?.seat}`))).toEqual([
      ['CN>CN', 'CN>US', 'CN>DE'],
      ['US>CN', 'US>US', 'US>DE'],
      ['DE>CN', 'DE>US', 'DE>DE'],
    ])
  })

  test('what is held in China leaves it for none of the others without its authorities', () => {
    for (const { cells } of rows.slice(1)) expect(cells[0]?.analysis.routes[0]?.channel).toBe('cooperative')
  })
})

describe('the principles', () => {
  const [cn, us, eu] = modelsFor(law, {}, on).map((model) => principlesOf(law, model, on))
  const tied = (one: typeof cn, fact: string) =>
    [...(one?.claims ?? []), ...(one?.orders ?? [])].filter((rule) => hangsOn(law, rule, on).has(fact)).length

  test('no claim of the United States or the Union hangs on where the data lie', () => {
    expect(tied(us, 'data.storedIn')).toBe(0)
    expect(tied(eu, 'data.storedIn')).toBe(0)
  })

  test('bars of China do', () => {
    const bars = cn?.bars.filter((gate) => hangsOn(law, gate, on).has('data.storedIn')).map(({ rule }) => rule)
    expect(bars).toContain('cn/dsl/gates/article-36')
  })

  test('the order of the Union hangs on the services offered in it and on an addressee', () => {
    expect(tied(eu, 'holder.offersServicesIn')).toBeGreaterThan(0)
    expect(tied(eu, 'holder.addressees')).toBeGreaterThan(0)
    expect(tied(us, 'holder.addressees')).toBe(0)
  })

  test('terms are looked into: US process hangs on the presence of the provider', () => {
    expect(hangsOn(law, law.rule('reach', 'us/sca/reach/2713'), on)).toContain('holder.establishments')
  })

  test('a rule that is not in force on the day is no principle of the day', () => {
    const before = principlesOf(law, { name: 'eu', law: 'EU', asks: 'DE' }, '2026-08-17')
    expect(before.orders.map(({ rule }) => rule)).not.toContain('eu/2023-1543/routes/production-order')
  })
})
