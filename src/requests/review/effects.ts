import { type InstantText, instantText, parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { actOf } from '../acts/acts.ts'
import { goOn, pause, startClock } from '../clocks.ts'
import { carryOut, courseOf, type Doer, decide, moveStep, note } from '../course.ts'
import { isOpen, openObjection } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { releaseClock, stopClock } from '../store/clocks.ts'
import { updateRequest } from '../store/requests.ts'
import { findReview, insertEntry, insertReview, updateReview } from '../store/reviews.ts'
import { insertSteps } from '../store/steps.ts'
import { type Entry, type EntryBody, lastOf, type ObjectionEntry } from './entries.ts'
import { clocksFrom, procedureOf, stepIdOf, stepOfReview } from './procedure.ts'
import type { Court, Review, ReviewFile } from './review.ts'

/** What an organisation's part in a review is: the one whose order it is, the holder, the court, or one that is only told. */
export type Part = 'keeper' | 'holder' | 'court' | 'told'

export const keeperOf = ({ direction, org, counterpart }: Request): string =>
  direction === 'outgoing' ? org : counterpart

export function partIn(request: Request, review: Pick<Review, 'holder' | 'court'>, org = request.org): Part {
  if (org === review.holder.org) return 'holder'
  if (org === review.court?.org) return 'court'
  return org === keeperOf(request) ? 'keeper' : 'told'
}

/** A dispute begins with the holder's objection. */
export async function open(tx: Tx, review: Review, by: Doer, objection: ObjectionEntry): Promise<ReviewFile> {
  const entry: Entry = {
    kind: 'objection',
    org: by.org,
    person: by.person,
    name: by.name,
    at: review.openedAt,
    body: objection,
  }
  await insertReview(tx, review)
  await insertEntry(tx, review, entry)
  return { ...review, entries: [entry] }
}

/** Puts something to the file here, with all that follows from it for this organisation's copy of the request. */
export async function put(
  tx: Tx,
  request: Request,
  review: ReviewFile,
  entry: Exclude<Entry, { kind: 'objection' }>,
  setting: Setting,
  court?: Court,
): Promise<ReviewFile> {
  await insertEntry(tx, review, entry)
  const by: Doer = { org: entry.org, ...(entry.person && { person: entry.person }), name: entry.name }
  const body = { review: review.id, name: entry.name, rules: [review.ground], ...said(entry) }
  // What the court ruled is recorded with its step, where that is here.
  const isRecorded = entry.kind === 'ruling' && partIn(request, review) !== 'told'
  if (!isRecorded) await note(tx, request, `request.review-${entry.kind}`, by, body, parseInstant(entry.at))
  switch (entry.kind) {
    case 'brought':
      if (court) await bring(tx, request, review, court, entry.body, by, setting)
      break
    case 'question':
      await startViews(tx, request, review, entry.body.until, setting)
      break
    case 'answer':
      await stopOwn(tx, request, review, 'third-state.asked', entry.at, 'third-state.answered', setting)
      break
    case 'at-once':
      await orderedAtOnce(tx, request, review, setting)
      break
    case 'withdrawn':
      await drop(tx, request, review, by, entry.body.reason, setting)
      break
    case 'ruling':
      await ruled(tx, request, review, by, entry.body, setting)
      break
    case 'response':
      if (request.direction === 'outgoing') await answered(tx, request, by, 'responded', setting)
      break
    default:
  }
  return findReview(tx, request.org, request.id, review.id)
}

/** What the log tells of an entry; what was said stands in the file. */
function said({ kind, body }: Entry): { reason?: string; text?: string } {
  if (kind === 'at-once' || kind === 'withdrawn') return { reason: body.reason }
  return kind === 'view' ? { text: body.text } : {}
}

async function bring(
  tx: Tx,
  request: Request,
  review: Review,
  court: Court,
  { released }: EntryBody<'brought'>,
  by: Doer,
  setting: Setting,
): Promise<void> {
  const { law } = setting
  const at = setting.now()
  const items = review.items.filter((item) => !released.includes(item))
  await updateReview(tx, review, { state: 'pending', court, items })
  const part = partIn(request, { ...review, court })
  if (part === 'told') return
  if (!request.parties.some(({ org }) => org === court.org)) {
    const party = { seat: 'court' as const, state: court.state, org: court.org, name: court.name }
    await updateRequest(tx, request.id, { parties: [...request.parties, party] })
  }
  const { steps, clocks } = await courseOf(tx, request)
  const procedure = procedureOf(law, request, review)
  const step = { ...stepOfReview(law, procedure, review, court, steps.length), since: instantText(at) }
  await insertSteps(tx, request, [step])
  for (const clock of step.clocks) await startClock(tx, request, clock, at, setting, { step, free: part === 'court' })
  if (part === 'court') return
  if (procedure.review.suspends) {
    const yielding = steps.filter((one) => isOpen(one) && actOf(one.does).reportedBy === 'production')
    const due = clocks.filter(
      ({ step: id, rule, stoppedAt }) =>
        stoppedAt === undefined && yielding.some((one) => one.id === id) && law.rule('clock', rule).moot.length === 0,
    )
    await pause(tx, request, due, at, setting)
  }
  if (procedure.review.brought_by === 'authority') await answered(tx, request, by, 'referred', setting)
}

/** The court waits for the state whose law forbids, until the day it set, if it set one. */
async function startViews(tx: Tx, request: Request, review: Review, until: string | undefined, setting: Setting) {
  if (partIn(request, review) !== 'court') return
  const { steps } = await courseOf(tx, request)
  const step = steps.find(({ id }) => id === stepIdOf(review))
  const end = until === undefined ? undefined : (`${until}T23:59:59.000Z` as InstantText)
  const procedure = procedureOf(setting.law, request, review)
  for (const clock of clocksFrom(setting.law, procedure, 'third-state.asked')) {
    await startClock(tx, request, clock, setting.now(), setting, { ...(step && { step }), until: end })
  }
}

async function stopOwn(
  tx: Tx,
  request: Request,
  review: Review,
  starts: string,
  at: string,
  by: string,
  { law }: Setting,
): Promise<void> {
  const rules = clocksFrom(law, procedureOf(law, request, review), starts)
  const { clocks } = await courseOf(tx, request)
  for (const { id, rule, stoppedAt } of clocks)
    if (rules.includes(rule) && stoppedAt === undefined) await stopClock(tx, id, by, at)
}

async function orderedAtOnce(tx: Tx, request: Request, review: Review, setting: Setting): Promise<void> {
  const { clocks } = await courseOf(tx, request)
  for (const { id, step, holds } of clocks) if (holds && step === stepIdOf(review)) await releaseClock(tx, id)
  await goOn(tx, request, setting.now(), setting)
}

async function drop(
  tx: Tx,
  request: Request,
  review: Review,
  by: Doer,
  reason: string,
  setting: Setting,
): Promise<void> {
  await updateReview(tx, review, { state: 'ended', decidedAt: instantText(setting.now()) })
  await answered(tx, request, by, 'withdrawn', setting)
  const { steps, clocks } = await courseOf(tx, request)
  const step = steps.find(({ id }) => id === stepIdOf(review))
  if (step && isOpen(step)) await carryOut(tx, request, step, by, { outcome: 'skipped', reason }, setting)
  for (const clock of clocks) {
    if (clock.step === stepIdOf(review) && clock.stoppedAt === undefined)
      await stopClock(tx, clock.id, 'objection.withdrawn', instantText(setting.now()))
  }
  await goOn(tx, request, setting.now(), setting)
}

async function ruled(
  tx: Tx,
  request: Request,
  review: Review,
  by: Doer,
  ruling: EntryBody<'ruling'>,
  setting: Setting,
): Promise<void> {
  const at = setting.now()
  await updateReview(tx, review, { state: 'decided', decidedAt: instantText(at) })
  const part = partIn(request, review)
  if (part === 'told') return
  const { steps } = await courseOf(tx, request)
  const step = steps.find(({ id }) => id === stepIdOf(review))
  const outcomes = ruling.items.map(({ item, ruling: what }) => ({ item, ruling: what }))
  const details = { post: ruling.by.post, fileNumber: ruling.by.fileNumber, ruling: outcomes }
  // Its moment ends the review's clock, and with it the hold.
  if (step) await carryOut(tx, request, step, by, { outcome: 'done', rules: [review.ground], details }, setting)
  await stopOwn(tx, request, review, 'third-state.asked', instantText(at), 'court.decided', setting)
  if (part === 'court') return
  await answered(tx, request, by, 'ruled', setting)
  await goOn(tx, request, at, setting)
  const file = await findReview(tx, request.org, request.id, review.id)
  if (fallen(request, file)) await refuseHolder(tx, request, review, by, at)
}

/** Nothing that was asked for is left: the court lifted what the authority had not let go. */
function fallen({ items }: Request, { entries }: ReviewFile): boolean {
  const released = lastOf(entries, 'brought')?.body.released ?? []
  const lifted = (lastOf(entries, 'ruling')?.body.items ?? []).filter(({ ruling }) => ruling === 'lift')
  const gone = new Set([...released, ...lifted.map(({ item }) => item)])
  return items.every(({ id }) => gone.has(id))
}

/** The holder's duty is over: its steps are refused on the ground it relied on. */
async function refuseHolder(tx: Tx, request: Request, review: Review, by: Doer, at: Temporal.Instant): Promise<void> {
  const { steps } = await courseOf(tx, request)
  for (const step of steps.filter((one) => isOpen(one) && one.doer === review.holder.org)) {
    await decide(tx, request, step.id, by, { outcome: 'refused', rules: [review.ground] }, at)
    if (step.is === 'pending') await moveStep(tx, request, step, 'reach', instantText(at))
    await moveStep(tx, request, { ...step, is: 'current' }, 'refuse', instantText(at))
  }
}

/** The objection is open no longer: it has been referred, answered, ruled on or taken back. */
async function answered(tx: Tx, request: Request, by: Doer, answer: string, { now }: Setting): Promise<void> {
  const objection = openObjection(await courseOf(tx, request))
  if (objection) await decide(tx, request, objection.step, by, { outcome: 'answered', details: { answer } }, now())
}
