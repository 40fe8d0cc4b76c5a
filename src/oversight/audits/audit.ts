import type { InstantText } from '../../base/time.ts'
import type { Severity } from '../inspections/inspection.ts'

interface Signed {
  readonly name: string
  readonly at: InstantText
}

export const auditSubjects = ['matter', 'incident', 'inspection'] as const
export type AuditSubject = (typeof auditSubjects)[number]

/** One thing that is asked, with where it comes from: a rule of the law base, or a standing instruction. */
export interface Question {
  readonly id: string
  readonly says: string
  readonly cite: string
  readonly source: 'law' | 'instruction'
}

interface Bodies {
  readonly answer: { readonly question: string; readonly holds: 'yes' | 'no' | 'open'; readonly ground: string }
  readonly finding: { readonly severity: Severity; readonly says: string; readonly question: string | null }
  readonly lesson: { readonly says: string; readonly finding: string | null }
}

export type AuditEntryKind = keyof Bodies
export type AuditEntryBody<K extends AuditEntryKind> = Bodies[K]
export type AuditEntry = {
  readonly [K in AuditEntryKind]: Signed & { readonly kind: K; readonly id: string; readonly body: Bodies[K] }
}[AuditEntryKind]
export type AuditEntryOf<K extends AuditEntryKind> = Extract<AuditEntry, { kind: K }>

/** The structured look back at something that is over. */
export interface Audit {
  readonly id: string
  readonly org: string
  readonly subject: AuditSubject
  /** The matter, the incident, the inspection. */
  readonly about: string
  readonly title: string
  readonly cause: string
  /** As they stood when it was opened. */
  readonly questions: readonly Question[]
  readonly opened: Signed
  readonly closed: (Signed & { readonly conclusion: string }) | undefined
}

export const entriesIn = <K extends AuditEntryKind>(entries: readonly AuditEntry[], kind: K): AuditEntryOf<K>[] =>
  entries.filter((entry): entry is AuditEntryOf<K> => entry.kind === kind)

/** The last answer to each question. */
export const answersIn = (entries: readonly AuditEntry[]): ReadonlyMap<string, AuditEntryOf<'answer'>> =>
  new Map(entriesIn(entries, 'answer').map((entry) => [entry.body.question, entry]))
