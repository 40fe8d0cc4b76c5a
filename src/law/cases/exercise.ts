import { analyse } from '../analysis/analyse.ts'
import type { LawBase } from '../compile.ts'
import type { Rule } from '../data/rule.ts'
import { LawError } from '../errors.ts'
import type { Case } from './case.ts'
import { factsOf, lawOf } from './run-case.ts'

/** The kinds of rule an answer rests on; each is held to a case that it fits and to one that it does not (a rule of the house fits always). */
const kinds = ['route', 'gate', 'reach', 'clock', 'retention', 'remedy'] as const
type Exercisable = (typeof kinds)[number]

/** How the worked cases exercise one rule. */
export interface Exercise {
  readonly rule: string
  readonly kind: Exercisable
  /** The cases that expect it to apply, and those that expect it not to. */
  readonly holding: readonly string[]
  readonly failing: readonly string[]
}

type Result = 'holding' | 'failing'

/**
 * Which cases hold each route, gate, reach and clock to something. A case counts only for a rule it names in what it
 * expects: that a rule happens to appear in an answer nobody looks at proves nothing.
 *
 * A route holds where its conditions do (open, approval or conflict) and fails where it is closed or absent; a gate holds
 * where it bars or asks approval; a clock holds where it runs, or something is done within it, and fails where it does not
 * run, or something comes too late.
 */
export function exercises(law: LawBase, today: string): Exercise[] {
  const found = new Map<string, { holding: Set<string>; failing: Set<string> }>()
  for (const one of law.cases) {
    for (const [rule, result] of resultsOf(law, one, today)) {
      const known = found.get(rule) ?? { holding: new Set(), failing: new Set() }
      found.set(rule, known)
      known[result].add(one.id)
    }
  }
  return [...law.rules.values()].filter(isExercisable).map(({ rule, kind }) => {
    const { holding = [], failing = [] } = found.get(rule) ?? {}
    return { rule, kind, holding: [...holding], failing: [...failing] }
  })
}

const isExercisable = (rule: Rule): rule is Rule<Exercisable> =>
  (kinds as readonly string[]).includes(rule.kind) && !(rule.kind === 'retention' && rule.own === true)

/** What one case says of each rule it names. */
export function* resultsOf(law: LawBase, one: Case, today: string): Generator<[string, Result]> {
  yield* routesOf(law, one, today)
  const { gates = {}, reach = {}, absent = [], clocks = [], retention, remedies, release } = one.expect
  for (const rule of release?.stops ?? []) yield [rule, 'holding']
  for (const rule of release?.passes ?? []) yield [rule, 'failing']
  for (const [rule, is] of Object.entries(retention?.rules ?? {}))
    if (is !== 'unknown') yield [rule, is === 'applies' ? 'holding' : 'failing']
  for (const [rule, is] of Object.entries(remedies?.rules ?? {})) yield [rule, is === 'open' ? 'holding' : 'failing']
  for (const [rule, wanted] of Object.entries(gates)) {
    const { status, ...rest } = typeof wanted === 'string' ? { status: wanted } : wanted
    if (status === 'closed' || status === 'approval') yield [rule, 'holding']
    if (status === 'open' || status === 'not-engaged') yield [rule, 'failing']
    yield* running(rest)
  }
  for (const [rule, status] of Object.entries(reach)) {
    if (status !== 'unknown') yield [rule, status === 'reaches' ? 'holding' : 'failing']
  }
  for (const rule of absent) yield [rule, 'failing']
  for (const { rule, runs, due, in_time, late, length } of clocks) {
    if (runs || due !== undefined || in_time !== undefined || length !== undefined) yield [rule, 'holding']
    if (runs === false || late !== undefined) yield [rule, 'failing']
  }
}

type Clocks = string | readonly string[]

function* running({ clocks, no_clocks }: { clocks?: Clocks; no_clocks?: Clocks }): Generator<[string, Result]> {
  for (const clock of [clocks ?? []].flat()) yield [clock, 'holding']
  for (const clock of [no_clocks ?? []].flat()) yield [clock, 'failing']
}

function* routesOf(law: LawBase, one: Case, today: string): Generator<[string, Result]> {
  for (const [rule, wanted] of Object.entries(one.expect.routes ?? {})) {
    for (const each of [wanted].flat()) {
      const { status, ...rest } = typeof each === 'string' ? { status: each } : each
      const statuses = status ? [status] : statusesIn(law, one, rule, today)
      if (statuses.some((found) => /^(open|approval|conflict)$/.test(found))) yield [rule, 'holding']
      if (statuses.includes('closed')) yield [rule, 'failing']
      yield* running(rest)
    }
  }
}

/** An expectation may name steps or clocks without saying how the route stands: then it is as the answer has it. */
function statusesIn(law: LawBase, one: Case, rule: string, today: string): string[] {
  try {
    const { routes } = analyse(lawOf(law, one), factsOf(one), { today })
    return routes.filter((route) => route.rule === rule).map(({ status }) => status)
  } catch (error) {
    // Facts that are refused exercise nothing; that the refusal is wrong is told where the case is worked.
    if (error instanceof LawError) return []
    throw error
  }
}

/** What is missing, as a sentence that says what to write; undefined where nothing is. */
export function lacking({ rule, kind, holding, failing }: Exercise): string | undefined {
  if (holding.length > 0 && failing.length > 0) return undefined
  const missing = [
    ...(holding.length > 0 ? [] : ['one that it fits']),
    ...(failing.length > 0 ? [] : ['one that it does not fit']),
  ]
  const example = examples[kind][holding.length > 0 ? 'failing' : 'holding'].replace('RULE', rule)
  return `needs a worked case under law/cases/: ${missing.join(' and ')}; for example expect: ${example}`
}

const examples: Record<Exercisable, Record<Result, string>> = {
  route: { holding: '{routes: {RULE: open}}', failing: '{routes: {RULE: closed}}' },
  gate: { holding: '{gates: {RULE: closed}}', failing: '{gates: {RULE: not-engaged}}' },
  reach: { holding: '{reach: {RULE: reaches}}', failing: '{reach: {RULE: does-not}}' },
  remedy: {
    holding: '{remedies: {state: DE, rules: {RULE: open}}}',
    failing: '{remedies: {state: DE, rules: {RULE: closed}}}',
  },
  retention: {
    holding: '{retention: {rules: {RULE: applies}}}',
    failing: '{retention: {rules: {RULE: does-not}}}',
  },
  clock: {
    holding: '{clocks: [{rule: RULE, from: INSTANT, due: DATE}]}',
    failing:
      '{clocks: [{rule: RULE, from: INSTANT, late: INSTANT}]}, {clocks: [{rule: RULE, runs: false}]}, or no_clocks of its route or gate',
  },
}
