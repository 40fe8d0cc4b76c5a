import type { Facts } from '../data/facts.ts'
import type { Edition } from '../edition.ts'
import type { Question, RouteFinding, RouteStatus } from './analysis.ts'
import type { GateOutcome } from './gates.ts'
import type { ReachOutcome } from './reach.ts'

interface Weight {
  weight: number
  readonly decides: Set<string>
}

/**
 * The facts that can still change something, the one that decides most first. Of the facts a route hangs on, the one its
 * first open condition reads counts fully, since all others are moot if that fails; the next counts half, and so on.
 * Everything counts half where the items have an open route already.
 */
export function rankQuestions(
  edition: Edition,
  facts: Facts,
  routes: readonly RouteFinding[],
  gates: Iterable<GateOutcome>,
  reach: readonly ReachOutcome[],
  best: ReadonlyMap<string, RouteStatus>,
): Question[] {
  const weights = new Map<string, Weight>()
  const count = (fact: string, rule: string, weight: number) => {
    const known = weights.get(fact) ?? { weight: 0, decides: new Set<string>() }
    weights.set(fact, known)
    known.weight += weight
    known.decides.add(rule)
  }
  for (const { rule, status, asks, data } of routes) {
    if (status === 'closed') continue
    const settled = data.length > 0 && data.every((id) => best.get(id) === 'open')
    const worth = (status === 'unknown' ? 1 : 0.25) * (settled ? 0.5 : 1)
    for (const [i, fact] of asks.entries()) count(fact, rule, worth / (i + 1))
  }
  for (const { gate, status, asks } of gates) {
    if (status === 'unknown') for (const fact of asks) count(fact, gate.rule.rule, 0.5 / asks.length)
  }
  for (const { finding, asks } of reach) for (const fact of asks) count(fact, finding.rule, 0.1 / asks.length)
  addInvolvement(edition, facts, routes, count)
  return [...weights]
    .sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))
    .map(([fact, { decides }]) => asked(edition, fact, [...decides]))
}

/** Which states' bars matter at all depends on where the holder and the data are. */
function addInvolvement(
  edition: Edition,
  facts: Facts,
  routes: readonly RouteFinding[],
  count: (fact: string, rule: string, weight: number) => void,
): void {
  const live = routes.some(({ status, channel }) => status !== 'closed' && channel !== 'cooperative')
  if (!live) return
  const missing = [
    ...(facts.holder?.seat === undefined ? ['holder.seat'] : []),
    ...(facts.data?.length && facts.data.every(({ storedIn }) => storedIn !== undefined) ? [] : ['data.storedIn']),
  ]
  if (missing.length === 0) return
  for (const { rule, when } of edition.gates.values()) {
    for (const fact of missing) if (when.paths.includes(fact)) count(fact, rule.rule, 0.01)
  }
}

function asked(edition: Edition, fact: string, decides: readonly string[]): Question {
  const question = edition.questions.get(fact)
  if (question) return { fact, decides, text: question.asks, why: question.why }
  return { fact, decides, text: `What is known of ${inWords(fact)}?` }
}

/** `offence.maxPenaltyMonths` as one would say it: 'the offence: max penalty months'. */
function inWords(fact: string): string {
  const [subject = '', ...rest] = fact.split('.').map((word) => word.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
  return rest.length > 0 ? `the ${subject}: ${rest.join(' ')}` : `the ${subject}`
}
