import { definitions, type ToldFigures } from '../../oversight/index.ts'

/** RFC 4180, a line for each figure; empty where it is not told. A cell that a spreadsheet could take for a formula begins with an apostrophe. */
export function csvOf(told: readonly ToldFigures[]): string {
  const head = ['organisation', 'state', 'direction', 'figure', 'value', 'number', 'means']
  const rows = told.flatMap(({ organisation, state, direction, lines }) =>
    lines.map(({ figure, value, number }) => [
      organisation, state, direction, figure, value, number === null ? 'not told' : String(number), definitions[figure],
    ]),
  ) // biome-ignore format: one line of words
  return csvText([head, ...rows])
}

/** Rows of words as RFC 4180 has them, none a formula. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
