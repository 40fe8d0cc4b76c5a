import { type Facts, type LawBase, parseFacts } from '../../law/index.ts'

export type ModelName = 'cn' | 'us' | 'eu'

/** One legal order's way to data abroad, and the state that asks in its name. */
export interface Model {
  readonly name: ModelName
  /** The state whose law speaks: `EU` for the acts of the Union. */
  readonly law: string
  /** Who asks. */
  readonly asks: string
}

/** A member of the Union asks for it: the one of the facts, else Germany. */
export function modelsFor(law: LawBase, facts: Facts, on: string): Model[] {
  const asking = facts.asking?.state
  const member = asking && law.at(on).isMember(asking, on) ? asking : 'DE'
  return [
    { name: 'cn', law: 'CN', asks: 'CN' },
    { name: 'us', law: 'US', asks: 'US' },
    { name: 'eu', law: 'EU', asks: member },
  ]
}

/** Whose model it is, by the state that asks. */
export const modelOf = (asking: string): ModelName => (asking === 'CN' ? 'cn' : asking === 'US' ? 'us' : 'eu')

/** The rules of a model stand in its folder. */
export const isOf = ({ name }: Model, rule: string): boolean => rule.startsWith(`${name}/`)

/**
 * The same case as another state's own: it asks, the offence was committed and the person lives where it was before in
 * the asking state. What holds the data, and where, stays.
 */
export function askedBy(facts: Facts, state: string): Facts {
  const before = facts.asking?.state
  const moved = (one: string | undefined) => (one !== undefined && one === before ? state : one)
  const all = (ones: readonly string[] | undefined) => ones && [...new Set(ones.map((one) => moved(one) ?? one))]
  const { asking, offence, person } = facts
  return parseFacts({
    ...facts,
    asking: { ...asking, state },
    ...(offence && { offence: { ...offence, ...(offence.committedIn && { committedIn: all(offence.committedIn) }) } }),
    ...(person && {
      person: {
        ...person,
        ...(person.nationality && { nationality: all(person.nationality) }),
        ...(person.residence && { residence: moved(person.residence) }),
        ...(person.location && { location: moved(person.location) }),
      },
    }),
  })
}

/** The same case with the holder and the data in another state: whoever serves the Union from outside keeps a representative there. */
export function heldIn(law: LawBase, facts: Facts, state: string, on: string): Facts {
  const { isMember } = law.at(on)
  const { holder, data } = facts
  const servesUnion = holder?.offersServicesIn?.some((one) => isMember(one, on)) ?? false
  const known = holder?.addressees?.find((one) => one.state !== facts.asking?.state)?.state
  const representative = known ?? (facts.asking?.state === 'IE' ? 'NL' : 'IE')
  return parseFacts({
    ...facts,
    holder: {
      ...holder,
      seat: state,
      establishments: [state],
      addressees: isMember(state, on)
        ? [{ state, as: 'designated-establishment' }]
        : servesUnion
          ? [{ state: representative, as: 'legal-representative' }]
          : [],
    },
    data: (data ?? []).map((item) => ({ ...item, storedIn: [state] })),
  })
}
