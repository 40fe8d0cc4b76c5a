import { type GateOutcome, penaltiesThatApply, tryGates } from '../analysis/gates.ts'
import { once } from '../analysis/once.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import type { Test } from '../conditions/test.ts'
import type { Facts } from '../data/facts.ts'
import type { RecipientKind, Rule } from '../data/rule.ts'
import { addition } from '../data/translations.ts'
import type { Edition } from '../edition.ts'
import { openingBy, opensItself, type Way } from './covering.ts'
import { fieldOf } from './facts-of-release.ts'
import {
  type Finding,
  type House,
  isAskedByRoute,
  isByAuthorities,
  type Point,
  type ReleaseLine,
  unknownLaw,
} from './house.ts'
import type { Release, ReleaseItem } from './release.ts'

/** What stands before an item, and by whose leave and in which ways it can be opened. */
interface Bar {
  readonly line: ReleaseLine
  /** Whose leave it takes; EU for the Union. */
  readonly state: string | undefined
  readonly ways: readonly Way[]
  /** Leave counts only where it says of which state it is. */
  readonly isExplicit?: true
  readonly opens: readonly string[]
  readonly exposure: readonly string[]
}

/** The bars before an item: of this system, and of every state it would leave; each opened or not by what was brought forward. */
export function barsBefore(
  edition: Edition,
  house: House,
  release: Release,
  item: ReleaseItem,
  facts: Facts,
): Finding[] {
  const c: Circumstances = { facts, on: facts.on as string, item: facts.data?.[0] }
  const bars = [
    ...unknownBars(edition, house, release, item, c),
    ...ownBars(edition, house, release, item, c),
    ...tryGates(edition, c).flatMap((outcome) => gateBar(edition, outcome, release, c) ?? []),
  ]
  const states = new Set(bars.flatMap(({ state, ways }) => (ways.length > 0 && !ways.some(opensItself) ? [state] : [])))
  const found = bars.map((bar): Finding => {
    const isOf = (state: string) => state === bar.state || (bar.state === 'EU' && edition.isMember(state, c.on))
    const openings = bar.ways.map((way) =>
      openingBy(way, { isOf, isOnlyOne: states.size === 1 && !bar.isExplicit }, release, item),
    )
    const { by, itself } = openings.find((one) => one.by !== undefined) ?? {}
    const faults = [...new Set(openings.flatMap((one) => one.faults))]
    const says = [bar.line.says, ...(by === undefined ? faults : [itself ? by : `${by} allows it`])].join(addition)
    const cite = itself ? `${bar.line.cite}; ${itself}` : bar.line.cite
    const line = { ...bar.line, says, cite, holds: by === undefined ? bar.line.holds : true }
    return { line, opens: bar.opens, exposure: bar.exposure }
  })
  const isCounted = release.releasedThisYear?.persons != null && release.releasedThisYear.sensitivePersons != null
  const restsOnCount = found.some(({ line }) => line.holds !== true && countsPeople(edition, line.rule))
  if (restsOnCount && !isCounted) found.push(house('counted', null))
  return found.length > 0 ? found : [house('nothing-bars', true)]
}

/**
 * Every state of whose bars the base holds nothing is one whole bar: its own authority alone, which knows its law, can say for
 * exactly this data that nothing stands in the way.
 */
function unknownBars(edition: Edition, house: House, release: Release, item: ReleaseItem, c: Circumstances): Bar[] {
  return unknownLaw(edition, release, item, c.on).map((state) => {
    const { line, opens } = house('known-law', null, state)
    const approval = edition.find('check', line.rule)?.approval
    return { line, state, ways: approval ? [{ approval }] : [], isExplicit: true, opens, exposure: [] }
  })
}

/** The bars of this system: what was received for something else, and what its checks stop by their conditions. */
function ownBars(edition: Edition, house: House, release: Release, item: ReleaseItem, c: Circumstances): Bar[] {
  const bar = (point: Point, holds: false | null, state: string | null | undefined): Bar => {
    const { line, opens } = house(point, holds)
    const approval = edition.find('check', line.rule)?.approval
    return { line, state: state ?? undefined, ways: approval && state ? [{ approval }] : [], opens, exposure: [] }
  }
  const found = isOnward(release, item) ? [bar('onward', false, item.receivedUnder?.from)] : []
  if (!leaves(release, item) || isAskedByRoute(release, item)) return found
  for (const { point, test } of conditionalChecks(edition)) {
    const fits = test.holds(c)
    if (fits !== false) found.push(bar(point, fits ? false : null, release.giver?.state))
  }
  return found
}

const remembered = once<Edition, readonly { point: Point; test: Test }[]>()

/** The checks of a release that stop what their condition fits. */
const conditionalChecks = (edition: Edition) =>
  remembered(edition, '', () =>
    [...edition.rules.values()].flatMap((rule) =>
      rule.kind === 'check' && rule.of === 'release' && rule.when
        ? [{ point: rule.id as Point, test: edition.compile(rule.when, rule) }]
        : [],
    ),
  )

const countsPeople = (edition: Edition, id: string) =>
  edition.gates.get(id)?.when.paths.some((path) => path.startsWith('outbound.persons')) === true

/** A gate that stands, or may stand, before this recipient. */
function gateBar(edition: Edition, outcome: GateOutcome, release: Release, c: Circumstances): Bar | undefined {
  const { rule, openers } = outcome.gate
  const kind = release.recipient?.kind
  const isFor = (kinds: readonly RecipientKind[] | undefined, otherwise: boolean) =>
    !kinds || (kind && kind !== 'unknown' ? kind !== 'home-authority' && kinds.includes(kind) : otherwise)
  // Of a recipient nobody knows every bar is one.
  if (!isFor(rule.stands_before, true)) return undefined
  const status = outcome.status === 'not-engaged' && restsOnDoubt(outcome) ? 'unknown' : outcome.status
  if (status === 'not-engaged' || status === 'open') return undefined
  const route = openedBy(edition, outcome, release)
  const ways = openers.filter((one) => isFor(one.for, false) && (one.when === undefined || one.when.holds(c) === true))
  const asked = status === 'unknown' ? outcome.asks.map((fact) => `Say ${fieldOf(fact)}`) : []
  const { confidence, settled, title, state } = rule
  return {
    line: {
      rule: rule.rule,
      holds: route ? true : status === 'unknown' ? null : false,
      says: route ? [title, `${route.title} opens it by itself`].join(addition) : title,
      cite: edition.cite(rule, ''),
      ...(confidence === 'text' ? {} : { confidence }),
      ...(settled ? {} : { settled: false as const }),
    },
    state,
    ways: route ? [] : ways,
    opens: route ? [] : [...ways.map(({ what, cite }) => `${what} (${cite})`), ...asked],
    exposure: penaltiesThatApply(edition, rule.exposure, c),
  }
}

/**
 * The route it was asked for by, where that opens the bar: because it goes through whoever the bar asks, or by a channel the
 * bar does not bar. From state to state that counts for the authorities alone; and what nothing opens no channel passes by.
 */
function openedBy(
  edition: Edition,
  { gate: { rule, openers }, status }: GateOutcome,
  release: Release,
): Rule<'route'> | undefined {
  const route = edition.find('route', release.route ?? '')
  if (!route || (route.channel === 'cooperative' && !isByAuthorities(edition, release) && !isAtHome(release)))
    return undefined
  // What bars no route by itself still asks whoever gives for one of its grounds.
  const barred = rule.bars.length > 0 ? rule.bars : byHolder
  const isBarred = barred.includes(route.channel) || (openers.length === 0 && status !== 'unknown')
  return route.opens.includes(rule.rule) || !isBarred ? route : undefined
}

/** The channels by which a holder gives by itself. */
const byHolder: readonly string[] = ['direct', 'voluntary', 'domestic']

const isAtHome = ({ recipient, giver }: Release) =>
  recipient?.kind === 'home-authority' && recipient.state === giver?.state

/** Whether nothing but a line less sure than the bar itself keeps it from standing: too little to give data on. */
function restsOnDoubt({ gate: { rule }, because }: GateOutcome): boolean {
  const failing = because.filter(({ holds }) => holds === false)
  return (
    failing.length > 0 &&
    failing.every(
      ({ confidence, settled }) =>
        (confidence === 'unconfirmed' && rule.confidence !== 'unconfirmed') || (settled === false && rule.settled),
    )
  )
}

/** Whether it was received from a state, and is now used for something else or given to somebody elsewhere. */
function isOnward({ purpose, giver, recipient }: Release, { receivedUnder }: ReleaseItem): boolean {
  if (!receivedUnder) return false
  const { from, purpose: agreed } = receivedUnder
  return !from || agreed !== purpose || (from !== giver?.state && from !== recipient?.state)
}

/** Whether the item leaves a state: it goes elsewhere than where it is given or where it lies. */
const leaves = ({ giver, recipient }: Release, { storedIn }: ReleaseItem): boolean =>
  !recipient?.state || giver?.state !== recipient.state || (storedIn ?? []).some((state) => state !== recipient.state)
