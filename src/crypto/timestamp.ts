import type { Certificate, ContentInfo, SignedData, TSTInfo } from 'pkijs'
import { type InstantText, instantText } from '../base/time.ts'
import { nameOf } from './certificate.ts'
import { CryptoError } from './errors.ts'
import { sameBytes } from './hash.ts'

/** RFC 3161: what a timestamp authority signed for. */
export interface Timestamp {
  /** When the data existed, as the authority's clock says. */
  readonly at: InstantText
  /** The subject of the authority's certificate: `CN=…, O=…`. */
  readonly authority: string
  /** Hexadecimal. */
  readonly serial: string
  readonly policy: string
  /** Whether its certificate leads to one of the roots given; false where none were. */
  readonly trusted: boolean
}

export interface TimestampCheck {
  /** Of the request, where it is still known: the answer must be to that. */
  readonly nonce?: Uint8Array | undefined
  /** Certificates (DER) that are believed. None: everything but whom to believe is checked. */
  readonly roots?: readonly Uint8Array[]
}

const oid = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const

/** By what the data may have been hashed: SHA-2 alone. */
const hashes: Readonly<Record<string, string>> = {
  [oid.sha256]: 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

/** Loaded when the first timestamp is looked at: most processes never do, and it is large. */
const libraries = async () => ({ pki: await import('pkijs'), asn1: await import('asn1js') })

/** A request (DER) for a timestamp of this data's SHA-256, with the authority's certificate in the answer. */
export async function timestampQuery(data: Uint8Array): Promise<{ query: Uint8Array; nonce: Uint8Array }> {
  const { pki, asn1 } = await libraries()
  // Positive, and in the one form DER has for it: a first byte between 1 and 127.
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  nonce[0] = ((nonce[0] ?? 0) & 0x7e) | 1
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: oid.sha256, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: await crypto.subtle.digest('SHA-256', new Uint8Array(data)) }),
    }),
    nonce: new asn1.Integer({ valueHex: nonce.buffer }),
    certReq: true,
  })
  return { query: new Uint8Array(request.toSchema().toBER()), nonce }
}

/**
 * Checks an answer (TimeStampResp, DER) for this data: granted, for the data's hash, signed by the certificate it names,
 * which is for timestamps alone and was valid then, and leads to a root where roots are given. Revocation is not asked for.
 * Throws `malformed_timestamp`, `timestamp_refused`, `bad_timestamp`, `untrusted_timestamp`.
 */
export async function checkTimestamp(
  response: Uint8Array,
  data: Uint8Array,
  check: TimestampCheck = {},
): Promise<Timestamp> {
  const { pki } = await libraries()
  let status: number
  let token: ContentInfo | undefined
  try {
    const read = pki.TimeStampResp.fromBER(new Uint8Array(response))
    status = read.status.status
    token = read.timeStampToken
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_timestamp', 'This is not an answer of a timestamp authority', { cause })
  }
  if (status > 1 || !token) {
    throw new CryptoError('unavailable', 'timestamp_refused', `The timestamp authority refused (status ${status})`)
  }
  return checkContent(token, data, check)
}

/**
 * The same for a bare token, as signatures carry it. Without data everything but what it is for is checked.
 * Throws `malformed_timestamp`, `bad_timestamp`, `untrusted_timestamp`.
 */
export async function checkTimestampToken(
  token: Uint8Array,
  data?: Uint8Array,
  check: TimestampCheck = {},
): Promise<Timestamp> {
  const { pki } = await libraries()
  let content: ContentInfo
  try {
    content = pki.ContentInfo.fromBER(new Uint8Array(token))
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_timestamp', 'This is not a timestamp', { cause })
  }
  return checkContent(content, data, check)
}

async function checkContent(
  token: ContentInfo,
  data: Uint8Array | undefined,
  { nonce, roots = [] }: TimestampCheck,
): Promise<Timestamp> {
  const { pki } = await libraries()
  const { signed, info, content } = await readToken(token)
  if (data && !(await isImprintOf(info, data))) throw bad('it is for other data')
  if (nonce && !sameBytes(new Uint8Array(info.nonce?.valueBlock.valueHexView ?? []), nonce))
    throw bad('it answers another request')
  const certificate = signerOf(signed, pki.Certificate)
  await checkSignature(signed, content, certificate)
  await checkNamed(signed, certificate)
  checkPurpose(certificate)
  const at = Temporal.Instant.fromEpochMilliseconds(info.genTime.getTime())
  checkValidity(certificate, info.genTime)
  if (roots.length > 0) await checkChain(signed, certificate, info.genTime, roots)
  return {
    at: instantText(at),
    authority: nameOf(certificate.subject),
    serial: new Uint8Array(info.serialNumber.valueBlock.valueHexView).toHex(),
    policy: info.policy,
    trusted: roots.length > 0,
  }
}

/** The certificates (DER) of a text in PEM. Throws `malformed_key` if there is none. */
export function readCertificates(pem: string): Uint8Array[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)]
  try {
    if (blocks.length === 0) throw new Error('no certificate')
    return blocks.map(([, body = '']) => Uint8Array.fromBase64(body.replace(/\s+/g, '')))
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'These are not certificates in PEM', { cause })
  }
}

async function readToken(token: ContentInfo): Promise<{ signed: SignedData; info: TSTInfo; content: Uint8Array }> {
  const { pki } = await libraries()
  try {
    if (token.contentType !== oid.signedData) throw new Error('no signed data')
    const signed = new pki.SignedData({ schema: token.content })
    if (signed.encapContentInfo.eContentType !== oid.tstInfo || signed.signerInfos.length !== 1) {
      throw new Error('not one signature over a TSTInfo')
    }
    const content = signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0)
    return { signed, info: pki.TSTInfo.fromBER(content), content: new Uint8Array(content) }
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_timestamp', 'This is not an answer of a timestamp authority', { cause })
  }
}

async function isImprintOf({ messageImprint }: TSTInfo, data: Uint8Array): Promise<boolean> {
  const name = hashes[messageImprint.hashAlgorithm.algorithmId]
  if (!name) throw bad('its hash is not one we rely on')
  const digest = await crypto.subtle.digest(name, new Uint8Array(data))
  return sameBytes(new Uint8Array(digest), messageImprint.hashedMessage.valueBlock.valueHexView)
}

/** The certificate in the answer that its signature names. */
function signerOf({ certificates = [], signerInfos: [signer] }: SignedData, Kind: typeof Certificate): Certificate {
  const { issuer, serialNumber } = (signer?.sid ?? {}) as Partial<Pick<Certificate, 'issuer' | 'serialNumber'>>
  const found = certificates.find(
    (one): one is Certificate =>
      one instanceof Kind &&
      issuer !== undefined &&
      serialNumber !== undefined &&
      one.issuer.isEqual(issuer) &&
      one.serialNumber.isEqual(serialNumber),
  )
  if (!found) throw bad('the certificate of the authority is not in it')
  return found
}

/** CMS (RFC 5652 §5.4): over the signed attributes, which hold the digest of the content and its type. */
async function checkSignature(signed: SignedData, content: Uint8Array, certificate: Certificate): Promise<void> {
  const { pki } = await libraries()
  const [signer] = signed.signerInfos
  const attributes = signer?.signedAttrs?.attributes ?? []
  const one = (wanted: string) => attributes.filter(({ type }) => type === wanted).flatMap(({ values }) => values)
  const [type, anotherType] = one(oid.contentType)
  if (type?.valueBlock?.toString() !== oid.tstInfo || anotherType) throw bad('its signature is not over a timestamp')
  const hash = hashes[signer?.digestAlgorithm.algorithmId ?? '']
  if (!signer?.signedAttrs || !hash) throw bad('its hash is not one we rely on')
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new Uint8Array(content)))
  const [said, anotherDigest] = one(oid.messageDigest)
  if (!said || anotherDigest || !sameBytes(digest, new Uint8Array(said.valueBlock.valueHexView))) {
    throw bad('its signature does not hold')
  }
  let holds = false
  try {
    const { signature, signatureAlgorithm, signedAttrs } = signer
    const key = certificate.subjectPublicKeyInfo
    holds = await pki
      .getCrypto(true)
      .verifyWithPublicKey(signedAttrs.encodedValue, signature, key, signatureAlgorithm, hash)
  } catch (cause) {
    throw bad('its signature does not hold', cause)
  }
  if (!holds) throw bad('its signature does not hold')
}

/** RFC 3161 §2.4.2, RFC 5816: the signature itself says which certificate it was made with. */
async function checkNamed(signed: SignedData, certificate: Certificate): Promise<void> {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? []
  const v2 = attributes.find(({ type }) => type === oid.signingCertificateV2)
  const v1 = attributes.find(({ type }) => type === oid.signingCertificate)
  // SigningCertificate(V2) ::= SEQUENCE { certs SEQUENCE OF ESSCertID(v2), … }; the first is the signer's.
  const first = (v2 ?? v1)?.values[0]?.valueBlock?.value?.[0]?.valueBlock?.value?.[0]?.valueBlock?.value ?? []
  const named = first.find(
    (part: { valueBlock: { valueHexView?: Uint8Array } }, i: number) =>
      i < 2 && part.valueBlock.valueHexView !== undefined && part.valueBlock.valueHexView.length >= 20,
  )?.valueBlock.valueHexView
  const algorithm = first[0]?.valueBlock?.value?.[0]?.valueBlock?.toString?.()
  const name = v2 ? (hashes[algorithm ?? oid.sha256] ?? 'SHA-256') : 'SHA-1'
  const digest = await crypto.subtle.digest(name, certificate.toSchema().toBER(false))
  if (!named || !sameBytes(new Uint8Array(digest), new Uint8Array(named)))
    throw bad('its signature names another certificate')
}

/** RFC 3161 §2.3: for timestamps, for nothing else, and critically so. */
function checkPurpose({ extensions = [] }: Certificate): void {
  const usage = extensions.find(({ extnID }) => extnID === oid.extendedKeyUsage)
  const purposes: string[] = usage?.parsedValue?.keyPurposes ?? []
  if (!usage?.critical || purposes.length !== 1 || purposes[0] !== oid.timeStamping)
    throw bad('the certificate is not one of a timestamp authority')
}

function checkValidity({ notBefore, notAfter }: Certificate, at: Date): void {
  if (at < notBefore.value || at > notAfter.value) throw bad('the certificate was not valid then')
}

async function checkChain(
  { certificates = [] }: SignedData,
  certificate: Certificate,
  at: Date,
  roots: readonly Uint8Array[],
): Promise<void> {
  const { pki } = await libraries()
  const trustedCerts = roots.map((root) => pki.Certificate.fromBER(new Uint8Array(root)))
  const others = certificates.filter((one): one is Certificate => one instanceof pki.Certificate && one !== certificate)
  // The last of `certs` is the one whose path is looked for.
  const engine = new pki.CertificateChainValidationEngine({
    trustedCerts,
    certs: [...others, certificate],
    checkDate: at,
  })
  const { result } = await engine.verify().catch(() => ({ result: false }))
  if (!result) {
    const message = 'This timestamp does not hold: its certificate leads to no authority that is trusted here'
    throw new CryptoError('invalid', 'untrusted_timestamp', message)
  }
}

function bad(why: string, cause?: unknown): CryptoError {
  return new CryptoError('invalid', 'bad_timestamp', `This timestamp does not hold: ${why}`, { cause })
}
