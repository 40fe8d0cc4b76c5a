import { LaboratoryError } from '../errors.ts'

/** A place where requests wait for one of its officers: how many there are, and how long one request takes one of them. */
export interface Station {
  readonly name: string
  /** Who works there at the same time. */
  readonly officers: number
  /** Days one request takes an officer, drawn anew for each. */
  readonly service: () => number
}

/** Between when and when: never one number. Half of all lie between `lower` and `upper`, nine of ten below `late`. */
export interface Spread {
  readonly n: number
  readonly lower: number
  readonly median: number
  readonly upper: number
  readonly late: number
  /** The average, with the ends between which the true one lies nineteen times out of twenty. */
  readonly mean: number
  readonly meanFrom: number
  readonly meanTo: number
}

export interface QueueOptions {
  /** Requests a day that come in. */
  readonly arrivals: number
  readonly stations: readonly Station[]
  /** Every request goes to all stations at once, and is through when the last has done with it; else to one after the other. */
  readonly sideBySide?: boolean
  /** How many requests are followed, after as many as `warming` that are not counted. */
  readonly requests: number
  readonly warming: number
  /** Numbers from 0 to 1, the same for the same seed. */
  readonly next: () => number
}

/** What requests wait for at each station, and how long they take in all. */
export interface QueueRun {
  readonly waits: readonly Spread[]
  readonly whole: Spread
  /** The share of its officers' time that is taken at each station. */
  readonly busy: readonly number[]
}

/**
 * Requests that come at random pass the stations, one after the other or side by side, and wait where all officers are busy,
 * first come first served. Throws `bad_model` where more comes in than can ever be done: then there is no usual wait, it only grows.
 */
export function simulateQueue({ arrivals, stations, sideBySide, requests, warming, next }: QueueOptions): QueueRun {
  if (!(arrivals > 0) || stations.some(({ officers }) => !Number.isInteger(officers) || officers < 1))
    throw new LaboratoryError('invalid', 'bad_model', 'A queue needs arrivals, and an officer at each station')
  const free = stations.map(({ officers }) => new Array<number>(officers).fill(0))
  const waits = stations.map((): number[] => [])
  const served = stations.map(() => 0)
  const whole: number[] = []
  // Every request as it arrives at a station, in the order in which they arrive there.
  let coming: { readonly n: number; readonly born: number; readonly at: number; readonly counts: boolean }[] = []
  let clock = 0
  for (let n = 0; n < requests + warming; n++) {
    clock += exponential(1 / arrivals, next)
    coming.push({ n, born: clock, at: clock, counts: n >= warming })
  }
  const end = clock
  const through = new Float64Array(requests + warming)
  for (const [i, { service }] of stations.entries()) {
    const officers = free[i] ?? []
    const leaving: typeof coming = []
    for (const one of coming) {
      const which = officers.indexOf(Math.min(...officers))
      const begins = Math.max(one.at, officers[which] ?? 0)
      const takes = service()
      if (!(takes >= 0)) throw new LaboratoryError('invalid', 'bad_model', 'A stage cannot take less than no time')
      officers[which] = begins + takes
      served[i] = (served[i] ?? 0) + takes
      if (one.counts) waits[i]?.push(begins - one.at)
      through[one.n] = Math.max(through[one.n] ?? 0, begins + takes)
      leaving.push({ ...one, at: begins + takes })
    }
    if (!sideBySide) coming = leaving.sort((a, b) => a.at - b.at)
  }
  for (const { n, born, counts } of coming) if (counts) whole.push((through[n] ?? 0) - born)
  const busy = stations.map(({ officers }, i) => (served[i] ?? 0) / (officers * end))
  const over = busy.findIndex((share) => share >= 0.99)
  if (over >= 0) {
    const { name, officers } = stations[over] ?? { name: '', officers: 0 }
    const says = `More comes in at ${name} than ${officers} can do: the wait only grows. Take more officers, or fewer requests`
    throw new LaboratoryError('invalid', 'bad_model', says)
  }
  return { waits: waits.map((one) => spreadOf(one)), whole: spreadOf(whole), busy }
}

export const exponential = (mean: number, next: () => number): number => -mean * Math.log(1 - next())

/** Neighbours in a queue wait alike: the average is bounded by the averages of so many stretches of it (batch means). */
const STRETCHES = 20
/** Student's t at 0.975 with 19 degrees of freedom. */
const T = 2.093

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const average = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length)
  const length = Math.floor(values.length / STRETCHES)
  const stretches = Array.from({ length: STRETCHES }, (_, i) => average(values.slice(i * length, (i + 1) * length)))
  const mean = average(values)
  const middle = average(stretches)
  const deviation = Math.sqrt(stretches.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (STRETCHES - 1))
  const half = length === 0 ? Number.POSITIVE_INFINITY : (T * deviation) / Math.sqrt(STRETCHES)
  return {
    n: values.length,
    lower: at(0.25),
    median: at(0.5),
    upper: at(0.75),
    late: at(0.9),
    mean,
    meanFrom: mean - half,
    meanTo: mean + half,
  }
}

/** The average wait before service in a queue of c officers with arrivals and services at random (M/M/c, Erlang C). */
export function erlangWait(arrivals: number, serviceDays: number, officers: number): number {
  const load = arrivals * serviceDays
  const busy = load / officers
  if (busy >= 1) return Number.POSITIVE_INFINITY
  let term = 1
  let sum = 0
  for (let k = 0; k < officers; k++) {
    sum += term
    term *= load / (k + 1)
  }
  const last = term / (1 - busy)
  return ((last / (sum + last)) * serviceDays) / (officers * (1 - busy))
}
