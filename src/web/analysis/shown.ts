import type { Analysis, Facts, LawBase, RouteFinding } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import type { ExplanationWords } from '../ui/explanation.tsx'

/** What every part of the analysis page works from. */
export interface Shown {
  readonly analysis: Analysis
  readonly facts: Facts
  readonly law: LawBase
  readonly reader: Reader
  /** Where a request by this route is drafted; absent where nobody can draft one. */
  readonly draft?: ((route: RouteFinding) => string) | undefined
}

export function becauseWords({ t: { routes }, colon }: Reader): ExplanationWords {
  return { holds: routes.holds, fails: routes.fails, open: routes.open, restsOn: routes.restsOn, colon }
}

/** A request can be drafted by a route that is open, also where an approval or a conflict stands before it. */
export const isDraftable = ({ status }: Pick<RouteFinding, 'status'>): boolean =>
  status === 'open' || status === 'approval' || status === 'conflict'
