import type { InstantText } from '../../base/time.ts'
import type { Facts } from '../../law/index.ts'
import type { Request, RequestId } from '../request.ts'

export type Threat = NonNullable<NonNullable<Facts['emergency']>['threat']>

/** Who stated or signed something, and when. */
export interface Signature {
  readonly person: string
  readonly name: string
  readonly at: InstantText
}

/** A request of the emergency lane, as oversight reads it. */
export interface Emergency {
  readonly request: RequestId
  readonly threat: Threat
  /** Who is in danger of what, why now, and why the ordinary way would come too late. */
  readonly grounds: string
  readonly stated: Signature
  /** Who answers for it above its author, where the route asks for that. */
  readonly signed: Signature | undefined
  /** Since it left it is marked for oversight. */
  readonly leftAt: InstantText | undefined
  /** What came of the validation that the law demands afterwards. */
  readonly afterwards: 'confirmed' | 'refused' | undefined
  /** How many pieces of evidence were deleted because it was refused. */
  readonly erased: number | undefined
}

/** Ours, and said to be an emergency by the facts it was drafted from. */
export const isEmergency = ({ direction, facts }: Pick<Request, 'direction' | 'facts'>): boolean =>
  direction === 'outgoing' && facts.urgency === 'emergency'
