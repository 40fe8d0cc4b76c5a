import type { LawBase, Rule } from '../../law/index.ts'
import { isGranted, type Permission } from '../release/permission.ts'
import type { Request } from '../request.ts'

type About = Pick<Request, 'rule' | 'law' | 'facts' | 'to'>

/**
 * Conditions are for requests between authorities: an order that goes straight to its addressee knows none, unless what it asks
 * for leaves by permission of an authority, which may tie it to conditions.
 */
export const mayCondition = (
  law: LawBase,
  { rule, law: { on } }: Pick<Request, 'rule' | 'law'>,
  permissions: readonly Permission[] = [],
): boolean => law.at(on).find('route', rule)?.channel === 'cooperative' || permissions.some(isGranted)

/** What the law lets the requested state have promised (`asked`), or who gives a promise on the asking side (`given`). */
export function assurancesFor(law: LawBase, request: About, side: 'asked' | 'given'): Rule<'assurance'>[] {
  const { rule: route, facts, to } = request
  const { on } = request.law
  const edition = law.at(on)
  return [...edition.rules.values()].filter((rule): rule is Rule<'assurance'> => {
    if (rule.kind !== 'assurance' || rule.side !== side) return false
    if (rule.routes.length > 0 && !rule.routes.includes(route)) return false
    // A law of the requested state or of the two together goes before practice: what is known not to fit is left out.
    return edition.compile(rule.when, rule).holds({ facts, on, ...(to && { to }) }) !== false
  })
}
