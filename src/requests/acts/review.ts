import type { Act } from './act.ts'

/** A court decides a dispute over an order; it stops nothing else and is decided item by item, not approved. */
export const review: Act = {
  phase: 'answering',
  events: { done: 'request.reviewed' },
  permission: { court: 'request.validate', central: 'request.examine' },
  moments: ['court.decided'],
}
