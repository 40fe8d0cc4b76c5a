import { parseInstant } from '../../base/time.ts'
import type { Step } from '../request.ts'
import type { Stay } from '../store/stays.ts'
import { type Quartiles, quartilesOf } from './quartiles.ts'

/** Whose stays a benchmark is drawn from: the same organisation's, those in the same other state, all by this route. */
const circles = ['doer', 'state', 'route'] as const
export type Circle = (typeof circles)[number]

/** How long a stage takes by this organisation's own record. */
export interface Benchmark extends Quartiles {
  readonly among: Circle
  /** Fewer than are enough to say what is usual. */
  readonly small: boolean
}

/** Below this many a quarter of them is hardly one: such a record is shown, but nothing is called late by it. */
export const ENOUGH = 5

/** A benchmark with the lengths, in milliseconds, that it was drawn from. */
export interface Measured {
  readonly benchmark: Benchmark
  readonly lengths: readonly number[]
}

/**
 * The benchmark of a step from finished stays of the same step on the same route: the narrowest circle that holds enough,
 * else the widest that holds any. Undefined where nothing is on record.
 */
export function benchmarkOf(
  { id, doer }: Pick<Step, 'id' | 'doer'>,
  foreignState: string | undefined,
  stays: readonly Stay[],
): Measured | undefined {
  const same = stays.filter(({ step }) => step === id)
  const inState = same.filter((one) => one.foreignState === foreignState)
  const among = { doer: inState.filter((one) => doer !== undefined && one.doer === doer), state: inState, route: same }
  const circle = circles.find((one) => among[one].length >= ENOUGH) ?? circles.findLast((one) => among[one].length > 0)
  if (!circle) return undefined
  const lengths = among[circle].map(lengthOf)
  const quartiles = quartilesOf(lengths)
  return quartiles && { benchmark: { ...quartiles, among: circle, small: quartiles.n < ENOUGH }, lengths }
}

const lengthOf = ({ began, ended }: Stay) =>
  parseInstant(ended).epochMilliseconds - parseInstant(began).epochMilliseconds
