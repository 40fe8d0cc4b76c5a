import { signer } from '../accounts/index.ts'
import { hex } from '../base/bytes.ts'
import type { DomainError } from '../base/errors.ts'
import { instantText } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import { lookUp } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { readable, takeIn } from './inbox.ts'
import type { Post } from './post.ts'
import { writeProblem, writeRefusal } from './receipt.ts'

/** How many messages one delivery may hold. */
const MOST = 100
const END = 10

/** Several messages, or several answers, one a line: canonical JSON has no line breaks. */
export const together = (each: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(each.flatMap((one, place) => (place === 0 ? [one] : [Uint8Array.of(END), one]))))

export function lines(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let from = 0; from <= bytes.length; ) {
    const at = bytes.indexOf(END, from)
    const to = at < 0 ? bytes.length : at
    found.push(bytes.subarray(from, to))
    from = to + 1
  }
  return found
}

/**
 * The letter box: takes in a delivery of messages, one a line, and answers a line for each in their order: its receipt; the
 * refusal of whom it was for, signed; or, where that is nobody here or the fault is ours, a problem that nobody signed, after
 * which the sender asks again. Throws `malformed_message` for more messages than are taken at once.
 */
export async function takeDelivery(
  post: Post,
  bytes: Uint8Array,
  report: (error: unknown) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const letters = lines(bytes)
  if (letters.length > MOST)
    throw new ExchangeError('invalid', 'malformed_message', `A delivery holds ${MOST} messages at most`)
  const outcomes = await takeIn(post, letters)
  const answers = outcomes.map((outcome, place) => {
    if ('receipt' in outcome) return outcome.receipt
    if ('refusal' in outcome) return refuse(post, letters[place] ?? new Uint8Array(), outcome.refusal)
    report(outcome.fault)
    return writeProblem('internal', 'Something went wrong on this side; it has been noted')
  })
  return together(await Promise.all(answers))
}

async function refuse(post: Post, bytes: Uint8Array, { kind, code, message: why }: DomainError): Promise<Uint8Array> {
  const claimed = readable(bytes)
  const here = claimed && (await lookUp(post.db, claimed.to))?.url === null
  if (!claimed || !here || kind === 'unavailable') return writeProblem(code, why)
  const { id: message, to: by, from } = claimed
  const said = { v: 1, message, by, from, at: instantText(post.now()), digest: hex(sha256(bytes)), code } as const
  return writeRefusal({ ...said, why: why.slice(0, 2_000) }, await signer(post.db, post.secret, by))
}
