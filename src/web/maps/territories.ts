import type { LawBase } from '../../law/index.ts'

/**
 * Codes that the register of ISO 3166-1 does not mark as independent. Whether a treaty or a law reaches such a place is
 * for the declarations of the state that answers for it to say, so that silence about it means nothing. To be on this
 * list says nothing of anybody's status.
 */
const dependent = new Set(
  `AI AS AW AX BL BM BQ CC CK CW CX EH FK FO GF GG GI GL GP GU HK IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR PS RE
  SH SJ SX TC TK TW VG VI WF YT`.split(/\s+/),
)

const told = new WeakMap<LawBase, ReadonlySet<string>>()

/** Whether the law base is silent about a place that another state may answer for. */
export function isUntold(law: LawBase, code: string): boolean {
  let found = told.get(law)
  if (!found) {
    found = new Set(spokenOf(law))
    told.set(law, found)
  }
  return dependent.has(code) && !found.has(code)
}

export const isDependent = (code: string): boolean => dependent.has(code)

/** Places that have rules, organs or bonds of their own. */
function* spokenOf(law: LawBase): Generator<string> {
  for (const rule of law.rules.values()) {
    if (rule.kind === 'instrument') for (const { state } of rule.parties ?? []) yield state
    else if (rule.kind === 'state' && rule.authorities.length > 0) yield rule.code
    else if ('state' in rule && typeof rule.state === 'string') yield rule.state
  }
}
