import type { Rule } from '../../law/index.ts'
import type { Reading } from './reading.tsx'
import { lawfulness } from './standing.tsx'

/** Acts of a state stand in the folder of its name: `fr/68-678`. */
const folderOf = (state: string) => `${state.toLowerCase()}/`

export interface Act {
  readonly act: Rule<'instrument'>
  /** How many rules it holds, itself left out. */
  readonly rules: number
  readonly standing: ReturnType<typeof lawfulness>
}

/** A state's own acts: those in force first, those with most to say before the others. */
export function actsOf(state: string, reading: Reading): Act[] {
  const { edition } = reading
  const own = [...edition.rules.values()].filter(({ rule }) => rule.startsWith(folderOf(state)))
  return own
    .filter((rule) => rule.kind === 'instrument')
    .map((act) => ({
      act,
      rules: own.filter((rule) => rule.instrument === act.rule && rule.rule !== act.rule).length,
      standing: lawfulness(act, reading),
    }))
    .sort((a, b) => Number(b.standing === 'in-force') - Number(a.standing === 'in-force') || b.rules - a.rules)
}

/** The bars, or the claims, of a state, and of the Union where it is a member. */
export function rulesOfState<K extends 'gate' | 'reach'>(kind: K, state: string, { edition, on }: Reading): Rule<K>[] {
  const places = [state, ...(edition.isMember(state, on) ? ['EU'] : [])]
  const all = [...edition.rules.values()].filter((rule) => rule.kind === kind) as Rule<K>[]
  return places.flatMap((place) => all.filter((rule) => rule.state === place))
}
