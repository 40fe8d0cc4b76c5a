import { z } from 'zod'
import type { InstantText } from '../../base/time.ts'

/** From where on something in the record is an alarm. Whoever gives the mandate sets it; what is not set raises none. */
export const limitsSchema = z.strictObject({
  /** Emergencies among what was made, in hundredths; looked at over so many days, once at least so many were made. */
  emergencies: z
    .strictObject({
      share: z.number().int().min(0).max(100),
      days: z.number().int().min(1).max(3660),
      least: z.number().int().min(1).max(100_000),
    })
    .optional(),
  /** Uses for something else than the case among all uses, in hundredths, once there were at least so many. */
  otherUses: z
    .strictObject({ share: z.number().int().min(0).max(100), least: z.number().int().min(1).max(100_000) })
    .optional(),
  /** What came is opened though its request has been over for more than so many days. */
  openedAfterDays: z.number().int().min(0).max(3660).optional(),
})
export type Limits = z.infer<typeof limitsSchema>

/** That an organisation has oversight over another, by which law or decision, and for how long. */
export interface Mandate {
  readonly id: string
  /** Who gave it: whoever runs the instance. */
  readonly org: string
  readonly overseer: string
  readonly overseen: string
  readonly basis: string
  readonly limits: Limits
  readonly from: string
  readonly until: string | undefined
  readonly given: { readonly name: string; readonly at: InstantText }
  readonly ended: { readonly name: string; readonly at: InstantText; readonly why: string } | undefined
}

/** Whether it holds on a day. */
export const isInForce = ({ from, until, ended }: Pick<Mandate, 'from' | 'until' | 'ended'>, day: string): boolean =>
  ended === undefined && from <= day && (until === undefined || day <= until)
