import type { ClockFinding, RouteFinding, StepFinding } from './analysis.ts'
import type { Circumstances } from './circumstances.ts'
import { type CompiledChain, type CompiledEntry, type CompiledStep, type Edition, inForce } from './edition.ts'
import type { Rule } from './rule.ts'

/** The steps of a route, chains written out, each waiting for the one above unless the law says otherwise. */
export function stepsOf(
  edition: Edition,
  entries: readonly CompiledEntry[],
  c: Circumstances,
  asks: Set<string>,
): StepFinding[] {
  const steps: StepFinding[] = []
  const dropped = new Map<string, readonly string[]>()
  const taken = new Set<string>()
  for (const entry of entries) {
    const due = entry.when ? entry.when.holds(c) : true
    if (due === null) entry.when?.ask(c, asks)
    if ('chain' in entry) {
      if (due !== false) addChain(edition, entry.chain, stateOf(entry.of, c), c, due !== null, steps, asks, taken)
      continue
    }
    addStep(edition, entry, '', due, c, steps, dropped, asks, taken)
  }
  return steps
}

function addChain(
  edition: Edition,
  direction: 'outgoing' | 'incoming',
  state: string,
  c: Circumstances,
  certain: boolean,
  steps: StepFinding[],
  asks: Set<string>,
  taken: Set<string>,
): void {
  const chain = chainOf(edition, direction, state, c)
  if (!chain) return
  const inside: Circumstances = direction === 'outgoing' ? c : { ...c, to: state }
  const dropped = new Map<string, readonly string[]>()
  const at = steps.length
  for (const entry of chain.steps) {
    const due = entry.when ? entry.when.holds(inside) : true
    if (due === null) entry.when?.ask(inside, asks)
    // In a chain `from` and `to` are the two states of the request, as everywhere.
    addStep(edition, entry, `${direction}-`, due, inside, steps, dropped, asks, taken)
  }
  if (!certain) for (let i = at; i < steps.length; i++) steps[i] = { ...(steps[i] as StepFinding), certain: false }
}

/** A state's own chain; where it has none, the general one. */
function chainOf(
  edition: Edition,
  direction: 'outgoing' | 'incoming',
  state: string,
  c: Circumstances,
): CompiledChain | undefined {
  for (const owner of [state, '']) {
    const chains = edition.chainsOf.get(`${owner} ${direction}`) ?? []
    const fitting = chains.filter(({ when, rule }) => when?.holds(c) !== false && inForce(edition.forceOf(rule), c.on))
    const sure = fitting.find(({ when }) => !when || when.holds(c) === true)
    if (sure ?? fitting[0]) return sure ?? fitting[0]
  }
  return undefined
}

function addStep(
  edition: Edition,
  { step }: CompiledStep,
  prefix: string,
  due: boolean | null,
  c: Circumstances,
  steps: StepFinding[],
  dropped: Map<string, readonly string[]>,
  asks: Set<string>,
  taken: Set<string>,
): void {
  const above = steps.at(-1)
  const after = step.after
    ? [...new Set(step.after.flatMap((id) => dropped.get(id) ?? [taken.has(prefix + id) ? prefix + id : id]))]
    : above
      ? [above.id]
      : []
  if (due === false) {
    dropped.set(step.id, after)
    return
  }
  const base = prefix + step.id
  const id = taken.has(base) ? `${base}-${taken.size + 1}` : base
  taken.add(id)
  steps.push({
    id,
    title: step.title,
    seat: step.seat,
    state: stateOf(step.state, c),
    ...(step.authority ? { authority: step.authority } : {}),
    does: step.does,
    ...(step.form ? { form: step.form } : {}),
    clocks: running(edition, step.clocks, c, asks),
    after,
    cite: step.cite,
    certain: due === true,
  })
}

/** `from` and `to` as the states they are; the words themselves while nobody knows. */
function stateOf(side: string, c: Circumstances): string {
  if (side === 'from') return c.facts.asking?.state ?? 'from'
  return side === 'to' ? (c.to ?? 'to') : side
}

/** Of these clocks, those in force whose condition does not fail. */
function running(edition: Edition, ids: readonly string[], c: Circumstances, asks: Set<string>): string[] {
  return ids.filter((id) => {
    const clock = edition.conditional('clock', id)
    if (!clock || !inForce(clock.force, c.on)) return false
    const runs = clock.when ? clock.when.holds(c) : true
    if (runs === null) clock.when?.ask(c, asks)
    return runs !== false
  })
}

export function clocksOf(
  edition: Edition,
  ids: readonly string[],
  steps: readonly StepFinding[],
  c: Circumstances,
  asks: Set<string>,
): ClockFinding[] {
  const all = new Set([...running(edition, ids, c, asks), ...steps.flatMap(({ clocks }) => clocks)])
  return [...all].map((id) => {
    const clock = edition.conditional('clock', id)
    if (!clock) throw new RangeError(`no clock ${id}`)
    const { rule, when } = clock
    const certain = !when || when.holds(c) === true
    return {
      rule: id,
      title: rule.title,
      from: rule.starts,
      ...lengthOf(rule),
      cite: rule.cites[0]?.cite ?? '',
      ...(certain ? {} : { certain: false as const }),
    }
  })
}

/** The length as an ISO 8601 duration; in the law's words where it gives none. A yearly day is `--03-31`. */
export function lengthOf({ limit }: Rule<'clock'>): Pick<ClockFinding, 'length' | 'counting'> {
  if ('hours' in limit) return { length: `PT${limit.hours}H`, counting: 'hours' }
  if ('days' in limit) return { length: `P${limit.days}D`, counting: 'calendar' }
  if ('working_days' in limit) return { length: `P${limit.working_days}D`, counting: 'working' }
  if ('weeks' in limit) return { length: `P${limit.weeks}W`, counting: 'calendar' }
  if ('months' in limit) return { length: `P${limit.months}M`, counting: 'calendar' }
  if ('years' in limit) return { length: `P${limit.years}Y`, counting: 'calendar' }
  if ('yearly' in limit) return { length: `--${limit.yearly}`, counting: 'calendar' }
  return { length: limit.words, counting: 'words' }
}

/** The grounds on which the other side may refuse, object or report: those whose condition does not fail. */
export function groundsOf(edition: Edition, ids: readonly string[], c: Circumstances): RouteFinding['grounds'] {
  return ids.flatMap((id) => {
    const ground = edition.conditional('ground', id)
    if (!ground || !inForce(ground.force, c.on) || ground.when?.holds(c) === false) return []
    const { rule } = ground
    return [{ rule: id, title: rule.title, seat: rule.seat, cite: rule.cites[0]?.cite ?? '' }]
  })
}
