import { record } from '../audit/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import type { Place } from './person.ts'
import type { Actor, Seat } from './seats.ts'
import { placesOf } from './store.ts'
import { deleteExpiredSessions, deleteSession, findSession, insertSession } from './store-sign-in.ts'
import { hashToken, newToken } from './token.ts'

/** A working day and an evening; then the passkey is asked for again. */
const LASTS = Temporal.Duration.from({ hours: 12 })

/** The cookie that carries a session's token. */
export const sessionCookie = 'comity_session'

/** What the browser gets: the token goes into its cookie and is stored nowhere else. */
export interface Session {
  readonly token: string
  readonly expires: InstantText
  readonly actor: Actor
}

export type SignInWay = 'passkey' | 'invitation' | 'demonstration'

/** Opens a session for a person at one of their places; the first of them unless told. Throws `not_a_member`. */
export async function startSession(
  tx: Tx,
  person: string,
  via: SignInWay,
  at: Temporal.Instant,
  seat?: { org: string; seat: Seat },
): Promise<Session> {
  const places = await placesOf(tx, person)
  const place = seat ? places.find((one) => one.org === seat.org && one.seat === seat.seat) : places[0]
  if (!place) throw new AccountError('forbidden', 'not_a_member', 'This person has no place there')
  await deleteExpiredSessions(tx, instantText(at))
  const { org } = place
  const token = newToken()
  const expires = instantText(at.add(LASTS))
  await insertSession(tx, { ...place, tokenHash: hashToken(token), at: instantText(at), expires })
  await record(tx, { org, by: person, kind: 'session.started', about: person, body: { via, seat: place.seat } }, at)
  return { token, expires, actor: actorAt(place) }
}

/** Who the cookie stands for; undefined if it is unknown, ended or expired. */
export async function findActor(db: Db, token: string, at: Temporal.Instant): Promise<Actor | undefined> {
  const place = await findSession(db, hashToken(token), instantText(at))
  return place && actorAt(place)
}

/** Signs out. A token that is no session's is let pass: signing out twice is no mistake. */
export async function endSession(tx: Tx, token: string, at: Temporal.Instant): Promise<void> {
  const ended = await deleteSession(tx, hashToken(token))
  if (!ended) return
  const { org, person, seat } = ended
  await record(tx, { org, by: person, kind: 'session.ended', about: person, body: { seat } }, at)
}

function actorAt({ person, name, org, orgName, seat, role, isDemo }: Place): Actor {
  return { person, name, org, orgName, seat, role, isDemo }
}
