import { type Actor, permit } from '../../accounts/index.ts'
import type { Db, Tx } from '../../db/index.ts'
import { purposes } from '../../law/index.ts'
import { type Item, listItems } from '../../vault/index.ts'
import { actOf } from '../acts/acts.ts'
import { loadCourse, reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import { newDealing, say, unknownDealing } from '../examination/acting.ts'
import { allOf, type DealingBody, type DealingOf, lastIn } from '../examination/dealing.ts'
import type { Course } from '../lifecycle.ts'
import { lineFrom } from '../matters.ts'
import type { Request, Setting, Step } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { stages } from './entries.ts'
import { judge, limitsOf, type Verdict } from './judging.ts'

/** What is to be done with what came. */
export interface WantedUse {
  /** `evidence`: it becomes evidence in a proceeding. `purpose`: it is used otherwise. */
  readonly stage: string
  /** Whether that is in the case it was asked for, or what else. */
  readonly purpose: string
  /** The proceeding, by court and number, or what it is used for. */
  readonly proceeding: string
  /** The pieces, by their ids in the vault. */
  readonly items: readonly string[]
  readonly reason: string
}

type Wanted = DealingBody<'use-asked'>

/** The pieces that came on a request and can be used: whole, compared, neither refused nor erased. */
export async function usableItems(db: Db, { org, origin }: Pick<Request, 'org' | 'origin'>): Promise<Item[]> {
  const items = await listItems(db, org, origin)
  return items.filter(({ state, producer }) => producer !== org && (state === 'received' || state === 'verified'))
}

/** Who received it, and what it means to do. Throws `wrong_organisation`, `nothing_produced` for a piece that has not come. */
async function wanting(
  tx: Tx,
  actor: Actor,
  id: string,
  input: WantedUse,
): Promise<{ course: Course; wanted: Omit<Wanted, 'cites'> }> {
  permit(actor, 'evidence.open')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  if (course.request.direction !== 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'This is for whoever received the evidence')
  const stage = stages.find((one) => one === input.stage)
  const purpose = purposes.find((one) => one === input.purpose)
  if (!stage) throw new RequestError('invalid', 'bad_text', 'Say whether it becomes evidence', { path: 'stage' })
  if (!purpose) throw new RequestError('invalid', 'bad_text', 'Say what it is used for', { path: 'purpose' })
  const known = (await usableItems(tx, course.request)).map((one) => one.id)
  const items = [...new Set(input.items)]
  if (items.length === 0 || items.some((one) => !known.includes(one)))
    throw new RequestError('invalid', 'nothing_produced', 'Choose pieces that have come on this request', {
      path: 'items',
    })
  return {
    course,
    wanted: {
      stage,
      purpose,
      proceeding: lineFrom(input.proceeding, 'proceeding'),
      items,
      reason: reasonFrom(input.reason),
    },
  }
}

/**
 * Writes down that what came is used, with what that rests on. Throws `use_not_allowed` with the article where nobody can allow it,
 * `consent_needed` where the sender must and has not.
 */
export async function recordUse(
  tx: Tx,
  actor: Actor,
  id: string,
  input: WantedUse,
  setting: Setting,
): Promise<Request> {
  const { course, wanted } = await wanting(tx, actor, id, input)
  const { request } = course
  const dealings = await findDealings(tx, request.id)
  const used = allOf(dealings, 'used').find(({ body }) => sameUse(body, wanted))
  if (used) throw new RequestError('conflict', 'already_decided', `${used.name} wrote this use down, on ${used.at}`)
  const verdict = judge(limitsOf(setting.law, request, dealings), wanted)
  if (verdict.answer === 'refused') throw notAllowed(verdict)
  const consent = verdict.answer === 'consent' ? consentFor(dealings, wanted) : undefined
  if (verdict.answer === 'consent' && !consent) throw consentNeeded(verdict, dealings, wanted)
  const basis = {
    by: consent ? ('consent' as const) : verdict.answer === 'allowed' ? ('allowed' as const) : ('silent' as const),
    rules: verdict.because.flatMap(({ rule }) => rule ?? []),
    cites: [...verdict.cites],
    ...(consent && { consent: consent.dealing }),
  }
  const step = yieldOf(course)
  return say(
    tx,
    actor,
    course,
    { dealing: newDealing(setting), step: step?.id ?? 'use', kind: 'used', body: { ...wanted, basis } },
    setting,
  )
}

const sameUse = (asked: Omit<Wanted, 'cites'>, { stage, purpose, proceeding, items }: Omit<Wanted, 'cites'>): boolean =>
  asked.stage === stage &&
  asked.purpose === purpose &&
  asked.proceeding === proceeding &&
  items.every((one) => asked.items.includes(one))

/** The sender's consent to just this: the same use, in the same proceeding, of the same pieces. */
function consentFor(
  dealings: Parameters<typeof allOf>[0],
  wanted: Omit<Wanted, 'cites'>,
): DealingOf<'use-allowed'> | undefined {
  const asked = allOf(dealings, 'use-asked').filter(({ body }) => sameUse(body, wanted))
  return asked.map(({ dealing }) => lastIn(dealings, dealing, 'use-allowed')).find((one) => one !== undefined)
}

function notAllowed({ because: [limit] }: Verdict): RequestError {
  return new RequestError(
    'conflict',
    'use_not_allowed',
    `This is outside what it was given for: ${limit?.title} (${limit?.cite})`,
    {
      path: 'purpose',
    },
  )
}

function consentNeeded(
  { because: [limit] }: Verdict,
  dealings: Parameters<typeof allOf>[0],
  wanted: Omit<Wanted, 'cites'>,
): RequestError {
  const { of: whose, cite } = limit?.consent ?? { of: '', cite: limit?.cite }
  const asked = allOf(dealings, 'use-asked').find(({ body }) => sameUse(body, wanted))
  const denied = asked && lastIn(dealings, asked.dealing, 'use-denied')
  const then = denied ? `; ${denied.orgName} denied it on ${denied.at}` : asked ? `; it was asked on ${asked.at}` : ''
  const message = `This needs the consent of ${whose} first (${cite})${then}`
  return new RequestError('conflict', 'consent_needed', message, { path: 'purpose' })
}

/** The step of the other side by which the evidence came: whoever took it answers for its use. */
function yieldOf({ request, steps }: Pick<Course, 'request' | 'steps'>): Step | undefined {
  return steps
    .filter(({ doer, does, is }) => doer !== request.org && is === 'done' && actOf(does).reportedBy === 'production')
    .toSorted((a, b) => a.position - b.position)
    .at(-1)
}

/** Asks the sender for its consent to a use. Throws `not_current` where none is needed, `use_not_allowed` where none can help. */
export async function askUse(tx: Tx, actor: Actor, id: string, input: WantedUse, setting: Setting): Promise<Request> {
  permit(actor, 'request.send')
  const { course, wanted } = await wanting(tx, actor, id, input)
  const { request } = course
  const dealings = await findDealings(tx, request.id)
  const verdict = judge(limitsOf(setting.law, request, dealings), wanted)
  if (verdict.answer === 'refused') throw notAllowed(verdict)
  if (verdict.answer === 'allowed') {
    const message = `This needs no consent: the law allows it (${verdict.cites[0]})`
    throw new RequestError('conflict', 'not_current', message)
  }
  const before = allOf(dealings, 'use-asked').find(
    ({ body, dealing }) => sameUse(body, wanted) && !lastIn(dealings, dealing, 'use-denied'),
  )
  if (before)
    throw new RequestError('conflict', 'already_decided', `${before.name} asked for this already, on ${before.at}`)
  const step = yieldOf(course)
  if (!step) throw new RequestError('conflict', 'not_current', 'Nothing has come on this request yet')
  const body = { ...wanted, cites: [...verdict.cites] }
  return say(tx, actor, course, { dealing: newDealing(setting), step: step.id, kind: 'use-asked', body }, setting)
}

/** Whoever gave the evidence allows the use, on conditions or without, or denies it. Throws `wrong_organisation`, `wrong_seat`. */
export async function answerUse(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; allowed: boolean; text: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'order.produce')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const asked = lastIn(await findDealings(tx, course.request.id), input.dealing, 'use-asked')
  if (!asked) throw unknownDealing()
  const step = course.steps.find((one) => one.id === asked.step)
  if (course.request.direction !== 'incoming' || step?.doer !== actor.org)
    throw new RequestError('forbidden', 'wrong_organisation', 'This is for whoever gave the evidence')
  if (step.seat !== actor.seat)
    throw new RequestError('forbidden', 'wrong_seat', `This is for the seat ${step.seat}, not ${actor.seat}`)
  const about = { dealing: asked.dealing, step: asked.step }
  if (input.allowed)
    return say(tx, actor, course, { ...about, kind: 'use-allowed', body: { conditions: input.text.trim() } }, setting)
  return say(
    tx,
    actor,
    course,
    { ...about, kind: 'use-denied', body: { reason: reasonFrom(input.text, 'text') } },
    setting,
  )
}
