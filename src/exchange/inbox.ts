import { sql } from 'kysely'
import {
  AccountError,
  findOrganisation,
  listOrganisations,
  type Organisation,
  sealingIdentities,
  signer,
} from '../accounts/index.ts'
import {
  Contradiction,
  checkpoint,
  findWitnessed,
  holdLog,
  keepContradiction,
  mustNotContradict,
  type NewEvent,
  originOf,
  recordAll,
  recordTurnedAway,
  witness,
} from '../audit/index.ts'
import { hex, parseBase64, text, utf8 } from '../base/bytes.ts'
import type { Json } from '../base/canonical-json.ts'
import { DomainError } from '../base/errors.ts'
import { type InstantText, instantText, parseInstant } from '../base/time.ts'
import { parseCheckpoint, parseNote, type SigningKey, sha256 } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import type { Counterpart } from './counterpart.ts'
import { lookUp } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { goodKeys } from './good-keys.ts'
import { checkMessage, type Message, openBody, readMessage } from './message.ts'
import type { Post } from './post.ts'
import { writeReceipt } from './receipt.ts'
import { isSignedBy } from './signed.ts'
import { enterReceived, findReceived, keepReceipts, type ReceivedRow } from './store.ts'

/** What became of a message that arrived: its receipt, why it was not taken in, or a fault of ours. */
export type Outcome =
  | { readonly receipt: Uint8Array<ArrayBuffer> }
  | { readonly refusal: DomainError }
  | { readonly fault: unknown }

/** A message, still sealed, with its place among those it came with. */
interface Arriving {
  readonly place: number
  readonly message: Message
  readonly signature: Uint8Array
  readonly digest: string
}

/** How much of the sender's log the receiver has seen now, and its cosignature if it could follow. */
interface Seen {
  readonly line: string | null
  readonly size: number
}

/**
 * Takes a message in: checks who signed it, that it is for an organisation here and still good, opens it, and lets
 * requests act on it, in one transaction with the entry that it has arrived. A second arrival has no second effect and gets
 * the same receipt. Throws `malformed_message`, `message_too_large`, `wrong_recipient`, `unknown_sender`, `bad_signature`,
 * `message_expired`, `message_from_the_future`, `message_differs`, or what the receiver refuses it for. A log that takes back
 * what it signed is refused too, and both its checkpoints are kept.
 */
export async function accept(post: Post, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const [outcome] = await acceptAll(post, [bytes])
  if (outcome && 'receipt' in outcome) return outcome.receipt
  throw outcome && 'refusal' in outcome ? outcome.refusal : outcome?.fault
}

/** As `accept`, for several that came together, in their order; none keeps another from being taken in. */
async function acceptAll(post: Post, letters: readonly Uint8Array[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const arriving: Arriving[] = []
  letters.forEach((bytes, place) => {
    try {
      arriving.push({ place, ...readMessage(bytes), digest: hex(sha256(bytes)) })
    } catch (error) {
      outcomes[place] = without(error)
    }
  })
  for (const group of alike(arriving)) await takeGroup(post, group, outcomes)
  return outcomes
}

/** As `acceptAll`; what is turned away becomes an event of whom it was for, or of who runs the instance. */
export async function takeIn(post: Post, letters: readonly Uint8Array[]): Promise<Outcome[]> {
  const outcomes = await acceptAll(post, letters)
  for (const [place, outcome] of outcomes.entries()) {
    if ('refusal' in outcome && outcome.refusal.kind !== 'unavailable')
      await tellTurnedAway(post, letters[place] ?? new Uint8Array(), outcome.refusal)
  }
  return outcomes
}

const without = (error: unknown): Outcome => (error instanceof DomainError ? { refusal: error } : { fault: error })

/** Those from one organisation to one, in their order, no id twice in one group. */
function alike(arriving: readonly Arriving[]): Arriving[][] {
  const groups = new Map<string, Arriving[]>()
  for (const one of arriving) {
    const { id, from, to } = one.message
    for (let turn = 0; ; turn++) {
      const key = `${from} ${to} ${turn}`
      const group = groups.get(key)
      if (group?.some(({ message }) => message.id === id)) continue
      if (group) group.push(one)
      else groups.set(key, [one])
      break
    }
  }
  return [...groups.values()]
}

/** Those from one organisation to one. */
async function takeGroup(post: Post, group: readonly Arriving[], outcomes: Outcome[]): Promise<void> {
  const { from = '', to = '' } = group[0]?.message ?? {}
  try {
    await mustBeHere(post, to)
    const sender = await knownSender(post, from)
    for (const [signing, signed] of await bySigner(post, sender, group))
      await takeSigned(post, { ...sender, signing }, signed, outcomes)
  } catch (error) {
    for (const { place } of group) outcomes[place] ??= without(error)
  }
}

/** By the key they are signed with, where their sender has more than one that is good: the one before is met for some days. */
async function bySigner(
  { db, now }: Post,
  { org, signing }: Counterpart,
  group: readonly Arriving[],
): Promise<Map<string, Arriving[]>> {
  const keys = new Set([signing, ...(await goodKeys(db, org, now()))])
  if (keys.size === 1) return new Map([[signing, [...group]]])
  const signers = await Promise.all(
    group.map(async ({ message, signature }) => {
      for (const key of keys) if (await isSignedBy(key, 'message', message, signature)) return key
      return signing
    }),
  )
  return Map.groupBy(group, (one) => signers[group.indexOf(one)] ?? signing)
}

/** Those from one organisation to one, signed with the key it is given with. */
async function takeSigned(
  post: Post,
  sender: Counterpart,
  group: readonly Arriving[],
  outcomes: Outcome[],
): Promise<void> {
  const { to = '' } = group[0]?.message ?? {}
  const entered: { one: Arriving; at: InstantText }[] = []
  const told = (one: Arriving, row: ReceivedRow) => {
    if (row.digest !== one.digest) outcomes[one.place] = { refusal: differs() }
    else if (row.receipt !== '') outcomes[one.place] = { receipt: utf8(row.receipt) }
    else entered.push({ one, at: row.receivedAt })
  }
  try {
    const ids = group.map(({ message }) => message.id)
    const earlier = new Map((await findReceived(post.db, to, ids)).map((row) => [row.message, row]))
    const opened: { one: Arriving; body: Json }[] = []
    let identities: string[] | undefined
    for (const one of group) {
      const row = earlier.get(one.message.id)
      if (row) told(one, row)
      else {
        try {
          await checkMessage(one, sender.signing, post.now())
          identities ??= await sealingIdentities(post.db, post.secret, to)
          opened.push({ one, body: await openBody(one.message, identities) })
        } catch (error) {
          outcomes[one.place] = without(error)
        }
      }
    }
    const again = entered.map(({ one }) => one)
    const key = await signer(post.db, post.secret, to)
    const seen = await cosignAll(post, [...again, ...opened.map(({ one }) => one)], sender, key)
    const taking: Opened[] = []
    for (const { one, body } of opened) {
      const shown = seen.get(one.message.checkpoint)
      if (shown instanceof DomainError) outcomes[one.place] = { refusal: shown }
      else taking.push({ one, body, logSize: shown?.size ?? 0 })
    }
    for (const { one, row, error } of await takeAll(post, taking, sender)) {
      if (row) told(one, row)
      else outcomes[one.place] = without(error)
    }
    await giveReceipts(post, entered, seen, key, outcomes)
  } catch (error) {
    for (const { place } of group) outcomes[place] ??= without(error)
  }
}

/** How long several messages wait for what somebody else holds, before each is taken by itself. */
const GIVE_WAY = '100ms'

/** A message that is to be acted on, and how much of its sender's log we have seen with it. */
interface Opened {
  readonly one: Arriving
  readonly body: Json
  readonly logSize: number
}

/** Each with its entry, or why there is none: all in one transaction, and where that fails each in one of its own. */
async function takeAll(
  post: Post,
  taking: readonly Opened[],
  sender: Counterpart,
): Promise<{ one: Arriving; row?: ReceivedRow; error?: unknown }[]> {
  if (taking.length === 0) return []
  try {
    const rows = new Map((await takeTogether(post, taking, sender)).map((row) => [row.message, row]))
    return taking.map(({ one }) => {
      const row = rows.get(one.message.id)
      return { one, ...(row && { row }) }
    })
  } catch (error) {
    const [alone, ...others] = taking
    if (alone && others.length === 0) return [{ one: alone.one, error }]
    const each: Awaited<ReturnType<typeof takeAll>> = []
    for (const one of taking) each.push(...(await takeAll(post, [one], sender)))
    return each
  }
}

/** Acts on the messages in their order and enters them; answers their entries, also those another process made meanwhile. */
async function takeTogether(post: Post, taking: readonly Opened[], sender: Counterpart): Promise<ReceivedRow[]> {
  return post.db.transaction().execute(async (tx) => {
    const at = post.now()
    const receivedAt = instantText(at)
    const { to: org = '' } = taking[0]?.one.message ?? {}
    if (taking.length > 1) {
      // One alone holds its request and then the log, as everybody does. Several hold the log while they come to the next
      // request: who has that one waits for the log, so it is they who give way, long before the database looks who is stuck.
      await holdLog(tx, org)
      await sql`select set_config('lock_timeout', ${GIVE_WAY}, true)`.execute(tx)
    }
    const told = taking.map(({ one: { message, digest } }) => {
      const { id, type, from, sent } = message
      return { message: id, from, type, digest, sentAt: sent }
    })
    const entered = await enterReceived(tx, org, told, receivedAt)
    const rows: ReceivedRow[] = []
    const events: Omit<NewEvent, 'org'>[] = []
    for (const { one, body, logSize } of taking) {
      const { message, digest } = one
      const { id, type, from, sent } = message
      if (!entered.has(id)) continue
      // Each at a moment of its own: what is told one after the other happened so.
      const received = { org, from, fromName: sender.name, type, body, message: id, at: post.now() }
      const request = await post.receive(tx, received)
      const event = { message: id, from, fromName: sender.name, type, digest, sent, logSize }
      events.push({ by: 'system', kind: 'message.received', about: request, body: event })
      rows.push({ message: id, digest, receipt: '', receivedAt })
    }
    await recordAll(tx, org, events, at)
    const meanwhile = told.flatMap(({ message }) => (entered.has(message) ? [] : [message]))
    return meanwhile.length === 0 ? rows : [...rows, ...(await findReceived(tx, org, meanwhile))]
  })
}

/** Receipts for what has been entered, all over one checkpoint of ours; who was here first keeps the receipt that was given. */
async function giveReceipts(
  post: Post,
  entered: readonly { one: Arriving; at: InstantText }[],
  seen: ReadonlyMap<string, Seen | DomainError>,
  key: SigningKey,
  outcomes: Outcome[],
): Promise<void> {
  const org = entered[0]?.one.message.to
  if (org === undefined) return
  await post.db.transaction().execute(async (tx) => {
    const { note } = await checkpoint(tx, org, key, post.now())
    const written = await Promise.all(
      entered.map(async ({ one: { message, digest }, at }) => {
        const { id, from } = message
        const shown = seen.get(message.checkpoint)
        const { line, size } = shown && !(shown instanceof DomainError) ? shown : { line: null, size: 0 }
        const head = { v: 1, message: id, by: org, from, at, digest } as const
        const receipt = await writeReceipt({ ...head, cosignature: line, seen: size, checkpoint: note }, key)
        return { message: id, receipt: text(receipt) }
      }),
    )
    const kept = await keepReceipts(tx, org, written)
    for (const { one } of entered) {
      const receipt = kept.get(one.message.id)
      if (receipt !== undefined) outcomes[one.place] = { receipt: utf8(receipt) }
    }
  })
}

const differs = () => new ExchangeError('conflict', 'message_differs', 'Another message with this id has been received')

async function mustBeHere({ db }: Post, org: string): Promise<void> {
  try {
    await findOrganisation(db, org)
  } catch (cause) {
    // Whoever cannot look has not seen that nobody is there: a refusal is the last word.
    if (!(cause instanceof AccountError)) throw cause
    throw new ExchangeError('missing', 'wrong_recipient', 'This message is for an organisation that is not here', {
      cause,
    })
  }
}

async function knownSender({ db }: Post, org: string): Promise<Counterpart> {
  const sender = await lookUp(db, org)
  if (sender) return sender
  throw new ExchangeError('forbidden', 'unknown_sender', 'Nobody here has confirmed the organisation that sent this')
}

/** What the messages show of their sender's log, by the checkpoint they bring: seen, or why it is refused. */
async function cosignAll(
  post: Post,
  arriving: readonly Arriving[],
  sender: Counterpart,
  key: SigningKey,
): Promise<Map<string, Seen | DomainError>> {
  const shown = new Map(arriving.map(({ message }) => [message.checkpoint, message]))
  const at = post.now()
  const seen = new Map<string, Seen | DomainError>()
  await post.db.transaction().execute(async (tx) => {
    for (const message of shown.values()) {
      try {
        seen.set(message.checkpoint, await cosign(tx, message, sender, key, at))
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        seen.set(message.checkpoint, error)
      }
    }
  })
  const { to = '' } = arriving[0]?.message ?? {}
  for (const one of seen.values()) if (one instanceof Contradiction) await keepContradiction(post.db, to, one, at)
  return seen
}

/**
 * Signs for the sender's log if the message shows that it continues what we saw of it. Messages may overtake each other,
 * so one that goes on from elsewhere is no fault: it gets no cosignature, and the sender learns how far we have seen.
 * A log that contradicts what we saw throws a `Contradiction`, and the message is refused.
 */
async function cosign(
  tx: Tx,
  { to: org, from, sent, checkpoint: note, consistency }: Message,
  { signing }: Counterpart,
  key: SigningKey,
  at: Temporal.Instant,
): Promise<Seen> {
  const { size } = parseCheckpoint(parseNote(note).text)
  const seen = await findWitnessed(tx, org, originOf(from))
  const theirs = { note, org: from, publicKey: parseBase64(signing), proof: consistency?.proof.map(parseBase64) ?? [] }
  if (seen && seen.size !== size && seen.size !== consistency?.from) {
    await mustNotContradict(tx, org, theirs, parseInstant(sent))
    return { line: null, size: seen.size }
  }
  return { line: await witness(tx, org, theirs, key, at), size }
}

async function tellTurnedAway(post: Post, bytes: Uint8Array, { code, message: why }: DomainError): Promise<void> {
  const claimed = readable(bytes)
  const org = await whose(post, claimed?.to)
  if (!org) return
  const from = claimed && (await lookUp(post.db, claimed.from))?.org
  const told = { org, from, message: claimed?.id, code, why, digest: hex(sha256(bytes)) }
  await recordTurnedAway(post.db, told, post.now())
}

/** What it says of itself, if it can be read at all; nobody is believed for it. */
export function readable(bytes: Uint8Array): Message | undefined {
  try {
    return readMessage(bytes).message
  } catch {
    return undefined
  }
}

/** Who is to learn of it: whom it was for, or, where that is nobody here, who runs the instance. */
async function whose({ db }: Post, to: string | undefined): Promise<string | undefined> {
  const here = await listOrganisations(db)
  const operates = ({ seats }: Organisation) => seats.includes('operator')
  return (here.find(({ id }) => id === to) ?? here.find(operates))?.id
}
