import type { Id } from '../../base/ids.ts'
import type { InstantText } from '../../base/time.ts'
import type { Measured, Target } from '../dialogues/target.ts'

export type IndustryCodeId = Id<'code'>

interface Written {
  readonly name: string
  readonly at: InstantText
}

/** What an industry says it does of its own will: it binds nobody, and nobody is compelled by it. */
export interface IndustryCode {
  readonly id: IndustryCodeId
  readonly org: string
  readonly name: string
  readonly publisher: string
  readonly version: string
  /** Where its text is to be found. */
  readonly source: string
  readonly recorded: Written
  readonly clauses: readonly CodeClause[]
  readonly adherences: readonly Adherence[]
}

export interface CodeClause {
  readonly cite: string
  readonly says: string
  /** What the record can show of it; undefined for a clause that no figure measures. */
  readonly target: Target | undefined
  readonly recorded: Written
}

/** A provider says that it keeps to the code. */
export interface Adherence {
  readonly provider: string
  readonly since: string
  /** Where it says so. */
  readonly source: string
  readonly recorded: Written
}

/** What the record shows of a clause with a provider that says it keeps to it. */
export interface ClauseMeasured {
  readonly cite: string
  readonly provider: string
  readonly target: Target
  readonly measured: Measured
}
