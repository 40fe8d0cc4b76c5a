import type { InstantText } from '../../base/time.ts'
import type { Release, Seat } from '../../law/index.ts'

/** What is asked leave for: one piece, by its hash. */
export interface PermittedItem {
  readonly item: string
  readonly sha256: string
  readonly name: string
}

/**
 * Permission to give exactly these pieces to exactly this recipient for exactly this purpose, as one organisation keeps it: whoever
 * applied, or the authority that decides. `origin` is the request it is for.
 */
export interface Permission {
  readonly id: string
  readonly org: string
  readonly side: 'applicant' | 'authority'
  /** The organisation at the other end. */
  readonly other: string
  readonly otherName: string
  readonly origin: string
  readonly requestTitle: string
  /** The bar it is to open, and whose leave that takes. */
  readonly gate: string
  readonly state: string
  readonly seat: Seat
  readonly capacity: NonNullable<Release['approvals'][number]['as']>
  readonly recipient: { readonly org: string; readonly name: string; readonly state: string }
  readonly items: readonly PermittedItem[]
  /** What the law wants the application to say, box by box. */
  readonly content: Readonly<Record<string, unknown>>
  readonly applied: { readonly by: string; readonly name: string; readonly at: InstantText }
  readonly decision:
    | {
        readonly outcome: 'granted' | 'refused'
        readonly by: string
        readonly name: string
        readonly at: InstantText
        readonly reason: string
        readonly conditions: string | undefined
        readonly from: InstantText | undefined
        readonly until: InstantText | undefined
      }
    | undefined
  readonly revoked: { readonly at: InstantText; readonly name: string; readonly reason: string } | undefined
}

/** It was given, and nobody has taken it back. */
export const isGranted = ({ decision, revoked }: Pick<Permission, 'decision' | 'revoked'>): boolean =>
  decision?.outcome === 'granted' && !revoked

/** A permission as the gate looks at it; one that nobody has granted is none. */
export function approvalFrom({
  id,
  seat,
  capacity,
  state,
  origin,
  recipient,
  items,
  decision,
  revoked,
}: Permission): Release['approvals'] {
  if (decision?.outcome !== 'granted') return []
  return [
    {
      id,
      seat,
      as: capacity,
      state: (state === 'EU' ? undefined : state) as Release['approvals'][number]['state'],
      by: decision.by,
      covers: { items: items.map(({ sha256 }) => sha256), recipient: recipient.org, purpose: origin },
      from: decision.from,
      until: decision.until,
      revoked: revoked?.at ?? null,
    },
  ]
}
