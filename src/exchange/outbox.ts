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
import { type InstantText, instantText, parseInstant } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { type Dispatch, dispatchTaken, waitingDispatches } from '../requests/index.ts'
import type { Counterpart } from './counterpart.ts'
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

/** How many messages of one organisation are made in one transaction. */
const TOGETHER = 20
/** How many messages are on their way at once: one that waits for its disk or its network keeps no other. */
const LANES = 8

/**
 * Turns what requests have queued into signed messages, those of one organisation together: each message, the event of its
 * sending and the mark on the queue stand or fall together. Answers how many.
 */
export async function pack(post: Post): Promise<number> {
  let packed = 0
  for (;;) {
    const many = await post.db.transaction().execute(async (tx) => {
      const waiting = await waitingDispatches(tx, TOGETHER)
      const alike = waiting.filter(({ org }) => org === waiting[0]?.org)
      await packAll(post, tx, alike)
      return alike.length
    })
    if (many === 0) return packed
    packed += many
  }
}

/** A message that is told of in the log and not yet written. */
interface Told {
  readonly dispatch: Dispatch
  readonly recipient: Counterpart
  readonly id: string
}

/** All from one organisation: first their events, so that one checkpoint holds them all and each recipient signs for the newest. */
async function packAll(post: Post, tx: Tx, dispatches: readonly Dispatch[]): Promise<void> {
  const at = post.now()
  const told: Told[] = []
  for (const dispatch of dispatches) {
    const one = await tellOf(post, tx, dispatch, at)
    if (one) told.push(one)
  }
  const org = told[0]?.dispatch.org
  if (org === undefined) return
  const key = await signer(tx, post.secret, org)
  const { note, size } = await checkpoint(tx, org, key, at)
  const [sent, expires] = [instantText(at), instantText(at.add(GOOD_FOR))]
  const continued = new Map<string, Message['consistency']>()
  for (const { dispatch, recipient, id } of told) {
    const { to, request, type } = dispatch
    if (!continued.has(to)) continued.set(to, await continuing(tx, org, to, size))
    const head = { id, type, from: org, to, sent, expires, checkpoint: note, consistency: continued.get(to) ?? null }
    const bytes = await writeMessage(head, dispatch.body as Json, recipient.sealing, key)
    const times = { createdAt: sent, expiresAt: expires }
    await insertOutgoing(tx, { message: id, dispatch: dispatch.id, org, to, request, type, bytes, ...times })
    await dispatchTaken(tx, dispatch.id, sent)
  }
}

/** Records that it is sent; undefined where nothing is left to be written: it goes by another standard, or not at all. */
async function tellOf(post: Post, tx: Tx, dispatch: Dispatch, at: Temporal.Instant): Promise<Told | undefined> {
  const { org, to, request, type } = dispatch
  const recipient = await lookUp(tx, to)
  if (!recipient) {
    await giveUp(tx, dispatch, 'Nobody here knows the organisation this is for any more', at)
    return undefined
  }
  const id = newId('message', at.epochMilliseconds)
  const body = { message: id, to, toName: recipient.name, type }
  const elsewhere = await findHi1Peer(tx, to)
  if (elsewhere) {
    const bytes = await packHi1(tx, post, elsewhere, dispatch, id).catch(refusedBy)
    if (typeof bytes === 'string') {
      await giveUp(tx, dispatch, bytes, at)
      return undefined
    }
    await record(tx, { org, by: 'system', kind: 'message.sent', about: request, body }, at)
    const times = { createdAt: instantText(at), expiresAt: instantText(at.add(GOOD_FOR)) }
    await insertOutgoing(tx, { message: id, dispatch: dispatch.id, org, to, request, type, bytes, ...times })
    await dispatchTaken(tx, dispatch.id, instantText(at))
    return undefined
  }
  await record(tx, { org, by: 'system', kind: 'message.sent', about: request, body }, at)
  return { dispatch, recipient, id }
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
 * Tries every message that is due, once, a few at a time and those about one request in their order: each is taken only when
 * its turn has come, so that another process can take those behind one that is slow. Answers how many were delivered.
 */
export async function deliver(post: Post): Promise<number> {
  const due = instantText(post.now())
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => lane(post, due)))
  // Whoever stops the carrying closes the database next: a fault in one lane is told once no other is under way.
  const fault = lanes.find((one) => one.status === 'rejected')
  if (fault) throw fault.reason
  return lanes.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
}

async function lane(post: Post, due: InstantText): Promise<number> {
  let delivered = 0
  while (!post.stopping?.aborted) {
    const lease = instantText(post.now().add(LEASE))
    const outgoing = await claimOutgoing(post.db, due, lease)
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
    const against = await post.db.transaction().execute(async (tx) => {
      const { at, seen } = receipt
      // The log is held before what was seen of another's, here as where messages are taken in.
      const held = () => contradictionIn(tx, org, to, receipt, recipient.signing)
      if (!(await markDelivered(tx, message, { receipt: text(answer), seen, at }))) return held()
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
      return held()
    })
    // What was delivered stays so.
    if (against) await keepContradiction(post.db, org, against, post.now())
    return true
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    // A "no" of the other side is its last word; only what may pass by itself is tried again.
    if (error.kind === 'unavailable') await later(post, outgoing, error.message)
    else await end(post, outgoing, 'refused', error.message)
    return false
  }
}

/** What the receiver's own log, as it came with the receipt, takes back of what we have seen of it. */
async function contradictionIn(
  tx: Tx,
  org: string,
  to: string,
  receipt: Receipt,
  signing: string,
): Promise<Contradiction | undefined> {
  const theirs = { note: receipt.checkpoint, org: to, publicKey: parseBase64(signing) }
  try {
    await mustNotContradict(tx, org, theirs, parseInstant(receipt.at))
    return undefined
  } catch (error) {
    if (error instanceof Contradiction) return error
    throw error
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
