import type { Act } from './act.ts'

/** The result, or the refusal, goes back the way the request came. */
export const giveBack: Act = {
  phase: 'answering',
  events: { done: 'request.answered', refused: 'request.execution-refused' },
  reportedBy: 'production',
  permission: { central: 'order.produce', authority: 'order.produce', court: 'order.produce' },
  moments: ['result.returned', 'data.transmitted'],
}
