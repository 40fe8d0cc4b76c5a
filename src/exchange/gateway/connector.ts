import {
  type AdesSignature,
  childElements,
  elementsIn,
  examineXades,
  parseXml,
  textOf,
  type XmlElement,
} from '../../crypto/index.ts'
import { ExchangeError } from '../errors.ts'

/** What the e-CODEX connector says beside a business message: between whom it travelled, and by which files. */
export interface ConnectorMessage {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly service: string
  readonly action: string
  readonly originalSender: string
  readonly finalRecipient: string
  readonly content: string | undefined
  readonly attachments: readonly string[]
  readonly confirmations: readonly { readonly kind: string; readonly file: string }[]
}

/** A confirmation of a delivery (ETSI TS 102 640, registered electronic mail). */
export interface DeliveryEvidence {
  readonly kind: string
  readonly event: 'acceptance' | 'rejection' | 'delivery' | 'non-delivery' | 'retrieval' | 'non-retrieval' | 'other'
  readonly id: string
  readonly at: string
  readonly message: string
  readonly signatures: readonly AdesSignature[]
}

const REM = 'http://uri.etsi.org/02640/v2#'

const required = ['from.party.id', 'to.party.id', 'service', 'action', 'original.sender', 'final.recipient'] as const

/** Reads `message.properties`. Throws `malformed_connector_message`. */
export function readConnectorMessage(text: string): ConnectorMessage {
  const said = new Map(
    text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '' && !/^\s*[#!]/.test(line))
      .map((line) => {
        const at = line.indexOf('=')
        if (at < 1) throw malformed('a line of it says nothing')
        return [
          line.slice(0, at).trim(),
          line
            .slice(at + 1)
            .trim()
            .replace(/\\(.)/g, '$1'),
        ]
      }),
  )
  const missing = required.find((name) => !said.get(name))
  if (missing) throw malformed(`it does not say ${missing}`)
  const get = (name: string) => said.get(name) ?? ''
  const numbered = (what: string) =>
    [...said.keys()].flatMap((name) => new RegExp(`^message\\.${what}\\.(\\d+)\\.file$`).exec(name)?.[1] ?? [])
  return {
    id: get('ebms.message.id') || get('national.message.id'),
    from: get('from.party.id'),
    to: get('to.party.id'),
    service: get('service'),
    action: get('action'),
    originalSender: get('original.sender'),
    finalRecipient: get('final.recipient'),
    content: said.get('message.content.xml'),
    attachments: numbered('attachment').map((i) => fileName(get(`message.attachment.${i}.file`))),
    confirmations: numbered('confirmation').map((i) => ({
      kind: get(`message.confirmation.${i}.type`),
      file: fileName(get(`message.confirmation.${i}.file`)),
    })),
  }
}

/** A name beside the properties, never a way out of their folder. */
function fileName(name: string): string {
  if (name === '' || name.startsWith('.') || /[\\/\0]/.test(name)) throw malformed('it names a file outside of itself')
  return name
}

/** Reads a delivery's evidence and examines its signature. Throws `malformed_connector_message`, and what XML throws. */
export async function readDeliveryEvidence(bytes: Uint8Array): Promise<DeliveryEvidence> {
  const { root } = await parseXml(bytes)
  if (root.namespace !== REM) throw malformed('it is no evidence of a delivery')
  const code = /Event#(\w+)$/.exec(text(root, 'EventCode'))?.[1] ?? ''
  const events: Record<string, DeliveryEvidence['event']> = {
    Acceptance: 'acceptance',
    Rejection: 'rejection',
    Delivery: 'delivery',
    DeliveryExpiration: 'non-delivery',
    NonDelivery: 'non-delivery',
    Retrieval: 'retrieval',
    RetrievalExpiration: 'non-retrieval',
    NonRetrieval: 'non-retrieval',
  }
  const message = [...elementsIn(root)].find(
    ({ name }) => name === 'UAMessageIdentifier' || name === 'MessageIdentifierByREMMD',
  )
  return {
    kind: root.name,
    event: Object.hasOwn(events, code) ? (events[code] ?? 'other') : 'other',
    id: text(root, 'EvidenceIdentifier'),
    at: text(root, 'EventTime'),
    message: (message && textOf(message)) ?? '',
    signatures: await examineXades(bytes),
  }
}

function text(parent: XmlElement, name: string): string {
  const [found, another] = childElements(parent, REM, name)
  const said = found && textOf(found)?.trim()
  if (!said || another) throw malformed(`it has not exactly one ${name}`)
  return said
}

const malformed = (why: string) =>
  new ExchangeError('invalid', 'malformed_connector_message', `This is not a message of an e-CODEX connector: ${why}`)
