import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { text, utf8 } from '../../src/base/bytes.ts'
import { DomainError } from '../../src/base/errors.ts'
import {
  canonicalXml,
  certificatesIn,
  childElements,
  keyOfCertificate,
  type PublicKey,
  parseXml,
  type XmlElement,
  type XmlNode,
  xmlSignaturesIn,
} from '../../src/crypto/index.ts'
import { formOf, type Hi1Message, openSigned, readHi1, withoutSignatures, writeHi1 } from '../../src/exchange/index.ts'
import { type Case, filesBelow } from './case.ts'

/**
 * ETSI's example messages: each is read and checked, written again to an equivalent document in its own form, carried
 * through the other form and back without loss, its signature holds, and what was made of it by a change is refused.
 */
export async function* cases(folder: string): AsyncIterable<Case> {
  for (const file of (await filesBelow(folder)).filter(
    (path) => /(^|\/)examples\/.*\.(xml|json)$/.test(path) || (!path.includes('/') && /\.(xml|json)$/.test(path)),
  )) {
    const bytes = new Uint8Array(await readFile(join(folder, file)))
    yield outcome(file, 'read, checked and written again', () => rewritten(bytes))
    yield outcome(file, 'carried through the other form', () => throughTheOther(bytes))
    if (/"signature"|<(ds:)?Signature/i.test(text(bytes))) yield outcome(file, 'the signature', () => signed(bytes))
    for (const [what, changed, code] of await mutations(bytes)) yield outcome(file, what, () => refused(changed, code))
  }
}

async function outcome(file: string, what: string, attempt: () => Promise<string | undefined>): Promise<Case> {
  const name = `${file}: ${what}`
  try {
    const differs = await attempt()
    return differs === undefined ? { name } : { name, differs }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { name, differs: `${error.code} at ${error.path ?? 'the document'}: ${error.message}` }
  }
}

async function rewritten(bytes: Uint8Array): Promise<string | undefined> {
  const form = formOf(bytes)
  const again = await writeHi1(await readHi1(bytes), form)
  if (form === 'json')
    return isDeepStrictEqual(JSON.parse(text(bytes)), JSON.parse(text(again))) ? undefined : 'written as other JSON'
  return (await comparable(bytes)) === (await comparable(again)) ? undefined : 'written as other XML'
}

async function throughTheOther(bytes: Uint8Array): Promise<string | undefined> {
  const message = withoutSignatures(await readHi1(bytes))
  const form = formOf(bytes)
  // Take-downs have no place in JSON, policies for live interception none in XML.
  const onlyHere = [...text(bytes).matchAll(/TDTaskObject|TrafficPolicyObject|TrafficRuleObject/g)].length > 0
  if (onlyHere) return undefined
  const back = await readHi1(await writeHi1(message, form === 'xml' ? 'json' : 'xml'))
  return isDeepStrictEqual(back, message) ? undefined : 'it came back as another message'
}

/**
 * Canonical XML 1.1 without the blanks that say nothing: between elements, where the schema allows elements alone, and
 * where a long value in base64 is broken into lines.
 */
async function comparable(bytes: Uint8Array): Promise<string> {
  const { root } = await parseXml(bytes)
  return text(canonicalXml({ root: tight(root), before: [], after: [] }, { form: 'inclusive-1.1', comments: false }))
}

function tight(element: XmlElement): XmlElement {
  const isLayout = childElements(element).length > 0
  const children = element.children.filter((node) => !(isLayout && node.kind === 'text' && node.text.trim() === ''))
  return {
    ...element,
    children: children.map((node): XmlNode => (node.kind === 'element' ? tight(node) : oneLine(node))),
  }
}

function oneLine(node: Exclude<XmlNode, XmlElement>): XmlNode {
  const isBroken = node.kind === 'text' && /^[A-Za-z0-9+/=\s]*\n[A-Za-z0-9+/=\s]*$/.test(node.text)
  return isBroken ? { kind: 'text', text: node.text.replace(/\s+/g, '') } : node
}

/** What ETSI's examples in JSON are signed with; those in XML carry the certificate of their key. */
const EXAMPLE_SECRET = 'secret_key'

async function signed(bytes: Uint8Array): Promise<string | undefined> {
  const believed = { keys: formOf(bytes) === 'xml' ? await carriedKeys(bytes) : [], secrets: [utf8(EXAMPLE_SECRET)] }
  const message = await openSigned(bytes, believed)
  if (!isDeepStrictEqual(withoutSignatures(message), withoutSignatures(await readHi1(bytes))))
    return 'another message is signed'
  const forged = utf8(text(bytes).replace(/(UniqueIdentifier"?\s*[:>]\s*"?)(\w+)/, '$1X$2'))
  return refusal(() => openSigned(forged, believed), 'hi1_signature')
}

async function carriedKeys(bytes: Uint8Array): Promise<PublicKey[]> {
  const document = await parseXml(bytes)
  const [signature] = xmlSignaturesIn(document)
  const keyInfo = signature && childElements(signature).find(({ name }) => name === 'KeyInfo')
  return Promise.all(certificatesIn(keyInfo).map(keyOfCertificate))
}

type Change = readonly [what: string, changed: Uint8Array, code: string | undefined]

/** What every message has is changed to what no message may have; the code is left open where several may be right. */
async function mutations(bytes: Uint8Array): Promise<Change[]> {
  const document = text(bytes)
  const form = formOf(bytes)
  const value = (name: string) =>
    form === 'xml'
      ? new RegExp(`(<(?:\\w+:)?${name}>)([^<]*)(?=<)`)
      : new RegExp(`("(?:\\w+:)?${name}"\\s*:\\s*"?)([^",}\\s]*)`)
  const changes: (readonly [what: string, changed: string, code?: string])[] = [
    ['a version of the future', document.replace(value('ETSIVersion'), '$1V2.1.1'), 'hi1_version'],
    ['a version that is none', document.replace(value('ETSIVersion'), '$11.2'), 'hi1_not_valid'],
    ['a transaction without its number', document.replace(value('TransactionIdentifier'), '$1none'), 'hi1_not_valid'],
    [
      'a moment without its microseconds',
      document.replace(value('Timestamp'), '$12026-01-01T00:00:00Z'),
      'hi1_not_valid',
    ],
    ['a state that is none', document.replace(value('CountryCode'), '$1xx'), 'hi1_not_valid'],
    [
      'a field nobody knows',
      form === 'xml'
        ? document.replace('<Payload>', '<Payload><Other/>')
        : document.replace('"Payload": {', '"Other": 1, "Payload": {'),
      'hi1_not_valid',
    ],
    ['an object that is none', document.replace(/([\w}]+:?)(\w+Object)"/, '$1NoSuchObject"'), 'hi1_not_valid'],
    ['an action twice', twice(document, form), undefined],
    ['a value its dictionary has not', undefinedValue(document), 'hi1_dictionary'],
    ['cut off', document.slice(0, Math.floor(document.length / 2)), undefined],
    ...(form === 'xml'
      ? ([
          [
            'an entity',
            document.replace('<HI1Message', '<!DOCTYPE HI1Message [<!ENTITY a "b">]><HI1Message'),
            'forbidden_xml',
          ],
          ['a comment inside a value', document.replace(/(<TransactionIdentifier>.)/, '$1<!-- -->'), 'hi1_not_valid'],
          ['another namespace', document.replaceAll('/2019/10/Core', '/2001/01/Core'), 'hi1_not_valid'],
        ] as const)
      : []),
  ]
  return changes
    .filter(([, changed]) => changed !== document)
    .map(([what, changed, code]) => [`${what} is refused`, utf8(changed), code] as const)
}

/** An action of an ETSI example that stands in a document a second time. */
function twice(document: string, form: 'xml' | 'json'): string {
  if (form === 'xml') return document.replace(/<Action(Request|Response)>[\s\S]*?<\/Action\1>/, '$&$&')
  const message = JSON.parse(document)
  const { RequestPayload, ResponsePayload } = message.Payload
  const list = RequestPayload?.ActionRequests.ActionRequest ?? ResponsePayload?.ActionResponses?.ActionResponse
  list?.push(list[0])
  return list ? JSON.stringify(message) : document
}

/** A value that one of ETSI's dictionaries in use here does not define; the document itself where none is in use. */
function undefinedValue(document: string): string {
  const filled =
    /(ETSI[\s\S]{1,60}?(?:Name>|Name":\s*")(?:TaskDeliveryType|DocumentType|LPTaskDesiredStatus|LDTaskDesiredStatus|LDTaskStatus|LPTaskStatus|AuthorisationStatus|AuthorisationDesiredStatus|ManifestSpecification|RequestType|NotificationType|ObjectType|DeliveryStatus)[\s\S]{1,60}?(?:Value>|Value":\s*"))([\w.-]+)/
  return document.replace(filled, '$1NoSuchValue')
}

const refused = (bytes: Uint8Array, code: string | undefined): Promise<string | undefined> =>
  refusal(() => readHi1(bytes), code)

async function refusal(attempt: () => Promise<Hi1Message>, code: string | undefined): Promise<string | undefined> {
  try {
    await attempt()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return code === undefined || error.code === code ? undefined : `refused as ${error.code}, not ${code}`
  }
  return 'accepted'
}
