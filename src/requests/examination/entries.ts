import { z } from 'zod'
import { promises } from '../../law/index.ts'

const line = z.string().min(1).max(2_000)
const said = z.string().trim().min(1).max(100_000)
const rule = z.string().regex(/^[A-Za-z0-9/-]{1,200}$/)
const box = z.strictObject({ box: line, label: line, cite: line.optional() })

/** A promise that the requested state makes its answer depend on. */
const condition = z.strictObject({
  id: z.string().regex(/^[1-9][0-9]?$/),
  /** The rule of law it is taken from; none where it is of this case alone. */
  rule: rule.optional(),
  promises: z.enum(promises),
  says: said,
  cite: line.optional(),
  /** The day by which it is done, where it is to be done at all: sent back, deleted. */
  until: z.iso.date().optional(),
  /** The permission that was given on this condition. */
  permission: line.optional(),
})

/** What is said between who examines a request and who made it. */
export const examinationBodies = {
  /** Whether it is whole, as it was found; for this side alone. */
  checked: z.strictObject({ form: rule.optional(), missing: z.array(box).max(500), note: z.string().max(100_000) }),
  /** It is not refused for what is missing: that is asked for, until a day. */
  question: z.strictObject({ text: said, missing: z.array(box).max(500), until: z.iso.date().optional() }),
  /** What the asking side answers; by box, where boxes were missing. */
  answer: z.strictObject({
    text: said,
    boxes: z.array(z.strictObject({ box: line, label: line, value: said })).max(500),
  }),
  /** Not now: on a ground of the law, and what opens it again. */
  postponed: z.strictObject({ ground: rule, reason: said, until: z.iso.date().optional(), reopens: said }),
  resumed: z.strictObject({ reason: said }),
  conditions: z.strictObject({ conditions: z.array(condition).min(1).max(20) }),
  /** The asking side takes each on, or does not; `by` is who gives the promise there. */
  promised: z.strictObject({
    answers: z
      .array(
        z.strictObject({
          condition: line,
          accepted: z.boolean(),
          by: line.optional(),
          reason: z.string().max(100_000),
        }),
      )
      .min(1)
      .max(20),
  }),
  /** What was promised for a day has been done. */
  fulfilled: z.strictObject({ conditions: z.array(line).min(1).max(20), text: said }),
  /** What was promised was not kept, as whoever gave on it found. */
  breached: z.strictObject({ conditions: z.array(line).min(1).max(20), reason: said }),
  /** What is no longer made a condition. */
  released: z.strictObject({ conditions: z.array(line).min(1).max(20), reason: said }),
} as const
