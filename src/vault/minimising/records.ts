import { VaultError } from '../errors.ts'
import { jsonMembers, jsonRecords } from './json-records.ts'
import { dayWithin, type Fate, type Judgement, type Reading, type RecordSelection, type Source } from './selection.ts'

/** Records in JSON where a file begins as such, else a table. */
export const records = (selection: RecordSelection): Reading => {
  const [table, json] = [tableRecords(selection), jsonRecords(selection)]
  return {
    async *judge(source) {
      yield* (selection.list !== undefined || (await isJson(source)) ? json : table).judge(source)
    },
    async *part(source, fates, wanted) {
      yield* (selection.list !== undefined || (await isJson(source)) ? json : table).part(source, fates, wanted)
    },
  }
}

/** Each record with its values by name: a table's by its headings, an object's by its members. What is there twice is a list of both. */
export async function* recordsIn(source: Source): AsyncIterable<Readonly<Record<string, unknown>>> {
  for await (const named of namedIn(source)) {
    const record = new Map<string, unknown>()
    for (const [name, value] of named) record.set(name, record.has(name) ? [record.get(name), value] : value)
    yield Object.fromEntries(record)
  }
}

/** Every name that a record has, in the order in which they come; of a table its headings, though it has no rows. */
export async function namesIn(source: Source): Promise<string[]> {
  const names = new Set<string>()
  if (await isJson(source)) for await (const named of jsonMembers(source)) for (const [name] of named) names.add(name)
  else
    for await (const { cells } of tableRows(source.bytes())) {
      for (const heading of cells) names.add(heading)
      break
    }
  return [...names]
}

async function* namedIn(source: Source): AsyncIterable<readonly (readonly [string, unknown])[]> {
  if (await isJson(source)) {
    yield* jsonMembers(source)
    return
  }
  let headings: readonly string[] | undefined
  for await (const { cells } of tableRows(source.bytes())) {
    if (headings) yield headings.map((heading, i) => [heading, cells[i] ?? ''] as const)
    else headings = cells
  }
}

export const isJson = async ({ at }: Source) => /^\ufeff?\s*[[{]/.test((await at(0, 1024)).toString('utf8'))

/**
 * A table as comma-separated values (RFC 4180; also with semicolons or tabs), row by row, in memory that does not grow with
 * it. What is left out is written with the number of its row, its cells in their columns and those kept empty. Throws
 * `not_readable` for what is no such table, `no_such_column` for a heading it has not.
 */
const tableRecords = (selection: RecordSelection): Reading => ({
  async *judge(source) {
    let judge: ((row: readonly string[]) => Judgement) | undefined
    for await (const { cells } of tableRows(source.bytes())) {
      if (judge) yield judge(cells)
      else judge = judgeOf(cells, selection)
    }
  },
  async *part(source, fates, wanted) {
    let at = -1
    let kept: readonly boolean[] | undefined
    for await (const { cells, separator } of tableRows(source.bytes())) {
      if (!kept) {
        kept = columnsKept(cells, selection)
        yield line(wanted === 'left-out' ? ['#', ...cells] : shown(wanted, cells, kept), separator)
        continue
      }
      at++
      const fate = fates[at]
      if (wanted !== 'left-out') {
        if (fate === wanted) yield line(shown(wanted, cells, kept), separator)
      } else if (fate === 'left-out') yield line([String(at + 1), ...cells], separator)
      else if (fate === 'kept' && kept.includes(false)) yield line([String(at + 1), ...without(cells, kept)], separator)
    }
  },
})

/** Of what is kept, the columns that are; what is privileged stays whole. */
const shown = (wanted: Fate, cells: readonly string[], kept: readonly boolean[]) =>
  wanted === 'kept' ? cells.filter((_, i) => kept[i] ?? false) : cells

const without = (cells: readonly string[], kept: readonly boolean[]) => cells.map((cell, i) => (kept[i] ? '' : cell))

/** Which columns are kept, in the order of the table. */
function columnsKept(headings: readonly string[], { columns = [] }: RecordSelection): boolean[] {
  const wanted = columns.map((name, i) => placeOf(name, headings, `columns.${i}`))
  return headings.map((_, i) => wanted.length === 0 || wanted.includes(i))
}

function judgeOf(headings: readonly string[], selection: RecordSelection): (row: readonly string[]) => Judgement {
  columnsKept(headings, selection)
  const privileged = new Set((selection.privileged ?? []).map(folded))
  const { rows } = selection
  const column = rows && placeOf(rows.column, headings, 'rows.column')
  const among = rows?.among?.length ? new Set(rows.among.map(folded)) : undefined
  const hasDays = rows?.from !== undefined || rows?.until !== undefined
  return (cells) => {
    if (cells.some((cell) => privileged.has(folded(cell)))) return { fate: 'privileged', isUndated: false }
    if (!rows || column === undefined) return { fate: 'kept', isUndated: false }
    const cell = cells[column] ?? ''
    if (among && !among.has(folded(cell))) return { fate: 'left-out', isUndated: false }
    const within = hasDays ? dayWithin(cell, rows) : true
    return { fate: within ? 'kept' : 'left-out', isUndated: within === undefined }
  }
}

const folded = (text: string) => text.trim().toLowerCase()

function placeOf(name: string, headings: readonly string[], path: string): number {
  const at = headings.findIndex((heading) => folded(heading) === folded(name))
  if (at >= 0) return at
  const message = `There is no column ‘${name}’; there are ${headings.slice(0, 30).join(', ')}`
  throw new VaultError('invalid', 'no_such_column', message, { path })
}

const encoder = new TextEncoder()
const line = (cells: readonly string[], separator: string): Uint8Array =>
  encoder.encode(`${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`)

const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

interface Row {
  readonly cells: readonly string[]
  readonly separator: string
}

/** Longer than any row of a table that is one, in characters. */
const LONGEST_ROW = 1024 * 1024

/** The rows of a table, the headings first, in memory that does not grow with it. Throws `not_readable`. */
export async function* tableRows(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncIterable<Row> {
  let separator: string | undefined
  let text = ''
  for await (const part of textOf(bytes)) {
    text += part
    if (separator === undefined) {
      const end = text.indexOf('\n')
      if (end < 0 && text.length <= LONGEST_ROW) continue
      separator = separatorIn(text.slice(0, end < 0 ? text.length : end))
    }
    const { rows, rest } = parsed(text, separator, false)
    for (const cells of rows) yield { cells, separator }
    if (rest.length > LONGEST_ROW) throw notReadable('a row is too long, or a quotation is never closed')
    text = rest
  }
  separator ??= separatorIn(text)
  for (const cells of parsed(text, separator, true).rows) yield { cells, separator }
}

/** UTF-8 alone; a mark at its beginning is no part of the first heading. */
async function* textOf(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (part?: Uint8Array) => {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw notReadable('it is not text in UTF-8', cause)
    }
  }
  for await (const part of bytes) yield decode(part)
  yield decode()
}

function separatorIn(headings: string): string {
  const counted = [',', ';', '\t'].map((sign) => ({ sign, times: headings.split(sign).length }))
  return counted.toSorted((a, b) => b.times - a.times)[0]?.sign ?? ','
}

/** The whole rows in a text, and what is left after the last of them; `ended`: nothing follows, so that is a row too. */
function parsed(text: string, separator: string, ended: boolean): { rows: string[][]; rest: string } {
  const rows: string[][] = []
  let [row, cell]: [string[], string] = [[], '']
  let [isQuoted, wasQuoted] = [false, false]
  let start = 0
  const endRow = (at: number) => {
    const isBlank = row.length === 0 && cell === '' && !wasQuoted
    if (!isBlank) rows.push([...row, cell])
    ;[row, cell, wasQuoted, start] = [[], '', false, at]
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]
      // Whether a quotation ends here is known only from what follows.
      else if (at + 1 === text.length && !ended) break
      else isQuoted = false
    } else if (sign === '"' && cell === '' && !wasQuoted) [isQuoted, wasQuoted] = [true, true]
    else if (sign === separator) {
      row.push(cell)
      ;[cell, wasQuoted] = ['', false]
    } else if (sign === '\n') endRow(at + 1)
    else if (sign !== '\r' || (text[at + 1] !== '\n' && (at + 1 < text.length || ended))) cell += sign
  }
  if (!ended) return { rows, rest: text.slice(start) }
  if (isQuoted) throw notReadable('a quotation is never closed')
  endRow(text.length)
  return { rows, rest: '' }
}

const notReadable = (why: string, cause?: unknown) =>
  new VaultError('invalid', 'not_readable', `This is no table that can be read: ${why}`, { path: 'of', cause })
