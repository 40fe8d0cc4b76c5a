import type { Act } from './act.ts'

/** The holder keeps the data from being changed or lost. */
export const preserve: Act = {
  phase: 'answering',
  events: { done: 'request.preserved', refused: 'request.execution-refused', objected: 'request.objected' },
  reportedBy: 'preservation',
  permission: { provider: 'order.produce', central: 'order.produce' },
  moments: ['data.preserved'],
}
