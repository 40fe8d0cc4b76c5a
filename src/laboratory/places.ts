import type { PlaceRow } from './views.ts'

/** What share of its requests has a way, the largest first; `no`: none. */
export const shares = ['most', 'half', 'some', 'few', 'no'] as const
export type Share = (typeof shares)[number]

export function shareOf(row: PlaceRow, when: 'before' | 'after'): Share {
  const share = row[when].ways / row.requests
  if (share >= 0.75) return 'most'
  if (share >= 0.5) return 'half'
  if (share >= 0.25) return 'some'
  return share > 0 ? 'few' : 'no'
}

/** What a proposal is to a place, in a word. */
export const turns = ['wins', 'eased', 'loses', 'same'] as const
export type Turn = (typeof turns)[number]

export function turnOf({ changes: c }: PlaceRow): Turn {
  if (c.closed + c.burdened > c.opened + c.eased) return 'loses'
  if (c.opened > 0) return 'wins'
  return c.eased + c['other-route'] > 0 ? 'eased' : 'same'
}
