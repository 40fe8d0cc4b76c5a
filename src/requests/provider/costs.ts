import { type Actor, permit } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { type InstantText, instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { type Doer, loadCourse, note, personOf, reasonFrom, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import { lineFrom } from '../matters.ts'
import type { Request, Setting } from '../request.ts'
import { findClaim, insertClaim, updateClaim } from '../store/costs.ts'
import type { CostClaim, CostLine, Payment } from './claim.ts'
import { digitsOf, majorOf, minorFrom, sumOf } from './money.ts'

export type CostsRule = Rule<'route'>['costs'][number]

/** The rules of a request's route under which the holder may claim its costs; empty where the base knows of none. */
export const costsRulesOf = (law: LawBase, { rule, law: { on } }: Pick<Request, 'rule' | 'law'>): CostsRule[] =>
  law.at(on).find('route', rule)?.costs ?? []

export interface NewClaim {
  /** Which of the route's rules, by its citation; may be left out where there is one. */
  readonly rule?: string
  /** The provision of the state whose own law has to provide for it, where the rule asks for one. */
  readonly provision?: string
  /** ISO 4217. */
  readonly currency: string
  /** Amounts as decimal texts: what one of it costs. */
  readonly lines: readonly { readonly what: string; readonly quantity: number; readonly each: string }[]
  readonly note?: string
}

/**
 * Claims what answering cost, of whoever put the request before us; also after it is over. Throws `no_reimbursement`
 * where the base knows no rule to claim under, `bad_amount`.
 */
export async function claimCosts(
  tx: Tx,
  actor: Actor,
  id: string,
  input: NewClaim,
  { law, now }: Setting,
): Promise<CostClaim> {
  permit(actor, 'cost.claim')
  const { request } = await loadCourse(tx, actor.org, id, 'lock')
  if (request.direction === 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'Whoever answers claims its costs, not whoever asks')
  const rules = costsRulesOf(law, request)
  const rule = rules.find(({ cite }) => cite === input.rule) ?? (rules.length === 1 ? rules[0] : undefined)
  if (!rule) {
    const message =
      rules.length === 0
        ? `The law base has no rule under which costs of this could be claimed: ${request.routeTitle}`
        : 'Say under which rule it is claimed'
    throw new RequestError('conflict', 'no_reimbursement', message, { path: 'rule' })
  }
  const digits = digitsOf(input.currency)
  if (input.lines.length === 0)
    throw new RequestError('invalid', 'bad_amount', 'A claim has at least one line', { path: 'lines' })
  const lines = input.lines.map(({ what, quantity, each }, i) => {
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > 1_000_000)
      throw new RequestError('invalid', 'bad_amount', 'The number is 1 or more', { path: `lines.${i}.quantity` })
    const one = minorFrom(each, digits, `lines.${i}.each`)
    return { what: lineFrom(what, `lines.${i}.what`), quantity, each: one, amount: sumOf([quantity * one]) }
  })
  const claimed = sumOf(lines.map(({ amount }) => amount))
  if (claimed === 0) throw new RequestError('invalid', 'bad_amount', 'Nothing is claimed', { path: 'lines' })
  const provision = rule.by_law_of ? lineFrom(input.provision ?? '', 'provision') : input.provision?.trim() || undefined
  const at = now()
  const remark = input.note?.trim() || undefined
  const claim: CostClaim = {
    id: newId('claim', at.epochMilliseconds),
    org: actor.org,
    request: request.id,
    side: 'claims',
    counterpart: request.counterpart,
    counterpartName: request.counterpartName,
    currency: input.currency,
    digits,
    rule: { cite: rule.cite, says: rule.says, ...(provision && { provision }) },
    lines,
    claimed,
    accepted: 0,
    disputed: 0,
    paid: 0,
    note: remark,
    reason: undefined,
    payments: [],
    claimedAt: instantText(at),
    claimedBy: actor.name,
    answeredAt: undefined,
  }
  await enterClaim(tx, request, personOf(actor), claim, at)
  const body = {
    request: request.origin,
    id: claim.id,
    currency: claim.currency,
    digits,
    rule: claim.rule,
    lines: lines.map((line) => ({ ...line })),
    claimed,
    ...(remark && { note: remark }),
    at: instantText(at),
  }
  await tell(tx, request, request.counterpart, 'claim', body, at)
  return claim
}

export async function enterClaim(
  tx: Tx,
  request: Request,
  by: Doer,
  claim: CostClaim,
  at: Temporal.Instant,
): Promise<void> {
  await insertClaim(tx, claim)
  const { id, currency, claimed, digits } = claim
  await note(
    tx,
    request,
    'request.costs-claimed',
    by,
    { name: by.name, claim: id, currency, claimed, note: `${majorOf(claimed, digits)} ${currency}` },
    at,
  )
}

/**
 * Says what is paid of a claim: of each line all, some or nothing. What is disputed needs a reason; more can be accepted
 * later, less cannot. Throws `bad_amount`, `reason_missing`.
 */
export async function answerClaim(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { claim: string; accepted: readonly string[]; reason?: string },
  setting: Setting,
): Promise<CostClaim> {
  permit(actor, 'cost.answer')
  const { request } = await loadCourse(tx, actor.org, id, 'lock')
  const claim = await findClaim(tx, actor.org, request.id, input.claim)
  refuseOtherSide(claim, 'pays')
  const accepted = claim.lines.map((_, i) => minorFrom(input.accepted[i] ?? '', claim.digits, `accepted.${i}`))
  const disputed = claim.claimed - sumOf(accepted)
  const reason = disputed > 0 ? reasonFrom(input.reason) : undefined
  const at = setting.now()
  const answered = await takeAnswer(tx, request, claim, personOf(actor), { accepted, reason }, at)
  const body = {
    request: request.origin,
    claim: claim.id,
    accepted,
    ...(reason && { reason }),
    at: instantText(at),
  }
  await tell(tx, request, claim.counterpart, 'claim-answer', body, at)
  await settle(tx, actor.org, request.id, setting)
  return answered
}

/** The answer to a claim, at either side. Throws `bad_amount` for more than a line claims, or less than was accepted before. */
export async function takeAnswer(
  tx: Tx,
  request: Request,
  claim: CostClaim,
  by: Doer,
  { accepted, reason }: { accepted: readonly number[]; reason?: string | undefined },
  at: Temporal.Instant,
): Promise<CostClaim> {
  if (accepted.length !== claim.lines.length)
    throw new RequestError('invalid', 'bad_amount', 'Say of each line what is accepted', { path: 'accepted' })
  const lines = claim.lines.map((line, i): CostLine => {
    const amount = accepted[i] ?? 0
    if (amount > line.amount || amount < (line.accepted ?? 0)) {
      const least = majorOf(line.accepted ?? 0, claim.digits)
      const message = `Of '${line.what}' between ${least} and ${majorOf(line.amount, claim.digits)} can be accepted`
      throw new RequestError('invalid', 'bad_amount', message, { path: `accepted.${i}` })
    }
    return { ...line, accepted: amount }
  })
  const total = sumOf(accepted)
  const answered: CostClaim = {
    ...claim,
    lines,
    accepted: total,
    disputed: claim.claimed - total,
    reason,
    answeredAt: instantText(at) as InstantText,
  }
  await updateClaim(tx, answered)
  const { currency, digits } = claim
  await note(
    tx,
    request,
    'request.costs-answered',
    by,
    {
      name: by.name, claim: claim.id, currency, accepted: total, disputed: answered.disputed,
      note: `${majorOf(total, digits)} / ${majorOf(claim.claimed, digits)} ${currency}`, ...(reason && { reason }),
    }, // biome-ignore format: a table
    at,
  )
  return answered
}

/** Writes down that some of what was accepted was paid. Throws `bad_amount` for more than is still to be paid. */
export async function recordPayment(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { claim: string; amount: string; on: string; reference: string },
  setting: Setting,
): Promise<CostClaim> {
  permit(actor, 'cost.answer')
  const { request } = await loadCourse(tx, actor.org, id, 'lock')
  const claim = await findClaim(tx, actor.org, request.id, input.claim)
  refuseOtherSide(claim, 'pays')
  const at = setting.now()
  if (
    !/^\d{4}-\d\d-\d\d$/.test(input.on) ||
    Number.isNaN(Date.parse(input.on)) ||
    input.on > at.toString().slice(0, 10)
  )
    throw new RequestError('invalid', 'bad_text', 'Give the day it was paid, today at the latest', { path: 'on' })
  const payment: Payment = {
    id: newId('payment', at.epochMilliseconds),
    amount: minorFrom(input.amount, claim.digits, 'amount'),
    on: input.on,
    reference: lineFrom(input.reference, 'reference'),
  }
  const paid = await takePayment(tx, request, claim, personOf(actor), payment, at)
  const { id: payment_, ...rest } = payment
  const body = { request: request.origin, claim: claim.id, payment: payment_, ...rest, at: instantText(at) }
  await tell(tx, request, claim.counterpart, 'payment', body, at)
  return paid
}

/** A payment, at either side; one that is known already changes nothing. Throws `bad_amount`. */
export async function takePayment(
  tx: Tx,
  request: Request,
  claim: CostClaim,
  by: Doer,
  payment: Payment,
  at: Temporal.Instant,
): Promise<CostClaim> {
  if (claim.payments.some((one) => one.id === payment.id)) return claim
  const left = claim.accepted - claim.paid
  if (payment.amount < 1 || payment.amount > left)
    throw new RequestError('invalid', 'bad_amount', `${majorOf(left, claim.digits)} is still to be paid`, {
      path: 'amount',
    })
  const paid = { ...claim, paid: claim.paid + payment.amount, payments: [...claim.payments, payment] }
  await updateClaim(tx, paid)
  const { currency, digits } = claim
  await note(
    tx,
    request,
    'request.costs-paid',
    by,
    {
      name: by.name, claim: claim.id, currency, paid: payment.amount, on: payment.on, reference: payment.reference,
      note: `${majorOf(payment.amount, digits)} ${currency}, ${payment.reference}`,
    }, // biome-ignore format: a table
    at,
  )
  return paid
}

function refuseOtherSide(claim: CostClaim, side: CostClaim['side']): void {
  if (claim.side === side) return
  throw new RequestError('forbidden', 'wrong_organisation', 'This is for the other side of the claim')
}
