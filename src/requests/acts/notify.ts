import type { Act } from './act.ts'

/** The enforcing authority is told, with the grounds that the addressee may not see. */
export const notify: Act = {
  phase: 'departing',
  carries: 'notification',
  passesOn: true,
  events: { done: 'request.notified' },
  permission: { authority: 'request.send', court: 'request.validate', central: 'request.transmit' },
  moments: ['notification.sent'],
}
