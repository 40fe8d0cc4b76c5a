import type { InstantText } from '../../base/time.ts'
import type { Search } from '../next-agreement.ts'
import type { Result } from '../running/result.ts'
import type { RecordKind, RunState } from '../store.ts'

/** `next`: which agreement a state could make next. `models`: what three models of reaching data come to on the same cases. */
export type StudyKind = 'next' | 'models'

/** What is asked of the law without a proposal of one's own. */
export interface Study {
  readonly id: string
  readonly org: string
  readonly kind: StudyKind
  /** Whose next agreement is searched. */
  readonly state: string | undefined
  /** With whom an agreement is tried, where it was said. */
  readonly partners: readonly string[] | undefined
  readonly record: RecordKind
  readonly digest: string
  readonly today: string
  readonly law: string
  readonly requests: number
  readonly standing: RunState
  readonly failure: string | undefined
  readonly byName: string
  readonly at: InstantText
  readonly endedAt: InstantText | undefined
}

/** How far it is, in parts; how many there are is known once it is known what is to be tried. */
export interface Progress {
  readonly done: number
  readonly parts: number
}

/** A bar of another state that stands before requests of one who asks, by its rule, be it that some other way is open. */
export interface Blocking {
  readonly gate: string
  readonly asking: string
  readonly requests: number
  /** The first of them by name. */
  readonly first: readonly string[]
}

export type Findings =
  | { readonly kind: 'next'; readonly search: Search }
  | { readonly kind: 'models'; readonly result: Result; readonly blocking: readonly Blocking[] }
