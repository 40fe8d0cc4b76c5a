import type { LawBase, Rule } from '../../law/index.ts'

/** The ids of other rules a rule names, in the order it names them. */
export function refersTo(law: LawBase, rule: Rule): string[] {
  const found = new Set<string>()
  collect(rule, found, law)
  found.delete(rule.rule)
  found.delete(rule.instrument)
  return [...found]
}

const naming = new WeakMap<LawBase, Map<string, string[]>>()

/** The rules that name a rule. */
export function usedBy(law: LawBase, id: string): readonly string[] {
  let index = naming.get(law)
  if (!index) {
    index = new Map()
    for (const rule of law.rules.values())
      for (const other of refersTo(law, rule)) index.set(other, [...(index.get(other) ?? []), rule.rule])
    naming.set(law, index)
  }
  return index.get(id) ?? []
}

function collect(value: unknown, found: Set<string>, law: LawBase): void {
  if (typeof value === 'string') {
    if (value.includes('/') && law.rules.has(value)) found.add(value)
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, found, law)
}
