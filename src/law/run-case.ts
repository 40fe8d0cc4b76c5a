import { parseInstant } from '../base/time.ts'
import { analyse } from './analyse.ts'
import type { Analysis, Because, RouteFinding } from './analysis.ts'
import type { Case } from './case.ts'
import { type Due, due } from './clocks.ts'
import type { LawBase } from './compile.ts'
import { LawError } from './errors.ts'
import { parseFacts } from './facts.ts'

type Expect = Case['expect']
type RouteExpectation = Exclude<NonNullable<Expect['routes']>[string], string | readonly unknown[]>

/** Works a case; every sentence that comes back says where the answer differs from what was expected. */
export function runCase(law: LawBase, one: Case, today: string): string[] {
  const { expect } = one
  const wrong: string[] = []
  let analysis: Analysis
  try {
    const facts = parseFacts({ ...(one.on ? { on: one.on } : {}), ...one.facts })
    if (expect.refused) return [`the facts are accepted, though they should be refused with ${expect.refused}`]
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
    differs(rule, analysis.reach.find((r) => r.rule === rule)?.status, status)
  for (const [rule, status] of Object.entries(expect.gates ?? {})) {
    const found = [...new Set(analysis.gates.filter((gate) => gate.rule === rule).map((gate) => gate.status))]
    if (!found.includes(status)) differs(rule, found.join(' and ') || undefined, status)
  }
  for (const [rule, wanted] of Object.entries(expect.routes ?? {})) {
    for (const each of Array.isArray(wanted) ? wanted : [wanted]) {
      wrong.push(...compareRoute(law, analysis, rule, typeof each === 'string' ? { status: each } : each))
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
  return [...wrong, ...compareClocks(law, expect)]
}

/** One finding of the route must fit; the one that fits best says what is missing. */
function compareRoute(law: LawBase, analysis: Analysis, rule: string, wanted: RouteExpectation): string[] {
  if (law.rules.get(rule)?.kind !== 'route') return [`there is no route ${rule}`]
  const found = analysis.routes.filter(
    (r) =>
      r.rule === rule && (!wanted.to || r.to === wanted.to) && (wanted.data ?? []).every((d) => r.data.includes(d)),
  )
  if (found.length === 0) return [`${rule} is not in the answer, expected ${wanted.status ?? 'it to be'}`]
  const tries = found.map((finding) => compareFinding(rule, finding, wanted)).sort((a, b) => a.length - b.length)
  return tries[0] ?? []
}

function compareFinding(rule: string, finding: RouteFinding, wanted: RouteExpectation): string[] {
  const wrong: string[] = []
  const name = `${rule}${finding.to ? ` to ${finding.to}` : ''}`
  if (wanted.status && finding.status !== wanted.status) {
    const why = finding.because
      .filter(({ holds }) => holds !== true)
      .map(({ holds, says, cite }) => `${holds === null ? 'unknown' : 'not'}: ${says} [${cite}]`)
    wrong.push(
      `${name} is ${finding.status}, expected ${wanted.status}${why.length > 0 ? `\n      ${why.join('\n      ')}` : ''}`,
    )
  }
  const lines = (holds: Because['holds']) =>
    finding.because.filter((line) => line.holds === holds).map(({ says, cite }) => `${cite} ${says}`)
  const has = (
    what: string,
    words: string | readonly string[] | undefined,
    among: readonly string[],
    exact: boolean,
  ) => {
    for (const word of [words ?? []].flat()) {
      if (!among.some((one) => (exact ? one === word : mentions(one, word))))
        wrong.push(`${name}: ${what} does not name ${word} (it has: ${among.join(' | ') || 'nothing'})`)
    }
  }
  const hasNot = (what: string, words: string | readonly string[] | undefined, among: readonly string[]) => {
    for (const word of [words ?? []].flat())
      if (among.includes(word)) wrong.push(`${name}: ${what} should not name ${word}`)
  }
  const steps = finding.steps.map(({ id }) => id)
  const clocks = finding.clocks.map(({ rule: id }) => id)
  has('what fails', wanted.fails, lines(false), false)
  has('what is unknown', wanted.unknown, lines(null), false)
  has('what holds', wanted.holds, lines(true), false)
  has('what it asks', wanted.asks, finding.asks, true)
  has(
    'its needs',
    wanted.needs,
    finding.needs.filter(({ met }) => !met).map(({ what, cite }) => `${cite} ${what}`),
    false,
  )
  has('its steps', wanted.steps, steps, true)
  hasNot('its steps', wanted.no_steps, steps)
  has('its clocks', wanted.clocks, clocks, true)
  hasNot('its clocks', wanted.no_clocks, clocks)
  has(
    'its grounds',
    wanted.grounds,
    finding.grounds.map(({ rule: id }) => id),
    true,
  )
  has('its conflicts', wanted.conflicts, finding.conflicts, true)
  return wrong
}

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
    const ways = found.resolutions.map(({ route, what, cite }) => `${route ?? ''} ${what} ${cite}`)
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

/** `due` is an instant, or a date in the time of the place. */
function compareClocks(law: LawBase, expect: Expect): string[] {
  return (expect.clocks ?? []).flatMap(({ rule, from, state, due: wanted, in_time, late, skipped = [] }) => {
    const found = due(law, rule, parseInstant(from), { state })
    const told = `${rule} from ${from} ends ${found.local ?? 'at no fixed time'}`
    const missed = skipped.filter((day) => !found.derivation.some(({ date, counted }) => date === day && !counted))
    return [
      ...(wanted === undefined || endsAt(found, wanted) ? [] : [`${told}, expected ${wanted}`]),
      ...(in_time === undefined || isLate(found, in_time) === false ? [] : [`${told}: ${in_time} is not in time`]),
      ...(late === undefined || isLate(found, late) ? [] : [`${told}: ${late} is not late`]),
      ...missed.map((day) => `${rule} from ${from} does not skip ${day}`),
    ]
  })
}

function endsAt({ due: end, local }: Due, wanted: string): boolean {
  if (wanted.length === 10) return local?.slice(0, 10) === wanted
  return end !== undefined && parseInstant(end).equals(parseInstant(wanted))
}

/** Undefined where the law gives no number: then nothing is certainly late, nor certainly in time. */
function isLate({ due: end }: Due, at: string): boolean | undefined {
  return end === undefined ? undefined : Temporal.Instant.compare(parseInstant(at), parseInstant(end)) > 0
}
