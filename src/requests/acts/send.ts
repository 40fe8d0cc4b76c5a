import type { Act } from './act.ts'

/** The request goes to its addressee; everything that must go with it goes in the same moment. */
export const send: Act = { phase: 'departing', events: { done: 'request.sent' }, moment: 'order.sent' }
