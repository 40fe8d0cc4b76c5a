import { type Actor, permit } from '../../accounts/index.ts'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { routesUsed } from '../../requests/index.ts'
import { INSTANCE } from './assessment.ts'
import { reviewDays } from './store.ts'

/** An assessment that is owed: of the instance, of a route asked by for the first time, or to be looked at again. */
export interface OwedAssessment {
  readonly subject: string
  readonly because: 'instance' | 'first-used' | 'review'
  /** Since when it is owed; unknown for the instance, which was there from the start. */
  readonly since: InstantText | string | undefined
  /** The assessment, where one was begun. */
  readonly assessment: string | undefined
}

/** What an organisation has yet to assess. */
export async function owedAssessments(db: Db, actor: Actor, day: string): Promise<OwedAssessment[]> {
  permit(actor, 'assessment.read')
  const standing = new Map((await reviewDays(db, actor.org)).map(({ subject, ...counts }) => [subject, counts]))
  const never = (subject: string) => standing.get(subject)?.review === undefined
  const of = (subject: string) => standing.get(subject)?.id
  const instance = actor.seat === 'operator' && never(INSTANCE)
    ? [{ subject: INSTANCE, because: 'instance' as const, since: undefined, assessment: of(INSTANCE) }] : []
  const used = (await routesUsed(db, actor.org)).filter(({ rule }) => never(rule))
    .map(({ rule, first }) => ({ subject: rule, because: 'first-used' as const, since: first, assessment: of(rule) }))
  const late = [...standing].filter(([, { review }]) => review !== undefined && review <= day)
    .map(([subject, { id, review }]) => ({ subject, because: 'review' as const, since: review, assessment: id }))
  return [...instance, ...used, ...late]
} // biome-ignore format: a list of lists

/**
 * What the law base has of the state on such assessments: the periods for keeping them, each with its article. Where it has none,
 * an assessment is written by the practice of the house, and says so.
 */
export const assessmentLaw = (law: LawBase, state: string, day: string): Rule<'clock'>[] =>
  [...law.at(day).rules.values()].filter(
    (rule): rule is Rule<'clock'> =>
      rule.kind === 'clock' &&
      rule.starts === 'assessment.made' &&
      rule.stops === 'record.deleted' &&
      rule.rule.startsWith(`${state.toLowerCase()}/`),
  )
