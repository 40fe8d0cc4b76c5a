import { CryptoError } from './errors.ts'
import { sameBytes } from './hash.ts'
import { type HashName, isShort, keyOfCertificate, type PublicKey, type Scheme, verifyBy } from './public-key.ts'
import {
  attributeOf,
  childElements,
  elementsIn,
  isElement,
  parseXml,
  textOf,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from './xml.ts'
import { type Canonicalisation, canonicalisation, canonicalXml, XML_NAMESPACE } from './xml-canonical.ts'

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const FILTER = 'http://www.w3.org/2002/06/xmldsig-filter2'
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'

/** What one XML signature says, and how far it holds. */
export interface XmlSignature {
  /** Of whom the signature over `SignedInfo` is. It holds: where it does not, there is no answer but an error. */
  readonly key: PublicKey
  readonly scheme: Scheme
  /** By SHA-1 or by a short key: it proves little today. */
  readonly weak: boolean
  readonly references: readonly SignedReference[]
}

export interface SignedReference {
  readonly uri: string | undefined
  readonly type: string | undefined
  readonly id: string | undefined
  /** `absent`: it stands outside and was not handed in. */
  readonly state: 'holds' | 'changed' | 'absent'
  /** The very bytes that were hashed, where they hold. Whoever wants what was signed reads these, never the document. */
  readonly bytes: Uint8Array | undefined
}

export interface XmlSignatureCheck {
  /** Whom to believe. None: the certificate it carries itself, which says who signed only to those who know that certificate. */
  readonly keys?: readonly PublicKey[]
  /** Whether SHA-1 and short keys are refused (`weak_algorithm`), or told in the answer. */
  readonly weak?: 'refused' | 'told'
  /** What stands outside the document, by its address. Nothing is ever fetched. */
  readonly content?: (uri: string | undefined) => Uint8Array | undefined
}

const schemes: Readonly<Record<string, Scheme>> = {
  [`${DSIG}rsa-sha1`]: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' },
  [`${MORE}rsa-sha256`]: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  [`${MORE}rsa-sha384`]: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  [`${MORE}rsa-sha512`]: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { kind: 'RSA-PSS', hash: 'SHA-256' },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { kind: 'RSA-PSS', hash: 'SHA-384' },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { kind: 'RSA-PSS', hash: 'SHA-512' },
  [`${MORE}ecdsa-sha1`]: { kind: 'ECDSA', hash: 'SHA-1' },
  [`${MORE}ecdsa-sha256`]: { kind: 'ECDSA', hash: 'SHA-256' },
  [`${MORE}ecdsa-sha384`]: { kind: 'ECDSA', hash: 'SHA-384' },
  [`${MORE}ecdsa-sha512`]: { kind: 'ECDSA', hash: 'SHA-512' },
  'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519': { kind: 'Ed25519' },
}

const hashes: Readonly<Record<string, HashName>> = {
  [`${DSIG}sha1`]: 'SHA-1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'SHA-256',
  [`${MORE}sha384`]: 'SHA-384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'SHA-512',
}

/** What an XML signature calls this scheme. */
export function schemeAddress(scheme: Scheme): string {
  const hash = 'hash' in scheme ? scheme.hash : undefined
  const found = Object.entries(schemes).find(
    ([, one]) => one.kind === scheme.kind && ('hash' in one ? one.hash : undefined) === hash,
  )
  if (!found) throw bad('its signature method is not accepted here')
  return found[0]
}

/** The hash an address stands for; undefined for any other address. */
export function digestNamed(address: string | undefined): HashName | undefined {
  return address !== undefined && Object.hasOwn(hashes, address) ? hashes[address] : undefined
}

/** How many references one signature may have: each may hash the whole document. */
const MOST_REFERENCES = 64
const MOST_TRANSFORMS = 6
/** What all of them together may cost, in bytes written; reading XML once more costs many times what writing it does. */
const MOST_EFFORT = 32 * 1024 * 1024
const READING = 20
const MOST_PREFIXES = 64
const MOST_CERTIFICATES = 16

/** All signatures in a document, in its order. */
export function xmlSignaturesIn({ root }: XmlDocument): XmlElement[] {
  return [...elementsIn(root)].filter((one) => isElement(one, DSIG, 'Signature'))
}

/**
 * Checks one signature of a document: XML Signature 1.1, without XSLT, without XPath but for leaving signatures out, without
 * keys in any other place than asked for, without HMAC and DSA. Says for each reference whether it holds.
 * Throws `bad_xml_signature` if the signature itself does not hold or cannot be understood, `weak_algorithm` where that is refused.
 */
export async function checkXmlSignature(
  document: XmlDocument,
  signature: XmlElement,
  { keys, weak = 'refused', content = () => undefined }: XmlSignatureCheck = {},
): Promise<XmlSignature> {
  const { signedInfo, value, keyInfo } = partsOf(signature)
  const method = canonicalMethod(only(signedInfo, 'CanonicalizationMethod'))
  const signedBytes = canonicalXml([signedInfo], method)
  // What was signed is read from the bytes that were signed, so that no comment or sibling says another thing.
  const { root: said } = await parseXml(signedBytes)
  const scheme = known(schemes, attributeOf(only(said, 'SignatureMethod'), 'Algorithm'), 'signature method')
  const references = childElements(said, DSIG, 'Reference').map(readReference)
  if (references.length === 0 || references.length > MOST_REFERENCES) throw bad('it has no references, or too many')
  const usesSha1 = references.some(({ hash }) => hash === 'SHA-1') || ('hash' in scheme && scheme.hash === 'SHA-1')
  if (usesSha1 && weak === 'refused') throw tooWeak('SHA-1')
  const ids = new Ids(document)
  const key = await whose(keys ?? (await carried(keyInfo, ids)), scheme, signedBytes, value)
  const hasShortKey = isShort(scheme, key)
  if (hasShortKey && weak === 'refused') throw tooWeak('a short key')
  const states: SignedReference[] = []
  let effort = 0
  const spend = (bytes: number) => {
    effort += bytes
    if (effort > MOST_EFFORT) throw bad('it would take too long to check')
  }
  for (const reference of references) {
    states.push(await checkReference(reference, { document, signature, ids, content, spend }))
  }
  return { key, scheme, weak: usesSha1 || hasShortKey, references: states }
}

/**
 * The document as it was signed, without its signature: for messages signed whole by one signature. What is handed back
 * is read from the bytes that were hashed. Throws `bad_xml_signature` if anything of the document is not signed.
 */
export async function openSignedXml(
  document: XmlDocument,
  check: Omit<XmlSignatureCheck, 'content'> = {},
): Promise<{ document: XmlDocument; signature: XmlSignature }> {
  const { root } = document
  const [signature, another] = childElements(root, DSIG, 'Signature')
  if (!signature || another) throw bad('there is not exactly one')
  const checked = await checkXmlSignature(document, signature, check)
  const broken = checked.references.find(({ state }) => state !== 'holds')
  if (broken) throw bad(`what it refers to as ${JSON.stringify(broken.uri ?? '')} was changed or is not there`)
  const ids = new Ids(document)
  const whole = checked.references.find(
    ({ uri, bytes }) => bytes && (uri === '' || (uri?.startsWith('#') && ids.find(uri.slice(1)) === root)),
  )
  if (!whole?.bytes) throw bad('it does not sign the whole document')
  const read = await parseXml(whole.bytes)
  if (!isElement(read.root, root.namespace, root.name)) throw bad('it does not sign the whole document')
  return { document: read, signature: checked }
}

/** `SignedInfo`, `SignatureValue`, then perhaps `KeyInfo` and objects: nothing twice, nothing in another place. */
function partsOf(signature: XmlElement) {
  const [signedInfo, value, ...rest] = childElements(signature)
  if (!isElement(signedInfo, DSIG, 'SignedInfo')) throw bad('it has no SignedInfo')
  if (!value || !isElement(value, DSIG, 'SignatureValue')) throw bad('it has no value')
  const [keyInfo] = rest
  const objects = isElement(keyInfo, DSIG, 'KeyInfo') ? rest.slice(1) : rest
  if (!objects.every((one) => isElement(one, DSIG, 'Object'))) throw bad('it has more parts than a signature has')
  return {
    signedInfo,
    value: base64Of(value),
    keyInfo: isElement(keyInfo, DSIG, 'KeyInfo') ? keyInfo : undefined,
  }
}

interface Reference {
  readonly uri: string | undefined
  readonly type: string | undefined
  readonly id: string | undefined
  readonly hash: HashName
  readonly digest: Uint8Array
  readonly transforms: readonly XmlElement[]
}

function readReference(reference: XmlElement): Reference {
  const list = childElements(reference, DSIG, 'Transforms')
  const transforms = list.flatMap((one) => childElements(one, DSIG, 'Transform'))
  if (list.length > 1 || transforms.length > MOST_TRANSFORMS) throw bad('a reference has too many transforms')
  return {
    uri: attributeOf(reference, 'URI'),
    type: attributeOf(reference, 'Type'),
    id: attributeOf(reference, 'Id'),
    hash: known(hashes, attributeOf(only(reference, 'DigestMethod'), 'Algorithm'), 'digest method'),
    digest: base64Of(only(reference, 'DigestValue')),
    transforms,
  }
}

interface Around {
  readonly document: XmlDocument
  readonly signature: XmlElement
  readonly ids: Ids
  readonly spend: (bytes: number) => void
  readonly content: (uri: string | undefined) => Uint8Array | undefined
}

async function checkReference(reference: Reference, around: Around): Promise<SignedReference> {
  const { uri, type, id, hash, digest } = reference
  const bytes = await octetsOf(reference, around)
  if (!bytes) return { uri, type, id, state: 'absent', bytes: undefined }
  const holds = sameBytes(new Uint8Array(await crypto.subtle.digest(hash, bytes)), digest)
  return { uri, type, id, state: holds ? 'holds' : 'changed', bytes: holds ? bytes : undefined }
}

interface Nodes {
  readonly nodes: readonly XmlNode[] | XmlDocument
  readonly without: ReadonlySet<XmlElement>
  /** An address without an XPointer means the nodes without comments (XML Signature §4.4.3.3), whatever follows. */
  readonly comments: boolean
}

/** Between transforms: nodes that stand, with those left out, or bytes. */
type Content = Nodes | { readonly bytes: Uint8Array<ArrayBuffer> }

async function octetsOf(reference: Reference, around: Around): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let at = start(reference.uri, around)
  if (!at) return undefined
  for (const transform of reference.transforms) at = await apply(transform, at, around)
  return 'bytes' in at ? at.bytes : canonicalOf(at, { form: 'inclusive', comments: false }, around)
}

function start(uri: string | undefined, { document, ids, content }: Around): Content | undefined {
  const none = new Set<XmlElement>()
  const comments = uri?.startsWith('#xpointer(') ?? false
  if (uri === '' || uri === '#' || uri === '#xpointer(/)') return { nodes: document, without: none, comments }
  if (uri?.startsWith('#')) {
    const id = /^#xpointer\(id\((['"])(.*)\1\)\)$/.exec(uri)?.[2] ?? uri.slice(1)
    const target = ids.find(id)
    return target && { nodes: [target], without: none, comments }
  }
  const bytes = content(uri)
  return bytes && { bytes: new Uint8Array(bytes) }
}

async function apply(transform: XmlElement, at: Content, around: Around): Promise<Content> {
  const algorithm = attributeOf(transform, 'Algorithm')
  const form = canonicalisation(algorithm)
  if (form) {
    const nodes = 'bytes' in at ? await nodesIn(at.bytes, around) : at
    return { bytes: canonicalOf(nodes, canonicalMethod(transform), around) }
  }
  if (algorithm === `${DSIG}base64`) return { bytes: fromBase64('bytes' in at ? ascii(at.bytes) : textIn(at)) }
  if ('bytes' in at) throw bad('a transform asks for nodes where there are bytes')
  if (algorithm === `${DSIG}enveloped-signature`) return leave(at, [around.signature])
  if (algorithm === 'http://www.w3.org/TR/1999/REC-xpath-19991116')
    return leave(at, signaturesLeftOut(transform, around))
  if (algorithm === FILTER) return filter(transform, at, around)
  throw bad('one of its transforms is not accepted here')
}

const leave = (at: Nodes, elements: readonly XmlElement[]): Content => ({
  ...at,
  without: new Set([...at.without, ...elements]),
})

/** XPath from outside is not run. What XAdES has in nearly every signature is known by its text. */
function signaturesLeftOut(transform: XmlElement, { document }: Around): XmlElement[] {
  const expression = only(transform, 'XPath')
  const match = /^not\(ancestor-or-self::([\w.-]+):Signature\)$/.exec((textOf(expression) ?? '').replace(/\s+/g, ''))
  if (!match || namespaceAt(expression, match[1] ?? '') !== DSIG)
    throw bad('it selects by an XPath that is not accepted here')
  return xmlSignaturesIn(document)
}

/** XPath Filter 2.0, as far as paths go that name an element by its id and go down from there. */
function filter(transform: XmlElement, at: Nodes, { document, ids }: Around): Content {
  const [expression, another] = childElements(transform, FILTER, 'XPath')
  const kind = expression && attributeOf(expression, 'Filter')
  const path = (expression && textOf(expression)?.trim()) ?? ''
  if (!expression || another) throw bad('it selects by an XPath that is not accepted here')
  const left = /^(?:\/descendant::|\/\/)([\w.-]+):Signature$/.exec(path)
  if (kind === 'subtract' && left && namespaceAt(expression, left[1] ?? '') === DSIG) {
    return leave(at, xmlSignaturesIn(document))
  }
  const steps = /^id\((['"])([^'"]+)\1\)((?:\/node\(\)|\/[\w.-]+:[\w.-]+)*)$/.exec(path)
  if (kind !== 'intersect' || !steps) throw bad('it selects by an XPath that is not accepted here')
  const from = ids.find(steps[2] ?? '')
  let nodes: XmlNode[] = from ? [from] : []
  for (const step of (steps[3] ?? '').split('/').slice(1)) {
    const [prefix = '', name = ''] = step.split(':')
    nodes = nodes.flatMap((node) => {
      if (node.kind !== 'element') return []
      if (step === 'node()') return [...node.children]
      return childElements(node, namespaceAt(expression, prefix), name)
    })
  }
  if (!isWithin(from, at)) throw bad('it selects outside of what it refers to')
  return { ...at, nodes }
}

function isWithin(element: XmlElement | undefined, { nodes }: Nodes): boolean {
  if ('root' in nodes) return element !== undefined
  for (let up = element; up; up = up.parent) if (nodes.includes(up)) return true
  return false
}

function namespaceAt(element: XmlElement, prefix: string): string | undefined {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const uri = at.declares.get(prefix)
    if (uri !== undefined) return uri
  }
  return undefined
}

async function nodesIn(bytes: Uint8Array, { spend }: Around): Promise<Nodes> {
  spend(bytes.length * READING)
  return { nodes: await parseXml(bytes), without: new Set(), comments: true }
}

function canonicalOf({ nodes, without, comments }: Nodes, method: Canonicalisation, { spend }: Around) {
  const bytes = canonicalXml(nodes, { ...method, comments: method.comments && comments }, without)
  spend(bytes.length)
  return bytes
}

function canonicalMethod(element: XmlElement): Canonicalisation {
  const method = canonicalisation(attributeOf(element, 'Algorithm'))
  if (!method) throw bad('its canonical form is not one that is known')
  const [list, another] = childElements(element, 'http://www.w3.org/2001/10/xml-exc-c14n#', 'InclusiveNamespaces')
  const prefixes =
    (list &&
      attributeOf(list, 'PrefixList')
        ?.split(/\s+/)
        .filter((one) => one !== '')) ??
    []
  if (another || prefixes.length > MOST_PREFIXES) throw bad('its canonical form names too many prefixes')
  return { ...method, prefixes: prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)) }
}

/** Elements by id. An id that stands twice names nothing: whoever reads might take the other one. */
class Ids {
  readonly #found = new Map<string, XmlElement | undefined>()

  constructor({ root }: XmlDocument) {
    for (const element of elementsIn(root)) {
      for (const { name, namespace, value } of element.attributes) {
        const isId =
          (namespace === '' && /^id$/i.test(name)) ||
          (namespace === WSU && name === 'Id') ||
          (namespace === XML_NAMESPACE && name === 'id')
        if (!isId) continue
        const before = this.#found.get(value)
        this.#found.set(value, this.#found.has(value) && before !== element ? undefined : element)
      }
    }
  }

  find(id: string): XmlElement | undefined {
    return this.#found.get(id)
  }
}

async function carried(keyInfo: XmlElement | undefined, ids: Ids): Promise<PublicKey[]> {
  const certificates = [...certificatesIn(keyInfo), ...tokensIn(keyInfo, ids)]
  return Promise.all(certificates.slice(0, MOST_CERTIFICATES).map(keyOfCertificate))
}

/** The certificates (DER) in a `KeyInfo`, in its order. */
export function certificatesIn(keyInfo: XmlElement | undefined): Uint8Array<ArrayBuffer>[] {
  if (!keyInfo) return []
  return childElements(keyInfo, DSIG, 'X509Data')
    .flatMap((data) => childElements(data, DSIG, 'X509Certificate'))
    .map(base64Of)
}

/** WS-Security: the certificate stands beside the signature, in a token the signature refers to. */
function tokensIn(keyInfo: XmlElement | undefined, ids: Ids): Uint8Array<ArrayBuffer>[] {
  const references = keyInfo
    ? childElements(keyInfo, WSSE, 'SecurityTokenReference').flatMap((one) => childElements(one, WSSE, 'Reference'))
    : []
  return references.flatMap((reference) => {
    const token = ids.find(attributeOf(reference, 'URI')?.slice(1) ?? '')
    const isCertificate = token && attributeOf(token, 'ValueType')?.endsWith('#X509v3')
    return isElement(token, WSSE, 'BinarySecurityToken') && isCertificate ? [base64Of(token)] : []
  })
}

async function whose(
  keys: readonly PublicKey[],
  scheme: Scheme,
  bytes: Uint8Array,
  value: Uint8Array,
): Promise<PublicKey> {
  for (const key of keys) if (await verifyBy(key, scheme, bytes, value)) return key
  throw bad(keys.length === 0 ? 'there is no key to check it with' : 'it is not by any of the keys to believe')
}

function only(parent: XmlElement, name: string): XmlElement {
  const [one, another] = childElements(parent, DSIG, name)
  if (!one || another) throw bad(`it has not exactly one ${name}`)
  return one
}

function known<Value>(table: Readonly<Record<string, Value>>, name: string | undefined, what: string): Value {
  const value = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
  if (value === undefined) throw bad(`its ${what} is not accepted here`)
  return value
}

/** Text alone: a comment in a digest is how one digest was shown and another one checked. */
function base64Of(element: XmlElement): Uint8Array<ArrayBuffer> {
  const text = textOf(element)
  if (text === undefined) throw bad(`its ${element.name} holds more than text`)
  return fromBase64(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(text.replace(/[ \t\r\n]+/g, ''))
  } catch (cause) {
    throw bad('a value in it is not base64', cause)
  }
}

function ascii(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw bad('a value in it is not base64', cause)
  }
}

function textIn({ nodes, without }: Nodes): string {
  const texts: string[] = []
  const visit = (node: XmlNode) => {
    if (node.kind === 'text') texts.push(node.text)
    if (node.kind === 'element' && !without.has(node)) for (const child of node.children) visit(child)
  }
  for (const node of 'root' in nodes ? [nodes.root] : nodes) visit(node)
  return texts.join('')
}

const tooWeak = (by: string) =>
  new CryptoError('invalid', 'weak_algorithm', `This signature was made by ${by}, which proves nothing today`)

const bad = (why: string, cause?: unknown) =>
  new CryptoError('invalid', 'bad_xml_signature', `This signature does not hold: ${why}`, { cause })
