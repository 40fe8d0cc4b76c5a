import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { loadCourse, reasonFrom, refuseEnded, settle, stepFor } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import { lineFrom } from '../matters.ts'
import type { Request, Setting } from '../request.ts'
import { findReview } from '../store/reviews.ts'
import { type Part, partIn, put } from './effects.ts'
import { type EntryBody, type EntryKind, lastOf, type Point } from './entries.ts'
import { procedureOf, stateOfCourt, stepIdOf } from './procedure.ts'
import type { Court, ReviewFile, ReviewState } from './review.ts'
import { type RulingInput, rulingFrom } from './ruling.ts'
import { type Told, tellCourt, tellOthers } from './told.ts'

/** What a side says of the points the law weighs: a text by the number of each. */
export type Points = Readonly<Record<number, string>>

interface At {
  readonly course: Course
  readonly request: Request
  readonly review: ReviewFile
}

/** Locks the request and finds its review. Throws `not_current` unless the review stands there, `wrong_organisation`. */
async function at(
  tx: Tx,
  actor: Actor,
  id: string,
  review: string,
  parts: readonly Part[],
  states: readonly ReviewState[],
): Promise<At> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const file = await findReview(tx, actor.org, id, review)
  if (!parts.includes(partIn(course.request, file)))
    throw new RequestError('forbidden', 'wrong_organisation', 'This is for another side of the dispute')
  if (!states.includes(file.state)) throw notThere(file)
  return { course, request: course.request, review: file }
}

function notThere({ state, court, entries }: ReviewFile): RequestError {
  const last = entries.at(-1)
  const where = {
    objected: 'it is not before a court yet',
    pending: `it is before ${court?.name ?? 'a court'}`,
    decided: 'it has been decided',
    ended: 'it has ended',
  }[state]
  const code = state === 'objected' ? 'not_current' : 'already_decided'
  return new RequestError('conflict', code, `This cannot be done any more: ${where} (${last?.name}, ${last?.at})`)
}

/** Puts an entry to the file here and at everybody who may read it. */
async function enter<K extends EntryKind>(
  tx: Tx,
  actor: Actor,
  { request, review }: At,
  kind: K,
  body: EntryBody<K>,
  setting: Setting,
  court?: Court,
): Promise<Request> {
  const { org, person, name } = actor
  const entry = { kind, org, person, name, at: instantText(setting.now()), body } as unknown as Told
  if (entry.kind === 'brought' && court) await tellCourt(tx, request, review, court, entry, setting)
  await tellOthers(tx, request, court ? { ...review, court } : review, entry, setting, court)
  await put(tx, request, review, entry, setting, court)
  return settle(tx, request.org, request.id, setting)
}

/** What the enforcing authority thinks of the objection; the authority whose order it is reviews with it. */
export async function giveView(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { review: string; text: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'ground.raise')
  const here = await at(tx, actor, id, input.review, ['told'], ['objected'])
  return enter(tx, actor, here, 'view', { text: reasonFrom(input.text, 'text') }, setting)
}

export interface Referral {
  readonly review: string
  readonly court: Court
  /** Why the order is to stand. */
  readonly statement: string
  readonly points?: Points
  /** The data still asked for; what is not named is let go. */
  readonly items: readonly string[]
}

/**
 * The authority means to uphold its order and asks the court. Throws `wrong_state` for a court that has no say,
 * `bad_text` where nothing would be left to decide, and `review_needed` where it is for the holder to move.
 */
export async function refer(tx: Tx, actor: Actor, id: string, input: Referral, setting: Setting): Promise<Request> {
  permit(actor, 'objection.answer')
  const here = await at(tx, actor, id, input.review, ['keeper'], ['objected'])
  const procedure = procedureOf(setting.law, here.request, here.review)
  if (procedure.review.brought_by !== 'authority')
    throw new RequestError('conflict', 'review_needed', `It is for the holder to bring this (${procedure.review.cite})`)
  const statement = reasonFrom(input.statement, 'statement')
  const items = here.review.items.filter((item) => input.items.includes(item))
  if (items.length === 0)
    throw new RequestError('invalid', 'bad_text', 'Choose the data that are still asked for, or withdraw the order', {
      path: 'items',
    })
  refuseOtherCourt(here.request, input.court, stateOfCourt(procedure, here.request))
  const released = here.review.items.filter((item) => !items.includes(item))
  const body = { statement, points: pointsFrom(input.points), released }
  return enter(tx, actor, here, 'brought', body, setting, input.court)
}

/** The holder's motion goes to the court, with the objection that the asking authority is told of. */
export async function move(
  tx: Tx,
  actor: Actor,
  request: Request,
  review: ReviewFile,
  court: Court,
  setting: Setting,
): Promise<void> {
  const procedure = procedureOf(setting.law, request, review)
  refuseOtherCourt(request, court, stateOfCourt(procedure, request))
  const course = await loadCourse(tx, actor.org, request.id)
  const body = { statement: '', points: [], released: [] }
  await enter(tx, actor, { course, request, review }, 'brought', body, setting, court)
}

function refuseOtherCourt(request: Request, court: Court, state: string | undefined): void {
  if (state === undefined || court.state === state) return
  const message = `A court of ${state} decides here, not one of ${court.state} (${request.routeTitle})`
  throw new RequestError('invalid', 'wrong_state', message, { path: 'court' })
}

/** The authority answers a motion before the court; `shared` lets the holder read it too. */
export async function respond(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { review: string; text: string; points?: Points; shared: boolean },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'objection.answer')
  const here = await at(tx, actor, id, input.review, ['keeper'], ['pending'])
  const body = { text: reasonFrom(input.text, 'text'), points: pointsFrom(input.points), shared: input.shared }
  return enter(tx, actor, here, 'response', body, setting)
}

/** The court asks the state whose law forbids, until a day it sets if it likes. */
export async function askThirdState(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { review: string; authority: string; state: string; text: string; until?: string },
  setting: Setting,
): Promise<Request> {
  const here = await atCourt(tx, actor, id, input.review)
  const { third_state: third } = procedureOf(setting.law, here.request, here.review).review
  if (!third) throw new RequestError('invalid', 'not_current', 'The law does not provide for asking another state here')
  const until = input.until?.trim()
  if (until && (!/^\d{4}-\d\d-\d\d$/.test(until) || until < setting.now().toString().slice(0, 10)))
    throw new RequestError('invalid', 'bad_text', 'Set a day that is still to come', { path: 'until' })
  if (!/^[A-Z]{2}$/.test(input.state))
    throw new RequestError('invalid', 'bad_text', 'Choose the state that is asked', { path: 'state' })
  const body = {
    authority: lineFrom(input.authority, 'authority'),
    state: input.state,
    text: reasonFrom(input.text, 'text'),
    ...(until && { until }),
  }
  return enter(tx, actor, here, 'question', body, setting)
}

/** What the third state answered. Throws `not_current` where it was not asked. */
export async function noteThirdState(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { review: string; text: string },
  setting: Setting,
): Promise<Request> {
  const here = await atCourt(tx, actor, id, input.review)
  if (!lastOf(here.review.entries, 'question'))
    throw new RequestError('conflict', 'not_current', 'The third state has not been asked')
  return enter(tx, actor, here, 'answer', { text: reasonFrom(input.text, 'text') }, setting)
}

/** The court orders the data at once, on the one ground for which the law lets it. */
export async function orderAtOnce(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { review: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const here = await atCourt(tx, actor, id, input.review)
  const { suspends } = procedureOf(setting.law, here.request, here.review).review
  if (!suspends?.unless) {
    const why = suspends
      ? `The duty stands still until the court has decided (${suspends.cite})`
      : 'Nothing is suspended here'
    throw new RequestError('conflict', 'not_current', why)
  }
  const before = here.review.entries.find(({ kind }) => kind === 'at-once')
  if (before) throw new RequestError('conflict', 'already_decided', `${before.name} ordered this on ${before.at}`)
  return enter(tx, actor, here, 'at-once', { reason: reasonFrom(input.reason) }, setting)
}

/** The court rules, item by item; see `rulingFrom` for what it refuses. */
export async function giveRuling(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RulingInput & { review: string },
  setting: Setting,
): Promise<Request> {
  const here = await atCourt(tx, actor, id, input.review)
  const own = await findOrganisation(tx, actor.org)
  const procedure = procedureOf(setting.law, here.request, here.review)
  const ruling = rulingFrom(procedure, here.review, input, { name: actor.name, authority: own.name })
  return enter(tx, actor, here, 'ruling', ruling, setting)
}

/** The holder objects no longer; its duty goes on. */
export async function withdrawObjection(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { review: string; reason: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'objection.raise')
  const here = await at(tx, actor, id, input.review, ['holder'], ['objected', 'pending'])
  return enter(tx, actor, here, 'withdrawn', { reason: reasonFrom(input.reason) }, setting)
}

/** The review before this court; its step must be the actor's to take. */
async function atCourt(tx: Tx, actor: Actor, id: string, review: string): Promise<At> {
  const here = await at(tx, actor, id, review, ['court'], ['pending', 'decided'])
  stepFor(here.course, actor, (step) => step.id === stepIdOf(here.review))
  return here
}

const pointsFrom = (points: Points = {}): Point[] =>
  Object.entries(points).flatMap(([factor, text]) =>
    text.trim() === '' ? [] : [{ factor: Number(factor), text: text.trim() }],
  )
