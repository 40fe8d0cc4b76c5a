import type { Because } from '../analysis/analysis.ts'
import type { Confidence } from '../data/rule.ts'
import type { Circumstances } from './circumstances.ts'

/** True, false, or (null) unknown. */
export type Truth = boolean | null

export const not = (truth: Truth): Truth => (truth === null ? null : !truth)

/** A compiled condition. */
export interface Test {
  readonly holds: (c: Circumstances) => Truth
  /** Whether it holds, having added the lines of its explanation; of an `any` only those that matter to the result. */
  readonly explain: (c: Circumstances, into: Because[]) => Truth
  /** Adds the facts not given on which an unknown result rests. */
  readonly ask: (c: Circumstances, into: Set<string>) => void
  /** What stands behind a result: 'Ireland takes no part'; absent where there is never anything. */
  readonly remarks?: ((c: Circumstances) => readonly Remark[]) | undefined
  /** The paths it reads. */
  readonly paths: readonly string[]
  /** Parts that must all hold, for an `all`; else itself. */
  readonly conjuncts: readonly Test[]
  /** What the asking state's side of it tests, if it reads nothing else that can vary. */
  readonly of?: 'party' | 'network' | 'other'
}

export interface Remark {
  readonly says: string
  readonly cite?: string | undefined
  readonly confidence?: Confidence | undefined
  /** The same object is given each time, so that a line made of it can be kept. */
  readonly shared?: true
}
