import type { Circumstances } from '../conditions/circumstances.ts'
import { weaker } from '../conditions/conditions.ts'
import type { Truth } from '../conditions/test.ts'
import type { DataItem, Facts } from '../data/facts.ts'
import type { Rule } from '../data/rule.ts'
import { type CompiledRoute, type Edition, inForce } from '../edition.ts'
import { type Because, type RouteFinding, type RouteStatus, routeStatuses } from './analysis.ts'
import { clocksOf, groundsOf } from './clocks-of-route.ts'
import type { GateOutcome } from './gates.ts'
import { forceLine, sorted } from './lines.ts'
import { strangersTo } from './relevance.ts'
import type { Steps } from './steps.ts'
import type { Target, Targets } from './targets.ts'
import { warningsOf } from './warnings.ts'

/** Items that differ in nothing but their id are analysed once. */
export interface Group {
  readonly item?: DataItem
  readonly data: readonly string[]
  readonly gates: readonly GateOutcome[]
  readonly targets: Targets
  readonly steps: Steps
}

/** A finding, with what only the rest of the analysis needs to know. */
export interface Tried {
  readonly finding: RouteFinding
  /** What bars it. */
  readonly shut: readonly GateOutcome[]
  readonly route: CompiledRoute
  readonly circumstances: Circumstances
}

/** Tries every route with every state it goes to and every item; what comes out alike becomes one finding. */
export function tryRoutes(
  edition: Edition,
  routes: readonly CompiledRoute[],
  groups: readonly Group[],
  facts: Facts,
  { on, all }: { on: string; all: boolean },
): Tried[] {
  const tried: Tried[] = []
  for (const route of routes) {
    const merged: { one: Tried; data: string[] }[] = []
    for (const group of groups) {
      for (const target of group.targets.of(route.rule.to)) {
        if (!all && target.to && route.leadsTo?.has(target.to) === false) continue
        if (!all && target.to && strangersTo(edition, route, target.to, facts, on)) continue
        const one = tryRoute(edition, route, target, group, facts, on)
        const known = merged.find((other) => alike(other.one.finding, one.finding))
        if (known) known.data.push(...group.data)
        else merged.push({ one, data: [...group.data] })
      }
    }
    for (const { one, data } of merged) {
      tried.push(data.length === one.finding.data.length ? one : { ...one, finding: { ...one.finding, data } })
    }
  }
  return tried
}

/** How a route stands by its own conditions, whatever bars it: to a state it can go to, for one item. */
export interface Standing {
  readonly route: CompiledRoute
  readonly target: Target
  readonly itself: boolean | null
  readonly needs: Pick<Needs, 'open' | 'doubtful'>
}

/** Undefined where it is closed, found at the first condition that fails: most routes are, and nobody asked why. */
export function standingOf(route: CompiledRoute, target: Target, c: Circumstances): Standing | undefined {
  const { rule, when, force } = route
  const { measure } = c.facts
  if (!inForce(force, c.on) || (target.fact !== undefined && target.to === null)) return undefined
  if (measure !== undefined && !rule.measure.includes(measure)) return undefined
  const holds = when.holds(c)
  if (holds === false) return undefined
  const isOpen = measure === undefined && rule.measure.length === 1
  const itself = isOpen || (target.fact !== undefined && target.to === undefined) ? null : holds
  return { route, target, itself, needs: itself === null ? noNeeds : needsOf(route, c, new Set()) }
}

/** The same with the bars that stand before it. */
export function statusUnder({ route: { rule }, itself, needs }: Standing, gates: readonly GateOutcome[]): RouteStatus {
  const barred = gates.filter((gate) => bars(gate, rule))
  return statusOf(itself, rule.compels, barred.some(isShut), barred.some(isDoubtful), needs)
}

/** What bars a route. */
export const shutBy = (rule: Rule<'route'>, gates: readonly GateOutcome[]): GateOutcome[] =>
  gates.filter((gate) => isShut(gate) && bars(gate, rule))

/** Alike in everything a reader sees but the items. */
function alike(a: RouteFinding, b: RouteFinding): boolean {
  return (
    a.status === b.status &&
    a.to === b.to &&
    same(a.because, b.because, (x, y) => x === y || (x.holds === y.holds && x.says === y.says)) &&
    same(a.needs, b.needs, (x, y) => x.what === y.what && x.met === y.met) &&
    same(a.steps, b.steps, (x, y) => x.id === y.id && x.certain === y.certain && same(x.clocks, y.clocks)) &&
    same(a.clocks, b.clocks, (x, y) => x.rule === y.rule && x.certain === y.certain) &&
    same(a.grounds, b.grounds, (x, y) => x.rule === y.rule) &&
    same(a.asks, b.asks) &&
    same(a.conflicts, b.conflicts) &&
    same(a.warnings, b.warnings, (x, y) => x.says === y.says)
  )
}

function same<T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean = (x, y) => x === y): boolean {
  return a === b || (a.length === b.length && a.every((x, i) => equal(x, b[i] as T)))
}

export function tryRoute(
  edition: Edition,
  route: CompiledRoute,
  target: Target,
  group: Group,
  facts: Facts,
  on: string,
): Tried {
  const { rule, when } = route
  const c: Circumstances = { facts, on, item: group.item, to: target.to, as: target.as, toFact: target.fact }
  const lines = preliminaries(route, target, c)
  const before = lines.length
  let itself = when.explain(c, lines)
  const asks = new Set<string>()
  if (itself === null) when.ask(c, asks)
  for (let i = 0; i < before; i++) {
    const { holds, facts: missing } = lines[i] as Because
    if (holds === false || itself) itself = holds
    if (holds === null) for (const fact of missing) asks.add(fact)
  }
  const shut = itself === false ? noGates : group.gates.filter((gate) => isShut(gate) && bars(gate, rule))
  const doubtful = itself === false ? noGates : group.gates.filter((gate) => isDoubtful(gate) && bars(gate, rule))
  for (const { line } of shut) if (line) lines.push(line)
  for (const { line } of doubtful) if (line) lines.push(line)
  const needs = itself === false ? noNeeds : needsOf(route, c, asks)
  const status = statusOf(itself, rule.compels, shut.length > 0, doubtful.length > 0, needs)
  const finding = findingOf(edition, route, group.data, status, sorted(lines), c)
  if (status !== 'closed') {
    for (const gate of doubtful) for (const fact of gate.asks) asks.add(fact)
    // What only a step, a clock or a ground rests on does not decide the route; it is asked, but last.
    const later = new Set<string>()
    finding.needs = needs.list
    finding.steps = group.steps.of(edition, route, c, later)
    finding.clocks = clocksOf(edition, rule, finding.steps, c, later)
    finding.asks = [...asks.union(later)]
    finding.grounds = groundsOf(edition, rule, c)
    if (status === 'conflict') finding.conflicts = shut.map(({ gate }) => gate.rule.rule)
    finding.warnings = warningsOf(route, finding.because, c)
  }
  return { finding, shut, route, circumstances: c }
}

const noGates: readonly GateOutcome[] = []
const nothing: readonly never[] = []

/** A finding with nothing to be done about it yet, as that of a closed route remains. */
function findingOf(
  edition: Edition,
  { rule, binding }: CompiledRoute,
  data: readonly string[],
  status: RouteStatus,
  because: readonly Because[],
  { facts, on, to }: Circumstances,
): Writable<RouteFinding> {
  let confidence = rule.confidence
  for (const line of because) if (line.confidence) confidence = weaker(confidence, line.confidence)
  const finding: Writable<RouteFinding> = {
    rule: rule.rule,
    instrument: instrumentOf(edition, rule, to, facts, on),
    title: rule.title,
    channel: rule.channel,
    data,
    status,
    because,
    asks: nothing,
    needs: nothing,
    steps: nothing,
    clocks: nothing,
    grounds: nothing,
    conflicts: nothing,
    warnings: nothing,
    confidence,
  }
  if (to) finding.to = to
  if (!binding) finding.binding = false
  if (rule.typical) finding.typicalDays = rule.typical.days
  return finding
}

type Writable<T> = { -readonly [key in keyof T]: T[key] }

/** The treaty of the network that joins the two states; else the instrument the rule stands in. */
export function instrumentOf(
  edition: Edition,
  { via, instrument }: Rule<'route'>,
  to: string | null | undefined,
  { asking }: Facts,
  on: string,
): string {
  if (!via) return instrument
  const treaty = to && asking?.state ? edition.networks.between(via, asking.state, to, on).treaty : undefined
  return treaty?.rule ?? (edition.find('instrument', via) ? via : instrument)
}

/** What every route needs before its own conditions: to be the law of the day, to fit the measure, to have somewhere to go. */
function preliminaries({ rule, force }: CompiledRoute, target: Target, c: Circumstances): Because[] {
  const cite = rule.cites[0]?.cite ?? ''
  const lines: Because[] = []
  if (!inForce(force, c.on)) lines.push(forceLine(rule, force, c.on))
  const { measure } = c.facts
  if (rule.measure.length === 1 && measure !== rule.measure[0]) {
    const says = rule.measure[0] === 'preserve' ? 'The data are to be preserved' : 'The data are to be produced'
    lines.push({ holds: measure === undefined ? null : false, says, cite, facts: ['measure'] })
  }
  if (target.fact !== undefined && (target.to === undefined || target.to === null)) {
    lines.push({ holds: target.to === null ? false : null, says: destinations[rule.to], cite, facts: [target.fact] })
  }
  return lines
}

const destinations: Record<Rule<'route'>['to'], string> = {
  addressee: 'The holder has an addressee for such orders in a state that is known',
  holder: 'The state where the holder has its seat is known',
  establishment: 'The holder has an establishment in a state that is known',
  storage: 'The data lie in a state that is known',
  requested: 'A state that holds the data, or the holder, is known',
  none: '',
}

const isShut = ({ status }: GateOutcome) => status === 'closed' || status === 'approval'
const isDoubtful = ({ status }: GateOutcome) => status === 'unknown'

function bars({ gate }: GateOutcome, rule: Rule<'route'>): boolean {
  return gate.rule.bars.includes(rule.channel) && !rule.opens.includes(gate.rule.rule)
}

interface Needs {
  readonly list: RouteFinding['needs']
  /** One is not met. */
  readonly open: boolean
  /** Whether there is one that is not met, nobody can tell yet. */
  readonly doubtful: boolean
}

const noNeeds: Needs = { list: [], open: false, doubtful: false }

function needsOf({ needs }: CompiledRoute, c: Circumstances, asks: Set<string>): Needs {
  const list: RouteFinding['needs'][number][] = []
  let open = false
  let doubtful = false
  for (const { need, when, metBy } of needs) {
    const exists = when ? when.holds(c) : true
    if (exists === false) continue
    const met = metBy?.holds(c) ?? (metBy ? null : false)
    list.push({ what: need.what, actor: need.actor, cite: need.cite, met: met === true })
    if (met === true) continue
    if (met === null) metBy?.ask(c, asks)
    if (exists === null) when?.ask(c, asks)
    if (exists === null) doubtful = true
    else open = true
  }
  return { list, open, doubtful }
}

function statusOf(
  itself: Truth,
  compels: boolean,
  shut: boolean,
  doubtful: boolean,
  needs: Pick<Needs, 'open' | 'doubtful'>,
): RouteStatus {
  if (itself === false || (shut && !compels)) return 'closed'
  if (itself === null) return 'unknown'
  if (shut) return 'conflict'
  if (doubtful || needs.doubtful) return 'unknown'
  return needs.open ? 'approval' : 'open'
}

const channels: readonly RouteFinding['channel'][] = ['direct', 'domestic', 'voluntary', 'cooperative']

interface Preferred extends Pick<RouteFinding, 'status' | 'channel' | 'rule'> {
  readonly typicalDays?: number | undefined
  readonly to?: string | undefined
}

/** The order of preference: by status, then the more direct, then the quicker. A figure in days is rare, so it cannot come first. */
export function byPreference(a: Preferred, b: Preferred): number {
  return (
    routeStatuses.indexOf(a.status) - routeStatuses.indexOf(b.status) ||
    channels.indexOf(a.channel) - channels.indexOf(b.channel) ||
    (a.typicalDays ?? 1e6) - (b.typicalDays ?? 1e6) ||
    compare(a.rule, b.rule) ||
    compare(a.to ?? '', b.to ?? '')
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
