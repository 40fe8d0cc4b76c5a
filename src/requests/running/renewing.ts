import { type Actor, permit } from '../../accounts/index.ts'
import { type InstantText, instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { type MeasureKind, measures } from '../../law/index.ts'
import { startClock } from '../clocks.ts'
import { decide, loadCourse, note, personOf, reasonFrom, refuseEnded, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { MessageBody } from '../messages.ts'
import type { Clock, Decision, Request, Setting, Step } from '../request.ts'
import { letGo } from '../sending.ts'
import { stopClock } from '../store/clocks.ts'
import { toTell } from './lapsing.ts'
import { type Measure, measureFrom, measuresIn, ofMeasures, refuseAlone, refuseOthers } from './measure.ts'

export interface Renewal {
  readonly measure: MeasureKind
  readonly reason: string
  /** Its new last day, where who ordered it set the old one. */
  readonly until?: string
}

/** The measures whose last day is set by who orders them, and the rule under which it ends. */
const reviewed = {
  'real-time': 'practice/reassessment/clocks/real-time',
  repeated: 'practice/reassessment/clocks/repeated',
  secrecy: 'practice/reassessment/clocks/secrecy',
} as const satisfies Partial<Record<MeasureKind, string>>

/**
 * Renews a measure that runs, with a reason, by the law's own way: its step goes out. Throws `not_running`,
 * `reason_missing`, `approver_is_author` for the author of the request alone, `not_renewable` where the law lets it be
 * kept no longer.
 */
export async function renew(tx: Tx, actor: Actor, id: string, input: Renewal, setting: Setting): Promise<Request> {
  const course = await ownCourse(tx, actor, id)
  const measure = measureFrom(course, kindFrom(input.measure), setting.law)
  const reason = reasonFrom(input.reason)
  refuseAlone(course.request, actor)
  if (measure.renewal) {
    const deed = { outcome: 'done' as const, reason, details: { renewed: measure.kind } }
    return letGo(tx, course, [measure.renewal], personOf(actor), deed, setting)
  }
  if (!measure.isSet) throw notRenewable(measure, setting)
  const until = endFrom(input.until, course.request, setting)
  if (until === measure.clock.due) throw runsAlready(course, measure)
  await stopClock(tx, measure.clock.id, 'measure.renewed', instantText(setting.now()))
  return run(tx, actor, course.request, measure.clock, { what: 'renewed', until, reason }, setting)
}

/**
 * Sets the day on which a measure ends by itself: one the law counts no end for. Throws `already_decided` where it runs
 * already: then it is renewed, by somebody else.
 */
export async function setMeasure(tx: Tx, actor: Actor, id: string, input: Renewal, setting: Setting): Promise<Request> {
  const course = await ownCourse(tx, actor, id)
  const { request } = course
  const kind = kindFrom(input.measure)
  const reason = reasonFrom(input.reason)
  if (request.leftAt === undefined)
    throw new RequestError('conflict', 'not_current', 'Nothing runs before the request has left')
  const running = measuresIn(course, setting.law).find((one) => one.kind === kind)
  if (running && !(running.isSet && running.clock.due === undefined)) throw runsAlready(course, running)
  if (kind === 'preservation')
    throw new RequestError('invalid', 'not_renewable', 'How long data are kept is for the law to say', {
      path: 'measure',
    })
  const until = endFrom(input.until, course.request, setting)
  // What a law runs without an end is ended on the day set, under that law.
  if (running) await stopClock(tx, running.clock.id, 'measure.set', instantText(setting.now()))
  const rule = running?.clock.rule ?? reviewed[kind]
  return run(
    tx,
    actor,
    request,
    { rule, measure: kind, step: running?.clock.step },
    { what: 'set', until, reason },
    setting,
  )
}

/** Ends a measure before its time; whoever carries it is told. */
export async function endMeasure(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { measure: MeasureKind; reason: string },
  setting: Setting,
): Promise<Request> {
  const course = await ownCourse(tx, actor, id)
  const kind = kindFrom(input.measure)
  const last = changeOf(course, kind)
  if (last?.details.what === 'ended')
    throw new RequestError('conflict', 'already_decided', `${last.name} ended it already, on ${last.at}`)
  const measure = measureFrom(course, kind, setting.law)
  if (measure.kind === 'preservation')
    throw new RequestError('conflict', 'not_current', 'Withdraw or complete the request: then nothing is kept for it')
  const reason = reasonFrom(input.reason)
  await stopClock(tx, measure.clock.id, 'measure.ended', instantText(setting.now()))
  return run(tx, actor, course.request, measure.clock, { what: 'ended', reason }, setting)
}

interface Change {
  readonly what: 'set' | 'renewed' | 'ended'
  readonly until?: InstantText
  readonly reason: string
}

/** Lets it run until its new end, records who did that and why, and tells everybody who has a part in it. */
async function run(
  tx: Tx,
  actor: Actor,
  request: Request,
  { rule, measure, step }: Pick<Clock, 'rule' | 'measure' | 'step'>,
  { what, until, reason }: Change,
  setting: Setting,
): Promise<Request> {
  const at = setting.now()
  const by = personOf(actor)
  if (until) await startMeasure(tx, request, rule, step, until, setting)
  const details = { what, measure: measure ?? null, rule, ...(until && { until }) }
  await decide(tx, request, ofMeasures, by, { outcome: 'done', reason, rules: [rule], details }, at)
  await note(tx, request, kinds[what], by, { name: actor.name, reason, ...details }, at)
  const told = {
    request: request.origin,
    what,
    measure: measure as MeasureKind,
    rule,
    ...(until && { until }),
    text: reason,
    at: instantText(at),
  }
  for (const org of await toTell(tx, request)) await tell(tx, request, org, 'measure', told, at)
  return settle(tx, request.org, request.id, setting)
}

/** The kind of event that each change is. */
export const kinds = {
  set: 'request.measure-set',
  renewed: 'request.measure-renewed',
  ended: 'request.measure-ended',
  lapsed: 'request.measure-lapsed',
} as const satisfies Record<MessageBody<'measure'>['what'], string>

export async function startMeasure(
  tx: Tx,
  request: Request,
  rule: string,
  step: string | undefined,
  until: InstantText,
  setting: Setting,
): Promise<void> {
  const course = await loadCourse(tx, request.org, request.id)
  const hung: Step | undefined = course.steps.find(({ id }) => id === step)
  await startClock(tx, request, rule, setting.now(), setting, { ...(hung && { step: hung }), until })
}

async function ownCourse(tx: Tx, actor: Actor, id: string): Promise<Course> {
  permit(actor, 'request.send')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseOthers(course.request)
  refuseEnded(course)
  return course
}

/** Who last set, renewed or ended it. */
const changeOf = ({ decisions }: Pick<Course, 'decisions'>, kind: MeasureKind): Decision | undefined =>
  decisions.findLast(({ step, details }) => step === ofMeasures && details.measure === kind)

function runsAlready(course: Course, { kind, clock }: Measure): RequestError {
  const last = changeOf(course, kind)
  const who = last ? ` (${last.name}, ${last.at})` : ''
  return new RequestError('conflict', 'already_decided', `It runs already, until ${clock.due}${who}`)
}

function notRenewable({ clock }: Measure, { law }: Setting): RequestError {
  const { effect, title } = law.rule('clock', clock.rule)
  return new RequestError('conflict', 'not_renewable', `${effect ?? title} (${clock.cite})`, { path: 'measure' })
}

function kindFrom(input: string): MeasureKind {
  const kind = measures.find((one) => one === input)
  if (kind) return kind
  throw new RequestError('invalid', 'not_running', 'Say which measure', { path: 'measure' })
}

/** The end of a day still to come, where it was ordered. Throws `bad_text`. */
function endFrom(day: string | undefined, { facts }: Request, { law, now }: Setting): InstantText {
  if (day && /^\d{4}-\d\d-\d\d$/.test(day) && day > now().toString().slice(0, 10)) {
    const today = now().toString().slice(0, 10)
    const place = law.at(today).find('state', `states/${facts.asking?.state}`)
    const zone = place?.calendar?.zone ?? 'UTC'
    try {
      const next = Temporal.PlainDate.from(day, { overflow: 'reject' }).add({ days: 1 })
      return instantText(next.toZonedDateTime(zone).subtract({ seconds: 1 }).toInstant())
    } catch {
      // No day of any calendar: refused below.
    }
  }
  throw new RequestError('invalid', 'bad_text', 'Set a day that is still to come', { path: 'until' })
}
