import { text, utf8 } from '../../base/bytes.ts'
import {
  attributeOf,
  canonicalXml,
  childElements,
  isElement,
  parseXml,
  textOf,
  type XmlDocument,
  type XmlElement,
} from '../../crypto/index.ts'
import { Hi1Error } from './errors.ts'
import { CORE, DIGSIG, type Field, header, namespaces, objectTypes, payload, type Shape, XSI } from './grammar.ts'
import { HI1_LIMIT, mustFit } from './limit.ts'
import type { Embedded, Hi1Message, Hi1Object } from './model.ts'
import { mustFollowSchema } from './xsd.ts'

type Values = Record<string, unknown>

/** JSON inside XML: one element that holds its text. */
const JSON_INSIDE = 'urn:comity:hi1:json'
const verbatim = { form: 'inclusive-1.1', comments: true } as const

/**
 * Reads the XML form and checks it against ETSI's schema. Throws `hi1_too_large`, `malformed_xml`, `forbidden_xml` for
 * a document type, `hi1_not_valid`.
 */
export async function readXml(bytes: Uint8Array): Promise<Hi1Message> {
  mustFit(bytes)
  return fromXml(await parseXml(bytes, { bytes: HI1_LIMIT }))
}

/** The message that a document is, once it follows the schema. */
export async function fromXml(document: XmlDocument): Promise<Hi1Message> {
  const { root } = document
  if (root.namespace !== CORE || root.name !== 'HI1Message')
    throw notValid(`the document is '${root.name}', and no HI1Message of a version known here`, root.name)
  await mustFollowSchema(canonicalXml(document, { form: 'inclusive-1.1', comments: false }))
  const part = (name: string, namespace = CORE) => childElements(root, namespace, name)[0]
  const [head, body, coreSignature, coreSignatures, digsig] = [part('Header'), part('Payload'), part('Signature'), part('Signatures'), part('Signature', DIGSIG)] // biome-ignore format: one line of words
  return {
    attributes: attributesOf(root),
    Header: read(header, head, 'Header') as Hi1Message['Header'],
    Payload: read(payload, body, 'Payload') as Hi1Message['Payload'],
    ...(coreSignature && { Signature: { xml: source(coreSignature) } }),
    ...(coreSignatures && { Signatures: { xml: source(coreSignatures) } }),
    ...(digsig && { XmlSignature: source(digsig) }),
  }
}

function attributesOf(root: XmlElement): Record<string, string> {
  return Object.fromEntries([
    ...[...root.declares].map(([prefix, uri]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri]),
    ...root.attributes.map(({ prefix, name, value }) => [prefix === '' ? name : `${prefix}:${name}`, value]),
  ])
}

const source = (element: XmlElement): string => text(canonicalXml([element], verbatim))

function read(shape: Shape, element: XmlElement | undefined, path: string): unknown {
  if (!element) throw notValid('it is not there', path)
  switch (shape.is) {
    case 'object':
      return readFields(shape.fields, childElements(element), path)
    case 'HI1Object':
      return readObject(element, path)
    case 'open':
      return readOpen(element)
    case 'integer':
      return wholeNumber(value(element, path).trim(), path)
    case 'boolean':
      return ['true', '1'].includes(value(element, path).trim())
    case 'moment':
      return value(element, path).trim()
    case 'base64':
      return value(element, path).replace(/\s+/g, '')
    case 'text': {
      const written = value(element, path)
      return shape.verbatim ? written : written.trim()
    }
  }
}

/** A comment inside a value makes it two values to some readers: it is refused. */
function value(element: XmlElement, path: string): string {
  const written = textOf(element)
  if (written === undefined) throw notValid('a value has something else in it', path)
  return written
}

function wholeNumber(written: string, path: string): number {
  const number = Number(written)
  if (!Number.isSafeInteger(number)) throw notValid('a whole number is too large to be kept', path)
  return number
}

function readFields(fields: readonly Field[], elements: readonly XmlElement[], path: string): Values {
  const values: Values = {}
  for (const element of elements) {
    const field = fields.find(({ name, namespace }) => element.name === name && element.namespace === namespace)
    if (!field) throw notValid(`the standard has no field '${element.name}' here`, path)
    const { name, list, shape } = field
    const earlier = values[name] as unknown[] | undefined
    const inner = read(shape, element, list ? `${path}.${name}.${earlier?.length ?? 0}` : `${path}.${name}`)
    values[name] = list ? [...(earlier ?? []), inner] : inner
  }
  return values
}

function readObject(element: XmlElement, path: string): unknown {
  const qualified = attributeOf(element, 'type', XSI)?.trim() ?? ''
  const [prefix, name] = qualified.includes(':') ? qualified.split(':') : ['', qualified]
  const type = objectTypes.get(name ?? '')
  if (!type?.fields || type.namespace !== namespaceAt(element, prefix ?? ''))
    throw notValid(`'${qualified}' is no type of object known here`, path)
  return { type: type.name, ...readFields(type.fields, childElements(element), path) }
}

function namespaceAt(element: XmlElement, prefix: string): string | undefined {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const found = at.declares.get(prefix)
    if (found !== undefined) return found
  }
  return undefined
}

function readOpen(element: XmlElement): Embedded {
  const [only, ...others] = childElements(element)
  if (others.length > 0 || !isElement(only, JSON_INSIDE, 'json')) return { xml: source(element) }
  try {
    return { json: JSON.parse(textOf(only) ?? '') }
  } catch {
    return { xml: source(element) }
  }
}

/**
 * Writes the XML form. Throws `hi1_not_valid` for what the schema does not allow, `hi1_not_expressible` for what only
 * JSON has a place for.
 */
export async function writeXml(message: Hi1Message): Promise<Uint8Array<ArrayBuffer>> {
  const { attributes, Header, Payload, Signature, Signatures, XmlSignature } = withNamespaces(message)
  const prefixes = new Map<string, string>()
  for (const [name, uri] of Object.entries(attributes)) {
    // An attribute needs a prefix, an element can do with the default: the first declaration stands, the default before all.
    if (name === 'xmlns') prefixes.set(uri, '')
    else if (name.startsWith('xmlns:') && prefixes.get(uri) !== '')
      prefixes.set(uri, prefixes.get(uri) ?? name.slice(6))
  }
  const writer: Writer = { parts: [], indent: 1, name: (namespace, local) => qualified(prefixes.get(namespace), local) }
  const root = writer.name(CORE, 'HI1Message')
  const written = Object.entries(attributes).map(([name, uri]) => ` ${name}="${escapeAttribute(uri)}"`)
  writer.parts.push(`<?xml version="1.0" encoding="UTF-8"?>\n<${root}${written.join('')}>\n`)
  await write(writer, header, writer.name(CORE, 'Header'), Header)
  await write(writer, payload, writer.name(CORE, 'Payload'), Payload)
  for (const [local, open] of Object.entries({ Signature, Signatures })) {
    if (!open) continue
    if (!('xml' in open))
      throw new Hi1Error('invalid', 'hi1_not_expressible', 'A signature over JSON does not hold in XML: leave it off, and sign again', { path: local }) // biome-ignore format: one line of words
    await splice(writer, CORE, local, open.xml)
  }
  if (XmlSignature !== undefined) await splice(writer, DIGSIG, 'Signature', XmlSignature)
  writer.parts.push(`</${root}>\n`)
  const bytes = utf8(writer.parts.join(''))
  // What is written is held against the schema as what is read, and by the same reader.
  await readXml(bytes)
  return bytes
}

interface Writer {
  readonly parts: string[]
  indent: number
  name(namespace: string, local: string): string
}

const qualified = (prefix: string | undefined, local: string): string => (prefix ? `${prefix}:${local}` : local)

async function write(writer: Writer, shape: Shape, name: string, value: unknown): Promise<void> {
  switch (shape.is) {
    case 'object':
      return element(writer, name, '', () => writeFields(writer, shape.fields, value as Values))
    case 'HI1Object': {
      const { type, ...values } = value as Hi1Object
      const { namespace = '', fields } = objectTypes.get(type) ?? {}
      if (!fields)
        throw new Hi1Error('invalid', 'hi1_not_expressible', `There is no schema here for a ${type} in XML`, {
          path: type,
        })
      const as = ` ${writer.name(XSI, 'type')}="${writer.name(namespace, type)}"`
      return element(writer, name, as, () => writeFields(writer, fields, values as Values))
    }
    case 'open':
      throw new Error('What is open is written by its field')
    default:
      line(writer, `<${name}>${escapeText(String(value))}</${name}>`)
  }
}

async function writeFields(writer: Writer, fields: readonly Field[], values: Values): Promise<void> {
  for (const { name: local, namespace, list, shape } of fields) {
    const value = values[local]
    if (value === undefined) continue
    const name = writer.name(namespace, local)
    for (const one of list ? (value as unknown[]) : [value]) {
      if (shape.is === 'open') await writeOpen(writer, namespace, local, one as Embedded)
      else await write(writer, shape, name, one)
    }
  }
}

async function element(writer: Writer, name: string, attributes: string, inside: () => Promise<void>): Promise<void> {
  const before = writer.parts.length
  line(writer, `<${name}${attributes}>`)
  writer.indent++
  await inside()
  writer.indent--
  if (writer.parts.length > before + 1) return line(writer, `</${name}>`)
  writer.parts.length = before
  line(writer, `<${name}${attributes}/>`)
}

const line = ({ parts, indent }: Writer, text: string): void => {
  parts.push(`${'  '.repeat(indent)}${text}\n`)
}

async function writeOpen(writer: Writer, namespace: string, local: string, open: Embedded): Promise<void> {
  if ('xml' in open) return splice(writer, namespace, local, open.xml)
  const name = writer.name(namespace, local)
  line(writer, `<${name}><json xmlns="${JSON_INSIDE}">${escapeText(JSON.stringify(open.json))}</json></${name}>`)
}

/** Puts XML in that came as text: as one element of that name, and nothing beside it. */
async function splice(writer: Writer, namespace: string, local: string, xml: string): Promise<void> {
  const { root } = await parseXml(utf8(xml), { bytes: HI1_LIMIT })
  if (!isElement(root, namespace, local)) throw notValid(`this is no ${local}`, local)
  line(writer, source(root))
}

/** A message whose root declares every namespace it needs; what it declares already stays as it is. */
export function withNamespaces(message: Hi1Message): Hi1Message {
  const used = new Set([CORE])
  // Not of a JSON value embedded somewhere: the walk follows the grammar.
  walk(header, message.Header, used)
  walk(payload, message.Payload, used)
  const attributes: Record<string, string> = { ...message.attributes }
  const needed = [
    ...[...namespaces].filter(([, uri]) => used.has(uri)),
    ...(used.size > 1 ? [['xsi', XSI] as const] : []),
  ]
  for (const [prefix, uri] of needed) {
    if (Object.entries(attributes).some(([name, known]) => known === uri && isDeclaration(name, uri))) continue
    let name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
    for (let n = 1; attributes[name] !== undefined; n++) name = `xmlns:${prefix || 'core'}${n}`
    attributes[name] = uri
  }
  return { ...message, attributes }
}

/** `xsi:type` is an attribute, for which the default namespace does not do. */
const isDeclaration = (name: string, uri: string): boolean =>
  name.startsWith('xmlns:') || (name === 'xmlns' && uri !== XSI)

function walk(shape: Shape, value: unknown, used: Set<string>): void {
  if (shape.is !== 'object' && shape.is !== 'HI1Object') return
  const type = shape.is === 'HI1Object' ? objectTypes.get((value as Hi1Object).type) : undefined
  if (type) used.add(type.namespace)
  for (const field of (shape.is === 'object' ? shape.fields : type?.fields) ?? []) {
    const inner = (value as Values)[field.name]
    if (inner === undefined) continue
    used.add(field.namespace)
    for (const one of field.list ? (inner as unknown[]) : [inner]) walk(field.shape, one, used)
  }
}

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' } // biome-ignore format: one line of words
const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (one) => references[one] ?? one)
const escapeAttribute = (text: string): string => text.replace(/[&<"\t\n\r]/g, (one) => references[one] ?? one)

const notValid = (why: string, path: string): Hi1Error =>
  new Hi1Error('invalid', 'hi1_not_valid', `This is not an HI-1 message in XML: ${why}`, { path })
