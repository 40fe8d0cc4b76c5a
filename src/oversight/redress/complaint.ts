import type { Id } from '../../base/ids.ts'
import type { InstantText } from '../../base/time.ts'

export type ComplaintId = Id<'complaint'>

/** How whoever complains proves who they are: not at all, by a document they send sealed, by a code that comes by letter. */
export const proofs = ['none', 'document', 'letter'] as const
export type Proof = (typeof proofs)[number]

export const outcomes = ['dismissed', 'access', 'exclude', 'delete', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

/** What a person wrote. Who the person is only whoever decides is told. */
export interface Said {
  readonly name: string
  readonly address: string
  /** The account, number or address the data belong to, as the person knows it. */
  readonly account: string
  /** Of a notice the person got, where there was one. */
  readonly fileNumber: string
  readonly text: string
}

/** A piece of evidence as whoever it is about names it. */
export interface NamedPiece {
  readonly id: string
  readonly name: string
  readonly sha256: string
}

interface Bodies {
  readonly added: { readonly text: string }
  readonly 'code-made': Record<string, never>
  readonly proved: { readonly how: Proof }
  readonly 'statement-asked': { readonly text: string }
  readonly stated: {
    readonly text: string
    /** The request it is about; none where there is none. */
    readonly request?: string | undefined
    readonly rule?: string | undefined
    readonly pieces: readonly NamedPiece[]
  }
  readonly paused: { readonly reason: string; readonly cite: string }
  readonly resumed: { readonly reason: string }
  /** What is deleted does not come back: one person proposes it, and another has it done. */
  readonly 'deletion-proposed': {
    readonly by: string
    readonly reason: string
    readonly told: string
    readonly cite: string
    readonly pieces: readonly NamedPiece[]
  }
  readonly 'deletion-declined': { readonly reason: string }
  readonly decided: {
    readonly outcome: Outcome
    readonly reason: string
    /** What the person is told; the reason stays in the file. */
    readonly told?: string | undefined
    readonly cite: string
    readonly pieces: readonly NamedPiece[]
    /** Who proposed it, where another person had to agree. */
    readonly proposedBy?: string | undefined
  }
}

export type EntryKind = keyof Bodies
export type EntryBody<K extends EntryKind> = Bodies[K]
export type Entry = {
  readonly [K in EntryKind]: {
    readonly kind: K
    readonly body: Bodies[K]
    readonly name: string
    readonly at: InstantText
  }
}[EntryKind]
type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>

export interface Complaint {
  readonly id: ComplaintId
  /** Whose row this is: of whoever decides, or of whoever it is about. */
  readonly org: string
  readonly decider: { readonly org: string; readonly name: string }
  readonly about: { readonly org: string; readonly name: string }
  /** The remedy. */
  readonly rule: string
  readonly against: 'access' | 'conduct'
  readonly said: Said
  readonly proof: Proof
  /** The file name of the document that came sealed. */
  readonly document: string | undefined
  readonly codeMade: boolean
  readonly provedAt: InstantText | undefined
  /** The request here that it is about, once somebody has named it. */
  readonly request: string | undefined
  readonly filedAt: InstantText
  readonly decidedAt: InstantText | undefined
  readonly outcome: Outcome | undefined
  readonly paused: boolean
  readonly entries: readonly Entry[]
}

export const lastOf = <K extends EntryKind>({ entries }: Pick<Complaint, 'entries'>, kind: K): EntryOf<K> | undefined =>
  entries.findLast((entry): entry is EntryOf<K> => entry.kind === kind)

export const isDecider = ({ org, decider }: Pick<Complaint, 'org' | 'decider'>): boolean => org === decider.org

/** A statement was asked for and has not come. */
export function awaitsStatement(complaint: Complaint): boolean {
  const asked = lastOf(complaint, 'statement-asked')
  const stated = lastOf(complaint, 'stated')
  return (
    asked !== undefined &&
    (stated === undefined || complaint.entries.indexOf(stated) < complaint.entries.indexOf(asked))
  )
}

/** The deletion that somebody proposed and that waits for another person; undefined where none does. */
export function proposedDeletion(complaint: Complaint): EntryOf<'deletion-proposed'> | undefined {
  const proposed = lastOf(complaint, 'deletion-proposed')
  const declined = lastOf(complaint, 'deletion-declined')
  if (!proposed || complaint.decidedAt) return undefined
  return declined && complaint.entries.indexOf(declined) > complaint.entries.indexOf(proposed) ? undefined : proposed
}

/** The pieces the last statement named. */
export const piecesOf = (complaint: Complaint): readonly NamedPiece[] => lastOf(complaint, 'stated')?.body.pieces ?? []
