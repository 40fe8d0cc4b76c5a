export interface Figures {
  readonly what: string
  readonly pages: number
  /** Milliseconds. */
  readonly median: number
  readonly p90: number
  readonly p99: number
  readonly slowest: number
}

/** Nearest-rank figures of how long so many reads took, in milliseconds. */
export function figuresOf(what: string, reads: readonly { readonly time: number }[]): Figures {
  const sorted = reads.map(({ time }) => time).sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { what, pages: sorted.length, median: at(0.5), p90: at(0.9), p99: at(0.99), slowest: at(1) }
}
