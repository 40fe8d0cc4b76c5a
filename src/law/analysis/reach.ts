import type { Circumstances } from '../conditions/circumstances.ts'
import { type CompiledReach, type Edition, inForce } from '../edition.ts'
import type { Because, ReachFinding } from './analysis.ts'
import { forceLine, sorted } from './lines.ts'

export interface ReachOutcome {
  readonly finding: ReachFinding
  readonly asks: readonly string[]
}

/**
 * What the asking state, and the Union it may belong to, claims over data or a holder abroad; and which other states the case
 * touches reach it as well: those where the holder is or keeps accounts, and where the data lie. Of a claim that others do
 * not make nothing is said.
 */
export function tryReach(edition: Edition, each: readonly Circumstances[]): ReachOutcome[] {
  const [first] = each
  const state = first?.facts.asking?.state
  if (!first || state === undefined) return []
  const own = [state, ...(edition.isMember(state, first.on) ? ['EU'] : [])]
  const outcomes: ReachOutcome[] = []
  for (const of of own) for (const reach of edition.reachOf.get(of) ?? []) outcomes.push(strongest(reach, each))
  for (const of of othersTouched(edition, first, each)) {
    if (own.includes(of)) continue
    for (const reach of edition.reachOf.get(of) ?? []) {
      if (!inForce(reach.force, first.on)) continue
      const reached = each.find((c) => reach.when.holds(c) === true)
      if (reached) outcomes.push(reachOf(reach, reached))
    }
  }
  return outcomes
}

function othersTouched(edition: Edition, { facts, on }: Circumstances, each: readonly Circumstances[]): Set<string> {
  const { seat, establishments = [], addressees = [], correspondentAccountIn: accounts = [] } = facts.holder ?? {}
  const states = new Set<string>([...(seat ? [seat] : []), ...establishments, ...accounts])
  for (const { state } of addressees) states.add(state)
  for (const { item } of each) for (const state of item?.storedIn ?? []) states.add(state)
  for (const state of states) {
    if (!edition.isMember(state, on)) continue
    states.add('EU')
    break
  }
  return states
}

/** It reaches the case if it reaches one item. */
function strongest(reach: CompiledReach, each: readonly Circumstances[]): ReachOutcome {
  let best: ReachOutcome | undefined
  for (const c of each) {
    const outcome = reachOf(reach, c)
    if (outcome.finding.status === 'reaches') return outcome
    if (!best || (outcome.finding.status === 'unknown' && best.finding.status === 'does-not')) best = outcome
  }
  if (!best) throw new RangeError('reach is tried with at least one item, be it unknown')
  return best
}

function reachOf({ rule, when, force }: CompiledReach, c: Circumstances): ReachOutcome {
  const because: Because[] = []
  const now = inForce(force, c.on)
  const holds = now && when.explain(c, because)
  if (!now) because.push(forceLine(rule, force, c.on))
  const asks = new Set<string>()
  if (holds === null) when.ask(c, asks)
  const status = holds === null ? 'unknown' : holds ? 'reaches' : 'does-not'
  const cite = rule.cites[0]?.cite ?? ''
  return {
    finding: { rule: rule.rule, title: rule.title, state: rule.state, status, cite, because: sorted(because) },
    asks: [...asks],
  }
}
