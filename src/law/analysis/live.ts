import type { LawBase } from '../compile.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import type { DataItem, Facts } from '../data/facts.ts'
import { type CompiledRoute, type Edition, inForce } from '../edition.ts'
import { groupsOf } from './analyse.ts'
import type { RouteFinding, RouteStatus } from './analysis.ts'
import { penaltiesThatApply, statusOfGates } from './gates.ts'
import { byPreference, type Group, statusOfRoute, tryRoute } from './routes.ts'
import type { Target } from './targets.ts'

/** Where a case stands. */
export interface Live {
  readonly on: string
  readonly items: readonly {
    readonly data: string
    readonly status: RouteStatus
    /** The best of its routes, as `analyse` has it but for its reasons and what they ask; absent where it is closed. */
    readonly best?: RouteFinding
    /** Every route that is open, or open with an approval, by its rule. */
    readonly ways: readonly string[]
  }[]
  /** With the penalties either side threatens. */
  readonly conflicts: readonly { readonly demands: string; readonly forbids: string; readonly exposure: string[] }[]
}

interface Candidate {
  readonly route: CompiledRoute
  readonly target: Target
  readonly status: RouteStatus
}

/**
 * Where the items of a case stand, by which route, and which laws conflict: the same as `analyse` says, without the reasons.
 * For many cases, of which nobody reads each.
 */
export function analyseLive(law: LawBase, facts: Facts, { today }: { readonly today: string }): Live {
  const on = facts.on ?? today
  const edition = law.at(on)
  const groups = groupsOf(edition, facts, on, statusOfGates)
  const conflicts = new Map<string, Live['conflicts'][number]>()
  const best = new Map<string, RouteFinding>()
  const ways = new Map<string, readonly string[]>()
  for (const group of groups) {
    const live = candidates(edition, group, facts, on)
    for (const { route, target, status } of live) {
      if (status !== 'conflict') continue
      const c = circumstancesOf(target, group.item, facts, on)
      for (const { gate } of tryRoute(edition, route, target, group, facts, on).shut)
        conflicts.set(`${route.rule.rule}|${gate.rule.rule}`, {
          demands: route.rule.rule,
          forbids: gate.rule.rule,
          exposure: exposureOf(edition, route, gate.rule.exposure, c),
        })
    }
    let first: Candidate | undefined
    for (const one of live) if (!first || preferred(one, first)) first = one
    if (!first) continue
    const usable = live.filter(({ status }) => status === 'open' || status === 'approval')
    const names = [...new Set(usable.map(({ route }) => route.rule.rule))].sort()
    for (const data of group.data) ways.set(data, names)
    const { finding } = tryRoute(edition, first.route, first.target, group, facts, on)
    for (const data of group.data) best.set(data, finding)
  }
  const items = (facts.data ?? []).map(({ id }) => {
    const finding = best.get(id)
    const usable = ways.get(id) ?? []
    return { data: id, status: finding?.status ?? 'closed', ...(finding && { best: finding }), ways: usable } as const
  })
  return { on, items, conflicts: [...conflicts.values()] }
}

function candidates(edition: Edition, group: Group, facts: Facts, on: string): Candidate[] {
  const found: Candidate[] = []
  for (const kind of ['none', 'holder', 'establishment', 'storage', 'addressee', 'requested'] as const) {
    for (const target of group.targets.of(kind)) {
      for (const route of possible(edition, kind, facts.asking?.state, target.to, on)) {
        const status = statusOfRoute(route, target, group, facts, on)
        if (status !== 'closed') found.push({ route, target, status })
      }
    }
  }
  return found
}

/** As `byPreference` has it, over what it looks at. */
function preferred(a: Candidate, b: Candidate): boolean {
  const asked = ({ route: { rule }, target, status }: Candidate) =>
    ({
      rule: rule.rule,
      channel: rule.channel,
      status,
      ...(target.to ? { to: target.to } : {}),
      ...(rule.typical ? { typicalDays: rule.typical.days } : {}),
    }) as RouteFinding
  return byPreference(asked(a), asked(b)) < 0
}

function exposureOf(edition: Edition, { rule }: CompiledRoute, bars: readonly string[], c: Circumstances): string[] {
  const reach = rule.reach ? edition.find('reach', rule.reach) : undefined
  return penaltiesThatApply(edition, [...rule.penalties, ...(reach?.penalties ?? []), ...bars], c)
}

const circumstancesOf = (
  { to, as, fact }: Target,
  item: DataItem | undefined,
  facts: Facts,
  on: string,
): Circumstances => ({ facts, on, item, to, as, toFact: fact })

const remembered = new WeakMap<Edition, Map<string, readonly CompiledRoute[]>>()

/** Routes of that kind which who asks, and the state they lead to, do not shut out already; remembered for many cases. */
function possible(
  edition: Edition,
  kind: CompiledRoute['rule']['to'],
  asking: string | undefined,
  to: string | null | undefined,
  on: string,
): readonly CompiledRoute[] {
  let lists = remembered.get(edition)
  if (!lists) {
    lists = new Map()
    remembered.set(edition, lists)
  }
  const key = `${on} ${kind} ${asking} ${to}`
  let routes = lists.get(key)
  if (!routes) {
    const c: Circumstances = { facts: { asking: { state: asking } } as Facts, on, to }
    routes = edition.routes.filter(
      ({ rule, force, when }) =>
        rule.to === kind &&
        inForce(force, on) &&
        !when.conjuncts.some(
          (part) =>
            part.paths.every((path) => path === 'asking.state' || path === 'to' || path === 'on') &&
            part.holds(c) === false,
        ),
    )
    if (lists.size >= 50_000) lists.clear()
    lists.set(key, routes)
  }
  return routes
}
