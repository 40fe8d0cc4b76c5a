import type { LawBase } from '../compile.ts'
import { type Standing, standing } from '../data/parties.ts'
import type { Confidence, Rule } from '../data/rule.ts'
import type { Edition } from '../edition.ts'

/** How a state stands to an instrument on a day. */
export interface Bond {
  readonly instrument: string
  readonly state: string
  readonly standing: Standing
  /** The first and last day on which it binds the state, where the base knows them. */
  readonly since?: string
  readonly until?: string
  readonly signed?: string
  readonly ratified?: string
  /** Reservations and declarations, or why it stays outside. */
  readonly note?: string
  readonly confidence: Confidence
}

/** How two states stand to one instrument. */
export interface SharedBond {
  readonly instrument: string
  /** In the order the states were asked for. */
  readonly bonds: readonly [Bond, Bond]
  readonly both: boolean
  /** The first day on which it binds them both; absent where it does not, and where the base knows no day. */
  readonly since?: string
}

/** Every instrument that speaks of a state, and how the state stands to it on a day (YYYY-MM-DD): bound, signed, outside … */
export function bondsOf(law: LawBase, state: string, on: string): Bond[] {
  return instruments(law.at(on)).flatMap((instrument) =>
    speaksOf(instrument, state) ? [bondOf(instrument, state, on)] : [],
  )
}

/** How every state that an instrument speaks of stands to it on a day. */
export function bondsTo(law: LawBase, id: string, on: string): Bond[] {
  const instrument = law.at(on).find('instrument', id)
  if (!instrument) return []
  const states = new Set([...(instrument.parties ?? []), ...(instrument.not_parties ?? [])].map(({ state }) => state))
  return [...states].map((state) => bondOf(instrument, state, on))
}

/**
 * The instruments that bind two states on a day, and those that bind or name one of them: what binds both comes first,
 * treaties of the two alone before those of many.
 */
export function bondsBetween(law: LawBase, a: string, b: string, on: string): SharedBond[] {
  const found = instruments(law.at(on)).flatMap((instrument) => {
    const [one, other] = [speaksOf(instrument, a), speaksOf(instrument, b)]
    // A treaty with somebody else is nothing between these two.
    return (instrument.network ? one && other : one || other) ? [sharedBond(instrument, a, b, on)] : []
  })
  const size = ({ instrument }: SharedBond) => partiesOf(law.at(on), instrument)
  return found.sort((x, y) => Number(y.both) - Number(x.both) || size(x) - size(y))
}

const instruments = ({ rules }: Edition) =>
  [...rules.values()].filter((rule): rule is Rule<'instrument'> => rule.kind === 'instrument')

const partiesOf = (edition: Edition, id: string) => edition.find('instrument', id)?.parties?.length ?? 0

const speaksOf = ({ parties = [], not_parties: outside = [] }: Rule<'instrument'>, state: string) =>
  parties.some((one) => one.state === state) || outside.some((one) => one.state === state)

function sharedBond(instrument: Rule<'instrument'>, a: string, b: string, on: string): SharedBond {
  const bonds = [bondOf(instrument, a, on), bondOf(instrument, b, on)] as const
  const both = bonds.every((bond) => bond.standing.bound)
  const since = both ? latest(bonds.map((bond) => bond.since)) : undefined
  return { instrument: instrument.rule, bonds, both, ...(since ? { since } : {}) }
}

function bondOf(instrument: Rule<'instrument'>, state: string, on: string): Bond {
  const entries = (instrument.parties ?? []).filter((one) => one.state === state)
  const holds = (one: (typeof entries)[number]) => one.bound && (one.from ?? '') <= on && on <= (one.to ?? '9999')
  const entry = entries.find(holds) ?? entries.at(-1)
  const outside = instrument.not_parties?.find((one) => one.state === state)
  const since = entry?.bound ? latest([entry.from, instrument.in_force.from]) : undefined
  const until = entry?.to ?? (entry ? instrument.in_force.to : undefined)
  const note = entry?.note ?? outside?.note
  return {
    instrument: instrument.rule,
    state,
    standing: standing(instrument, state, on),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(entry?.signed ? { signed: entry.signed } : {}),
    ...(entry?.ratified ? { ratified: entry.ratified } : {}),
    ...(note ? { note } : {}),
    confidence: entry?.confidence ?? instrument.confidence,
  }
}

const latest = (days: readonly (string | undefined)[]) =>
  days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
