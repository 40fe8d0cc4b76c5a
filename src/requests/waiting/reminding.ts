import { type Actor, membersOf } from '../../accounts/index.ts'
import { type InstantText, instantText, parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { mayNote } from '../closing.ts'
import { besideSteps, type Doer, decide, loadCourse, note, personOf, refuseEnded, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { MessageBody } from '../messages.ts'
import type { Clock, Decision, Party, Request, Setting, Step } from '../request.ts'

/** Whom one turns to about a step of another organisation: its contact point, as it was named in the request. */
export interface ContactPoint {
  readonly name: string
  /** Who it is in the words of the law: `Central Authority`. */
  readonly authority: string | undefined
  readonly contact: string | undefined
  readonly phone: string | undefined
  readonly email: string | undefined
}

/** Why somebody was reminded: a person asked after it, a period is over, it was brought before those who answer for it. */
export type ReminderWhy = MessageBody<'reminder'>['why']

/** A reminder that went to another organisation, or came from one. */
export interface Reminder {
  readonly why: ReminderWhy
  readonly step: string
  readonly by: { readonly org: string; readonly person: string | undefined; readonly name: string }
  readonly at: InstantText
  readonly text: string | undefined
  readonly due: InstantText | undefined
  /** Whom it was sent to on a system; whom only its contact point reaches has no such name. */
  readonly to: string | undefined
  readonly contact: ContactPoint | undefined
}

/** The contact point of whoever a step is to be done by; undefined while nobody is named. */
export function contactFor(
  { request }: Pick<Course, 'request'>,
  { doer, via, authority }: Step,
): ContactPoint | undefined {
  const party = request.parties.find(({ org }) => org === (via ?? doer))
  return party && { name: party.name, authority, contact: party.contact, phone: party.phone, email: party.email }
}

/** The reminders of a request, in their order. */
export const remindersOf = ({ decisions }: Pick<Course, 'decisions'>): Reminder[] =>
  decisions.filter(({ step }) => step === besideSteps.reminder).map(reminderFrom)

function reminderFrom({ org, person, name, at, reason, details }: Decision): Reminder {
  const said = details as Partial<Omit<Reminder, 'by' | 'at' | 'text'>>
  const { why = 'asked', step = '', due, to, contact } = said
  return { why, step, by: { org, person, name }, at, text: reason, due, to, contact }
}

/** Nobody is asked twice for the same within a day. */
const AGAIN_AFTER = { hours: 24 }

/**
 * Asks after a step that lies with another organisation. Throws `not_current` where nothing there waits,
 * `party_missing` where no system reaches it, `already_decided` where it was asked within a day, saying by whom.
 */
export async function remind(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { step: string; text?: string },
  setting: Setting,
): Promise<Request> {
  mayNote(actor)
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const { request, steps } = course
  const step = steps.find((one) => one.id === input.step && one.is === 'current' && one.doer !== request.org)
  if (!step) throw new RequestError('conflict', 'not_current', 'Nothing that lies elsewhere waits to be done there')
  if (step.via === undefined) {
    const message = `No system reaches whoever is to do '${step.title}': turn to its contact point yourself, and note what you hear`
    throw new RequestError('invalid', 'party_missing', message, { path: 'step' })
  }
  const at = setting.now()
  const before = remindersOf(course).findLast((one) => one.step === step.id && one.why === 'asked')
  if (before && Temporal.Instant.compare(parseInstant(before.at).add(AGAIN_AFTER), at) > 0) {
    const message = `${before.by.name} has asked after '${step.title}' already, on ${before.at}`
    throw new RequestError('conflict', 'already_decided', message)
  }
  const text = input.text?.trim() || undefined
  await send(tx, course, step, 'asked', { by: personOf(actor), text }, at)
  return settle(tx, actor.org, id, setting)
}

/** A period of another organisation is over: whoever was asked is reminded, later its contact point; each on record. */
export async function remindOf(
  tx: Tx,
  course: Course,
  clock: Clock,
  why: 'overdue' | 'escalation',
  at: Temporal.Instant,
): Promise<void> {
  const step = course.steps.find(({ id }) => id === clock.step)
  // Who was asked by somebody else is reminded by them.
  if (!step || step.doer === course.request.org || step.is !== 'current') return
  await send(tx, course, step, why, { by: { org: course.request.org, name: 'system' }, clock }, at)
}

interface Sent {
  readonly by: Doer
  readonly text?: string | undefined
  readonly clock?: Clock
}

async function send(
  tx: Tx,
  course: Course,
  step: Step,
  why: ReminderWhy,
  { by, text, clock }: Sent,
  at: Temporal.Instant,
) {
  const { request } = course
  const contact = contactFor(course, step)
  const said = { why, step: step.id, ...(clock?.due && { rule: clock.rule, due: clock.due }) }
  const whom = {
    ...(step.via !== undefined && { to: step.via }),
    ...(contact && { contact: JSON.parse(JSON.stringify(contact)) }),
  }
  await decide(
    tx,
    request,
    besideSteps.reminder,
    by,
    { outcome: 'noted', reason: text, details: { ...said, ...whom } },
    at,
  )
  const doer = by.person ? by : { org: 'system', name: 'system' }
  const told = { name: by.name, ...said, ...whom, ...(text && { text }) }
  if (why === 'escalation') await note(tx, request, 'request.escalated', doer, told, at)
  else await note(tx, request, 'request.reminder-sent', doer, told, at)
  if (step.via === undefined) return
  const name = by.person ? by.name : nameHere(request)
  const body = { request: request.origin, ...said, ...(text && { text }), name, at: instantText(at) }
  await tell(tx, request, step.via, 'reminder', body, at)
}

const nameHere = ({ parties, org }: Request): string => parties.find((one: Party) => one.org === org)?.name ?? org

/** The people who answer for what their office does. */
export async function headsOf(tx: Tx, org: string): Promise<string[]> {
  const heads = (await membersOf(tx, org)).filter(({ role }) => role === 'head')
  return [...new Set(heads.map(({ person }) => person))]
}
