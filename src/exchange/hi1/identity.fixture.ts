import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, Certificate } from 'pkijs'
import { hex } from '../../base/bytes.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Hi1Identity } from './https.ts'

/** A certificate that somebody made for himself, with its key and its fingerprint. */
export async function newIdentity(name: string): Promise<Hi1Identity & { readonly fingerprint: string }> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: 1 })
  const named = () => new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) })
  certificate.issuer.typesAndValues.push(named())
  certificate.subject.typesAndValues.push(named())
  certificate.notBefore.value = new Date('2026-01-01')
  certificate.notAfter.value = new Date('2046-01-01')
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  const der = new Uint8Array(certificate.toSchema(true).toBER(false))
  const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { certificate: pem('CERTIFICATE', der), key: pem('PRIVATE KEY', key), fingerprint: hex(sha256(der)) }
}

const pem = (kind: string, bytes: Uint8Array): string =>
  `-----BEGIN ${kind}-----\n${(
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${kind}-----\n`
