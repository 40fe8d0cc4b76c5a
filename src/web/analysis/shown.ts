import type { Analysis, Facts, LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import type { ExplanationWords } from '../ui/explanation.tsx'

/** What every part of the analysis page works from. */
export interface Shown {
  readonly analysis: Analysis
  readonly facts: Facts
  readonly law: LawBase
  readonly reader: Reader
}

export function becauseWords({ t: { routes } }: Reader): ExplanationWords {
  return { holds: routes.holds, fails: routes.fails, open: routes.open, restsOn: routes.restsOn }
}
