import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaFolder } from './grammar.ts'
import type { DictionaryEntry } from './model.ts'

export const entry = (Owner: string, Name: string, Value: string): DictionaryEntry => ({ Owner, Name, Value })

/** The values each dictionary defines, by `Owner/Name`. */
export type Dictionaries = ReadonlyMap<string, ReadonlySet<string>>

/** ETSI's own dictionaries. They are data in XML of one shape, read from a file of ours: no parser is needed. */
export const etsiDictionaries: Dictionaries = new Map(
  [
    ...readFileSync(join(schemaFolder, 'ts_103120_ETSIDictionaryDefinitions.xml'), 'utf8').matchAll(
      /<Owner>(.*?)<\/Owner>\s*<Name>(.*?)<\/Name>([\s\S]*?)<\/Dictionary>/g,
    ),
  ].map(([, owner, name, entries = '']) => [
    `${owner}/${name}`,
    new Set([...entries.matchAll(/<Value>(.*?)<\/Value>/g)].map(([, value = '']) => value)),
  ]),
)

/** Which of ETSI's dictionaries a field is for, by `Type.Field`; a field of lists and listings has several. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'AuthorisationObject.AuthorisationLegalType': ['AuthorisationLegalType'],
  'AuthorisationObject.AuthorisationPriority': ['AuthorisationPriority'],
  'AuthorisationObject.AuthorisationStatus': ['AuthorisationStatus'],
  'AuthorisationObject.AuthorisationDesiredStatus': ['AuthorisationDesiredStatus'],
  'AuthorisationObject.AuthorisationTypeOfCase': ['AuthorisationTypeOfCase'],
  'AuthorisationFlags.AuthorisationFlag': ['AuthorisationFlag'],
  'DocumentObject.DocumentStatus': ['DocumentStatus'],
  'DocumentObject.DocumentDesiredStatus': ['DocumentDesiredStatus'],
  'DocumentObject.DocumentType': ['DocumentType'],
  'NotificationObject.NotificationType': ['NotificationType'],
  'LITaskObject.Status': ['TaskStatus'],
  'LITaskObject.DesiredStatus': ['TaskDesiredStatus'],
  'LITaskObject.DeliveryType': ['TaskDeliveryType'],
  'TargetIdentifier.ServiceType': ['TaskServiceType'],
  'DeliveryDestination.HandoverFormat': ['HandoverFormat'],
  'TaskFlags.TaskFlag': ['TaskFlag'],
  'LDTaskObject.Status': ['LDTaskStatus'],
  'LDTaskObject.DesiredStatus': ['LDTaskDesiredStatus'],
  'RequestDetails.Type': ['RequestType'],
  'LPRequestDetails.Type': ['RequestType'],
  'LDDeliveryDestination.LDHandoverFormat': ['LDHandoverFormat'],
  'LDTaskFlags.LDTaskFlag': ['LDTaskFlag'],
  'LPTaskObject.Status': ['LPTaskStatus'],
  'LPTaskObject.DesiredStatus': ['LPTaskDesiredStatus'],
  'TDTaskObject.Status': ['TDTaskStatus'],
  'TDTaskObject.DesiredStatus': ['TDTaskDesiredStatus'],
  'DeliveryObject.DeliveryStatus': ['DeliveryStatus'],
  'DeliveryObject.DeliveryDesiredStatus': ['DeliveryDesiredStatus'],
  'Manifest.Specification': ['ManifestSpecification'],
  'SupportedLIWorkflowEndpoint.LIWorkflowEndpoint': ['LIWorkflowEndpoint'],
  'SupportedLPWorkflowEndpoint.LPWorkflowEndpoint': ['LPWorkflowEndpoint'],
  'LISTRequest.ObjectType': ['ObjectType'],
  'ListResponseRecord.ObjectType': ['ObjectType'],
}

/**
 * Why an entry may not stand in a field; undefined where it may. Values of owners whose dictionary nobody gave are
 * theirs to define, and so is what ETSI has left without a value.
 */
export function dictionaryFault(
  { Owner, Name, Value }: DictionaryEntry,
  field: string,
  known: Dictionaries,
): string | undefined {
  const wanted = expected[field]
  if (Owner === 'ETSI' && wanted && !wanted.includes(Name))
    return `'${Name}' is not the dictionary of this field, which is '${wanted.join("' or '")}'`
  const values = known.get(`${Owner}/${Name}`)
  if (!values) return undefined
  if (values.size === 0 || values.has(Value)) return undefined
  return `'${Value}' is no value of the dictionary ${Owner}/${Name}`
}
