import type { Act } from './act.ts'

/** The holder hands the data over, sealed, or says why it does not. */
export const produce: Act = {
  phase: 'answering',
  events: { done: 'request.produced', refused: 'request.execution-refused', objected: 'request.objected' },
  reportedBy: 'production',
  permission: { provider: 'order.produce', central: 'order.produce' },
  moments: ['data.transmitted'],
}
