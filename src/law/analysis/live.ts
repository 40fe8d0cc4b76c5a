import type { LawBase } from '../compile.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import type { DataItem, Facts } from '../data/facts.ts'
import { type CompiledRoute, type Edition, inForce } from '../edition.ts'
import type { RouteFinding, RouteStatus } from './analysis.ts'
import { barringStates, type GateOutcome, penaltiesThatApply, statusOfGates } from './gates.ts'
import { byPreference, type Standing, shutBy, standingOf, statusUnder, tryRoute } from './routes.ts'
import { Steps } from './steps.ts'
import { type Target, Targets } from './targets.ts'

/** Where one item of a case stands. */
export interface Live<Best> {
  readonly status: RouteStatus
  /** What is told of the best of its routes; absent where it is closed. */
  readonly best?: Best
  /** Every route that is open, or open with an approval, by its rule. */
  readonly ways: readonly string[]
  /** With the penalties either side threatens. */
  readonly conflicts: readonly {
    readonly demands: string
    readonly forbids: string
    readonly exposure: readonly string[]
  }[]
}

/** Makes of an answer one that is kept, by what is looked at in the facts to find it. */
export type Remember = <Answer>(answerTo: (facts: Facts) => Answer) => (facts: Facts) => Answer

export interface LiveOptions<Best> {
  /** The date whose law applies where the facts name none: YYYY-MM-DD. */
  readonly today: string
  /** What is wanted of the best route, which is as `analyse` has it but for its status, its reasons and what they ask. */
  readonly tell: (edition: Edition, best: RouteFinding, facts: Facts, on: string) => Best
  /** Without it nothing is kept. */
  readonly remember?: Remember | undefined
}

/**
 * Where the items of many cases stand, by which route, and which laws conflict: the same as `analyse` says, without the reasons.
 * Items alike are told once; of a case without any is told what conflicts. An answer is put together from parts, each of which
 * looks at little: the bars of one state, the routes to one. Cases of which all parts come out alike get the same object.
 */
export function liveAnswers<Best>(
  law: LawBase,
  { today, tell, remember = (answerTo) => answerTo }: LiveOptions<Best>,
): (facts: Facts) => readonly Live<Best>[] {
  const days = new Map<string, (facts: Facts) => Live<Best>>()
  let joined = 0
  const grew = () => {
    joined++
  }
  const onDay = (on: string) => {
    if (joined >= JOINED) {
      days.clear()
      joined = 0
    }
    let answer = days.get(on)
    if (!answer) {
      answer = answersOn({ edition: law.at(on), on, tell, remember, grew })
      days.set(on, answer)
    }
    return answer
  }
  return (facts) => {
    const answer = onDay(facts.on ?? today)
    const { data = [] } = facts
    if (data.length < 2) return [answer(facts)]
    const alike = Map.groupBy(data, ({ id: _, ...rest }) => JSON.stringify(rest))
    return [...alike.values()].map(([item]) => answer({ ...facts, data: item ? [item] : [] }))
  }
}

/** So many answers are kept as they were put together, which bounds the memory; then it begins anew. */
const JOINED = 400_000

interface Day<Best> extends Pick<LiveOptions<Best>, 'tell'> {
  readonly edition: Edition
  readonly on: string
  readonly remember: Remember
  /** Told whenever an answer is kept. */
  readonly grew: () => void
}

/** The parts of the answer to cases with one holder, one place where the data lie, and one state that asks. */
interface Plan<Best> {
  readonly gates: readonly ((facts: Facts) => readonly GateOutcome[])[]
  readonly routes: readonly ((facts: Facts) => readonly Standing[])[]
  readonly known: Joined<Ranked<Best>>
}

/** What follows from the parts alone, and what is looked at only then. */
interface Ranked<Best> extends Pick<Live<Best>, 'status' | 'ways'> {
  readonly tell: ((facts: Facts) => Best) | undefined
  readonly conflicts: readonly {
    readonly demands: string
    readonly forbids: string
    readonly exposure: (facts: Facts) => readonly string[]
  }[]
  readonly known: Joined<Live<Best>>
}

const kinds = ['none', 'holder', 'establishment', 'storage', 'addressee', 'requested'] as const
const nobody = {}

/** The answers of one day; the facts have one item, or none. */
function answersOn<Best>({ edition, on, tell, remember, grew }: Day<Best>): (facts: Facts) => Live<Best> {
  const around = (facts: Facts, target?: Target): Circumstances => {
    return { facts, on, item: facts.data?.[0], to: target?.to, as: target?.as, toFact: target?.fact }
  }
  const gatesOf = keyed((_, state: string) => {
    const same = sameList<GateOutcome>(({ gate, status }) => `${gate.rule.rule} ${status}`)
    return remember((facts) => same(statusOfGates(edition, state, { facts, on, item: facts.data?.[0] })))
  })
  const routesTo = keyed((_, kind: (typeof kinds)[number], target: Target) => {
    const same = sameList<Standing>(({ route, itself, needs }) => `${route.rule.rule} ${itself} ${needs.open} ${needs.doubtful}`)
    return remember((facts) => {
      const c = around(facts, target)
      const routes = possible(edition, kind, target.to, c.item, facts, on)
      return same(routes.flatMap((route) => standingOf(route, target, c) ?? []))
    })
  })
  const tells = keyed((_, { route, target }: Standing) =>
    remember((facts) => {
      const item = facts.data?.[0]
      const group = { item, data: [], gates: [], targets: new Targets(facts, item), steps: new Steps() }
      return tell(edition, tryRoute(edition, route, target, group, facts, on).finding, facts, on)
    }),
  )
  const exposures = keyed((_, { route: { rule }, target }: Standing, { gate }: GateOutcome) => {
    const reach = rule.reach ? edition.find('reach', rule.reach) : undefined
    const penalties = [...rule.penalties, ...(reach?.penalties ?? []), ...gate.rule.exposure]
    const same = sameList<string>((id) => id)
    return remember((facts) => same(penaltiesThatApply(edition, penalties, around(facts, target))))
  })

  const planned = (facts: Facts): Plan<Best> => {
    const item = facts.data?.[0]
    const targets = new Targets(facts, item)
    const states = [...barringStates(edition, { facts, on, item })].filter((state) => edition.gatesOf.has(state))
    return {
      gates: states.map((state) => gatesOf(state, state)),
      routes: kinds.flatMap((kind) => targets.of(kind).map((target) => routesTo(`${kind} ${nameOf(target)}`, kind, target))),
      known: new Joined(grew),
    }
  }
  const plans = new WeakMap<object, Joined<Plan<Best>>>()

  const ranked = (gates: readonly GateOutcome[], routes: readonly Standing[]): Ranked<Best> => {
    const live = routes.flatMap((one) => {
      const status = statusUnder(one, gates)
      return status === 'closed' ? [] : [{ one, status }]
    })
    const [best] = live.toSorted((a, b) => byPreference(lookedAt(a), lookedAt(b)))
    const usable = live.filter(({ status }) => status === 'open' || status === 'approval')
    // Of one route to several states the last one tells what is threatened.
    const conflicts = new Map<string, Ranked<Best>['conflicts'][number]>()
    for (const { one } of live.filter(({ status }) => status === 'conflict')) {
      const { rule } = one.route.rule
      for (const gate of shutBy(one.route.rule, gates)) {
        const forbids = gate.gate.rule.rule
        const key = `${rule}|${forbids}`
        conflicts.set(key, { demands: rule, forbids, exposure: exposures(`${key} ${nameOf(one.target)}`, one, gate) })
      }
    }
    return {
      status: best?.status ?? 'closed',
      ways: [...new Set(usable.map(({ one }) => one.route.rule.rule))].sort(),
      tell: best && tells(`${best.one.route.rule.rule} ${nameOf(best.one.target)}`, best.one),
      conflicts: [...conflicts.values()],
      known: new Joined(grew),
    }
  }

  return (facts) => {
    const { holder = nobody, asking, data } = facts
    let ofHolder = plans.get(holder)
    if (!ofHolder) {
      ofHolder = new Joined(grew)
      plans.set(holder, ofHolder)
    }
    const { gates, routes, known } = ofHolder.get([data?.[0]?.storedIn, asking?.state], () => planned(facts))
    const parts: (readonly unknown[])[] = []
    for (const part of gates) parts.push(part(facts))
    for (const part of routes) parts.push(part(facts))
    const one = known.get(parts, () =>
      ranked(parts.slice(0, gates.length).flat() as GateOutcome[], parts.slice(gates.length).flat() as Standing[]),
    )
    const best = one.tell?.(facts)
    const threats = one.conflicts.map(({ exposure }) => exposure(facts))
    return one.known.get([best, ...threats], () => ({
      status: one.status,
      ...(best === undefined ? {} : { best }),
      ways: one.ways,
      conflicts: one.conflicts.map(({ demands, forbids }, i) => ({ demands, forbids, exposure: threats[i] ?? [] })),
    }))
  }
} // biome-ignore format: read on

const nameOf = ({ to, as, fact }: Target) => `${to} ${as} ${fact}`

const lookedAt = ({ one: { route, target }, status }: { one: Standing; status: RouteStatus }) => {
  const { rule, channel, typical } = route.rule
  return { rule, channel, status, to: target.to ?? undefined, typicalDays: typical?.days }
}

/** What is made for a key, once. */
function keyed<Made, More extends readonly unknown[]>(make: (key: string, ...more: More) => Made): (key: string, ...more: More) => Made {
  const known = new Map<string, Made>()
  return (key, ...more) => {
    let made = known.get(key)
    if (made === undefined) {
      made = make(key, ...more)
      known.set(key, made)
    }
    return made
  }
} // biome-ignore format: one line

/** Lists that read alike are the same object. */
function sameList<One>(read: (one: One) => string): (list: readonly One[]) => readonly One[] {
  const known = new Map<string, readonly One[]>()
  return (list) => {
    const text = list.map(read).join('\n')
    const same = known.get(text)
    if (same) return same
    known.set(text, list)
    return list
  }
}

/** Values by a row of others, which are compared as what they are; every row is as long. */
class Joined<Value> {
  readonly #known = new Map<unknown, unknown>()
  readonly #grew: () => void

  constructor(grew: () => void) {
    this.#grew = grew
  }

  get(row: readonly unknown[], make: () => Value): Value {
    let known = this.#known
    for (let i = 0; i < row.length - 1; i++) {
      let next = known.get(row[i]) as Map<unknown, unknown> | undefined
      if (!next) {
        next = new Map()
        known.set(row[i], next)
      }
      known = next
    }
    const last = row.at(-1)
    let value = known.get(last) as Value | undefined
    if (value === undefined) {
      value = make()
      known.set(last, value)
      this.#grew()
    }
    return value
  }
}

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
