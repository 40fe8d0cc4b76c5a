import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { advance, beginAgain, carryOut, type Deed, type Doer, settle } from './course.ts'
import { confirmed, eraseUnvalidated } from './emergency/afterwards.ts'
import { ancestors, type Course, phaseOf } from './lifecycle.ts'
import { handingOnOf } from './passing-on.ts'
import { tellProgress } from './reporting.ts'
import type { Request, Setting, Step } from './request.ts'
import { leave, withdrawAll } from './sending.ts'
import { updateRequest } from './store/requests.ts'
import { insertSteps } from './store/steps.ts'
import { askOthers } from './telling.ts'

/**
 * What became of a step that was put before another organisation, or of our own: it is carried out here, whoever comes
 * next is asked, and whoever put the request before us is told on.
 */
export async function hear(
  tx: Tx,
  course: Course,
  step: Step,
  by: Doer,
  deed: Deed,
  setting: Setting,
): Promise<Request> {
  const { request } = course
  await carryOut(tx, request, step, by, deed, setting)
  const isKept = await keepToHandOn(tx, course, step, deed)
  if (deed.outcome === 'returned') await backToAuthor(tx, request, setting)
  else if (deed.outcome === 'refused' && isAfterwards(course, step))
    return takeBack(tx, request, deed.reason ?? `'${step.title}' was refused`, setting)
  else {
    if (deed.outcome === 'done' && isAfterwards(course, step)) await confirmed(tx, request)
    const left = deed.outcome === 'done' && phaseOf(step) === 'departing'
    const now = left ? await leave(tx, course, setting) : request
    await advance(tx, now, setting)
    await askOthers(tx, now, setting)
  }
  if (!isKept) await tellOn(tx, request, step, by, deed, setting)
  return settle(tx, request.org, request.id, setting)
}

/** Our own court, asked afterwards, says no: nobody may have what came, and the order is withdrawn. */
async function takeBack(tx: Tx, request: Request, reason: string, setting: Setting): Promise<Request> {
  const erased = await eraseUnvalidated(tx, request, reason, setting)
  return withdrawAll(tx, request, reason, setting, erased)
}

/** Evidence that came for somebody else is ours to hand on; until then nobody there is told that the step is done. */
async function keepToHandOn(tx: Tx, { request, steps }: Course, step: Step, deed: Deed): Promise<boolean> {
  const isEvidence = deed.outcome === 'done' && !deed.unfinished && deed.details?.items !== undefined
  if (request.direction === 'outgoing' || !isEvidence || step.does === 'preserve') return false
  const ours = handingOnOf(steps, request.org, step)
  if (ours) await insertSteps(tx, request, [ours])
  return ours !== undefined
}

/** Whoever put the request before us learns what became of a step that it does not do itself. */
async function tellOn(tx: Tx, request: Request, step: Step, by: Doer, deed: Deed, setting: Setting): Promise<void> {
  const { outcome, reason, rules, unfinished } = deed
  if (request.direction === 'outgoing' || unfinished || outcome === 'objected' || outcome === 'answered') return
  if (outcome !== 'noted') await tellProgress(tx, request, step, outcome, { name: by.name, reason, rules }, setting)
}

/** The draft is in its author's hand again: it can be changed, and everything that was decided on it is void. */
async function backToAuthor(tx: Tx, request: Request, setting: Setting): Promise<void> {
  await beginAgain(tx, request, instantText(setting.now()))
  if (request.direction === 'incoming') return
  const change = { digest: undefined, leftAt: undefined, copy: undefined }
  await updateRequest(tx, request.id, change)
  await advance(tx, { ...request, ...change }, setting)
}

/** Our own court, asked after the request had left: its no ends it. */
const isAfterwards = ({ request, steps }: Course, step: Step) =>
  request.direction === 'outgoing' &&
  request.leftAt !== undefined &&
  step.does === 'validate' &&
  step.state === request.facts.asking?.state &&
  [...ancestors(steps, step)].every((one) => phaseOf(one) !== 'answering')
