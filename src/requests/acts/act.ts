import type { MessageType } from '../messages.ts'
import type { Outcome } from '../request.ts'

/** Where in a request's life an act stands: the author writes, others decide, it leaves, the other side answers, it ends. */
export const phases = ['drafting', 'deciding', 'departing', 'answering', 'closing'] as const
export type Phase = (typeof phases)[number]

/** One of the acts a step of the law can ask for: how this system carries it out. */
export interface Act {
  readonly phase: Phase
  /** The kind of event that is recorded, by how the step ends. */
  readonly events: Readonly<Partial<Record<Outcome, string>>>
  /** The message that asks another organisation to carry it out, if it is not ours to do. */
  readonly askedBy?: MessageType
  /** The message by which that organisation reports what it did. */
  readonly reportedBy?: MessageType
  /** The event of the law, as clocks name it, that its doing is. */
  readonly moment?: string
}
