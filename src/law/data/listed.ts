import { stateName } from './parties.ts'
import type { Listed, Rule } from './rule.ts'

type Instrument = Rule<'instrument'>
type List = Rule<'network'>['lists'][number]

/** What is said of a treaty nobody has said more about. */
const unconfirmed = 'that it is in force is not confirmed here'
const atTheLatest = 'on that day at the latest; its first day is not known here'

/** The treaties that stand as one line in a list of their network, each as the instrument it is. */
export function listedTreaties(rules: readonly Rule[]): Instrument[] {
  return rules.flatMap((rule) =>
    rule.kind === 'network'
      ? rule.lists.flatMap((list) => list.treaties.map((treaty) => instrumentOf(rule, list, treaty)))
      : [],
  )
}

/** `treaties/ca-fr`: the two states of a treaty, whichever list it stands in. */
export const idOf = (a: string, b: string): string => `treaties/${[a, b].sort().join('-').toLowerCase()}`

function instrumentOf(network: Rule<'network'>, { of, source, confidence }: List, row: Listed): Instrument {
  const [one = '', other = ''] = [of, row.with].sort()
  const id = idOf(one, other)
  const { signed, from, by, to, cite, url, note } = row
  const inForce = from !== undefined || by !== undefined
  const reason = row.not_relied_on ?? (inForce ? undefined : unconfirmed)
  const more = note ?? (by ? atTheLatest : undefined)
  const party = (state: string) => ({
    state,
    ...(signed && { signed }),
    ...(by && { from: by }),
    ...(to && { to }),
    bound: inForce,
    ...(more && { note: more }),
  })
  const own = cite ? [{ cite, ...(url && { url }) }] : []
  return {
    rule: id,
    kind: 'instrument',
    instrument: id,
    line_of: network.rule,
    title: `Mutual legal assistance in criminal matters between ${stateName(one)} and ${stateName(other)}`,
    short: `${stateName(one)}–${stateName(other)} treaty`,
    citation: cite ?? source.cite,
    level: 'treaty',
    network: network.rule,
    in_force: from ? { from } : {},
    parties: [party(one), party(other)],
    regional: false,
    cites: [...own, source],
    confidence: row.confidence ?? confidence,
    settled: true,
    checked: network.checked,
    ...(reason && { not_relied_on: reason }),
    ...(note && { note }),
  }
}
