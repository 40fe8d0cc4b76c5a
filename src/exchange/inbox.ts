import { findOrganisation, sealingIdentities, signer } from '../accounts/index.ts'
import {
  Contradiction,
  checkpoint,
  findWitnessed,
  keepContradiction,
  mustNotContradict,
  originOf,
  record,
  witness,
} from '../audit/index.ts'
import { hex, parseBase64, text, utf8 } from '../base/bytes.ts'
import { instantText, parseInstant } from '../base/time.ts'
import { parseCheckpoint, parseNote, type SigningKey, sha256 } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Counterpart } from './counterpart.ts'
import { lookUp } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { checkMessage, type Message, openBody, readMessage } from './message.ts'
import type { Post } from './post.ts'
import { writeReceipt } from './receipt.ts'
import { enterReceived, findReceived, keepReceipt } from './store.ts'

/**
 * Takes a message in: checks who signed it, that it is for an organisation here and still good, opens it, and lets
 * requests act on it, all in one transaction with its receipt. A second arrival has no second effect and gets the same
 * receipt. Throws `malformed_message`, `message_too_large`, `wrong_recipient`, `unknown_sender`, `bad_signature`,
 * `message_expired`, `message_from_the_future`, `message_differs`, or what the receiver refuses it for. A log that takes back
 * what it signed is refused too, and both its checkpoints are kept.
 */
export async function accept(post: Post, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await takeIn(post, bytes)
  } catch (error) {
    if (error instanceof Contradiction)
      await keepContradiction(post.db, readMessage(bytes).message.to, error, post.now())
    throw error
  }
}

async function takeIn(post: Post, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const read = readMessage(bytes)
  const { message } = read
  await mustBeHere(post, message.to)
  const sender = await knownSender(post, message.from)
  const digest = hex(sha256(bytes))
  const earlier = await receiptOf(post.db, message, digest)
  if (earlier) return earlier
  await checkMessage(read, sender.signing, post.now())
  const body = await openBody(message, await sealingIdentities(post.db, post.secret, message.to))
  return post.db.transaction().execute(async (tx) => {
    const at = post.now()
    const { id, type, from, to: org, sent } = message
    const told = { message: id, from, type, digest }
    const entered = await enterReceived(tx, { ...told, org, sentAt: sent, receivedAt: instantText(at) })
    const meanwhile = entered ? undefined : await receiptOf(tx, message, digest)
    if (meanwhile) return meanwhile
    const request = await post.receive(tx, { org, from, fromName: sender.name, type, body, message: id, at })
    const key = await signer(tx, post.secret, org)
    const seen = await cosign(tx, message, sender, key, at)
    const event = { ...told, fromName: sender.name, sent, logSize: seen.size }
    await record(tx, { org, by: 'system', kind: 'message.received', about: request, body: event }, at)
    const note = await checkpoint(tx, org, key, at)
    const receipt = await writeReceipt(
      {
        v: 1,
        message: id,
        by: org,
        from,
        at: instantText(at),
        digest,
        cosignature: seen.line,
        seen: seen.size,
        checkpoint: note.note,
      },
      key,
    )
    await keepReceipt(tx, org, id, text(receipt))
    return receipt
  })
}

/** The receipt given already, if any. Throws `message_differs` if it was for other bytes under this id. */
async function receiptOf(db: Db, { to, id }: Message, digest: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const earlier = await findReceived(db, to, id)
  if (!earlier) return undefined
  if (earlier.digest === digest) return utf8(earlier.receipt)
  throw new ExchangeError('conflict', 'message_differs', 'Another message with this id has been received')
}

async function mustBeHere({ db }: Post, org: string): Promise<void> {
  try {
    await findOrganisation(db, org)
  } catch (cause) {
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
): Promise<{ line: string | null; size: number }> {
  const { size } = parseCheckpoint(parseNote(note).text)
  const seen = await findWitnessed(tx, org, originOf(from))
  const theirs = { note, org: from, publicKey: parseBase64(signing), proof: consistency?.proof.map(parseBase64) ?? [] }
  if (seen && seen.size !== size && seen.size !== consistency?.from) {
    await mustNotContradict(tx, org, theirs, parseInstant(sent))
    return { line: null, size: seen.size }
  }
  return { line: await witness(tx, org, theirs, key, at), size }
}
