import type { Act } from './act.ts'

/** The enforcing authority is told, with the grounds that the addressee may not see. */
export const notify: Act = { phase: 'departing', events: { done: 'request.notified' }, moment: 'notification.sent' }
