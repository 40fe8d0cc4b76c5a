import { exponential, type Spread, spreadOf } from './queue.ts'

/** How long a stage takes: drawn from a fitted distribution, with how well that fits what was held out. */
export interface Fitted {
  readonly kind: 'lognormal' | 'exponential'
  readonly from: number
  /** What a stage takes by it. */
  readonly spread: Spread
  /** The widest gap between it and the held-out lengths (Kolmogorov and Smirnov), and the widest that is still chance. */
  readonly gap: number
  readonly allowed: number
  /** The held-out lengths do not look like those it was fitted from: nothing should be told by it without saying so. */
  readonly wrong: boolean
  draw(next: () => number): number
}

/** Fewer than this many on either side say nothing of how a stage is distributed. */
const LEAST = 30
/** Draws from which the spread of a fit is told. */
const DRAWS = 4_000
/** Kolmogorov's bound at one in a hundred, two samples of which one is as large as one likes. */
const BOUND = 1.628

/**
 * Fits a distribution to the lengths of earlier years, in days, and tries it on those of later ones, which it has not seen.
 * Whichever of the two kinds fits the earlier ones better is taken. Undefined where either side is too small.
 */
export function fitStage(earlier: readonly number[], later: readonly number[], next: () => number): Fitted | undefined {
  const known = earlier.filter((days) => days > 0)
  const heldOut = later.filter((days) => days > 0)
  if (known.length < LEAST || heldOut.length < LEAST) return undefined
  const logs = known.map(Math.log)
  const mu = logs.reduce((sum, one) => sum + one, 0) / logs.length
  const sigma = Math.sqrt(logs.reduce((sum, one) => sum + (one - mu) ** 2, 0) / logs.length)
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length
  const kinds = {
    lognormal: {
      below: (days: number) => normalBelow((Math.log(days) - mu) / Math.max(sigma, 1e-9)),
      draw: (from: () => number) => Math.exp(mu + sigma * normal(from)),
    },
    exponential: {
      below: (days: number) => 1 - Math.exp(-days / mean),
      draw: (from: () => number) => exponential(mean, from),
    },
  }
  const kind =
    gapOf(known, kinds.lognormal.below) <= gapOf(known, kinds.exponential.below) ? 'lognormal' : 'exponential'
  const { below, draw } = kinds[kind]
  const gap = gapOf(heldOut, below)
  // What was fitted from few is itself uncertain: both sides count.
  const allowed = BOUND * Math.sqrt(1 / heldOut.length + 1 / known.length)
  const spread = spreadOf(Array.from({ length: DRAWS }, () => draw(next)))
  return { kind, from: known.length, spread, gap, allowed, wrong: gap > allowed, draw }
}

/** The widest distance between the share of the values below a length and what the distribution says. */
function gapOf(values: readonly number[], below: (days: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.reduce((widest, value, i) => {
    const share = below(value)
    return Math.max(widest, Math.abs(share - i / sorted.length), Math.abs((i + 1) / sorted.length - share))
  }, 0)
}

/** Box and Muller. */
const normal = (next: () => number) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** Abramowitz and Stegun 7.1.26: right to seven digits. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x)
  return z >= 0 ? 1 - tail / 2 : tail / 2
}

/** A stage on the way, after which others; those that wait for the same go at the same time. */
export interface TimedStage {
  readonly id: string
  readonly after: readonly string[]
  readonly draw: (next: () => number) => number
}

/** How long a way takes whose stages come one after the other, or side by side: the longest way through them, many times over. */
export function spreadOfWay(stages: readonly TimedStage[], next: () => number, times = DRAWS): Spread {
  const totals = Array.from({ length: times }, () => {
    const ends = new Map<string, number>()
    for (const { id, after, draw } of stages)
      ends.set(id, Math.max(0, ...after.map((one) => ends.get(one) ?? 0)) + draw(next))
    return Math.max(0, ...ends.values())
  })
  return spreadOf(totals)
}
