import type { LawBase } from '../compile.ts'
import type { Condition } from '../rule.ts'
import type { Check } from './check.ts'
import { conditionsOf } from './conditions.ts'

export const lines: Check = {
  name: 'lines',
  about: 'Every line of an explanation is a sentence, and says which article it rests on',
  check: ({ law, rule, report }) => {
    // Only these are shown line by line; the conditions of steps, clocks and boxes only decide whether they appear.
    if (!['route', 'gate', 'reach'].includes(rule.kind)) return
    const shown = conditionsOf(rule).filter(({ at }) => at === 'when' || at.startsWith('unless'))
    for (const { at, condition } of shown)
      for (const fault of faultsOf(condition, false, law)) report(`${at}: ${fault}`)
  },
}

function* faultsOf(condition: Condition, cited: boolean, law: LawBase): Generator<string> {
  const has = cited || condition.cite !== undefined
  if (condition.says !== undefined) {
    if (!has) yield `'${condition.says}' needs a cite`
    return
  }
  if ('all' in condition) for (const part of condition.all) yield* faultsOf(part, has, law)
  else if ('any' in condition) for (const part of condition.any) yield* faultsOf(part, has, law)
  else if ('not' in condition) yield* faultsOf(condition.not, has, law)
  else if ('term' in condition) {
    // A term without a sentence of its own is shown by the lines of its definition, under the term's citation.
    const term = law.rules.get(condition.term)
    if (term?.kind === 'term')
      for (const fault of faultsOf(term.when, true, law))
        yield `${condition.term}: ${fault}; or give this use of it one`
  } else yield `the test of ${condition.fact} needs a sentence (says)${has ? '' : ' and a cite'}`
}
