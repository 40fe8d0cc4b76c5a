import type { Circumstances } from '../conditions/circumstances.ts'
import type { Rule } from '../data/rule.ts'
import { type CompiledChain, type CompiledRoute, type CompiledStep, type Edition, inForce } from '../edition.ts'
import type { StepFinding } from './analysis.ts'
import { runningClocks } from './clocks-of-route.ts'

/**
 * The steps of routes for one item. Many treaties take the same way, over the same two chains: to the same state, and
 * cited alike, it is written out once.
 */
export class Steps {
  readonly #ways = new Map<string, { readonly steps: StepFinding[]; readonly asks: ReadonlySet<string> }>()

  of(edition: Edition, route: CompiledRoute, c: Circumstances, asks: Set<string>): readonly StepFinding[] {
    if (route.way === undefined) return stepsOf(edition, route, c, asks)
    const key = `${route.way} ${c.to} ${c.as} ${c.toFact}`
    let way = this.#ways.get(key)
    if (!way) {
      const asked = new Set<string>()
      way = { steps: stepsOf(edition, route, c, asked), asks: asked }
      this.#ways.set(key, way)
    }
    for (const fact of way.asks) asks.add(fact)
    return way.steps
  }
}

/** The steps of a route, chains written out, each waiting for the one above unless the law says otherwise. */
function stepsOf(edition: Edition, route: CompiledRoute, c: Circumstances, asks: Set<string>): StepFinding[] {
  const list = new StepList(edition, route.rule.instrument, asks)
  for (const entry of route.steps) {
    if (!('chain' in entry)) {
      list.add(entry, c, route.rule)
      continue
    }
    const due = entry.when ? entry.when.holds(c) : true
    if (due === null) entry.when?.ask(c, asks)
    if (due !== false) list.addChain(entry.chain, entry.of, c, due === true)
  }
  return list.steps
}

class StepList {
  readonly steps: StepFinding[] = []
  /** Steps that are not due, and what they would have waited for. */
  readonly #dropped = new Map<string, readonly string[]>()
  readonly #taken = new Set<string>()

  readonly #edition: Edition
  readonly #instrument: string
  readonly #asks: Set<string>

  constructor(edition: Edition, instrument: string, asks: Set<string>) {
    this.#edition = edition
    this.#instrument = instrument
    this.#asks = asks
  }

  /** In a chain `from` and `to` are the two states of the request, as everywhere. */
  addChain(direction: 'outgoing' | 'incoming', side: string, c: Circumstances, certain: boolean): void {
    const chain = chainOf(this.#edition, direction, stateOf(side, c), c, this.#asks)
    if (!chain) return
    const inside = direction === 'incoming' && /^[A-Z]{2}$/.test(side) ? { ...c, to: side } : c
    for (const step of chain.steps) this.add(step, inside, chain.rule, certain)
  }

  add({ id, after: ids, step, when }: CompiledStep, c: Circumstances, rule: Rule, sure = true): void {
    const due = when ? when.holds(c) : true
    if (due === null) when?.ask(c, this.#asks)
    const after = this.#after(ids)
    if (due === false) {
      this.#dropped.set(id, after)
      return
    }
    const { title, seat, authority, does, form } = step
    const found: { -readonly [key in keyof StepFinding]: StepFinding[key] } = {
      id: this.#idOf(id),
      title,
      seat,
      state: stateOf(step.state, c),
      does,
      clocks: step.clocks.length > 0 ? runningClocks(this.#edition, step.clocks, c, this.#asks) : step.clocks,
      after,
      cite: this.#edition.cite(rule, this.#instrument, step.cite),
      certain: sure && due === true,
    }
    if (authority) found.authority = authority
    if (form) found.form = form
    if (step.moments) found.moments = step.moments
    this.steps.push(found)
  }

  /** The steps to wait for; those that fell away are replaced by what they waited for. */
  #after(ids: CompiledStep['after']): string[] {
    const above = this.steps.at(-1)
    if (!ids) return above ? [above.id] : []
    return [
      ...new Set(ids.flatMap(([here, anywhere]) => this.#standsFor(here) ?? this.#standsFor(anywhere) ?? [anywhere])),
    ]
  }

  #standsFor(id: string): readonly string[] | undefined {
    return this.#dropped.get(id) ?? (this.#taken.has(id) ? [id] : undefined)
  }

  /** Two chains of one direction may have steps of the same name. */
  #idOf(wanted: string): string {
    const id = this.#taken.has(wanted) ? `${wanted}-${this.#taken.size + 1}` : wanted
    this.#taken.add(id)
    return id
  }
}

/** A state's own chain; where it has none, the general one. */
function chainOf(
  edition: Edition,
  direction: 'outgoing' | 'incoming',
  state: string,
  c: Circumstances,
  asks: Set<string>,
): CompiledChain | undefined {
  for (const owner of [state, '']) {
    const chains = edition.chainsOf.get(`${owner} ${direction}`) ?? []
    const fitting = chains.filter(({ when, rule }) => when?.holds(c) !== false && inForce(edition.forceOf(rule), c.on))
    const sure = fitting.find(({ when }) => !when || when.holds(c) === true)
    if (!sure) for (const { when } of fitting) when?.ask(c, asks)
    const chain = sure ?? fitting[0]
    if (chain) return chain
  }
  return undefined
}

/** `from` and `to` as the states they are; the words themselves while nobody knows. */
function stateOf(side: string, c: Circumstances): string {
  if (side === 'from') return c.facts.asking?.state ?? 'from'
  return side === 'to' ? (c.to ?? 'to') : side
}
