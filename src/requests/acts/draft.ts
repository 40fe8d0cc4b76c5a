import type { Act } from './act.ts'

/** The author writes the request and its form, and hands it in: from then on nobody edits it. */
export const draft: Act = {
  phase: 'drafting',
  events: { done: 'request.submitted' },
  permission: { authority: 'request.draft' },
  moments: [],
}
