import type { Warning } from './analysis/analysis.ts'
import { compileCondition, type Scope } from './conditions/conditions.ts'
import type { Test } from './conditions/test.ts'
import { asOf } from './data/amendments.ts'
import { inFull } from './data/citations.ts'
import { badRule } from './data/document.ts'
import { entered } from './data/entry.ts'
import { isBound, Networks } from './data/parties.ts'
import type { Capacity, Condition, Kind, Need, RecipientKind, Rule, Seat, Step, TransferPath } from './data/rule.ts'
import { addition } from './data/translations.ts'
import { LawError } from './errors.ts'

export interface CompiledRoute {
  readonly rule: Rule<'route'>
  readonly when: Test
  /** The only states it leads to, if it names them: a route to providers in Australia. */
  readonly leadsTo: ReadonlySet<string> | undefined
  /** The parts of `when` that only the asking state can decide. */
  readonly asking: readonly Test[]
  readonly needs: readonly { readonly need: Need; readonly when?: Test; readonly metBy?: Test }[]
  readonly steps: readonly CompiledEntry[]
  /** Its chains and how they are cited, where it consists of nothing else: routes of one way have the same steps. */
  readonly way: string | undefined
  /** False where it rests on guidance or practice alone. */
  readonly binding: boolean
  readonly warnings: readonly { readonly warning: Warning; readonly when?: Test }[]
  readonly force: Force
}

export interface CompiledStep {
  /** In a chain with its direction before it: `incoming-examine`. */
  readonly id: string
  /** What it waits for: a step of the same chain of that name, else one of the route. */
  readonly after: readonly (readonly [here: string, anywhere: string])[] | undefined
  readonly step: Step
  readonly when?: Test
}
type CompiledEntry =
  | CompiledStep
  | { readonly chain: 'outgoing' | 'incoming'; readonly of: string; readonly when?: Test }

export interface CompiledGate {
  readonly rule: Rule<'gate'>
  readonly when: Test
  readonly unless: readonly Test[]
  readonly resolutions: readonly {
    readonly what: string
    readonly cite: string
    readonly approval?: true | undefined
    readonly when?: Test
  }[]
  /** What opens it for a release. */
  readonly openers: readonly Opener[]
  readonly force: Force
}

/** An approval, or one of several ways of transfer, that opens a gate. */
export interface Opener {
  readonly what: string
  readonly cite: string
  readonly approval?: { readonly seat: Seat; readonly as: Capacity } | undefined
  readonly paths?: readonly TransferPath[] | undefined
  readonly for?: readonly RecipientKind[] | undefined
  readonly when?: Test
}

export interface CompiledReach {
  readonly rule: Rule<'reach'>
  readonly when: Test
  readonly force: Force
}

export interface CompiledChain {
  readonly rule: Rule<'chain'>
  readonly when?: Test
  readonly steps: readonly CompiledStep[]
}

/** The first and last day of a rule, its instrument's where it has none of its own; pending: it has no first day yet. */
export interface Force {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly pending?: true | undefined
}

export const inForce = ({ from, to, pending }: Force, on: string) =>
  !pending && (from === undefined || from <= on) && (to === undefined || on <= to)

type Conditional = 'clock' | 'ground' | 'penalty'

/** The law between two changes of its text, compiled: what an analysis works with. */
export interface Edition {
  readonly rules: ReadonlyMap<string, Rule>
  readonly networks: Networks
  readonly routes: readonly CompiledRoute[]
  readonly gates: ReadonlyMap<string, CompiledGate>
  readonly gatesOf: ReadonlyMap<string, readonly CompiledGate[]>
  readonly reachOf: ReadonlyMap<string, readonly CompiledReach[]>
  readonly chainsOf: ReadonlyMap<string, readonly CompiledChain[]>
  readonly questions: ReadonlyMap<string, Rule<'question'>>
  find<K extends Kind>(kind: K, id: string): Rule<K> | undefined
  /** The test of a term; used from another instrument, its citations are written in full. */
  term(id: string, from: string): Test
  /** A citation of this rule as it reads from within another instrument. */
  cite(rule: Rule, from: string, cite?: string): string
  /** The rule and its compiled `when`, for the kinds that are looked up by id. */
  conditional<K extends Conditional>(kind: K, id: string): { rule: Rule<K>; when?: Test; force: Force } | undefined
  compile(condition: Condition, rule: Rule): Test
  isMember(state: string, on: string): boolean
  forceOf(rule: Rule): Force
  /** Memory for what one state's view of the law comes to; emptied when it grows too large. */
  readonly remembered: Map<string, readonly CompiledRoute[]>
}

/** Rules as they stand after every amendment up to that day. */
export function editionOf(base: ReadonlyMap<string, Rule>, until: string | undefined): Edition {
  const rules = new Map<string, Rule>()
  for (const [id, rule] of base) {
    const reads = until === undefined ? rule : asOf(rule, instrumentOf(base, rule), until)
    rules.set(id, reads.kind === 'instrument' ? entered(reads) : reads)
  }
  const all = [...rules.values()]
  const of = <K extends Kind>(kind: K) => all.filter((rule) => rule.kind === kind) as Rule<K>[]
  const find = <K extends Kind>(kind: K, id: string): Rule<K> | undefined => {
    const rule = rules.get(id)
    return rule?.kind === kind ? (rule as Rule<K>) : undefined
  }
  const cite = (rule: Rule, from: string, text = rule.cites[0]?.cite ?? '') =>
    rule.instrument === from ? text : inFull(text, find('instrument', rule.instrument))
  const scope = (rule: Rule, from = rule.instrument): Scope => ({
    cite: cite(rule, from),
    quote: (text) => cite(rule, from, text),
    instrument: from,
    confidence: rule.confidence,
    settled: rule.settled,
    around: edition,
  })
  const compile = (condition: Condition, rule: Rule) => compileCondition(condition, scope(rule))
  const maybe = (condition: Condition | undefined, rule: Rule) => (condition ? { when: compile(condition, rule) } : {})
  const forceOf = (rule: Rule): Force => rule.in_force ?? find('instrument', rule.instrument)?.in_force ?? {}

  const terms = new Map<string, Test>()
  const compiling = new Set<string>()
  const term = (id: string, from: string): Test => {
    const rule = find('term', id)
    const key = `${id} ${rule?.instrument === from ? '' : from}`
    const known = terms.get(key)
    if (known) return known
    if (!rule) throw new LawError('invalid', 'bad_rule', `There is no term ${id}`)
    if (compiling.has(id)) throw badRule(`${id}.yaml`, 'when: this term is defined by itself')
    compiling.add(id)
    const test = compileCondition(rule.when, scope(rule, from))
    compiling.delete(id)
    terms.set(key, test)
    return test
  }

  const conditionals = new Map<string, { rule: Rule<Conditional>; when?: Test; force: Force }>()
  const conditional = <K extends Conditional>(kind: K, id: string) => {
    let found = conditionals.get(id)
    if (!found) {
      const rule = find(kind, id)
      if (!rule) return undefined
      found = {
        rule: rule as Rule<Conditional>,
        ...maybe(rule.when as Condition | undefined, rule),
        force: forceOf(rule),
      }
      conditionals.set(id, found)
    }
    return found.rule.kind === kind ? (found as { rule: Rule<K>; when?: Test; force: Force }) : undefined
  }

  const union = find('instrument', 'eu/union')
  const edition: Edition = {
    rules,
    networks: new Networks(of('instrument'), of('network')),
    routes: [],
    gates: new Map(),
    gatesOf: new Map(),
    reachOf: new Map(),
    chainsOf: new Map(),
    questions: new Map(of('question').map((rule) => [rule.fact, rule])),
    find,
    term,
    cite,
    conditional,
    compile,
    isMember: (state, on) => union !== undefined && isBound(union, state, on),
    forceOf,
    remembered: new Map(),
  }

  const withChains = new Set(of('chain').map(({ instrument }) => instrument))
  const wayOf = ({ steps, instrument }: Rule<'route'>) =>
    steps.every((entry) => 'chain' in entry && !entry.when)
      ? JSON.stringify([steps, withChains.has(instrument) ? instrument : ''])
      : undefined

  const compileStep = (step: Step, rule: Rule, prefix = ''): CompiledStep => ({
    id: prefix + step.id,
    after: step.after?.map((id) => [prefix + id, id] as const),
    step,
    ...maybe(step.when, rule),
  })

  const compileRoute = (rule: Rule<'route'>): CompiledRoute => {
    const when = compile(rule.when, rule)
    return {
      rule,
      when,
      leadsTo: leadsTo(rule.when),
      asking: when.conjuncts.filter(
        ({ paths }) => paths.includes('asking.state') && paths.every((p) => p === 'asking.state' || p === 'to'),
      ),
      needs: rule.needs.map((need) => ({
        need,
        ...maybe(need.when, rule),
        ...(need.met_by ? { metBy: compile(need.met_by, rule) } : {}),
      })),
      steps: rule.steps.map((entry) =>
        'chain' in entry ? ({ ...entry, ...maybe(entry.when, rule) } as CompiledEntry) : compileStep(entry, rule),
      ),
      way: wayOf(rule),
      binding: !/^(guidance|practice)$/.test(find('instrument', rule.instrument)?.level ?? ''),
      warnings: rule.warnings.map(({ says, cite, when }) => ({ warning: { says, cite }, ...maybe(when, rule) })),
      force: forceOf(rule),
    }
  }
  const compileGate = (rule: Rule<'gate'>): CompiledGate => ({
    rule,
    when: compile(rule.when, rule),
    unless: rule.unless.map((one) => compile(one, rule)),
    resolutions: rule.resolutions.map(({ when, ...rest }) => ({ ...rest, ...maybe(when, rule) })),
    openers:
      rule.opened_by?.map(({ when, cite: text, ...rest }) => ({
        ...rest,
        cite: cite(rule, '', text),
        ...maybe(when, rule),
      })) ?? openersOf(rule, cite),
    force: forceOf(rule),
  })
  const compileChain = (rule: Rule<'chain'>): CompiledChain => ({
    rule,
    ...maybe(rule.when, rule),
    steps: rule.steps.map((step) => compileStep(step, rule, `${rule.direction}-`)),
  })
  const gates = of('gate').map(compileGate)
  return Object.assign(edition, {
    gates: new Map(gates.map((gate) => [gate.rule.rule, gate])),
    routes: of('route').map(compileRoute),
    gatesOf: Map.groupBy(gates, ({ rule }) => rule.state),
    reachOf: Map.groupBy(
      of('reach').map((rule) => ({ rule, when: compile(rule.when, rule), force: forceOf(rule) })),
      ({ rule }) => rule.state,
    ),
    chainsOf: Map.groupBy(of('chain').map(compileChain), ({ rule }) => `${rule.state ?? ''} ${rule.direction}`),
  })
}

/** The approval a gate names opens it, given by whoever decides there. */
function openersOf(rule: Rule<'gate'>, cite: Edition['cite']): Opener[] {
  const { approval } = rule
  const as = approval && capacityAt[approval.seat]
  if (!as) return []
  const what = `An approval for exactly this data, recipient and purpose${addition}${approval.authority}`
  return [{ what, cite: cite(rule, '', approval.cite), approval: { seat: approval.seat, as } }]
}

const capacityAt: Partial<Record<Seat, Capacity>> = {
  central: 'competent-authority',
  overseer: 'competent-authority',
  court: 'court',
}

function instrumentOf(base: ReadonlyMap<string, Rule>, { instrument }: Rule): Rule<'instrument'> | undefined {
  const found = base.get(instrument)
  return found?.kind === 'instrument' ? found : undefined
}

/** The states that a condition on `to` names, where it must hold for the route. */
function leadsTo(when: Condition): ReadonlySet<string> | undefined {
  const parts = 'all' in when ? when.all : [when]
  for (const part of parts) {
    if (!('fact' in part) || part.fact !== 'to') continue
    if (typeof part.is === 'string') return new Set([part.is])
    if (part.in) return new Set(part.in.map(String))
  }
  return undefined
}
