import { type Actor, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { actOf } from '../acts/acts.ts'
import { isOverdue } from '../clocks.ts'
import { loadCourse, reasonFrom, refuseEnded, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import { newDealing, say } from '../examination/acting.ts'
import { filledForm } from '../filling.ts'
import { copyFor } from '../forms/form.ts'
import { type Course, openObjection } from '../lifecycle.ts'
import type { MessageBody } from '../messages.ts'
import type { Request, Setting, Step } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import type { defaults } from './entries.ts'
import { type Enforcing, enforcingOf, refuseUnderReview } from './procedure.ts'
import { enforcementsOf, isEnforced } from './standing.ts'

export interface EnforcementAsked {
  /** The authority of the addressee's state, from the directory. */
  readonly authority: { readonly org: string; readonly name: string; readonly state: string }
  readonly reason: string
}

/**
 * The order was not obeyed, or for reasons that are not accepted: the other state's authority is asked to enforce it, with the
 * order and what was objected. Throws `not_enforceable` where the law has none or its conditions do not hold, `too_early`,
 * `review_open`, `wrong_state`.
 */
export async function askEnforcement(
  tx: Tx,
  actor: Actor,
  id: string,
  { authority, reason }: EnforcementAsked,
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.send')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const { request } = course
  const procedure = enforcingOf(setting.law, request)
  const { asks } = procedure.law
  if (request.direction !== 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', `Only whose order it is can ask for this (${asks})`)
  if (authority.state !== request.to)
    throw new RequestError('invalid', 'wrong_state', `An authority of ${request.to} enforces it (${asks})`, {
      path: 'authority',
    })
  const running = enforcementsOf(await findDealings(tx, request.id)).find(isEnforced)
  if (running)
    throw new RequestError(
      'conflict',
      'already_decided',
      `${running.asked.name} asked for it already, on ${running.asked.at}`,
    )
  await refuseUnderReview(tx, course, procedure)
  const step = owedBy(course)
  const because = refuseObedient(course, step, procedure, setting)
  const holder = request.parties.find(({ org }) => org === step?.doer)
  if (!step?.doer || !holder) throw notEnforceable(`Nobody owes anything under this order (${asks})`)
  const body = {
    authority: { org: authority.org, name: authority.name },
    holder: { org: holder.org, name: holder.name },
    because,
    reason: reasonFrom(reason),
  }
  const dealing = newDealing(setting)
  await tell(
    tx,
    request,
    authority.org,
    'enforcement',
    await fileOf(tx, course, step, { dealing, name: actor.name, body }, setting),
    setting.now(),
  )
  return say(tx, actor, course, { dealing, step: step.id, kind: 'asked', body }, setting)
}

const notEnforceable = (message: string) => new RequestError('conflict', 'not_enforceable', message)

/** The holder's step that is still open: to hand over, or to preserve. */
function owedBy({ steps }: Course): Step | undefined {
  const of = (report: string) =>
    steps.find((step) => step.seat === 'provider' && step.is === 'current' && actOf(step.does).reportedBy === report)
  return of('production') ?? of('preservation')
}

/** Why it may be enforced. Throws `not_enforceable`, `too_early`. */
function refuseObedient(
  course: Course,
  step: Step | undefined,
  { law }: Enforcing,
  setting: Setting,
): (typeof defaults)[number] {
  const { request, steps, decisions, clocks } = course
  const ground = decisions.findLast(({ outcome, void: isVoid }) => outcome === 'refused' && !isVoid)
  if (steps.some(({ is }) => is === 'refused'))
    throw notEnforceable(
      `A ground for refusal stands against it: ${ground?.reason ?? ground?.name ?? request.routeTitle} (${law.asks})`,
    )
  if (!request.leftAt || !step) throw notEnforceable(`Nothing is owed under this order, or not yet (${law.asks})`)
  const objection = openObjection(course)
  if (objection)
    throw notEnforceable(
      `${objection.name} has given reasons that are not answered yet: accept them, or not (${law.asks})`,
    )
  const objected = decisions.findLast(
    ({ outcome, org, void: isVoid }) => outcome === 'objected' && org === step.doer && !isVoid,
  )
  if (objected) return 'not-accepted'
  const owed = clocks.filter(
    (clock) =>
      clock.step === step.id &&
      clock.stoppedAt === undefined &&
      clock.due !== undefined &&
      setting.law.rule('clock', clock.rule).moot.length === 0,
  )
  if (owed.length > 0 && owed.some((clock) => isOverdue(clock, setting.now()))) return 'silent'
  const due = owed.toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0]?.due
  const message = due
    ? `The addressee has time until ${due} (${law.asks})`
    : `No period to comply has ended yet (${law.asks})`
  throw new RequestError('conflict', 'too_early', message)
}

/** The order, and all that the enforcing authority needs to decide on it. */
async function fileOf(
  tx: Tx,
  course: Course,
  step: Step,
  { dealing, name, body }: { dealing: string; name: string; body: MessageBody<'enforcement'>['asked']['body'] },
  setting: Setting,
): Promise<MessageBody<'enforcement'>> {
  const { request } = course
  const filled = await filledForm(tx, course, setting)
  const form = filled && copyFor(filled, 'central')
  const asking = request.facts.asking?.state
  if (!asking || !request.to) throw notEnforceable('Nobody knows between which states this is')
  return {
    request: request.origin,
    title: request.title,
    fileNumber: request.fileNumber,
    rule: request.rule,
    routeTitle: request.routeTitle,
    to: request.to,
    asking,
    law: request.law,
    items: request.items.map(({ id, category }) => ({ id, ...(category && { category }) })),
    parties: request.parties.map(({ seat, state, org, name: called }) => ({ seat, state, org, name: called })),
    ...(request.author && { author: request.author }),
    ...(form && { form: JSON.parse(JSON.stringify(form)) }),
    ...(request.digest && { digest: request.digest }),
    dealing,
    step: step.id,
    asked: { name, at: instantText(setting.now()), body },
  }
}
