import { CryptoError } from './errors.ts'
import { checking, type HashName, type Scheme } from './public-key.ts'
import type { SigningKey } from './sign.ts'
import { childElements, isElement, parseXml, type XmlDocument } from './xml.ts'
import { canonicalXml } from './xml-canonical.ts'
import { DSIG, schemeAddress } from './xml-signature.ts'

export interface XmlSigner {
  /** RSA (PKCS #1), ECDSA or Ed25519; or one of ours, wherever it signs. */
  readonly key: CryptoKey | SigningKey
  /** Of this key, DER; travels in the signature. */
  readonly certificate?: Uint8Array
  /** How the receiver finds the key where no certificate travels. */
  readonly keyName?: string
}

const CANONICAL = 'http://www.w3.org/2006/12/xml-c14n11'
const canonical = { form: 'inclusive-1.1', comments: false } as const

/**
 * The document signed whole, its signature the last thing in its root: SHA-256 over Canonical XML 1.1, as ETSI's
 * messages have it. What stands beside the root is left away. Throws `malformed_key` for keys no XML signature is made with.
 */
export async function signXml({ root }: XmlDocument, signer: XmlSigner): Promise<Uint8Array<ArrayBuffer>> {
  const { key } = signer
  const scheme: Scheme = 'sign' in key ? { kind: 'Ed25519' } : schemeOf(key)
  const bytes = canonicalXml([root], canonical)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toBase64()
  const text = new TextDecoder().decode(bytes)
  const end = text.lastIndexOf('</')
  const around = (value: string) =>
    new TextEncoder().encode(
      `<?xml version="1.0" encoding="UTF-8"?>\n${text.slice(0, end)}<ds:Signature xmlns:ds="${DSIG}"><ds:SignedInfo>` +
        `<ds:CanonicalizationMethod Algorithm="${CANONICAL}"></ds:CanonicalizationMethod>` +
        `<ds:SignatureMethod Algorithm="${schemeAddress(scheme)}"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms>` +
        `<ds:Transform Algorithm="${DSIG}enveloped-signature"></ds:Transform>` +
        `<ds:Transform Algorithm="${CANONICAL}"></ds:Transform></ds:Transforms>` +
        '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>' +
        `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>` +
        `<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo(signer)}</ds:Signature>${text.slice(end)}`,
    )
  // What is signed is canonical where it stands: it takes on the namespaces around it.
  const signature = childElements((await parseXml(around(''))).root).at(-1)
  const signedInfo = signature && childElements(signature).find((one) => isElement(one, DSIG, 'SignedInfo'))
  const signed = canonicalXml(signedInfo ? [signedInfo] : [], canonical)
  const value =
    'sign' in key ? await key.sign(signed) : new Uint8Array(await crypto.subtle.sign(checking(scheme), key, signed))
  return around(value.toBase64())
}

function keyInfo({ certificate, keyName }: XmlSigner): string {
  const parts = [
    keyName === undefined
      ? ''
      : `<ds:KeyName>${keyName.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`)}</ds:KeyName>`,
    certificate ? `<ds:X509Data><ds:X509Certificate>${certificate.toBase64()}</ds:X509Certificate></ds:X509Data>` : '',
  ].join('')
  return parts === '' ? '' : `<ds:KeyInfo>${parts}</ds:KeyInfo>`
}

function schemeOf({ algorithm }: CryptoKey): Scheme {
  const { name } = algorithm
  if (name === 'Ed25519') return { kind: name }
  if (name === 'ECDSA') return { kind: name, hash: 'SHA-256' }
  const hash = (algorithm as RsaHashedKeyAlgorithm).hash?.name as HashName | undefined
  if (name === 'RSASSA-PKCS1-v1_5' && hash && hash !== 'SHA-1') return { kind: name, hash }
  throw new CryptoError('invalid', 'malformed_key', 'No XML signature is made here with a key of this kind')
}
