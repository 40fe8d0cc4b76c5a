import type { Act } from './act.ts'

/** The person concerned is told, or the reason for waiting is recorded. */
export const inform: Act = {
  phase: 'closing',
  events: { done: 'request.person-informed' },
  permission: { authority: 'request.send', provider: 'order.check', central: 'request.execute' },
  moments: ['person.informed'],
}
