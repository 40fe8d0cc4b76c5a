import type { RelativeDistinguishedNames } from 'pkijs'
import { type InstantText, instantText } from '../base/time.ts'
import { CryptoError } from './errors.ts'

/** What a certificate says of itself. Whom it convinces is another question. */
export interface CertificateDescription {
  /** `CN=…, O=…` */
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal. */
  readonly serial: string
  readonly from: InstantText
  readonly until: InstantText
}

const names: Readonly<Record<string, string>> = { '2.5.4.3': 'CN', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.6': 'C' }

/** Reads a certificate (X.509, DER). Throws `malformed_key`. */
export async function describeCertificate(der: Uint8Array): Promise<CertificateDescription> {
  try {
    const { Certificate } = await import('pkijs')
    const { subject, issuer, serialNumber, notBefore, notAfter } = Certificate.fromBER(new Uint8Array(der))
    const instant = (at: Date) => instantText(Temporal.Instant.fromEpochMilliseconds(at.getTime()))
    return {
      subject: nameOf(subject),
      issuer: nameOf(issuer),
      serial: new Uint8Array(serialNumber.valueBlock.valueHexView).toHex(),
      from: instant(notBefore.value),
      until: instant(notAfter.value),
    }
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not an X.509 certificate', { cause })
  }
}

export const nameOf = ({ typesAndValues }: RelativeDistinguishedNames): string =>
  typesAndValues
    .flatMap(({ type, value }) => (names[type] ? [`${names[type]}=${value.valueBlock.value}`] : []))
    .join(', ')
