import type { Act } from './act.ts'

/** The holder keeps the data from being changed or lost. */
export const preserve: Act = {
  phase: 'answering',
  events: { done: 'request.preserved', objected: 'request.objected' },
  askedBy: 'order',
  reportedBy: 'preservation',
  moment: 'data.preserved',
}
