import { z } from 'zod'
import type { InstantText } from '../../base/time.ts'
import type { RequestId } from '../request.ts'

const line = z.string().min(1).max(300)
const prose = z.string().max(20_000)
const id = z.string().regex(/^[a-z]+_[0-9a-z]{1,40}$/)
const minor = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

const lineClaimed = z.strictObject({
  what: line,
  quantity: z.number().int().positive().max(1_000_000),
  /** What one of it costs. */
  each: minor,
  amount: minor,
})
const ruleNamed = z.strictObject({
  cite: line,
  says: prose,
  /** The provision of the state whose own law has to provide for it. */
  provision: line.optional(),
})

/** How a claim for costs crosses from one organisation to another; every amount in the smallest unit of the currency. */
export const claimOnTheWire = {
  id,
  currency: z.string().regex(/^[A-Z]{3}$/),
  digits: z.number().int().min(0).max(4),
  rule: ruleNamed,
  lines: z.array(lineClaimed).min(1).max(200),
  claimed: minor,
  note: prose.optional(),
}
export const claimAnswerOnTheWire = {
  claim: id,
  accepted: z.array(minor).min(1).max(200),
  reason: prose.optional(),
}
export const paymentOnTheWire = {
  claim: id,
  payment: id,
  amount: minor,
  on: z.iso.date(),
  reference: line,
}

type LineClaimed = z.infer<typeof lineClaimed>
export type CostRule = z.infer<typeof ruleNamed>

/** One line of a claim, with what was accepted of it once it has been answered. */
export interface CostLine extends LineClaimed {
  readonly accepted?: number | undefined
}

export interface Payment {
  readonly id: string
  readonly amount: number
  /** The day it was paid. */
  readonly on: string
  readonly reference: string
}

/** What answering a request cost, at the side that claims it or at the one that pays. */
export interface CostClaim {
  readonly id: string
  readonly org: string
  readonly request: RequestId
  readonly side: 'claims' | 'pays'
  readonly counterpart: string
  readonly counterpartName: string
  readonly currency: string
  /** Digits of the currency's smallest unit; every amount counts in it. */
  readonly digits: number
  readonly rule: CostRule
  readonly lines: readonly CostLine[]
  readonly claimed: number
  readonly accepted: number
  readonly disputed: number
  readonly paid: number
  readonly note: string | undefined
  /** Why some of it is disputed. */
  readonly reason: string | undefined
  readonly payments: readonly Payment[]
  readonly claimedAt: InstantText
  readonly claimedBy: string
  readonly answeredAt: InstantText | undefined
}

/** Where a claim stands, from its amounts. */
export type ClaimState = 'claimed' | 'disputed' | 'accepted' | 'paid'
export function claimState({ answeredAt, accepted, disputed, paid }: CostClaim): ClaimState {
  if (answeredAt === undefined) return 'claimed'
  if (disputed > 0) return 'disputed'
  return paid === accepted ? 'paid' : 'accepted'
}
