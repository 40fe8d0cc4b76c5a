import type { Act as Permission, Seat } from '../../accounts/index.ts'
import type { MessageType } from '../messages.ts'
import type { Outcome } from '../request.ts'

/** Where in a request's life an act stands: the author writes, others decide, it leaves, the other side answers, it ends. */
const phases = ['drafting', 'deciding', 'departing', 'answering', 'closing'] as const
export type Phase = (typeof phases)[number]

/** The messages by which an organisation says what it did in a step. */
export type Report = Extract<MessageType, 'decision' | 'assessment' | 'preservation' | 'production'>

/** One of the acts a step of the law can ask for: how this system carries it out. */
export interface Act {
  readonly phase: Phase
  /** What one must be permitted to do, at each seat that can carry it out. */
  readonly permission: Partial<Record<Seat, Permission>>
  /** It is signed with post and file number, which the form prints. */
  readonly isSigned?: true
  /** The kind of event that is recorded, by how the step ends. What is not here it cannot come to. */
  readonly events: Readonly<Partial<Record<Outcome, string>>>
  /** The message that asks another organisation of our own side to carry it out. */
  readonly askedBy?: 'submission'
  /** The message by which the request then leaves for those whose steps follow. */
  readonly carries?: 'order' | 'notification'
  /** Who did it puts the steps that follow before those who are to do them, and hears from them. */
  readonly passesOn?: true
  /** The message by which that organisation reports what it did. */
  readonly reportedBy?: Report
  /** The events of the law, as clocks name them, that its doing is, unless the step names others. */
  readonly moments: readonly string[]
}
