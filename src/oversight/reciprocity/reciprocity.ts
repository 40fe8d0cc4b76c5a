import type { InstantText } from '../../base/time.ts'
import type { EditionFile } from '../editions/edition.ts'
import type { Period } from '../period.ts'
import type { LedgerLine } from './ledger.ts'

/** A person's finding that another state gives, or does not give, what is given to it, with the figures it was found from. */
export interface FoundReciprocity {
  readonly id: string
  readonly org: string
  /** The organisation's own state. */
  readonly state: string
  readonly withState: string
  readonly holds: boolean
  readonly reason: string
  /** As the ledger stood at that moment, and which editions of counterparts stood beside it. */
  readonly figures: Period & {
    readonly line: LedgerLine
    readonly editions: readonly { readonly publisher: string; readonly number: number }[]
  }
  readonly found: { readonly name: string; readonly at: InstantText }
}

/** Somebody else's edition as an organisation took it in. */
export interface TakenEdition {
  readonly id: string
  readonly org: string
  readonly publisher: { readonly id: string; readonly name: string }
  readonly number: number
  readonly asOf: InstantText
  readonly file: EditionFile
  readonly taken: { readonly name: string; readonly at: InstantText }
}
