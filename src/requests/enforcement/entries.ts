import { z } from 'zod'

const line = z.string().min(1).max(2_000)
const said = z.string().trim().min(1).max(100_000)
const rule = z.string().regex(/^[A-Za-z0-9/-]{1,200}$/)
const id = z.string().regex(/^[a-z]+_[0-9a-z]{1,40}$/)
const word = z.string().regex(/^[a-z-]{1,60}$/)
const state = z.string().regex(/^[A-Z]{2}$/)
const side = z.strictObject({ org: id, name: line })

/** Why an order may be enforced: nothing was answered in time, or what was answered was not accepted. */
export const defaults = ['silent', 'not-accepted'] as const

/** What is weighed for the height of a penalty: which way each factor of the law pulls, and why. */
export const pulls = ['raises', 'lowers', 'neither'] as const
const weighed = z.strictObject({ factor: word, pulls: z.enum(pulls), reason: said })

/** A fine, a measure beside it or instead of it, and what was weighed. Of the year before, worldwide, is the turnover. */
const penalty = {
  rule,
  amount: z.number().positive().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  turnover: z.number().positive().optional(),
  days: z.number().int().positive().optional(),
  measure: word.optional(),
  weighed: z.array(weighed).max(50).default([]),
} as const

/** How a penalty ended before a court; and why it was lifted. */
export const appealOutcomes = ['upheld', 'reduced', 'annulled'] as const
export const liftings = ['complied', 'foreign-law', 'served', 'other'] as const

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
  /** On what the addressee is heard before anything is imposed: by what it is obliged, what threatens, and what was weighed. */
  proposed: z.strictObject({
    ...penalty,
    ties: z
      .array(z.strictObject({ sign: word, fact: said }))
      .min(1)
      .max(50),
    until: z.iso.date(),
  }),
  /** What the addressee says to it; where the law of another state is pleaded, of which and what it forbids. */
  heard: z.strictObject({
    text: said,
    foreign: z.strictObject({ state, text: said }).optional(),
  }),
  penalised: z.strictObject({ ...penalty, reason: said, remedy: said }),
  spared: z.strictObject({ reason: said }),
  appealed: z.strictObject({ court: line, text: said }),
  'appeal-decided': z.strictObject({
    outcome: z.enum(appealOutcomes),
    amount: z.number().positive().optional(),
    text: said,
  }),
  lifted: z.strictObject({ because: z.enum(liftings), reason: said }),
  /** It is sent to another state to be recognised there; by which law. */
  'sent-abroad': z.strictObject({ state, authority: line, cite: line }),
  'answered-abroad': z.strictObject({ recognised: z.boolean(), text: said }),
  /** The addressee learns that it will be named, by which law, and until when it may reply. */
  announced: z.strictObject({ basis: said, until: z.iso.date() }),
  replied: z.strictObject({ text: said }),
  published: z.strictObject({}),
  'taken-down': z.strictObject({ reason: said }),
  complied: z.strictObject({ text: z.string().max(100_000) }),
  'given-up': z.strictObject({ reason: said }),
} as const
