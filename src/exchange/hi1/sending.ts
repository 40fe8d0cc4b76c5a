import { findOrganisation, signer } from '../../accounts/index.ts'
import { parseBase64 } from '../../base/bytes.ts'
import type { Json } from '../../base/canonical-json.ts'
import type { Tx } from '../../db/index.ts'
import type { Dispatch } from '../../requests/index.ts'
import { ExchangeError } from '../errors.ts'
import type { Post } from '../post.ts'
import { request } from './envelope.ts'
import { uuidOf } from './identifiers.ts'
import { actionsFor, type Told } from './mapping.ts'
import { readHi1, writeHi1 } from './message.ts'
import type { ActionRequest, Hi1Message } from './model.ts'
import { openSigned, signInJson, signInXml } from './signature.ts'
import { findObject, type Hi1Peer, keepObject } from './store.ts'

/** What is to be told to a peer, as the message that tells it. An object it has already is changed, not created again. */
export async function packHi1(tx: Tx, post: Post, peer: Hi1Peer, dispatch: Dispatch, id: string): Promise<Uint8Array> {
  const own = await findOrganisation(tx, dispatch.org)
  const ends = {
    sender: { CountryCode: own.state, UniqueIdentifier: own.id },
    receiver: { CountryCode: peer.country, UniqueIdentifier: peer.identifier },
    ...(post.hi1 && { evidence: `${post.hi1.url}/hi1/evidence/${own.id}` }),
  }
  const at = post.now()
  const told: Told = { type: dispatch.type, body: dispatch.body as Readonly<Record<string, Json>> }
  const actions: ActionRequest[] = []
  for (const action of actionsFor(told, ends)) {
    const { CREATE, ...rest } = action
    const object = (CREATE ?? action.UPDATE ?? action.DELIVER)?.HI1Object
    const known = object && (await findObject(tx, own.id, peer.org, object.ObjectIdentifier))
    actions.push(known && CREATE ? { ...rest, UPDATE: CREATE } : action)
  }
  const transaction = uuidOf('transaction', id)
  const bytes = await written(
    request({ ...ends, transaction, at, profile: peer.profile }, actions),
    tx,
    post,
    own.id,
    peer,
  )
  for (const { CREATE, UPDATE, DELIVER } of actions) {
    const object = (CREATE ?? UPDATE ?? DELIVER)?.HI1Object
    if (object) await keepObject(tx, own.id, peer.org, object, dispatch.body.request, at)
  }
  return bytes
}

async function written(message: Hi1Message, tx: Tx, post: Post, org: string, peer: Hi1Peer): Promise<Uint8Array> {
  if (peer.messageKey === null) return writeHi1(message, peer.form)
  const key = await signer(tx, post.secret, org)
  return peer.form === 'xml' ? signInXml(message, key, org) : signInJson(message, key)
}

/**
 * Takes a message to a peer and reads its answer: all of it was done, or `peer_refused` says what was not. Throws `unavailable`
 * for an answer that is none, since the message may have arrived.
 */
export async function carryHi1(post: Post, peer: Hi1Peer, bytes: Uint8Array): Promise<Uint8Array> {
  if (!post.hi1) throw new ExchangeError('unavailable', 'peer_unreachable', 'This instance has no certificate for HI-1')
  const answer = await post.hi1.send(peer, bytes, post.stopping)
  const asked = await readHi1(bytes)
  const { ResponsePayload } = await read(peer, answer, asked)
  const given = ResponsePayload?.ActionResponses?.ActionResponse ?? []
  const error = ResponsePayload?.ErrorInformation ?? given.find(({ ErrorInformation }) => ErrorInformation)?.ErrorInformation // biome-ignore format: one line
  if (error)
    throw new ExchangeError('forbidden', 'peer_refused', `The other side refused it (${error.ErrorCode}): ${error.ErrorDescription.slice(0, 500)}`) // biome-ignore format: one line
  const numbers = new Set(given.map(({ ActionIdentifier }) => ActionIdentifier))
  const actions = asked.Payload.RequestPayload?.ActionRequests.ActionRequest ?? []
  const open = actions.find(({ ActionIdentifier }) => !numbers.has(ActionIdentifier))
  if (open) throw noAnswer(`nothing is said of action ${open.ActionIdentifier}`)
  return answer
}

async function read(peer: Hi1Peer, answer: Uint8Array, asked: Hi1Message): Promise<Hi1Message['Payload']> {
  try {
    const keys = peer.messageKey === null ? undefined : [{ spki: parseBase64(peer.messageKey) }]
    const { Header, Payload } = keys ? await openSigned(answer, { keys }) : await readHi1(answer)
    if (Header.TransactionIdentifier !== asked.Header.TransactionIdentifier)
      throw noAnswer('its transaction is another')
    return Payload
  } catch (cause) {
    if (cause instanceof ExchangeError || !(cause instanceof Error)) throw cause
    throw noAnswer(cause.message, cause)
  }
}

const noAnswer = (why: string, cause?: unknown) =>
  new ExchangeError('unavailable', 'malformed_receipt', `This is not the answer to the message: ${why}`, { cause })
