import { type CertificateDescription, describeCertificate } from './certificate.ts'
import { CryptoError } from './errors.ts'
import type { PublicKey } from './public-key.ts'
import { checkTimestampToken } from './timestamp.ts'

/**
 * What one advanced electronic signature (ETSI EN 319 132, TS 119 182) says and how far it holds. Nothing here says
 * that its certificate is to be believed: that is for whoever knows the authority.
 */
export interface AdesSignature {
  /** `XML-DSig`: a signature in XML without what makes it an advanced one; it names no certificate. */
  readonly format: 'XAdES' | 'XML-DSig' | 'JAdES'
  /** `detached`: what was signed lies elsewhere and was not handed in. */
  readonly value: 'holds' | 'broken' | 'detached'
  /** Whether it was made by SHA-1 or a short key. */
  readonly weak: boolean
  /** Of whom it says it is; the signature itself names this certificate. */
  readonly certificate: CertificateDescription | undefined
  /** As the signer claims. Only a timestamp proves it. */
  readonly claimedAt: string | undefined
  readonly parts: readonly AdesPart[]
  readonly timestamps: readonly AdesTimestamp[]
  readonly faults: readonly AdesFault[]
}

export interface AdesPart {
  /** Where it lies: an address, or empty for the document itself. */
  readonly what: string
  readonly state: 'holds' | 'changed' | 'absent'
  /** What was signed, where it is here and holds. */
  readonly bytes: Uint8Array | undefined
}

export interface AdesTimestamp {
  readonly kind: 'signature' | 'content' | 'references' | 'archive'
  /** `unchecked`: the authority's signature holds, but what it is over is not computed here. */
  readonly state: 'holds' | 'broken' | 'unchecked'
  readonly at: string | undefined
  readonly authority: string | undefined
}

/** What is wrong with a signature beside its value. */
export type AdesFault =
  | 'malformed'
  | 'algorithm_not_accepted'
  | 'no_certificate'
  | 'certificate_not_named'
  | 'another_certificate_named'
  | 'certificate_not_valid_then'
  | 'critical_not_understood'
  | 'unknown_member'
  | 'properties_not_signed'
  | 'properties_of_another'
  | 'format_refers_to_nothing'
  | 'format_incomplete'
  | 'unknown_digest'
  | 'mixed_unsigned_properties'
  | 'timestamp_broken'
  | 'countersignature_broken'

/** Whether everything about it that can be checked offline is as it must be. */
export function isSound({ value, weak, parts, faults }: AdesSignature): boolean {
  return value === 'holds' && !weak && faults.length === 0 && parts.every(({ state }) => state === 'holds')
}

/** A timestamp inside a signature: over these bytes in one of the ways they are spelled, or over what is not computed here. */
export async function readTimestamp(
  kind: AdesTimestamp['kind'],
  token: Uint8Array,
  over: readonly Uint8Array[] | undefined,
): Promise<AdesTimestamp> {
  for (const bytes of over ?? [undefined]) {
    try {
      const { at, authority } = await checkTimestampToken(token, bytes)
      return { kind, state: bytes ? 'holds' : 'unchecked', at, authority }
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error
    }
  }
  return { kind, state: 'broken', at: undefined, authority: undefined }
}

/** Whether a moment the signer claims lies where its certificate was valid; one that cannot be read does not. */
export function isWithinValidity(certificate: CertificateDescription, claimedAt: string): boolean {
  try {
    // A clock without a zone is taken for one at Greenwich: a day's difference is not what is looked for.
    const at = Temporal.Instant.from(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(claimedAt) ? claimedAt : `${claimedAt}Z`)
    const [from, until] = [Temporal.Instant.from(certificate.from), Temporal.Instant.from(certificate.until)]
    return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) <= 0
  } catch {
    return false
  }
}

export async function describeKey({ certificate }: PublicKey): Promise<CertificateDescription | undefined> {
  return certificate && describeCertificate(certificate)
}

/** Of what cannot be read, or is by nobody: the fault says why, nothing else is claimed. */
export function unreadable(format: AdesSignature['format'], fault: AdesFault): AdesSignature {
  const nothing = { certificate: undefined, claimedAt: undefined, parts: [], timestamps: [] }
  return { format, value: 'broken', weak: false, ...nothing, faults: [fault] }
}
