import type { Act } from './act.ts'

/** An authority of the requested state examines what came from abroad. */
export const examine: Act = {
  phase: 'answering',
  passesOn: true,
  events: { done: 'request.examined', refused: 'request.execution-refused', returned: 'request.returned-abroad' },
  reportedBy: 'decision',
  permission: { central: 'request.examine', court: 'request.validate' },
  moments: ['request.decided'],
}
