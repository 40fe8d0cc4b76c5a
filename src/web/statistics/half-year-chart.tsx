import type { Reader } from '../reader.ts'

export interface HalfYearSum {
  readonly period: string
  readonly outgoing: number
  readonly incoming: number
}

const [WIDTH, HEIGHT, FOOT, TOP] = [720, 240, 28, 18]

/** Two bars for each half-year. The table beside it says the same: whoever cannot see it misses nothing. */
export function HalfYearChart({ sums, reader }: { sums: readonly HalfYearSum[]; reader: Reader }) {
  const t = reader.t.statistics.editions
  const most = Math.max(1, ...sums.flatMap(({ outgoing, incoming }) => [outgoing, incoming]))
  const step = WIDTH / Math.max(1, sums.length)
  const bar = (step - 12) / 2
  const high = (number: number) => ((HEIGHT - FOOT - TOP) * number) / most
  return (
    <svg class="half-years" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t.perHalfYear}>
      <line x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} class="axis" />
      {sums.map(({ period, outgoing, incoming }, i) => (
        <g transform={`translate(${i * step + 6} 0)`}>
          <rect x="0" y={HEIGHT - FOOT - high(outgoing)} width={bar} height={high(outgoing)} class="made" />
          <rect x={bar} y={HEIGHT - FOOT - high(incoming)} width={bar} height={high(incoming)} class="received" />
          <text x={bar} y={HEIGHT - 8} text-anchor="middle">
            {period.replace('-', ' ')}
          </text>
          {Math.max(outgoing, incoming) === most && (
            <text x={bar} y={TOP - 5} text-anchor="middle">
              {reader.number(most)}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
