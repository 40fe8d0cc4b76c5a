import type { LawBase } from '../compile.ts'
import type { Check } from './check.ts'
import { namedBy } from './references.ts'

const named = new WeakMap<LawBase, ReadonlySet<string>>()

function namedIn(law: LawBase): ReadonlySet<string> {
  let ids = named.get(law)
  if (!ids) {
    const counted = law.cases.flatMap(({ expect: { clocks = [] } }) => clocks.map(({ rule }) => rule))
    ids = new Set([...[...law.rules.values()].flatMap((rule) => namedBy(rule).map(({ id }) => id)), ...counted])
    named.set(law, ids)
  }
  return ids
}

const owners = {
  clock:
    'in a route, step, ground or approval (clocks:), or count it in a worked case if it stands alone (expect: {clocks: …})',
  form: 'in a step or ground (form:), or as the notice of a route (user_notice: {form: …})',
} as const

/** A duty that belongs to no request, such as a yearly report, has a clock that no rule names: a case that counts it will do. */
export const orphans: Check = {
  name: 'orphans',
  about: 'A clock runs, and a form is filled in, because some rule says so',
  warns: true,
  check: ({ law, rule, report }) => {
    if ((rule.kind === 'clock' || rule.kind === 'form') && !namedIn(law).has(rule.rule))
      report(`no rule names this ${rule.kind}: name it ${owners[rule.kind]}`)
  },
}
