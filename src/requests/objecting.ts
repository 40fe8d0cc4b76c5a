import { type Actor, findOrganisation, permit } from '../accounts/index.ts'
import { base64 } from '../base/bytes.ts'
import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { LawBase, Rule } from '../law/index.ts'
import { actOf } from './acts/acts.ts'
import { report } from './answering.ts'
import { raise } from './clocks.ts'
import {
  carryOut,
  type Doer,
  decide,
  loadCourse,
  note,
  personOf,
  reasonFrom,
  refuseEnded,
  settle,
  stepFor,
  tell,
} from './course.ts'
import { RequestError } from './errors.ts'
import { readBox } from './forms/box.ts'
import { contact } from './forms/context.ts'
import { fillForm } from './forms/fill.ts'
import { copyFor, type FilledForm, type FormCopy } from './forms/form.ts'
import { groundFor, openGroundsFor, refuseUnnamedGround } from './grounds.ts'
import { hear } from './hearing.ts'
import { type Course, openObjection, phaseOf } from './lifecycle.ts'
import { languagesFor, printed } from './printing.ts'
import type { Decision, Request, Setting, Step } from './request.ts'
import { move } from './review/acting.ts'
import { open } from './review/effects.ts'
import { objecting, pastTime, procedureFor } from './review/procedure.ts'
import type { Court } from './review/review.ts'
import { withdrawAll } from './sending.ts'

export interface Objection {
  /** A ground of the law for the holder: objection or impossibility; none only where the law gives it none. */
  readonly ground?: string
  readonly reason: string
  /** Whether the data are kept meanwhile. */
  readonly preserved: boolean
  /** Boxes of the form it is raised on. */
  readonly boxes?: Readonly<Record<string, unknown>>
  /** Where a court decides on the ground: the data it is raised for, all of them where none is named. */
  readonly items?: readonly string[]
  /** The court, where the law lets the holder bring it there itself. */
  readonly court?: Court
  /** Why it is to be heard although its time is over. */
  readonly late?: string
}

/**
 * Says why the order is not, or not yet, carried out. An objection goes to the enforcing authority too, an impossibility
 * to the asking authority alone. Throws `no_such_ground`, and `boxes_missing` where its form is not complete.
 */
export async function objectTo(tx: Tx, actor: Actor, id: string, input: Objection, setting: Setting): Promise<Request> {
  permit(actor, 'objection.raise')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  const isAnswering = (one: Step) => phaseOf(one) === 'answering' && actOf(one.does).events.objected !== undefined
  // What is objected to is handing the data over, where that is asked already.
  const isAsked = course.steps.some((one) => isYielding(one) && one.is === 'current' && one.doer === actor.org)
  const step = stepFor(course, actor, (one) => isAnswering(one) && (!isAsked || isYielding(one)))
  const standing = openObjection(course)
  if (standing)
    throw new RequestError('conflict', 'already_decided', `${standing.name} objected on ${standing.at} already`)
  const ground = input.ground ? groundFor(setting.law, request, input.ground, actor.seat) : undefined
  if (ground) refuseExcluded(setting.law, request, ground)
  if (!ground) refuseUnnamedGround(setting.law, request, actor.seat)
  const rules = ground ? [ground.rule] : []
  const reason = reasonFrom(input.reason)
  const form = ground?.form
    ? await objectionForm(tx, request, ground.form, input.boxes ?? {}, setting, reason)
    : undefined
  if (form && form.missing.length > 0) {
    const [first] = form.missing
    throw new RequestError('invalid', 'boxes_missing', first?.says ?? '', { path: first?.path, missing: form.missing })
  }
  const dispute = ground && disputeOver(course, ground, input, setting)
  const at = setting.now()
  const copy = form && copyFor(form, 'authority')
  const details = { preserved: input.preserved, ...(copy && { form: plain(copy) }) }
  await carryOut(tx, request, step, personOf(actor), { outcome: 'objected', reason, rules, details }, setting)
  await raise(tx, request, { names: objecting, at }, setting)
  const asker = request.parties.find(({ org }) => org === request.counterpart)
  const body = {
    request: request.origin,
    step: step.id,
    ...(ground && { ground: ground.rule }),
    reason,
    preserved: input.preserved,
    ...(dispute && {
      review: { id: dispute.id, items: [...dispute.items], ...(dispute.late && { late: dispute.late }) },
    }),
    ...(copy &&
      form && {
        form: plain(copy),
        pdf: base64(
          await printed(
            copy,
            form,
            { ...request, leftAt: instantText(at) },
            setting,
            languagesFor(request, copy.form, asker, setting),
          ),
        ),
      }),
    at: instantText(at),
  }
  await report(tx, request, 'objection', body, setting)
  if (ground?.effect === 'objection') {
    for (const { org, seat } of request.parties)
      if (seat === 'central' && org !== actor.org && org !== request.counterpart)
        await tell(tx, request, org, 'objection', body, at)
  }
  if (dispute && ground) {
    const { late, items, id: review } = dispute
    const file = await open(
      tx,
      {
        id: review, org: actor.org, request: request.id, ground: ground.rule, step: step.id, state: 'objected',
        holder: { org: actor.org, name: actor.orgName }, court: undefined, items, openedAt: instantText(at), decidedAt: undefined,
      }, // biome-ignore format: a row
      personOf(actor),
      { reason, preserved: input.preserved, ...(late && { late }), ...(copy && { form: copy }) },
    )
    if (input.court && ground.review?.brought_by === 'holder')
      await move(tx, actor, request, file, input.court, setting)
  }
  return settle(tx, actor.org, request.id, setting)
}

const isYielding = ({ does }: Step) => actOf(does).reportedBy === 'production'

/** Labels and values as plain JSON, for the record and the wire. */
const plain = (form: FormCopy) => JSON.parse(JSON.stringify(form))

/** Throws `no_such_ground` where what is known here excludes it. */
function refuseExcluded(law: LawBase, request: Request, { rule, seat, title }: Rule<'ground'>): void {
  if (openGroundsFor(law, request, seat).some((one) => one.rule === rule)) return
  throw new RequestError('invalid', 'no_such_ground', `This ground does not fit what is asked for: ${title}`, {
    path: 'ground',
  })
}

/** The dispute that begins with an objection on which a court decides. Throws `too_late`, `bad_text` without data or court. */
function disputeOver(course: Course, ground: Rule<'ground'>, input: Objection, setting: Setting) {
  const { request, clocks } = course
  const procedure = procedureFor(setting.law, request, ground.rule)
  if (!procedure) return undefined
  const past = pastTime(procedure, request, clocks, setting)
  const why = input.late?.trim()
  if (past && !why) {
    const heard = procedure.review.late ? `. It can still be heard if: ${procedure.review.late.says}` : ''
    const message = `The time for this ended on ${past.due} (${past.cite})${heard}; say why it is brought all the same`
    throw new RequestError('conflict', 'too_late', message, { path: 'late' })
  }
  const all = request.items.map((item) => item.id)
  const items = input.items && input.items.length > 0 ? all.filter((item) => input.items?.includes(item)) : all
  if (items.length === 0)
    throw new RequestError('invalid', 'bad_text', 'Say for which data this is raised', { path: 'items' })
  if (procedure.review.brought_by === 'holder' && !input.court) {
    const message = `It is for the holder to bring this before a court: name it (${procedure.review.cite})`
    throw new RequestError('invalid', 'review_needed', message, { path: 'court' })
  }
  return { id: newId('review', setting.now().epochMilliseconds), items, ...(past && why && { late: { ...past, why } }) }
}

/** The form on which the holder objects, filled from the order received. Throws `no_such_box`, `bad_box`. */
export async function objectionForm(
  db: Db,
  request: Request,
  formId: string,
  boxes: Readonly<Record<string, unknown>>,
  { law, now }: Setting,
  reason?: string,
): Promise<FilledForm> {
  const own = await findOrganisation(db, request.org)
  const us = request.parties.find(({ org }) => org === own.id)
  const keeper = request.parties.find(({ org }) => org === request.counterpart)
  const notified = request.parties.find(({ seat, state }) => seat === 'central' && state === request.to)
  const context = {
    id: request.origin,
    fileNumber: request.counterpartNumber,
    to: request.to,
    sent: request.leftAt?.slice(0, 10),
    received: request.createdAt.slice(0, 10),
    author: { name: request.author?.name, organisation: keeper && contact(keeper) },
    addressee: { ...contact(us), name: own.name, fileNumber: request.fileNumber },
    notified: notified && contact(notified),
    reason,
  }
  const on = now().toString().slice(0, 10)
  const sources = { facts: request.facts, request: context, on }
  const empty = fillForm(law, formId, { ...sources, answers: {} })
  const answers = Object.fromEntries(
    Object.entries(boxes).map(([field, value]) => [field, readBox(empty, field, value)]),
  )
  return fillForm(law, formId, { ...sources, answers })
}

/** The asking authority's answer: it stands, it is made clear, or it need not be carried out any more. */
export async function answerObjection(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { outcome: 'upheld' | 'clarified' | 'released'; text: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'objection.answer')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  refuseEnded(course)
  const standing = openObjection(course)
  if (!standing || standing.org === request.org) throw nothingToAnswer(course)
  const procedure = standing.rules
    .map((rule) => procedureFor(setting.law, request, rule))
    .find((one) => one !== undefined)
  if (procedure && input.outcome !== 'released') {
    const message = `Whoever means to uphold what was asked for leaves it to the court (${procedure.review.cite})`
    throw new RequestError('conflict', 'review_needed', message, { path: 'outcome' })
  }
  const text = reasonFrom(input.text, 'text')
  const at = setting.now()
  await decide(
    tx,
    request,
    standing.step,
    personOf(actor),
    { outcome: 'answered', reason: text, details: { answer: input.outcome } },
    at,
  )
  await note(
    tx,
    request,
    'request.objection-answered',
    personOf(actor),
    { name: actor.name, outcome: input.outcome, text } as Record<string, Json>,
    at,
  )
  await raise(tx, request, { names: ['notice.answered'], at }, setting)
  await tell(
    tx,
    request,
    standing.org,
    'reply',
    { request: request.origin, outcome: input.outcome, text, at: instantText(at) },
    at,
  )
  if (input.outcome === 'released') return release(tx, course, standing, text, personOf(actor), setting)
  return settle(tx, actor.org, request.id, setting)
}

/** It need not be carried out: our own request is over; of another's, the step is refused, and that is told on. */
async function release(
  tx: Tx,
  course: Course,
  { step: id, reason, rules }: Decision,
  text: string,
  by: Doer,
  setting: Setting,
): Promise<Request> {
  const { request, steps } = course
  const step = steps.find((one) => one.id === id)
  if (request.direction === 'incoming' && step)
    return hear(tx, course, step, by, { outcome: 'refused', reason: reason ?? text, rules }, setting)
  return withdrawAll(tx, request, text, setting)
}

function nothingToAnswer({ decisions }: Course): RequestError {
  const last = decisions.findLast(({ outcome }) => outcome === 'answered')
  if (!last) return new RequestError('conflict', 'not_current', 'There is no objection to answer')
  return new RequestError('conflict', 'already_decided', `${last.name} answered the objection on ${last.at}`)
}
