import { type Actor, hashToken, newToken, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { type InstantText, instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { digestOf } from '../redress/filing.ts'
import type { Comment } from './assessment.ts'
import { publicAssessment } from './published.ts'
import { commentBySecret, findComment, insertComment, listPublic, setAnswer, setChecked } from './store.ts'
import { refuseNamed } from './writing.ts'

/** What a comment may hold, in characters. */
export const COMMENT = { name: 100, says: 5_000 } as const

/** Characters that move or hide others, or steer a terminal: what somebody reads is what was written. */
const steering = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

const plain = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(steering, (one) => (one === '\n' ? one : ''))
    .trim()

/**
 * Takes in what anyone says to the newest edition of an assessment, and answers the secret of the link by which it is followed.
 * Nothing of it is public before a person has answered it and another has checked both. Throws `no_such_assessment`, `bad_text`.
 */
export async function commentOn(
  tx: Tx,
  id: string,
  input: { readonly name: string; readonly says: string },
  at: Temporal.Instant,
): Promise<{ secret: string; id: string }> {
  const { number: edition } = await publicAssessment(tx, id)
  const [{ org } = { org: '' }] = await listPublic(tx, id)
  const [name, says] = [plain(input.name).replaceAll('\n', ' '), plain(input.says)]
  if (says === '') throw bad('Say what you want to say', 'says')
  if (says.length > COMMENT.says) throw bad(`At most ${COMMENT.says} characters`, 'says')
  if (name.length > COMMENT.name) throw bad(`At most ${COMMENT.name} characters`, 'name')
  const secret = newToken()
  const comment: Comment = {
    id: newId('comment', at.epochMilliseconds),
    ...{ org, assessment: id, edition, name, says, at: instantText(at), answer: undefined, checked: undefined },
  }
  await insertComment(tx, comment, hashToken(secret))
  // Who it was stays out of the log: only that what was said is what is on file.
  const body = { comment: comment.id, edition, said: digestOf(says) }
  await record(tx, { org, by: 'person', kind: 'comment.filed', about: id, body }, at)
  return { secret, id: comment.id }
}

/** What somebody is shown of their own comment. */
export interface FollowedComment {
  readonly assessment: string
  readonly edition: number
  readonly name: string
  readonly says: string
  readonly at: InstantText
  readonly answer: { readonly says: string; readonly at: InstantText } | undefined
  readonly checked:
    | { readonly outcome: 'published' | 'withheld'; readonly why: string; readonly at: InstantText }
    | undefined
}

/** Where it stands, for whoever has the link. Throws `no_such_comment`, the same whatever is wrong with the link. */
export async function followComment(db: Db, secret: string): Promise<FollowedComment> {
  const found = /^[A-Za-z0-9_-]{43}$/.test(secret) ? await commentBySecret(db, hashToken(secret)) : undefined
  if (!found) throw new OversightError('missing', 'no_such_comment', 'There is nothing at this address')
  const { assessment, edition, name, says, at, answer, checked } = found
  return {
    ...{ assessment, edition, name, says, at },
    // An answer is told once somebody else has looked at it.
    answer: answer && checked && { says: answer.says, at: answer.at },
    checked: checked && { outcome: checked.outcome, why: checked.why, at: checked.at },
  }
}

/** A person answers a comment, once. Throws `no_such_comment`, `already_answered`, `already_decided`, `bad_text`. */
export async function answerComment(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly says: string },
  at: Temporal.Instant,
): Promise<Comment> {
  permit(actor, 'assessment.write')
  const comment = await findComment(tx, actor.org, id, 'lock')
  if (comment.checked) throw decidedAlready(comment.checked)
  if (comment.answer)
    throw new OversightError('conflict', 'already_answered', `${comment.answer.name} answered it on ${comment.answer.at}`)
  const answer = { says: textFrom(input.says, 'says', 10_000), person: actor.person, name: actor.name, at: instantText(at) }
  await setAnswer(tx, id, answer)
  const body = { comment: id, answer: answer.says, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'comment.answered', about: comment.assessment, body }, at)
  return { ...comment, answer }
} // biome-ignore format: its refusals in lines

/**
 * Another person than answered says whether comment and answer become public; where not, why, which whoever wrote it is told.
 * Throws `no_such_comment`, `already_decided`, `second_person`, `not_answered`, `case_named`, `bad_text`.
 */
export async function checkComment(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly outcome: string; readonly why: string },
  at: Temporal.Instant,
): Promise<Comment> {
  permit(actor, 'assessment.approve')
  const comment = await findComment(tx, actor.org, id, 'lock')
  if (comment.checked) throw decidedAlready(comment.checked)
  const { answer } = comment
  if (answer?.person === actor.person)
    throw new OversightError('forbidden', 'second_person', 'Whoever answered it does not check it')
  const outcome = (['published', 'withheld'] as const).find((one) => one === input.outcome)
  if (!outcome) throw bad('Publish it or withhold it', 'outcome')
  if (outcome === 'published') {
    if (!answer) throw new OversightError('conflict', 'not_answered', 'A comment becomes public with its answer')
    await refuseNamed(tx, actor.org, [comment.name, comment.says, answer.says].join('\n'))
  }
  const why = outcome === 'withheld' ? textFrom(input.why, 'why', 2_000) : input.why.trim().slice(0, 2_000)
  const checked = { outcome, why, name: actor.name, at: instantText(at) }
  await setChecked(tx, id, checked)
  const body = { comment: id, outcome, reason: why, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'comment.checked', about: comment.assessment, body }, at)
  return { ...comment, checked }
} // biome-ignore format: its refusals in lines

const decidedAlready = ({ name, at }: NonNullable<Comment['checked']>) =>
  new OversightError('conflict', 'already_decided', `It was checked by ${name} on ${at}`)
