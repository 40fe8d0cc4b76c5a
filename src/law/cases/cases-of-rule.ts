import type { LawBase } from '../compile.ts'
import type { Case } from './case.ts'
import { resultsOf } from './exercise.ts'

/** The worked cases that hold a rule to something. */
export interface CasesOfRule {
  /** It applies in these … */
  readonly holding: readonly Case[]
  /** … and not in these. */
  readonly failing: readonly Case[]
  /** These name it in what they expect, be it as a form, a ground or a penalty. */
  readonly naming: readonly Case[]
}

/** `today` is the day of the cases that have none of their own. A case that holds the rule both ways is told twice. */
export function casesOf(law: LawBase, rule: string, today: string): CasesOfRule {
  const cases = namingCases(law).get(rule) ?? []
  const told = cases.map((one) => ({
    one,
    results: [...resultsOf(law, one, today)].flatMap(([id, result]) => (id === rule ? [result] : [])),
  }))
  const such = (wanted: 'holding' | 'failing') =>
    told.flatMap(({ one, results }) => (results.includes(wanted) ? [one] : []))
  return {
    holding: such('holding'),
    failing: such('failing'),
    naming: told.flatMap(({ one, results }) => (results.length === 0 ? [one] : [])),
  }
}

const naming = new WeakMap<LawBase, ReadonlyMap<string, readonly Case[]>>()

/** The cases that name a rule anywhere in what they expect. */
function namingCases(law: LawBase): ReadonlyMap<string, readonly Case[]> {
  let index = naming.get(law)
  if (!index) {
    const found = new Map<string, Case[]>()
    for (const one of law.cases)
      for (const rule of namesIn(one.expect, law)) found.set(rule, [...(found.get(rule) ?? []), one])
    index = found
    naming.set(law, index)
  }
  return index
}

function namesIn(value: unknown, law: LawBase, into = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (law.rules.has(value)) into.add(value)
  } else if (Array.isArray(value)) for (const one of value) namesIn(one, law, into)
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) {
      namesIn(key, law, into)
      namesIn(one, law, into)
    }
  return into
}
