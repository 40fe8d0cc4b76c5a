import type { Because } from '../analysis/analysis.ts'
import { type GateOutcome, penaltiesThatApply, tryGates } from '../analysis/gates.ts'
import type { LawBase } from '../compile.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import type { Facts } from '../data/facts.ts'
import { addition } from '../data/translations.ts'
import type { Edition } from '../edition.ts'
import { type Grading, gradingOf, isAbove } from './classes.ts'
import { openingBy } from './covering.ts'
import { dayOf, factsOf } from './facts-of-release.ts'
import type { Release, ReleaseItem } from './release.ts'

/** One line of the reasons: `holds` false is what stops, null what nobody knows, which stops as well. */
export interface ReleaseLine extends Pick<Because, 'holds' | 'says' | 'cite' | 'confidence' | 'settled'> {
  readonly rule: string
}

export interface ItemDecision {
  readonly id: string
  readonly release: boolean
  readonly because: readonly ReleaseLine[]
  /** What would open it, in words; none where nothing does. */
  readonly opensWith: readonly string[]
  /** What giving it all the same risks: penalty rules. */
  readonly exposure: readonly string[]
}

export interface ReleaseDecision {
  readonly on: string
  readonly law: { readonly digest: string }
  /** Every item may go, and there is one. */
  readonly release: boolean
  readonly items: readonly ItemDecision[]
  /** What concerns the release as a whole; said of every item too. */
  readonly because: readonly ReleaseLine[]
  readonly opensWith: readonly string[]
}

interface Finding {
  readonly line: ReleaseLine
  readonly opens: readonly string[]
  readonly exposure?: readonly string[]
}

/**
 * Whether a release may happen, item by item, with the rule behind every yes and no. It fails closed: what is not known,
 * not graded, not bound by an approval to exactly this data, recipient, purpose and time, or not covered by the law of
 * the base is not released. The release must have gone through `parseRelease`.
 */
export function decideRelease(law: LawBase, release: Release): ReleaseDecision {
  const edition = law.at(dayOf(release.on))
  const house = houseOf(edition)
  const whole = wholeOf(house, release)
  const gradings = new Map(release.items.map((item) => [item, gradingOf(edition, release, item)]))
  const facts = factsOf(release, (item) => gradings.get(item)?.isSensitive === true)
  const twice = gradedTwice(release.items)
  const items = release.items.map((item): ItemDecision => {
    const grading = gradings.get(item) as Grading
    const found = [
      ...whole,
      ...itselfOf(edition, house, release, item, grading, twice),
      ...gatesOf(edition, house, release, item, facts(item, grading.classes)),
    ]
    const goes = found.every(({ line }) => line.holds === true)
    return {
      id: item.id,
      release: goes,
      because: found.map(({ line }) => line),
      opensWith: goes ? [] : [...new Set(found.flatMap(({ line, opens }) => (line.holds === true ? [] : opens)))],
      exposure: goes
        ? []
        : [...new Set(found.flatMap(({ line, exposure = [] }) => (line.holds === false ? exposure : [])))],
    }
  })
  return {
    on: release.on,
    law: { digest: law.digest },
    release: items.length > 0 && items.every((one) => one.release),
    items,
    because: whole.map(({ line }) => line),
    opensWith: whole.flatMap(({ opens }) => opens),
  }
}

/** The points a release is stopped on before any bar of a state is looked at, by their name. */
type House = (point: Point, holds: Because['holds'], detail?: string) => Finding
type Point =
  | 'recipient' | 'purpose' | 'giver' | 'items' | 'class' | 'one-grading' | 'lowering' | 'onward' | 'strict-approval'
  | 'highest-level' | 'known-law' | 'nothing-bars' | 'counted' // biome-ignore format: one line of words

function houseOf(edition: Edition): House {
  return (point, holds, detail) => {
    const rule = edition.find('check', `practice/release/checks/${point}`)
    // Without its rule nothing can be said of it, and what nothing can be said of does not go.
    if (!rule) return { line: { rule: point, holds: false, says: point, cite: '' }, opens: [] }
    const says = detail ? `${rule.title}${addition}${detail}` : rule.title
    const cite = rule.cites.map((one) => one.cite).join('; ')
    return { line: { rule: rule.rule, holds, says, cite }, opens: holds !== true && rule.cure ? [rule.cure] : [] }
  }
}

/** What stops the release as a whole. */
function wholeOf(house: House, { recipient, purpose, use, giver, controller, items }: Release): Finding[] {
  const found: Finding[] = []
  const isNamed = Boolean(recipient?.id && recipient.kind && recipient.kind !== 'unknown' && recipient.state)
  const isForeign = recipient?.kind === 'foreign-judicial' || recipient?.kind === 'foreign-authority'
  if (!isNamed) found.push(house('recipient', recipient?.kind === 'unknown' || !recipient ? false : null))
  else if (isForeign && recipient?.state === giver?.state && recipient?.state === (controller?.state ?? giver?.state))
    found.push(
      house('recipient', false, 'It is called foreign, and stands in the state of whoever gives and controls the data'),
    )
  if (!purpose || !use || use === 'other') found.push(house('purpose', null))
  if (!giver?.state || !giver.kind) found.push(house('giver', null))
  if (items.length === 0) found.push(house('items', false))
  return found
}

/** What stops an item whatever the law of the states says. */
function itselfOf(
  edition: Edition,
  house: House,
  release: Release,
  item: ReleaseItem,
  { given }: Grading,
  twice: ReadonlySet<string>,
): Finding[] {
  const found: Finding[] = []
  if (!item.sha256) found.push(house('items', null))
  if (!given) found.push(house('class', null))
  if (item.sha256 && twice.has(item.sha256)) found.push(house('one-grading', false))
  const lowered = lowering(edition, item, release.on)
  if (lowered) found.push(house('lowering', false, lowered))
  if (isOnward(release, item)) found.push(withConsent(house('onward', false), release, item))
  if (given?.level === 'highly-sensitive' && leaves(release, item)) found.push(house('highest-level', false))
  if (given?.scheme === 'general' && given.level === 'sensitive' && leaves(release, item)) {
    found.push(withConsent(house('strict-approval', false), release, item))
  }
  return found
}

/** Of what has the same hash, that which is graded in more than one way. */
function gradedTwice(items: readonly ReleaseItem[]): Set<string> {
  const known = new Map<string, string>()
  const twice = new Set<string>()
  for (const { sha256, scheme, class: graded } of items) {
    if (!sha256) continue
    const so = `${scheme} ${graded}`
    const before = known.get(sha256)
    if (before !== undefined && before !== so) twice.add(sha256)
    known.set(sha256, so)
  }
  return twice
}

/**
 * A step down that two persons did not take, in words. A grading names those who set it; where the last one noted is not
 * the present one, it names those who took it away.
 */
function lowering(edition: Edition, item: ReleaseItem, on: string): string | undefined {
  const history = [...(item.classHistory ?? [])].sort((a, b) => Date.parse(a.at ?? on) - Date.parse(b.at ?? on))
  const present = item.class ?? ''
  const isNoted = history.at(-1)?.class === present
  for (const [i, before] of history.entries()) {
    const next = history[i + 1] ?? (isNoted ? undefined : { ...before, class: present })
    if (!next || !isAbove(edition, item.scheme ?? '', before.class, next.class)) continue
    const isAgreed = next.by && next.second && next.by !== next.second
    if (!isAgreed) return 'From {before} to {after}'.replace('{before}', before.class).replace('{after}', next.class)
    if (next.at && Date.parse(next.at) > Date.parse(on)) return 'It has not happened yet'
  }
  return undefined
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

const consent = { what: '', cite: '', approval: { seat: 'central', as: 'competent-authority' } } as const

function withConsent(finding: Finding, release: Release, item: ReleaseItem): Finding {
  const { by, faults } = openingBy(consent, release, item)
  const says = [finding.line.says, ...(by ? [`${by} allows it`] : faults)].join(addition)
  return { ...finding, line: { ...finding.line, holds: by !== undefined, says } }
}

/** The bars of every state the item would leave. */
function gatesOf(edition: Edition, house: House, release: Release, item: ReleaseItem, facts: Facts): Finding[] {
  const c: Circumstances = { facts, on: facts.on as string, item: facts.data?.[0] }
  const found: Finding[] = unknownLaw(edition, release, item, c.on).map((state) => house('known-law', null, state))
  if (!item.storedIn) found.push(house('known-law', null, 'Nobody says where the data lies'))
  for (const outcome of tryGates(edition, c)) {
    const finding = gateOf(edition, outcome, release, item, c)
    if (finding) found.push(finding)
  }
  const isCounted = release.releasedThisYear?.persons != null && release.releasedThisYear.sensitivePersons != null
  const restsOnCount = found.some(({ line }) => line.holds !== true && countsPeople(edition, line.rule))
  if (restsOnCount && !isCounted) found.push(house('counted', null))
  return found.length > 0 ? found : [house('nothing-bars', true)]
}

const countsPeople = (edition: Edition, id: string) =>
  edition.gates.get(id)?.when.paths.some((path) => path.startsWith('outbound.persons')) === true

/** States the item would leave of whose bars the base holds nothing. */
function unknownLaw(edition: Edition, { giver, recipient }: Release, { storedIn }: ReleaseItem, on: string): string[] {
  const left = [...new Set([...(giver?.state ? [giver.state] : []), ...(storedIn ?? [])])]
  return left.filter(
    (state) => state !== recipient?.state && !edition.gatesOf.has(state) && !edition.isMember(state, on),
  )
}

function gateOf(
  edition: Edition,
  outcome: GateOutcome,
  release: Release,
  item: ReleaseItem,
  c: Circumstances,
): Finding | undefined {
  const { gate, asks } = outcome
  const { rule, openers } = gate
  const kind = release.recipient?.kind
  const isKnownKind = kind !== undefined && kind !== null && kind !== 'unknown'
  if (rule.stands_before && isKnownKind && !rule.stands_before.includes(kind)) return undefined
  const status = outcome.status === 'not-engaged' && restsOnDoubt(outcome) ? 'unknown' : outcome.status
  if (status === 'not-engaged' || status === 'open') return undefined
  const mine = openers.filter(
    (one) =>
      (!one.for || (isKnownKind && one.for.includes(kind))) && (one.when === undefined || one.when.holds(c) === true),
  )
  const openings = mine.map((one) => openingBy(one, release, item))
  const by = openings.find((one) => one.by !== undefined)?.by
  const faults = by === undefined ? openings.flatMap((one) => one.faults) : []
  const says = [rule.title, ...(by === undefined ? [...new Set(faults)] : [`${by} allows it`])].join(addition)
  const asked = status === 'unknown' && by === undefined ? asks.map((fact) => `Say ${fact}`) : []
  return {
    line: {
      rule: rule.rule,
      holds: by === undefined ? (status === 'unknown' ? null : false) : true,
      says,
      cite: edition.cite(rule, ''),
      ...(rule.confidence === 'text' ? {} : { confidence: rule.confidence }),
      ...(rule.settled ? {} : { settled: false as const }),
    },
    opens: [...mine.map(({ what, cite }) => `${what} (${cite})`), ...asked],
    exposure: penaltiesThatApply(edition, rule.exposure, c),
  }
}

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
