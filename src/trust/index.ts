export {
  type Attestation,
  allAttestations,
  attestationsAbout,
  keepAttestation,
  withdrawAttestation,
} from './attestations.ts'
export { believe, believedBy, disbelieve } from './believing.ts'
export { addDomain, domainsOf, isAt, removeDomain } from './domains.ts'
export { type Doubt, doubtedAbout, doubtsOf, markDoubted } from './doubts.ts'
export {
  type Believed,
  type Domain,
  type Doubted,
  type KeptAttestation,
  type KeyPeriod,
  type Method,
  methods,
  type Signal,
  type StatementKind,
  signals,
  statements,
  type TrustSettings,
  type Verification,
} from './entries.ts'
export { TrustError, wordsFrom } from './errors.ts'
export { beginKey, keyHistory, revokeKeys } from './keys.ts'
export { setTrustSettings, trustSettings } from './settings.ts'
export { type NewVerification, type VerificationStanding, verificationOf, verifyOrganisation } from './verification.ts'
