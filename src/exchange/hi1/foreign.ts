import { hex, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { orderByLaw, stepReportedOn, type ToldOrder } from '../../requests/index.ts'
import { Hi1Error } from './errors.ts'
import { EU_PROFILE, groundOf, routeOf } from './eu.ts'
import { requestOf } from './identifiers.ts'
import { nativeIn, type Told } from './mapping.ts'
import type { ActionRequest, AuthorisationObject, Hi1Object, LDTaskObject, LPTaskObject } from './model.ts'
import { findObject, type Hi1Peer } from './store.ts'

/** What is needed to understand a message of another product. */
interface Hearing {
  readonly tx: Tx
  readonly law: LawBase
  readonly org: string
  readonly peer: Hi1Peer
  readonly now: Temporal.Instant
}

/**
 * What a message of another product tells, as requests know it. Only what is certain: an order, its cancellation, that data are
 * kept, that some are not handed over, a word about it. Throws `hi1_not_understood` for anything else.
 */
export async function toldByAnother(hearing: Hearing, actions: readonly ActionRequest[]): Promise<Told> {
  const created = actions.flatMap(({ CREATE }) => (CREATE ? [CREATE.HI1Object] : []))
  const updated = actions.flatMap(({ UPDATE }) => (UPDATE ? [UPDATE.HI1Object] : []))
  const authorisation = created.find((object) => object.type === 'AuthorisationObject')
  if (authorisation) return order(hearing, actions, authorisation, created)
  const cancelled = updated.find((object) => object.type === 'AuthorisationObject' && object.AuthorisationDesiredStatus?.Value === 'Cancelled') // biome-ignore format: one line
  if (cancelled) return cancellation(hearing, cancelled as AuthorisationObject)
  const tasks = updated.filter((object) => object.type === 'LDTaskObject' || object.type === 'LPTaskObject')
  if (tasks.length > 0) return reported(hearing, tasks)
  const [notification] = created.filter((object) => object.type === 'NotificationObject')
  if (notification) return notified(hearing, notification)
  throw notUnderstood('its objects say nothing that is known here')
}

const notUnderstood = (why: string) =>
  new Hi1Error('invalid', 'hi1_not_understood', `What this message means for a request is not certain: ${why}`)

async function order(
  { tx, law, org, peer, now }: Hearing,
  actions: readonly ActionRequest[],
  authorisation: AuthorisationObject,
  created: readonly Hi1Object[],
): Promise<Told> {
  const rule = routeOf(authorisation.AuthorisationLegalType)
  if (!rule) throw notUnderstood('no legal basis known here is named as the type of the authorisation')
  const native = nativeIn('order', actions)
  const tasks = created.filter((object) => object.type === 'LDTaskObject' || object.type === 'LPTaskObject')
  if (tasks.length === 0) throw notUnderstood('it asks for nothing')
  const request = requestOf(authorisation.ObjectIdentifier)
  const flags = authorisation.AuthorisationFlags?.AuthorisationFlag ?? []
  const [issuing] = authorisation.AuthorisationApprovalDetails ?? []
  const fileNumber = authorisation.AuthorisationReference ?? authorisation.ObjectIdentifier
  const told: ToldOrder = {
    request,
    rule,
    title: line(authorisation.AuthorisationManualInformation) ?? fileNumber,
    fileNumber: fileNumber.slice(0, 2_000),
    asking: authorisation.CountryCode ?? peer.country,
    from: { org: peer.org, name: peer.name },
    ...(issuing?.ApproverDetails?.ApproverName && { author: issuing.ApproverDetails.ApproverName.slice(0, 2_000) }),
    ...(authorisation.AuthorisationLegalEntity && { company: authorisation.AuthorisationLegalEntity }),
    items: tasks.map((task) => itemOf(task)),
    ...statementOf(tasks),
    ...(typeof native.pdf === 'string' && { pdf: native.pdf }),
    emergency: flags.some(({ Value }) => Value === 'IsEmergency') || authorisation.AuthorisationPriority?.Value === 'EightHours', // biome-ignore format: one line
    digest: hex(sha256(utf8(canonicalJson(actions as unknown as Json)))),
  }
  return { type: 'order', body: plain(await orderByLaw(tx, law, org, told, now)) }
}

/** What is undefined is not there: requests read bodies strictly. */
const plain = (body: object): Told['body'] => JSON.parse(JSON.stringify(body))

const line = (text: string | undefined): string | undefined => text?.trim().slice(0, 300) || undefined

const categories: Readonly<Record<string, string>> = {
  SubscriberData: 'subscriber',
  UserIdentifyingData: 'identification',
  TrafficData: 'traffic',
  StoredContentData: 'content',
  // Of two at once, the one that the law protects more.
  SubscriberDataAndUserIdentifyingData: 'identification',
  TrafficDataAndStoredContentData: 'content',
}

function itemOf({
  ObjectIdentifier: id,
  RequestDetails,
  ...task
}: LDTaskObject | LPTaskObject): ToldOrder['items'][number] {
  const category = new Map(Object.entries(categories)).get(RequestDetails?.Type?.Value ?? '')
  const values = RequestDetails?.RequestValues?.RequestValue?.map(({ Value }) => Value).join(', ')
  const words = [values, task.type === 'LDTaskObject' ? task.ManualInformation : undefined].filter(Boolean).join(': ')
  return { id, ...(category && { category }), ...(words && { label: words.slice(0, 2_000) }) }
}

const kinds: Readonly<Record<string, string>> = {
  InternationalizedEmailAddress: 'email',
  EmailAddress: 'email',
  InternationalE164: 'phone',
  IPv4Address: 'ip',
  IPv6Address: 'ip',
  IMEI: 'imei',
  IMEICheckDigit: 'imei',
  IMEISV: 'imei',
  MACAddress: 'mac',
}

/** Whose data, and of which time: what the holder needs to find them. */
function statementOf(tasks: readonly (LDTaskObject | LPTaskObject)[]): Pick<ToldOrder, 'statement'> {
  const identifiers: Record<string, string[]> = {}
  for (const { RequestDetails } of tasks) {
    for (const { FormatType, Value } of RequestDetails?.RequestValues?.RequestValue ?? []) {
      const kind = new Map(Object.entries(kinds)).get(FormatType.FormatName) ?? (FormatType.FormatName === 'user' ? 'user' : 'other') // biome-ignore format: one line
      const value = line(Value)
      if (value) identifiers[kind] = [...new Set([...(identifiers[kind] ?? []), value])]
    }
  }
  const days = (name: 'StartTime' | 'EndTime') =>
    tasks
      .map(({ RequestDetails }) => RequestDetails?.[name]?.slice(0, 10))
      .filter((day) => day !== undefined)
      .sort()
  const [from, to] = [days('StartTime')[0], days('EndTime').at(-1)]
  const period = { ...(from && { from }), ...(to && { to }) }
  const hasIdentifiers = Object.keys(identifiers).length > 0
  if (!hasIdentifiers && !from && !to) return {}
  return { statement: { ...(hasIdentifiers && { identifiers }), ...((from || to) && { period }) } }
}

/** The request an object is about, from the object as it stands here. */
async function requestAbout(
  { tx, org, peer }: Hearing,
  { ObjectIdentifier, AssociatedObjects }: Hi1Object,
): Promise<string> {
  for (const id of [ObjectIdentifier, ...(AssociatedObjects?.AssociatedObject ?? [])]) {
    const known = await findObject(tx, org, peer.org, id)
    if (known?.request) return known.request
  }
  throw notUnderstood('it is about no request known here')
}

async function cancellation(hearing: Hearing, authorisation: AuthorisationObject): Promise<Told> {
  const request = await requestAbout(hearing, authorisation)
  const reason = authorisation.AuthorisationManualInformation?.trim() || 'Cancelled'
  return { type: 'withdrawal', body: { request, reason, at: instantText(hearing.now) } }
}

const fates: Readonly<Record<string, string>> = { Rejected: 'refused', DisclosureNotAvailable: 'impossible' }

/** The holder says what became of the tasks of our order: all of them kept, or some of them not handed over. */
async function reported(hearing: Hearing, tasks: readonly (LDTaskObject | LPTaskObject)[]): Promise<Told> {
  const { tx, org, peer, now } = hearing
  const [first] = tasks
  const request = first ? await requestAbout(hearing, first) : ''
  const items = await Promise.all(
    tasks.map(async (task) => {
      const known = await findObject(tx, org, peer.org, task.ObjectIdentifier)
      if (known?.request !== request) throw notUnderstood('its tasks are of more than one request')
      return { item: known.object.ExternalIdentifier ?? known.id, task }
    }),
  )
  const at = instantText(now)
  if (tasks.every(({ type, Status }) => type === 'LPTaskObject' && Status?.Value === 'Preserved')) {
    const step = await stepReportedOn(tx, org, request, peer.org, 'preserve')
    return { type: 'preservation', body: { request, step, items: items.map(({ item }) => item), at } }
  }
  const refused = items.map(({ item, task: { Status, StatusReason } }) => {
    const fate = new Map(Object.entries(fates)).get(Status?.Value ?? '')
    const reason = StatusReason?.ErrorDescription.trim()
    if (!fate || !reason)
      throw notUnderstood('a task has a status without a reason, or one that says nothing about a request')
    return { item, fate, reason }
  })
  const step = await stepReportedOn(tx, org, request, peer.org, 'produce')
  return { type: 'partial', body: { request, step, items: refused, preserved: false, complete: false, at } }
}

/** A word about a request: on a ground of the law it is an objection, without one a question a person is to read. */
async function notified(
  hearing: Hearing,
  notification: Extract<Hi1Object, { type: 'NotificationObject' }>,
): Promise<Told> {
  const { tx, org, peer, now } = hearing
  const request = await requestAbout(hearing, notification)
  const text = notification.NotificationDetails?.trim()
  if (!text) throw notUnderstood('a notification says nothing')
  const at = instantText(now)
  const ground = groundOf(notification.NotificationType)
  if (ground) {
    const step = await stepReportedOn(tx, org, request, peer.org, 'produce')
    return { type: 'objection', body: { request, step, ground, reason: text, preserved: false, at } }
  }
  if (notification.NotificationType?.Owner === EU_PROFILE) throw notUnderstood('its type is not one that is known here')
  return { type: 'question', body: { request, id: newId('question', now.epochMilliseconds), text, items: [], at } }
}
