import { describe, expect, test } from 'vitest'
import { countryCodes } from './countries.ts'
import { parsePlace, places, world } from './world.ts'

describe('the map', () => {
  test('shows every code of ISO 3166-1 where somebody lives', () => {
    const uninhabited = ['AQ', 'BV', 'GS', 'HM', 'TF', 'UM']
    expect(places).toEqual(countryCodes.filter((code) => !uninhabited.includes(code)))
  })

  test('draws each of them as a shape or a dot inside a frame', () => {
    const wrong = Object.values(world).flatMap(({ width, height, places: drawn }) =>
      Object.entries(drawn).filter(([, { path, dot }]) => {
        const [x = 0, y = 0] = dot?.split(' ').map(Number) ?? []
        return (!path && !dot) || x < 0 || y < 0 || x > width || y > height
      }),
    )
    expect(wrong).toEqual([])
  })

  test('makes the smallest visible: Malta, Singapore, Nauru and the Holy See are dots', () => {
    const dots = Object.values(world).flatMap(({ places: drawn }) =>
      Object.keys(drawn).filter((code) => drawn[code]?.dot),
    )
    for (const code of ['MT', 'SG', 'NR', 'VA', 'TV', 'LI', 'BB', 'MV']) expect(dots).toContain(code)
  })

  test.each(['AQ', 'EU', 'XX', 'de'])('leads nowhere for %s', (code) => {
    expect(() => parsePlace(code)).toThrow(expect.objectContaining({ code: 'country_code' }))
  })
})
