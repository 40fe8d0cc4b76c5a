import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Passkey } from './ceremony.ts'
import type { Place } from './person.ts'
import type { Role, Seat } from './seats.ts'
import type { Lent } from './store-elevations.ts'

/** How somebody signed in. */
export type SignInWay = 'passkey' | 'invitation' | 'openid' | 'demonstration'

export interface StoredSession {
  readonly id: string
  readonly person: string
  readonly org: string
  readonly seat: string
  readonly via: SignInWay
  /** What the browser calls itself. */
  readonly device: string
  readonly started: InstantText
  readonly seen: InstantText
  readonly confirmed: InstantText | null
  readonly expires: InstantText
}

export async function insertSession(
  tx: Tx,
  { started, seen, confirmed, expires, person, org, ...session }: StoredSession,
  tokenHash: Uint8Array,
): Promise<void> {
  const times = { created_at: started, seen_at: seen, confirmed_at: confirmed, expires_at: expires }
  await tx
    .insertInto('account_sessions')
    .values({ ...session, ...times, token_hash: tokenHash, person_id: person, org_id: org })
    .execute()
}

/** The place a session is at, as it stands now, and what is lent there: a role changed since counts at once. */
export async function findSession(
  db: Db,
  tokenHash: Uint8Array,
  now: InstantText,
): Promise<{ place: Place; session: StoredSession; lent: Lent[] } | undefined> {
  const row = await db
    .selectFrom('account_sessions as session')
    .innerJoin('account_memberships as membership', (join) =>
      join
        .onRef('membership.person_id', '=', 'session.person_id')
        .onRef('membership.org_id', '=', 'session.org_id')
        .onRef('membership.seat', '=', 'session.seat'),
    )
    .innerJoin('account_people as people', 'people.id', 'session.person_id')
    .innerJoin('account_organisations as organisation', 'organisation.id', 'session.org_id')
    .select(sessionColumns)
    .select([
      'people.name as name',
      'organisation.name as orgName',
      'organisation.state as state',
      'membership.role as role',
      'people.is_demo as isDemo',
    ])
    .select((session) =>
      jsonArrayFrom(
        session
          .selectFrom('account_elevations as lent')
          .select(['lent.role', 'lent.way'])
          .whereRef('lent.person_id', '=', 'session.person_id')
          .whereRef('lent.org_id', '=', 'session.org_id')
          .whereRef('lent.seat', '=', 'session.seat')
          .where('lent.starts_at', '<=', now)
          .where('lent.ends_at', '>', now)
          .where('lent.ended_at', 'is', null),
      ).as('lent'),
    )
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return undefined
  const { name, orgName, state, role, isDemo, lent, ...session } = row
  const { person, org } = session
  return { place: { person, org, seat: session.seat as Seat, name, orgName, state, role, isDemo }, session, lent }
}

const sessionColumns = [
  'session.id as id',
  'session.person_id as person',
  'session.org_id as org',
  'session.seat as seat',
  'session.via as via',
  'session.device as device',
  'session.created_at as started',
  'session.seen_at as seen',
  'session.confirmed_at as confirmed',
  'session.expires_at as expires',
] as const

/** What runs for a person, the newest first; in one organisation, where it is named. */
export async function sessionsOf(db: Db, person: string, now: InstantText, org?: string): Promise<StoredSession[]> {
  return db
    .selectFrom('account_sessions as session')
    .select(sessionColumns)
    .where('person_id', '=', person)
    .where('expires_at', '>', now)
    .$if(org !== undefined, (query) => query.where('org_id', '=', org ?? ''))
    .orderBy('created_at', 'desc')
    .execute()
}

export async function setSeen(db: Db, id: string, at: InstantText): Promise<void> {
  await db.updateTable('account_sessions').set({ seen_at: at }).where('id', '=', id).execute()
}

export async function setConfirmed(tx: Tx, id: string, at: InstantText): Promise<void> {
  await tx.updateTable('account_sessions').set({ confirmed_at: at }).where('id', '=', id).execute()
}

/** Ends sessions of a person: this one, or all but one; in one organisation, where it is named. How many there were. */
export async function deleteSessions(
  tx: Tx,
  person: string,
  { id, except, org }: { id?: string; except?: string; org?: string },
): Promise<number> {
  const gone = await tx
    .deleteFrom('account_sessions')
    .where('person_id', '=', person)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .$if(org !== undefined, (query) => query.where('org_id', '=', org ?? ''))
    .returning('id')
    .execute()
  return gone.length
}

export async function deleteSession(
  tx: Tx,
  tokenHash: Uint8Array,
): Promise<{ person: string; org: string; seat: string } | undefined> {
  return tx
    .deleteFrom('account_sessions')
    .where('token_hash', '=', tokenHash)
    .returning(['person_id as person', 'org_id as org', 'seat'])
    .executeTakeFirst()
}

export async function deleteExpiredSessions(tx: Tx, now: InstantText): Promise<void> {
  await tx.deleteFrom('account_sessions').where('expires_at', '<=', now).execute()
}

export interface StoredInvitation {
  readonly id: string
  readonly org: string
  readonly name: string
  readonly seat: Seat
  readonly role: Role
  readonly person: string | null
  readonly expires: InstantText
  /** By which a provider of OpenID Connect knows who is invited. */
  readonly claim: string | null
}

export async function insertInvitation(
  tx: Tx,
  { org, person, expires, ...invitation }: StoredInvitation,
  { tokenHash, by, at }: { tokenHash: Uint8Array; by: string; at: InstantText },
): Promise<void> {
  await tx
    .insertInto('account_invitations')
    .values({
      ...invitation,
      org_id: org,
      person_id: person,
      expires_at: expires,
      token_hash: tokenHash,
      invited_by: by,
      created_at: at,
    })
    .execute()
}

/** An invitation that can still be used. */
export async function findInvitation(
  db: Db,
  tokenHash: Uint8Array,
  now: InstantText,
): Promise<StoredInvitation | undefined> {
  const row = await db
    .selectFrom('account_invitations')
    .select(['id', 'org_id as org', 'name', 'seat', 'role', 'person_id as person', 'expires_at as expires', 'claim'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return row && { ...row, seat: row.seat as Seat }
}

/** Uses an invitation up; undefined if it is too late for that. */
export async function takeInvitation(
  tx: Tx,
  id: string,
  now: InstantText,
): Promise<(StoredInvitation & { invitedBy: string }) | undefined> {
  const row = await tx
    .updateTable('account_invitations')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .where('used_at', 'is', null)
    .returning([
      'id',
      'org_id as org',
      'name',
      'seat',
      'role',
      'person_id as person',
      'expires_at as expires',
      'claim',
      'invited_by as invitedBy',
    ])
    .executeTakeFirst()
  return row && { ...row, seat: row.seat as Seat }
}

/** A ceremony under way: by whose invitation, or for which person. */
export interface Challenge {
  readonly challenge: string
  readonly purpose: 'registration' | 'sign-in' | 'confirmation'
  readonly invitation: string | null
  readonly person: string | null
}

export async function insertChallenge(
  db: Db,
  ceremony: Challenge,
  expires: InstantText,
  now: InstantText,
): Promise<void> {
  const { challenge, purpose, invitation, person } = ceremony
  await db.deleteFrom('account_challenges').where('expires_at', '<=', now).execute()
  await db
    .insertInto('account_challenges')
    .values({ challenge, purpose, invitation_id: invitation, person_id: person, expires_at: expires })
    .execute()
}

/** Uses a challenge up; undefined if it is unknown, used or too old. */
export async function takeChallenge(
  db: Db,
  challenge: string,
  purpose: Challenge['purpose'],
  now: InstantText,
): Promise<Challenge | undefined> {
  return db
    .deleteFrom('account_challenges')
    .where('challenge', '=', challenge)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning(['challenge', 'purpose', 'invitation_id as invitation', 'person_id as person'])
    .executeTakeFirst()
}

export interface OwnedPasskey extends Passkey {
  readonly person: string
}

export async function insertPasskey(tx: Tx, passkey: OwnedPasskey, at: InstantText): Promise<void> {
  const { id, person, publicKey, counter, transports, backedUp } = passkey
  const row = {
    id,
    person_id: person,
    public_key: publicKey,
    counter,
    transports: [...transports],
    backed_up: backedUp,
  }
  await tx
    .insertInto('account_passkeys')
    .values({ ...row, created_at: at })
    .execute()
}

const passkeyColumns = [
  'id',
  'person_id as person',
  'public_key as publicKey',
  'counter',
  'transports',
  'backed_up as backedUp',
] as const

export async function findPasskey(db: Db, id: string): Promise<OwnedPasskey | undefined> {
  return db.selectFrom('account_passkeys').select(passkeyColumns).where('id', '=', id).executeTakeFirst()
}

export async function passkeysOf(db: Db, person: string): Promise<OwnedPasskey[]> {
  return db.selectFrom('account_passkeys').select(passkeyColumns).where('person_id', '=', person).execute()
}

export async function touchPasskey(tx: Tx, id: string, counter: number, at: InstantText): Promise<void> {
  await tx.updateTable('account_passkeys').set({ counter, used_at: at }).where('id', '=', id).execute()
}

export async function replaceSetup(tx: Tx, tokenHash: Uint8Array, at: InstantText): Promise<void> {
  await tx.deleteFrom('account_setup').execute()
  await tx.insertInto('account_setup').values({ token_hash: tokenHash, created_at: at }).execute()
}

/** Uses the set-up token up; false if it is not the one. */
export async function takeSetup(tx: Tx, tokenHash: Uint8Array): Promise<boolean> {
  const taken = await tx
    .deleteFrom('account_setup')
    .where('token_hash', '=', tokenHash)
    .returning('created_at')
    .executeTakeFirst()
  return taken !== undefined
}

/** Whatever still lets a person into an organisation by a link. */
export async function deleteInvitationsOf(tx: Tx, person: string, org: string): Promise<void> {
  await tx
    .updateTable('account_invitations')
    .set({ expires_at: sql<string>`created_at` })
    .where('person_id', '=', person)
    .where('org_id', '=', org)
    .where('used_at', 'is', null)
    .execute()
}

/** Every way a person signs in by. */
export async function deletePasskeys(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('account_passkeys').where('person_id', '=', person).execute()
  await tx.deleteFrom('account_identities').where('person_id', '=', person).execute()
}

export interface KeptPasskey {
  readonly id: string
  readonly backedUp: boolean
  readonly added: InstantText
  readonly used: InstantText | null
}

/** A person's passkeys as a list shows them, the oldest first. */
export async function listPasskeys(db: Db, person: string): Promise<KeptPasskey[]> {
  return db
    .selectFrom('account_passkeys')
    .select(['id', 'backed_up as backedUp', 'created_at as added', 'used_at as used'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute()
}

/** False if it is not a passkey of this person. */
export async function deletePasskey(tx: Tx, person: string, id: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('account_passkeys')
    .where('person_id', '=', person)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
