import type { InstantText } from '../base/time.ts'
import type { CustodyEntry } from './custody-entries.ts'

export const itemStates = ['sealed', 'handed-over', 'expected', 'received', 'verified', 'refused', 'erased'] as const
export type ItemState = (typeof itemStates)[number]

export const actKinds = [
  'collected',
  'sealed',
  'handed-over',
  'received',
  'verified',
  'refused',
  'opened',
  'minimised',
  'set-apart',
  'exported',
  'erased',
  'held',
  'released',
  'restricted',
  'excluded',
  'kept-longer',
  'original-destroyed',
  'bytes-erased',
  'taken',
  'stated',
  'seized',
  'passed',
  'checked',
] as const

/** One thing done with a piece of evidence: who had it, when, and what its bytes were then. */
export interface Act {
  readonly at: InstantText
  readonly what: (typeof actKinds)[number]
  readonly org: string
  readonly orgName: string
  readonly by: string
  readonly byName: string
  /** In words: the tool and method, the purpose, the reason. */
  readonly says?: string
  /** SHA-256 of the bytes as they were before sealing, where they were looked at. */
  readonly sha256?: string
  /** SHA-256 of the sealed bytes, where those were. */
  readonly sealedSha256?: string
  /** What was put down of it, field by field; it tells of the time `at`, and was put down at the time `recorded`. */
  readonly entry?: CustodyEntry
  readonly recorded?: InstantText
  /** The device it was done with, where that is what it was done with. */
  readonly device?: string
}

/** A piece of evidence as one organisation holds it. Every organisation calls it by the same id. */
export interface Item {
  readonly id: string
  readonly org: string
  /** The request it answers, by the id all organisations share. */
  readonly origin: string
  readonly name: string
  readonly mediaType: string
  /** In bytes; before and after sealing. */
  readonly size: number
  readonly sha256: string
  readonly sealedSize: number
  readonly sealedSha256: string
  /** The age recipients that can open it. */
  readonly sealedTo: readonly string[]
  /** The organisation that sealed it. */
  readonly producer: string
  /** What was done with it before it came here, as whoever sent it says; of one's own time the log speaks. */
  readonly acts: readonly Act[]
  readonly state: ItemState
  readonly at: InstantText
  /** Why it was refused, or has not arrived yet. */
  readonly problem: string | null
  /** Why nobody may open it any more though it is still kept: it should be erased, and a hold keeps it. */
  readonly restricted: string | null
  /** By whose decision nobody may use it any more, though it is rightly kept. */
  readonly excluded?: string | null
}
