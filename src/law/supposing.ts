import { parse } from 'yaml'
import { type LawBase, overlay } from './compile.ts'
import { badRule } from './data/document.ts'

/** A ratification nobody has made yet. */
export interface Supposed {
  readonly instrument: string
  /** YYYY-MM-DD. */
  readonly ratified: string
  readonly by: readonly string[]
}

const remembered = new WeakMap<LawBase, Map<string, LawBase>>()

/**
 * The law as it would be had these states ratified; the base stays as it is. Throws `no_such_rule` for what is no
 * instrument, and `bad_rule` for one that does not say how it comes into force.
 */
export function supposing(law: LawBase, suppositions: readonly Supposed[]): LawBase {
  if (suppositions.length === 0) return law
  const known = remembered.get(law) ?? new Map<string, LawBase>()
  remembered.set(law, known)
  const key = JSON.stringify(suppositions)
  let would = known.get(key)
  if (!would) {
    would = suppositions.reduce(ratified, law)
    known.set(key, would)
  }
  return would
}

function ratified(law: LawBase, { instrument, ratified: on, by }: Supposed): LawBase {
  const { entry } = law.rule('instrument', instrument)
  const path = `${instrument}/instrument.yaml`
  if (!entry) throw badRule(path, 'entry: say how ratifications bring it into force before supposing one')
  const file = parse(law.files.get(path) ?? '')
  const others = (file.parties ?? []).filter(({ state }: { state: string }) => !by.includes(state))
  const parties = [...others, ...by.map((state) => ({ state, ratified: on }))]
  return overlay(law, new Map([[path, JSON.stringify({ ...file, parties })]]))
}
