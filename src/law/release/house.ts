import type { Because } from '../analysis/analysis.ts'
import { addition } from '../data/translations.ts'
import type { Edition } from '../edition.ts'
import { type Grading, isAbove } from './classes.ts'
import type { Release, ReleaseItem } from './release.ts'

/** One line of the reasons: `holds` false is what stops, null what nobody knows, which stops as well. */
export interface ReleaseLine extends Pick<Because, 'holds' | 'says' | 'cite' | 'confidence' | 'settled'> {
  readonly rule: string
}

/** What was found, with what would mend it and what disregarding it risks. */
export interface Finding {
  readonly line: ReleaseLine
  readonly opens: readonly string[]
  readonly exposure?: readonly string[]
}

/** The points a release is stopped on before any bar of a state is looked at, by their name. */
export type House = (point: Point, holds: Because['holds'], detail?: string) => Finding
export type Point =
  | 'recipient' | 'purpose' | 'giver' | 'items' | 'class' | 'one-grading' | 'lowering' | 'onward' | 'strict-approval'
  | 'highest-level' | 'known-law' | 'nothing-bars' | 'counted' | 'route' | 'safeguards' // biome-ignore format: one line of words

export function houseOf(edition: Edition): House {
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
export function wholeOf(
  edition: Edition,
  house: House,
  { recipient, purpose, use, giver, controller, items, route, safeguards = [], on }: Release,
): Finding[] {
  const found: Finding[] = []
  const isNamed = Boolean(recipient?.id && recipient.kind && recipient.kind !== 'unknown' && recipient.state)
  const isForeign = recipient?.kind === 'foreign-judicial' || recipient?.kind === 'foreign-authority'
  if (!isNamed) found.push(house('recipient', recipient?.kind === 'unknown' || !recipient ? false : null))
  else if (isForeign && isAtHome({ recipient, giver, controller, items }))
    found.push(
      house('recipient', false, 'It is called foreign, and stands in the state of whoever gives and controls the data'),
    )
  else if (recipient?.kind === 'home-authority' && recipient.state !== giver?.state)
    found.push(house('recipient', false, 'It is called an authority of the giver’s own state, and stands in another'))
  if (route && !edition.find('route', route)) found.push(house('route', false, route))
  if (!purpose || !use || use === 'other') found.push(house('purpose', null))
  if (!giver?.state || !giver.kind) found.push(house('giver', null))
  if (items.length === 0) found.push(house('items', false))
  for (const one of safeguards) {
    if (one.breached) found.push(house('safeguards', false, `It was not kept: ${one.says}`))
    else if (!one.accepted || Date.parse(one.accepted) > Date.parse(on)) found.push(house('safeguards', null, one.says))
  }
  return found
}

/** Giver, controller and data are in the state of the recipient: nothing crosses a border. */
const isAtHome = ({
  recipient,
  giver,
  controller,
  items,
}: Pick<Release, 'recipient' | 'giver' | 'controller' | 'items'>) =>
  [giver?.state, controller?.state ?? giver?.state, ...items.flatMap(({ storedIn }) => storedIn ?? [])].every(
    (state) => state === recipient?.state,
  )

/** What stops an item whatever the law of the states says, and no approval opens. */
export function itselfOf(
  edition: Edition,
  house: House,
  release: Release,
  item: ReleaseItem,
  { given, isUnclear }: Grading,
  twice: ReadonlySet<string>,
): Finding[] {
  const found: Finding[] = []
  if (!item.sha256) found.push(house('items', null))
  if (!given && !isAskedByRoute(release, item)) found.push(house('class', null))
  else if (isUnclear) found.push(house('class', null, 'Nobody says whether it was declared important data'))
  if (item.sha256 && twice.has(item.sha256)) found.push(house('one-grading', false))
  const lowered = lowering(edition, item, release.on)
  if (lowered) found.push(house('lowering', false, lowered))
  if (!item.storedIn?.length) found.push(house('known-law', null, 'Nobody says where the data lies'))
  return found
}

/**
 * What answers a request by a route of the law, and was never graded: the bars that look at a class then say so themselves,
 * and a state whose bars look at none asks for none. A class that its scheme does not have is a fault all the same.
 */
export const isAskedByRoute = ({ route }: Release, item: ReleaseItem): boolean => Boolean(route) && !item.class

/** Of what has the same hash, that which is graded in more than one way. */
export function gradedTwice(items: readonly ReleaseItem[]): Set<string> {
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
    if (!isAgreed) return `From ${before.class} to ${next.class}`
    if (next.at && Date.parse(next.at) > Date.parse(on)) return 'It has not happened yet'
  }
  return undefined
}

/** An authority gives, on a route from state to state: it decided under its own law that assistance is given. */
export const isByAuthorities = (edition: Edition, { route, giver }: Release): boolean =>
  giver?.kind === 'authority' && edition.find('route', route ?? '')?.channel === 'cooperative'

/** States the item would leave of whose bars the base holds nothing. */
export function unknownLaw(edition: Edition, release: Release, { storedIn }: ReleaseItem, on: string): string[] {
  const { giver, recipient } = release
  const left = [...new Set([...(giver?.state ? [giver.state] : []), ...(storedIn ?? [])])]
  return left.filter(
    (state) =>
      state !== recipient?.state &&
      !edition.gatesOf.has(state) &&
      !edition.isMember(state, on) &&
      !(state === giver?.state && isByAuthorities(edition, release)),
  )
}
