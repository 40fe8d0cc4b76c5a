import { type Bond, bondsOf, bondsTo, type LawBase, type Rule } from '../law/index.ts'

/** What an agreement is to a state: it binds it; it was signed or will bind it; it is under way; or it is practice, not law. */
export const parts = ['in-force', 'signed', 'negotiated', 'practice'] as const
export type Part = (typeof parts)[number]

export interface Registered {
  readonly instrument: Rule<'instrument'>
  readonly part: Part
  readonly bond: Bond | undefined
  /** How many other states it binds too. */
  readonly partners: number
}

export interface Register {
  readonly agreements: readonly Registered[]
  /** Every other state with how many treaties in force bind both. */
  readonly coverage: ReadonlyMap<string, number>
}

/** The agreements of a state with others on a day, and how many partners they reach. */
export function registerOf(law: LawBase, state: string, on: string): Register {
  const edition = law.at(on)
  const coverage = new Map<string, number>()
  const agreements: Registered[] = []
  for (const bond of bondsOf(law, state, on)) {
    const instrument = edition.find('instrument', bond.instrument)
    if (instrument?.level !== 'treaty') continue
    const part = partOf(bond, instrument)
    if (part === undefined) continue
    const others = bondsTo(law, instrument.rule, on).filter((one) => one.state !== state && one.standing.bound)
    if (part === 'in-force') for (const one of others) coverage.set(one.state, (coverage.get(one.state) ?? 0) + 1)
    agreements.push({ instrument, part, bond, partners: others.length })
  }
  // Dialogues, codes and habits have no parties: they stand with the law of the state that keeps them.
  for (const rule of edition.rules.values()) {
    if (rule.kind !== 'instrument' || (rule.level !== 'practice' && rule.level !== 'guidance')) continue
    if (rule.rule.split('/')[0] === state.toLowerCase())
      agreements.push({ instrument: rule, part: 'practice', bond: undefined, partners: 0 })
  }
  agreements.sort(
    (a, b) =>
      parts.indexOf(a.part) - parts.indexOf(b.part) ||
      b.partners - a.partners ||
      (a.instrument.rule < b.instrument.rule ? -1 : 1),
  )
  return { agreements, coverage }
}

function partOf(
  { standing: { how, bound }, signed, ratified }: Bond,
  { in_force: force }: Rule<'instrument'>,
): Part | undefined {
  if (bound) return 'in-force'
  if (how === 'signed' || how === 'ratified' || how === 'not-yet') return 'signed'
  if (how !== 'not-in-force') return undefined
  return signed !== undefined || ratified !== undefined || !force.pending ? 'signed' : 'negotiated'
}
