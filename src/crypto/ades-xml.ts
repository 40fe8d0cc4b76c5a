import {
  type AdesFault,
  type AdesSignature,
  type AdesTimestamp,
  describeKey,
  isWithinValidity,
  readTimestamp,
  unreadable,
} from './ades.ts'
import { CryptoError } from './errors.ts'
import { sameBytes } from './hash.ts'
import type { PublicKey } from './public-key.ts'
import { attributeOf, childElements, elementsIn, parseXml, textOf, type XmlDocument, type XmlElement } from './xml.ts'
import { canonicalisation, canonicalXml } from './xml-canonical.ts'
import { checkXmlSignature, DSIG, digestNamed, type XmlSignature, xmlSignaturesIn } from './xml-signature.ts'

/** The namespaces XAdES has had; 1.4.1 added archive timestamps. */
const isXades = (namespace: string) => /^http:\/\/uri\.etsi\.org\/01903\/v1\.[1-4]\.[1-4]#$/.test(namespace)

const MOST_TIMESTAMPS = 32

/**
 * Examines every signature of an XML document as XAdES (ETSI EN 319 132-1): value, references, the certificate its
 * signed properties name, what they say of the data, timestamps. Throws `malformed_xml`, `forbidden_xml`.
 */
export async function examineXades(
  bytes: Uint8Array,
  content: (uri: string | undefined) => Uint8Array | undefined = () => undefined,
): Promise<AdesSignature[]> {
  const document = await parseXml(bytes)
  const all: AdesSignature[] = []
  for (const signature of xmlSignaturesIn(document)) all.push(await examineOne(document, signature, content))
  return all
}

async function examineOne(
  document: XmlDocument,
  signature: XmlElement,
  content: (uri: string | undefined) => Uint8Array | undefined,
): Promise<AdesSignature> {
  let checked: XmlSignature
  try {
    checked = await checkXmlSignature(document, signature, { weak: 'told', content })
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return unreadable('XAdES', 'malformed')
  }
  const faults = new Set<AdesFault>()
  const properties = await signedProperties(checked)
  if (!properties && [...elementsIn(signature)].some(({ name }) => name === 'SignedProperties')) {
    faults.add('properties_not_signed')
  }
  if (isOfAnother(signature)) faults.add('properties_of_another')
  const isAdvanced = [...elementsIn(signature)].some(
    ({ name, namespace }) => name === 'QualifyingProperties' && isXades(namespace),
  )
  for (const fault of isAdvanced ? await namedCertificate(properties, checked.key) : []) faults.add(fault)
  if (!checked.key.certificate) faults.add('no_certificate')
  for (const fault of formatFaults(properties, checked)) faults.add(fault)
  const timestamps = await timestampsOf(signature)
  if (timestamps.some(({ state }) => state === 'broken')) faults.add('timestamp_broken')
  const time = properties && [...elementsIn(properties)].find(({ name }) => name === 'SigningTime')
  const claimedAt = time && textOf(time)?.trim()
  const certificate = await describeKey(checked.key)
  if (certificate && claimedAt && !isWithinValidity(certificate, claimedAt)) faults.add('certificate_not_valid_then')
  return {
    format: isAdvanced ? 'XAdES' : 'XML-DSig',
    value: 'holds',
    weak: checked.weak,
    certificate,
    claimedAt,
    parts: checked.references
      .filter(({ type }) => !type?.endsWith('#SignedProperties'))
      .map(({ uri, state, bytes }) => ({ what: uri ?? '', state, bytes })),
    timestamps,
    faults: [...faults],
  }
}

/** Read from the bytes that were signed: properties that merely stand beside say nothing. */
async function signedProperties({ references }: XmlSignature): Promise<XmlElement | undefined> {
  const reference = references.find(({ type }) => type?.endsWith('#SignedProperties'))
  if (!reference?.bytes) return undefined
  const { root } = await parseXml(reference.bytes)
  return root.name === 'SignedProperties' && isXades(root.namespace) ? root : undefined
}

/** `QualifyingProperties` say which signature they are of. */
function isOfAnother(signature: XmlElement): boolean {
  const id = attributeOf(signature, 'Id')
  return [...elementsIn(signature)].some(
    (one) => one.name === 'QualifyingProperties' && isXades(one.namespace) && attributeOf(one, 'Target') !== `#${id}`,
  )
}

async function namedCertificate(properties: XmlElement | undefined, { certificate }: PublicKey): Promise<AdesFault[]> {
  if (!certificate) return []
  const named = properties && [...elementsIn(properties)].find(({ name }) => /^SigningCertificate(?:V2)?$/.test(name))
  const digest = named && [...elementsIn(named)].find(({ name }) => name === 'CertDigest')
  if (!digest) return ['certificate_not_named']
  // XAdES 1.1.1 had these two in its own namespace.
  const [method] = childElements(digest).filter(({ name }) => name === 'DigestMethod')
  const [value] = childElements(digest).filter(({ name }) => name === 'DigestValue')
  const hash = digestNamed(method && attributeOf(method, 'Algorithm'))
  const said = base64((value && textOf(value)) ?? '')
  if (!hash || !said) return ['unknown_digest']
  const is = sameBytes(new Uint8Array(await crypto.subtle.digest(hash, certificate)), said)
  return is ? [] : ['another_certificate_named']
}

/** What the properties say of the form of what is signed must be about something that is signed, and say something. */
function formatFaults(properties: XmlElement | undefined, { references }: XmlSignature): AdesFault[] {
  const formats = properties ? [...elementsIn(properties)].filter(({ name }) => name === 'DataObjectFormat') : []
  const ids = new Set(references.map(({ id }) => id))
  return formats.flatMap((format): AdesFault[] => {
    const refersTo = attributeOf(format, 'ObjectReference')
    if (refersTo === undefined || childElements(format).length === 0) return ['format_incomplete']
    return refersTo.startsWith('#') && ids.has(refersTo.slice(1)) ? [] : ['format_refers_to_nothing']
  })
}

const kinds: Readonly<Record<string, AdesTimestamp['kind']>> = {
  SignatureTimeStamp: 'signature',
  SigAndRefsTimeStamp: 'references',
  RefsOnlyTimeStamp: 'references',
  ArchiveTimeStamp: 'archive',
}

/** Of the timestamps only that over the signature's value is computed; the others stand as far as their authority signed. */
async function timestampsOf(signature: XmlElement): Promise<AdesTimestamp[]> {
  const [value] = childElements(signature, DSIG, 'SignatureValue')
  const containers = [...elementsIn(signature)].filter(({ name, namespace }) => name in kinds && isXades(namespace))
  const found: AdesTimestamp[] = []
  for (const container of containers.slice(0, MOST_TIMESTAMPS)) {
    const kind = kinds[container.name] ?? 'archive'
    const [method] = childElements(container, DSIG, 'CanonicalizationMethod')
    const form = canonicalisation(
      method ? attributeOf(method, 'Algorithm') : 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
    )
    const over = kind === 'signature' && value && form ? [canonicalXml([value], form)] : undefined
    for (const token of childElements(container).filter(({ name }) => name === 'EncapsulatedTimeStamp')) {
      found.push(await readTimestamp(kind, base64(textOf(token) ?? '') ?? new Uint8Array(), over))
    }
  }
  return found
}

function base64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(text.replace(/[ \t\r\n]+/g, ''))
  } catch {
    return undefined
  }
}
