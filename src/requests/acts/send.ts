import type { Act } from './act.ts'

/** The request goes to its addressee; everything that must go with it goes in the same moment. */
export const send: Act = {
  phase: 'departing',
  carries: 'order',
  passesOn: true,
  events: { done: 'request.sent', refused: 'request.sending-refused', returned: 'request.returned' },
  askedBy: 'submission',
  reportedBy: 'decision',
  permission: { authority: 'request.send', court: 'request.validate', central: 'request.transmit' },
  moments: ['order.issued', 'request.sent'],
}
