import { z } from 'zod'
import { signer } from '../accounts/index.ts'
import { eventsAbout, record } from '../audit/index.ts'
import { DomainError } from '../base/errors.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { passAgain } from '../requests/index.ts'
import {
  claimExpected,
  evidenceArrived,
  evidenceRefused,
  findItem,
  type Item,
  putOffExpected,
  ReleaseClosed,
  sealedBytes,
  VaultError,
} from '../vault/index.ts'
import { findCounterpart, lookUp } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { goodKeys } from './good-keys.ts'
import type { Post } from './post.ts'
import { isSignedBy, readSigned, signed } from './signed.ts'

const ticketSchema = z.strictObject({
  v: z.literal(1),
  by: z.string(),
  from: z.string(),
  item: z.string(),
  sealedSha256: z.string(),
  at: z.iso.datetime(),
})

const OTHER = 'What came is not what was announced'
const LEASE = Temporal.Duration.from({ minutes: 10 })
/** A ticket is good for so long, counted both ways for clocks that differ. */
const TICKET = Temporal.Duration.from({ minutes: 5 })

/**
 * Fetches what has been announced and is due, one after the other, going on where an earlier attempt was cut off. What comes
 * otherwise than announced is fetched from its beginning once more, and then refused.
 * Answers how many came whole.
 */
export async function fetchExpected(post: Post): Promise<number> {
  const due = instantText(post.now())
  let whole = 0
  while (!post.stopping?.aborted) {
    const lease = instantText(post.now().add(LEASE))
    const [item] = await post.db.transaction().execute((tx) => claimExpected(tx, due, lease, 1))
    if (!item) return whole
    if (await fetchOne(post, item)) whole++
  }
  return whole
}

async function fetchOne(post: Post, item: Item & { attempts: number }): Promise<boolean> {
  const { db, blobs } = post
  try {
    await bring(post, item)
    await db.transaction().execute((tx) => evidenceArrived(tx, item, post.now()))
    return true
  } catch (error) {
    const isOther = error instanceof VaultError && error.code === 'blob_damaged'
    if (isOther) await blobs.arriving(arrivalOf(item)).discard()
    // Once it may have happened on the way; what comes otherwise twice running was not kept as it was announced.
    if (isOther && item.problem === OTHER) {
      await db.transaction().execute((tx) => evidenceRefused(tx, item, OTHER, post.now()))
      return false
    }
    if (!(error instanceof DomainError)) throw error
    const seconds = Math.min(2 ** item.attempts, 15 * 60)
    const until = instantText(post.now().add({ seconds }))
    await putOffExpected(db, item.org, item.id, until, isOther ? OTHER : error.message)
    return false
  }
}

/** Gets the sealed bytes into the store of this instance. */
async function bring(post: Post, item: Item): Promise<void> {
  const { blobs, db } = post
  const producer = await findCounterpart(db, item.producer)
  const expected = { sha256: item.sealedSha256, size: item.sealedSize }
  const arriving = blobs.arriving(arrivalOf(item))
  const from = await arriving.offset()
  if (from < expected.size) {
    const ticket = await writeTicket(post, item)
    const bytes =
      producer.url === null
        ? await serveEvidence(post, ticket, from)
        : await post.fetchEvidence(producer.url, ticket, from, post.stopping)
    const end = await arriving.append(from, atMost(expected.size - from, bytes, expected.sha256))
    if (end < expected.size) {
      throw new ExchangeError('unavailable', 'peer_unreachable', `It ended after ${end} of ${expected.size} bytes`)
    }
  }
  await arriving.keep(expected)
}

/** Whoever sends more than was announced sends something else, and is not to fill the disk with it. */
async function* atMost(limit: number, bytes: AsyncIterable<Uint8Array>, sha256: string): AsyncIterable<Uint8Array> {
  let left = limit
  for await (const part of bytes) {
    left -= part.length
    if (left < 0)
      throw new VaultError('conflict', 'blob_damaged', `More came than the file ${sha256.slice(0, 12)}… has`)
    yield part
  }
}

const arrivalOf = ({ org, id }: Item): string => `${org}-${id}`

async function writeTicket({ db, secret, now }: Post, { org, producer, id, sealedSha256 }: Item): Promise<Uint8Array> {
  return signed(
    'fetch',
    { v: 1, by: org, from: producer, item: id, sealedSha256, at: instantText(now()) },
    await signer(db, secret, org),
  )
}

/**
 * Gives sealed evidence to the organisation it was handed over to, and to nobody else: the ticket is signed by it, and
 * the piece is sealed to its key, or was handed over to it before it changed that. Throws `no_such_evidence` for everything that does not fit, and says no more;
 * `release_closed` where the gate has closed again.
 */
export async function serveEvidence(
  { db, blobs, law, now }: Pick<Post, 'db' | 'blobs' | 'law' | 'now'>,
  ticket: Uint8Array,
  from: number,
): Promise<AsyncIterable<Uint8Array>> {
  const refuse = () => new ExchangeError('missing', 'no_such_evidence', 'There is no such evidence for you here')
  const { value, signature } = readSigned('fetch', ticket, refuse)
  const read = ticketSchema.safeParse(value)
  if (!read.success) throw refuse()
  const { by, from: producer, item: id, sealedSha256, at } = read.data
  const asker = await lookUp(db, by)
  const age = parseInstant(at).until(now()).abs()
  const keys = asker ? [asker.signing, ...(await goodKeys(db, by, now()))] : []
  const shown = await Promise.all([...new Set(keys)].map((key) => isSignedBy(key, 'fetch', read.data, signature)))
  const good = asker && shown.includes(true)
  if (!good || Temporal.Duration.compare(age, TICKET) > 0) throw refuse()
  return serveTo({ db, blobs, law, now }, asker, { producer, id, sealedSha256 }, from)
}

/** The same to an asker of whom it is certain already who it is. */
export async function serveTo(
  { db, blobs, law, now }: Pick<Post, 'db' | 'blobs' | 'law' | 'now'>,
  asker: { readonly org: string; readonly sealing: string },
  { producer, id, sealedSha256 }: { readonly producer: string; readonly id: string; readonly sealedSha256?: string },
  from: number,
): Promise<AsyncIterable<Uint8Array>> {
  const item = await handedOver(db, producer, id)
  const isThat = item && (sealedSha256 === undefined || item.sealedSha256 === sealedSha256)
  if (!isThat || from > item.sealedSize || !(await isFor(db, item, asker)))
    throw new ExchangeError('missing', 'no_such_evidence', 'There is no such evidence for you here')
  const at = now()
  const passage = await passAgain(db, law, item, asker.org, at).catch(async (error: unknown) => {
    // Nobody is here to be told: the log of whoever gave it says that the gate has closed, and by which rules.
    if (error instanceof ReleaseClosed) await keptBack(db, item, asker.org, error, at)
    throw error
  })
  return sealedBytes(blobs, passage, from)
}

async function keptBack(
  db: Db,
  { org, id, origin }: Item,
  to: string,
  { closed }: ReleaseClosed,
  at: Temporal.Instant,
) {
  const rules = closed.map(({ rule, says, cite }) => ({ rule, says, cite }))
  const about = { org, by: to, kind: 'evidence.ticket-refused', about: id, body: { origin, to, rules } }
  await db.transaction().execute((tx) => record(tx, about, at))
}

/** Sealed to the key the asker uses now, or handed over to it when it used another. */
async function isFor(db: Db, item: Item, { org, sealing }: { org: string; sealing: string }): Promise<boolean> {
  if (item.sealedTo.includes(sealing)) return true
  const events = await eventsAbout(db, item.org, item.id)
  return events.some(
    ({ kind, body }) => kind === 'evidence.handed-over' && (body as { to?: unknown } | null)?.to === org,
  )
}

async function handedOver(db: Db, org: string, id: string): Promise<Item | undefined> {
  try {
    const item = await findItem(db, org, id)
    return item.state === 'handed-over' ? item : undefined
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}
