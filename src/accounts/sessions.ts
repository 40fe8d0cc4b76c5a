import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import type { Place } from './person.ts'
import type { Actor, Seat } from './seats.ts'
import { placesOf } from './store.ts'
import { type Lent, roleAmong } from './store-elevations.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessions,
  findSession,
  insertSession,
  type SignInWay,
  type StoredSession,
  sessionsOf,
  setSeen,
} from './store-sign-in.ts'
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

/** For so long after a touch of the passkey a person may do what cannot be undone. */
const CONFIRMED_FOR = Temporal.Duration.from({ minutes: 5 })
/** So fine is told when a session was last used. */
const SEEN_EVERY = Temporal.Duration.from({ minutes: 5 })

/** Opens a session for a person at one of their places; the first of them unless told. Throws `not_a_member`. */
export async function startSession(
  tx: Tx,
  person: string,
  via: SignInWay,
  at: Temporal.Instant,
  { device = '', ...seat }: { org?: string; seat?: Seat; device?: string } = {},
): Promise<Session> {
  const places = await placesOf(tx, person)
  const place = seat.org ? places.find((one) => one.org === seat.org && one.seat === seat.seat) : places[0]
  if (!place) throw new AccountError('forbidden', 'not_a_member', 'This person has no place there')
  await deleteExpiredSessions(tx, instantText(at))
  const { org } = place
  const token = newToken()
  const [started, expires] = [instantText(at), instantText(at.add(LASTS))]
  const session: StoredSession = {
    id: newId('session', at.epochMilliseconds),
    person,
    org,
    seat: place.seat,
    via,
    device: device.replace(/\p{Cc}/gu, '').slice(0, 300),
    started,
    seen: started,
    // At a provider one has just signed in as well: it is asked for a sign-in of the last minutes.
    confirmed: via === 'demonstration' ? null : started,
    expires,
  }
  await insertSession(tx, session, hashToken(token))
  await record(tx, { org, by: person, kind: 'session.started', about: person, body: { via, seat: place.seat } }, at)
  // Opened in this transaction, so it is found.
  return { token, expires, actor: (await findActor(tx, token, at)) as Actor }
}

/** Who the cookie stands for; undefined if it is unknown, ended or expired. */
export async function findActor(db: Db, token: string, at: Temporal.Instant): Promise<Actor | undefined> {
  const found = await findSession(db, hashToken(token), instantText(at))
  if (!found) return undefined
  const { place, session, lent } = found
  if (instantText(at.subtract(SEEN_EVERY)) > session.seen) await setSeen(db, session.id, instantText(at))
  return actorAt(place, session, lent, at)
}

/** The session of a token; undefined if it is unknown, ended or expired. */
export async function sessionOf(db: Db, token: string, at: Temporal.Instant): Promise<StoredSession | undefined> {
  return (await findSession(db, hashToken(token), instantText(at)))?.session
}

/** What runs for a person, the newest first. */
export const listSessions = (
  db: Db,
  { person }: Pick<Actor, 'person'>,
  at: Temporal.Instant,
): Promise<StoredSession[]> => sessionsOf(db, person, instantText(at))

/** Ends one of one's own sessions, or all but the one in use. How many ended; one that is none any more is let pass. */
export async function endOwnSessions(
  tx: Tx,
  actor: Actor,
  which: { readonly id: string } | { readonly except: string },
  at: Temporal.Instant,
): Promise<number> {
  const { org, person } = actor
  const ended = await deleteSessions(tx, person, which)
  if (ended > 0) {
    const body = { by: 'own', sessions: ended, byName: actor.name }
    await record(tx, { org, by: person, kind: 'session.revoked', about: person, body }, at)
  }
  return ended
}

/** Signs out. A token that is no session's is let pass: signing out twice is no mistake. */
export async function endSession(tx: Tx, token: string, at: Temporal.Instant): Promise<void> {
  const ended = await deleteSession(tx, hashToken(token))
  if (!ended) return
  const { org, person, seat } = ended
  await record(tx, { org, by: person, kind: 'session.ended', about: person, body: { seat } }, at)
}

function actorAt(place: Place, session: StoredSession, lent: readonly Lent[], at: Temporal.Instant): Actor {
  const { person, name, org, orgName, seat, isDemo } = place
  const { role, elevated } = roleAmong(place.role, lent)
  // An invented person has no device to touch.
  const { confirmed } = session
  const isFresh = isDemo || (confirmed !== null && instantText(at.subtract(CONFIRMED_FOR)) < confirmed)
  return {
    person,
    name,
    org,
    orgName,
    seat,
    role,
    isDemo,
    ...(!isFresh && { unconfirmed: true }),
    ...(elevated && { elevated }),
  }
}
