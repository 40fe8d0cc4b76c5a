import { findOrganisation } from '../../accounts/index.ts'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import {
  type Assessment,
  type AssessmentEdition,
  type AssessmentPart,
  assessmentParts,
  type Comment,
  type CommentCount,
} from './assessment.ts'
import { editionsOf, listPublic, noAssessment, publishedOn } from './store.ts'

/** An edition as anyone reads it: no person and no case is named, and what is withheld is said to be. */
export interface PublicEdition {
  readonly id: string
  readonly subject: string
  readonly by: { readonly name: string; readonly state: string }
  readonly number: number
  readonly published: InstantText
  readonly review: string
  readonly reason: string
  readonly parts: readonly {
    readonly part: AssessmentPart
    readonly says: string | undefined
    readonly withheld: string | undefined
  }[]
  readonly comments: CommentCount
  /** Every edition there is, the newest first. */
  readonly editions: readonly { readonly number: number; readonly published: InstantText; readonly reason: string }[]
}

/** A comment with its answer, once somebody has checked both. */
export interface PublicComment {
  readonly id: string
  readonly edition: number
  readonly name: string
  readonly says: string
  readonly at: InstantText
  readonly answer: string
  readonly answeredAt: InstantText
}

/** The newest edition of every assessment of this instance. */
export async function publicAssessments(db: Db): Promise<PublicEdition[]> {
  const all: PublicEdition[] = []
  for (const one of await listPublic(db)) all.push(await shown(db, one, undefined))
  return all
}

/** One edition, the newest unless told. Throws `no_such_assessment`, the same for a draft as for nothing. */
export async function publicAssessment(db: Db, id: string, number?: number): Promise<PublicEdition> {
  const [one] = await listPublic(db, id)
  if (!one) throw noAssessment()
  return shown(db, one, number)
}

async function shown(db: Db, { id, org, subject }: Assessment, number: number | undefined): Promise<PublicEdition> {
  const approved = (await editionsOf(db, id)).filter(isApproved)
  const edition = number === undefined ? approved[0] : approved.find((one) => one.number === number)
  if (!edition) throw new OversightError('missing', 'no_such_edition', 'There is no such edition')
  const { name, state } = await findOrganisation(db, org)
  return {
    ...{ id, subject, by: { name, state }, number: edition.number, published: edition.decided.at },
    ...{ review: edition.review, reason: edition.reason, comments: edition.comments },
    parts: assessmentParts.map((part) => {
      const withheld = edition.withheld[part]
      return { part, withheld, says: withheld === undefined ? edition.parts[part] : undefined }
    }),
    editions: approved.map((one) => ({ number: one.number, published: one.decided.at, reason: one.reason })),
  }
}

type Approved = AssessmentEdition &
  Required<{ [K in 'number' | 'decided' | 'comments']: NonNullable<AssessmentEdition[K]> }>
const isApproved = (one: AssessmentEdition): one is Approved =>
  one.number !== undefined && one.decided !== undefined && one.comments !== undefined

/** What was said to an assessment, and answered, and let be public. */
export async function publicComments(db: Db, id: string): Promise<PublicComment[]> {
  return (await publishedOn(db, id)).map(publicComment)
}

function publicComment({ id, edition, name, says, at, answer }: Comment): PublicComment {
  return { id, edition, name, says, at, answer: answer?.says ?? '', answeredAt: answer?.at ?? at }
}
