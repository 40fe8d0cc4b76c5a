import { parseInstant } from '../../base/time.ts'
import type { GateFinding, RouteFinding } from '../analysis/analysis.ts'
import { runningClocks } from '../analysis/clocks-of-route.ts'
import { type Due, due } from '../clocks/clocks.ts'
import type { LawBase } from '../compile.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import type { Facts } from '../data/facts.ts'
import type { Case } from './case.ts'

type Expected = NonNullable<Case['expect']['clocks']>[number]

/** Every clock that runs where a route is taken: its own, those of its steps, and those of its grounds. */
export function clocksOnRoute(law: LawBase, facts: Facts, on: string, route: RouteFinding): string[] {
  const edition = law.at(on)
  const item = facts.data?.find(({ id }) => route.data.includes(id))
  const ofGrounds = route.grounds.flatMap(({ rule }) => edition.find('ground', rule)?.clocks ?? [])
  return [
    ...route.clocks.map(({ rule }) => rule),
    ...runningClocks(edition, ofGrounds, { facts, on, item, to: route.to }, new Set()),
  ]
}

/** The clocks of the approval a gate asks for; none where the gate does not bar, since nobody waits for it then. */
export function clocksOfGate(law: LawBase, facts: Facts, on: string, gate: GateFinding): readonly string[] {
  if (gate.status === 'open' || gate.status === 'not-engaged') return []
  const item = facts.data?.find(({ id }) => gate.data.includes(id))
  return runningClocks(law.at(on), gate.approval?.clocks ?? [], { facts, on, item }, new Set())
}

/** Where what a clock does differs from what is expected of it. */
export function compareClock(law: LawBase, c: Circumstances, expected: Expected): string[] {
  const { rule, from, state, runs } = expected
  const wrong: string[] = []
  law.rule('clock', rule)
  if (runs !== undefined && runs !== runningClocks(law.at(c.on), [rule], c, new Set()).includes(rule))
    wrong.push(`${rule} ${runs ? 'does not run' : 'runs'} on ${c.on}`)
  if (from === undefined && expected.length === undefined) return wrong
  const since = from === undefined ? `${c.on}T00:00:00Z` : from
  return [...wrong, ...compareEnd(due(law, rule, parseInstant(since), { state }), expected)]
}

/** `due` is an instant, or a date in the time of the place. */
function compareEnd(found: Due, { rule, from, due: wanted, length, in_time, late, skipped = [] }: Expected): string[] {
  const told = `${rule} from ${from} ends ${found.local ?? 'at no fixed time'}`
  const missed = skipped.filter((day) => !found.derivation.some(({ date, counted }) => date === day && !counted))
  return [
    ...(wanted === undefined || endsAt(found, wanted) ? [] : [`${told}, expected ${wanted}`]),
    ...(length === undefined || length === found.length ? [] : [`${rule} is '${found.length}', expected '${length}'`]),
    ...(in_time === undefined || isLate(found, in_time) === false ? [] : [`${told}: ${in_time} is not in time`]),
    ...(late === undefined || isLate(found, late) ? [] : [`${told}: ${late} is not late`]),
    ...missed.map((day) => `${rule} from ${from} does not skip ${day}`),
  ]
}

function endsAt({ due: end, local }: Due, wanted: string): boolean {
  if (wanted.length === 10) return local?.slice(0, 10) === wanted
  return end !== undefined && parseInstant(end).equals(parseInstant(wanted))
}

/** Undefined where the law gives no number: then nothing is certainly late, nor certainly in time. */
function isLate({ due: end }: Due, at: string): boolean | undefined {
  return end === undefined ? undefined : Temporal.Instant.compare(parseInstant(at), parseInstant(end)) > 0
}
