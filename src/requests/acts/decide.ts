import type { Act } from './act.ts'

/** A court or authority decides a question that arose on the way. */
export const decide: Act = {
  phase: 'deciding',
  events: { done: 'request.decided', refused: 'request.decided-against', returned: 'request.returned' },
  askedBy: 'submission',
  reportedBy: 'decision',
  permission: { court: 'request.validate', central: 'request.examine', authority: 'request.approve' },
  moments: ['court.decided', 'request.decided'],
}
