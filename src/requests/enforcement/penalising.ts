import type { Actor } from '../../accounts/index.ts'
import { isCountryCode } from '../../base/countries.ts'
import type { Tx } from '../../db/index.ts'
import { isBound, type Rule } from '../../law/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import { dayFrom, say } from '../examination/acting.ts'
import type { DealingBody, DealingOf } from '../examination/dealing.ts'
import { lineFrom } from '../matters.ts'
import type { Request, Setting } from '../request.ts'
import { type At, at, isPast } from './acting.ts'
import { refuseOutOfBounds, refuseUnweighed, type Weighing, weighedFrom } from './calibration.ts'
import { appealOutcomes, liftings } from './entries.ts'
import { refuseUnderReview } from './procedure.ts'

export interface Proposal {
  readonly dealing: string
  readonly rule: string
  readonly amount?: number | undefined
  readonly turnover?: number | undefined
  readonly days?: number | undefined
  /** A measure of the rule, on licence or market access, beside the fine or instead of it. */
  readonly measure?: string | undefined
  readonly weighed: Weighing
  /** What was found of the signs by which the law obliges the addressee: the fact, by the sign's name. */
  readonly ties: Readonly<Record<string, string>>
  /** Until when the addressee is heard. */
  readonly until: string
}

/**
 * What is to be imposed on who still does not comply is put before the addressee, with all that was weighed. Throws `too_early`
 * before the day that was set has passed, `review_open` while a court has the conflict of laws, `penalty_too_high`,
 * `penalty_too_low`, `unknown_rule`, `reason_missing`.
 */
export async function propose(tx: Tx, actor: Actor, id: string, input: Proposal, setting: Setting): Promise<Request> {
  const here = await at(tx, actor, id, input.dealing, 'authority', setting)
  const { course, procedure, about, enforcement } = here
  const { law, penalties } = procedure
  const rule = penalties.find((one) => one.rule === input.rule)
  if (!rule)
    throw new RequestError('invalid', 'unknown_rule', 'The law threatens no such penalty here', { path: 'rule' })
  if (!isPast(enforcement, setting))
    throw new RequestError(
      'conflict',
      'too_early',
      `The addressee has time until ${enforcement.until} (${law.requires})`,
    )
  await refuseUnderReview(tx, course, procedure)
  const until = dayFrom(input.until, setting)
  if (!until)
    throw new RequestError(
      'invalid',
      'bad_text',
      `Set the day until which the addressee is heard (${law.proposes.cite})`,
      {
        path: 'until',
      },
    )
  const body = {
    ...penaltyFrom(rule, input),
    weighed: weighedFrom(rule, input.weighed),
    ties: tiesFrom(law.ties, input.ties),
    until,
  }
  return say(tx, actor, course, { ...about, kind: 'proposed', body }, setting)
}

/** A fine within its bounds, a measure of the rule, or both. Throws `bad_text` for neither. */
function penaltyFrom(
  rule: Rule<'penalty'>,
  { amount, turnover, days, measure }: Omit<Proposal, 'ties' | 'until' | 'weighed'>,
) {
  if (amount === undefined && !measure)
    throw new RequestError('invalid', 'bad_text', 'Propose a fine or a measure of the law', { path: 'amount' })
  if (amount !== undefined) refuseOutOfBounds(rule, amount, { turnover, days })
  if (measure && rule.measures.every((one) => one.id !== measure)) {
    const message = `The law gives no such measure here (${rule.cites[0]?.cite})`
    throw new RequestError('invalid', 'unknown_rule', message, { path: 'measure' })
  }
  return {
    rule: rule.rule,
    ...(amount !== undefined && { amount, ...(rule.fine && { currency: rule.fine.currency }) }),
    ...(rule.fine?.turnover_percent !== undefined && turnover !== undefined && { turnover }),
    ...(rule.fine?.per_day && days !== undefined && { days }),
    ...(measure && { measure }),
  }
}

/** What ties the addressee to those whose law it is: at least one sign, each with the fact. Throws `bad_text`. */
function tiesFrom({ cite, signs }: At['procedure']['law']['ties'], given: Proposal['ties']) {
  const ties = signs.flatMap(({ id: sign }) => {
    const fact = given[sign]?.trim()
    return fact ? [{ sign, fact: reasonFrom(fact, `ties.${sign}`) }] : []
  })
  if (ties.length > 0) return ties
  const message = `Name a fact that ties the addressee to those whose law obliges it (${cite})`
  throw new RequestError('invalid', 'bad_text', message, { path: `ties.${signs[0]?.id}` })
}

/** The addressee says what it has to say to the proposal, and pleads the law of another state. Throws `too_late`. */
export async function hearOnPenalty(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; text: string; foreign?: { state: string; text: string } | undefined },
  setting: Setting,
): Promise<Request> {
  const { course, about, enforcement, procedure } = await at(tx, actor, id, input.dealing, 'holder', setting)
  const until = enforcement.proposal?.body.until
  if (until !== undefined && isOver(until, setting))
    throw new RequestError('conflict', 'too_late', `You were heard until ${until} (${procedure.law.proposes.cite})`)
  const { foreign } = input
  if (foreign && !isCountryCode(foreign.state))
    throw new RequestError('invalid', 'bad_text', 'Name the state whose law it is', { path: 'state' })
  const body = {
    text: reasonFrom(input.text, 'text'),
    ...(foreign && { foreign: { state: foreign.state, text: reasonFrom(foreign.text, 'foreign') } }),
  }
  return say(tx, actor, course, { ...about, kind: 'heard', body }, setting)
}

const isOver = (day: string, { now }: Setting) => now().toString().slice(0, 10) > day

export interface PenaltyDecision {
  readonly dealing: string
  readonly amount?: number | undefined
  readonly measure?: string | undefined
  readonly weighed: Weighing
  readonly reason: string
  readonly remedy: string
}

/** What comes of a proposal is for another person than whoever made it: to impose it, to impose nothing, to lift it. Throws `second_person`. */
function refuseProposer(actor: Actor, proposal: DealingOf<'proposed'> | undefined): void {
  if (proposal?.person !== actor.person) return
  const message = `${actor.name} proposed this penalty, on ${proposal.at}: another person decides what comes of it`
  throw new RequestError('forbidden', 'second_person', message)
}

/**
 * Another person than who proposed it imposes it, or less. Throws `second_person`, `too_early` before the addressee was heard or its
 * time is over, `not_heard` for more than it was heard on, `plea_not_weighed`, `review_open`.
 */
export async function penalise(
  tx: Tx,
  actor: Actor,
  id: string,
  input: PenaltyDecision,
  setting: Setting,
): Promise<Request> {
  const here = await at(tx, actor, id, input.dealing, 'authority', setting)
  const { course, procedure, about, enforcement } = here
  const { proposal, heard } = enforcement
  const rule = procedure.penalties.find((one) => one.rule === proposal?.body.rule)
  const { proposes } = procedure.law
  if (!proposal || !rule)
    throw new RequestError('conflict', 'not_heard', `Propose it first: ${proposes.says} (${proposes.cite})`)
  refuseProposer(actor, proposal)
  const { until, amount: most, turnover, days, measure: heardOn } = proposal.body
  if (!heard && !isOver(until, setting))
    throw new RequestError('conflict', 'too_early', `The addressee is heard until ${until} (${proposes.cite})`)
  await refuseUnderReview(tx, course, procedure)
  if ((input.amount ?? 0) > (most ?? 0)) {
    const message = `The addressee was heard on ${most ?? 0}: propose more anew, or impose at most that (${proposes.cite})`
    throw new RequestError('invalid', 'not_heard', message, { path: 'amount' })
  }
  if (input.measure && input.measure !== heardOn)
    throw new RequestError('invalid', 'not_heard', `The addressee was not heard on this measure (${proposes.cite})`, { path: 'measure' }) // biome-ignore format: one sentence
  const penalty = penaltyFrom(rule, { ...input, rule: rule.rule, turnover, days })
  const weighed = weighedFrom(rule, input.weighed)
  if (heard?.body.foreign) refuseUnweighed(rule, proposal.body.weighed, weighed)
  const said = { reason: reasonFrom(input.reason), remedy: reasonFrom(input.remedy, 'remedy') }
  return say(tx, actor, course, { ...about, kind: 'penalised', body: { ...penalty, weighed, ...said } }, setting)
}

/** Nothing is imposed: what was weighed speaks against it. Throws `second_person` for who proposed it. */
export async function spare(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const { course, about, enforcement } = await at(tx, actor, id, input.dealing, 'authority', setting)
  refuseProposer(actor, enforcement.proposal)
  return say(tx, actor, course, { ...about, kind: 'spared', body: { reason: reasonFrom(input.reason) } }, setting)
}

/** The addressee seeks its remedy against the penalty. */
export async function appealPenalty(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; court: string; text: string },
  setting: Setting,
): Promise<Request> {
  const { course, about } = await at(tx, actor, id, input.dealing, 'holder', setting, 'late')
  const body = { court: lineFrom(input.court, 'court'), text: reasonFrom(input.text, 'text') }
  return say(tx, actor, course, { ...about, kind: 'appealed', body }, setting)
}

/** The authority writes down how the court ended it. Throws `bad_amount` for a reduction that is none. */
export async function decideAppeal(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; outcome: string; amount?: number | undefined; text: string },
  setting: Setting,
): Promise<Request> {
  const { course, about, enforcement } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  const outcome = appealOutcomes.find((one) => one === input.outcome)
  if (!outcome) throw new RequestError('invalid', 'bad_text', 'Say how the court ended it', { path: 'outcome' })
  const before = enforcement.penalty?.amount
  const { amount } = input
  const isReduced = outcome === 'reduced'
  if (isReduced && !(amount !== undefined && before !== undefined && amount > 0 && amount < before))
    throw new RequestError('invalid', 'bad_amount', `A reduction leaves less than ${before ?? 0}`, { path: 'amount' })
  const body: DealingBody<'appeal-decided'> = {
    outcome,
    ...(isReduced && amount !== undefined && { amount }),
    text: reasonFrom(input.text, 'text'),
  }
  return say(tx, actor, course, { ...about, kind: 'appeal-decided', body }, setting)
}

/** The penalty no longer holds: what is not paid is not owed any more, a measure ends. Throws `second_person` for who proposed it. */
export async function lift(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; because: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const { course, about, enforcement } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  refuseProposer(actor, enforcement.proposal)
  const because = liftings.find((one) => one === input.because)
  if (!because) throw new RequestError('invalid', 'bad_text', 'Say why it is lifted', { path: 'because' })
  return say(
    tx,
    actor,
    course,
    { ...about, kind: 'lifted', body: { because, reason: reasonFrom(input.reason) } },
    setting,
  )
}

/** By which law a penalty imposed in one state is recognised in another; none where the law knows of none between the two. */
function basesAbroad({ law }: Setting, rule: Rule<'penalty'>, { to, law: { on } }: Request, state: string) {
  return rule.abroad.filter(({ among }) => {
    const instrument = law.at(on).find('instrument', among)
    return (
      to !== undefined && state !== to && instrument && isBound(instrument, to, on) && isBound(instrument, state, on)
    )
  })
}

/**
 * A final penalty is sent to another state, to be recognised there. Throws `not_recognised_abroad` where the law knows of none
 * between the two.
 */
export async function sendPenaltyAbroad(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; state: string; authority: string },
  setting: Setting,
): Promise<Request> {
  const { course, about, enforcement, procedure } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  if (!isCountryCode(input.state))
    throw new RequestError('invalid', 'bad_text', 'Name the state to which it is sent', { path: 'state' })
  const rule = procedure.penalties.find((one) => one.rule === enforcement.penalty?.imposed.body.rule)
  const [basis] = rule ? basesAbroad(setting, rule, course.request, input.state) : []
  if (!basis) {
    const message = `The law known here has no penalty of ${course.request.to} recognised in ${input.state}`
    throw new RequestError('conflict', 'not_recognised_abroad', message, { path: 'state' })
  }
  const body = { state: input.state, authority: lineFrom(input.authority, 'authority'), cite: basis.cite }
  return say(tx, actor, course, { ...about, kind: 'sent-abroad', body }, setting)
}

/** The authority writes down what the other state answered. */
export async function answerPenaltyAbroad(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; recognised: boolean; text: string },
  setting: Setting,
): Promise<Request> {
  const { course, about } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  const body = { recognised: input.recognised, text: reasonFrom(input.text, 'text') }
  return say(tx, actor, course, { ...about, kind: 'answered-abroad', body }, setting)
}
