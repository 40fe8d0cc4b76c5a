import { analyse } from '../analysis/analyse.ts'
import type { Analysis, Because, GateFinding, RouteFinding } from '../analysis/analysis.ts'
import type { LawBase } from '../compile.ts'
import { type Facts, parseFacts } from '../data/facts.ts'
import { near } from '../data/near.ts'
import type { Kind } from '../data/rule.ts'
import { LawError } from '../errors.ts'
import { decideRelease } from '../release/decide.ts'
import { parseRelease } from '../release/release.ts'
import { remediesFor } from '../remedies.ts'
import { retentionFor } from '../retention.ts'
import { supposing } from '../supposing.ts'
import type { Case } from './case.ts'
import { clocksOfGate, clocksOnRoute, compareClock } from './case-clocks.ts'

type Expect = Case['expect']
type RouteExpectation = Exclude<NonNullable<Expect['routes']>[string], string | readonly unknown[]>
type GateExpectation = Exclude<NonNullable<Expect['gates']>[string], string>

/** The law a case is worked with: the base, or what it would be as the case supposes. */
export const lawOf = (base: LawBase, { supposing: supposed }: Case): LawBase =>
  supposed ? supposing(base, supposed) : base

/** The facts of a case, of the day it names. Throws `LawError` where they are refused. */
export const factsOf = ({ on, facts }: Case): Facts => parseFacts({ ...(on ? { on } : {}), ...facts })

/** What is to be given in a case, at the day it names. Throws `LawError` where it is refused. */
const releaseOf = ({ on, release }: Case) => parseRelease({ ...(on ? { on } : {}), ...release })

/** Works a case; every sentence that comes back says where the answer differs from what was expected. */
export function runCase(base: LawBase, one: Case, today: string): string[] {
  const { expect } = one
  const wrong: string[] = []
  let analysis: Analysis
  let facts: Facts
  const law = lawOf(base, one)
  try {
    facts = factsOf(one)
    if (one.release) releaseOf(one)
    if (expect.refused) return [`the facts are accepted, though they should be refused with ${expect.refused}`]
    if (one.release && !expect.refused) wrong.push(...compareRelease(law, one))
    analysis = analyse(law, facts, { today })
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    return error.code === expect.refused ? [] : [`${error.path ? `${error.path}: ` : ''}${error.message}`]
  }
  const differs = (what: string, is: string | undefined, wanted: string) => {
    if (is !== wanted) wrong.push(`${what} is ${is ?? 'not in the answer'}, expected ${wanted}`)
  }
  for (const [id, status] of Object.entries(expect.items ?? {}))
    differs(`item ${id}`, analysis.items.find(({ data }) => data === id)?.status, status)
  for (const [rule, status] of Object.entries(expect.reach ?? {}))
    differs(noSuchRule(law, 'reach', rule) ?? rule, analysis.reach.find((r) => r.rule === rule)?.status, status)
  const answered = { law, facts, analysis }
  for (const [rule, wanted] of Object.entries(expect.gates ?? {}))
    wrong.push(...compareGate(answered, rule, typeof wanted === 'string' ? { status: wanted } : wanted))
  for (const [rule, wanted] of Object.entries(expect.routes ?? {})) {
    for (const each of Array.isArray(wanted) ? wanted : [wanted]) {
      wrong.push(...compareRoute(answered, rule, typeof each === 'string' ? { status: each } : each))
    }
  }
  wrong.push(...compareConflicts(analysis, expect), ...compareQuestions(analysis, expect))
  for (const rule of expect.absent ?? []) {
    if (analysis.routes.some((r) => r.rule === rule) || analysis.gates.some((g) => g.rule === rule))
      wrong.push(`${rule} should not appear at all`)
  }
  for (const words of expect.warnings ?? []) {
    if (!analysis.warnings.some(({ says, cite }) => `${says} ${cite}`.includes(words)))
      wrong.push(`no warning says '${words}'`)
  }
  wrong.push(...compareRetention(law, facts, analysis.on, expect))
  wrong.push(...compareRemedies(law, analysis.on, expect))
  const { on } = analysis
  const clocks = (expect.clocks ?? []).flatMap((each) =>
    compareClock(law, { facts, on, item: facts.data?.[0], to: each.state }, each),
  )
  return [...wrong, ...clocks]
}

/** What the gate says of the release, its rules by their names. */
function compareRelease(law: LawBase, one: Case): string[] {
  const { goes, stops = [], passes = [], opens = [] } = one.expect.release ?? {}
  const { release, items, because, opensWith } = decideRelease(law, releaseOf(one))
  const lines = [...because, ...items.flatMap((item) => item.because)]
  const stopping = new Set(lines.flatMap(({ rule, holds }) => (holds === true ? [] : [rule])))
  const ways = [...opensWith, ...items.flatMap((item) => item.opensWith)].join('\n')
  const unnamed = [...stops, ...passes].filter((rule) => !law.rules.has(rule))
  return [
    ...unnamed.map((rule) => `there is no rule ${rule}`),
    ...(goes === undefined || goes === release
      ? []
      : [`the release ${release ? 'goes' : 'stays'}: ${[...stopping].join(', ')}`]),
    ...stops
      .filter((rule) => !stopping.has(rule))
      .map((rule) => `${rule} does not stop it; these do: ${[...stopping].join(', ')}`),
    ...passes.filter((rule) => stopping.has(rule)).map((rule) => `${rule} stops it`),
    ...opens.filter((words) => !ways.includes(words)).map((words) => `nothing that opens it says '${words}'`),
  ]
}

function compareRetention(law: LawBase, facts: Facts, on: string, { retention }: Expect): string[] {
  if (!retention) return []
  const { to, route, rules } = retention
  const found = new Map(
    retentionFor(law, { facts, on, ...(to && { to }), ...(route && { route }) }).map(({ rule, certain }) => [
      rule.rule,
      certain ? 'applies' : 'unknown',
    ]),
  )
  return Object.entries(rules).flatMap(([rule, wanted]) => {
    const is = noSuchRule(law, 'retention', rule) ?? found.get(rule) ?? 'does-not'
    return is === wanted ? [] : [`${rule}: ${is}, expected ${wanted}`]
  })
}

function compareRemedies(law: LawBase, on: string, { remedies }: Expect): string[] {
  if (!remedies) return []
  const { rules, ...wronged } = remedies
  const open = new Set(remediesFor(law, { ...wronged, on }).map(({ rule }) => rule.rule))
  return Object.entries(rules).flatMap(([rule, wanted]) => {
    const is = noSuchRule(law, 'remedy', rule) ?? (open.has(rule) ? 'open' : 'closed')
    return is === wanted ? [] : [`${rule}: ${is}, expected ${wanted}`]
  })
}

interface Answered {
  readonly law: LawBase
  readonly facts: Facts
  readonly analysis: Analysis
}

/** One finding of the gate must fit; the one that fits best says what is missing. */
function compareGate({ law, facts, analysis }: Answered, rule: string, wanted: GateExpectation): string[] {
  const unnamed = noSuchRule(law, 'gate', rule)
  if (unnamed) return [unnamed]
  const found = analysis.gates.filter(
    (gate) => gate.rule === rule && (wanted.data ?? []).every((id) => gate.data.includes(id)),
  )
  if (found.length === 0) return [`${rule} is not in the answer, expected ${wanted.status ?? 'it to be'}`]
  return bestOf(found.map((gate) => compareGateFinding(gate, clocksOfGate(law, facts, analysis.on, gate), wanted)))
}

function compareGateFinding(gate: GateFinding, clocks: readonly string[], wanted: GateExpectation): string[] {
  const { rule, status, because } = gate
  const differs = wanted.status && wanted.status !== status ? [`${rule} is ${status}, expected ${wanted.status}`] : []
  return [...differs, ...compareLines(rule, because, wanted), ...compareRunning(rule, clocks, wanted)]
}

function noSuchRule({ rules }: LawBase, kind: Kind, id: string): string | undefined {
  const found = rules.get(id)
  if (found) return found.kind === kind ? undefined : `${id} is a ${found.kind}, not a ${kind}`
  const meant = near(
    id,
    [...rules.values()].filter((rule) => rule.kind === kind).map(({ rule }) => rule),
  )
  return `there is no ${kind} ${id}${meant ? `; did you mean ${meant}?` : ''}`
}

const bestOf = (tries: readonly string[][]): string[] => tries.toSorted((a, b) => a.length - b.length)[0] ?? []

/** One finding of the route must fit; the one that fits best says what is missing. */
function compareRoute({ law, facts, analysis }: Answered, rule: string, wanted: RouteExpectation): string[] {
  const unnamed = noSuchRule(law, 'route', rule)
  if (unnamed) return [unnamed]
  const found = analysis.routes.filter(
    (r) =>
      r.rule === rule && (!wanted.to || r.to === wanted.to) && (wanted.data ?? []).every((d) => r.data.includes(d)),
  )
  if (found.length === 0) return [`${rule} is not in the answer, expected ${wanted.status ?? 'it to be'}`]
  return bestOf(found.map((one) => compareFinding(one, clocksOnRoute(law, facts, analysis.on, one), wanted)))
}

function compareFinding(finding: RouteFinding, clocks: readonly string[], wanted: RouteExpectation): string[] {
  const wrong: string[] = []
  const name = `${finding.rule}${finding.to ? ` to ${finding.to}` : ''}`
  if (wanted.status && finding.status !== wanted.status) {
    const why = finding.because
      .filter(({ holds }) => holds !== true)
      .map(({ holds, says, cite }) => `${holds === null ? 'unknown' : 'not'}: ${says} [${cite}]`)
    wrong.push(
      `${name} is ${finding.status}, expected ${wanted.status}${why.length > 0 ? `\n      ${why.join('\n      ')}` : ''}`,
    )
  }
  const unmet = finding.needs.filter(({ met }) => !met).map(({ what, cite }) => `${cite} ${what}`)
  const steps = finding.steps.map(({ id }) => id)
  const grounds = finding.grounds.map(({ rule }) => rule)
  return [
    ...wrong,
    ...compareLines(name, finding.because, wanted),
    ...names(name, 'what it asks', wanted.asks, finding.asks),
    ...names(name, 'its needs', wanted.needs, unmet, mentions),
    ...names(name, 'its steps', wanted.steps, steps),
    ...namesNot(name, 'its steps', wanted.no_steps, steps),
    ...compareRunning(name, clocks, wanted),
    ...names(name, 'its grounds', wanted.grounds, grounds),
    ...names(name, 'its conflicts', wanted.conflicts, finding.conflicts),
  ]
}

type Words = string | readonly string[] | undefined

function compareLines(
  name: string,
  because: readonly Because[],
  { fails, unknown, holds }: { fails?: Words; unknown?: Words; holds?: Words },
): string[] {
  const lines = (truth: Because['holds']) =>
    because.filter((line) => line.holds === truth).map(({ says, cite }) => `${cite} ${says}`)
  return [
    ...names(name, 'what fails', fails, lines(false), mentions),
    ...names(name, 'what is unknown', unknown, lines(null), mentions),
    ...names(name, 'what holds', holds, lines(true), mentions),
  ]
}

const compareRunning = (
  name: string,
  running: readonly string[],
  { clocks, no_clocks }: { clocks?: Words; no_clocks?: Words },
) => [...names(name, 'what runs', clocks, running), ...namesNot(name, 'what runs', no_clocks, running)]

function names(
  name: string,
  what: string,
  words: Words,
  among: readonly string[],
  fits = (one: string, word: string) => one === word,
): string[] {
  return [words ?? []]
    .flat()
    .filter((word) => !among.some((one) => fits(one, word)))
    .map((word) => `${name}: ${what} does not name ${word} (it has: ${among.join(' | ') || 'nothing'})`)
}

const namesNot = (name: string, what: string, words: Words, among: readonly string[]): string[] =>
  [words ?? []]
    .flat()
    .filter((word) => among.includes(word))
    .map((word) => `${name}: ${what} should not name ${word}`)

/** 'Art 5(4)' is mentioned by 'Art 5(4)(a)', not by 'Art 5(40)'; any other words may stand anywhere. */
function mentions(text: string, words: string): boolean {
  const at = text.indexOf(words)
  return at >= 0 && !(/\d$/.test(words) && /^\d/.test(text.slice(at + words.length)))
}

function compareConflicts({ conflicts }: Analysis, expect: Expect): string[] {
  const wrong: string[] = []
  if (expect.no_conflicts)
    wrong.push(...conflicts.map(({ demands, forbids }) => `no conflict is expected, but ${demands} meets ${forbids}`))
  for (const { demands, forbids, exposure, resolutions } of expect.conflicts ?? []) {
    const found = conflicts.find((c) => c.forbids === forbids && (!demands || c.demands === demands))
    if (!found) {
      wrong.push(`no conflict between ${demands ?? 'any demand'} and ${forbids}`)
      continue
    }
    const threatened = Object.values(found.exposure).flat()
    const ways = found.resolutions.map(({ route, ground, what, cite, before, clocks = [], weighs = [] }) => {
      const said = [
        route,
        ground,
        before?.authority,
        ...clocks.map(({ rule }) => rule),
        ...weighs.map((one) => one.what),
      ]
      return [...said, what, cite].filter(Boolean).join(' ')
    })
    for (const penalty of exposure ?? [])
      if (!threatened.includes(penalty)) wrong.push(`the exposure under ${forbids} does not name ${penalty}`)
    for (const way of resolutions ?? [])
      if (!ways.some((text) => mentions(text, way))) wrong.push(`the ways out of ${forbids} do not name ${way}`)
  }
  return wrong
}

function compareQuestions({ questions }: Analysis, expect: Expect): string[] {
  const asked = questions.map(({ fact }) => fact)
  const wrong: string[] = []
  for (const fact of expect.questions ?? [])
    if (!asked.includes(fact)) wrong.push(`${fact} is not asked (asked: ${asked.join(', ') || 'nothing'})`)
  for (const fact of expect.no_questions ?? []) if (asked.includes(fact)) wrong.push(`${fact} should not be asked`)
  if (expect.first_question && asked[0] !== expect.first_question)
    wrong.push(`the first question is ${asked[0] ?? 'none'}, expected ${expect.first_question}`)
  return wrong
}
