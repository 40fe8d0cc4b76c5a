import { AccountError, findOrganisation, type Organisation, signer } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { hex, parseBase64 } from '../../base/bytes.ts'
import type { Json } from '../../base/canonical-json.ts'
import { DomainError } from '../../base/errors.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Tx } from '../../db/index.ts'
import { ExchangeError } from '../errors.ts'
import type { Post } from '../post.ts'
import { response } from './envelope.ts'
import { Hi1Error } from './errors.ts'
import { toldByAnother } from './foreign.ts'
import { toldIn } from './mapping.ts'
import { formOf, readHi1, writeHi1 } from './message.ts'
import type { ActionRequest, ActionResponse, Hi1Message, Hi1Object, ListResponseRecord } from './model.ts'
import { openSigned, signInJson, signInXml } from './signature.ts'
import {
  findAnswer,
  findByCertificate,
  findObject,
  type Hi1Peer,
  keepAnswer,
  keepObject,
  listObjects,
} from './store.ts'

/** How far a message may lie back, or ahead of our clock. */
const GOOD_FOR = Temporal.Duration.from({ hours: 72 })
const TOLERANCE = Temporal.Duration.from({ minutes: 5 })

/**
 * Takes a message in from whoever has this certificate, and answers it in the same form. What it tells about a request goes to requests
 * like any message of ours, in one transaction with the answer; what is refused there is an answer too, with code and
 * words. A second arrival has no second effect and gets the same answer. Throws `unknown_sender`, `wrong_recipient`, `message_differs`,
 * `hi1_moment`, and what reading throws: then nobody is believed, and there is nothing to answer.
 */
export async function acceptHi1(post: Post, certificate: string, bytes: Uint8Array): Promise<Uint8Array> {
  const peer = await findByCertificate(post.db, certificate)
  if (!peer)
    throw new ExchangeError('forbidden', 'unknown_sender', 'Nobody here has confirmed who has this certificate')
  const message = await believed(peer, bytes)
  const own = await addressed(post, peer, message)
  mustBeNow(message, post.now())
  const transaction = message.Header.TransactionIdentifier
  const digest = hex(sha256(bytes))
  const earlier = await answered(post, own.id, peer, transaction, digest)
  if (earlier) return earlier
  const answer = (tx: Tx, responses: readonly ActionResponse[]) =>
    written(tx, post, own.id, peer, formOf(bytes), response(message, responses, post.now()))
  try {
    return await post.db.transaction().execute(async (tx) => {
      const given = await answer(tx, await act(tx, post, own, peer, message))
      await keep(tx, post, { org: own.id, peer: peer.org, transaction, digest, answer: given })
      return given
    })
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error
    if (error instanceof ExchangeError && error.code === 'message_differs') throw error
    return post.db.transaction().execute(async (tx) => {
      const refused = await answer(tx, refusals(message, error))
      const body = { from: peer.org, fromName: peer.name, transaction, code: error.code, why: error.message }
      await record(tx, { org: own.id, by: 'system', kind: 'message.refused', about: peer.org, body }, post.now())
      await keep(tx, post, { org: own.id, peer: peer.org, transaction, digest, answer: refused })
      return refused
    })
  }
}

async function believed(peer: Hi1Peer, bytes: Uint8Array): Promise<Hi1Message> {
  if (peer.messageKey === null) return readHi1(bytes)
  return openSigned(bytes, { keys: [{ spki: parseBase64(peer.messageKey) }] })
}

/** The organisation it is for. Throws `unknown_sender` where another name stands in it than that of its certificate. */
async function addressed({ db }: Post, peer: Hi1Peer, { Header }: Hi1Message): Promise<Organisation> {
  const { SenderIdentifier: from, ReceiverIdentifier: to } = Header
  if (from.CountryCode !== peer.country || from.UniqueIdentifier !== peer.identifier)
    throw new ExchangeError('forbidden', 'unknown_sender', 'The certificate is not that of the sender named', { path: 'Header.SenderIdentifier' }) // biome-ignore format: one line
  const refuse = (cause?: unknown) =>
    new ExchangeError('missing', 'wrong_recipient', 'This message is for an organisation that is not here', { cause, path: 'Header.ReceiverIdentifier' }) // biome-ignore format: one line
  const own = await findOrganisation(db, to.UniqueIdentifier).catch((cause) => {
    throw cause instanceof AccountError ? refuse(cause) : cause
  })
  if (own.state !== to.CountryCode) throw refuse()
  return own
}

function mustBeNow({ Header: { Timestamp } }: Hi1Message, now: Temporal.Instant): void {
  const at = Temporal.Instant.from(Timestamp)
  const isOld = Temporal.Instant.compare(at, now.subtract(GOOD_FOR)) < 0
  if (!isOld && Temporal.Instant.compare(at, now.add(TOLERANCE)) <= 0) return
  const path = { path: 'Header.Timestamp' }
  throw new Hi1Error('invalid', 'hi1_moment', `The message says it was sent at ${Timestamp}, which is ${isOld ? 'too long ago' : 'still to come'}`, path) // biome-ignore format: one line
}

async function answered({ db }: Post, org: string, peer: Hi1Peer, transaction: string, digest: string) {
  const earlier = await findAnswer(db, org, peer.org, transaction)
  if (!earlier) return undefined
  if (earlier.digest === digest) return earlier.answer
  throw new ExchangeError('conflict', 'message_differs', 'Another message with this transaction has been received')
}

async function keep(tx: Tx, post: Post, given: Omit<Parameters<typeof keepAnswer>[1], 'at'>): Promise<void> {
  if (await keepAnswer(tx, { ...given, at: post.now() })) return
  throw new ExchangeError('unavailable', 'peer_unreachable', 'The same message is being answered: ask again')
}

async function written(
  tx: Tx,
  post: Post,
  org: string,
  peer: Hi1Peer,
  form: 'xml' | 'json',
  message: Hi1Message,
): Promise<Uint8Array> {
  if (peer.messageKey === null) return writeHi1(message, form)
  const key = await signer(tx, post.secret, org)
  return form === 'xml' ? signInXml(message, key, org) : signInJson(message, key)
}

/** All of it or nothing: a message tells one thing. */
async function act(
  tx: Tx,
  post: Post,
  own: Organisation,
  peer: Hi1Peer,
  message: Hi1Message,
): Promise<ActionResponse[]> {
  const actions = message.Payload.RequestPayload?.ActionRequests.ActionRequest ?? []
  if (actions.length === 0)
    throw new Hi1Error('invalid', 'hi1_not_understood', 'An answer nobody waits for', { path: 'Payload' })
  const changes = actions.filter(({ CREATE, UPDATE, DELIVER }) => CREATE ?? UPDATE ?? DELIVER)
  if (changes.length > 0) await change(tx, post, own, peer, message, changes)
  return Promise.all(actions.map((action) => respond(tx, post, own, peer, action)))
}

async function change(
  tx: Tx,
  post: Post,
  own: Organisation,
  peer: Hi1Peer,
  { Header }: Hi1Message,
  changes: readonly ActionRequest[],
): Promise<void> {
  const at = post.now()
  for (const action of changes) await refuseMisplaced(tx, own.id, peer.org, action)
  const told = toldIn(changes) ?? (await toldByAnother({ tx, law: post.law, org: own.id, peer, now: at }, changes))
  const request = String(told.body.request)
  for (const { CREATE, UPDATE, DELIVER } of changes) {
    const object = (CREATE ?? UPDATE ?? DELIVER)?.HI1Object
    if (object) await keepObject(tx, own.id, peer.org, object, request, at)
  }
  const received = { org: own.id, from: peer.org, fromName: peer.name, type: told.type, body: told.body as Json, message: Header.TransactionIdentifier, at } // biome-ignore format: one line
  const about = await post.receive(tx, received)
  const body = { message: received.message, from: peer.org, fromName: peer.name, type: told.type, sent: instantText(parseInstant(Header.Timestamp)), standard: 'ETSI TS 103 120' } // biome-ignore format: one line
  await record(tx, { org: own.id, by: 'system', kind: 'message.received', about, body }, at)
}

/** An object is created once, and changed only where it is. */
async function refuseMisplaced(tx: Tx, org: string, peer: string, { CREATE, UPDATE }: ActionRequest): Promise<void> {
  const object = (CREATE ?? UPDATE)?.HI1Object
  if (!object) return
  const known = await findObject(tx, org, peer, object.ObjectIdentifier)
  if (CREATE && known)
    throw new Hi1Error('conflict', 'hi1_duplicate', `The object ${object.ObjectIdentifier} exists already`, { path: 'ObjectIdentifier' }) // biome-ignore format: one line
  if (UPDATE && known?.object.type !== object.type) throw noSuchObject(object.ObjectIdentifier)
}

const noSuchObject = (id: string) => new Hi1Error('missing', 'hi1_no_such_object', `There is no object ${id} here for you`, { path: 'Identifier' }) // biome-ignore format: one line

/** Objects are listed in pages of this many. */
const PAGE = 500

async function respond(
  tx: Tx,
  post: Post,
  own: Organisation,
  peer: Hi1Peer,
  action: ActionRequest,
): Promise<ActionResponse> {
  const { ActionIdentifier, GET, CREATE, UPDATE, LIST, DELIVER } = action
  if (CREATE) return { ActionIdentifier, CREATEResponse: { Identifier: CREATE.HI1Object.ObjectIdentifier } }
  if (UPDATE) return { ActionIdentifier, UPDATEResponse: { Identifier: UPDATE.HI1Object.ObjectIdentifier } }
  if (DELIVER) return { ActionIdentifier, DELIVERResponse: { Identifier: DELIVER.Identifier } }
  if (GET) {
    const known = await findObject(tx, own.id, peer.org, GET.Identifier)
    if (!known) return refusal(ActionIdentifier, noSuchObject(GET.Identifier))
    return { ActionIdentifier, GETResponse: { HI1Object: asItStands(known.object, known.generation, known.changedAt) } }
  }
  if (LIST) {
    const since = LIST.LastChanged ?? LIST.LastChangedTimespan?.StartTime
    const type = LIST.ObjectType && `${LIST.ObjectType.Value === 'Task' ? 'LITask' : LIST.ObjectType.Value}Object`
    const limit = Math.min(LIST.MaximumObjectCount ?? PAGE, PAGE)
    const found = await listObjects(tx, own.id, peer.org, { type, since, limit })
    return { ActionIdentifier, LISTResponse: { ListResponseRecord: found.map(asRecord).filter((one) => one !== undefined) } } // biome-ignore format: one line
  }
  // What is asked for by format and target: this product has one way for each, and says so in its API.
  return { ActionIdentifier, GETCSPCONFIGResponse: { LastChanged: secondsOf(post.now()), TargetingConfigurations: {} } }
}

const secondsOf = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 0 })

const asItStands = (object: Hi1Object, Generation: number, changedAt: string): Hi1Object => ({
  ...object,
  Generation,
  LastChanged: secondsOf(parseInstant(changedAt)),
})

/** Of destinations and the like the dictionary of types has no value. */
function asRecord({
  object,
  generation,
  changedAt,
}: Awaited<ReturnType<typeof listObjects>>[number]): ListResponseRecord | undefined {
  // biome-ignore format: one line
  const Value = object.type.replace(/^LITask|Object$/g, (part) => (part === 'Object' ? '' : 'Task'))
  if (!['Authorisation', 'Document', 'Notification', 'Task', 'LDTask', 'LPTask', 'Delivery'].includes(Value)) return undefined // biome-ignore format: one line
  const { ObjectIdentifier: Identifier, CountryCode, OwnerIdentifier, ExternalIdentifier } = object
  return {
    ObjectType: { Owner: 'ETSI', Name: 'ObjectType', Value },
    Identifier,
    ...(CountryCode && { CountryCode }),
    ...(OwnerIdentifier && { OwnerIdentifier }),
    Generation: generation,
    ...(ExternalIdentifier && { ExternalIdentifier }),
    LastChanged: secondsOf(parseInstant(changedAt)),
  }
}

/** The standard's own table of error codes is not public as a file: the code says what kind, the words begin with ours. */
const codes: Readonly<Record<DomainError['kind'], number>> = { invalid: 400, forbidden: 403, missing: 404, conflict: 409, unavailable: 503 } // biome-ignore format: one line

const refusal = (ActionIdentifier: number, { kind, code, message }: DomainError): ActionResponse => ({
  ActionIdentifier,
  ErrorInformation: { ErrorCode: codes[kind], ErrorDescription: `${code}: ${message}`.slice(0, 65_535) },
})

function refusals({ Payload }: Hi1Message, error: DomainError): ActionResponse[] {
  const actions = Payload.RequestPayload?.ActionRequests.ActionRequest ?? []
  const numbers = actions.length > 0 ? actions.map(({ ActionIdentifier }) => ActionIdentifier) : [0]
  return numbers.map((number) => refusal(number, error))
}
