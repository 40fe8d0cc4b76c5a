import type { Act } from './act.ts'

/** A superior or competent authority agrees that the request may go out. */
export const approve: Act = {
  phase: 'deciding',
  events: { done: 'request.approved', refused: 'request.approval-refused', returned: 'request.returned' },
  askedBy: 'submission',
  reportedBy: 'decision',
  permission: { authority: 'request.approve', court: 'request.validate', central: 'request.examine' },
  moments: ['approval.decided', 'request.decided'],
}
