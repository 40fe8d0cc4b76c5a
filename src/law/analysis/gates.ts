import type { Circumstances } from '../conditions/circumstances.ts'
import type { Truth } from '../conditions/test.ts'
import type { Rule } from '../data/rule.ts'
import { type CompiledGate, type Edition, inForce } from '../edition.ts'
import { type Because, type GateFinding, type GateStatus, gateStatuses } from './analysis.ts'
import { forceLine, sorted } from './lines.ts'
import { involvedStates } from './targets.ts'

/** What a gate says of one item. */
export interface GateOutcome {
  readonly gate: CompiledGate
  readonly status: GateStatus
  readonly because: readonly Because[]
  readonly asks: readonly string[]
  /** What a route it bars says of it: that no bar stands in the way does not hold, or is not known. */
  readonly line?: Because
}

/** Tries the gates of every state involved; the asking state's own bars are no bars to itself, unless they bind towards everybody. */
export function tryGates(edition: Edition, c: Circumstances): GateOutcome[] {
  return gatesBefore(edition, c).map((gate) => tryGate(edition, gate, c))
}

/** The gates of one state that are engaged, each with its status alone. */
export function statusOfGates(edition: Edition, state: string, c: Circumstances): GateOutcome[] {
  const found: GateOutcome[] = []
  for (const gate of gatesOf(edition, state, c)) {
    if (!inForce(gate.force, c.on)) continue
    const engaged = gate.when.holds(c)
    if (engaged === false) continue
    const opened = gate.unless.map((one) => one.holds(c))
    if (opened.includes(true)) continue
    const asks = asksOf(gate, engaged, opened, c)
    found.push({ gate, status: asks.size > 0 ? 'unknown' : gate.rule.effect, because: [], asks: [] })
  }
  return found
}

function gatesBefore(edition: Edition, c: Circumstances): CompiledGate[] {
  return [...barringStates(edition, c)].flatMap((state) => gatesOf(edition, state, c))
}

function gatesOf(edition: Edition, state: string, { facts }: Circumstances): CompiledGate[] {
  const asking = facts.asking?.state
  const gates = edition.gatesOf.get(state) ?? []
  return gates.filter(({ rule: { state, towards } }) => state !== asking || towards === 'everybody')
}

/** The states, and the Union, whose law may stand in the way. */
export function barringStates(edition: Edition, c: Circumstances): Set<string> {
  const asking = c.facts.asking?.state
  const states = involvedStates(c.facts, c.item)
  if ([...states].some((state) => edition.isMember(state, c.on))) states.add('EU')
  if (asking !== undefined && edition.isMember(asking, c.on)) states.delete('EU')
  return states
}

function asksOf(
  { when, unless }: CompiledGate,
  engaged: Truth,
  opened: readonly Truth[],
  c: Circumstances,
): Set<string> {
  const asks = new Set<string>()
  if (engaged === null) when.ask(c, asks)
  for (const [i, one] of unless.entries()) if (opened[i] === null) one.ask(c, asks)
  // Whether the demand is foreign at all depends on who asks.
  if (c.facts.asking?.state === undefined) asks.add('asking.state')
  return asks
}

function tryGate(edition: Edition, gate: CompiledGate, c: Circumstances): GateOutcome {
  const { rule, when, unless, force } = gate
  if (!inForce(force, c.on)) return { gate, status: 'not-engaged', because: [forceLine(rule, force, c.on)], asks: [] }
  const lines: Because[] = []
  const engaged = when.explain(c, lines)
  if (engaged === false) return { gate, status: 'not-engaged', because: sorted(lines), asks: [] }
  const opened = unless.map((one) => one.explain(c, lines))
  if (opened.includes(true)) return { gate, status: engaged ? 'open' : 'not-engaged', because: sorted(lines), asks: [] }
  const asks = asksOf(gate, engaged, opened, c)
  const status = asks.size > 0 ? 'unknown' : rule.effect
  const because = sorted(lines)
  const line = barLine(edition, rule, because, status === 'unknown' ? null : false)
  return { gate, status, because, asks: [...asks], line }
}

function barLine(edition: Edition, rule: Rule<'gate'>, because: readonly Because[], holds: Truth): Because {
  const { confidence, settled } = rule
  return {
    holds,
    says: `No bar of another state's law stands in the way — ${rule.title}`,
    cite: edition.cite(rule, ''),
    facts: [...new Set(because.flatMap(({ facts }) => facts))],
    ...(confidence === 'text' ? {} : { confidence }),
    ...(settled ? {} : { settled: false as const }),
  }
}

/** One finding for all items a gate treats alike. */
export function gateFindings(
  edition: Edition,
  outcomes: ReadonlyMap<string, readonly GateOutcome[]>,
  c: Circumstances,
): GateFinding[] {
  const merged = new Map<string, { outcome: GateOutcome; data: string[] }>()
  for (const [data, gates] of outcomes) {
    for (const outcome of gates) {
      const key = `${outcome.gate.rule.rule}|${outcome.status}|${outcome.because.map(({ holds, says }) => `${holds}${says}`).join('|')}`
      const group = merged.get(key)
      if (!group) merged.set(key, { outcome, data: data === '' ? [] : [data] })
      else group.data.push(data)
    }
  }
  return [...merged.values()]
    .map(({ outcome: { gate, status, because }, data }) => asFinding(edition, gate, status, because, data, c))
    .sort(
      (a, b) =>
        gateStatuses.indexOf(a.status) - gateStatuses.indexOf(b.status) ||
        (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
    )
}

function asFinding(
  edition: Edition,
  { rule }: CompiledGate,
  status: GateStatus,
  because: readonly Because[],
  data: readonly string[],
  c: Circumstances,
): GateFinding {
  return {
    rule: rule.rule,
    instrument: rule.instrument,
    title: rule.title,
    state: rule.state,
    data,
    status,
    cite: rule.cites[0]?.cite ?? '',
    because,
    ...(rule.approval ? { approval: rule.approval } : {}),
    exposure: status === 'not-engaged' ? [] : penaltiesThatApply(edition, rule.exposure, c),
  }
}

/** Of these penalties, those in force whose condition does not fail. */
export function penaltiesThatApply(edition: Edition, ids: readonly string[], c: Circumstances): string[] {
  return ids.filter((id) => {
    const penalty = edition.conditional('penalty', id)
    return penalty !== undefined && inForce(penalty.force, c.on) && penalty.when?.holds(c) !== false
  })
}
