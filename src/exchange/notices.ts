import { z } from 'zod'
import { parseBase64 } from '../base/bytes.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { beginKey, keyHistory, revokeKeys } from '../trust/index.ts'
import { takeAttestation, takeWithdrawal } from './attesting.ts'
import { isHere } from './directory.ts'
import { markDoubtfulFor } from './doubting.ts'
import { ExchangeError } from './errors.ts'
import type { Post, Received } from './post.ts'
import { revokePeerRow } from './store.ts'
import { setPeerKey } from './store-keys.ts'

const org = z.string().regex(/^org_[0-9a-hjkmnp-tv-z]{26}$/)
const key = z
  .string()
  .max(100)
  .refine((input) => {
    try {
      return parseBase64(input).length === 32
    } catch {
      return false
    }
  }, 'not an Ed25519 key')
const about = { request: org, at: z.iso.datetime() }

/** What one organisation tells another about itself or a third, and not about a request. */
const bodies = {
  'key-succession': z.strictObject({ ...about, key, next: key }),
  'key-revocation': z.strictObject({ ...about, key, since: z.iso.datetime(), reason: z.string().min(1).max(2_000) }),
  attestation: z.strictObject({ ...about, paper: z.string().max(20_000) }),
  'attestation-withdrawal': z.strictObject({ ...about, id: z.string().max(60), reason: z.string().min(1).max(2_000) }),
} as const

type NoticeType = keyof typeof bodies
type Body<T extends NoticeType> = z.infer<(typeof bodies)[T]>

/** Who takes in which notice, in the transaction that takes its message in. */
const handlers: { readonly [T in NoticeType]: (tx: Tx, received: Received, body: Body<T>) => Promise<void> } = {
  'key-succession': succeeded,
  'key-revocation': revoked,
  attestation: takeAttestation,
  'attestation-withdrawal': takeWithdrawal,
}

/** What is said about organisations themselves is taken in here, everything else by `receive`. */
export const withNotices =
  (receive: Post['receive']): Post['receive'] =>
  (tx, received) =>
    Object.hasOwn(bodies, received.type) ? take(tx, received.type as NoticeType, received) : receive(tx, received)

async function take<T extends NoticeType>(tx: Tx, type: T, received: Received): Promise<string> {
  const read = bodies[type].safeParse(received.body)
  if (!read.success) {
    const path = read.error.issues[0]?.path.join('.')
    throw new ExchangeError('invalid', 'malformed_notice', `A notice '${type}' is not well formed`, { path })
  }
  const handler: (tx: Tx, received: Received, body: Body<T>) => Promise<void> = handlers[type]
  await handler(tx, received, read.data as Body<T>)
  return received.from
}

/** Another key follows the one we know: whoever signed this had that one. */
async function succeeded(
  tx: Tx,
  { from, at }: Received,
  { request, key: before, next }: Body<'key-succession'>,
): Promise<void> {
  await mustBeItsKey(tx, from, request, before)
  const history = await keyHistory(tx, from)
  // A key that was given up once does not come back by itself.
  if (history.some((one) => one.key === next && one.until !== null))
    throw new ExchangeError('conflict', 'key_spent', 'This key was given up before', { path: 'next' })
  if (await isHere(tx, from)) return
  await beginKey(tx, from, { kind: 'signing', key: next }, 'rotated', at)
  await setPeerKey(tx, from, next)
}

/** Nothing it signed since then is to be believed, nor anything it will; a person has to compare its new key. */
async function revoked(
  tx: Tx,
  { org: own, from, at }: Received,
  { request, key: lost, since, reason }: Body<'key-revocation'>,
): Promise<void> {
  await mustBeItsKey(tx, from, request, lost)
  if (!(await isHere(tx, from))) {
    await revokeKeys(tx, from, { since: parseInstant(since), reason }, at)
    await revokePeerRow(tx, from, instantText(at))
  }
  await markDoubtfulFor(tx, own, from, at)
}

/** Throws `wrong_key` where it speaks of somebody else's key, or of one nobody here knows as this organisation's. */
async function mustBeItsKey(tx: Tx, from: string, said: string, its: string): Promise<void> {
  if (said === from && (await keyHistory(tx, from)).some((one) => one.key === its)) return
  throw new ExchangeError('forbidden', 'wrong_key', 'This is about a key that is not known as its sender’s', {
    path: 'key',
  })
}
