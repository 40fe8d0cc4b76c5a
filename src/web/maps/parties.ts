import { type LawBase, type Rule, standing } from '../../law/index.ts'
import { isDependent } from './territories.ts'
import { places } from './world.ts'

/** In the order of the legend: bound; bound from a later day; has signed; not bound; the base cannot say. */
export const bonds = ['bound', 'coming', 'signed', 'not-bound', 'unknown'] as const
export type Bond = (typeof bonds)[number]

type Party = NonNullable<Rule<'instrument'>['parties']>[number]

export interface PartyRow {
  readonly place: string
  readonly bond: Bond
  /** First and last day on which it is bound, and the day it signed, where the base has them. */
  readonly from?: string
  readonly to?: string
  readonly signed?: string
  /** Reservations, or why it stays outside. */
  readonly note?: string
  readonly confidence?: string
  /** The instrument says expressly that it does not bind it. */
  readonly outside?: boolean
}

/** How every place on the map stands to an instrument on a day (YYYY-MM-DD). */
export function partiesOn(instrument: Rule<'instrument'>, on: string): PartyRow[] {
  return places.map((place) => {
    const { how, bound } = standing(instrument, place, on)
    const entries = (instrument.parties ?? []).filter(({ state }) => state === place)
    const entry = bound ? (entries.find((one) => holds(one, on)) ?? entries.at(-1)) : entries.at(-1)
    const outside = instrument.not_parties?.find(({ state }) => state === place)
    const note = entry?.note ?? outside?.note
    return {
      place,
      bond: bondOf(how, entry, place, on),
      ...(entry?.from && { from: entry.from }),
      ...(entry?.to && { to: entry.to }),
      ...(entry?.signed && { signed: entry.signed }),
      ...(note && { note }),
      ...(entry?.confidence && { confidence: entry.confidence }),
      ...(outside && { outside: true }),
    }
  })
}

function bondOf(how: ReturnType<typeof standing>['how'], entry: Party | undefined, place: string, on: string): Bond {
  if (how === 'bound' || how === 'signed') return how
  if (how === 'not-yet' || how === 'ratified') return 'coming'
  if (how === 'not-in-force' && entry) {
    if (entry.bound) return 'coming'
    return entry.signed && on < entry.signed ? 'not-bound' : 'signed'
  }
  // Nobody has written down what a declaration of another state says about it.
  return !entry && how !== 'outside' && isDependent(place) ? 'unknown' : 'not-bound'
}

const holds = ({ bound, from = '', to = '9999' }: Party, on: string) => bound && from <= on && on <= to

/** Instruments of several states, those of most states first. */
export function multilateral(law: LawBase, on: string): Rule<'instrument'>[] {
  const size = ({ parties = [] }: Rule<'instrument'>) => new Set(parties.map(({ state }) => state)).size
  return [...law.at(on).rules.values()]
    .filter((rule): rule is Rule<'instrument'> => rule.kind === 'instrument' && size(rule) > 2)
    .sort((a, b) => size(b) - size(a))
}
