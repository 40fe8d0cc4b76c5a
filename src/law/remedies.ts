import type { LawBase } from './compile.ts'
import type { Rule } from './data/rule.ts'

/** What a person can do, as the law has it, its articles cited in full. */
export interface Remedy {
  readonly rule: Rule<'remedy'>
  readonly cite: string
  readonly decides: Rule<'remedy'>['decides']
  readonly allows: Rule<'remedy'>['allows']
  readonly next: Rule<'remedy'>['next']
}

/** Against whom a person turns, and to what end; `route`: by which the data were asked for, where that is known. */
export interface Wronged {
  readonly state: string
  readonly on: string
  readonly against?: Rule<'remedy'>['against'][number] | undefined
  readonly route?: string | undefined
}

/** The remedies against somebody in a state: those of the state's own law, and of the Union's where it is bound by them. */
export function remediesFor(law: LawBase, { state, on, against, route }: Wronged): Remedy[] {
  const edition = law.at(on)
  return [...edition.rules.values()].flatMap((rule): Remedy[] => {
    if (rule.kind !== 'remedy' || (against !== undefined && !rule.against.includes(against))) return []
    if (rule.state !== state && !(rule.state === 'EU' && edition.isMember(state, on))) return []
    const { parties } = edition.find('instrument', rule.instrument) ?? {}
    if (parties && !parties.some((party) => party.state === state && party.bound)) return []
    if (route !== undefined && rule.routes.length > 0 && !rule.routes.includes(route)) return []
    const full = <Cited extends { readonly cite: string }>(one: Cited): Cited => ({
      ...one,
      cite: edition.cite(rule, '', one.cite),
    })
    return [
      {
        rule,
        cite: edition.cite(rule, ''),
        decides: full(rule.decides),
        allows: rule.allows.map(full),
        next: rule.next.map(full),
      },
    ]
  })
}

/** One of them by its id, as it stood on that day; undefined where it did not. */
export const remedyOf = (law: LawBase, rule: string, wronged: Wronged): Remedy | undefined =>
  remediesFor(law, wronged).find((one) => one.rule.rule === rule)
