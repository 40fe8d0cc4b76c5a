import type { Act } from './act.ts'

/** A judge, court or prosecutor examines the draft and makes it lawful, or not. */
export const validate: Act = {
  phase: 'deciding',
  isSigned: true,
  events: { done: 'request.validated', refused: 'request.validation-refused', returned: 'request.returned' },
  askedBy: 'submission',
  reportedBy: 'decision',
  permission: { court: 'request.validate', authority: 'request.approve', central: 'request.examine' },
  moments: ['order.validated', 'approval.decided'],
}
