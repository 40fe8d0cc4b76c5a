import { z } from 'zod'

const line = z.string().trim().min(1).max(300)
const prose = z.string().trim().max(20_000)
const day = z.iso.date()

/** How an account or device can be named; a service alone names nobody. */
export const identifierKinds = ['email', 'phone', 'user', 'ip', 'imei', 'mac', 'other'] as const

/** Why one item is needed: what it will show, why nothing milder would do, and what speaks against asking for it. */
const weighed = z.strictObject({ need: prose, milder: prose, against: prose })

/** What the author states about a request. Everything may still be open while it is a draft. */
export const statementSchema = z.strictObject({
  /** What the data are for: the proceeding and what is to be shown in it. */
  purpose: prose.optional(),
  identifiers: z.partialRecord(z.enum(identifierKinds), z.array(line).max(1_000)).optional(),
  /** The time the data are from; the first and the last day. */
  period: z.strictObject({ from: day.optional(), to: day.optional() }).optional(),
  /** Whose data: of the accounts named, or of everybody who used the service. */
  reach: z.enum(['accounts', 'service']).optional(),
  /** By the id of the item. */
  necessity: z.record(z.string().max(300), weighed).optional(),
  /** What is to be left out, and what is done with what comes and is not needed. */
  minimisation: prose.optional(),
  /** How what is privileged is recognised and kept apart. */
  privileges: prose.optional(),
  /** Under which provision the same could be ordered at home. */
  atHome: prose.optional(),
  /** Why it may go all the same, by the check that found fault. */
  reasons: z.record(z.string().max(200), prose).optional(),
  /**
   * What the organisation’s own standing instructions add, by their ids: a question with its answer, or words that go with the
   * request. Of what is sent in only the answers are read; where and what they say is as they stand.
   */
  instructions: z
    .record(
      z.string().max(60),
      z.strictObject({
        place: z.enum(['check', 'purpose', 'minimisation', 'privileges']).optional(),
        says: prose.optional(),
        answer: prose.optional(),
      }),
    )
    .optional(),
})

export type Statement = z.infer<typeof statementSchema>
