import type { Comparison } from '../../oversight/index.ts'
import { csvText } from '../statistics/csv.ts'

const told = (number: number | null): string => (number === null ? 'unknown' : String(number))

/** A line for each figure of one's own beside the published one. */
export function comparisonCsv({ figures }: Comparison): string {
  const head = ['publisher', 'state', 'period', 'lane', 'ours', 'ours_share_percent', 'theirs_least', 'theirs_most', 'theirs_share_percent', 'difference', 'standing', 'why', 'table'] // biome-ignore format: a row
  const lines = figures.map((one) => [
    ...[one.provider, one.state, one.period, one.lane, told(one.ours), told(one.oursShare), told(one.least), told(one.most)],
    ...[told(one.theirsShare), told(one.difference), one.standing, one.because.join('; '), one.table],
  ]) // biome-ignore format: a row
  return csvText([head, ...lines])
}
