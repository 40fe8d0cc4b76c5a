import { bindsFrom, firstDay } from '../data/entry.ts'
import type { Check } from './check.ts'

export const entry: Check = {
  name: 'entry',
  about: 'A day of entry into force that is given is the one the ratifications lead to',
  check: ({ rule, report }) => {
    if (rule.kind !== 'instrument' || !rule.entry) return
    const { from: first } = rule.in_force
    if (first === undefined) {
      if (rule.entry.ratifications === undefined)
        report('entry: say how many ratifications it takes (ratifications), or its first day (in_force: {from})')
      return
    }
    const computed = firstDay(rule) ?? first
    if (computed !== first)
      report(`in_force: by its ratifications it came into force on ${computed}, not on ${first} (${rule.entry.cite})`)
    for (const { state, ratified, from } of rule.parties ?? []) {
      const should = ratified && bindsFrom(rule.entry, first, ratified)
      if (should && from !== should)
        report(`parties: ${state} ratified on ${ratified} and is bound from ${should}, not from ${from}`)
    }
  },
}
