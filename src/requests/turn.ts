import type { Seat } from '../accounts/index.ts'
import type { InstantText } from '../base/time.ts'
import type { Clock, Step } from './request.ts'

/** Where a thing to do lies: at a seat, at the head of a seat, or with another organisation. */
export type Desk = Seat | `${Seat}:head` | 'elsewhere'

export const turnKinds = [
  'step', 'answer-objection', 'withdraw', 'answer', 'answer-question', 'answer-claim', 'send-on', 'tell-user', 'renew', 'resume',
  'sign-emergency', 'verify-sender', 'keep-promise', 'watch-promise',
] as const // biome-ignore format: one line of words
type TurnKind = (typeof turnKinds)[number]

/** What somebody must do now before the request goes on. */
export interface Turn {
  /** `step`: carry it out. Else what another's answer makes necessary, or what is done beside the steps. */
  readonly kind: TurnKind
  readonly step: Step
  readonly desk: Desk
  /** Who does it, in words. */
  readonly whom: string
  /** The one person who may not: nobody approves their own. */
  readonly barred: string | undefined
  readonly since: InstantText
  /** The clock that ends first, and the hold that lasts longest. */
  readonly clock: Clock | undefined
  readonly hold: Clock | undefined
}
