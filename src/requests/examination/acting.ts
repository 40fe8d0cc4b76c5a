import { type Actor, permit } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { promises } from '../../law/index.ts'
import { loadCourse, reasonFrom, refuseEnded, settle, stepFor } from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor } from '../grounds.ts'
import type { Course } from '../lifecycle.ts'
import { lineFrom } from '../matters.ts'
import { isGranted } from '../release/permission.ts'
import type { Request, Setting, Step } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { permissionsOf } from '../store/permissions.ts'
import { assurancesFor, mayCondition } from './assurances.ts'
import { completenessOf } from './completeness.ts'
import { type Dealing, type DealingBody, type DealingId, type DealingKind, lastIn } from './dealing.ts'
import { put, tellOn } from './putting.ts'
import { refuseOutOfTurn } from './sides.ts'
import { examinationOf } from './standing.ts'

/** Says something about a request: written down here with what follows from it, told to those it is for. */
export async function say<K extends DealingKind>(
  tx: Tx,
  actor: Actor,
  { request }: Pick<Course, 'request'>,
  what: { dealing: string; step: string; kind: K; body: DealingBody<K> },
  setting: Setting,
): Promise<Request> {
  const { org, orgName, person, name } = actor
  const said = { ...what, org, orgName, person, name, at: instantText(setting.now()) } as unknown as Dealing
  refuseOutOfTurn(await findDealings(tx, request.id), said)
  await put(tx, request, said, setting)
  await tellOn(tx, request, said, setting)
  return settle(tx, request.org, request.id, setting)
}

export const newDealing = ({ now }: Setting): DealingId => newId('dealing', now().epochMilliseconds)

const examining: readonly Step['does'][] = ['examine', 'assess', 'execute', 'return', 'decide', 'validate']

/** The actor's step of examining what came. Throws what `stepFor` throws, and `not_current` for one's own request. */
async function examinerAt(
  tx: Tx,
  actor: Actor,
  id: string,
  step?: string,
  does: readonly Step['does'][] = examining,
): Promise<{ course: Course; step: Step }> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  if (course.request.direction !== 'incoming')
    throw new RequestError('conflict', 'not_current', 'Nobody examines a request of one’s own')
  const found = stepFor(course, actor, (one) => does.includes(one.does) && (step === undefined || one.id === step))
  return { course, step: found }
}

/** Who made the request, and so answers for it. Throws `wrong_organisation`. */
async function askerAt(tx: Tx, actor: Actor, id: string): Promise<Course> {
  permit(actor, 'objection.answer')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  if (course.request.direction === 'outgoing') return course
  throw new RequestError('forbidden', 'wrong_organisation', 'This is for whoever made the request')
}

/** Writes down whether the request is whole, by the boxes of its form. */
export async function checkCompleteness(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { step?: string; note?: string },
  setting: Setting,
): Promise<Request> {
  const { course, step } = await examinerAt(tx, actor, id, input.step)
  const found = completenessOf(setting.law, course.request, await findDealings(tx, course.request.id))
  const missing = (found?.missing ?? []).map(({ path, label, cite }) => ({ box: path, label, ...(cite && { cite }) }))
  const body = { ...(found && { form: found.form }), missing, note: input.note?.trim() ?? '' }
  return say(tx, actor, course, { dealing: newDealing(setting), step: step.id, kind: 'checked', body }, setting)
}

export interface AskedFor {
  readonly step?: string
  readonly text: string
  /** Ids of boxes of the form that are still empty. */
  readonly missing?: readonly string[]
  /** The day by which it is to be answered, where the law sets none. */
  readonly until?: string
}

/** What is missing is asked for, instead of a refusal. Throws `no_such_box` for a box that is not missing. */
export async function askForMore(
  tx: Tx,
  actor: Actor,
  id: string,
  input: AskedFor,
  setting: Setting,
): Promise<Request> {
  const { course, step } = await examinerAt(tx, actor, id, input.step)
  const open = completenessOf(setting.law, course.request, await findDealings(tx, course.request.id))?.missing ?? []
  const missing = (input.missing ?? []).map((box) => {
    const found = open.find(({ path }) => path === box)
    if (found) return { box, label: found.label, ...(found.cite && { cite: found.cite }) }
    throw new RequestError('invalid', 'no_such_box', `The box '${box.slice(0, 100)}' is not missing`, {
      path: 'missing',
    })
  })
  const until = dayFrom(input.until, setting)
  const body = { text: reasonFrom(input.text, 'text'), missing, ...(until && { until }) }
  return say(tx, actor, course, { dealing: newDealing(setting), step: step.id, kind: 'question', body }, setting)
}

/** A day that somebody sets: still to come. Throws `bad_text`. */
export function dayFrom(input: string | undefined, { now }: Setting, path = 'until'): string | undefined {
  const day = input?.trim()
  if (!day) return undefined
  if (/^\d{4}-\d\d-\d\d$/.test(day) && day >= now().toString().slice(0, 10)) return day
  throw new RequestError('invalid', 'bad_text', 'Set a day that is still to come', { path })
}

/** Who made the request answers, box by box where boxes were missing. Throws `boxes_missing`. */
export async function answerExaminer(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; text: string; boxes?: Readonly<Record<string, string>> },
  setting: Setting,
): Promise<Request> {
  const course = await askerAt(tx, actor, id)
  const question = lastIn(await findDealings(tx, course.request.id), input.dealing, 'question')
  if (!question) throw unknownDealing()
  const boxes = question.body.missing.flatMap(({ box, label }) => {
    const value = input.boxes?.[box]?.trim()
    return value ? [{ box, label, value }] : []
  })
  const body = { text: reasonFrom(input.text, 'text'), boxes }
  return say(tx, actor, course, { dealing: question.dealing, step: question.step, kind: 'answer', body }, setting)
}

export interface Postponement {
  readonly step?: string
  readonly ground: string
  readonly reason: string
  readonly until?: string
  /** What opens it again. */
  readonly reopens: string
}

/** Not now. Throws `no_such_ground` for a ground that does not postpone. */
export async function postpone(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Postponement,
  setting: Setting,
): Promise<Request> {
  const { course, step } = await examinerAt(tx, actor, id, input.step)
  const ground = groundFor(setting.law, course.request, input.ground, actor.seat)
  if (ground.effect !== 'postponement') {
    const message = `'${ground.title}' is no ground to postpone (${ground.cites[0]?.cite})`
    throw new RequestError('invalid', 'no_such_ground', message, { path: 'ground' })
  }
  const until = dayFrom(input.until, setting)
  const reopens = reasonFrom(input.reopens, 'reopens')
  const body = { ground: ground.rule, reason: reasonFrom(input.reason), ...(until && { until }), reopens }
  return say(tx, actor, course, { dealing: newDealing(setting), step: step.id, kind: 'postponed', body }, setting)
}

/** What stood in the way is gone. */
export async function resume(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const before = lastIn(await findDealings(tx, course.request.id), input.dealing, 'postponed')
  if (!before) throw unknownDealing()
  const { step } = await examinerAt(tx, actor, id, before.step)
  const body = { reason: reasonFrom(input.reason) }
  return say(tx, actor, course, { dealing: before.dealing, step: step.id, kind: 'resumed', body }, setting)
}

/** A condition by its rule, with words of one's own or without, or of this case alone. */
export interface ConditionInput {
  readonly rule?: string | undefined
  readonly promises?: string | undefined
  readonly says?: string | undefined
  /** The day by which it is to be done: sent back, deleted. */
  readonly until?: string | undefined
  /** The permission whose condition it is; its words, where no others are given. */
  readonly permission?: string | undefined
}

/** What the answer is made to depend on. Throws `unknown_rule`, `bad_text`. */
export async function setConditions(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { step?: string; conditions: readonly ConditionInput[] },
  setting: Setting,
): Promise<Request> {
  const { course, step, permissions } = await giverAt(tx, actor, id, input.step)
  if (!mayCondition(setting.law, course.request, permissions)) {
    const message = `An order that goes straight to its addressee is met without conditions: ${course.request.routeTitle}`
    throw new RequestError('conflict', 'not_current', message)
  }
  const known = assurancesFor(setting.law, course.request, 'asked')
  if (input.conditions.length === 0)
    throw new RequestError('invalid', 'bad_text', 'Choose at least one condition, or write one', { path: 'conditions' })
  const standing = examinationOf(await findDealings(tx, course.request.id)).conditions.filter(
    ({ state }) => state === 'open' || state === 'accepted',
  )
  const conditions = input.conditions.map((one, i) => {
    const rule = known.find((each) => each.rule === one.rule)
    const before = standing.find(({ condition }) => condition.rule !== undefined && condition.rule === one.rule)?.asked
    if (before)
      throw new RequestError(
        'conflict',
        'already_decided',
        `${before.name} made this a condition already, on ${before.at}`,
        {
          path: 'conditions',
        },
      )
    if (one.rule && !rule)
      throw new RequestError('invalid', 'unknown_rule', 'The law has no such condition here', { path: 'conditions' })
    const permission = permissions.find((each) => each.id === one.permission)
    if (one.permission && !permission)
      throw new RequestError('invalid', 'unknown_rule', 'There is no such permission', { path: 'conditions' })
    const says = one.says?.trim() || rule?.says || permission?.decision?.conditions
    const chosen = promises.find((each) => each === one.promises) ?? rule?.promises[0] ?? 'other'
    const until = dayFrom(one.until, setting, 'until')
    const condition = {
      id: String(i + 1),
      promises: chosen,
      says: reasonFrom(says, 'says'),
      ...(until && { until }),
      ...(permission && { permission: permission.id }),
    }
    return rule
      ? { ...condition, rule: rule.rule, cite: setting.law.at(course.request.law.on).cite(rule, '') }
      : condition
  })
  return say(
    tx,
    actor,
    course,
    { dealing: newDealing(setting), step: step.id, kind: 'conditions', body: { conditions } },
    setting,
  )
}

/** Whoever examines what came; or who hands it over by permission of an authority. */
async function giverAt(tx: Tx, actor: Actor, id: string, step: string | undefined) {
  const { org, origin } = (await loadCourse(tx, actor.org, id, 'lock')).request
  const permissions = (await permissionsOf(tx, org, { origin, side: 'applicant' })).filter(isGranted)
  const does = permissions.length > 0 ? [...examining, 'produce' as const] : examining
  return { ...(await examinerAt(tx, actor, id, step, does)), permissions }
}

/** Says that what was promised for a day has been done. Throws `not_current` for what was not promised. */
export async function fulfilPromise(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; conditions: readonly string[]; text: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'objection.answer')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  if (course.request.direction !== 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'This is for whoever promised it')
  const set = lastIn(await findDealings(tx, course.request.id), input.dealing, 'conditions')
  if (!set) throw unknownDealing()
  const body = { conditions: someOf(input.conditions), text: reasonFrom(input.text, 'text') }
  return say(tx, actor, course, { dealing: set.dealing, step: set.step, kind: 'fulfilled', body }, setting)
}

/** Writes down that a promise was not kept, which closes the gate and tells whoever made it. Throws `not_current` for what was not promised. */
export async function recordBreach(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; conditions: readonly string[]; reason: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'order.produce')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const set = lastIn(await findDealings(tx, course.request.id), input.dealing, 'conditions')
  if (!set) throw unknownDealing()
  if (set.org !== actor.org)
    throw new RequestError('forbidden', 'wrong_organisation', 'This is for whoever it was promised to')
  const body = { conditions: someOf(input.conditions), reason: reasonFrom(input.reason) }
  return say(tx, actor, course, { dealing: set.dealing, step: set.step, kind: 'breached', body }, setting)
}

function someOf(conditions: readonly string[]): string[] {
  if (conditions.length > 0) return [...new Set(conditions)]
  throw new RequestError('invalid', 'bad_text', 'Choose the promise it is about', { path: 'conditions' })
}

export interface PromiseInput {
  readonly accepted: boolean
  /** The organ that gives the promise, where another than the author's. */
  readonly by?: string
  readonly reason?: string
}

/** Who made the request takes each condition on, or says why not. Throws `promise_open` while one is not answered. */
export async function answerConditions(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; answers: Readonly<Record<string, PromiseInput>> },
  setting: Setting,
): Promise<Request> {
  const course = await askerAt(tx, actor, id)
  const set = lastIn(await findDealings(tx, course.request.id), input.dealing, 'conditions')
  if (!set) throw unknownDealing()
  const answers = set.body.conditions.map(({ id: condition, says }) => {
    const given = input.answers[condition]
    if (!given)
      throw new RequestError('invalid', 'promise_open', `Take it on, or not: ${says}`, { path: `answers.${condition}` })
    const reason = given.reason?.trim() ?? ''
    const by = given.by?.trim()
    if (!given.accepted) reasonFrom(reason, `reasons.${condition}`)
    return { condition, accepted: given.accepted, ...(by && { by: lineFrom(by, 'by') }), reason }
  })
  return say(tx, actor, course, { dealing: set.dealing, step: set.step, kind: 'promised', body: { answers } }, setting)
}

/** Conditions that are made no longer. */
export async function releaseConditions(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; conditions: readonly string[]; reason: string },
  setting: Setting,
): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const set = lastIn(await findDealings(tx, course.request.id), input.dealing, 'conditions')
  if (!set) throw unknownDealing()
  const { step } = await examinerAt(tx, actor, id, set.step, [...examining, 'produce'])
  const chosen = set.body.conditions.filter((one) => input.conditions.includes(one.id))
  if (chosen.some(({ permission }) => permission))
    throw new RequestError('conflict', 'not_current', 'The authority that gave the permission put this condition, and it alone changes it') // biome-ignore format: one sentence
  const known = chosen.map((one) => one.id)
  if (known.length === 0)
    throw new RequestError('invalid', 'bad_text', 'Choose the condition that is let go', { path: 'conditions' })
  const body = { conditions: known, reason: reasonFrom(input.reason) }
  return say(tx, actor, course, { dealing: set.dealing, step: step.id, kind: 'released', body }, setting)
}

export const unknownDealing = () => new RequestError('missing', 'no_such_dealing', 'There is nothing of the kind here')
