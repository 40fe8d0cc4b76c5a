import type { InstantText } from '../../base/time.ts'

interface Signed {
  readonly name: string
  readonly at: InstantText
}

/** Files of somebody that an overseer reads: which, why, and until when. */
export interface Inspection {
  readonly id: string
  readonly org: string
  readonly overseen: string
  readonly mandate: string
  /** The plan whose sample it reads; none where a cause led to it. */
  readonly plan: string | undefined
  readonly title: string
  readonly cause: string
  /** The overseen's own ids. */
  readonly requests: readonly string[]
  readonly opened: Signed
  readonly closed: Signed | undefined
}

export const severities = ['remark', 'minor', 'serious', 'grave'] as const
export type Severity = (typeof severities)[number]

/** What was found; the same on both sides once it was told. */
export interface Finding {
  readonly id: string
  readonly org: string
  readonly side: 'overseer' | 'overseen'
  /** The other side. */
  readonly other: string
  readonly otherName: string
  readonly inspection: string
  readonly request: string | undefined
  readonly severity: Severity
  readonly says: string
  /** The provisions it rests on. */
  readonly cites: readonly string[]
  readonly made: Signed
  readonly toldAt: InstantText | undefined
  readonly reply: (Signed & { readonly says: string }) | undefined
}

/** What a person of the overseer found to a line of the checklist. */
export interface Answer {
  readonly line: string
  readonly holds: 'yes' | 'no' | 'open'
  readonly note: string
  readonly name: string
  readonly at: InstantText
}

/** One look, as the overseen is told of it; `seq` is its place in the overseer's own log. */
export interface ToldLook {
  readonly seq: number
  readonly what: string
  readonly request: string | null
  readonly name: string
  readonly at: string
}

/** What an overseer had looked at, as the overseen was told once the inspection was closed. */
export interface Disclosure {
  readonly id: string
  readonly org: string
  readonly other: string
  readonly otherName: string
  readonly title: string
  readonly cause: string
  readonly openedAt: InstantText
  readonly closedAt: InstantText
  readonly looks: readonly ToldLook[]
  readonly receivedAt: InstantText
}
