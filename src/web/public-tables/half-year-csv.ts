import type { EditionRow, HalfYearTable } from '../../oversight/index.ts'
import { csvText } from '../statistics/csv.ts'

const NOT_TOLD = 'not told'
const told = (number: number | null): string => (number === null ? NOT_TOLD : String(number))
const inOne = (numbers: Readonly<Record<string, number | null>>): string =>
  Object.entries(numbers)
    .map(([word, number]) => `${word}: ${told(number)}`)
    .join('; ')

/** A line for each state, kind of process and lane of one's own record. */
export function halfYearCsv({ period, asOf, rows }: HalfYearTable): string {
  const head = ['half_year', 'direction', 'state', 'route', 'lane', 'requests', 'people', 'answered', 'share_percent', 'refused', 'open', 'median_days', 'grounds', 'as_of'] // biome-ignore format: a row
  const lines = rows.map((row) => [
    ...[period, row.direction, row.state, row.route, row.lane, String(row.requests), told(row.persons), String(row.answered)],
    ...[String(row.share), String(row.refused), String(row.open), told(row.days), inOne(row.grounds), asOf],
  ]) // biome-ignore format: a row
  return csvText([head, ...lines])
}

/** What an edition tells, a line for each state, kind of process and urgency, each by itself. */
export function editionTableCsv(rows: readonly EditionRow[]): string {
  const head = ['organisation', 'state', 'direction', 'half_year', 'by', 'value', 'requests', 'share_percent', 'median_days', 'grounds'] // biome-ignore format: a row
  const lines = rows.map((row) => [
    ...[row.organisation, row.state, row.direction, row.period, row.by, row.value, told(row.requests)],
    ...[row.by === 'all' ? told(row.share) : '', row.by === 'state' || row.by === 'urgency' ? '' : told(row.days), inOne(row.refused)],
  ]) // biome-ignore format: a row
  return csvText([head, ...lines])
}
