import { z } from 'zod'
import { isCountryCode } from '../../base/countries.ts'
import type { InstantText } from '../../base/time.ts'

const says = z.string().trim().min(1).max(2_000)
const route = z.string().max(200).optional()

/**
 * What a lesson is to change: a standing instruction more, a bar at the gate more, or one's own that ends. There is no change
 * that touches what the law asks.
 */
export const changeSchema = z.discriminatedUnion('place', [
  z.strictObject({ place: z.literal('check'), says, rule: route }),
  z.strictObject({ place: z.literal('purpose'), says, rule: route }),
  z.strictObject({ place: z.literal('minimisation'), says, rule: route }),
  z.strictObject({ place: z.literal('privileges'), says, rule: route }),
  z.strictObject({ place: z.literal('audit'), says }),
  z.strictObject({
    place: z.literal('rule'),
    says,
    /** Whose data stays. */
    state: z.string().refine(isCountryCode, 'Name the state'),
    /** When, as a condition of the law base is written, over the facts of a release. */
    condition: z.record(z.string(), z.json()),
  }),
  z.strictObject({ place: z.literal('end'), instruction: z.string().max(60) }),
])
export type Change = z.infer<typeof changeSchema>

/** A change that a lesson calls for, and what became of it; the same on both sides where another organisation decides. */
export interface Proposal {
  readonly id: string
  /** Whose row this is. */
  readonly org: string
  readonly decider: { readonly org: string; readonly name: string }
  readonly proposer: { readonly org: string; readonly name: string }
  readonly audit: string
  readonly lesson: string
  readonly lessonSays: string
  readonly change: Change
  /** The day from which it is to count. */
  readonly from: string
  readonly made: { readonly person: string; readonly name: string; readonly at: InstantText }
  readonly decided:
    | { readonly outcome: 'adopted' | 'refused'; readonly why: string; readonly name: string; readonly at: InstantText }
    | undefined
  /** What came of it. */
  readonly instruction: string | undefined
}
