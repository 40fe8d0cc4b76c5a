import type { Edition, Facts, LawBase, Rule } from '../../law/index.ts'

/** Whether a request can stand otherwise under the other law; never false where it can. */
export type Touches = (facts: Facts, on: string) => boolean

/** What of the law an analysis never looks at. */
const aside = new Set(['question', 'check', 'sign', 'state', 'assurance', 'retention', 'counting', 'class'])

type Instrument = Rule<'instrument'>

/** What a change of the law comes to, by what it can touch. */
interface Reaching {
  /** It may touch anything. */
  everything: boolean
  readonly routes: Set<string>
  /** States whose bars, or whose own ways of sending and executing, change. */
  readonly bars: Set<string>
  readonly chains: Set<string>
  /** States that are bound otherwise by something other rules look at. */
  readonly parties: Set<string>
  /** Those a treaty of a network newly joins, or no longer: both must be in the case. */
  readonly joined: (readonly string[])[]
}

/**
 * Which requests a change of the law can touch. A rule that rests on a changed one counts as changed. A changed bar
 * touches the states whose bar it is; a changed route the pairs of states its conditions on them do not shut out under
 * both laws; a state that joins or leaves a treaty the cases it stands in.
 */
export function touchesBetween(before: LawBase, after: LawBase): Touches {
  const reaching = reachOf(before, after)
  if (reaching.everything) return () => true
  const possible = new Map<string, boolean>()
  const mayOpen = (rule: string, asking: string, to: string | undefined, on: string): boolean => {
    const key = `${rule} ${asking} ${to} ${on}`
    let known = possible.get(key)
    if (known === undefined) {
      known = [before, after].some((law) => isPossible(law.at(on), rule, asking, to, on))
      if (possible.size > 200_000) possible.clear()
      possible.set(key, known)
    }
    return known
  }
  const isTouched = (asking: string, states: Set<string>, on: string): boolean => {
    if ([before, after].some((law) => [...states].some((state) => law.at(on).isMember(state, on)))) states.add('EU')
    const has = (wanted: ReadonlySet<string>) => wanted.size > 0 && [...states].some((state) => wanted.has(state))
    if (has(reaching.parties) || has(reaching.bars) || has(reaching.chains)) return true
    if (reaching.joined.some((pair) => pair.filter((state) => states.has(state)).length > 1)) return true
    // What is not known may be any state.
    const targets = [...states, undefined]
    return [...reaching.routes].some((rule) => targets.some((to) => mayOpen(rule, asking, to, on)))
  }
  const answers = new Map<string, boolean>()
  return (facts, on) => {
    const asking = facts.asking?.state
    if (asking === undefined) return true
    const states = statesIn(facts)
    const key = `${on} ${asking} ${states}`
    let answer = answers.get(key)
    if (answer === undefined) {
      answer = isTouched(asking, new Set(states.split(' ').filter(Boolean)), on)
      if (answers.size > 200_000) answers.clear()
      answers.set(key, answer)
    }
    return answer
  }
}

function isPossible(edition: Edition, id: string, asking: string, to: string | undefined, on: string): boolean {
  const route = routesOf(edition).get(id)
  if (!route) return false
  const c = { facts: { asking: { state: asking } } as Facts, on, to }
  return !route.when.conjuncts.some(
    (part) => part.paths.every((path) => /^(asking\.state|to|on)$/.test(path)) && part.holds(c) === false,
  )
}

const byId = new WeakMap<Edition, ReadonlyMap<string, Edition['routes'][number]>>()
function routesOf(edition: Edition) {
  let known = byId.get(edition)
  if (!known) {
    known = new Map(edition.routes.map((route) => [route.rule.rule, route]))
    byId.set(edition, known)
  }
  return known
}

/** Every state a case names, in whatever part, in a row. */
function statesIn(facts: Facts): string {
  const found = new Set<string>()
  for (const part of Object.values(facts)) {
    if (typeof part !== 'object' || part === null) continue
    for (const state of statesOfPart(part)) found.add(state)
  }
  return [...found].sort().join(' ')
}

/** Parts that many cases share are looked through once. */
const statesKnown = new WeakMap<object, readonly string[]>()

function statesOfPart(part: object): readonly string[] {
  let known = statesKnown.get(part)
  if (!known) {
    const found = new Set<string>()
    const visit = (value: unknown): void => {
      if (typeof value === 'string') {
        if (/^[A-Z]{2}$/.test(value)) found.add(value)
      } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) visit(one)
    }
    visit(part)
    known = [...found]
    statesKnown.set(part, known)
  }
  return known
}

function reachOf(before: LawBase, after: LawBase): Reaching {
  const reaching: Reaching = {
    everything: false,
    routes: new Set(),
    bars: new Set(),
    chains: new Set(),
    parties: new Set(),
    joined: [],
  }
  const ids = [...new Set([...before.rules.keys(), ...after.rules.keys()])]
  const changed = new Set<string>()
  for (const id of ids) {
    const [was, is] = [before.rules.get(id), after.rules.get(id)]
    if (was === is || JSON.stringify(was) === JSON.stringify(is)) continue
    if (was?.kind === 'instrument' || is?.kind === 'instrument') {
      for (const rule of changeOfInstrument(id, was, is, [before, after], reaching)) changed.add(rule)
    } else if (was?.kind === 'network' && is?.kind === 'network') {
      // Its treaties are instruments of their own.
    } else changed.add(id)
  }
  for (const id of resting(changed, [before, after])) {
    for (const law of [before, after]) {
      const rule = law.rules.get(id)
      if (rule) sortIn(rule, reaching)
    }
  }
  for (const law of [before, after]) {
    for (const rule of law.rules.values()) {
      // A route may take a state's chain without that state being in the case.
      if (rule.kind === 'route' && rule.steps.some((step) => 'chain' in step && reaching.chains.has(step.of)))
        reaching.routes.add(rule.rule)
    }
  }
  return reaching
}

/** What an instrument that changed does to others; returns the rules to count as changed. */
function changeOfInstrument(
  id: string,
  was: Rule | undefined,
  is: Rule | undefined,
  laws: readonly LawBase[],
  reaching: Reaching,
): string[] {
  if ((was && was.kind !== 'instrument') || (is && is.kind !== 'instrument')) {
    reaching.everything = true
    return []
  }
  if (id === 'eu/union') reaching.everything = true
  if (was?.network ?? is?.network) reaching.joined.push(statesOf(was, is))
  // What is new, or goes, is named by rules that are new, or go, too.
  if (!was || !is) return [id]
  for (const state of statesOf(was, is)) {
    const entries = (one: Instrument) => JSON.stringify(one.parties?.filter((party) => party.state === state))
    if (entries(was) !== entries(is) || JSON.stringify(was.in_force) !== JSON.stringify(is.in_force))
      reaching.parties.add(state)
  }
  const text = ({ parties: _, in_force: _force, ...rest }: Instrument) => JSON.stringify(rest)
  if (text(was) === text(is) && JSON.stringify(was.in_force) === JSON.stringify(is.in_force)) return []
  const inside = laws.flatMap((law) => [...law.rules.values()].filter(({ instrument }) => instrument === id))
  return [...(text(was) === text(is) ? [] : [id]), ...inside.map(({ rule }) => rule).filter((rule) => rule !== id)]
}

const statesOf = (...instruments: readonly (Instrument | undefined)[]): string[] => [
  ...new Set(instruments.flatMap((one) => one?.parties?.map(({ state }) => state) ?? [])),
]

/** These rules, and those that name them, and those that name these. */
function resting(changed: ReadonlySet<string>, laws: readonly LawBase[]): Set<string> {
  const namedBy = new Map<string, string[]>()
  for (const law of laws) {
    for (const rule of law.rules.values()) {
      for (const name of namesIn(rule, law)) {
        const list = namedBy.get(name)
        if (list) list.push(rule.rule)
        else namedBy.set(name, [rule.rule])
      }
    }
  }
  const all = new Set(changed)
  for (const id of all) for (const rule of namedBy.get(id) ?? []) all.add(rule)
  return all
}

/** The rules a rule names; the instrument it stands in is not meant, what is in it does not rest on its title. */
function namesIn(rule: Rule, law: LawBase): Set<string> {
  const { rule: id, instrument: _, ...body } = rule
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.includes('/') && value !== id && law.rules.has(value)) found.add(value)
    } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) visit(one)
  }
  visit(body)
  return found
}

function sortIn(rule: Rule, reaching: Reaching): void {
  switch (rule.kind) {
    case 'route':
      reaching.routes.add(rule.rule)
      return
    case 'gate':
      reaching.bars.add(rule.state)
      return
    case 'chain':
      // The general chain stands for every state that has none; one without a state may be anybody's.
      if (rule.state === undefined) reaching.everything = true
      else reaching.chains.add(rule.state)
      return
    case 'use':
      for (const route of rule.routes) reaching.routes.add(route)
      if (rule.routes.length === 0) reaching.everything = true
      return
    case 'instrument':
    case 'network':
    case 'reach':
    case 'clock':
    case 'ground':
    case 'penalty':
    case 'form':
    case 'term':
      // What rests on them has been counted.
      return
    default:
      if (!aside.has(rule.kind)) reaching.everything = true
  }
}
