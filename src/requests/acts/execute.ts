import type { Act } from './act.ts'

/** An executing organ of the requested state obtains the evidence. */
export const execute: Act = {
  phase: 'answering',
  passesOn: true,
  events: { done: 'request.executed', refused: 'request.execution-refused' },
  reportedBy: 'decision',
  permission: {
    central: 'request.execute',
    court: 'request.validate',
    authority: 'request.draft',
    provider: 'order.produce',
  },
  moments: ['request.executed'],
}
