import type { InstantText } from '../../base/time.ts'
import type { MessageBody, MessageType } from '../messages.ts'

/** A message that has arrived, its sender and seal already checked by whoever carried it. */
export interface Incoming {
  /** The organisation it is for. */
  readonly org: string
  readonly from: string
  readonly type: string
  readonly body: unknown
  readonly messageId: string
  /** When it arrived: clocks run from here. */
  readonly at: InstantText
}

/** The same with its body read. */
export type Arrival<T extends MessageType> = Omit<Incoming, 'type' | 'body'> & {
  readonly type: T
  readonly body: MessageBody<T>
  readonly now: Temporal.Instant
}
