import type { LawBase } from '../compile.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import type { DataItem, Facts } from '../data/facts.ts'
import type { Edition } from '../edition.ts'
import type { Analysis, ItemFinding, RouteFinding, RouteStatus, Warning } from './analysis.ts'
import { conflictsOf } from './conflicts.ts'
import { type GateOutcome, gateFindings, tryGates } from './gates.ts'
import { rankQuestions } from './questions.ts'
import { tryReach } from './reach.ts'
import { routesFor } from './relevance.ts'
import { byPreference, type Group, tryRoutes } from './routes.ts'
import { Steps } from './steps.ts'
import { Targets } from './targets.ts'
import { doubts } from './warnings.ts'

export interface AnalyseOptions {
  /** The date whose law applies where the facts name none: YYYY-MM-DD. */
  readonly today: string
  /** Also the routes made for other states and for the other measure, each with the reason why it is closed. */
  readonly all?: boolean
}

/**
 * Every legal route to the data of a case and why it is open or closed, the bars of other states, the conflicts between
 * them, and what to ask next. The facts must have gone through `parseFacts`.
 */
export function analyse(law: LawBase, facts: Facts, { today, all = false }: AnalyseOptions): Analysis {
  const on = facts.on ?? today
  const edition = law.at(on)
  const groups = groupsOf(edition, facts, on)
  const candidates = (all ? edition.routes : routesFor(edition, facts, on)).filter(
    ({ rule }) => all || facts.measure === undefined || rule.measure.includes(facts.measure),
  )
  const tried = tryRoutes(edition, candidates, groups, facts, { on, all }).sort((a, b) =>
    byPreference(a.finding, b.finding),
  )
  const routes = tried.map(({ finding }) => finding)
  const items = itemsOf(facts, routes)

  const circumstances = groups.map(({ item }): Circumstances => ({ facts, on, item }))
  const reach = tryReach(edition, circumstances)
  const gatesByItem = new Map(
    groups.flatMap(({ data, gates }) => (data.length > 0 ? data : ['']).map((id) => [id, gates] as const)),
  )
  const gates = gateFindings(edition, gatesByItem, { facts, on })
  const outcomes = groups.flatMap((group) => group.gates)
  const best = new Map(items.map(({ data, status }) => [data, status]))
  return {
    on,
    law: { digest: law.digest },
    items,
    routes,
    reach: reach.map(({ finding }) => finding),
    gates,
    conflicts: conflictsOf(edition, tried),
    questions: rankQuestions(edition, facts, routes, outcomes, reach, best),
    warnings: warningsOf(edition, facts, routes, outcomes),
  }
}

/** Items alike in everything but their id, with the gates that stand before them. */
function groupsOf(edition: Edition, facts: Facts, on: string): Group[] {
  const data = facts.data ?? []
  const group = (item: DataItem | undefined, ids: readonly string[]): Group => ({
    item,
    data: ids,
    gates: tryGates(edition, { facts, on, item }),
    targets: new Targets(facts, item),
    steps: new Steps(),
  })
  if (data.length < 2)
    return [
      group(
        data[0],
        data.map(({ id }) => id),
      ),
    ]
  const alike = Map.groupBy(data, ({ id: _, ...rest }) => JSON.stringify(rest))
  return [...alike.values()].map((items) =>
    group(
      items[0],
      items.map(({ id }) => id),
    ),
  )
}

function itemsOf(facts: Facts, routes: readonly RouteFinding[]): ItemFinding[] {
  const best = new Map<string, RouteFinding>()
  // Routes stand in order of preference: the first to name an item is its best.
  for (const route of routes) for (const id of route.data) if (!best.has(id)) best.set(id, route)
  return (facts.data ?? []).map(({ id }) => {
    const route = best.get(id)
    const status: RouteStatus = route?.status ?? 'closed'
    return { data: id, status, ...(route && status !== 'closed' ? { best: route.rule } : {}) }
  })
}

/** What the whole answer rests on that is not certain, each said once. */
function warningsOf(
  edition: Edition,
  facts: Facts,
  routes: readonly RouteFinding[],
  gates: readonly GateOutcome[],
): Warning[] {
  // Most are the same object, said of several routes; the rest are compared by what they say, then by what they cite.
  const seen = new Set<Warning>()
  const citesOf = new Map<string, string[]>()
  const found: Warning[] = []
  const add = (warning: Warning) => {
    if (seen.has(warning)) return
    seen.add(warning)
    const cites = citesOf.get(warning.says)
    if (!cites) citesOf.set(warning.says, [warning.cite])
    else if (cites.includes(warning.cite)) return
    else cites.push(warning.cite)
    found.push(warning)
  }
  for (const route of routes) if (route.status !== 'closed') for (const warning of route.warnings) add(warning)
  for (const { gate, status } of gates)
    if (status !== 'not-engaged') for (const warning of doubts(gate.rule)) add(warning)
  const untried = untriedBars(edition, facts, routes)
  if (untried) add(untried)
  return found
}

/** Bars of a state nobody has named cannot be tried; the reader must know that they were not. */
function untriedBars(edition: Edition, facts: Facts, routes: readonly RouteFinding[]): Warning | undefined {
  const unnamed = [
    ...(facts.holder?.seat === undefined ? ['the seat of the holder'] : []),
    ...(facts.data?.every(({ storedIn }) => storedIn !== undefined) ? [] : ['where the data lie']),
  ]
  const bars = [...edition.gates.values()].slice(0, 3)
  if (
    unnamed.length === 0 ||
    bars.length === 0 ||
    routes.every(({ status }) => status === 'closed' || status === 'unknown')
  )
    return undefined
  const cite = bars.map(
    ({ rule }) => `${edition.find('instrument', rule.instrument)?.short ?? rule.instrument} ${rule.cites[0]?.cite}`,
  )
  return {
    says: `Not given: ${unnamed.join(' and ')}. What the law of that state forbids has not been tried`,
    cite: `for example ${cite.join('; ')}`,
  }
}
