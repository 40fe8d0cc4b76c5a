import type { LawBase } from '../compile.ts'
import type { Rule } from '../data/rule.ts'

interface Looked {
  readonly law: LawBase
  readonly rule: Rule
  /** Rules whose file does not fit, which has been told already. */
  readonly unread: ReadonlySet<string>
  /** YYYY-MM-DD. */
  readonly today: string
  /** Where in the file, if it is one place, and what to do: 'when.all[0]: there is no fact …'. */
  readonly report: (message: string) => void
}

/** One thing that can be wrong with a rule. */
export interface Check {
  readonly name: string
  readonly about: string
  /** A warning is told, and does not fail the check. */
  readonly warns?: true
  readonly check: (looked: Looked) => void
}
