import type { Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import type { Seat } from './seats.ts'
import { type Session, startSession } from './sessions.ts'
import { demonstrationPlaces } from './store.ts'

/**
 * Signs in as an invented person, without a passkey. Throws `forbidden` / `not_a_demonstration` unless the instance
 * runs as a demonstration and both the person and the organisation were made for it.
 */
export async function signInToDemonstration(
  tx: Tx,
  { person, org, seat }: { person: string; org: string; seat: Seat },
  instance: { readonly demonstration: boolean },
  at: Temporal.Instant,
  device?: string,
): Promise<Session> {
  const places = instance.demonstration ? await demonstrationPlaces(tx) : []
  if (!places.some((place) => place.person === person && place.org === org && place.seat === seat)) {
    throw new AccountError(
      'forbidden',
      'not_a_demonstration',
      'Signing in without a passkey is for the demonstration only',
    )
  }
  return startSession(tx, person, 'demonstration', at, { org, seat, device })
}
