import {
  type AdesSignature,
  attributeOf,
  canonicalXml,
  childElements,
  examineXades,
  isElement,
  parseXml,
  textOf,
  type XmlElement,
} from '../../crypto/index.ts'
import { ExchangeError } from '../errors.ts'

/** What an AS4 gateway hands over of one message (ebMS 3.0): who said what to whom, and what proves it. */
export interface EbmsMessage {
  readonly kind: 'user' | 'receipt' | 'error' | 'pull'
  readonly id: string
  readonly at: string
  readonly refersTo: string | undefined
  /** Of a message of users alone. */
  readonly business: EbmsBusiness | undefined
  /** Of a receipt: the digests by which its sender cannot deny what arrived. */
  readonly received: readonly { readonly uri: string; readonly digest: string }[]
  readonly errors: readonly { readonly code: string; readonly severity: string; readonly said: string }[]
  readonly signatures: readonly AdesSignature[]
  /** Whether one of the signatures that hold is over what was read here. Where not, anybody may have written it. */
  readonly isSigned: boolean
}

export interface EbmsBusiness {
  readonly from: EbmsParty
  readonly to: EbmsParty
  readonly service: string
  readonly action: string
  readonly conversation: string
  readonly properties: ReadonlyMap<string, string>
  readonly parts: readonly string[]
}

export interface EbmsParty {
  readonly ids: readonly string[]
  readonly role: string
}

const SOAP = ['http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope']
const EBMS = 'http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/'
const SIGNALS = 'http://docs.oasis-open.org/ebxml-bp/ebbp-signals-2.0'
const DSIG = 'http://www.w3.org/2000/09/xmldsig#'

/**
 * Reads the envelope of one AS4 message, of either version of SOAP, and examines its signatures. Throws
 * `malformed_ebms` where it is not what the schema of ebMS 3.0 says, `malformed_xml` and `forbidden_xml` before that.
 */
export async function readEbms(
  envelope: Uint8Array,
  attachment: (uri: string | undefined) => Uint8Array | undefined = () => undefined,
): Promise<EbmsMessage> {
  const { root } = await parseXml(envelope)
  if (root.name !== 'Envelope' || !SOAP.includes(root.namespace)) throw malformed('it is no SOAP envelope')
  const header = one(root, 'Header', root.namespace)
  one(root, 'Body', root.namespace)
  const messaging = one(header, 'Messaging')
  const messages = childElements(messaging, EBMS)
  const [message, another] = messages
  if (!message || another) throw malformed('it has not exactly one message')
  const info = one(message, 'MessageInfo')
  inOrder(info, ['Timestamp', 'MessageId', 'RefToMessageId'])
  const refersTo = some(info, 'RefToMessageId')
  const signatures = await examineXades(envelope, attachment)
  return {
    kind: kindOf(message),
    id: filled(one(info, 'MessageId')),
    at: moment(one(info, 'Timestamp')),
    refersTo: refersTo && filled(refersTo),
    business: message.name === 'UserMessage' ? businessOf(message) : undefined,
    received: receivedIn(message),
    errors: childElements(message, EBMS, 'Error').map(readError),
    signatures,
    isSigned: await isAmong(messaging, signatures),
  }
}

/** What was signed is compared with what was read, in the form in which it was signed. */
async function isAmong(messaging: XmlElement, signatures: readonly AdesSignature[]): Promise<boolean> {
  for (const { value, parts } of signatures) {
    for (const { bytes } of value === 'holds' ? parts : []) {
      const signed = bytes && (await parseXml(bytes).catch(() => undefined))?.root
      if (signed && isElement(signed, EBMS, 'Messaging') && plain(signed) === plain(messaging)) return true
    }
  }
  return false
}

const plain = (element: XmlElement) =>
  new TextDecoder().decode(canonicalXml([element], { form: 'exclusive', comments: false }))

function kindOf(message: XmlElement): EbmsMessage['kind'] {
  if (isElement(message, EBMS, 'UserMessage')) return 'user'
  if (!isElement(message, EBMS, 'SignalMessage')) throw malformed('its message is of no known kind')
  inOrder(message, ['MessageInfo', 'PullRequest', 'Receipt', 'Error'])
  if (some(message, 'Receipt')) return 'receipt'
  if (some(message, 'PullRequest')) return 'pull'
  if (childElements(message, EBMS, 'Error').length > 0) return 'error'
  throw malformed('its signal says nothing')
}

function businessOf(message: XmlElement): EbmsBusiness {
  inOrder(message, ['MessageInfo', 'PartyInfo', 'CollaborationInfo', 'MessageProperties', 'PayloadInfo'])
  const parties = one(message, 'PartyInfo')
  inOrder(parties, ['From', 'To'])
  const collaboration = one(message, 'CollaborationInfo')
  inOrder(collaboration, ['AgreementRef', 'Service', 'Action', 'ConversationId'])
  const properties = some(message, 'MessageProperties')
  const payload = some(message, 'PayloadInfo')
  const parts = payload ? childElements(payload, EBMS, 'PartInfo') : []
  if (payload && parts.length === 0) throw malformed('its list of parts is empty')
  return {
    from: party(one(parties, 'From')),
    to: party(one(parties, 'To')),
    service: filled(one(collaboration, 'Service')),
    action: textIn(one(collaboration, 'Action')),
    conversation: textIn(one(collaboration, 'ConversationId')),
    properties: new Map(properties ? propertiesIn(properties) : []),
    parts: parts.map((part) => {
      for (const list of childElements(part, EBMS, 'PartProperties')) propertiesIn(list)
      return attributeOf(part, 'href') ?? ''
    }),
  }
}

function party(element: XmlElement): EbmsParty {
  inOrder(element, ['PartyId', 'Role'])
  const ids = childElements(element, EBMS, 'PartyId').map(filled)
  if (ids.length === 0) throw malformed(`${element.name} is nobody`)
  return { ids, role: filled(one(element, 'Role')) }
}

function propertiesIn(list: XmlElement): [string, string][] {
  const properties = childElements(list, EBMS, 'Property')
  if (properties.length === 0 || properties.length !== childElements(list).length)
    throw malformed('a list of properties has none')
  return properties.map((property) => {
    const name = attributeOf(property, 'name')
    if (!name) throw malformed('a property has no name')
    return [name, filled(property)]
  })
}

/** What the receiver signed for, part by part. */
function receivedIn(message: XmlElement): EbmsMessage['received'] {
  const receipt = some(message, 'Receipt')
  if (!receipt) return []
  if (childElements(receipt).length === 0) throw malformed('its receipt is empty')
  return childElements(receipt, SIGNALS, 'NonRepudiationInformation')
    .flatMap((list) => childElements(list, SIGNALS, 'MessagePartNRInformation'))
    .flatMap((part) => childElements(part, DSIG, 'Reference'))
    .map((reference) => ({
      uri: attributeOf(reference, 'URI') ?? '',
      digest: textIn(one(reference, 'DigestValue', DSIG)),
    }))
}

function readError(error: XmlElement): EbmsMessage['errors'][number] {
  const [code, severity] = [attributeOf(error, 'errorCode'), attributeOf(error, 'severity')]
  if (code === undefined || severity === undefined) throw malformed('an error in it has no code')
  const description = some(error, 'Description')
  return { code, severity, said: description ? textIn(description) : '' }
}

function one(parent: XmlElement, name: string, namespace = EBMS): XmlElement {
  const [found, another] = childElements(parent, namespace, name)
  if (!found || another) throw malformed(`${parent.name} has not exactly one ${name}`)
  return found
}

function some(parent: XmlElement, name: string): XmlElement | undefined {
  const [found, another] = childElements(parent, EBMS, name)
  if (another) throw malformed(`${parent.name} has more than one ${name}`)
  return found
}

/** The schema is a sequence: what it names stands in its order, and nothing else of the same namespace. */
function inOrder(parent: XmlElement, names: readonly string[]): void {
  let at = 0
  for (const { name } of childElements(parent, EBMS)) {
    const next = names.indexOf(name, at)
    if (next === -1) throw malformed(`${parent.name} has ${name} where it has no place`)
    at = next
  }
}

function filled(element: XmlElement): string {
  const text = textIn(element)
  if (text === '') throw malformed(`${element.name} is empty`)
  return text
}

function textIn(element: XmlElement): string {
  const text = textOf(element)
  if (text === undefined) throw malformed(`${element.name} holds more than text`)
  return text.trim()
}

/** xsd:dateTime; a clock that does not exist is refused. */
function moment(element: XmlElement): string {
  const text = textIn(element)
  const form = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  try {
    if (!form) throw new Error('no moment')
    Temporal.PlainDateTime.from(form[1] ?? '')
    return text
  } catch (cause) {
    throw malformed('its moment is none', cause)
  }
}

const malformed = (why: string, cause?: unknown) =>
  new ExchangeError('invalid', 'malformed_ebms', `This is not a message of an AS4 gateway: ${why}`, { cause })
