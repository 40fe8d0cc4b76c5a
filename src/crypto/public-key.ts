import { CryptoError } from './errors.ts'

/** How a signature is checked, whatever the format around it calls it. */
export type Scheme =
  | { readonly kind: 'RSASSA-PKCS1-v1_5'; readonly hash: HashName }
  | { readonly kind: 'RSA-PSS'; readonly hash: HashName }
  | { readonly kind: 'ECDSA'; readonly hash: HashName }
  | { readonly kind: 'Ed25519' }

export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** A public key (SubjectPublicKeyInfo, DER), and the certificate it was read from, if it was. */
export interface PublicKey {
  readonly spki: Uint8Array<ArrayBuffer>
  readonly certificate?: Uint8Array<ArrayBuffer>
}

const hashLength: Readonly<Record<HashName, number>> = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 }

/** The curves by the object identifier in the key, which WebCrypto wants named beside it. */
const curves: readonly (readonly [hex: string, name: string])[] = [
  ['06082a8648ce3d030107', 'P-256'],
  ['06052b81040022', 'P-384'],
  ['06052b81040023', 'P-521'],
]

/** The public key in a certificate (DER). Throws `malformed_key`. */
export async function keyOfCertificate(der: Uint8Array): Promise<PublicKey> {
  const certificate = new Uint8Array(der)
  try {
    const { Certificate } = await import('pkijs')
    const { subjectPublicKeyInfo } = Certificate.fromBER(certificate)
    return { spki: new Uint8Array(subjectPublicKeyInfo.toSchema().toBER()), certificate }
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not an X.509 certificate', { cause })
  }
}

/** Keys in a text in PEM: public keys in either form, and those of certificates. Throws `malformed_key` if there is none. */
export async function readPublicKeys(pem: string): Promise<PublicKey[]> {
  const blocks = [
    ...pem.matchAll(/-----BEGIN ((?:RSA )?PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g),
  ]
  if (blocks.length === 0) throw new CryptoError('invalid', 'malformed_key', 'There is no public key in this PEM')
  return Promise.all(
    blocks.map(async ([, kind, body = '']) => {
      const der = base64(body)
      if (kind === 'CERTIFICATE') return keyOfCertificate(der)
      return { spki: kind === 'PUBLIC KEY' ? der : await wrapRsaKey(der) }
    }),
  )
}

/** RFC 8017 §A.1.1, the bare RSA key, in the form all keys share. */
async function wrapRsaKey(der: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { BitString, Null, ObjectIdentifier, Sequence } = await import('asn1js')
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: '1.2.840.113549.1.1.1' }), new Null()] })
  return new Uint8Array(new Sequence({ value: [algorithm, new BitString({ valueHex: der.buffer })] }).toBER())
}

function base64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(text.replace(/\s+/g, ''))
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not base64', { cause })
  }
}

/** Whether the signature is this key's over these bytes by this scheme. A key that does not fit is a no, not an error. */
export async function verifyBy(
  { spki }: PublicKey,
  scheme: Scheme,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', spki, importing(scheme, spki), true, ['verify'])
    return await crypto.subtle.verify(checking(scheme), key, new Uint8Array(signature), new Uint8Array(bytes))
  } catch {
    return false
  }
}

/** An RSA key below 2048 bits: one of 2048 bits is 294 bytes in this form, one of 1024 bits 162. */
export function isShort({ kind }: Scheme, { spki }: PublicKey): boolean {
  return kind.startsWith('RSA') && spki.length < 290
}

/** The curve a key for ECDSA lies on; undefined for any other key. */
export function curveOf({ spki }: PublicKey): string | undefined {
  const head = spki.subarray(0, 40).toHex()
  return curves.find(([hex]) => head.includes(hex))?.[1]
}

/** The public part of a key in JSON (RFC 7517); undefined for one that no signature is checked with. */
export async function keyOfJwk({ kty, crv, n, e, x, y }: JsonWebKey): Promise<PublicKey | undefined> {
  const algorithm =
    kty === 'RSA'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : kty === 'EC'
        ? { name: 'ECDSA', namedCurve: crv ?? '' }
        : { name: 'Ed25519' }
  const bare = kty === 'RSA' ? { kty, n, e } : kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x }
  try {
    const key = await crypto.subtle.importKey('jwk', bare as JsonWebKey, algorithm, true, ['verify'])
    return { spki: new Uint8Array(await crypto.subtle.exportKey('spki', key)) }
  } catch {
    return undefined
  }
}

function importing(scheme: Scheme, spki: PublicKey['spki']): Algorithm | RsaHashedImportParams | EcKeyImportParams {
  if (scheme.kind === 'Ed25519') return { name: 'Ed25519' }
  if (scheme.kind !== 'ECDSA') return { name: scheme.kind, hash: scheme.hash }
  return { name: 'ECDSA', namedCurve: curveOf({ spki }) ?? 'none' }
}

export function checking(scheme: Scheme): Algorithm | RsaPssParams | EcdsaParams {
  if (scheme.kind === 'ECDSA') return { name: 'ECDSA', hash: scheme.hash }
  if (scheme.kind === 'RSA-PSS') return { name: 'RSA-PSS', saltLength: hashLength[scheme.hash] }
  return { name: scheme.kind }
}
