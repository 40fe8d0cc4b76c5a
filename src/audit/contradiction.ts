import type { InstantText } from '../base/time.ts'
import { AuditError } from './errors.ts'

/** `forked`: another history than the one seen. `rewound`: an older state, shown after a newer one was seen. */
export type How = 'forked' | 'rewound'

/** What a counterparty signed, twice, and cannot both be true. */
interface Signed {
  readonly seen: { readonly size: number; readonly at: InstantText; readonly note: string }
  readonly shown: { readonly size: number; readonly note: string }
  /** What was to show that one continues the other. */
  readonly proof: readonly Uint8Array[]
}

/** A counterparty's log that takes back what it signed. It carries both checkpoints, to be kept. */
export class Contradiction extends AuditError {
  override name = 'Contradiction'
  readonly how: How
  readonly counterparty: string
  readonly signed: Signed

  constructor(how: How, counterparty: string, signed: Signed) {
    const { seen, shown } = signed
    const told =
      how === 'forked'
        ? `The log of ${counterparty} at ${shown.size} events is not shown to continue what it was at ${seen.size}`
        : `The log of ${counterparty} is shown at ${shown.size} events, long after it was seen at ${seen.size}`
    super('conflict', how, told)
    this.how = how
    this.counterparty = counterparty
    this.signed = signed
  }
}
