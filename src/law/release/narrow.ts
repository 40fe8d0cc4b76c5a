import type { LawBase } from '../compile.ts'
import type { Rule } from '../data/rule.ts'
import { LawError } from '../errors.ts'
import { decideRelease, type ReleaseDecision } from './decide.ts'
import { dayOf } from './facts-of-release.ts'
import type { Release, ReleaseItem } from './release.ts'

/** How an item is narrowed, from the least loss to the whole of it. */
export const narrowings = ['whole', 'fewer-persons', 'less-sensitive', 'masked', 'left-out'] as const

/** What becomes of one item in the narrower answer. */
export interface NarrowedItem {
  readonly id: string
  readonly change: (typeof narrowings)[number]
  /** The people it is about, before and after; undefined where nobody says. */
  readonly persons: { readonly before: number | undefined; readonly after: number | undefined }
  /** its class, before and after: what is made of it is graded anew, by a person. */
  readonly class: { readonly before: string | undefined; readonly after: string | undefined }
  /** The rules that kept it, and do so no longer. */
  readonly opened: readonly string[]
}

/** A narrower answer that the gate would let through, with what changes. */
export interface Narrowing {
  readonly release: Release
  readonly decision: ReleaseDecision
  readonly items: readonly NarrowedItem[]
}

/** Each item is tried beside those before it: a longer list is narrowed in parts. */
const MOST = 300

/**
 * The least that has to be left out, masked or taken away so that the gate lets the rest go; undefined where nothing of it
 * may go however it is narrowed. What is narrowed is another piece: no approval of the whole covers it. It proposes; a
 * person makes the piece, grades it, and the gate decides on that anew. Throws `too_many_items`.
 */
export function narrow(law: LawBase, given: Release): Narrowing | undefined {
  if (given.items.length > MOST)
    throw new LawError('invalid', 'too_many_items', `More than ${MOST} items are narrowed in parts`, { path: 'items' })
  const before = decideRelease(law, given)
  if (before.because.some(({ holds }) => holds !== true)) return undefined
  const stops = new Map(
    before.items.map(({ id, because }) => [id, because.flatMap(({ holds, rule }) => (holds === true ? [] : [rule]))]),
  )
  const kept: ReleaseItem[] = []
  const found = new Map<string, NarrowedItem>()
  // What may go by itself is not given up for what may not.
  const inTurn = [...given.items].sort((a, b) => (stops.get(a.id)?.length ?? 0) - (stops.get(b.id)?.length ?? 0))
  const goes = (items: ReleaseItem[]) => decideRelease(law, { ...given, items }).release
  for (const item of inTurn) {
    const [change, then] = firstThatGoes(law, given, item, (one) => goes([...kept, one]))
    if (then) kept.push(then)
    found.set(item.id, {
      id: item.id,
      change,
      persons: { before: item.persons ?? undefined, after: then?.persons ?? undefined },
      class: { before: item.class ?? undefined, after: then?.class ?? undefined },
      opened: then ? [...new Set(stops.get(item.id) ?? [])] : [],
    })
  }
  if (kept.length === 0) return undefined
  const release = { ...given, items: given.items.flatMap(({ id }) => kept.find((one) => one.id === id) ?? []) }
  return {
    release,
    decision: decideRelease(law, release),
    items: given.items.flatMap(({ id }) => found.get(id) ?? []),
  }
}

function firstThatGoes(
  law: LawBase,
  release: Release,
  item: ReleaseItem,
  goes: (one: ReleaseItem) => boolean,
): readonly [NarrowedItem['change'], ReleaseItem | undefined] {
  if (goes(item)) return ['whole', item]
  const fewer = fewerPersons(item, goes)
  if (fewer) return ['fewer-persons', fewer]
  const classes = classesIn(law, release, item.scheme)
  const tame = lessSensitive(item, classes)
  if (tame && goes(tame)) return ['less-sensitive', tame]
  const still = tame && fewerPersons(tame, goes)
  if (still) return ['less-sensitive', still]
  const masked = withoutPersons(item, classes)
  return masked && goes(masked) ? ['masked', masked] : ['left-out', undefined]
}

/** What is made of a piece is another piece, whose grading begins anew. */
const another = (item: ReleaseItem, change: Partial<ReleaseItem>): ReleaseItem => ({
  ...item,
  sha256: item.sha256 && `${item.sha256} narrowed`,
  classHistory: undefined,
  ...change,
})

/** The most people it may be about. */
function fewerPersons(item: ReleaseItem, goes: (one: ReleaseItem) => boolean): ReleaseItem | undefined {
  const of = (persons: number) => another(item, { persons })
  if (!item.persons || item.persons < 2 || !goes(of(1))) return undefined
  let [may, mayNot] = [1, item.persons]
  while (mayNot - may > 1) {
    const half = Math.floor((may + mayNot) / 2)
    if (goes(of(half))) may = half
    else mayNot = half
  }
  return of(may)
}

type Class = Rule<'class'>

function classesIn(law: LawBase, { on }: Release, scheme: string | null | undefined): Class[] {
  const rules = [...law.at(dayOf(on)).rules.values()]
  return rules
    .filter((rule): rule is Class => rule.kind === 'class' && rule.scheme === scheme)
    .sort((a, b) => b.rank - a.rank)
}

/** Without the fields that make it sensitive: still about people, and graded as the scheme grades that. */
function lessSensitive(item: ReleaseItem, classes: readonly Class[]): ReleaseItem | undefined {
  const given = classes.find(({ id }) => id === item.class)
  if (item.sensitive !== true && given?.at_least?.of !== 'sensitive') return undefined
  const plain = classes.find(({ at_least: least }) => least?.of === 'personal')
  const isOfPersons = given?.at_least?.of === 'sensitive'
  return another(item, { sensitive: false, ...(isOfPersons && plain && { class: plain.id }) })
}

/** With nobody to be told by it any more; what is more than personal by something else stays what it is. */
function withoutPersons(item: ReleaseItem, classes: readonly Class[]): ReleaseItem | undefined {
  if (item.personal === false) return undefined
  const given = classes.find(({ id }) => id === item.class)
  const of = given?.at_least?.of
  const general = classes.find(({ level, at_least: least }) => level === 'general' && !least)
  const regraded = (of === 'sensitive' || of === 'personal') && general ? { class: general.id } : {}
  return another(item, { personal: false, sensitive: false, persons: 0, ...regraded })
}
