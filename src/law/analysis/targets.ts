import type { DataItem, Facts } from '../data/facts.ts'
import type { Rule } from '../data/rule.ts'

/** A state a route is tried with. `to` undefined: not known yet; null: known that there is none. */
export interface Target {
  readonly to: string | null | undefined
  readonly as?: string | null | undefined
  /** The fact it was taken from; absent where the route goes to no state. */
  readonly fact?: string
}

/** The states routes go to, for one item. */
export class Targets {
  readonly #facts: Facts
  readonly #item: DataItem | undefined
  readonly #known = new Map<string, readonly Target[]>()

  constructor(facts: Facts, item: DataItem | undefined) {
    this.#facts = facts
    this.#item = item
  }

  of(where: Rule<'route'>['to']): readonly Target[] {
    let targets = this.#known.get(where)
    if (!targets) {
      targets = targetsOf(where, this.#facts, this.#item)
      this.#known.set(where, targets)
    }
    return targets
  }
}

function targetsOf(where: Rule<'route'>['to'], facts: Facts, item: DataItem | undefined): readonly Target[] {
  const { seat, establishments, addressees } = facts.holder ?? {}
  switch (where) {
    case 'none':
      return [{ to: null }]
    case 'holder':
      return [{ to: seat, fact: 'holder.seat' }]
    case 'establishment':
      return each(establishments, 'holder.establishments')
    case 'storage':
      return each(item?.storedIn, 'data.storedIn')
    case 'addressee':
      if (!addressees || addressees.length === 0)
        return each(
          addressees?.map(({ state }) => state),
          'holder.addressees',
          null,
        )
      return addressees.map(({ state, as }) => ({ to: state, as, fact: 'holder.addressees' }))
    case 'requested': {
      // A designated establishment is an establishment; a legal representative takes post and holds nothing.
      const addressed = addressees?.flatMap(({ state, as }) => (as === 'legal-representative' ? [] : [state]))
      const known = new Set([
        ...(seat ? [seat] : []),
        ...(establishments ?? []),
        ...(item?.storedIn ?? []),
        ...(addressed ?? []),
      ])
      if (known.size === 0) return [{ to: undefined, fact: 'holder.seat' }]
      // Nobody asks his own state for assistance.
      return [...known].filter((to) => to !== facts.asking?.state).map((to) => ({ to, fact: 'holder.seat' }))
    }
  }
}

function each(states: readonly string[] | undefined, fact: string, as?: null): readonly Target[] {
  if (states === undefined) return [{ to: undefined, fact }]
  if (states.length === 0) return [{ to: null, as, fact }]
  return states.map((to) => ({ to, fact }))
}

/** States whose law may bar giving an item out: where the holder is, stands or is addressed, and where the data lies. */
export function involvedStates(facts: Facts, item: DataItem | undefined): Set<string> {
  const { seat, establishments = [], addressees = [] } = facts.holder ?? {}
  return new Set([
    ...(seat ? [seat] : []),
    ...establishments,
    ...addressees.map(({ state }) => state),
    ...(item?.storedIn ?? []),
  ])
}
