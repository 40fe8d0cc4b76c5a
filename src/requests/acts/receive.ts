import type { Act } from './act.ts'

/** The asking authority takes the evidence in, opens and verifies it. */
export const receive: Act = {
  phase: 'closing',
  events: { done: 'request.evidence-received' },
  permission: { authority: 'evidence.receive', central: 'evidence.receive' },
  moments: ['data.received'],
}
