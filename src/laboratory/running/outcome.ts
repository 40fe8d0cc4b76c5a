import {
  type Channel,
  type Edition,
  type Facts,
  type LawBase,
  type Live,
  liveAnswers,
  type Remember,
  type RouteFinding,
  type RouteStatus,
  type Rule,
  routeStatuses,
  type Test,
} from '../../law/index.ts'

/** What protects the person concerned, or the other state, on the way a request takes. */
export const safeguards = [
  'court', 'authority', 'notification', 'person-told', 'purpose-limit', 'refusal-grounds', 'objection',
] as const // biome-ignore format: one line of words
export type Safeguard = (typeof safeguards)[number]

/** Where one request stands under one law. It stands where its worst item does. */
export interface Outcome {
  readonly status: RouteStatus
  readonly route?: string
  readonly instrument?: string
  readonly channel?: Channel
  readonly to?: string
  /** Every route that is open, or open with an approval. */
  readonly ways: readonly string[]
  readonly steps: number
  /** Steps that a court or a central authority takes: what somebody has to decide or pass on before the data come. */
  readonly layers: number
  /** Days the route usually takes, by what was published; absent where nobody published any. */
  readonly days?: number
  readonly safeguards: readonly Safeguard[]
  /** `demand|bar`, by their rules. */
  readonly conflicts: readonly string[]
  /** The penalties these conflicts threaten, on either side. */
  readonly exposure: readonly string[]
}

/** Where a request stands. The same for the same facts in whatever order they are written. */
export function outcomeOf(law: LawBase, facts: Facts, today: string): Outcome {
  return outcomesUnder(law, today)(facts)
}

/** Where requests stand under a law; what is remembered of one serves the others. Those that come out alike get the same object. */
export function outcomesUnder(law: LawBase, today: string, remember?: Remember): (facts: Facts) => Outcome {
  const answers = liveAnswers(law, { today, tell: toldOf, remember })
  const known = new WeakMap<Live<Told>, Outcome>()
  return (facts) => {
    const live = answers(facts)
    const [first, ...others] = live
    if (!first || others.length > 0 || !facts.data?.length) return outcome(live, facts.data?.length ?? 0)
    let one = known.get(first)
    if (!one) {
      one = outcome(live, 1)
      known.set(first, one)
    }
    return one
  }
}

type Told = Pick<Outcome, 'steps' | 'layers' | 'safeguards'> &
  Partial<Pick<Outcome, 'route' | 'instrument' | 'channel' | 'to' | 'days'>>

function outcome(live: readonly Live<Told>[], items: number): Outcome {
  const standings = items === 0 ? [] : live.map(({ status, best, ways }) => ({ status, ...standing(status, best), ways }))
  const worst = standings.toSorted(byWorst)[0] ?? { status: 'unknown', ways: [], steps: 0, layers: 0, safeguards: [] }
  const conflicts = live.flatMap((one) => one.conflicts.map(({ demands, forbids }) => `${demands}|${forbids}`))
  const exposure = live.flatMap((one) => one.conflicts.flatMap((conflict) => conflict.exposure))
  return { ...worst, conflicts: sorted(conflicts), exposure: sorted(exposure) }
} // biome-ignore format: read on

const standing = (status: RouteStatus, best: Told | undefined): Told =>
  best && status !== 'closed' ? best : { steps: 0, layers: 0, safeguards: [] }

type Worst = Told & Pick<Outcome, 'status'>

function toldOf(edition: Edition, route: RouteFinding, facts: Facts, on: string): Told {
  const { rule, instrument, channel, to, steps, typicalDays } = route
  return {
    route: rule,
    instrument,
    channel,
    ...(to === undefined ? {} : { to }),
    steps: steps.length,
    layers: steps.filter(({ seat }) => seat === 'court' || seat === 'central').length,
    ...(typicalDays === undefined ? {} : { days: typicalDays }),
    safeguards: safeguardsOf(edition, route, facts, on),
  }
}

function safeguardsOf(edition: Edition, route: RouteFinding, facts: Facts, on: string): Safeguard[] {
  const { steps, needs, grounds } = route
  const rule = edition.find('route', route.rule)
  const against = grounds.map((one) => edition.find('ground', one.rule)?.effect)
  const has: Record<Safeguard, boolean> = {
    court: steps.some(({ seat }) => seat === 'court') || needs.some(({ actor }) => actor === 'court'),
    authority: steps.some(({ seat, does }) => seat === 'central' && /^(approve|examine|execute)$/.test(does)),
    notification: steps.some(({ does }) => does === 'notify'),
    'person-told': steps.some(({ does }) => does === 'inform') || rule?.user_notice?.holder === 'may',
    'purpose-limit': usesOf(edition).some((use) => limits(use, route, facts, on)),
    'refusal-grounds': against.some((effect) => effect === 'mandatory' || effect === 'discretionary'),
    objection: against.some((effect) => effect === 'objection' || effect === 'impossibility'),
  }
  return safeguards.filter((one) => has[one])
}

interface Use {
  readonly rule: Rule<'use'>
  readonly when: Test
}
const uses = new WeakMap<Edition, readonly Use[]>()

function usesOf(edition: Edition): readonly Use[] {
  let known = uses.get(edition)
  if (!known) {
    const rules = [...edition.rules.values()].filter((rule): rule is Rule<'use'> => rule.kind === 'use')
    known = rules.map((rule) => ({ rule, when: edition.compile(rule.when, rule) }))
    uses.set(edition, known)
  }
  return known
}

function limits({ rule, when }: Use, { rule: route, channel, to }: RouteFinding, facts: Facts, on: string): boolean {
  if (!rule.channels.includes(channel) || (rule.routes.length > 0 && !rule.routes.includes(route))) return false
  return when.holds({ facts, on, ...(to && { to }) }) !== false
}

/** The worst first; of equally bad ones always the same, however they were given. */
function byWorst(a: Worst, b: Worst): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return (
    routeStatuses.indexOf(b.status) - routeStatuses.indexOf(a.status) ||
    b.steps - a.steps ||
    (left < right ? -1 : left > right ? 1 : 0)
  )
}

const sorted = (words: readonly string[]) => [...new Set(words)].sort()
