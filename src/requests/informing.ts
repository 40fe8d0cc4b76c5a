import { type Actor, permit } from '../accounts/index.ts'
import { type InstantText, instantText, isDay } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { LawBase, Rule } from '../law/index.ts'
import { loadCourse, note, personOf, reasonFrom, settle } from './course.ts'
import { RequestError } from './errors.ts'
import type { Course } from './lifecycle.ts'
import { enter } from './provider/entering.ts'
import { dayAfter, lastOfKind } from './provider/entries.ts'
import { noticeRuleOf } from './provider/notice.ts'
import type { Request, Setting } from './request.ts'

type DelayRule = NonNullable<NonNullable<Rule<'route'>['user_notice']>['delay']>

/** Why whoever asks has not told the person yet, until when, and what another person said to that. */
export interface Delay {
  readonly says: string
  readonly cite: string
  readonly grounds: string
  readonly until: string
  readonly person: string | undefined
  readonly name: string
  readonly at: InstantText
  readonly review:
    | { readonly agree: boolean; readonly reason: string; readonly name: string; readonly at: InstantText }
    | undefined
  /** It was agreed to and its day is not over. */
  readonly runs: boolean
}

/** On what the telling may be put off by the law of the route, where that is ours; undefined where it cannot, or was done. */
export function delayRuleOf(
  law: LawBase,
  { request, steps }: Pick<Course, 'request' | 'steps'>,
): DelayRule | undefined {
  if (request.direction === 'incoming') return undefined
  const isOpen = steps.some(({ does, is }) => does === 'inform' && (is === 'pending' || is === 'current'))
  const delay = isOpen ? noticeRuleOf(law, request)?.delay : undefined
  if (!delay) return undefined
  // Read outside the law of the route: the instrument is named with the article.
  const [edition, route] = [law.at(request.law.on), law.rule('route', request.rule)]
  const full = <Cited extends { cite: string }>(one: Cited): Cited => ({
    ...one,
    cite: edition.cite(route, '', one.cite),
  })
  return { ...full(delay), reasons: delay.reasons.map(full) }
}

/** The delay that was asked for last, and how it stands. */
export function delayOf({ beside = [] }: Pick<Course, 'beside'>, now: Temporal.Instant): Delay | undefined {
  const asked = lastOfKind(beside, 'delay')
  if (!asked) return undefined
  const last = lastOfKind(beside, 'delay-review')
  const review = last && beside.indexOf(last) > beside.indexOf(asked) ? last : undefined
  const { says, cite, grounds, until } = asked.body
  return {
    ...{ says, cite, grounds, until, person: asked.person, name: asked.name, at: asked.at },
    review: review && { ...review.body, name: review.name, at: review.at },
    runs: review?.body.agree === true && instantText(now) < dayAfter(until),
  }
}

/** What may be done about telling the person now, and how the delay stands. */
export async function informingOf(
  db: Db,
  org: string,
  id: string,
  { law, now }: Setting,
): Promise<{ rule: DelayRule | undefined; delay: Delay | undefined }> {
  const course = await loadCourse(db, org, id)
  return { rule: delayRuleOf(law, course), delay: delayOf(course, now()) }
}

/**
 * Puts the telling of the person off until a day, on a reason that the law names; it holds once another person has agreed,
 * and has to be asked for anew when its day is over. Throws `unknown_rule` where the law knows no such reason, `bad_text`
 * for a day that is over, `reason_missing`, `already_decided` while another waits or runs.
 */
export async function delayInforming(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly reason: string; readonly grounds: string; readonly until: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.send')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const at = setting.now()
  const reason = delayRuleOf(setting.law, course)?.reasons.find((one) => one.id === input.reason)
  if (!reason)
    throw new RequestError('invalid', 'unknown_rule', 'The law of this route names no such reason to put it off', {
      path: 'reason',
    })
  const before = delayOf(course, at)
  if (before && (before.runs || !before.review))
    throw new RequestError('conflict', 'already_decided', `${before.name} asked for it until ${before.until} already`)
  const until = input.until.trim()
  if (!isDay(until) || until <= at.toString().slice(0, 10))
    throw new RequestError('invalid', 'bad_text', 'Set a day that is still to come', { path: 'until' })
  const body = {
    reason: reason.id,
    says: reason.says,
    cite: reason.cite,
    grounds: reasonFrom(input.grounds, 'grounds'),
    until,
  }
  await enter(tx, course.request, 'delay', personOf(actor), body, at)
  // The grounds are for the file: only that and until when goes into the story.
  const told = { name: actor.name, cite: reason.cite, until }
  await note(tx, course.request, 'request.notice-delayed', personOf(actor), told, at)
  return settle(tx, actor.org, id, setting)
}

/** Another person of the organisation agrees to it, or not. Throws `not_current` where none waits, `approver_is_author`, `reason_missing`. */
export async function reviewDelay(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly agree: boolean; readonly reason: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.approve')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const at = setting.now()
  const asked = delayOf(course, at)
  if (!asked || asked.review) throw new RequestError('conflict', 'not_current', 'Nobody has asked to put it off')
  if (asked.person === actor.person)
    throw new RequestError('forbidden', 'approver_is_author', 'Authors cannot approve their own request')
  const { agree } = input
  const body = { agree, reason: reasonFrom(input.reason) }
  await enter(tx, course.request, 'delay-review', personOf(actor), body, at)
  const told = { name: actor.name, agree, until: asked.until }
  await note(tx, course.request, 'request.notice-delay-reviewed', personOf(actor), told, at)
  return settle(tx, actor.org, id, setting)
}
