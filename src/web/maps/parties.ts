import { places } from '../../base/world.ts'
import { type Bond, bondsTo, type LawBase, type Rule } from '../../law/index.ts'
import { isDependent } from './territories.ts'

/** In the order of the legend: bound; bound from a later day; has signed; not bound; the base cannot say. */
export const parts = ['bound', 'coming', 'signed', 'not-bound', 'unknown'] as const
/** What part a place has in an instrument. */
export type Part = (typeof parts)[number]

export interface PartyRow {
  readonly place: string
  readonly part: Part
  /** Absent where the instrument does not speak of the place. */
  readonly bond?: Bond
}

/** How every place on the map stands to an instrument on a day (YYYY-MM-DD). */
export function partiesOn(law: LawBase, instrument: string, on: string): PartyRow[] {
  const bonds = new Map(bondsTo(law, instrument, on).map((bond) => [bond.state, bond]))
  return places.map((place) => {
    const bond = bonds.get(place)
    if (bond) return { place, part: partOf(bond, on), bond }
    // Nobody has written down what a declaration of another state says about it.
    return { place, part: isDependent(place) ? 'unknown' : 'not-bound' }
  })
}

function partOf({ standing: { how }, since, signed }: Bond, on: string): Part {
  if (how === 'bound' || how === 'signed') return how
  if (how === 'not-yet' || how === 'ratified') return 'coming'
  if (how !== 'not-in-force') return 'not-bound'
  if (since) return 'coming'
  return signed && on < signed ? 'not-bound' : 'signed'
}

/** Instruments of several states, those of most states first. */
export function multilateral(law: LawBase, on: string): Rule<'instrument'>[] {
  const size = ({ parties = [] }: Rule<'instrument'>) => new Set(parties.map(({ state }) => state)).size
  return [...law.at(on).rules.values()]
    .filter((rule): rule is Rule<'instrument'> => rule.kind === 'instrument' && size(rule) > 2)
    .sort((a, b) => size(b) - size(a))
}
