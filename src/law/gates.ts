import { type Because, type GateFinding, type GateStatus, gateStatuses } from './analysis.ts'
import type { Circumstances } from './circumstances.ts'
import { type CompiledGate, type Edition, inForce } from './edition.ts'
import { forceLine, sorted } from './lines.ts'
import { involvedStates } from './targets.ts'
import { linesOf } from './test.ts'

/** What a gate says of one item. */
export interface GateOutcome {
  readonly gate: CompiledGate
  readonly status: GateStatus
  readonly because: readonly Because[]
  readonly asks: readonly string[]
}

/** Tries the gates of every state involved; the asking state's own bars are no bars to itself. */
export function tryGates(edition: Edition, c: Circumstances): GateOutcome[] {
  const asking = c.facts.asking?.state
  const states = involvedStates(c.facts, c.item)
  if ([...states].some((state) => edition.isMember(state, c.on))) states.add('EU')
  if (asking !== undefined) {
    states.delete(asking)
    if (edition.isMember(asking, c.on)) states.delete('EU')
  }
  return [...states].flatMap((state) => edition.gatesOf.get(state) ?? []).map((gate) => tryGate(gate, c))
}

function tryGate(gate: CompiledGate, c: Circumstances): GateOutcome {
  const { rule, when, unless, force } = gate
  if (!inForce(force, c.on)) return { gate, status: 'not-engaged', because: [forceLine(rule, force, c.on)], asks: [] }
  const engaged = when.holds(c)
  if (engaged === false) return { gate, status: 'not-engaged', because: sorted(linesOf(when, c)), asks: [] }
  const opened = unless.map((one) => one.holds(c))
  const lines = linesOf(when, c)
  for (const one of unless) one.explain(c, lines)
  const asks = new Set<string>()
  if (opened.includes(true)) return { gate, status: engaged ? 'open' : 'not-engaged', because: sorted(lines), asks: [] }
  if (engaged === null) when.ask(c, asks)
  for (const [i, one] of unless.entries()) if (opened[i] === null) one.ask(c, asks)
  // Whether the demand is foreign at all depends on who asks.
  if (c.facts.asking?.state === undefined) asks.add('asking.state')
  const status = asks.size > 0 ? 'unknown' : rule.effect
  return { gate, status, because: sorted(lines), asks: [...asks] }
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
