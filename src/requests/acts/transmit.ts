import type { Act } from './act.ts'

/** A liaison organ hands the request on to the other state's. */
export const transmit: Act = {
  phase: 'departing',
  carries: 'order',
  passesOn: true,
  events: { done: 'request.transmitted', refused: 'request.transmission-refused', returned: 'request.returned' },
  askedBy: 'submission',
  reportedBy: 'decision',
  permission: { authority: 'request.send', central: 'request.transmit' },
  moments: ['request.sent'],
}
