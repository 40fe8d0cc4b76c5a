import { z } from 'zod'

const line = z.string().min(1).max(2_000)
const said = z.string().trim().min(1).max(100_000)
const rule = z.string().regex(/^[A-Za-z0-9/-]{1,200}$/)
const id = z.string().regex(/^[a-z]+_[0-9a-z]{1,40}$/)
const side = z.strictObject({ org: id, name: line })

/** Why an order may be enforced: nothing was answered in time, or what was answered was not accepted. */
export const defaults = ['silent', 'not-accepted'] as const

/** The stages of the enforcement of an order, and what is said in them. */
export const enforcementBodies = {
  asked: z.strictObject({ authority: side, holder: side, because: z.enum(defaults), reason: said }),
  /** Before a no: what the enforcing authority doubts, and asks. */
  consulted: z.strictObject({ ground: rule, text: said }),
  explained: z.strictObject({ text: said }),
  /** The addressee is required to comply or to plead by that day. */
  recognised: z.strictObject({ until: z.iso.date(), grounds: z.array(rule).max(50), threat: said }),
  'not-recognised': z.strictObject({ ground: rule, reason: said }),
  pleaded: z.strictObject({ ground: rule, reason: said }),
  confirmed: z.strictObject({ until: z.iso.date(), reason: said }),
  'not-enforced': z.strictObject({ ground: rule, reason: said }),
  penalised: z.strictObject({
    rule,
    amount: z.number().positive(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Of the year before, worldwide, in the same currency. */
    turnover: z.number().positive(),
    reason: said,
    remedy: said,
  }),
  appealed: z.strictObject({ court: line, text: said }),
  complied: z.strictObject({ text: z.string().max(100_000) }),
  'given-up': z.strictObject({ reason: said }),
} as const
