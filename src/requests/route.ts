import type { Organisation } from '../accounts/index.ts'
import { type Analysis, analyse, type Facts, type LawBase, type RouteFinding, type StepFinding } from '../law/index.ts'
import { actOf } from './acts/acts.ts'
import { RequestError } from './errors.ts'
import type { Party, Setting, Step } from './request.ts'

/** A route as a request takes it: its findings for the items asked for, read as one. */
export interface ChosenRoute {
  readonly analysis: Analysis
  readonly finding: RouteFinding
  /** The items it is taken for. */
  readonly data: readonly string[]
}

export interface RouteChoice {
  readonly rule: string
  readonly to?: string | undefined
  readonly data?: readonly string[] | undefined
  /** To preserve first what the matter is to have produced. */
  readonly measure?: 'preserve' | undefined
  /** Why the route is taken although another state's law forbids what it demands. */
  readonly despite?: string | undefined
}

/**
 * The route a request is to take, as the law finds it today. Throws `route_not_open` where it is closed, rests on facts
 * not given, or conflicts with another law and nobody has said why it is taken all the same.
 */
export function chooseRoute(facts: Facts, choice: RouteChoice, { law, now }: Setting): ChosenRoute {
  const analysis = analyse(law, facts, { today: now().toString().slice(0, 10) })
  const wanted = choice.data ?? facts.data?.map(({ id }) => id) ?? []
  const findings = analysis.routes.filter(
    ({ rule, to, data }) =>
      rule === choice.rule &&
      (choice.to === undefined || to === choice.to) &&
      (wanted.length === 0 || data.some((id) => wanted.includes(id))),
  )
  const covered = new Set(findings.flatMap(({ data }) => data))
  const left = wanted.find((id) => !covered.has(id))
  if (findings.length === 0 || left !== undefined) {
    throw new RequestError('conflict', 'route_not_open', `This route does not lead to ${left ?? 'the data'}`, {
      path: 'rule',
    })
  }
  for (const finding of findings) refuseUnlessOpen(finding, choice.despite)
  return { analysis, finding: carryingAll(strictest(findings), facts, law), data: wanted }
}

/** Every period that surely runs hangs on a step: one that none names, on the first of whoever bears it. */
function carryingAll(finding: RouteFinding, facts: Facts, law: LawBase): RouteFinding {
  const steps = [...finding.steps]
  const carried = new Set(steps.flatMap(({ clocks }) => clocks))
  for (const { rule } of finding.clocks.filter((clock) => !carried.has(clock.rule) && clock.certain !== false)) {
    const { bearer } = law.rule('clock', rule)
    const state = bearer && { from: facts.asking?.state as string | undefined, to: finding.to }[bearer.state]
    const isBearers = (step: StepFinding) => step.seat === bearer?.seat && step.state === (state ?? bearer.state)
    const theirs = steps.findIndex((step) => isBearers(step) && actOf(step.does as Step['does']).phase !== 'drafting')
    const at = theirs >= 0 ? theirs : steps.findIndex(({ does }) => actOf(does as Step['does']).phase === 'answering')
    const step = steps[at]
    if (step) steps[at] = { ...step, clocks: [...step.clocks, rule] }
  }
  return { ...finding, steps }
}

function refuseUnlessOpen({ status, because, asks, conflicts }: RouteFinding, despite: string | undefined): void {
  const refuse = (message: string) => {
    throw new RequestError('conflict', 'route_not_open', message, { path: 'rule' })
  }
  if (status === 'closed') {
    const [line] = because
    refuse(`The route is closed: ${line ? `${line.says} (${line.cite})` : 'a condition fails'}`)
  }
  if (status === 'unknown') refuse(`The route rests on facts not given: ${asks.join(', ')}`)
  if (status === 'conflict' && !despite?.trim()) {
    refuse(`Another law forbids what this route demands (${conflicts.join(', ')}): say why it is taken all the same`)
  }
}

/**
 * One request for items that the law treats differently follows the strictest of their findings: the one with most
 * approvals and most steps. What only a milder one asks is added, unless the strictest has a step of the same act.
 */
function strictest(findings: readonly RouteFinding[]): RouteFinding {
  const weight = ({ steps }: RouteFinding) =>
    steps.filter(({ does }) => does === 'assess' || actOf(does as Step['does']).phase === 'deciding').length * 100 +
    steps.length
  const [first, ...rest] = findings.toSorted((a, b) => weight(b) - weight(a)) as [RouteFinding, ...RouteFinding[]]
  const steps = [...first.steps]
  for (const { steps: others } of rest) {
    for (const step of others)
      if (!steps.some(({ does, seat }) => does === step.does && seat === step.seat)) steps.push(step)
  }
  const grounds = [
    ...new Map(findings.flatMap(({ grounds }) => grounds).map((ground) => [ground.rule, ground])).values(),
  ]
  return { ...first, steps, grounds }
}

/**
 * The steps of a request, each with the organisation that carries it out: a party named for that seat and state, else
 * the asking organisation itself where it sits there. Throws `wrong_state` for a party no step has a place for.
 */
export function stepsFrom(found: readonly StepFinding[], own: Organisation, parties: readonly Party[]): Step[] {
  for (const { seat, state, name, steps } of parties) {
    if (found.some((step) => step.seat === seat && step.state === state && (steps?.includes(step.id) ?? true))) continue
    const places = found.filter((step) => step.seat === seat).map((step) => step.state)
    const where =
      places.length > 0
        ? `steps at that seat are in ${[...new Set(places)].join(', ')}`
        : 'there is no step at that seat'
    throw new RequestError(
      'invalid',
      'wrong_state',
      `${name} (${seat}, ${state}) has no part in this request: ${where}`,
      { path: 'parties' },
    )
  }
  const ids = new Set(found.map(({ id }) => id))
  return found.map((step, position) => ({
    id: step.id,
    position,
    title: step.title,
    seat: step.seat,
    state: step.state,
    authority: step.authority,
    doer: doerOf(step, own, parties),
    does: step.does as Step['does'],
    form: step.form,
    clocks: step.clocks,
    moments: step.moments ?? actOf(step.does as Step['does']).moments,
    after: step.after.filter((id) => ids.has(id)),
    cite: step.cite,
    certain: step.certain,
    via: undefined,
    is: 'pending',
    since: undefined,
  }))
}

/** Whoever is named for this very step, else for its seat and state, else the asking organisation itself. */
export function doerOf(
  { id, seat, state }: Pick<Step, 'id' | 'seat' | 'state'>,
  own: Pick<Organisation, 'id' | 'state' | 'seats'>,
  parties: readonly Party[],
): string | undefined {
  const there = parties.filter((party) => party.seat === seat && party.state === state)
  const named = there.find(({ steps }) => steps?.includes(id)) ?? there.find(({ steps }) => steps === undefined)
  if (named) return named.org
  return own.state === state && (own.seats as readonly string[]).includes(seat) ? own.id : undefined
}
