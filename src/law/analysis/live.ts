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
      for (const route of possible(edition, kind, target.to, group.item, facts, on)) {
        const status = statusOfRoute(route, target, group, facts, on)
        if (status !== 'closed') found.push({ route, target, status })
      }
    }
  }
  return found
}

/** As `byPreference` has it, over what it looks at. */
const preferred = (a: Candidate, b: Candidate): boolean => a !== b && byPreference(lookedAt(a), lookedAt(b)) < 0

function lookedAt({ route: { rule }, target, status }: Candidate) {
  return { rule: rule.rule, channel: rule.channel, status, to: target.to ?? undefined, typicalDays: rule.typical?.days }
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
/** So many lists of routes are remembered of an edition. */
const LISTS = 100_000

/** Routes of that kind which what every case says does not shut out already; remembered for many cases. */
function possible(
  edition: Edition,
  kind: CompiledRoute['rule']['to'],
  to: string | null | undefined,
  item: DataItem | undefined,
  { asking, measure, proceeding, holder }: Facts,
  on: string,
): readonly CompiledRoute[] {
  let lists = remembered.get(edition)
  if (!lists) {
    lists = new Map()
    remembered.set(edition, lists)
  }
  const key = `${on} ${kind} ${asking?.state} ${to}`
  const few = listFor(lists, key, () => {
    const c: Circumstances = { facts: { asking: { state: asking?.state } } as Facts, on, to }
    const all = edition.routes.filter(({ rule, force }) => rule.to === kind && inForce(force, on))
    return all.filter((route) => !isShutOut(route, c, ofStates))
  })
  if (few.length === 0) return few
  return listFor(lists, `${key} ${measure} ${proceeding} ${item?.category} ${holder?.kind}`, () => {
    const facts = { proceeding, ...(holder && { holder: { kind: holder.kind } }) } as Facts
    const c: Circumstances = { facts, on, to, ...(item && { item: { id: item.id, category: item.category } }) }
    return few.filter(
      (route) => (measure === undefined || route.rule.measure.includes(measure)) && !isShutOut(route, c, ofEveryCase),
    )
  })
}

function listFor(
  lists: Map<string, readonly CompiledRoute[]>,
  key: string,
  make: () => readonly CompiledRoute[],
): readonly CompiledRoute[] {
  const known = lists.get(key)
  if (known) return known
  const made = make()
  if (lists.size >= LISTS) lists.clear()
  lists.set(key, made)
  return made
}

const ofStates: ReadonlySet<string> = new Set(['asking.state', 'to', 'on'])
const ofEveryCase: ReadonlySet<string> = new Set(['proceeding', 'data.category', 'holder.kind', 'to', 'on'])

/** A part of its condition that rests on these facts alone fails. */
function isShutOut({ when }: CompiledRoute, c: Circumstances, on: ReadonlySet<string>): boolean {
  return when.conjuncts.some((part) => part.paths.every((path) => on.has(path)) && part.holds(c) === false)
}
