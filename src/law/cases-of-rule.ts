import type { Case } from './case.ts'
import type { LawBase } from './compile.ts'
import { exercises } from './exercise.ts'

/** The worked cases that hold a rule to something. */
export interface CasesOfRule {
  /** It applies in these … */
  readonly holding: readonly Case[]
  /** … and not in these. */
  readonly failing: readonly Case[]
  /** These name it in what they expect, be it as a form, a ground or a penalty. */
  readonly naming: readonly Case[]
}

type Index = ReadonlyMap<string, CasesOfRule>

const none: CasesOfRule = { holding: [], failing: [], naming: [] }
const indexes = new WeakMap<LawBase, { readonly today: string; readonly index: Index }>()

/** `today` is the day of the cases that have none of their own. */
export function casesOf(law: LawBase, rule: string, today: string): CasesOfRule {
  let known = indexes.get(law)
  if (known?.today !== today) {
    known = { today, index: indexOf(law, today) }
    indexes.set(law, known)
  }
  return known.index.get(rule) ?? none
}

function indexOf(law: LawBase, today: string): Index {
  const byId = new Map(law.cases.map((one) => [one.id, one]))
  const found = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const index = new Map<string, CasesOfRule>()
  for (const { rule, holding, failing } of exercises(law, today))
    index.set(rule, { ...none, holding: found(holding), failing: found(failing) })
  for (const one of law.cases) {
    for (const rule of namesIn(one.expect, law)) {
      const known = index.get(rule) ?? none
      if (known.holding.includes(one) || known.failing.includes(one)) continue
      index.set(rule, { ...known, naming: [...known.naming, one] })
    }
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
