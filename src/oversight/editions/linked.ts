import { FEWEST, type Told, toldAlone, toldParts } from '../protection.ts'

/** One part of a table: where the same requests are counted at their other end too, `link` is what both ends share. */
export interface Cell {
  readonly number: number
  readonly link: string | undefined
}

/** Parts that add up to something told, or, `alone`, one number that adds up to nothing else. */
export interface Table {
  readonly cells: readonly Cell[]
  readonly side: 'outgoing' | 'incoming'
  readonly alone?: true
  /** Places of parts not to be told whatever their number. */
  readonly hidden?: ReadonlySet<number>
  /** The place of the table that has the number these add up to: where that is not told, nothing of this is. */
  readonly of?: number
  /** It was told so before, and is again. */
  readonly asBefore?: readonly Told[]
}

/**
 * All tables as they may be told together. Each by itself is protected as `toldParts` does; besides, what one side counts the
 * other counts too: where what was made of a kind is as many as what arrived of it, the two sides are one more sum.
 * A few that the sums of all tables together would give away is not left so: another part of the same link is not told either.
 * Answers undefined for a table of which nothing is told.
 */
export function toldTogether(tables: readonly Table[]): (readonly Told[] | undefined)[] {
  const hidden = tables.map(({ hidden: places }) => new Set(places))
  const withheld = new Set<number>()
  const tell = (i: number): readonly Told[] | undefined => {
    const table = tables[i] as Table
    if (table.asBefore || withheld.has(i)) return table.asBefore
    if (table.of !== undefined && told[table.of]?.[0] === null) return undefined
    const numbers = table.cells.map(({ number }) => number)
    if (!table.alone) return toldParts(numbers, hidden[i])
    return numbers.map((number, at) => (hidden[i]?.has(at) ? null : toldAlone(number)))
  }
  const told: (readonly Told[] | undefined)[] = []
  for (const i of tables.keys()) told.push(tell(i))
  const links = balancedLinks(tables)
  const leftSo = new Set<string>()
  for (let place = givenAway(tables, told, links, leftSo); place; place = givenAway(tables, told, links, leftSo)) {
    const link = tables[place.table]?.cells[place.at]?.link ?? ''
    const others = (links.get(link) ?? []).filter(({ table }) => table !== place.table && !tables[table]?.asBefore)
    const partner = others.findLast(({ table, at }) => (told[table]?.[at] ?? 0) >= FEWEST)
    const all = [place, ...others]
    const bound = all.find(({ table }) => !withheld.has(table) && !tables[table]?.alone)
    const heads = all.flatMap(({ table }) => tables[table]?.of ?? [])
    const head = heads.find((one) => told[one]?.[0] !== null && !tables[one]?.asBefore)
    // Nobody left to hide behind: then nothing of these tables is told, and at last not even what they add up to.
    if (partner) hidden[partner.table]?.add(partner.at)
    else if (bound) withheld.add(bound.table)
    else if (head !== undefined) hidden[head]?.add(0)
    else leftSo.add(nameOf(place))
    const changed = partner?.table ?? bound?.table ?? head ?? place.table
    told[changed] = tell(changed)
    for (const [i, { of }] of tables.entries()) if (of === changed) told[i] = tell(i)
  }
  return told
}

interface Place {
  readonly table: number
  readonly at: number
}

/** What both sides count alike; where the numbers differ some of it is elsewhere, and nothing follows from it. */
function balancedLinks(tables: readonly Table[]): Map<string, Place[]> {
  const sums = new Map<string, number>()
  const places = new Map<string, Place[]>()
  for (const [table, { cells, side }] of tables.entries())
    for (const [at, { number, link }] of cells.entries()) {
      if (link === undefined || number === 0) continue
      sums.set(link, (sums.get(link) ?? 0) + (side === 'outgoing' ? number : -number))
      const known = places.get(link)
      if (known) known.push({ table, at })
      else places.set(link, [{ table, at }])
    }
  for (const [link, sum] of sums) if (sum !== 0) places.delete(link)
  return places
}

const nameOf = ({ table, at }: Place): string => `${table} ${at}`

/** How often each unknown stands in a sum that is known to be nothing else but numbers that are told. */
type Equation = Map<string, number>

/**
 * A few that follows from the sums: each table is an equation in what is not told of it, its own number among that where it is not told
 * either, and each link is one more. What they leave only one value for is found by solving them.
 */
function givenAway(
  tables: readonly Table[],
  told: readonly (readonly Told[] | undefined)[],
  links: ReadonlyMap<string, readonly Place[]>,
  leftSo: ReadonlySet<string>,
): Place | undefined {
  const isUnknown = ({ table, at }: Place) =>
    (tables[table]?.cells[at]?.number ?? 0) > 0 && (told[table]?.[at] ?? null) === null
  const equations: Equation[] = []
  for (const [table, { cells, alone, of }] of tables.entries()) {
    if (alone) continue
    const places = cells.map((_, at) => ({ table, at })).filter(isUnknown)
    const head = of === undefined ? [] : [{ table: of, at: 0 }].filter(isUnknown)
    equations.push(new Map([...places.map((one) => [nameOf(one), 1] as const), ...head.map((one) => [nameOf(one), -1] as const)])) // biome-ignore format: a row
  }
  for (const places of links.values())
    equations.push(
      new Map(
        places.filter(isUnknown).map((one) => [nameOf(one), tables[one.table]?.side === 'outgoing' ? 1 : -1] as const),
      ),
    )
  for (const name of solved(equations)) {
    const [table = 0, at = 0] = name.split(' ').map(Number)
    if ((tables[table]?.cells[at]?.number ?? FEWEST) < FEWEST && !leftSo.has(name)) return { table, at }
  }
}

/** The unknowns that equations leave only one value for (Gauss and Jordan). */
function solved(equations: readonly Equation[]): string[] {
  const rows = equations.filter(({ size }) => size > 0).map((row) => new Map(row))
  /** By unknown: the equations it stands in. */
  const standsIn = new Map<string, Set<Equation>>()
  for (const row of rows) for (const name of row.keys()) standsIn.set(name, (standsIn.get(name) ?? new Set()).add(row))
  for (const row of rows) {
    const [pivot] = row.keys()
    if (pivot === undefined) continue
    const by = row.get(pivot) ?? 1
    for (const other of standsIn.get(pivot) ?? []) {
      if (other === row) continue
      const times = (other.get(pivot) ?? 0) / by
      for (const [name, number] of row) {
        const left = (other.get(name) ?? 0) - times * number
        if (Math.abs(left) > 1e-9) {
          other.set(name, left)
          standsIn.get(name)?.add(other)
        } else {
          other.delete(name)
          standsIn.get(name)?.delete(other)
        }
      }
    }
    standsIn.set(pivot, new Set([row]))
  }
  return rows.flatMap((row) => (row.size === 1 ? [...row.keys()] : []))
}
