import { z } from 'zod'
import { text, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { type SigningKey, sameBytes } from '../crypto/index.ts'
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

const refusalSchema = z.strictObject({
  v: z.literal(1),
  message: z.string(),
  by: z.string(),
  from: z.string(),
  at: z.iso.datetime(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  code: z.string().max(100),
  why: z.string().max(2_000),
})

/** That a message was not taken in, and why: the last word of whom it was for, which nobody in between can say. */
export type Refusal = z.infer<typeof refusalSchema>

export const writeRefusal = (refusal: Refusal, key: SigningKey): Promise<Uint8Array<ArrayBuffer>> =>
  signed('refusal', refusal, key)

const problemSchema = z.object({ problem: z.object({ code: z.string(), message: z.string() }) })

/** Why a message was not taken in, where nobody can sign it: not its recipient's word, and so not the last. */
export const writeProblem = (code: string, message: string): Uint8Array<ArrayBuffer> =>
  utf8(canonicalJson({ problem: { code, message } }))

/** Which message it must be about: who received, from whom, which bytes. */
export type Expected = Pick<Receipt, 'message' | 'by' | 'from' | 'digest'> & { readonly signingKey: string }

/**
 * Reads what came back for a message: its receipt, or its recipient's refusal of it, each checked to be this one's, for this
 * message. Throws `unavailable` (`malformed_receipt`, `bad_signature`) for everything else: whoever answered so has not said
 * no, and the message may even have arrived, so it is to be asked for again.
 */
export async function readAnswer(
  bytes: Uint8Array,
  expected: Expected,
): Promise<{ receipt: Receipt } | { refusal: Refusal }> {
  const said = problemIn(bytes)
  if (said)
    throw new ExchangeError('unavailable', 'malformed_receipt', `Without a signature the other side says: ${said}`)
  return startsAs('refusal', bytes)
    ? { refusal: await readSaid('refusal', refusalSchema, bytes, expected) }
    : { receipt: await readSaid('receipt', receiptSchema, bytes, expected) }
}

async function readSaid<T extends Omit<Expected, 'signingKey'>>(
  purpose: 'receipt' | 'refusal',
  schema: z.ZodType<T>,
  bytes: Uint8Array,
  expected: Expected,
): Promise<T> {
  const refuse = (why: string) =>
    new ExchangeError('unavailable', 'malformed_receipt', `This is not the ${purpose}: ${why}`)
  const { value, signature } = readSigned(purpose, bytes, refuse)
  const read = schema.safeParse(value)
  if (!read.success) throw refuse(`${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
  if (!(await isSignedBy(expected.signingKey, purpose, read.data, signature)))
    throw new ExchangeError('unavailable', 'bad_signature', `The ${purpose} is not signed by whom the message went to`)
  for (const field of ['message', 'by', 'from', 'digest'] as const) {
    if (read.data[field] !== expected[field]) throw refuse(`its ${field} is another`)
  }
  return read.data
}

/** Canonical JSON begins with the first of its names. */
const startsAs = (purpose: string, bytes: Uint8Array): boolean =>
  sameBytes(bytes.subarray(0, purpose.length + 3), utf8(`{"${purpose}"`))

function problemIn(bytes: Uint8Array): string | undefined {
  if (!startsAs('problem', bytes)) return undefined
  try {
    const { problem } = problemSchema.parse(JSON.parse(text(bytes)))
    return `${problem.message} (${problem.code})`.slice(0, 500)
  } catch {
    return undefined
  }
}
