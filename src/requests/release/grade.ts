import type { InstantText } from '../../base/time.ts'
import type { Release } from '../../law/index.ts'

type Item = Release['items'][number]

/** What somebody said of a piece: its class, and what the bars of the law ask about it. */
export type Grade = Partial<
  Pick<
    Item,
    | 'scheme'
    | 'class'
    | 'category'
    | 'personal'
    | 'sensitive'
    | 'persons'
    | 'storedIn'
    | 'sector'
    | 'declaredImportant'
    | 'outsideNegativeList'
    | 'foreignOrigin'
  >
>

/** A grading of a piece: who gave it and why; a lowering stands once a second person agreed. */
export interface Grading {
  readonly id: string
  readonly item: string
  readonly sha256: string
  readonly grade: Grade
  readonly lowers: boolean
  readonly reason: string
  readonly by: string
  readonly byName: string
  readonly at: InstantText
  readonly second: { readonly by: string; readonly name: string; readonly at: InstantText } | undefined
}

/** Whether it counts: a lowering only after a second person. */
const stands = ({ lowers, second }: Grading): boolean => !lowers || second !== undefined

/** The grading that counts, of all of a piece, oldest first. */
export const standing = (all: readonly Grading[]): Grading | undefined => all.findLast(stands)

/** How it was graded before and is now, as the gate wants it. */
export const historyOf = (all: readonly Grading[]): NonNullable<Item['classHistory']> =>
  all
    .filter(stands)
    .flatMap(({ grade, at, by, second }) =>
      grade.class ? [{ class: grade.class, at, by, second: second?.by ?? null }] : [],
    )
