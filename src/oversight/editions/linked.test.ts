import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { FEWEST, type Told } from '../protection.ts'
import { type Table, toldTogether } from './linked.ts'

/** How many requests went from each who asks to each who holds, by each route. */
type Flows = number[][][]

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** What each side publishes of them: how many, and by route. Every request is counted once at each end. */
function tablesOf(flows: Flows): Table[] {
  const routes = flows[0]?.[0]?.map((_, route) => route) ?? []
  const holders = flows[0]?.map((_, holder) => holder) ?? []
  let head = -2
  const published = (side: Table['side'], counted: number[]): Table[] => {
    const number = sum(counted)
    head += 2
    return [
      { side, alone: true, cells: [{ number, link: 'number' }] },
      {
        side,
        cells: counted.map((many, route) => ({ number: many, link: `route ${route}` })),
        of: head,
      },
    ]
  }
  return [
    ...flows.flatMap((asker) =>
      published(
        'outgoing',
        routes.map((route) => sum(asker.map((holder) => holder[route] ?? 0))),
      ),
    ),
    ...holders.flatMap((holder) =>
      published(
        'incoming',
        routes.map((route) => sum(flows.map((asker) => asker[holder]?.[route] ?? 0))),
      ),
    ),
  ]
}

/** Whoever adds and subtracts any of these tables as often as they like: which numbers follow, though they are not told. */
function attack(tables: readonly Table[], told: readonly (readonly Told[] | undefined)[]): string[] {
  const unknowns = tables.flatMap(({ cells }, table) =>
    cells.flatMap(({ number }, at) =>
      number > 0 && (told[table]?.[at] ?? null) === null ? [`${table}.${at} ${number}`] : [],
    ),
  )
  const coefficient = (row: number[], table: number, at: number, by: number) => {
    const number = tables[table]?.cells[at]?.number ?? 0
    const place = unknowns.indexOf(`${table}.${at} ${number}`)
    if (place >= 0) row[place] = (row[place] ?? 0) + by
  }
  const rows: number[][] = []
  const empty = () => unknowns.map(() => 0)
  for (let table = 1; table < tables.length; table += 2) {
    const row = empty()
    for (const at of tables[table]?.cells.keys() ?? []) coefficient(row, table, at, 1)
    coefficient(row, table - 1, 0, -1)
    rows.push(row)
  }
  const links = new Set(tables.flatMap(({ cells }) => cells.map(({ link }) => link)))
  for (const link of links) {
    const row = empty()
    for (const [table, { cells, side }] of tables.entries())
      for (const [at, cell] of cells.entries())
        if (cell.link === link) coefficient(row, table, at, side === 'outgoing' ? 1 : -1)
    rows.push(row)
  }
  // Gauss and Jordan: a row that keeps one unknown alone gives it away.
  let next = 0
  for (const place of unknowns.keys()) {
    const pivot = rows.findIndex((row, i) => i >= next && Math.abs(row[place] ?? 0) > 1e-9)
    if (pivot < 0) continue
    const row = rows[pivot] as number[]
    rows[pivot] = rows[next] as number[]
    const by = row[place] ?? 1
    rows[next] = row.map((number) => number / by)
    for (const [i, other] of rows.entries()) {
      const times = other[place] ?? 0
      if (i !== next && Math.abs(times) > 1e-9)
        rows[i] = other.map((number, at) => number - times * (rows[next]?.[at] ?? 0))
    }
    next++
  }
  const alone = rows.map((row) => row.flatMap((number, i) => (Math.abs(number) > 1e-9 ? [i] : [])))
  return alone.flatMap((places) => (places.length === 1 ? [unknowns[places[0] ?? 0] ?? ''] : []))
}

const few = (found: readonly string[]) => found.filter((one) => Number(one.split(' ')[1]) < FEWEST)

describe('tables that count the same requests at both ends', () => {
  test('would give a few away if each were protected by itself', () => {
    // The first asks three times by the first route, the second and both who hold have enough to be told.
    const flows: Flows = [
      [
        [3, 20],
        [0, 20],
      ],
      [
        [20, 20],
        [20, 20],
      ],
    ]
    const tables = tablesOf(flows)
    const apart = tables.map(({ of: _, ...table }) => toldTogether([table])[0])
    expect(few(attack(tables, apart))).not.toEqual([])
    expect(few(attack(tables, toldTogether(tables)))).toEqual([])
  })

  const number = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 30 }))
  const shape = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 4 }))
    .chain(([askers, holders, routes]) => {
      const list = <T>(of: fc.Arbitrary<T>, many: number) => fc.array(of, { minLength: many, maxLength: many })
      return list(list(list(number, routes), holders), askers)
    })

  test.prop([shape], { numRuns: 400 })(
    'give no few away to whoever adds and subtracts all of them, and change no number that is told',
    (flows) => {
      const tables = tablesOf(flows)
      const told = toldTogether(tables)
      expect(few(attack(tables, told))).toEqual([])
      for (const [table, { cells }] of tables.entries())
        for (const [at, shown] of told[table]?.entries() ?? [])
          if (shown !== null) expect(shown).toBe(cells[at]?.number)
    },
  )
})
