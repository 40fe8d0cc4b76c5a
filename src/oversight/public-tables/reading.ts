import { DomainError } from '../../base/errors.ts'
import type { Counted, Lane, LawBase, Mapping, Rule } from '../../law/index.ts'
import { tableRows } from '../../vault/index.ts'
import { OversightError } from '../errors.ts'
import { type Cell, countIn, shareIn } from './numbers.ts'
import { type PublishedPeriod, periodIn } from './period.ts'
import { isAllStates, type NamedState, stateNamed } from './states.ts'

/** What a table may weigh, in bytes, rows, columns, and characters of a cell. */
export const TABLE_BYTES = 4 * 1024 * 1024
const MOST_ROWS = 50_000
const MOST_COLUMNS = 100
const LONGEST_CELL = 1000
/** Titles and remarks may stand above the headings. */
const ABOVE = 20

/** The cells of a table as they stand in it. */
export interface RawTable {
  readonly rows: readonly (readonly string[])[]
}

/** A figure that somebody published, as it was read by a mapping. */
export interface PublishedFigure {
  /** Which line of the file, from 1. */
  readonly line: number
  readonly column: number
  /** Null for all states together, or where the name is nobody's. */
  readonly state: string | null
  readonly isAll: boolean
  /** The name or code as it stands there. */
  readonly written: string
  readonly period: PublishedPeriod | null
  /** Null where the word for the kind of process is not known to the mapping. */
  readonly lane: Lane | null
  readonly process: string
  readonly counts: Counted
  readonly of: 'requests' | 'accounts' | 'unknown'
  readonly cell: string
  readonly least: number | null
  readonly most: number | null
  readonly kind: Cell['kind']
  readonly style: Cell['style']
}

/** A line of the table, and what it says whose figures are. */
interface Line {
  readonly line: number
  readonly cells: number
  readonly written: string
  readonly code: string
  readonly named: NamedState | undefined
  /** The code beside it is another state's. */
  readonly isAnother: boolean
  readonly isAll: boolean
  readonly periodWritten: string
  readonly period: PublishedPeriod | null
}

/** A table as a mapping reads it. */
export interface Reading {
  /** The line of the headings, from 1. */
  readonly headingLine: number
  readonly headings: readonly string[]
  /** What each column was read as; undefined for one the mapping does not name. */
  readonly columns: readonly (Column | undefined)[]
  readonly mapping: Mapping
  readonly lines: readonly Line[]
  readonly figures: readonly PublishedFigure[]
  /** Words of a table with a line for each figure that the mapping does not know. */
  readonly unknownMeasures: readonly { readonly line: number; readonly word: string }[]
}

type Column = Mapping['columns'][number]

/** Takes the cells of a table apart. Throws `not_a_table` for what is none, or is larger than a table of figures is. */
export async function readTable(bytes: Uint8Array): Promise<RawTable> {
  if (bytes.length > TABLE_BYTES) throw notATable('It is larger than such a table is')
  const rows: (readonly string[])[] = []
  try {
    for await (const { cells } of tableRows([bytes])) {
      if (rows.length >= MOST_ROWS) throw notATable(`It has more than ${MOST_ROWS} lines`)
      if (cells.length > MOST_COLUMNS) throw notATable(`It has more than ${MOST_COLUMNS} columns`)
      if (cells.some((cell) => cell.length > LONGEST_CELL || cell.includes('\0')))
        throw notATable('A cell holds more than a figure or a name')
      rows.push(cells)
    }
  } catch (error) {
    if (error instanceof OversightError || !(error instanceof DomainError)) throw error
    throw notATable(error.message, error)
  }
  if (rows.length < 2 || !rows.some((cells) => cells.length > 1)) throw notATable('It has no lines under its headings')
  return { rows }
}

const notATable = (why: string, cause?: unknown) =>
  new OversightError('invalid', 'not_a_table', `This is no table of figures that can be read: ${why}`, { path: 'file', cause }) // biome-ignore format: one line

const folded = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
const names = (column: Column, heading: string) => column.headings.some((one) => folded(one) === folded(heading))

/** The layouts whose headings a table has, those that name most of them first. */
export function layoutsFor({ rows }: RawTable, law: LawBase, on: string): Rule<'layout'>[] {
  const edition = law.at(on)
  const layouts = [...edition.rules.values()].flatMap((rule) => (rule.kind === 'layout' ? [rule] : []))
  const named = (rule: Rule<'layout'>) => headingsOf(rows, rule)?.cells.filter((cell) => rule.columns.some((column) => names(column, cell))).length ?? 0 // biome-ignore format: short
  return layouts.filter((rule) => headingsOf(rows, rule)).sort((a, b) => named(b) - named(a))
}

/** The line in which every heading stands that a mapping cannot do without. */
function headingsOf(rows: RawTable['rows'], { columns }: Pick<Mapping, 'columns'>) {
  const needed = columns.filter(({ optional, means }) => !optional && means !== 'passed-over')
  const at = rows.slice(0, ABOVE).findIndex((cells) => needed.every((one) => cells.some((cell) => names(one, cell))))
  return at < 0 || needed.length === 0 ? undefined : { at, cells: rows[at] ?? [] }
}

/** Reads a table by a mapping. Nothing is corrected: what a cell says is kept beside what it was read as. Throws `headings_missing`. */
export function readBy(table: RawTable, mapping: Mapping, law: LawBase): Reading {
  const found = headingsOf(table.rows, mapping)
  if (!found) {
    const message = 'The table has not all the headings this is said of'
    throw new OversightError('invalid', 'headings_missing', message, { path: 'columns' })
  }
  const headings = found.cells.map((cell) => cell.trim())
  const columns = headings.map((heading) => mapping.columns.find((column) => names(column, heading)))
  const at = (means: Column['means']) => columns.findIndex((column) => column?.means === means)
  const places = { period: at('period'), state: at('state'), code: at('state-code'), process: at('process'), measure: at('measure'), value: at('value') } // biome-ignore format: a row
  const numbered = columns.flatMap((column, i) => (column && isNumber(column.means) ? [{ column, i }] : []))
  const lines: Line[] = []
  const figures: PublishedFigure[] = []
  const unknownMeasures: { line: number; word: string }[] = []
  const processes = new Map(Object.entries(mapping.processes).map(([word, lane]) => [folded(word), lane]))
  const measures = new Map(Object.entries(mapping.measures).map(([word, one]) => [folded(word), one]))
  for (const [i, cells] of table.rows.entries()) {
    if (i <= found.at || cells.every((cell) => cell.trim() === '')) continue
    const cell = (place: number) => (place < 0 ? '' : (cells[place] ?? '').trim())
    const line = lineOf(i + 1, cells.length, cell, places, mapping, law)
    lines.push(line)
    const process = cell(places.process)
    const about = {
      ...{ line: line.line, written: line.written, isAll: line.isAll, period: line.period, process },
      state: line.named?.state ?? null,
    }
    const laneHere = places.process < 0 ? undefined : (processes.get(folded(process)) ?? null)
    const add = (place: number, counts: Counted, lane: Lane | null, of: PublishedFigure['of']) => {
      const text = cell(place)
      const read = counts === 'share' ? shareIn(text, mapping) : countIn(text, mapping.decimal)
      const { least, most, kind, style } = read
      figures.push({ ...about, column: place, lane, counts, of, cell: text, least, most, kind, style })
    }
    for (const { column, i: place } of numbered)
      add(place, column.means as Counted, column.lane ?? (laneHere === undefined ? 'all' : laneHere), column.of ?? 'unknown') // biome-ignore format: short
    if (places.measure < 0 || places.value < 0) continue
    const word = cell(places.measure)
    const measure = measures.get(folded(word))
    if (measure) add(places.value, measure.means, measure.lane, measure.of ?? 'unknown')
    else unknownMeasures.push({ line: line.line, word })
  }
  return { headingLine: found.at + 1, headings, columns, mapping, lines, figures, unknownMeasures }
}

const isNumber = (means: Column['means']): means is Counted =>
  means === 'requests' || means === 'accounts' || means === 'share' || means === 'with-data'

function lineOf(
  line: number,
  cells: number,
  cell: (place: number) => string,
  places: { readonly state: number; readonly code: number; readonly period: number },
  mapping: Mapping,
  law: LawBase,
): Line {
  const [name, code] = [cell(places.state), cell(places.code)]
  const written = name || code
  // A table with a line for each figure leaves the state of its totals empty.
  const isAll = isAllStates(written) || (written === '' && places.state >= 0)
  const byCode = code === '' ? undefined : stateNamed(law, code)
  const byName = name === '' ? undefined : stateNamed(law, name)
  const periodWritten = cell(places.period)
  const period = (places.period < 0 ? mapping.period : periodIn(periodWritten)) ?? null
  // What is called by another name is told even where a code stands beside it.
  const named = byCode && byName?.isOtherName ? { ...byCode, isOtherName: true } : (byCode ?? byName)
  const isAnother = byCode !== undefined && byName !== undefined && byCode.state !== byName.state
  return { line, cells, written, code, named: isAll ? undefined : named, isAnother, isAll, periodWritten, period }
}
