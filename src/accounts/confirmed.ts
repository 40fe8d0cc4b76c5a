import { AccountError } from './errors.ts'
import type { Actor } from './seats.ts'

/**
 * Throws `forbidden` / `confirm_first` unless the person has shown within minutes that it is they. Stands before every act
 * that cannot be undone: a stolen session, or a program with a token, gets no further than here.
 */
export function mustBeConfirmed(actor: Actor): void {
  if (!actor.unconfirmed) return
  throw new AccountError('forbidden', 'confirm_first', 'Confirm with your passkey that it is you, then do this again')
}
