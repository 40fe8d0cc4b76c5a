import type { Because, ReachFinding } from './analysis.ts'
import type { Circumstances } from './circumstances.ts'
import { type CompiledReach, type Edition, inForce } from './edition.ts'
import { forceLine, sorted } from './lines.ts'

export interface ReachOutcome {
  readonly finding: ReachFinding
  readonly asks: readonly string[]
}

/** What the asking state, and the Union it may belong to, claims over data or a holder abroad. */
export function tryReach(edition: Edition, each: readonly Circumstances[]): ReachOutcome[] {
  const [first] = each
  const state = first?.facts.asking?.state
  if (!first || state === undefined) return []
  const claims = [state, ...(edition.isMember(state, first.on) ? ['EU'] : [])]
  return claims.flatMap((one) => edition.reachOf.get(one) ?? []).map((reach) => strongest(reach, each))
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
