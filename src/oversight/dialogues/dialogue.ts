import type { Id } from '../../base/ids.ts'
import type { InstantText } from '../../base/time.ts'
import type { LedgerLine } from '../reciprocity/ledger.ts'
import type { Measured, Target } from './target.ts'

export type DialogueId = Id<'dialogue'>

/** What a dialogue is about. */
export const topics = [
  'answer-times', 'refusals', 'forms-and-languages', 'emergencies', 'preservation', 'notification', 'data-protection', 'conflicts-of-laws',
  'contact-points', 'other',
] as const // biome-ignore format: one line of words
export type Topic = (typeof topics)[number]

/** With whom: a state, or a company as the requests name it; the same as in the ledger of reciprocity. */
export type Partner = Pick<LedgerLine, 'kind' | 'partner'>

/** How the minutes came to stand, or that they were taken back. */
export const closings = ['signed', 'confirmed', 'withdrawn'] as const
export type Closing = (typeof closings)[number]

interface Written {
  readonly person: string
  readonly name: string
  readonly at: InstantText
}

export interface Dialogue extends Partner {
  readonly id: DialogueId
  readonly org: string
  readonly heldOn: string
  /** The offices that took part, never people. */
  readonly offices: { readonly ours: readonly string[]; readonly theirs: readonly string[] }
  readonly topics: readonly Topic[]
  readonly minutes: string
  readonly recorded: Written
  /** Undefined while nobody but who wrote them answers for the minutes. */
  readonly closed:
    | { readonly how: Closing; readonly says: string; readonly name: string; readonly at: InstantText }
    | undefined
  readonly promises: readonly DialoguePromise[]
}

/** What one side promised, in terms that a figure of the record can show. */
export interface DialoguePromise {
  readonly id: string
  readonly by: 'us' | 'them'
  readonly office: string
  readonly says: string
  readonly due: string
  readonly target: Target
  readonly recorded: Written
  /** What people found of it, the newest first; only the newest counts. */
  readonly found: readonly PromiseFinding[]
}

/** That a person found a promise kept or broken, and from which figures: it never follows from them. */
export interface PromiseFinding {
  readonly kept: boolean
  readonly reason: string
  readonly figures: Measured
  readonly found: { readonly name: string; readonly at: InstantText }
}

/** The minutes stand: what was promised counts. */
export const stands = ({ closed }: Pick<Dialogue, 'closed'>): boolean =>
  closed !== undefined && closed.how !== 'withdrawn'

/** What they promise shows in what we ask of them; what we promise, in what they ask of us. */
export const directionOf = ({ by }: Pick<DialoguePromise, 'by'>) => (by === 'them' ? 'outgoing' : 'incoming')
