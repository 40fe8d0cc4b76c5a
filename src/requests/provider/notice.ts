import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { raise, startClock } from '../clocks.ts'
import { loadCourse, note, personOf, reasonFrom, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import { readBox } from '../forms/box.ts'
import { contact } from '../forms/context.ts'
import { fillForm } from '../forms/fill.ts'
import { copyFor, type FilledForm } from '../forms/form.ts'
import type { Course } from '../lifecycle.ts'
import { lineFrom } from '../matters.ts'
import type { Clock, Request, Setting } from '../request.ts'
import { stopClock } from '../store/clocks.ts'
import { enter } from './entering.ts'
import { dayAfter, type EntryBody, lastOfKind, type NoticeDecision, noticeDecisions } from './entries.ts'

export type NoticeRule = NonNullable<Rule<'route'>['user_notice']>

/** What the law of the route says of telling the user; undefined where the base knows of no rule. */
export const noticeRuleOf = (law: LawBase, { rule, law: { on } }: Pick<Request, 'rule' | 'law'>) =>
  law.at(on).find('route', rule)?.user_notice

/** Why the user may not be told at this moment. */
export interface Bar {
  readonly kind: 'never' | 'until' | 'silence'
  readonly cite: string
  /** The last day of it; undefined where no day is set. */
  readonly until: string | undefined
}

/** What keeps the holder from telling the user now: the law, an order of silence that runs, or what was decided last. */
export function barOf(
  rule: NoticeRule | undefined,
  { beside = [], clocks }: Pick<Course, 'beside' | 'clocks'>,
  now: Temporal.Instant,
): Bar | undefined {
  if (rule?.holder === 'never') return { kind: 'never', cite: rule.cite, until: undefined }
  const last = lastOfKind(beside, 'notice')?.body
  if (last?.decision === 'barred' && (last.until === undefined || dayAfter(last.until) > instantText(now)))
    return { kind: 'until', cite: last.cite, until: last.until }
  const silence = silenceIn(rule, clocks, now)
  if (silence) return { kind: 'silence', cite: silence.cite, until: silence.due?.slice(0, 10) }
  return undefined
}

const silenceIn = (rule: NoticeRule | undefined, clocks: readonly Clock[], now: Temporal.Instant): Clock | undefined =>
  clocks.find(
    (clock) =>
      clock.rule === rule?.silence &&
      clock.stoppedAt === undefined &&
      (clock.due === undefined || clock.due > instantText(now)),
  )

export interface NoticeInput {
  readonly decision: NoticeDecision
  /** Why; owed for anything but telling now, and for telling although it was forbidden. */
  readonly reason?: string
  /** Later: when it is decided again. Barred: the last day, where one is set. */
  readonly until?: string
  /** The rule or order it rests on, where the law base names none. */
  readonly basis?: string
  /** Boxes of the notice. */
  readonly boxes?: Readonly<Record<string, unknown>>
  /** The bar is over before its day: what lifted it. */
  readonly lifted?: string
}

/**
 * Decides whether the person whose data are asked for is told: now, later, or not because it is forbidden. Also after the
 * request is over: an order of silence often outlasts it. Throws `notice_barred` while it may not be told,
 * `boxes_missing` where the notice is not complete, `reason_missing`.
 */
export async function decideNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  input: NoticeInput,
  setting: Setting,
): Promise<Request> {
  permit(actor, 'order.check')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request, beside = [], clocks } = course
  if (request.direction === 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'Whoever asks tells the person by a step of its own')
  if (!noticeDecisions.includes(input.decision))
    throw new RequestError('invalid', 'bad_text', 'Say what is decided', { path: 'decision' })
  const told = lastOfKind(beside, 'notice')
  if (told?.body.decision === 'now')
    throw new RequestError('conflict', 'already_decided', `${told.name} told the user on ${told.at}`)
  const at = setting.now()
  const rule = noticeRuleOf(setting.law, request)
  const lifted = input.lifted?.trim()
  if (input.decision === 'now') {
    const bar = barOf(rule, course, at)
    if (bar && (bar.kind === 'never' || !lifted)) {
      const until = bar.until ? ` before the end of ${bar.until}` : ''
      throw new RequestError('conflict', 'notice_barred', `The user may not be told${until} (${bar.cite})`, {
        path: bar.kind === 'never' ? 'decision' : 'lifted',
      })
    }
  }
  const reason = input.decision === 'now' ? lifted || input.reason?.trim() || undefined : reasonFrom(input.reason)
  const until = dayFrom(input, at)
  const form = input.decision === 'now' ? await noticePaper(tx, request, rule, input.boxes ?? {}, setting) : undefined
  const body: EntryBody<'notice'> = {
    decision: input.decision,
    ...restsOn(rule, input),
    ...(reason && { reason }),
    ...(until && { until }),
    ...(form && { form }),
  }
  await enter(tx, request, 'notice', personOf(actor), body, at)
  const { decision, cite } = body
  await note(
    tx,
    request,
    'request.notice-decided',
    personOf(actor),
    { name: actor.name, decision, cite, ...(until && { until }), ...(reason && { reason }) },
    at,
  )
  if (decision === 'now') await raise(tx, request, { names: ['person.informed'], at }, setting)
  if (decision === 'barred' && rule?.silence && request.endedAt === undefined) {
    const running = silenceIn(rule, clocks, at)
    if (running) await stopClock(tx, running.id, 'silence.set-anew', instantText(at))
    await startClock(tx, request, rule.silence, at, setting, until ? { until: dayAfter(until) } : {})
  }
  const wire = {
    request: request.origin,
    decision,
    says: body.says,
    cite,
    ...(until && { until }),
    at: instantText(at),
  }
  await tell(tx, request, request.counterpart, 'notice', wire, at)
  return settle(tx, actor.org, request.id, setting)
}

/** Throws `bad_text` for a day that is none or is over, and where putting it off names none. */
function dayFrom({ decision, until }: NoticeInput, at: Temporal.Instant): string | undefined {
  const day = until?.trim()
  if (decision === 'now') return undefined
  if (!day && decision === 'barred') return undefined
  if (day !== undefined && isDay(day) && day >= at.toString().slice(0, 10)) return day
  throw new RequestError('invalid', 'bad_text', 'Set a day that is still to come', { path: 'until' })
}

/** The law's rule, or the one that is named where the base knows of none; an order that forbids is named besides. */
function restsOn(rule: NoticeRule | undefined, { basis }: NoticeInput): { cite: string; says: string } {
  const named = basis?.trim()
  if (rule) return { cite: rule.cite, says: named ? lineFrom(named, 'basis') : rule.says }
  const own = lineFrom(named ?? '', 'basis')
  return { cite: own, says: own }
}

async function noticePaper(
  tx: Tx,
  request: Request,
  rule: NoticeRule | undefined,
  boxes: Readonly<Record<string, unknown>>,
  setting: Setting,
) {
  const form = await noticeForm(tx, request, rule, boxes, setting)
  if (!form) return undefined
  const [first] = form.missing
  if (first) throw new RequestError('invalid', 'boxes_missing', first.says, { path: first.path, missing: form.missing })
  return copyFor(form, 'provider')
}

/** The notice to the user, filled from the order received; undefined where the law of the route names no form for it. */
export async function noticeForm(
  db: Db,
  request: Request,
  rule: NoticeRule | undefined,
  boxes: Readonly<Record<string, unknown>>,
  { law, now }: Setting,
): Promise<FilledForm | undefined> {
  if (!rule?.form) return undefined
  const own = await findOrganisation(db, request.org)
  const keeper = request.parties.find(({ org }) => org === request.counterpart)
  const context = {
    fileNumber: request.counterpartNumber,
    received: request.createdAt.slice(0, 10),
    author: { organisation: { ...contact(keeper), name: keeper?.name ?? request.counterpartName } },
    addressee: { name: own.name, fileNumber: request.fileNumber },
  }
  const on = now().toString().slice(0, 10)
  const sources = { facts: request.facts, request: context, on }
  const empty = fillForm(law, rule.form, { ...sources, answers: {} })
  const answers = Object.fromEntries(
    Object.entries(boxes).map(([field, value]) => [field, value === null ? undefined : readBox(empty, field, value)]),
  )
  return fillForm(law, rule.form, { ...sources, answers })
}
