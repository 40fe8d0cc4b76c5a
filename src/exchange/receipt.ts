import { z } from 'zod'
import type { SigningKey } from '../crypto/index.ts'
import { ExchangeError } from './errors.ts'
import { isSignedBy, readSigned, signed } from './signed.ts'

const receiptSchema = z.strictObject({
  v: z.literal(1),
  message: z.string(),
  /** Who received, from whom. */
  by: z.string(),
  from: z.string(),
  at: z.iso.datetime(),
  /** SHA-256 of the message's bytes, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The receiver's cosignature line under the sender's checkpoint; null where the receiver could not follow the log. */
  cosignature: z.string().max(1_000).nullable(),
  /** How much of the sender's log the receiver has seen: the next message says from there how the log went on. */
  seen: z.number().int().nonnegative(),
  /** The receiver's own log, which already holds the receipt. */
  checkpoint: z.string().max(10_000),
})

/** That a message arrived, when, and that its sender's log still continues what was seen of it before. */
export type Receipt = z.infer<typeof receiptSchema>

export const writeReceipt = (receipt: Receipt, key: SigningKey): Promise<Uint8Array<ArrayBuffer>> =>
  signed('receipt', receipt, key)

/**
 * Reads a receipt and checks that it is this one's, for this message. Throws `malformed_receipt` or `bad_signature`:
 * whoever answered so has not said no, and the message may even have arrived, so it is to be asked for again.
 */
export async function readReceipt(
  bytes: Uint8Array,
  expected: Pick<Receipt, 'message' | 'by' | 'from' | 'digest'> & { signingKey: string },
): Promise<Receipt> {
  const refuse = (why: string) =>
    new ExchangeError('unavailable', 'malformed_receipt', `This is not the receipt: ${why}`)
  const { value, signature } = readSigned('receipt', bytes, refuse)
  const read = receiptSchema.safeParse(value)
  if (!read.success) throw refuse(`${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
  if (!(await isSignedBy(expected.signingKey, 'receipt', read.data, signature))) {
    throw new ExchangeError('unavailable', 'bad_signature', 'The receipt is not signed by whom the message went to')
  }
  for (const field of ['message', 'by', 'from', 'digest'] as const) {
    if (read.data[field] !== expected[field]) throw refuse(`its ${field} is another`)
  }
  return read.data
}
