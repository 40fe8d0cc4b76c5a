import { CryptoError } from './errors.ts'
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './xml.ts'

/** The three canonical forms of the W3C, each by the end of its address. */
export interface Canonicalisation {
  readonly form: 'inclusive' | 'inclusive-1.1' | 'exclusive'
  readonly comments: boolean
  /** Exclusive form: prefixes that are treated as in the inclusive one; the empty one is the default namespace. */
  readonly prefixes?: readonly string[]
}

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

const methods: Readonly<Record<string, Canonicalisation>> = {
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': { form: 'inclusive', comments: false },
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments': { form: 'inclusive', comments: true },
  'http://www.w3.org/2006/12/xml-c14n11': { form: 'inclusive-1.1', comments: false },
  'http://www.w3.org/2006/12/xml-c14n11#WithComments': { form: 'inclusive-1.1', comments: true },
  'http://www.w3.org/2001/10/xml-exc-c14n#': { form: 'exclusive', comments: false },
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments': { form: 'exclusive', comments: true },
}

/** The canonical form an address stands for; undefined for any other address. */
export function canonicalisation(address: string | undefined): Canonicalisation | undefined {
  return address !== undefined && Object.hasOwn(methods, address) ? methods[address] : undefined
}

/**
 * The canonical bytes of a document, or of nodes where they stand, without the elements left out.
 * Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization 1.0.
 */
export function canonicalXml(
  what: XmlDocument | readonly XmlNode[],
  method: Canonicalisation,
  without: ReadonlySet<XmlElement> = new Set(),
): Uint8Array<ArrayBuffer> {
  const parts: string[] = []
  const write = (node: XmlNode): void => {
    if (node.kind !== 'element') writeOther(node)
    else if (!without.has(node)) {
      writeElement(node, { declared: declaredAround(node), rendered: new Map() }, inheritedAttributes(node, method))
    }
  }
  const writeElement = (element: XmlElement, scope: Scope, inherited?: readonly XmlAttribute[]): void => {
    const leaveScope = enter(scope.declared, element.declares)
    const spaces = namespacesToWrite(element, scope, method, inherited !== undefined)
    const leaveOutput = enter(scope.rendered, spaces)
    const name = qualified(element)
    parts.push('<', name)
    for (const [prefix, uri] of [...spaces].sort(([a], [b]) => byCodePoint(a, b))) {
      parts.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, uri.replace(/[&<"\t\n\r]/g, escaped), '"')
    }
    for (const attribute of [...(inherited ?? []), ...element.attributes].sort(byName)) {
      parts.push(` ${qualified(attribute)}="`, attribute.value.replace(/[&<"\t\n\r]/g, escaped), '"')
    }
    parts.push('>')
    for (const child of element.children) {
      if (child.kind !== 'element') writeOther(child)
      else if (!without.has(child)) writeElement(child, scope)
    }
    parts.push('</', name, '>')
    leaveOutput()
    leaveScope()
  }
  const writeOther = (node: Exclude<XmlNode, XmlElement>): void => {
    if (node.kind === 'text') parts.push(node.text.replace(/[&<>\r]/g, escaped))
    else if (node.kind === 'instruction') parts.push(instruction(node))
    else if (method.comments) parts.push(`<!--${node.text}-->`)
  }

  if ('root' in what) {
    for (const node of beside(what.before, method)) {
      writeOther(node)
      parts.push('\n')
    }
    write(what.root)
    for (const node of beside(what.after, method)) {
      parts.push('\n')
      writeOther(node)
    }
  } else for (const node of what) write(node)
  return new TextEncoder().encode(parts.join(''))
}

/** Prefixes and what they stand for: as the document declares them here, and as the output has said so far. */
interface Scope {
  readonly declared: Map<string, string>
  readonly rendered: Map<string, string>
}

/** Adds what an element brings, and gives back how to leave it: one map for all, or hostile nesting would cost a copy each. */
function enter(scope: Map<string, string>, brings: ReadonlyMap<string, string>): () => void {
  const before = [...brings.keys()].map((prefix) => [prefix, scope.get(prefix)] as const)
  for (const [prefix, uri] of brings) scope.set(prefix, uri)
  return () => {
    for (const [prefix, uri] of before) {
      if (uri === undefined) scope.delete(prefix)
      else scope.set(prefix, uri)
    }
  }
}

function declaredAround(apex: XmlElement): Map<string, string> {
  const declared = new Map<string, string>()
  for (let at = apex.parent; at; at = at.parent) {
    for (const [prefix, uri] of at.declares) if (!declared.has(prefix)) declared.set(prefix, uri)
  }
  return declared
}

/** What differs from what stands already around it in the output; in the exclusive form only what is used here. */
function namespacesToWrite(
  element: XmlElement,
  { declared, rendered }: Scope,
  { form, prefixes = [] }: Canonicalisation,
  isApex: boolean,
): Map<string, string> {
  const wanted = new Map<string, string>(form === 'exclusive' ? [] : isApex ? declared : element.declares)
  if (form === 'exclusive') {
    for (const prefix of prefixes) wanted.set(prefix, declared.get(prefix) ?? '')
    for (const { prefix, namespace } of element.attributes) if (prefix !== '') wanted.set(prefix, namespace)
    wanted.set(element.prefix, element.namespace)
  }
  wanted.delete('xml')
  for (const [prefix, uri] of wanted) if ((rendered.get(prefix) ?? '') === uri) wanted.delete(prefix)
  return wanted
}

const beside = (nodes: readonly XmlNode[], { comments }: Canonicalisation) =>
  nodes.filter(
    (node): node is Exclude<XmlNode, XmlElement> =>
      node.kind === 'instruction' || (node.kind === 'comment' && comments),
  )

/** The inclusive forms give an element the `xml:` attributes of what stood around it. */
function inheritedAttributes(apex: XmlElement, { form }: Canonicalisation): XmlAttribute[] {
  if (form === 'exclusive') return []
  const found = new Map<string, XmlAttribute>()
  for (let at = apex.parent; at; at = at.parent) {
    for (const one of at.attributes) {
      if (one.namespace === XML_NAMESPACE && !found.has(one.name)) found.set(one.name, one)
    }
  }
  if (form === 'inclusive-1.1') {
    // 1.1 joins the addresses of xml:base (§2.4). Nobody signs below one; whoever does is told.
    if (found.has('base')) {
      throw new CryptoError('invalid', 'bad_xml_signature', 'This signature does not hold: it stands below an xml:base')
    }
    for (const name of found.keys()) if (name !== 'lang' && name !== 'space') found.delete(name)
  }
  const own = new Set(apex.attributes.filter(({ namespace }) => namespace === XML_NAMESPACE).map(({ name }) => name))
  return [...found.values()].filter(({ name }) => !own.has(name))
}

const qualified = ({ prefix, name }: { prefix: string; name: string }) => (prefix === '' ? name : `${prefix}:${name}`)

const instruction = ({ target, text }: { target: string; text: string }) =>
  text === '' ? `<?${target}?>` : `<?${target} ${text}?>`

/** By namespace, those in none first, then by name. */
const byName = (a: XmlAttribute, b: XmlAttribute) =>
  byCodePoint(a.namespace, b.namespace) || byCodePoint(a.name, b.name)

/** The order of characters, which is not that of the halves JavaScript compares. */
function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  const [left, right] = [[...a], [...b]]
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
const escaped = (character: string): string => references[character] ?? character
