import { idOf } from '../data/listed.ts'
import type { Check } from './check.ts'

export const listed: Check = {
  name: 'listed',
  about: 'A treaty is told once: in one list, or in a file of its own',
  check: ({ law, rule, report }) => {
    if (rule.kind !== 'network') return
    const told = new Map<string, string>()
    for (const { of, treaties } of rule.lists) {
      for (const { with: other, from, by } of treaties) {
        const id = idOf(of, other)
        const at = `lists: ${of} with ${other}`
        if (of === other) report(`${at}: a state has no treaty with itself`)
        if (from && by) report(`${at}: where the first day is known (from), leave out by`)
        if (told.has(id)) report(`${at}: this treaty stands in the list of ${told.get(id)} too`)
        told.set(id, of)
        const own = law.rules.get(id)
        if (own && !own.line_of) report(`${at}: it has a file of its own, ${id}/instrument.yaml: delete the line`)
      }
    }
  },
}
