import { z } from 'zod'
import { purposes } from '../../law/index.ts'

const line = z.string().trim().min(1).max(2_000)
const said = z.string().trim().min(1).max(100_000)
const rule = z.string().regex(/^[A-Za-z0-9/-]{1,200}$/)

/** Becoming evidence is one thing; another purpose is another. */
export const stages = ['evidence', 'purpose'] as const
export type Stage = (typeof stages)[number]

/** What is to be done with what came: in which proceeding, for what, with which pieces. */
const wanted = {
  stage: z.enum(stages),
  purpose: z.enum(purposes),
  proceeding: line,
  items: z.array(line).min(1).max(10_000),
  reason: said,
}

/** What the use rests on. */
const basis = z.strictObject({
  /** `allowed`: the law allows it. `consent`: the sender did. `silent`: no rule known here limits it. */
  by: z.enum(['allowed', 'consent', 'silent']),
  rules: z.array(rule).max(50),
  cites: z.array(line).max(50),
  consent: line.optional(),
})

/** What is said about the use of what came. */
export const useBodies = {
  'use-asked': z.strictObject({ ...wanted, cites: z.array(line).max(50) }),
  'use-allowed': z.strictObject({ conditions: z.string().max(100_000) }),
  'use-denied': z.strictObject({ reason: said }),
  /** It was used; for this side alone. */
  used: z.strictObject({ ...wanted, basis }),
} as const
