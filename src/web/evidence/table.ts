import { tableRows } from '../../vault/index.ts'
import { type Fact, fact, factsIn } from './facts.ts'

/** The beginning of a table, cells as text. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** There are more rows or columns than these. */
  readonly more: boolean
}

const MOST_ROWS = 200
const MOST_COLUMNS = 40
const LONGEST_CELL = 500

/** Comma-separated values; undefined for what is no table of at least two columns. `whole`: the text ends where the file does. */
export async function tableIn(text: string, whole: boolean): Promise<{ table: Table; facts: Fact[] } | undefined> {
  const rows: string[][] = []
  let count = 0
  try {
    for await (const { cells } of tableRows([new TextEncoder().encode(text)])) {
      if (count++ <= MOST_ROWS) rows.push([...cells])
    }
  } catch {
    // A file that was cut off may end within a quotation: what came before it is a table still.
    if (whole) return undefined
  }
  const [columns = []] = rows
  if (columns.length < 2 || rows.length < 2) return undefined
  const size = whole
    ? [...fact('rows', count - 1), ...fact('columns', columns.length)]
    : fact('columns', columns.length)
  return { table: cutTable(columns, rows.slice(1), count - 1), facts: [...size, ...factsIn(text)] }
}

/** Records as JSON: a list of objects, by itself or the longest within an object, or an object a line. */
export function recordsIn(text: string): { table: Table; facts: Fact[] } | undefined {
  const list = listIn(parsed(text)) ?? lines(text)
  if (!list || list.length === 0) return undefined
  const columns = [...new Set(list.slice(0, 5 * MOST_ROWS).flatMap((one) => Object.keys(one)))]
  const rows = list.slice(0, MOST_ROWS).map((one) => columns.slice(0, MOST_COLUMNS).map((name) => cell(one[name])))
  const facts = [...fact('rows', list.length), ...fact('columns', columns.length), ...factsIn(text)]
  return { table: cutTable(columns, rows, list.length), facts }
}

type Entry = Readonly<Record<string, unknown>>

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value)

function listIn(value: unknown): readonly Entry[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isEntry) ? value : undefined
  if (!isEntry(value)) return undefined
  const lists = Object.values(value).flatMap((one) => (Array.isArray(one) ? [listIn(one) ?? []] : []))
  const longest = lists.sort((a, b) => b.length - a.length)[0]
  return longest?.length ? longest : undefined
}

function lines(text: string): readonly Entry[] | undefined {
  const all = text.split('\n').filter((line) => line.trim() !== '')
  if (all.length < 2 || !all.every((line) => line.startsWith('{'))) return undefined
  const entries = all.map(parsed)
  return entries.every(isEntry) ? entries : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is nested stays JSON; what is nested deeper than can be written says so. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    return '…'
  }
}

function cutTable(columns: readonly string[], rows: readonly (readonly string[])[], count: number): Table {
  const short = (cells: readonly string[]) =>
    cells.slice(0, MOST_COLUMNS).map((one) => (one.length > LONGEST_CELL ? `${one.slice(0, LONGEST_CELL)}…` : one))
  return {
    columns: short(columns),
    rows: rows.slice(0, MOST_ROWS).map(short),
    more: count > MOST_ROWS || columns.length > MOST_COLUMNS,
  }
}
