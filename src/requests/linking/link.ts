import type { RequestId } from '../request.ts'

/** How a request belongs to an earlier one: it is what that one prepared, takes its place, adds to it, or seeks the same. */
export const linkKinds = ['follows', 'replaces', 'supplements', 'same-target'] as const
export type LinkKind = (typeof linkKinds)[number]

/** `request` follows, replaces or supplements `other`; both are this organisation's own. */
export interface Link {
  readonly request: RequestId
  readonly kind: LinkKind
  readonly other: RequestId
  readonly org: string
  readonly person: string | undefined
  readonly name: string
  readonly at: string
}
