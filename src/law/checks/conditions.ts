import type { Condition, Leaf, Rule } from '../data/rule.ts'

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
      for (const [i, { fields }] of rule.sections.entries()) {
        for (const [j, field] of fields.entries()) {
          const at = `sections[${i}].fields[${j}]`
          add(`${at}.when`, field.when)
          for (const [k, { when }] of (field.derive ?? []).entries()) add(`${at}.derive[${k}].when`, when)
        }
      }
      break
    case 'check':
      // The others are asked of what is no fact of a case, each in its own place.
      if (rule.of !== 'evidence') break
      add('when', rule.when)
      add('shows', rule.shows)
      for (const [i, forum] of rule.forums.entries()) {
        add(`forums[${i}].when`, forum.when)
        add(`forums[${i}].shows`, forum.shows)
      }
      break
    case 'class':
      add('storage.when', rule.storage?.when)
      break
    case 'reach':
    case 'term':
    case 'clock':
    case 'ground':
    case 'penalty':
    case 'assurance':
    case 'use':
    case 'retention':
      add('when', rule.when)
      break
    default:
  }
  return found
}

/** Every part of a condition, itself first, with where it stands. */
export function* partsOf(condition: Condition, at: string): Generator<{ at: string; part: Condition }> {
  yield { at, part: condition }
  if ('all' in condition) for (const [i, part] of condition.all.entries()) yield* partsOf(part, `${at}.all[${i}]`)
  else if ('any' in condition) for (const [i, part] of condition.any.entries()) yield* partsOf(part, `${at}.any[${i}]`)
  else if ('not' in condition) yield* partsOf(condition.not, `${at}.not`)
}

/** Every test of a rule, with where it stands. */
export function* leavesOf(rule: Rule): Generator<{ at: string; leaf: Leaf }> {
  for (const { at: top, condition } of conditionsOf(rule))
    for (const { at, part } of partsOf(condition, top)) if ('fact' in part) yield { at, leaf: part }
}
