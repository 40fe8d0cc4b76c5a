import { type Actor, type Act as Permission, permit } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { goOn, pause, raise, startClock } from '../clocks.ts'
import { type Doer, loadCourse, note, personOf, reasonFrom, refuseEnded, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor } from '../grounds.ts'
import type { Request, Setting } from '../request.ts'
import { findClocks } from '../store/clocks.ts'
import { findEntries } from '../store/entries.ts'
import { findReviews } from '../store/reviews.ts'
import { enter } from './entering.ts'
import { type EntryBody, ofKind, openQuestions } from './entries.ts'
import { itemsFrom } from './items.ts'
import { paperFor, plain } from './paper.ts'

export interface Question {
  readonly text: string
  /** The data it is about; none: the whole order. */
  readonly items?: readonly string[]
  /**
   * The ground of the law on which it is asked: it then goes on the form of that ground, and the law's time for the answer
   * runs. A question without one is a question among colleagues: nothing runs, nothing stands still.
   */
  readonly ground?: string
  readonly boxes?: Readonly<Record<string, unknown>>
}

const asking: Partial<Record<Actor['seat'], Permission>> = { central: 'request.examine' }

/**
 * Asks whoever put the request before us. Nothing stands still for it unless the law says so. Throws `no_such_ground`,
 * `boxes_missing` where the form of the ground is not complete.
 */
export async function askBack(tx: Tx, actor: Actor, id: string, input: Question, setting: Setting): Promise<Request> {
  permit(actor, asking[actor.seat] ?? 'order.check')
  const { request, beside = [] } = await loadCourse(tx, actor.org, id, 'lock')
  if (request.direction === 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'Whoever was asked can ask back, not whoever asks')
  refuseEnded({ request, decisions: [] })
  const text = reasonFrom(input.text, 'text')
  const items = itemsFrom(request, input.items)
  const ground = input.ground ? groundFor(setting.law, request, input.ground, actor.seat) : undefined
  if (ground && openQuestions(beside).some(({ body }) => body.ground === ground.rule))
    throw new RequestError('conflict', 'already_decided', 'A question on this ground waits for its answer already', {
      path: 'ground',
    })
  const form = ground && (await paperFor(tx, request, ground, input.boxes ?? {}, setting, text))
  const at = setting.now()
  const question: EntryBody<'question'> = {
    id: newId('question', at.epochMilliseconds),
    text,
    items,
    ...(ground && { ground: ground.rule }),
    ...(form && { form }),
  }
  await enter(tx, request, 'question', personOf(actor), question, at)
  await noteAsked(tx, request, personOf(actor), question, at)
  if (ground) await raise(tx, request, { names: ['notice.sent'], at }, setting)
  await runs(tx, request, question, at, setting)
  const { form: paper, ...said } = question
  const body = {
    request: request.origin,
    ...said,
    items: [...items],
    ...(paper && { form: plain(paper) as never }),
    at: instantText(at),
  }
  await tell(tx, request, request.counterpart, 'question', body, at)
  return settle(tx, actor.org, request.id, setting)
}

export async function noteAsked(
  tx: Tx,
  request: Request,
  by: Doer,
  { id, text, ground }: EntryBody<'question'>,
  at: Temporal.Instant,
): Promise<void> {
  const body = { name: by.name, question: id, text, ...(ground && { rules: [ground] }) }
  await note(tx, request, 'request.question-asked', by, body, at)
}

/** The clocks of the law for an answer to a question on this ground. */
export const answerClocks = (law: LawBase, ground: string | undefined): string[] => {
  const rule = ground === undefined ? undefined : law.rules.get(ground)
  if (rule?.kind !== 'ground') return []
  return rule.clocks.filter((id) => law.rule('clock', id).starts === 'notice.received')
}

/** Lets the law's time for the answer run, and what it says stands still meanwhile stand still. */
export async function runs(
  tx: Tx,
  request: Request,
  { ground }: EntryBody<'question'>,
  at: Temporal.Instant,
  setting: Setting,
): Promise<void> {
  for (const rule of answerClocks(setting.law, ground)) {
    await startClock(tx, request, rule, at, setting)
    const { suspends } = setting.law.rule('clock', rule)
    const still = (await findClocks(tx, request.id)).filter(
      (clock) => clock.stoppedAt === undefined && clock.due !== undefined && suspends.includes(clock.rule),
    )
    await pause(tx, request, still, at, setting)
  }
}

/** Answers a question. Throws `no_such_question`, `already_decided` saying by whom it was answered. */
export async function answerQuestion(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { question: string; text: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'objection.answer')
  const { request, beside = [], decisions } = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded({ request, decisions })
  const asked = ofKind(beside, 'question').find(({ body }) => body.id === input.question)
  if (!asked || asked.org === actor.org)
    throw new RequestError('missing', 'no_such_question', 'There is no such question here')
  const before = ofKind(beside, 'answer').find(({ body }) => body.question === input.question)
  if (before)
    throw new RequestError('conflict', 'already_decided', `${before.name} answered this question on ${before.at}`)
  const text = reasonFrom(input.text, 'text')
  const at = setting.now()
  const body = { question: input.question, text }
  await answered(tx, request, personOf(actor), body, setting)
  await tell(tx, request, asked.org, 'answer', { request: request.origin, ...body, at: instantText(at) }, at)
  return settle(tx, actor.org, request.id, setting)
}

/** The answer is there: its time stops, and what stood still for it goes on, unless a court still has it. */
export async function answered(
  tx: Tx,
  request: Request,
  by: Doer,
  body: EntryBody<'answer'>,
  setting: Setting,
): Promise<void> {
  const at = setting.now()
  await enter(tx, request, 'answer', by, body, at)
  await note(
    tx,
    request,
    'request.question-answered',
    by,
    { name: by.name, question: body.question, text: body.text },
    at,
  )
  const entries = await findEntries(tx, request.id)
  const asked = ofKind(entries, 'question').find((one) => one.body.id === body.question)
  if (!asked?.body.ground || openQuestions(entries).some((one) => one.body.ground)) return
  await raise(tx, request, { names: ['notice.answered'], at }, setting)
  const disputes = await findReviews(tx, request.org, request.id)
  if (!disputes.some(({ state }) => state === 'pending')) await goOn(tx, request, at, setting)
}
