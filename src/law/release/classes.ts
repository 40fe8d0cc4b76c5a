import { once } from '../analysis/once.ts'
import type { Rule } from '../data/rule.ts'
import type { Edition } from '../edition.ts'
import type { Release, ReleaseItem } from './release.ts'

type Class = Rule<'class'>

/** How an item is graded. */
export interface Grading {
  /** The class it was given; undefined where its scheme has no such class. */
  readonly given: Class | undefined
  /**
   * Every class it counts as: the one given, where it stands in the three levels, and the least that a state makes of what
   * it is. A state that does not know the scheme still knows the level.
   */
  readonly classes: readonly string[]
  readonly isSensitive: boolean
  /** A state makes more of what was declared important, the scheme cannot tell, and nobody says. */
  readonly isUnclear: boolean
}

export function gradingOf(edition: Edition, { giver }: Release, item: ReleaseItem): Grading {
  const { scheme, storedIn } = item
  const all = classesOf(edition)
  const given = item.class && scheme ? all.get(`${scheme} ${item.class}`) : undefined
  const places = new Set<string | null | undefined>([giver?.state, ...(storedIn ?? [])])
  const ofPlaces = leastOf(edition).filter(({ at_least: least }) => least && places.has(least.state))
  const least = ofPlaces.filter(({ at_least: least }) => least && isSuch(item, least.of))
  const counted = [...(given ? [given] : []), ...least]
  return {
    given,
    classes: [...new Set([...counted.map(({ id }) => id), ...(given ? [given.level] : [])])],
    isSensitive: item.sensitive === true || counted.some(({ at_least: least }) => least?.of === 'sensitive'),
    isUnclear:
      typeof item.declaredImportant !== 'boolean' &&
      ofPlaces.some(
        (one) => one.at_least?.of === 'declared-important' && one.scheme !== scheme && one.level === given?.level,
      ),
  }
}

/** The item as its class means it: the three levels may be named where a scheme stands that has classes of its own. */
export function inItsScheme(edition: Edition, item: ReleaseItem): ReleaseItem {
  const all = classesOf(edition)
  const { scheme, class: id } = item
  const isThreeLevels = scheme && id && !all.has(`${scheme} ${id}`) && all.has(`${threeLevels} ${id}`)
  return isThreeLevels ? { ...item, scheme: threeLevels } : item
}

const threeLevels = 'general'

/** Whether the class stands above the other in their scheme; a class of another scheme, or unknown, is above all. */
export function isAbove(edition: Edition, scheme: string, one: string, other: string): boolean {
  const [a, b] = [one, other].map((id) => classesOf(edition).get(`${scheme} ${id}`)?.rank)
  return one !== other && (a === undefined || b === undefined || a > b)
}

/** A class by its scheme. */
export interface Graded {
  readonly scheme: string
  readonly class: string
}

const levels = ['general', 'sensitive', 'highly-sensitive']

/** The class, in its scheme or among the three levels; undefined where the law has no such one. */
export const classOf = (edition: Edition, { scheme, class: id }: Graded): Class | undefined =>
  classesOf(edition).get(`${scheme} ${id}`) ?? classesOf(edition).get(`${threeLevels} ${id}`)

/** Where a class stands in the three levels; undefined where the law has no such one. */
export const levelIn = (edition: Edition, graded: Graded): Class['level'] | undefined => classOf(edition, graded)?.level

/** Whether the law has this class, in its scheme or among the three levels. */
export const isClass = (edition: Edition, graded: Graded): boolean => classOf(edition, graded) !== undefined

/** Whether the new grading is lower than the one before; between schemes their three levels are compared, and what is unclear is lower. */
export function isLowered(edition: Edition, before: Graded, after: Graded): boolean {
  if (before.scheme === after.scheme) return isAbove(edition, before.scheme, before.class, after.class)
  const [a, b] = [before, after].map(({ scheme, class: id }) => {
    const found = classOf(edition, { scheme, class: id })
    return found ? levels.indexOf(found.level) : -1
  }) as [number, number]
  return a < 0 || b < 0 || a > b
}

type Kind = NonNullable<Class['at_least']>['of']

const isSuch = (item: ReleaseItem, of: Kind): boolean =>
  of === 'declared-important'
    ? item.declaredImportant === true
    : of === 'sensitive'
      ? item.sensitive === true
      : item.personal === true

const rememberedClasses = once<Edition, ReadonlyMap<string, Class>>()
const rememberedLeast = once<Edition, readonly Class[]>()

/** The classes by scheme and id. */
const classesOf = (edition: Edition) =>
  rememberedClasses(
    edition,
    '',
    () =>
      new Map(
        [...edition.rules.values()].flatMap((rule) =>
          rule.kind === 'class' ? [[`${rule.scheme} ${rule.id}`, rule] as const] : [],
        ),
      ),
  )

const leastOf = (edition: Edition) =>
  rememberedLeast(edition, '', () => [...classesOf(edition).values()].filter((one) => one.at_least))
