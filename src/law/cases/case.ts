import { z } from 'zod'
import { gateStatuses, routeStatuses } from '../analysis/analysis.ts'

const status = z.enum(routeStatuses)
const text = z.string().min(1)
const one = z.union([text, z.array(text)])

/** What is expected of one finding, besides its status. */
const finding = {
  data: z.array(text).optional(),
  /** Citations (or parts of them) of lines that fail, are unknown, or hold. */
  fails: one.optional(),
  unknown: one.optional(),
  holds: one.optional(),
  /** Clocks that run: of a route, its steps and its grounds; of the approval a gate asks for. */
  clocks: one.optional(),
  no_clocks: one.optional(),
}

/** Where several findings of the route exist, one must fit. */
const routeExpectation = z.union([
  status,
  z.strictObject({
    status: status.optional(),
    to: z.string().optional(),
    ...finding,
    asks: one.optional(),
    /** Needs not met, by a part of their citation or wording. */
    needs: one.optional(),
    steps: one.optional(),
    no_steps: one.optional(),
    grounds: one.optional(),
    conflicts: one.optional(),
  }),
])

const gateStatus = z.enum(gateStatuses)
const gateExpectation = z.union([gateStatus, z.strictObject({ status: gateStatus.optional(), ...finding })])

const clockExpectation = z
  .strictObject({
    rule: text,
    /** Whether it runs at all, on the day and for the facts of the case. */
    runs: z.boolean().optional(),
    from: text.optional(),
    state: z.string().optional(),
    due: text.optional(),
    /** `P10D`, or the law's own words where it gives no number. */
    length: text.optional(),
    /** Instants at which what the clock asks for is still in time, and already late. */
    in_time: text.optional(),
    late: text.optional(),
    skipped: z.array(z.iso.date()).optional(),
  })
  .refine(({ from, due, in_time, late, skipped }) => from !== undefined || !(due || in_time || late || skipped), {
    error: 'from: say from which instant it is counted',
  })

/** A worked case: facts in, parts of the analysis out. A lawyer's test. */
export const caseSchema = z.strictObject({
  name: text,
  note: text.optional(),
  /** Where the expectation comes from: an article, a judgment. */
  cite: text.optional(),
  /** The date whose law applies. */
  on: z.iso.date().optional(),
  /** Not the law as it is: ratifications nobody has made yet. The name of the case must say so. */
  supposing: z
    .array(
      z.strictObject({ instrument: text, ratified: z.iso.date(), by: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1) }),
    )
    .optional(),
  facts: z.record(z.string(), z.unknown()).default({}),
  /** What somebody wants to give across a border, where the case is about that: the gate answers it. */
  release: z.record(z.string(), z.unknown()).optional(),
  expect: z.strictObject({
    items: z.record(z.string(), status).optional(),
    routes: z.record(z.string(), z.union([routeExpectation, z.array(routeExpectation)])).optional(),
    gates: z.record(z.string(), gateExpectation).optional(),
    reach: z.record(z.string(), z.enum(['reaches', 'does-not', 'unknown'])).optional(),
    conflicts: z
      .array(
        z.strictObject({
          demands: text.optional(),
          forbids: text,
          exposure: z.array(text).optional(),
          resolutions: z.array(text).optional(),
        }),
      )
      .optional(),
    /** No conflict at all. */
    no_conflicts: z.literal(true).optional(),
    /** Facts that must be among the questions; `first_question` must be the first. */
    questions: z.array(text).optional(),
    first_question: text.optional(),
    no_questions: z.array(text).optional(),
    /** Rules that must not appear among the routes or gates. */
    absent: z.array(text).optional(),
    warnings: z.array(text).optional(),
    /** What the law says of keeping what came: whether each of these rules applies. `route`: by which it came. */
    retention: z
      .strictObject({
        route: text.optional(),
        to: text.optional(),
        rules: z.record(z.string(), z.enum(['applies', 'does-not', 'unknown'])),
      })
      .optional(),
    /** What a person can do against somebody in that state, where it was asked for by that route: whether each of these is open. */
    remedies: z
      .strictObject({
        state: text,
        against: z.enum(['access', 'conduct']).optional(),
        route: text.optional(),
        rules: z.record(z.string(), z.enum(['open', 'closed'])),
      })
      .optional(),
    clocks: z.array(clockExpectation).optional(),
    /** Whether the gate lets it go; the rules that stop it, those that do not, and parts of what would open it. */
    release: z
      .strictObject({
        goes: z.boolean(),
        stops: z.array(text).optional(),
        passes: z.array(text).optional(),
        opens: z.array(text).optional(),
      })
      .optional(),
    /** The facts are refused with this code. */
    refused: z.string().optional(),
  }),
})

export type Case = z.infer<typeof caseSchema> & { readonly id: string }
