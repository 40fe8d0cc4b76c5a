import { type Dictionaries, dictionaryFault, etsiDictionaries } from './dictionaries.ts'
import { Hi1Error } from './errors.ts'
import { header, objectTypes, payload, type Shape, valuePattern } from './grammar.ts'
import type { DictionaryEntry, Hi1Message, Hi1Object, RequestValue } from './model.ts'

type Values = Record<string, unknown>

/** The newest version of the standard whose schemas are here. */
export const ETSI_VERSION = 'V1.23.1'
const [MAJOR, MINOR] = [1, 23]

/**
 * What the schemas cannot say: a version that is known, dictionary values that are defined, identifiers of the form
 * they claim, no action and no object twice. Throws `hi1_version`, `hi1_dictionary`, `hi1_format`, `hi1_duplicate`.
 */
export function mustBeSound(message: Hi1Message, dictionaries: Dictionaries = etsiDictionaries): void {
  mustBeKnownVersion(message.Header.Version.ETSIVersion)
  mustBeDistinct(message)
  visit(header, message.Header, 'Header', dictionaries)
  visit(payload, message.Payload, 'Payload', dictionaries)
}

function mustBeKnownVersion(version: string): void {
  const [, major, minor] = /^V(\d+)\.(\d+)\.\d+$/.exec(version) ?? []
  if (Number(major) === MAJOR && Number(minor) <= MINOR) return
  const message = `The message follows ${version} of TS 103 120; here ${ETSI_VERSION} and what came before it in version ${MAJOR} is read`
  throw new Hi1Error('invalid', 'hi1_version', message, { path: 'Header.Version.ETSIVersion' })
}

function mustBeDistinct({ Payload: { RequestPayload, ResponsePayload } }: Hi1Message): void {
  const requests = RequestPayload?.ActionRequests.ActionRequest ?? []
  const responses = ResponsePayload?.ActionResponses?.ActionResponse ?? []
  const [where, actions] = requests.length > 0 ? (['RequestPayload.ActionRequests.ActionRequest', requests] as const) : (['ResponsePayload.ActionResponses.ActionResponse', responses] as const) // biome-ignore format: one line of words
  const numbers = new Set<number>()
  for (const [index, { ActionIdentifier }] of actions.entries()) {
    if (numbers.has(ActionIdentifier))
      throw new Hi1Error('invalid', 'hi1_duplicate', `Two actions have the number ${ActionIdentifier}`, { path: `Payload.${where}.${index}.ActionIdentifier` }) // biome-ignore format: one line of words
    numbers.add(ActionIdentifier)
  }
  const created = new Set<string>()
  for (const [index, { CREATE }] of requests.entries()) {
    const id = CREATE?.HI1Object.ObjectIdentifier
    if (id !== undefined && created.has(id))
      throw new Hi1Error('invalid', 'hi1_duplicate', `The object ${id} is created twice`, { path: `Payload.${where}.${index}.CREATE.HI1Object.ObjectIdentifier` }) // biome-ignore format: one line of words
    if (id !== undefined) created.add(id)
  }
}

function visit(shape: Shape, value: unknown, path: string, dictionaries: Dictionaries, named = ''): void {
  if (shape.is === 'moment') mustExist(value as string, path)
  if (shape.is === 'base64') mustBeBytes(value as string, path)
  if (shape.is !== 'object' && shape.is !== 'HI1Object') return
  const type = shape.is === 'HI1Object' ? (value as Hi1Object).type : shape.name
  if (type === 'DictionaryEntry' && 'Owner' in (value as Values)) {
    const fault = dictionaryFault(value as DictionaryEntry, named, dictionaries)
    if (fault) throw new Hi1Error('invalid', 'hi1_dictionary', fault, { path })
  }
  if (type === 'RequestValue' || type === 'TargetIdentifierValue') mustBeOfItsFormat(value as RequestValue, path)
  for (const field of (shape.is === 'object' ? shape.fields : objectTypes.get(type)?.fields) ?? []) {
    const inner = (value as Values)[field.name]
    if (inner === undefined) continue
    const many = field.list ? [...(inner as unknown[]).entries()] : [[undefined, inner] as const]
    for (const [index, one] of many) {
      const at = index === undefined ? `${path}.${field.name}` : `${path}.${field.name}.${index}`
      visit(field.shape, one, at, dictionaries, `${type}.${field.name}`)
    }
  }
}

/** The schema in JSON lets through days that no calendar has, and bytes that are none. */
function mustExist(moment: string, path: string): void {
  try {
    Temporal.Instant.from(moment)
  } catch (cause) {
    throw new Hi1Error('invalid', 'hi1_not_valid', 'There is no such moment', { cause, path })
  }
}

function mustBeBytes(written: string, path: string): void {
  try {
    Uint8Array.fromBase64(written, { lastChunkHandling: 'strict' })
  } catch (cause) {
    throw new Hi1Error('invalid', 'hi1_not_valid', 'This is not base64', { cause, path })
  }
}

/** A telephone number that is none would be looked for in vain, or found as somebody else's. */
function mustBeOfItsFormat({ FormatType: { FormatOwner, FormatName }, Value }: RequestValue, path: string): void {
  const pattern = FormatOwner === 'ETSI' ? valuePattern(FormatName) : undefined
  if (!pattern || pattern.test(Value)) return
  throw new Hi1Error('invalid', 'hi1_format', `The value is not of the format ${FormatName}`, { path: `${path}.Value` })
}
