import type { Act } from './act.ts'

/** An executing organ of the requested state obtains the evidence. */
export const execute: Act = {
  phase: 'answering',
  events: { done: 'request.executed', refused: 'request.execution-refused' },
  askedBy: 'order',
  reportedBy: 'decision',
  moment: 'request.executed',
}
