import { describe, expect, test } from 'vitest'
import { places } from '../../base/world.ts'
import { analyse } from '../../law/index.ts'
import { readLaw } from '../../read-law.ts'
import { type Asked, factsFor, reachOf } from './reach.ts'

const law = await readLaw()
const germany: Asked = {
  side: 'from', state: 'DE', category: 'content', measure: 'produce', services: false, on: '2026-11-21',
} // biome-ignore format: one line
const rowOf = async (asked: Asked, place: string) => (await reachOf(law, asked)).find((row) => row.place === place)

describe('whom a state can reach', () => {
  test('is told of every place but itself', async () => {
    const rows = await reachOf(law, germany)
    expect(rows.map(({ place }) => place)).toEqual(places.filter((place) => place !== 'DE'))
  })

  test.each([
    ['a provider in France', 'FR', 'direct', 'open'],
    ['a provider in Denmark, which takes no part in the orders of the Union', 'DK', 'treaty', 'open'],
    ['a provider in Brazil', 'BR', 'treaty', 'open'],
    ['a provider in China', 'CN', 'practice', 'approval'],
    ['a territory the base is silent about', 'GF', 'untold', 'unknown'],
  ])('from Germany: %s', async (_, place, way, status) => {
    expect(await rowOf(germany, place)).toMatchObject({ way, status })
  })

  test('was another matter before the orders of the Union applied', async () => {
    expect(await rowOf({ ...germany, on: '2026-08-17' }, 'FR')).toMatchObject({ way: 'treaty' })
  })

  test('is what the analysis of the same facts finds', async () => {
    const { routes } = analyse(law, factsFor(law, germany, 'BR'), { today: germany.on })
    const row = await rowOf(germany, 'BR')
    expect(routes.find(({ status }) => status === 'open')?.rule).toBe(row?.route?.rule)
    expect(row?.others).toBe(routes.filter(({ status }) => status !== 'closed').length - 1)
  })

  test('names the order another law forbids to obey beside the way that is left', async () => {
    const row = await rowOf({ ...germany, services: true }, 'CN')
    expect(row).toMatchObject({ way: 'practice', conflict: 'eu/2023-1543/routes/production-order' })
  })

  test('is worked out once for the same question', () => {
    expect(reachOf(law, { ...germany })).toBe(reachOf(law, { ...germany }))
  })
})

describe('who can reach a state', () => {
  test('turns the question round', async () => {
    const asked: Asked = { ...germany, side: 'to', state: 'CN' }
    expect(factsFor(law, asked, 'US')).toMatchObject({ asking: { state: 'US' }, holder: { seat: 'CN' } })
    expect(await rowOf(asked, 'US')).toMatchObject({
      way: 'treaty',
      status: 'open',
      route: { instrument: 'treaties/cn-us' },
    })
    expect(await rowOf(asked, 'DE')).toMatchObject({ way: 'practice', status: 'approval' })
  })
})
