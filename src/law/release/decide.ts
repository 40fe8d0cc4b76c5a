import type { LawBase } from '../compile.ts'
import { withAdopted } from '../own-rules.ts'
import { barsBefore } from './bars.ts'
import { type Grading, gradingOf, inItsScheme } from './classes.ts'
import { dayOf, factsOf } from './facts-of-release.ts'
import { gradedTwice, houseOf, itselfOf, type ReleaseLine, wholeOf } from './house.ts'
import type { Release } from './release.ts'

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

/**
 * Whether a release may happen, item by item, with the rule behind every yes and no. It fails closed: what is not known,
 * not graded, not bound by an approval to exactly this data, recipient, purpose and time, or not covered by the law of
 * the base is not released. Where the operator has rules of its own, what the law without them stops is stopped. The
 * release must have gone through `parseRelease`.
 */
export function decideRelease(law: LawBase, given: Release): ReleaseDecision {
  const decision = decide(law, given)
  const decided = law.beneath ? stricter(decision, decide(law.beneath, given)) : decision
  const adopted = withAdopted(law)
  return adopted ? stricter(decide(adopted, given), decided) : decided
}

/** What both let go; what stopped it in either. */
function stricter(own: ReleaseDecision, beneath: ReleaseDecision): ReleaseDecision {
  const items = own.items.map((item, i): ItemDecision => {
    const below = beneath.items[i]
    if (!below || below.release) return item
    const because = below.because.filter(
      (line) => line.holds !== true && !item.because.some((one) => one.rule === line.rule && one.holds !== true),
    )
    return {
      id: item.id,
      release: false,
      because: [...item.because, ...because],
      opensWith: [...new Set([...item.opensWith, ...below.opensWith])],
      exposure: [...new Set([...item.exposure, ...below.exposure])],
    }
  })
  return { ...own, items, release: items.length > 0 && items.every((one) => one.release) }
}

function decide(law: LawBase, given: Release): ReleaseDecision {
  const edition = law.at(dayOf(given.on))
  const release = { ...given, items: given.items.map((item) => inItsScheme(edition, item)) }
  const house = houseOf(edition)
  const whole = wholeOf(edition, house, release)
  const gradings = new Map(release.items.map((item) => [item, gradingOf(edition, release, item)]))
  const facts = factsOf(release, (item) => gradings.get(item)?.isSensitive === true)
  const twice = gradedTwice(release.items)
  const items = release.items.map((item): ItemDecision => {
    const grading = gradings.get(item) as Grading
    const found = [
      ...whole,
      ...itselfOf(edition, house, release, item, grading, twice),
      // What nobody graded is not known to be no more than the least it counts as.
      ...barsBefore(edition, house, release, item, facts(item, grading.given ? grading.classes : [])),
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

/** The people a release is about, those whose sensitive information it holds apart; undefined where nobody says of one item how many. */
export function peopleIn(law: LawBase, given: Release): { persons: number; sensitivePersons: number } | undefined {
  const edition = law.at(dayOf(given.on))
  let [persons, sensitivePersons] = [0, 0]
  for (const item of given.items) {
    if (item.personal === false || item.foreignOrigin === true) continue
    if (typeof item.persons !== 'number') return undefined
    if (gradingOf(edition, given, inItsScheme(edition, item)).isSensitive) sensitivePersons += item.persons
    else persons += item.persons
  }
  return { persons, sensitivePersons }
}
