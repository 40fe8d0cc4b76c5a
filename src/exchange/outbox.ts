import { type Actor, permit, signer } from '../accounts/index.ts'
import {
  Contradiction,
  checkpoint,
  keepContradiction,
  keepCosignature,
  mustNotContradict,
  proveConsistency,
  record,
} from '../audit/index.ts'
import { base64, hex, parseBase64, text } from '../base/bytes.ts'
import type { Json } from '../base/canonical-json.ts'
import { DomainError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { instantText, parseInstant } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { type Dispatch, dispatchTaken, waitingDispatches } from '../requests/index.ts'
import { findCounterpart, lookUp } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { carryHi1, packHi1 } from './hi1/sending.ts'
import { findHi1Peer } from './hi1/store.ts'
import { accept } from './inbox.ts'
import { type Message, writeMessage } from './message.ts'
import type { Post } from './post.ts'
import { type Receipt, readReceipt } from './receipt.ts'
import {
  claimOutgoing,
  insertOutgoing,
  lastSeen,
  makeDue,
  markDelivered,
  markRefused,
  type Outgoing,
  putOff,
} from './store.ts'

/** How long a message may be on its way; after that its sender is told that it never arrived. */
const GOOD_FOR = Temporal.Duration.from({ hours: 72 })
/** How long one attempt keeps others off a message. */
const LEASE = Temporal.Duration.from({ seconds: 60 })
const LONGEST_WAIT = 15 * 60

/**
 * Turns what requests have queued into signed messages, one transaction each: the message, the event of its sending and
 * the mark on the queue stand or fall together. Answers how many.
 */
export async function pack(post: Post): Promise<number> {
  let packed = 0
  for (;;) {
    const more = await post.db.transaction().execute(async (tx) => {
      const [dispatch] = await waitingDispatches(tx, 1)
      if (!dispatch) return false
      await packOne(post, tx, dispatch)
      return true
    })
    if (!more) return packed
    packed++
  }
}

async function packOne(post: Post, tx: Tx, dispatch: Dispatch): Promise<void> {
  const { org, to, request, type } = dispatch
  const at = post.now()
  const recipient = await lookUp(tx, to)
  if (!recipient) return giveUp(tx, dispatch, 'Nobody here knows the organisation this is for any more', at)
  const id = newId('message', at.epochMilliseconds)
  const body = { message: id, to, toName: recipient.name, type }
  const sent = instantText(at)
  const expires = instantText(at.add(GOOD_FOR))
  const elsewhere = await findHi1Peer(tx, to)
  if (elsewhere) {
    const bytes = await packHi1(tx, post, elsewhere, dispatch, id).catch(refusedBy)
    if (typeof bytes === 'string') return giveUp(tx, dispatch, bytes, at)
    await record(tx, { org, by: 'system', kind: 'message.sent', about: request, body }, at)
    const times = { createdAt: sent, expiresAt: expires }
    await insertOutgoing(tx, { message: id, dispatch: dispatch.id, org, to, request, type, bytes, ...times })
    return dispatchTaken(tx, dispatch.id, sent)
  }
  const key = await signer(tx, post.secret, org)
  await record(tx, { org, by: 'system', kind: 'message.sent', about: request, body }, at)
  const note = await checkpoint(tx, org, key, at)
  const consistency = await continuing(tx, org, to, note.size)
  const head = { id, type, from: org, to, sent, expires, checkpoint: note.note, consistency }
  const bytes = await writeMessage(head, dispatch.body as Json, recipient.sealing, key)
  await insertOutgoing(tx, {
    message: id,
    dispatch: dispatch.id,
    org,
    to,
    request,
    type,
    bytes,
    createdAt: sent,
    expiresAt: expires,
  })
  await dispatchTaken(tx, dispatch.id, sent)
}

/** What the other standard has no room for is told as why it did not go; a fault of ours stays one. */
function refusedBy(error: unknown): string {
  if (error instanceof DomainError) return error.message
  throw error
}

/** What was to go to an organisation that has been revoked meanwhile does not go, and holds nothing else up. */
async function giveUp(
  tx: Tx,
  { id, org, to, request, type }: Dispatch,
  why: string,
  at: Temporal.Instant,
): Promise<void> {
  await dispatchTaken(tx, id, instantText(at))
  await record(tx, { org, by: 'system', kind: 'message.refused', about: request, body: { to, type, why } }, at)
}

/** That our log of `size` events continues what the recipient has seen of it; null if it has seen none. */
async function continuing(tx: Tx, org: string, to: string, size: number): Promise<Message['consistency']> {
  const from = await lastSeen(tx, org, to)
  if (from === undefined || from > size) return null
  return { from, proof: (await proveConsistency(tx, org, from, size)).proof.map(base64) }
}

/**
 * Tries every message that is due, once, one after the other: each is taken only when its turn has come, so that another
 * process can take those behind one that is slow. Answers how many were delivered.
 */
export async function deliver(post: Post): Promise<number> {
  const due = instantText(post.now())
  let delivered = 0
  while (!post.stopping?.aborted) {
    const lease = instantText(post.now().add(LEASE))
    const outgoing = await post.db.transaction().execute((tx) => claimOutgoing(tx, due, lease))
    if (!outgoing) return delivered
    if (await deliverOne(post, outgoing)) delivered++
  }
  return delivered
}

async function deliverOne(post: Post, outgoing: Outgoing): Promise<boolean> {
  const { message, org, to, request, type } = outgoing
  if (Temporal.Instant.compare(post.now(), parseInstant(outgoing.expiresAt)) > 0) {
    await end(post, outgoing, 'expired', 'It could not be delivered in time')
    return false
  }
  try {
    const recipient = await findCounterpart(post.db, to)
    const elsewhere = await findHi1Peer(post.db, to)
    if (elsewhere) {
      const answer = await carryHi1(post, elsewhere, outgoing.bytes)
      await post.db.transaction().execute(async (tx) => {
        const at = instantText(post.now())
        if (!(await markDelivered(tx, message, { receipt: text(answer), seen: 0, at }))) return
        const body = { message, to, toName: recipient.name, type, receivedAt: at, cosigned: false }
        await record(tx, { org, by: 'system', kind: 'message.delivered', about: request, body }, post.now())
      })
      return true
    }
    const answer =
      recipient.url === null
        ? await accept(post, outgoing.bytes)
        : await post.carry(recipient.url, outgoing.bytes, post.stopping)
    const digest = hex(sha256(outgoing.bytes))
    const receipt = await readReceipt(answer, { message, by: to, from: org, digest, signingKey: recipient.signing })
    await post.db.transaction().execute(async (tx) => {
      const { at, seen } = receipt
      if (!(await markDelivered(tx, message, { receipt: text(answer), seen, at }))) return
      await keepSeen(tx, outgoing, receipt, recipient.signing)
      const body = {
        message,
        to,
        toName: recipient.name,
        type,
        receivedAt: receipt.at,
        cosigned: receipt.cosignature !== null,
      }
      await record(tx, { org, by: 'system', kind: 'message.delivered', about: request, body }, post.now())
    })
    await holdAgainst(post, org, to, receipt, recipient.signing)
    return true
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    // A "no" of the other side is its last word; only what may pass by itself is tried again.
    if (error.kind === 'unavailable') await later(post, outgoing, error.message)
    else await end(post, outgoing, 'refused', error.message)
    return false
  }
}

/** The receiver's own log, as it came with the receipt: what was delivered stays so, and a contradiction is kept. */
async function holdAgainst(
  { db, now }: Post,
  org: string,
  to: string,
  receipt: Receipt,
  signing: string,
): Promise<void> {
  const theirs = { note: receipt.checkpoint, org: to, publicKey: parseBase64(signing) }
  try {
    await db.transaction().execute((tx) => mustNotContradict(tx, org, theirs, parseInstant(receipt.at)))
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error
    await keepContradiction(db, org, error, now())
  }
}

async function keepSeen(
  tx: Tx,
  { org, to }: Outgoing,
  { cosignature, seen }: Receipt,
  signingKey: string,
): Promise<void> {
  if (cosignature === null) return
  await keepCosignature(tx, org, { size: seen, line: cosignature, witness: to, publicKey: parseBase64(signingKey) })
}

async function later({ db, now }: Post, { message, attempts }: Outgoing, problem: string): Promise<void> {
  const wait = Math.min(2 ** attempts, LONGEST_WAIT)
  // Half of it by chance, so that many that failed together do not return together.
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1))
  const seconds = Math.ceil(wait / 2 + (wait / 2) * (chance / 2 ** 32))
  await putOff(db, message, instantText(now().add({ seconds })), problem)
}

/**
 * The operator has a message tried again: one that waits, now; one that was refused, once more. Throws
 * `missing` / `no_such_message` for what was delivered, or whose time is over.
 */
export async function sendAgain(tx: Tx, actor: Actor, message: string, at: Temporal.Instant): Promise<void> {
  permit(actor, 'organisation.create')
  const due = await makeDue(tx, message, instantText(at))
  if (!due) throw new ExchangeError('missing', 'no_such_message', 'No such message is waiting to be delivered')
  const body = { message, ...due }
  await record(tx, { org: actor.org, by: actor.person, kind: 'message.sent-again', about: message, body }, at)
}

async function end(
  post: Post,
  { message, org, to, request, type }: Outgoing,
  state: 'refused' | 'expired',
  problem: string,
): Promise<void> {
  await post.db.transaction().execute(async (tx) => {
    await markRefused(tx, message, state, problem)
    const body = { message, to, type, why: problem }
    await record(tx, { org, by: 'system', kind: `message.${state}`, about: request, body }, post.now())
  })
}
