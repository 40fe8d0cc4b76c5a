import type { Id } from '../../base/ids.ts'
import type { InstantText } from '../../base/time.ts'
import type { RequestId } from '../request.ts'
import type { Entry } from './entries.ts'

export type ReviewId = Id<'review'>

/** The holder has objected; a court has the dispute; it has ruled; or it ended without a ruling. */
const reviewStates = ['objected', 'pending', 'decided', 'ended'] as const
export type ReviewState = (typeof reviewStates)[number]

/** An organisation with a part in a dispute. */
export interface Side {
  readonly org: string
  readonly name: string
}

/** Who decides, and in which state it sits. */
export interface Court extends Side {
  readonly state: string
}

/** A dispute over an order, as one organisation keeps it; all who have a part in it know it by the same id. */
export interface Review {
  readonly id: ReviewId
  readonly org: string
  readonly request: RequestId
  /** The ground of the law the holder relies on: its `review` says how the dispute goes. */
  readonly ground: string
  /** The step objected to. */
  readonly step: string
  readonly state: ReviewState
  readonly holder: Side
  readonly court: Court | undefined
  /** The data in dispute, by their ids. */
  readonly items: readonly string[]
  readonly openedAt: InstantText
  readonly decidedAt: InstantText | undefined
}

/** A review with all that was put to its file here, oldest first. */
export interface ReviewFile extends Review {
  readonly entries: readonly Entry[]
}
