import type { InstantText } from '../../base/time.ts'

export const choices = ['obey', 'refuse', 'narrow', 'wait'] as const
export type Choice = (typeof choices)[number]

/** What somebody advises where two laws pull apart, or what was decided. */
export interface Weighing {
  readonly stage: 'opinion' | 'decision'
  readonly choice: Choice
  /** Which rule against which, as they stood. */
  readonly conflicts: readonly { readonly demands: string; readonly forbids: string }[]
  readonly reason: string
  readonly by: string
  readonly byName: string
  readonly at: InstantText
}

export const incidentKinds = ['direct-demand', 'collected-here', 'pressure', 'given-on', 'other'] as const

/** That another state went round the way of assistance, or seems to have. */
export interface Incident {
  readonly id: string
  readonly org: string
  /** The request it came with, where it did. */
  readonly request: string | undefined
  readonly state: string
  readonly what: (typeof incidentKinds)[number]
  readonly day: string
  readonly account: string
  readonly measures: string
  readonly by: string
  readonly byName: string
  readonly at: InstantText
}
