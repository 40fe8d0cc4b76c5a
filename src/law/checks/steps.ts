import type { Check } from './check.ts'

export const steps: Check = {
  name: 'steps',
  about: 'Steps have different names, and wait for steps there are',
  check: ({ rule, report }) => {
    if (rule.kind !== 'route' && rule.kind !== 'chain') return
    const own = rule.steps.flatMap((step) => ('chain' in step ? [] : [step]))
    const ids = own.map(({ id }) => id)
    for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) report(`steps: two are called ${id}`)
    const chains = rule.steps.some((step) => 'chain' in step)
    for (const { id, after = [] } of own) {
      for (const other of after) {
        if (!ids.includes(other) && !(chains && /^(outgoing|incoming)-/.test(other)))
          report(`steps: ${id} waits for ${other}, which is no step`)
      }
    }
  },
}
