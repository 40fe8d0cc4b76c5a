import type { Act } from './act.ts'

/** The enforcing authority looks for a ground to refuse, and clears the order or raises the ground. */
export const assess: Act = {
  phase: 'answering',
  events: { done: 'request.cleared', refused: 'request.ground-raised' },
  askedBy: 'notification',
  reportedBy: 'assessment',
  moment: 'notification.assessed',
}
