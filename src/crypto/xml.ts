import type { XmlNode as ReadNode } from 'libxml2-wasm'
import { CryptoError } from './errors.ts'

/** XML as it was read: names resolved to their namespaces, no entity, no DTD, nothing fetched. Never changed. */
export interface XmlDocument {
  readonly root: XmlElement
  /** Comments and instructions beside the root. */
  readonly before: readonly XmlNode[]
  readonly after: readonly XmlNode[]
}

export type XmlNode =
  | XmlElement
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly text: string }

export interface XmlElement extends XmlName {
  readonly kind: 'element'
  readonly attributes: readonly XmlAttribute[]
  /** The namespaces declared here, by prefix; the empty prefix is the default one. */
  readonly declares: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
  readonly parent: XmlElement | undefined
}

export interface XmlName {
  /** Without prefix. */
  readonly name: string
  readonly prefix: string
  /** Empty: in none. */
  readonly namespace: string
}

export interface XmlAttribute extends XmlName {
  readonly value: string
}

/** What a document from outside may have at most: far above any order, far below what would hurt. */
export interface XmlBounds {
  readonly bytes: number
  readonly depth: number
  /** Elements, attributes and the like together. */
  readonly nodes: number
}

const bounds: XmlBounds = { bytes: 16 * 1024 * 1024, depth: 100, nodes: 100_000 }

/** Loaded with the first document: most processes never read one, and it is large. */
const library = () => import('libxml2-wasm')

/**
 * Reads XML from outside. Refuses what has a document type, and with it entities of any kind, before the parser sees
 * it; touches no file and no network. Throws `malformed_xml` with the line, or `forbidden_xml` for a document type and
 * for what is above the bounds.
 */
export async function parseXml(bytes: Uint8Array, within: Partial<XmlBounds> = {}): Promise<XmlDocument> {
  const limit = { ...bounds, ...within }
  if (bytes.length > limit.bytes) throw forbidden(`it has more than ${limit.bytes} bytes`)
  const text = decode(bytes)
  if (hasDocumentType(text)) throw forbidden('it has a document type')
  if (countMarks(text, limit.nodes) > limit.nodes) throw forbidden(`it has more than ${limit.nodes} parts`)
  const { ParseOption, XmlDocument, XmlLibError } = await library()
  const option =
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_NO_XXE |
    ParseOption.XML_PARSE_IGNORE_ENC |
    ParseOption.XML_PARSE_NO_SYS_CATALOG
  let read: InstanceType<typeof XmlDocument>
  try {
    read = XmlDocument.fromString(text, { option })
  } catch (cause) {
    if (!(cause instanceof XmlLibError)) throw cause
    const line = cause.details[0]?.line
    throw malformed(line ? `line ${line} is not well formed` : 'it is not well formed', cause)
  }
  try {
    if (read.dtd) throw forbidden('it has a document type')
    return copy(read.find('/descendant::node()'), limit.depth, await library())
  } finally {
    read.dispose()
  }
}

/** Whether this is the element of that name in that namespace. */
export function isElement(node: XmlNode | undefined, namespace: string, name: string): node is XmlElement {
  return node?.kind === 'element' && node.name === name && node.namespace === namespace
}

/** The elements directly inside, of one name where one is given. */
export function childElements({ children }: XmlElement, namespace?: string, name?: string): XmlElement[] {
  return children.filter(
    (node) =>
      node.kind === 'element' &&
      (namespace === undefined || node.namespace === namespace) &&
      (name === undefined || node.name === name),
  ) as XmlElement[]
}

/** This element and all in it, in the order of the document. */
export function* elementsIn(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) if (child.kind === 'element') yield* elementsIn(child)
}

/** The text of an element that has text alone; undefined where anything else, even a comment, stands in it. */
export function textOf({ children }: XmlElement): string | undefined {
  let text = ''
  for (const child of children) {
    if (child.kind !== 'text') return undefined
    text += child.text
  }
  return text
}

/** An attribute in no namespace, or in the one given. */
export function attributeOf({ attributes }: XmlElement, name: string, namespace = ''): string | undefined {
  return attributes.find((one) => one.name === name && one.namespace === namespace)?.value
}

/** UTF-8, UTF-16 with its mark, or an encoding of one byte a character that is declared: nothing else is read. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes
  const utf16 = a === 0xfe && b === 0xff ? 'utf-16be' : a === 0xff && b === 0xfe ? 'utf-16le' : undefined
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^(?:ï»¿)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1]?.toLowerCase()
  const encoding = utf16 ?? declared ?? 'utf-8'
  if (!utf16 && !/^(?:utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d)$/.test(encoding)) {
    throw malformed('its encoding is not one that is read here')
  }
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (text.includes('\0')) throw new Error('a zero')
    return text
  } catch (cause) {
    throw malformed('its bytes are not text in the encoding it names', cause)
  }
}

/** A document type can stand before the root alone, among comments and instructions. */
function hasDocumentType(text: string): boolean {
  let at = 0
  for (;;) {
    at = text.indexOf('<', at)
    if (at === -1) return false
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined
    if (!end) return text.startsWith('<!', at)
    at = text.indexOf(end, at + 2)
    if (at === -1) return false
    at += end.length
  }
}

/** Every element begins with `<` and every attribute has a `=`: counted before memory is spent on them. */
function countMarks(text: string, enough: number): number {
  let marks = 0
  for (let at = 0; at < text.length && marks <= enough; at++) {
    const code = text.charCodeAt(at)
    if ((code === 0x3c && text.charCodeAt(at + 1) !== 0x2f) || code === 0x3d) marks++
  }
  return marks
}

type Library = Awaited<ReturnType<typeof library>>
type Writable = Omit<XmlElement, 'children'> & { readonly children: XmlNode[] }

/** The parser's memory is given back at once: what stays is plain values. */
function copy(nodes: readonly ReadNode[], depth: number, types: Library): XmlDocument {
  const open: { read: ReadNode; element: Writable }[] = []
  const outside: { before: XmlNode[]; after: XmlNode[] } = { before: [], after: [] }
  let root: Writable | undefined
  for (const read of nodes) {
    const parent = read.parent
    while (open.length > 0 && !(parent && open.at(-1)?.read.isSameNode(parent))) open.pop()
    const inside = open.at(-1)?.element
    const node = copyOne(read, inside, types)
    const siblings = inside?.children ?? (root ? outside.after : outside.before)
    if (node.kind !== 'element') {
      siblings.push(node)
      continue
    }
    if (inside) siblings.push(node)
    else root = node
    if (open.push({ read, element: node }) > depth) throw forbidden(`it is nested deeper than ${depth}`)
  }
  if (!root) throw malformed('it has no element')
  return { root, ...outside }
}

function copyOne(
  read: ReadNode,
  parent: XmlElement | undefined,
  types: Library,
): Exclude<XmlNode, XmlElement> | Writable {
  if (read instanceof types.XmlElement) {
    return {
      kind: 'element',
      ...nameOf(read),
      attributes: read.attrs.map((one) => ({ ...nameOf(one), value: one.value })),
      declares: new Map(Object.entries(read.nsDeclarations)),
      children: [],
      parent,
    }
  }
  if (read instanceof types.XmlText || read instanceof types.XmlCData) return { kind: 'text', text: read.content }
  if (read instanceof types.XmlComment) return { kind: 'comment', text: read.content }
  if (read instanceof types.XmlEntityReference) throw forbidden('it refers to an entity')
  return { kind: 'instruction', target: String(read.eval('name()')), text: read.content }
}

const nameOf = ({ name, prefix, namespaceUri }: { name: string; prefix: string; namespaceUri: string }): XmlName => ({
  name,
  prefix,
  namespace: namespaceUri,
})

const malformed = (why: string, cause?: unknown) =>
  new CryptoError('invalid', 'malformed_xml', `This XML cannot be read: ${why}`, { cause })

const forbidden = (why: string) => new CryptoError('invalid', 'forbidden_xml', `This XML is not read here: ${why}`)
