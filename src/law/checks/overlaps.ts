import type { LawBase } from '../compile.ts'
import type { Rule } from '../data/rule.ts'
import type { Check } from './check.ts'

/** What makes two rules of one kind the same rule twice; undefined for kinds of which that cannot be told. */
function essence(rule: Rule): unknown {
  switch (rule.kind) {
    case 'route':
      return [rule.when, rule.via, rule.to, rule.channel, rule.compels, rule.measure]
    case 'gate':
      return [rule.when, rule.unless, rule.state, rule.bars]
    case 'reach':
      return [rule.when, rule.state]
    case 'term':
      return [rule.when]
    case 'chain':
      return [rule.when, rule.state, rule.direction]
    default:
      return undefined
  }
}

const groups = new WeakMap<LawBase, ReadonlyMap<string, readonly string[]>>()

function alikeIn(law: LawBase): ReadonlyMap<string, readonly string[]> {
  let found = groups.get(law)
  if (!found) {
    const keyed = [...law.rules.values()].flatMap((rule) => {
      const key = keyOf(rule)
      return key === undefined ? [] : [{ key, id: rule.rule }]
    })
    found = new Map([...Map.groupBy(keyed, ({ key }) => key)].map(([key, same]) => [key, same.map(({ id }) => id)]))
    groups.set(law, found)
  }
  return found
}

function keyOf(rule: Rule): string | undefined {
  const what = essence(rule)
  return what === undefined ? undefined : JSON.stringify([rule.instrument, rule.kind, rule.in_force, what])
}

export const overlaps: Check = {
  name: 'overlaps',
  about: 'No two rules of an instrument have the same conditions at the same time',
  check: ({ law, rule, report }) => {
    const key = keyOf(rule)
    const [first, ...others] = (key && alikeIn(law).get(key)) || []
    // Told once, of the later file.
    if (first !== undefined && others.includes(rule.rule))
      report(
        `it has the same conditions and dates as ${first}: join them, say what tells them apart, or date them (in_force)`,
      )
  },
}
