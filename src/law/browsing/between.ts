import type { CountryCode } from '../../base/countries.ts'
import { analyse } from '../analysis/analyse.ts'
import type { Analysis } from '../analysis/analysis.ts'
import type { LawBase } from '../compile.ts'
import { categories, type Facts } from '../data/facts.ts'
import { bondsBetween, type SharedBond } from './bonds.ts'

const measures = ['produce', 'preserve'] as const
export type Measure = (typeof measures)[number]

/** What the authorities of one state can reach in another, in the ordinary case and for every category of data. */
export interface Direction {
  readonly from: CountryCode
  readonly to: CountryCode
  readonly measures: readonly { readonly measure: Measure; readonly facts: Facts; readonly analysis: Analysis }[]
}

/** What applies between two states on a day. */
export interface Between {
  readonly on: string
  readonly law: { readonly digest: string }
  readonly bonds: readonly SharedBond[]
  readonly directions: readonly [Direction, Direction]
}

/**
 * A criminal investigation that is in no hurry, stored data of every category, and a provider that has its seat, its
 * establishment, its addressee and its storage in the other state. Nothing more is given: what the answer then still
 * depends on stands in it as unknown.
 */
function ordinaryCase(from: CountryCode, to: CountryCode, measure: Measure): Facts {
  return {
    asking: { state: from },
    proceeding: 'criminal',
    holder: {
      kind: 'provider',
      seat: to,
      establishments: [to],
      addressees: [{ state: to, as: 'designated-establishment' }],
      service: 'electronic-communications',
    },
    data: categories.map((category) => ({ id: category, category, storedIn: [to], stored: true })),
    measure,
    urgency: 'ordinary',
  }
}

/** Both directions between two states on a day (YYYY-MM-DD), and the instruments that join them or do not. */
export function between(law: LawBase, a: CountryCode, b: CountryCode, on: string): Between {
  const direction = (from: CountryCode, to: CountryCode): Direction => ({
    from,
    to,
    measures: measures.map((measure) => {
      const facts: Facts = { on, ...ordinaryCase(from, to, measure) }
      return { measure, facts, analysis: analyse(law, facts, { today: on }) }
    }),
  })
  return {
    on,
    law: { digest: law.digest },
    bonds: bondsBetween(law, a, b, on),
    directions: [direction(a, b), direction(b, a)],
  }
}
