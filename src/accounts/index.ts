export { type Passkey, type RelyingParty, relyingParty, verifyRegistration, verifySignIn } from './ceremony.ts'
export { mustBeConfirmed } from './confirmed.ts'
export { signInToDemonstration } from './demonstration.ts'
export { breakGlass, giveUpRole, listElevations, reviewEmergency, type Substitution, substitute } from './elevations.ts'
export { AccountError } from './errors.ts'
export { signerAt } from './external-signer.ts'
export { type Invitation, type Invitee, invite, openInvitation } from './invitations.ts'
export { type PublicKeys, publicKeys, sealingIdentities, sealingIdentity, signer } from './keys.ts'
export { endSessionsOf, removeMember } from './leaving.ts'
export { type OpenId, type OpenIdSettings, openId } from './openid.ts'
export { kinds, type NewOrganisation, type Organisation, type OrganisationKind } from './organisation.ts'
export { createOrganisation } from './organisations.ts'
export {
  beginConfirmation,
  beginRegistration,
  beginSignIn,
  finishConfirmation,
  finishRegistration,
  finishSignIn,
  type Registrant,
  removePasskey,
} from './passkeys.ts'
export { addMember, addPerson } from './people.ts'
export { type Act, isPermitted, permissions, permit } from './permissions.ts'
export type { Membership, Person, Place } from './person.ts'
export {
  admitProgram,
  endProgram,
  findProgram,
  isProgramToken,
  listPrograms,
  type Program,
  type Scope,
  scopes,
} from './programs.ts'
export { addRecovery, recipientsOf, recoveryOf, removeRecovery, rotateSealingKey } from './rotation.ts'
export { type Actor, isRole, isSeat, type Role, roles, type Seat, seats } from './seats.ts'
export { type InstanceSecret, lock, readSecret, unlock } from './secret.ts'
export {
  endOwnSessions,
  endSession,
  findActor,
  listSessions,
  type Session,
  sessionCookie,
  sessionOf,
} from './sessions.ts'
export { createFirstOperator, type FirstOperator, issueSetupToken } from './setup.ts'
export { announceSigningKey, type SigningChange, takeOver } from './signing-rotation.ts'
export { demonstrationPlaces, findOrganisation, listOrganisations, membersOf, placesOf } from './store.ts'
export type { Elevation } from './store-elevations.ts'
export { announcedKeys, type SigningPeriod, signingPeriods } from './store-keys.ts'
export type { Recovery } from './store-recovery.ts'
export { type KeptPasskey, listPasskeys, type SignInWay, type StoredSession } from './store-sign-in.ts'
export { hashToken, newToken } from './token.ts'
