import { type Actor, permit, signer } from '../accounts/index.ts'
import {
  Contradiction,
  checkpoint,
  keepContradiction,
  keepCosignature,
  mustNotContradict,
  proveConsistency,
  record,
  recordAll,
} from '../audit/index.ts'
import { base64, hex, parseBase64, text } from '../base/bytes.ts'
import type { Json } from '../base/canonical-json.ts'
import { DomainError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { type InstantText, instantText, parseInstant } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { type Dispatch, dispatchesTaken, waitingDispatches } from '../requests/index.ts'
import type { Counterpart } from './counterpart.ts'
import { findCounterpart, lookUp } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { goodKeys } from './good-keys.ts'
import { carryHi1, packHi1 } from './hi1/sending.ts'
import { findHi1Peer, type Hi1Peer } from './hi1/store.ts'
import { takeIn } from './inbox.ts'
import { lines, together } from './letters.ts'
import { type Message, writeMessage } from './message.ts'
import type { Post } from './post.ts'
import { type Expected, type Receipt, readAnswer } from './receipt.ts'
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

/** How many messages of one organisation are made in one transaction, and how many transactions before it is looked up again. */
const TOGETHER = 20
const AT_A_TIME = 5
/** What travels in one delivery: so many messages, none of more bytes than this unless it is alone. */
const LOAD = { most: 20, small: 100_000 }
/** How many deliveries are under way at once, and to one organisation: one that waits keeps no other. */
const LANES = 8
const TO_ONE = 3

/**
 * Turns what requests have queued into signed messages, those of one organisation together: each message, the event of its
 * sending and the mark on the queue stand or fall together. Of many only the first, so that they can leave while the next are
 * packed. Answers how many.
 */
export async function pack(post: Post): Promise<number> {
  let packed = 0
  for (let turn = 0; turn < AT_A_TIME; turn++) {
    const many = await post.db.transaction().execute(async (tx) => {
      const waiting = await waitingDispatches(tx, TOGETHER)
      const alike = waiting.filter(({ org }) => org === waiting[0]?.org)
      await packAll(post, tx, alike)
      return alike.length
    })
    if (many === 0) break
    packed += many
  }
  return packed
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
  const known = new Map<string, Addressee>()
  for (const { to } of dispatches) if (!known.has(to)) known.set(to, await addressee(tx, to))
  const told: Told[] = []
  for (const dispatch of dispatches) {
    const one = await tellOf(post, tx, dispatch, known.get(dispatch.to) ?? {}, at)
    if (one) told.push(one)
  }
  const tell = ({ dispatch: { to, request, type }, recipient, id }: Told) =>
    ({
      by: 'system',
      kind: 'message.sent',
      about: request,
      body: { message: id, to, toName: recipient.name, type },
    }) as const
  if (told[0]) await recordAll(tx, told[0].dispatch.org, told.map(tell), at)
  const org = told[0]?.dispatch.org
  if (org === undefined) return
  const key = await signer(tx, post.secret, org)
  const { note, size } = await checkpoint(tx, org, key, at)
  const [sent, expires] = [instantText(at), instantText(at.add(GOOD_FOR))]
  const continued = new Map<string, Message['consistency']>()
  for (const { to } of told.map(({ dispatch }) => dispatch))
    if (!continued.has(to)) continued.set(to, await continuing(tx, org, to, size))
  const written = await Promise.all(
    told.map(async ({ dispatch, recipient, id }) => {
      const { to, request, type } = dispatch
      const head = { id, type, from: org, to, sent, expires, checkpoint: note, consistency: continued.get(to) ?? null }
      const bytes = await writeMessage(head, dispatch.body as Json, recipient.sealing, key)
      return { message: id, dispatch: dispatch.id, org, to, request, type, bytes, createdAt: sent, expiresAt: expires }
    }),
  )
  await insertOutgoing(tx, written)
  await dispatchesTaken(
    tx,
    told.map(({ dispatch }) => dispatch.id),
    sent,
  )
}

/** Whom something goes to, and how, if anybody here still knows. */
interface Addressee {
  readonly recipient?: Counterpart | undefined
  readonly elsewhere?: Hi1Peer | undefined
}

const addressee = async (tx: Tx, to: string): Promise<Addressee> => ({
  recipient: await lookUp(tx, to),
  elsewhere: await findHi1Peer(tx, to),
})

/** What is to be written; undefined where nothing is left to be written: it goes by another standard, or not at all. */
async function tellOf(
  post: Post,
  tx: Tx,
  dispatch: Dispatch,
  { recipient, elsewhere }: Addressee,
  at: Temporal.Instant,
): Promise<Told | undefined> {
  const { org, to, request, type } = dispatch
  if (!recipient) {
    await giveUp(tx, dispatch, 'Nobody here knows the organisation this is for any more', at)
    return undefined
  }
  const id = newId('message', at.epochMilliseconds)
  if (elsewhere) {
    const bytes = await packHi1(tx, post, elsewhere, dispatch, id).catch(refusedBy)
    if (typeof bytes === 'string') {
      await giveUp(tx, dispatch, bytes, at)
      return undefined
    }
    const body = { message: id, to, toName: recipient.name, type }
    await record(tx, { org, by: 'system', kind: 'message.sent', about: request, body }, at)
    const times = { createdAt: instantText(at), expiresAt: instantText(at.add(GOOD_FOR)) }
    await insertOutgoing(tx, [{ message: id, dispatch: dispatch.id, org, to, request, type, bytes, ...times }])
    await dispatchesTaken(tx, [dispatch.id], instantText(at))
    return undefined
  }
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
  await dispatchesTaken(tx, [id], instantText(at))
  await record(tx, { org, by: 'system', kind: 'message.refused', about: request, body: { to, type, why } }, at)
}

/** That our log of `size` events continues what the recipient has seen of it; null if it has seen none. */
async function continuing(tx: Tx, org: string, to: string, size: number): Promise<Message['consistency']> {
  const from = await lastSeen(tx, org, to)
  if (from === undefined || from > size) return null
  return { from, proof: (await proveConsistency(tx, org, from, size)).proof.map(base64) }
}

/** What is under way to whom in one round, and who did not answer in it. */
interface Round {
  readonly due: InstantText
  readonly lanes: Map<string, number>
  readonly silent: Set<string>
}

/**
 * Tries the messages that are due, those from one organisation to one together, and those about one request in their order:
 * each is taken only when its turn has come, so that another process can take those behind one that is slow. Who does not
 * answer is left alone for the rest of the round. Answers how many were delivered.
 */
export async function deliver(post: Post): Promise<number> {
  const round: Round = { due: instantText(post.now()), lanes: new Map(), silent: new Set() }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => lane(post, round)))
  // Whoever stops the carrying closes the database next: a fault in one lane is told once no other is under way.
  const fault = lanes.find((one) => one.status === 'rejected')
  if (fault) throw fault.reason
  return lanes.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
}

async function lane(post: Post, { due, lanes, silent }: Round): Promise<number> {
  let delivered = 0
  while (!post.stopping?.aborted) {
    const busy = [...lanes].filter(([, many]) => many >= TO_ONE).map(([to]) => to)
    const load = { ...LOAD, notTo: [...silent, ...busy] }
    const claimed = await claimOutgoing(post.db, { now: due, leaseEnds: instantText(post.now().add(LEASE)), load })
    const [{ org = '', to = '' } = {}] = claimed
    if (to === '') return delivered
    lanes.set(to, (lanes.get(to) ?? 0) + 1)
    try {
      const done = await deliverTogether(post, org, to, claimed)
      if (done === undefined) silent.add(to)
      else delivered += done
    } finally {
      lanes.set(to, (lanes.get(to) ?? 1) - 1)
    }
  }
  return delivered
}

/** Answers how many were delivered; undefined where the other side could not be reached. */
async function deliverTogether(
  post: Post,
  org: string,
  to: string,
  claimed: readonly Outgoing[],
): Promise<number | undefined> {
  const isLate = ({ expiresAt }: Outgoing) => Temporal.Instant.compare(post.now(), parseInstant(expiresAt)) > 0
  for (const late of claimed.filter(isLate)) await end(post, late, 'expired', 'It could not be delivered in time')
  const messages = claimed.filter((one) => !isLate(one))
  if (messages.length === 0) return 0
  try {
    const recipient = await findCounterpart(post.db, to)
    const elsewhere = await findHi1Peer(post.db, to)
    if (elsewhere) return await deliverHi1(post, recipient, elsewhere, messages)
    const answers = await answersTo(post, recipient, messages)
    const keys = [...new Set([recipient.signing, ...(await goodKeys(post.db, to, post.now()))])]
    const taken: Taken[] = []
    for (const [place, outgoing] of messages.entries()) {
      const answer = answers[place]
      const digest = hex(sha256(outgoing.bytes))
      const expected = { message: outgoing.message, by: to, from: org, digest }
      try {
        if (answer instanceof Error) throw answer
        const bytes = answer ?? new Uint8Array()
        const said = await readSignedAnswer(bytes, keys, expected)
        if ('receipt' in said) taken.push({ outgoing, receipt: said.receipt, bytes, signing: said.signing })
        else await end(post, outgoing, 'refused', said.refusal.why)
      } catch (error) {
        await withoutReceipt(post, outgoing, error)
      }
    }
    for (const [signing, signed] of Map.groupBy(taken, (one) => one.signing))
      await acknowledge(post, { ...recipient, signing }, signed)
    return taken.length
  } catch (error) {
    for (const outgoing of messages) await withoutReceipt(post, outgoing, error)
    return error instanceof DomainError && error.kind === 'unavailable' ? undefined : 0
  }
}

/** A message that was taken in, and what its recipient signed for it with which key. */
interface Taken {
  readonly outgoing: Outgoing
  readonly receipt: Receipt
  readonly bytes: Uint8Array
  readonly signing: string
}

/** What came back, by whichever of the recipient's good keys signed it. Throws what reading it by the last of them throws. */
async function readSignedAnswer(
  bytes: Uint8Array,
  [signing = '', ...others]: readonly string[],
  expected: Omit<Expected, 'signingKey'>,
): Promise<Awaited<ReturnType<typeof readAnswer>> & { signing: string }> {
  try {
    return { ...(await readAnswer(bytes, { ...expected, signingKey: signing })), signing }
  } catch (error) {
    if (others.length === 0 || !(error instanceof ExchangeError) || error.code !== 'bad_signature') throw error
    return readSignedAnswer(bytes, others, expected)
  }
}

/** A "no" of the other side is its last word; only what may pass by itself is tried again. */
async function withoutReceipt(post: Post, outgoing: Outgoing, error: unknown): Promise<void> {
  if (!(error instanceof DomainError)) throw error
  if (error.kind === 'unavailable') await later(post, outgoing, error.message)
  else await end(post, outgoing, 'refused', error.message)
}

/** What came back for each, in their order: over the network signed or not, from this instance itself its own word. */
async function answersTo(
  post: Post,
  { url }: Counterpart,
  messages: readonly Outgoing[],
): Promise<(Uint8Array | Error | undefined)[]> {
  const letters = messages.map(({ bytes }) => bytes)
  if (url !== null) return lines(await post.carry(url, together(letters), post.stopping))
  const outcomes = await takeIn(post, letters)
  const fault = outcomes.find((outcome) => 'fault' in outcome)
  if (fault) throw fault.fault
  return outcomes.map((outcome) =>
    'receipt' in outcome ? outcome.receipt : 'refusal' in outcome ? outcome.refusal : undefined,
  )
}

/** The messages that were taken in: marked, with their recipient's cosignatures, recorded, in one transaction. */
async function acknowledge(
  post: Post,
  { org: to, name: toName, signing }: Counterpart,
  taken: readonly Taken[],
): Promise<void> {
  const { org } = taken[0]?.outgoing ?? {}
  if (org === undefined) return
  const against = await post.db.transaction().execute(async (tx) => {
    const given = taken.map(({ outgoing: { message }, receipt: { at, seen }, bytes }) => ({
      message,
      receipt: text(bytes),
      seen,
      at: instantText(parseInstant(at)),
    }))
    const marked = await markDelivered(tx, given)
    const fresh = taken.filter(({ outgoing }) => marked.has(outgoing.message))
    const cosigned = new Map(fresh.map(({ receipt }) => [receipt.cosignature, receipt]))
    for (const receipt of cosigned.values()) await keepSeen(tx, org, to, receipt, signing)
    const events = fresh.map(({ outgoing: { message, request, type }, receipt }) => {
      const body = { message, to, toName, type, receivedAt: receipt.at, cosigned: receipt.cosignature !== null }
      return { by: 'system', kind: 'message.delivered', about: request, body }
    })
    await recordAll(tx, org, events, post.now())
    // The log is held before what was seen of another's, here as where messages are taken in.
    const shown = new Map(taken.map(({ receipt }) => [receipt.checkpoint, receipt]))
    for (const receipt of shown.values()) {
      const contradiction = await contradictionIn(tx, org, to, receipt, signing)
      if (contradiction) return contradiction
    }
    return undefined
  })
  // What was delivered stays so.
  if (against) await keepContradiction(post.db, org, against, post.now())
}

/** One after the other, as the standard of the other product has it. */
async function deliverHi1(
  post: Post,
  { org: to, name: toName }: Counterpart,
  elsewhere: Hi1Peer,
  messages: readonly Outgoing[],
): Promise<number> {
  let delivered = 0
  for (const outgoing of messages) {
    const { message, org, request, type } = outgoing
    try {
      const answer = await carryHi1(post, elsewhere, outgoing.bytes)
      await post.db.transaction().execute(async (tx) => {
        const at = instantText(post.now())
        if ((await markDelivered(tx, [{ message, receipt: text(answer), seen: 0, at }])).size === 0) return
        const body = { message, to, toName, type, receivedAt: at, cosigned: false }
        await record(tx, { org, by: 'system', kind: 'message.delivered', about: request, body }, post.now())
      })
      delivered++
    } catch (error) {
      await withoutReceipt(post, outgoing, error)
    }
  }
  return delivered
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
  org: string,
  to: string,
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
