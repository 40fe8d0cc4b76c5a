import { type Actor, permit } from '../../accounts/index.ts'
import type { Tx } from '../../db/index.ts'
import { isOverdue } from '../clocks.ts'
import { loadCourse, reasonFrom, refuseEnded } from '../course.ts'
import { RequestError } from '../errors.ts'
import { dayFrom, say, unknownDealing } from '../examination/acting.ts'
import { sidesOf } from '../examination/sides.ts'
import type { Course } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { type Enforcing, enforcingOf } from './procedure.ts'
import { type Enforcement, enforcementsOf, isConsulting } from './standing.ts'

type Side = 'keeper' | 'authority' | 'holder'

export interface At {
  readonly course: Course
  readonly enforcement: Enforcement
  readonly procedure: Enforcing
  readonly about: { readonly dealing: string; readonly step: string }
}

/**
 * The enforcement, for one of its sides. A penalty outlives the request: `late` finds it then, too. Throws `no_such_dealing`,
 * `wrong_organisation`, `ended`.
 */
export async function at(
  tx: Tx,
  actor: Actor,
  id: string,
  dealing: string,
  side: Side,
  { law }: Setting,
  late?: 'late',
): Promise<At> {
  permit(actor, ({ keeper: 'objection.answer', authority: 'ground.raise', holder: 'objection.raise' } as const)[side])
  const course = await loadCourse(tx, actor.org, id, 'lock')
  if (!late) refuseEnded(course)
  const dealings = await findDealings(tx, course.request.id)
  const enforcement = enforcementsOf(dealings).find((one) => one.id === dealing)
  if (!enforcement) throw unknownDealing()
  if (sidesOf(course.request, dealings, dealing)[side] !== actor.org)
    throw new RequestError('forbidden', 'wrong_organisation', 'This is for another side of the enforcement')
  const about = { dealing, step: enforcement.asked.step }
  return { course, enforcement, procedure: enforcingOf(law, course.request), about }
}

/** A ground of the law on which it may be refused. Throws `no_such_ground`. */
function groundIn({ grounds }: { grounds: Enforcing['grounds'] }, id: string, cite: string): string {
  const found = grounds.find(({ rule }) => rule === id)
  if (found) return found.rule
  throw new RequestError('invalid', 'no_such_ground', `The law gives no such ground here (${cite})`, { path: 'ground' })
}

/** Before a no the enforcing authority asks whoever asked it. */
export async function consultAsker(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; ground: string; text: string },
  setting: Setting,
): Promise<Request> {
  const { course, procedure, about } = await at(tx, actor, id, input.dealing, 'authority', setting)
  const ground = groundIn(procedure, input.ground, procedure.law.consults)
  return say(
    tx,
    actor,
    course,
    { ...about, kind: 'consulted', body: { ground, text: reasonFrom(input.text, 'text') } },
    setting,
  )
}

/** Whoever asked answers. */
export async function explainToAuthority(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; text: string },
  setting: Setting,
): Promise<Request> {
  const { course, about } = await at(tx, actor, id, input.dealing, 'keeper', setting)
  return say(
    tx,
    actor,
    course,
    { ...about, kind: 'explained', body: { text: reasonFrom(input.text, 'text') } },
    setting,
  )
}

/** The order is recognised: the addressee is required to comply, or to plead, by a day, and told what threatens. */
export async function recognise(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; until: string; threat: string },
  setting: Setting,
): Promise<Request> {
  const { course, procedure, about } = await at(tx, actor, id, input.dealing, 'authority', setting)
  const until = dayNeeded(input.until, procedure, setting)
  const grounds = procedure.pleadable.map(({ rule }) => rule)
  const body = { until, grounds, threat: reasonFrom(input.threat, 'threat') }
  return say(tx, actor, course, { ...about, kind: 'recognised', body }, setting)
}

function dayNeeded(input: string, { law }: Enforcing, setting: Setting): string {
  const until = dayFrom(input, setting)
  if (until) return until
  throw new RequestError('invalid', 'bad_text', `Set the day by which the addressee complies (${law.requires})`, {
    path: 'until',
  })
}

/** It is not recognised. Throws `consultation_needed` before whoever asked was consulted and had its time. */
export async function refuseRecognition(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; ground: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const here = await at(tx, actor, id, input.dealing, 'authority', setting)
  const { course, procedure, about } = here
  const ground = groundIn(procedure, input.ground, procedure.law.decides)
  refuseUnconsulted(here, ground, setting)
  const body = { ground, reason: reasonFrom(input.reason) }
  return say(tx, actor, course, { ...about, kind: 'not-recognised', body }, setting)
}

/** Nothing is refused on a ground of which whoever asked has not been told, or is still to answer. */
function refuseUnconsulted({ course, enforcement, procedure: { law } }: At, ground: string, { now }: Setting): void {
  const { consulted } = enforcement
  const since = enforcement.pleaded && consulted && consulted.at < enforcement.pleaded.at ? undefined : consulted
  if (!since || since.body.ground !== ground)
    throw new RequestError(
      'conflict',
      'consultation_needed',
      `First ask whoever asked for it, on this ground (${law.consults})`,
    )
  if (!isConsulting(enforcement)) return
  const asked = course.clocks.findLast(({ startedBy }) => startedBy === 'information.requested')
  if (asked?.due === undefined || isOverdue(asked, now())) return
  const message = `Whoever asked for it has until ${asked.due} to answer (${asked.cite})`
  throw new RequestError('conflict', 'consultation_needed', message)
}

/** The addressee pleads a ground. Throws `no_such_ground` for one that is for the authority alone, `too_late`. */
export async function plead(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; ground: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const { course, procedure, enforcement, about } = await at(tx, actor, id, input.dealing, 'holder', setting)
  const { law, grounds, pleadable } = procedure
  const reserved = grounds.find(({ rule }) => rule === input.ground && !pleadable.some((one) => one.rule === rule))
  if (reserved) {
    const message = `The addressee cannot plead this: it is for the authority alone (${law.requires})`
    throw new RequestError('invalid', 'no_such_ground', message, { path: 'ground' })
  }
  const ground = groundIn({ grounds: pleadable }, input.ground, law.requires)
  if (isPast(enforcement, setting))
    throw new RequestError('conflict', 'too_late', `The time to plead ended on ${enforcement.until} (${law.requires})`)
  return say(
    tx,
    actor,
    course,
    { ...about, kind: 'pleaded', body: { ground, reason: reasonFrom(input.reason) } },
    setting,
  )
}

export const isPast = ({ until = '9' }: Enforcement, { now }: Setting) => now().toString().slice(0, 10) > until

export interface PleaDecision {
  readonly dealing: string
  readonly enforce: boolean
  /** Where it is enforced: by when. */
  readonly until?: string
  /** Where it is not: on which ground. */
  readonly ground?: string
  readonly reason: string
}

/** The authority decides on what the addressee pleaded. */
export async function decideOnPlea(
  tx: Tx,
  actor: Actor,
  id: string,
  input: PleaDecision,
  setting: Setting,
): Promise<Request> {
  const here = await at(tx, actor, id, input.dealing, 'authority', setting)
  const { course, procedure, about, enforcement } = here
  const reason = reasonFrom(input.reason)
  if (input.enforce) {
    const until = dayNeeded(input.until ?? '', procedure, setting)
    return say(tx, actor, course, { ...about, kind: 'confirmed', body: { until, reason } }, setting)
  }
  const ground = groundIn(procedure, input.ground ?? enforcement.pleaded?.body.ground ?? '', procedure.law.hears)
  refuseUnconsulted(here, ground, setting)
  return say(tx, actor, course, { ...about, kind: 'not-enforced', body: { ground, reason } }, setting)
}

/** Whoever asked ends it: the addressee has complied, or it is no longer wanted. */
export async function endEnforcement(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; complied: boolean; reason: string },
  setting: Setting,
): Promise<Request> {
  const { course, about } = await at(tx, actor, id, input.dealing, 'keeper', setting)
  if (input.complied) {
    const step = course.steps.find((one) => one.id === about.step)
    if (step?.is === 'current')
      throw new RequestError('conflict', 'not_current', `Nothing has come yet: '${step.title}' is still open`)
    return say(tx, actor, course, { ...about, kind: 'complied', body: { text: input.reason.trim() } }, setting)
  }
  return say(tx, actor, course, { ...about, kind: 'given-up', body: { reason: reasonFrom(input.reason) } }, setting)
}
