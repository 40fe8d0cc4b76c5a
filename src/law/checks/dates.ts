import type { Check } from './check.ts'

export const fresh: Check = {
  name: 'fresh',
  about: 'Somebody has read the source again within a year',
  check: ({ rule, today, report }) => {
    const { on } = rule.checked
    if (on > today) report(`checked.on: ${on} is in the future`)
    else if (Temporal.PlainDate.from(on).until(today, { largestUnit: 'days' }).days > 365) {
      report(`last checked on ${on}: read ${rule.cites[0]?.url ?? rule.cites[0]?.cite} again`)
    }
  },
}

export const force: Check = {
  name: 'force',
  about: 'A period ends after it begins, and a rule does not outlive its instrument',
  check: ({ law, rule, report }) => {
    const { in_force: own } = rule
    if (own?.from && own.to && own.to < own.from) report(`in_force: it ends (${own.to}) before it begins (${own.from})`)
    const instrument = law.rules.get(rule.instrument)
    const of = instrument?.kind === 'instrument' && instrument !== rule ? instrument.in_force : undefined
    if (own && of?.to && (!own.to || own.to > of.to)) report(`in_force: its instrument ended on ${of.to}`)
    if (rule.kind === 'instrument') {
      for (const { state, from, to } of rule.parties ?? []) {
        if (from && to && to < from) report(`parties: ${state} leaves (${to}) before it joins (${from})`)
      }
    }
    const dates = (rule.amendments ?? []).map(({ from }) => from)
    if (new Set(dates).size < dates.length) report('amendments: two have the same day')
  },
}
