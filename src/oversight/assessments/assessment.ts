import { z } from 'zod'
import type { InstantText } from '../../base/time.ts'

/** What an assessment says, in its order. */
export const assessmentParts = ['necessity', 'proportionality', 'persons', 'risks', 'safeguards', 'residual'] as const
export type AssessmentPart = (typeof assessmentParts)[number]

const prose = z.string().trim().min(1).max(20_000)
const each = <T extends z.ZodType>(of: T) =>
  Object.fromEntries(assessmentParts.map((part) => [part, of])) as Record<AssessmentPart, T>

export const partsSchema = z.strictObject(each(prose))
export type AssessmentParts = z.infer<typeof partsSchema>
/** Why the public is not shown a part. That there is such a part it is always told. */
export const withheldSchema = z.strictObject(each(prose)).partial()
export type Withheld = z.infer<typeof withheldSchema>

/** What is assessed: the instance, by whoever runs it, or a route. */
export const INSTANCE = 'instance'

export interface Assessment {
  readonly id: string
  readonly org: string
  /** `instance`, or the route. */
  readonly subject: string
  readonly title: string
}

/** How many comments had come to the editions before one, and what became of them. */
export interface CommentCount {
  readonly received: number
  readonly published: number
  readonly withheld: number
  readonly open: number
}

interface Signed {
  readonly name: string
  readonly at: InstantText
}

/** One edition: written by one person, decided on by another, never changed once it is approved. */
export interface AssessmentEdition {
  readonly assessment: string
  readonly org: string
  /** In the order they were begun. */
  readonly draft: number
  /** Once approved. */
  readonly number: number | undefined
  readonly parts: AssessmentParts
  readonly withheld: Withheld
  /** When it is looked at again. */
  readonly review: string
  /** Why there is this edition. */
  readonly reason: string
  /** The digest of the law it was written under. */
  readonly law: string
  readonly drafted: Signed & { readonly person: string }
  readonly decided: (Signed & { readonly outcome: 'approved' | 'refused'; readonly why: string }) | undefined
  readonly comments: CommentCount | undefined
}

/** What somebody without an account said to an edition, and what became of it. */
export interface Comment {
  readonly id: string
  readonly org: string
  readonly assessment: string
  readonly edition: number
  /** As whoever wrote it wants to be called; empty where they do not say. */
  readonly name: string
  readonly says: string
  readonly at: InstantText
  readonly answer: (Signed & { readonly says: string; readonly person: string }) | undefined
  readonly checked: (Signed & { readonly outcome: 'published' | 'withheld'; readonly why: string }) | undefined
}
