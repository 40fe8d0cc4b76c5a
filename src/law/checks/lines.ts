import type { LawBase } from '../compile.ts'
import type { Condition } from '../data/rule.ts'
import type { Check } from './check.ts'
import { conditionsOf } from './conditions.ts'

export const lines: Check = {
  name: 'lines',
  about: 'Every line of an explanation is a sentence, and says which article it rests on',
  check: ({ law, rule, report }) => {
    // What evidence has to show is cited by the forum that asks for it.
    if (rule.kind === 'check') {
      const wanted = conditionsOf(rule).filter(({ at }) => at.endsWith('shows'))
      for (const { at, condition } of wanted)
        for (const fault of faultsOf(condition, at, true, law)) report(`${fault.at}: ${fault.says}`)
      return
    }
    // Only these are shown line by line; the conditions of steps, clocks and boxes only decide whether they appear.
    if (!['route', 'gate', 'reach'].includes(rule.kind)) return
    const shown = conditionsOf(rule).filter(({ at }) => at === 'when' || at.startsWith('unless'))
    for (const { at, condition } of shown)
      for (const fault of faultsOf(condition, at, false, law)) report(`${fault.at}: ${fault.says}`)
  },
}

interface Fault {
  readonly at: string
  readonly says: string
}

function* faultsOf(condition: Condition, at: string, cited: boolean, law: LawBase): Generator<Fault> {
  const has = cited || condition.cite !== undefined
  if (condition.says !== undefined) {
    if (!has) yield { at, says: `'${condition.says}' needs a cite` }
    return
  }
  if ('all' in condition || 'any' in condition) {
    const [name, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const)
    for (const [i, part] of parts.entries()) yield* faultsOf(part, `${at}.${name}[${i}]`, has, law)
  } else if ('not' in condition) yield* faultsOf(condition.not, `${at}.not`, has, law)
  else if ('term' in condition) {
    // A term without a sentence of its own is shown by the lines of its definition, under the term's citation.
    const term = law.rules.get(condition.term)
    if (term?.kind === 'term')
      for (const { says } of faultsOf(term.when, at, true, law))
        yield { at, says: `${condition.term}: ${says}; or give this use of it one` }
  } else yield { at, says: `the test of ${condition.fact} needs a sentence (says)${has ? '' : ' and a cite'}` }
}
