import type { Condition, Leaf, Rule } from '../rule.ts'

/** Every condition of a rule, with where it stands. */
export function conditionsOf(rule: Rule): { at: string; condition: Condition }[] {
  const found: { at: string; condition: Condition }[] = []
  const add = (at: string, condition: Condition | undefined) => {
    if (condition) found.push({ at, condition })
  }
  switch (rule.kind) {
    case 'route':
      add('when', rule.when)
      for (const [i, need] of rule.needs.entries()) {
        add(`needs[${i}].when`, need.when)
        add(`needs[${i}].met_by`, need.met_by)
      }
      for (const [i, step] of rule.steps.entries()) add(`steps[${i}].when`, step.when)
      for (const [i, warning] of rule.warnings.entries()) add(`warnings[${i}].when`, warning.when)
      break
    case 'gate':
      add('when', rule.when)
      for (const [i, one] of rule.unless.entries()) add(`unless[${i}]`, one)
      for (const [i, one] of rule.resolutions.entries()) add(`resolutions[${i}].when`, one.when)
      break
    case 'chain':
      add('when', rule.when)
      for (const [i, step] of rule.steps.entries()) add(`steps[${i}].when`, step.when)
      break
    case 'form':
      for (const { id, fields } of rule.sections) {
        for (const field of fields) {
          add(`${id}.${field.id}.when`, field.when)
          for (const { when } of field.derive ?? []) add(`${id}.${field.id}.derive`, when)
        }
      }
      break
    case 'reach':
    case 'term':
    case 'clock':
    case 'ground':
    case 'penalty':
      add('when', rule.when)
      break
    default:
  }
  return found
}

/** Every part of a condition, itself first. */
export function* partsOf(condition: Condition): Generator<Condition> {
  yield condition
  if ('all' in condition) for (const part of condition.all) yield* partsOf(part)
  else if ('any' in condition) for (const part of condition.any) yield* partsOf(part)
  else if ('not' in condition) yield* partsOf(condition.not)
}

export function* leavesOf(condition: Condition): Generator<Leaf> {
  for (const part of partsOf(condition)) if ('fact' in part) yield part
}
