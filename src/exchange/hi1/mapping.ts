import { isDeepStrictEqual } from 'node:util'
import { hex, text, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { parseJson } from '../../base/json.ts'
import { sha256 } from '../../crypto/index.ts'
import type { MessageBody, MessageType } from '../../requests/index.ts'
import { entry } from './dictionaries.ts'
import { Hi1Error } from './errors.ts'
import { documentTypeOf, type FormLike, legalTypeOf, notificationTypeOf, onForms, routeOf } from './eu.ts'
import { fitting } from './fitting.ts'
import { authorisationOf, taskOf, uuidOf } from './identifiers.ts'
import type { ActionRequest, AuthorisationObject, DictionaryEntry, DocumentObject, EndpointID, Hi1Object, LDTaskObject, LPTaskObject, NotificationObject } from './model.ts' // biome-ignore format: one line of names

/** Something one organisation tells another about a request, as requests know it. */
export interface Told {
  readonly type: string
  readonly body: Body
}

type Body = Readonly<Record<string, Json | undefined>>

/** Between whom it goes. */
export interface Ends {
  readonly sender: EndpointID
  readonly receiver: EndpointID
  /** Where the sender gives sealed evidence out, each piece under its id. */
  readonly evidence?: string
}

/** What an action does with an object. */
interface Act {
  readonly verb: 'CREATE' | 'UPDATE' | 'DELIVER'
  readonly object: Hi1Object
}

const etsi = (Name: string, Value: string) => entry('ETSI', Name, Value)
const OURS = 'COMITY'
const MESSAGE = 'application/vnd.comity.message+json'

/**
 * What is told, as actions of HI-1. What the standard has a place for stands there; the rest travels as a document of our
 * own: `toldIn` puts both together again, to the same.
 */
export function actionsFor(told: Told, ends: Ends): ActionRequest[] {
  const acts = nativeActs(told, ends)
  const rest = restOf(told, nativeBody(told.type, acts))
  return [...acts, { verb: 'CREATE' as const, object: ourDocument(told, rest) }].map(asAction)
}

function asAction({ verb, object }: Act, ActionIdentifier: number): ActionRequest {
  if (verb === 'DELIVER')
    return { ActionIdentifier, DELIVER: { Identifier: object.ObjectIdentifier, HI1Object: object } }
  return { ActionIdentifier, [verb]: { HI1Object: object } }
}

const actsIn = (actions: readonly ActionRequest[]): Act[] =>
  actions.flatMap(({ CREATE, UPDATE, DELIVER }): Act[] => {
    if (CREATE) return [{ verb: 'CREATE', object: CREATE.HI1Object }]
    if (UPDATE) return [{ verb: 'UPDATE', object: UPDATE.HI1Object }]
    return DELIVER ? [{ verb: 'DELIVER', object: DELIVER.HI1Object }] : []
  })

/**
 * What the actions of one message tell, if one of ours wrote it; undefined otherwise. Throws `hi1_not_valid` for a document
 * that says it is ours and cannot be read.
 */
export function toldIn(actions: readonly ActionRequest[]): Told | undefined {
  const acts = actsIn(actions)
  const document = acts.map(({ object }) => object).find((object) => object.type === 'DocumentObject' && object.DocumentBody?.ContentType === MESSAGE) // biome-ignore format: one line
  if (document?.type !== 'DocumentObject') return undefined
  const { type, says, without = [] } = openDocument(document)
  const native = Object.entries(nativeBody(type, acts)).filter(([key]) => !without.includes(key))
  return { type, body: { ...Object.fromEntries(native), ...says } }
}

/** What the objects alone tell, in the fields of requests: for messages of other products. */
export const nativeIn = (type: string, actions: readonly ActionRequest[]): Body => nativeBody(type, actsIn(actions))

interface Rest {
  readonly says: Body
  /** Fields that the objects have and this message has not. */
  readonly without: readonly string[]
}

function restOf({ body }: Told, native: Body): Rest {
  const says = Object.fromEntries(Object.entries(body).filter(([key, value]) => !isDeepStrictEqual(native[key], value)))
  return { says, without: Object.keys(native).filter((key) => body[key] === undefined) }
}

/** The document of ours: version 1, the type of what is told, and what the objects beside it do not say. */
function ourDocument({ type, body }: Told, { says, without }: Rest): DocumentObject {
  const bytes = utf8(
    canonicalJson({ v: 1, type, says: says as Json, ...(without.length > 0 && { without: [...without] }) }),
  )
  return {
    type: 'DocumentObject',
    ObjectIdentifier: uuidOf('told', type, canonicalJson(body as Json)),
    AssociatedObjects: { AssociatedObject: [authorisationOf(String(body.request))] },
    DocumentName: type,
    DocumentType: entry(OURS, 'DocumentType', 'Message'),
    DocumentBody: {
      Contents: bytes.toBase64(),
      ContentType: MESSAGE,
      Checksum: hex(sha256(bytes)),
      ChecksumType: 'SHA-256',
    },
  }
}

function openDocument({ DocumentBody }: DocumentObject): { type: string; says: Body; without?: readonly string[] } {
  const refuse = (why: string, cause?: unknown) =>
    new Hi1Error('invalid', 'hi1_not_valid', `The document that says the rest cannot be read: ${why}`, { cause, path: 'DocumentBody' }) // biome-ignore format: one line
  const bytes = Uint8Array.fromBase64(DocumentBody?.Contents ?? '')
  if (DocumentBody?.Checksum !== hex(sha256(bytes))) throw refuse('its checksum is of something else')
  let read: unknown
  try {
    read = parseJson(text(bytes))
  } catch (cause) {
    throw refuse('it is not JSON', cause)
  }
  const { v, type, says, without } = (read ?? {}) as Record<string, unknown>
  const isOurs =
    v === 1 && typeof type === 'string' && typeof says === 'object' && says !== null && !Array.isArray(says)
  const isList = without === undefined || (Array.isArray(without) && without.every((key) => typeof key === 'string'))
  if (!isOurs || !isList) throw refuse('it is not of version 1')
  return { type, says: says as Body, ...(without !== undefined && { without: without as string[] }) }
}

/** A moment as HI-1 writes it, in whole seconds. */
const seconds = (at: string): string => at.replace(/\.\d+(?=Z|[+-])/, '')

/** A field of that name where there is a value. */
const maybe = <Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { [K in Name]?: Value })

function nativeActs(told: Told, ends: Ends): Act[] {
  const { type, body } = told
  switch (type) {
    case 'submission':
    case 'order':
    case 'notification':
      return presented(type, body as MessageBody<'order'>, ends)
    case 'decision':
      return [decision(body as MessageBody<'decision'>)]
    case 'withdrawal':
      return [withdrawal(body as MessageBody<'withdrawal'>)]
    case 'production':
      return production(body as unknown as MessageBody<'production'>, ends)
    case 'partial':
      return partial(body as unknown as MessageBody<'partial'>)
    case 'supplement':
      return [noted(told), ...paper(body as unknown as MessageBody<'supplement'>)]
    default:
      return [noted(told)]
  }
}

/** The inverse of `nativeActs`, as far as the objects say it. */
function nativeBody(type: string, acts: readonly Act[]): Body {
  const objects = acts.map(({ object }) => object)
  switch (type) {
    case 'submission':
    case 'order':
    case 'notification':
      return readPresented(objects)
    case 'decision':
      return readDecision(objects)
    case 'withdrawal':
      return readWithdrawal(objects)
    case 'production':
      return readProduction(objects)
    case 'partial':
      return readPartial(objects)
    case 'supplement':
      return { ...readNoted(type, objects), ...maybe('pdf', pdfIn(objects)) }
    default:
      return readNoted(type, objects)
  }
}

const find = <Type extends Hi1Object['type']>(objects: readonly Hi1Object[], type: Type) =>
  objects.find((object): object is Extract<Hi1Object, { type: Type }> => object.type === type)

const all = <Type extends Hi1Object['type']>(objects: readonly Hi1Object[], ...types: readonly Type[]) =>
  objects.filter((object): object is Extract<Hi1Object, { type: Type }> => (types as readonly string[]).includes(object.type)) // biome-ignore format: one line

const about = (request: string) => ({ AssociatedObjects: { AssociatedObject: [authorisationOf(request)] } })

// The request itself

const desired = { submission: 'AwaitingApproval', order: 'SubmittedToCSP', notification: 'SubmittedToCSP' } as const

function presented(type: keyof typeof desired, body: MessageBody<'order'>, ends: Ends): Act[] {
  const { request, asking, fileNumber, at } = body
  const head = { CountryCode: asking, OwnerIdentifier: ends.sender.UniqueIdentifier.slice(0, 255) }
  const form = body.form as FormLike | undefined
  const eu = onForms(body.rule, form)
  const authorisation: AuthorisationObject = {
    type: 'AuthorisationObject',
    ObjectIdentifier: authorisationOf(request),
    ...head,
    ExternalIdentifier: request,
    ...maybe('AuthorisationReference', fitting(fileNumber)),
    AuthorisationLegalType: legalTypeOf(body.rule),
    ...maybe('AuthorisationPriority', eu.priority),
    AuthorisationDesiredStatus: etsi('AuthorisationDesiredStatus', desired[type]),
    AuthorisationCSPID: { CSPID: [ends.receiver] },
    AuthorisationCreationTimestamp: seconds(at),
    ...(eu.approvals.length > 0 && { AuthorisationApprovalDetails: eu.approvals }),
    ...(eu.flags.length > 0 && { AuthorisationFlags: { AuthorisationFlag: eu.flags } }),
    ...maybe('AuthorisationManualInformation', fitting(body.title)),
    ...maybe('AuthorisationLegalEntity', fitting(body.company, 255)),
  }
  const items = [...new Map(body.items.map((item) => [item.id, item])).values()].filter(({ id }) => fitting(id))
  const identified = eu.identifiers.length > 0 ? eu.identifiers : [undefined]
  const keeps = body.steps.some(({ does }) => does === 'preserve') && !body.steps.some(({ does }) => does === 'produce')
  const tasks = items.flatMap((item) =>
    identified.map((RequestValue, n): LDTaskObject | LPTaskObject => {
      const ObjectIdentifier = taskOf(request, item.id, n)
      const details = {
        ...requestType(item.category),
        ...eu.period,
        ...(RequestValue && { RequestValues: { RequestValue: [RequestValue] } }),
        ...subtypes(item.category, eu.subtypes),
      }
      const common = { ...head, ObjectIdentifier, ExternalIdentifier: item.id, ...about(request), CSPID: ends.receiver }
      if (keeps)
        return { type: 'LPTaskObject', ...common, DesiredStatus: etsi('LPTaskDesiredStatus', 'AwaitingPreservation'), RequestDetails: details } // biome-ignore format: one line
      return {
        type: 'LDTaskObject',
        ...common,
        Reference: `${asking}-${ObjectIdentifier.slice(0, 8)}-${ObjectIdentifier.slice(-12)}`,
        DesiredStatus: etsi('LDTaskDesiredStatus', 'AwaitingDisclosure'),
        RequestDetails: details,
        DeliveryDetails: { LDDeliveryDestination: [{ DeliveryAddress: { EndpointID: ends.sender } }] },
        ...maybe('ManualInformation', fitting(item.label)),
      }
    }),
  )
  const documents =
    body.pdf === undefined ? [] : [pdfDocument(body.request, body.pdf, documentTypeOf(form?.form), fileNumber)]
  return [authorisation, ...tasks, ...documents].map((object) => ({ verb: 'CREATE', object }))
}

const requestTypes: Readonly<Record<string, string>> = {
  subscriber: 'SubscriberData',
  identification: 'UserIdentifyingData',
  traffic: 'TrafficData',
  content: 'StoredContentData',
}

function requestType(category: string | undefined): { Type?: DictionaryEntry } {
  if (category === undefined) return {}
  return { Type: etsi('RequestType', Object.hasOwn(requestTypes, category) ? (requestTypes[category] ?? 'Other') : 'Other') } // biome-ignore format: one line
}

/** A category of ours that the standard does not divide by, and what the form asks for within one that it does. */
function subtypes(category: string | undefined, asked: ReadonlyMap<string, readonly DictionaryEntry[]>) {
  const own = category !== undefined && !Object.hasOwn(requestTypes, category) ? fitting(category, 255) : undefined
  const list = [...(own === undefined ? [] : [entry(OURS, 'ItemCategory', own)]), ...(asked.get(category ?? '') ?? [])]
  return list.length > 0 ? { Subtype: { RequestSubtype: list } } : {}
}

function pdfDocument(request: string, pdf: string, type: DictionaryEntry, reference: string): DocumentObject {
  const bytes = Uint8Array.fromBase64(pdf)
  return {
    type: 'DocumentObject',
    ObjectIdentifier: uuidOf('paper', request, pdf),
    ...about(request),
    ...maybe('DocumentReference', fitting(reference)),
    DocumentType: type,
    DocumentBody: {
      Contents: bytes.toBase64(),
      ContentType: 'application/pdf',
      Checksum: hex(sha256(bytes)),
      ChecksumType: 'SHA-256',
    },
  }
}

const pdfIn = (objects: readonly Hi1Object[]): string | undefined =>
  all(objects, 'DocumentObject').find(({ DocumentBody }) => DocumentBody?.ContentType === 'application/pdf')?.DocumentBody?.Contents // biome-ignore format: one line

function readPresented(objects: readonly Hi1Object[]): Body {
  const authorisation = find(objects, 'AuthorisationObject')
  const tasks = all(objects, 'LDTaskObject', 'LPTaskObject')
  const items = new Map(
    tasks.map((task) => {
      const id = task.ExternalIdentifier ?? task.ObjectIdentifier
      const label = task.type === 'LDTaskObject' ? task.ManualInformation : undefined
      return [id, { id, ...maybe('category', categoryOf(task)), ...maybe('label', label) }] as const
    }),
  )
  return {
    ...maybe('request', authorisation?.ExternalIdentifier),
    ...maybe('fileNumber', authorisation?.AuthorisationReference),
    ...maybe('title', authorisation?.AuthorisationManualInformation),
    ...maybe('asking', authorisation?.CountryCode),
    ...maybe('rule', routeOf(authorisation?.AuthorisationLegalType)),
    ...maybe('company', authorisation?.AuthorisationLegalEntity),
    ...maybe('at', authorisation?.AuthorisationCreationTimestamp),
    ...maybe('pdf', pdfIn(objects)),
    items: [...items.values()],
  }
}

function categoryOf({ RequestDetails }: LDTaskObject | LPTaskObject): string | undefined {
  const own = RequestDetails?.Subtype?.RequestSubtype?.find(
    ({ Owner, Name }) => Owner === OURS && Name === 'ItemCategory',
  )
  const named = Object.entries(requestTypes).find(([, value]) => value === RequestDetails?.Type?.Value)?.[0]
  return own?.Value ?? named
}

// What is decided about it

const statusOf = { done: 'Approved', refused: 'Rejected', returned: 'AwaitingApproval' } as const

function decision({ request, outcome, by, reason, at }: MessageBody<'decision'>): Act {
  const details = {
    ...maybe('ApprovalType', fitting(by.authority)),
    ...maybe('ApprovalDescription', fitting(reason)),
    ...maybe('ApprovalReference', fitting(by.fileNumber)),
    ApproverDetails: { ...maybe('ApproverName', fitting(by.name)), ...maybe('ApproverRole', fitting(by.post)) },
    ApprovalTimestamp: seconds(at),
  }
  const object: AuthorisationObject = {
    type: 'AuthorisationObject',
    ObjectIdentifier: authorisationOf(request),
    ExternalIdentifier: request,
    AuthorisationStatus: etsi('AuthorisationStatus', statusOf[outcome]),
    AuthorisationApprovalDetails: [details],
  }
  return { verb: 'UPDATE', object }
}

function readDecision(objects: readonly Hi1Object[]): Body {
  const authorisation = find(objects, 'AuthorisationObject')
  const [details] = authorisation?.AuthorisationApprovalDetails ?? []
  const outcome = Object.entries(statusOf).find(([, value]) => value === authorisation?.AuthorisationStatus?.Value)?.[0]
  const by = {
    ...maybe('name', details?.ApproverDetails?.ApproverName),
    ...maybe('authority', details?.ApprovalType),
    ...maybe('post', details?.ApproverDetails?.ApproverRole),
    ...maybe('fileNumber', details?.ApprovalReference),
  }
  return {
    ...maybe('request', authorisation?.ExternalIdentifier),
    ...maybe('outcome', outcome),
    ...(details && { by }),
    ...maybe('reason', details?.ApprovalDescription),
    ...maybe('at', details?.ApprovalTimestamp),
  }
}

function withdrawal({ request, reason }: MessageBody<'withdrawal'>): Act {
  const object: AuthorisationObject = {
    type: 'AuthorisationObject',
    ObjectIdentifier: authorisationOf(request),
    ExternalIdentifier: request,
    AuthorisationDesiredStatus: etsi('AuthorisationDesiredStatus', 'Cancelled'),
    ...maybe('AuthorisationManualInformation', fitting(reason)),
  }
  return { verb: 'UPDATE', object }
}

function readWithdrawal(objects: readonly Hi1Object[]): Body {
  const authorisation = find(objects, 'AuthorisationObject')
  return {
    ...maybe('request', authorisation?.ExternalIdentifier),
    ...maybe('reason', authorisation?.AuthorisationManualInformation),
  }
}

// What is answered

function production({ request, items, data = [], complete }: MessageBody<'production'>, { evidence }: Ends): Act[] {
  const distinct = [...new Map(items.map((item) => [item.id, item])).values()]
  const answered = [...new Set(data)].filter((item) => fitting(item))
  const tasks = answered.map((item) => taskOf(request, item))
  const deliveries = distinct.map(
    (item, index): Act => ({
      verb: 'DELIVER',
      object: {
        type: 'DeliveryObject',
        ObjectIdentifier: uuidOf('delivery', request, item.id, item.sealedSha256),
        ExternalIdentifier: request,
        AssociatedObjects: { AssociatedObject: [authorisationOf(request), ...tasks] },
        DeliveryID: uuidOf('delivery of', request, ...distinct.map(({ sealedSha256 }) => sealedSha256)),
        SequenceNumber: index + 1,
        LastSequence: complete && index === distinct.length - 1,
        Delivery: {
          URL: {
            URL: evidence === undefined ? `urn:sha256:${item.sealedSha256}` : `${evidence}/${item.id}`,
            ContentLength: item.size,
            ...maybe('ContentType', fitting(item.mediaType)),
            Checksum: item.sha256,
            ...maybe('OriginalFilename', fitting(item.name)),
            CSPDefinedIdentifier: item.id,
            ChecksumType: 'SHA-256',
          },
        },
        DeliveryStatus: etsi('DeliveryStatus', 'Available'),
        EncryptionDetails: { AdditionalInformation: 'age (age-encryption.org/v1)' },
      },
    }),
  )
  return [...deliveries, ...answered.map((item) => taskStatus(request, item, 'Disclosed'))]
}

function taskStatus(request: string, item: string, status: string, reason?: string): Act {
  const object: LDTaskObject = {
    type: 'LDTaskObject',
    ObjectIdentifier: taskOf(request, item),
    ExternalIdentifier: item,
    ...about(request),
    Status: etsi('LDTaskStatus', status),
    ...(reason !== undefined && { StatusReason: { ErrorCode: UNSPECIFIED, ErrorDescription: reason } }),
  }
  return { verb: 'UPDATE', object }
}

/** The standard's table of codes is not among what ETSI publishes as files; the words say why. */
const UNSPECIFIED = 0

function readProduction(objects: readonly Hi1Object[]): Body {
  const deliveries = all(objects, 'DeliveryObject')
  const disclosed = all(objects, 'LDTaskObject').filter(({ Status }) => Status?.Value === 'Disclosed')
  const data = disclosed.map((task) => task.ExternalIdentifier ?? task.ObjectIdentifier)
  return {
    ...maybe('request', deliveries[0]?.ExternalIdentifier),
    complete: deliveries.some(({ LastSequence }) => LastSequence === true),
    ...(data.length > 0 && { data }),
  }
}

const fates = { refused: 'Rejected', impossible: 'DisclosureNotAvailable', withheld: 'AwaitingDisclosure' } as const

function partial({ request, items, at }: MessageBody<'partial'>): Act[] {
  const distinct = [...new Map(items.map((item) => [item.item, item])).values()].filter(({ item }) => fitting(item))
  const tasks = distinct.map(({ item, fate, reason }) => taskStatus(request, item, fates[fate], fitting(reason) ?? ''))
  const note = noted({ type: 'partial', body: { request, at } })
  return [...tasks, note]
}

function readPartial(objects: readonly Hi1Object[]): Body {
  const items = all(objects, 'LDTaskObject').map(({ ObjectIdentifier, ExternalIdentifier, Status, StatusReason }) => ({
    item: ExternalIdentifier ?? ObjectIdentifier,
    ...maybe('fate', Object.entries(fates).find(([, value]) => value === Status?.Value)?.[0]),
    ...maybe('reason', StatusReason?.ErrorDescription),
  }))
  return { ...readNoted('partial', objects), items }
}

// Everything else that is said

/** Where the words stand that a person is to read. */
const prose: Readonly<Partial<Record<MessageType, string>>> = {
  acknowledgement: 'fileNumber',
  answer: 'text',
  assessment: 'reason',
  claim: 'note',
  measure: 'text',
  misaddressed: 'reason',
  narrowing: 'reason',
  notice: 'says',
  objection: 'reason',
  progress: 'reason',
  question: 'text',
  reminder: 'text',
  reply: 'text',
  supplement: 'text',
  'team-end': 'reason',
  'transfer-stage': 'note',
  'team-proposal': 'purpose',
  'team-sharing': 'note',
}

function noted({ type, body }: Told): Act {
  const { request, at } = body as { request: string; at?: string }
  const words = prose[type as MessageType]
  const details = words === undefined ? undefined : fitting(body[words])
  const statuses = statusesFor(type, request, body)
  const object: NotificationObject = {
    type: 'NotificationObject',
    ObjectIdentifier: uuidOf('notification', type, canonicalJson(body as Json)),
    ExternalIdentifier: request,
    ...about(request),
    ...maybe('NotificationDetails', details),
    NotificationType: notificationTypeOf(type, typeof body.ground === 'string' ? body.ground : undefined),
    NewNotification: true,
    ...(at !== undefined && { NotificationTimestamp: seconds(at) }),
    ...(statuses.length > 0 && { StatusOfAssociatedObjects: { AssociatedObjectStatus: statuses } }),
  }
  return { verb: 'CREATE', object }
}

function statusesFor(type: string, request: string, body: Body) {
  if (type === 'acknowledgement')
    return [{ AssociatedObject: authorisationOf(request), Status: etsi('AuthorisationStatus', 'SubmittedToCSP') }]
  if (type !== 'preservation') return []
  const items = [...new Set(body.items as string[])].filter((item) => fitting(item))
  return items.map((item) => ({
    AssociatedObject: taskOf(request, item),
    Status: etsi('LPTaskStatus', 'Preserved'),
    Details: item,
  }))
}

function readNoted(type: string, objects: readonly Hi1Object[]): Body {
  const notification = find(objects, 'NotificationObject')
  const words = prose[type as MessageType]
  const kept = notification?.StatusOfAssociatedObjects?.AssociatedObjectStatus
  return {
    ...maybe('request', notification?.ExternalIdentifier),
    ...(words !== undefined && maybe(words, notification?.NotificationDetails)),
    ...maybe('at', notification?.NotificationTimestamp),
    ...(type === 'preservation' && { items: kept?.map(({ AssociatedObject, Details }) => Details ?? AssociatedObject) ?? [] }), // biome-ignore format: one line
  }
}

function paper({ request, pdf, form, title }: MessageBody<'supplement'>): Act[] {
  if (pdf === undefined) return []
  return [{ verb: 'CREATE', object: pdfDocument(request, pdf, documentTypeOf(form?.form), title) }]
}
