import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

/** A sign-in under way at the provider. */
export interface OpenIdState {
  readonly stateHash: Uint8Array
  /** The browser that began it, by its cookie. */
  readonly browserHash: Uint8Array
  readonly nonce: string
  readonly verifier: string
  readonly back: string
}

export async function insertState(
  db: Db,
  { stateHash, browserHash, ...state }: OpenIdState,
  expires: InstantText,
  now: InstantText,
): Promise<void> {
  await db.deleteFrom('account_openid_states').where('expires_at', '<=', now).execute()
  await db
    .insertInto('account_openid_states')
    .values({ ...state, state_hash: stateHash, browser_hash: browserHash, expires_at: expires })
    .execute()
}

/** Uses a state up; undefined if it is unknown, used or too old. */
export async function takeState(db: Db, stateHash: Uint8Array, now: InstantText): Promise<OpenIdState | undefined> {
  return db
    .deleteFrom('account_openid_states')
    .where('state_hash', '=', stateHash)
    .where('expires_at', '>', now)
    .returning(['state_hash as stateHash', 'browser_hash as browserHash', 'nonce', 'verifier', 'back'])
    .executeTakeFirst()
}

/** Who is meant by a name at a provider, if anybody. */
export async function personKnownAs(
  tx: Tx,
  issuer: string,
  subject: string,
  at: InstantText,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('account_identities')
    .set({ used_at: at })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('person_id as person')
    .executeTakeFirst()
  return row?.person
}

export async function insertIdentity(
  tx: Tx,
  { issuer, subject, person }: { issuer: string; subject: string; person: string },
  at: InstantText,
): Promise<void> {
  await tx
    .insertInto('account_identities')
    .values({ issuer, subject, person_id: person, created_at: at, used_at: at })
    .execute()
}

/** The invitation that names whom the provider means, if one still stands. */
export async function invitationFor(tx: Tx, claim: string, now: InstantText): Promise<string | undefined> {
  const row = await tx
    .selectFrom('account_invitations')
    .select('id')
    .where('claim', '=', claim)
    .where('expires_at', '>', now)
    .where('used_at', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row?.id
}
