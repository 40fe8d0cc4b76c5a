import type { LawBase } from '../compile.ts'
import { factKinds } from '../data/fact-kinds.ts'
import type { Condition, Leaf } from '../data/rule.ts'
import type { Check } from './check.ts'
import { conditionsOf, partsOf } from './conditions.ts'

export const unreachable: Check = {
  name: 'unreachable',
  about: 'Every condition can hold for some facts',
  check: ({ law, rule, report }) => {
    for (const { at, condition } of conditionsOf(rule))
      for (const clash of clashesIn(condition, [], law, new Set())) report(`${at}: ${clash}`)
  },
}

/** The terms a condition rests on, over other terms too. */
export function termsIn(condition: Condition, law: LawBase, found = new Set<string>()): Set<string> {
  for (const { part } of partsOf(condition, '')) {
    if (!('term' in part) || found.has(part.term)) continue
    found.add(part.term)
    const term = law.rules.get(part.term)
    if (term?.kind === 'term') termsIn(term.when, law, found)
  }
  return found
}

/** Where tests that must hold together leave a fact no value it could have; `given` is what holds around the condition. */
function* clashesIn(
  condition: Condition,
  given: readonly Leaf[],
  law: LawBase,
  inside: ReadonlySet<string>,
): Generator<string> {
  const { leaves, choices } = together(condition, law, inside)
  const all = [...given, ...leaves]
  for (const [fact, tests] of Map.groupBy(all, (leaf) => leaf.fact)) {
    // What clashes around it has been told there.
    if (leaves.some((leaf) => leaf.fact === fact) && !canHold(fact, tests)) yield sentence(fact, tests)
  }
  for (const choice of choices) yield* clashesIn(choice, all, law, inside)
}

/** The tests that must all hold, and the alternatives that are open beside them. */
function together(
  condition: Condition,
  law: LawBase,
  inside: ReadonlySet<string>,
): { leaves: Leaf[]; choices: Condition[] } {
  if ('fact' in condition) return { leaves: [condition], choices: [] }
  if ('any' in condition) return { leaves: [], choices: condition.any }
  if ('all' in condition) {
    const parts = condition.all.map((part) => together(part, law, inside))
    return { leaves: parts.flatMap(({ leaves }) => leaves), choices: parts.flatMap(({ choices }) => choices) }
  }
  if ('term' in condition && !inside.has(condition.term)) {
    const term = law.rules.get(condition.term)
    // The alternatives of a term are told at the term.
    if (term?.kind === 'term')
      return { leaves: together(term.when, law, new Set([...inside, condition.term])).leaves, choices: [] }
  }
  return { leaves: [], choices: [] }
}

type Scalar = string | number | boolean

/** A list may satisfy several tests with different members, so only single values are looked at. */
function canHold(fact: string, tests: readonly Leaf[]): boolean {
  const kind = factKinds.get(fact)
  if (!kind || kind.list || tests.length < 2) return true
  const unknown = tests.some(({ known }) => known === false)
  if (unknown && tests.some(({ known }) => known !== false)) return false
  return fitsRange(tests) && fitsValues(tests, kind.type === 'yes-no' ? [true, false] : kind.values)
}

function fitsValues(tests: readonly Leaf[], values: readonly Scalar[] | undefined): boolean {
  const named = tests.flatMap(({ is, in: among }) => (is !== undefined ? [[is]] : among ? [among] : []))
  const candidates = named[0] ?? values
  // A fact of endless values always has one that nobody has excluded.
  if (!candidates) return true
  const excluded = new Set(
    tests.flatMap(({ is_not, not_in }) => [...(is_not === undefined ? [] : [is_not]), ...(not_in ?? [])]),
  )
  return candidates.some(
    (value) => !excluded.has(value) && named.every((set) => set.includes(value)) && inRange(tests, value),
  )
}

const inRange = (tests: readonly Leaf[], value: Scalar) =>
  typeof value !== 'number' ||
  tests.every(
    ({ at_least, at_most, more_than, less_than }) =>
      (at_least === undefined || value >= at_least) &&
      (at_most === undefined || value <= at_most) &&
      (more_than === undefined || value > more_than) &&
      (less_than === undefined || value < less_than),
  )

/** Numbers among the facts are whole. */
function fitsRange(tests: readonly Leaf[]): boolean {
  const least = tests.flatMap(({ at_least, more_than }) => [at_least ?? -Infinity, (more_than ?? -Infinity) + 1])
  const most = tests.flatMap(({ at_most, less_than }) => [at_most ?? Infinity, (less_than ?? Infinity) - 1])
  return Math.max(...least) <= Math.min(...most)
}

function sentence(fact: string, tests: readonly Leaf[]): string {
  const said = tests.map(({ says: _, cite: __, confidence: ___, settled: ____, fact: _____, ...test }) =>
    JSON.stringify(test).replace(/["{}]/g, '').replace(':', ': '),
  )
  return `no value of ${fact} fits all of ${said.join(' and ')}, so this can never hold: take one away, or write the alternatives under any:`
}
