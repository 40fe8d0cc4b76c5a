import type { Act } from './act.ts'

/** The enforcing authority looks for a ground to refuse, and clears the order or raises the ground. */
export const assess: Act = {
  phase: 'answering',
  passesOn: true,
  events: { done: 'request.cleared', refused: 'request.ground-raised', objected: 'request.objected' },
  reportedBy: 'assessment',
  permission: {
    central: 'ground.raise',
    authority: 'request.draft',
    provider: 'order.check',
    court: 'request.validate',
  },
  moments: ['notification.assessed', 'assessment.made'],
}
