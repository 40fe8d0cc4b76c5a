/** Of many times, in milliseconds. */
export interface Times {
  readonly median: number
  readonly p99: number
}

export function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
  return { median: at(0.5), p99: at(0.99) }
}

export function printTimes(what: string, { median, p99 }: Times): void {
  console.log(`${what.padEnd(52)} median ${median.toFixed(3).padStart(8)} ms  p99 ${p99.toFixed(3).padStart(8)} ms`)
}

export function timed<T>(run: () => T): { answer: T; took: number } {
  const start = performance.now()
  return { answer: run(), took: performance.now() - start }
}
