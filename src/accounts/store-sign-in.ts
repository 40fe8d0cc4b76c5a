import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Passkey } from './ceremony.ts'
import type { Membership, Place } from './person.ts'
import type { Role, Seat } from './seats.ts'

export async function insertSession(
  tx: Tx,
  {
    person,
    org,
    seat,
    tokenHash,
    at,
    expires,
  }: Membership & { tokenHash: Uint8Array; at: InstantText; expires: InstantText },
): Promise<void> {
  const row = { token_hash: tokenHash, person_id: person, org_id: org, seat, created_at: at, expires_at: expires }
  await tx.insertInto('account_sessions').values(row).execute()
}

/** The place a session is at, as it stands now: a role changed since counts at once. */
export async function findSession(db: Db, tokenHash: Uint8Array, now: InstantText): Promise<Place | undefined> {
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
    .select([
      'session.person_id as person',
      'people.name as name',
      'session.org_id as org',
      'organisation.name as orgName',
      'organisation.state as state',
      'session.seat as seat',
      'membership.role as role',
      'people.is_demo as isDemo',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .executeTakeFirst()
  return row && { ...row, seat: row.seat as Seat }
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
    .select(['id', 'org_id as org', 'name', 'seat', 'role', 'person_id as person', 'expires_at as expires'])
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
      'invited_by as invitedBy',
    ])
    .executeTakeFirst()
  return row && { ...row, seat: row.seat as Seat }
}

/** A ceremony under way: by whose invitation, or for which person. */
export interface Challenge {
  readonly challenge: string
  readonly purpose: 'registration' | 'sign-in'
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
