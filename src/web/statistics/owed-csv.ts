import { groupings, type OwedFigures } from '../../oversight/index.ts'
import { csvText } from './csv.ts'

/** The owed figures, one number a line, with its definition and its article beside it. */
export function owedCsv({ figures, year, asOf }: OwedFigures): string {
  const head = [
    'figure',
    'cite',
    'what',
    ...groupings,
    'currency',
    'number',
    'mean_days',
    'definition',
    'year',
    'as_of',
  ]
  const lines = figures.flatMap(({ id, cite, definition, rows }) =>
    rows.map((row) => [
      ...[id, cite, row.what, ...groupings.map((one) => row[one] ?? ''), row.currency ?? ''],
      ...[String(row.number), row.days === undefined ? '' : String(row.days), definition, String(year), asOf],
    ]),
  )
  return csvText([head, ...lines])
}
