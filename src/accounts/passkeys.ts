import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { record } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import {
  algorithms,
  type Passkey,
  type RelyingParty,
  readRegistration,
  readSignIn,
  refusal,
  verifyRegistration,
  verifySignIn,
} from './ceremony.ts'
import { mustBeConfirmed } from './confirmed.ts'
import { AccountError } from './errors.ts'
import { openInvitation, spent } from './invitations.ts'
import { addMember, addPerson } from './people.ts'
import type { Actor } from './seats.ts'
import { type Session, sessionOf, startSession } from './sessions.ts'
import { placesOf } from './store.ts'
import {
  type Challenge,
  deletePasskey,
  findPasskey,
  insertChallenge,
  insertPasskey,
  passkeysOf,
  setConfirmed,
  takeChallenge,
  takeInvitation,
  touchPasskey,
} from './store-sign-in.ts'

/** How long a ceremony may take, from the page to the finger on the key. */
const LASTS = Temporal.Duration.from({ minutes: 10 })

/** Who is about to register a passkey: the bearer of an invitation, or somebody signed in who adds another one. */
export type Registrant = { readonly invitation: string } | { readonly actor: Actor }

/**
 * What the browser needs to make a passkey; the challenge in it serves once. Throws `invitation_spent`, and `confirm_first`
 * for somebody signed in who has not shown that it is they: a stolen session gets no key of its own.
 */
export async function beginRegistration(
  db: Db,
  party: RelyingParty,
  registrant: Registrant,
  at: Temporal.Instant,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  if ('actor' in registrant) mustBeConfirmed(registrant.actor)
  const invitation = 'invitation' in registrant ? await openInvitation(db, registrant.invitation, at) : undefined
  const person = 'actor' in registrant ? registrant.actor.person : (invitation?.person ?? null)
  const name = 'actor' in registrant ? registrant.actor.name : (invitation?.name ?? '')
  const known = person ? await passkeysOf(db, person) : []
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: name,
    userDisplayName: name,
    ...(person ? { userID: utf8(person) } : {}),
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: party.userVerification },
  })
  await remember(
    db,
    { challenge: options.challenge, purpose: 'registration', invitation: invitation?.id ?? null, person },
    at,
  )
  return options
}

/**
 * Takes what the browser made. By invitation, the person becomes a member and is signed in; somebody signed in just
 * has one passkey more. Throws `passkey_refused`, `ceremony_spent`, `invitation_spent`; a challenge is spent either way.
 */
export async function finishRegistration(
  db: Db,
  party: RelyingParty,
  input: unknown,
  at: Temporal.Instant,
  device?: string,
): Promise<Session | undefined> {
  const { challenge } = readRegistration(input)
  const ceremony = await spend(db, challenge, 'registration', at)
  const passkey = await verifyRegistration(party, challenge, input)
  return db.transaction().execute(async (tx) => {
    if (await findPasskey(tx, passkey.id)) throw refusal()
    if (ceremony.invitation) return letIn(tx, ceremony.invitation, passkey, at, device)
    const [place] = ceremony.person ? await placesOf(tx, ceremony.person) : []
    if (!place) throw refusal()
    await keep(tx, passkey, place.person, place.org, at)
    return undefined
  })
}

/** What the browser needs to sign somebody in; it asks the person which of their passkeys to use. */
export async function beginSignIn(
  db: Db,
  party: RelyingParty,
  at: Temporal.Instant,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: party.userVerification })
  await remember(db, { challenge: options.challenge, purpose: 'sign-in', invitation: null, person: null }, at)
  return options
}

/** Signs in whoever holds the passkey. Throws `passkey_refused`, `ceremony_spent`; a challenge is spent either way. */
export async function finishSignIn(
  db: Db,
  party: RelyingParty,
  input: unknown,
  at: Temporal.Instant,
  device?: string,
): Promise<Session> {
  const { challenge, response } = readSignIn(input)
  await spend(db, challenge, 'sign-in', at)
  const owned = await findPasskey(db, response.id)
  if (!owned) throw refusal()
  const { counter } = await verifySignIn(party, challenge, input, owned)
  return db.transaction().execute(async (tx) => {
    await touchPasskey(tx, owned.id, counter, instantText(at))
    return startSession(tx, owned.person, 'passkey', at, { device })
  })
}

/** What the browser needs for somebody signed in to show that it is still they. */
export async function beginConfirmation(
  db: Db,
  party: RelyingParty,
  { person }: Pick<Actor, 'person'>,
  at: Temporal.Instant,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = await passkeysOf(db, person)
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: party.userVerification,
    allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
  })
  await remember(db, { challenge: options.challenge, purpose: 'confirmation', invitation: null, person }, at)
  return options
}

/**
 * From now on, for some minutes, what cannot be undone is let through in this session. Throws `passkey_refused` for anybody
 * else's passkey or question, `ceremony_spent`, `not_signed_in`; a challenge is spent either way.
 */
export async function finishConfirmation(
  db: Db,
  party: RelyingParty,
  token: string,
  input: unknown,
  at: Temporal.Instant,
): Promise<void> {
  const { challenge, response } = readSignIn(input)
  const ceremony = await spend(db, challenge, 'confirmation', at)
  const session = await sessionOf(db, token, at)
  if (!session) throw new AccountError('forbidden', 'not_signed_in', 'Sign in first')
  const owned = await findPasskey(db, response.id)
  if (!owned || owned.person !== session.person || ceremony.person !== session.person) throw refusal()
  const { counter } = await verifySignIn(party, challenge, input, owned)
  const { org, person } = session
  await db.transaction().execute(async (tx) => {
    await touchPasskey(tx, owned.id, counter, instantText(at))
    await setConfirmed(tx, session.id, instantText(at))
    await record(tx, { org, by: person, kind: 'session.confirmed', about: person, body: { passkey: owned.id } }, at)
  })
}

async function letIn(
  tx: Tx,
  invitation: string,
  passkey: Passkey,
  at: Temporal.Instant,
  device?: string,
): Promise<Session> {
  const used = await takeInvitation(tx, invitation, instantText(at))
  if (!used) throw spent()
  const { org, seat, role, name } = used
  const person = used.person ?? (await addPerson(tx, { name }, at)).id
  await addMember(tx, { person, org, seat, role }, used.invitedBy, at)
  await keep(tx, passkey, person, org, at)
  return startSession(tx, person, 'invitation', at, { org, seat, device })
}

/** Forgets one of a person's own passkeys, never the last. Throws `confirm_first`, `no_such_passkey`, `last_passkey`. */
export async function removePasskey(tx: Tx, actor: Actor, id: string, at: Temporal.Instant): Promise<void> {
  mustBeConfirmed(actor)
  const known = await passkeysOf(tx, actor.person)
  if (known.length === 1 && known[0]?.id === id)
    throw new AccountError('conflict', 'last_passkey', 'This is the last one: add another first')
  if (!(await deletePasskey(tx, actor.person, id)))
    throw new AccountError('missing', 'no_such_passkey', 'This is not one of your passkeys')
  const { org, person } = actor
  await record(tx, { org, by: person, kind: 'passkey.removed', about: person, body: { passkey: id } }, at)
}

async function keep(tx: Tx, passkey: Passkey, person: string, org: string, at: Temporal.Instant): Promise<void> {
  await insertPasskey(tx, { ...passkey, person }, instantText(at))
  await record(tx, { org, by: person, kind: 'passkey.registered', about: person, body: { passkey: passkey.id } }, at)
}

const remember = (db: Db, ceremony: Challenge, at: Temporal.Instant) =>
  insertChallenge(db, ceremony, instantText(at.add(LASTS)), instantText(at))

/** Spent before it is checked, and outside the transaction that may fail: nobody gets a second try at a challenge. */
async function spend(
  db: Db,
  challenge: string,
  purpose: Challenge['purpose'],
  at: Temporal.Instant,
): Promise<Challenge> {
  const ceremony = await takeChallenge(db, challenge, purpose, instantText(at))
  if (ceremony) return ceremony
  throw new AccountError('forbidden', 'ceremony_spent', 'This took too long, or was tried already: please start again')
}
