import type { Rule } from '../../law/index.ts'

/** Where the text of a rule stands below `law/`; a treaty that is one line of a list stands in the list. */
export function pathOf(rule: Rule): string {
  if (rule.kind !== 'instrument') return `${rule.rule}.yaml`
  return rule.line_of ? `${rule.line_of}.yaml` : `${rule.rule}/instrument.yaml`
}
