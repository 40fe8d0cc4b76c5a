import { Readable } from 'node:stream'
import { text } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { parseJson as readJson } from '../base/json.ts'

/** How long a body that is held whole may take to arrive, in milliseconds. */
const PATIENCE = 60_000

/**
 * The body of a request, held whole, up to a limit that is kept before and while reading, and for no longer than `patience`.
 * Throws `too_large`, `too_slow`.
 */
export async function bodyBytes(
  request: Request,
  limit: number,
  patience = PATIENCE,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new DomainError('invalid', 'too_large', `At most ${limit} bytes are taken here`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    void reader.cancel().catch(() => undefined)
  }, patience)
  try {
    const parts: Uint8Array[] = []
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate) throw new DomainError('invalid', 'too_slow', 'What was sent took too long to arrive')
      if (done) return new Uint8Array(Buffer.concat(parts))
      size += value.length
      if (size > limit) throw tooLarge()
      parts.push(value)
    }
  } finally {
    clearTimeout(timer)
    void reader.cancel().catch(() => undefined)
  }
}

/** A body that is JSON. Throws `too_large`, `not_json`, or `bad_text` for what no text may hold. */
export async function bodyJson(request: Request, limit: number): Promise<unknown> {
  return parseJson(await bodyBytes(request, limit))
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return readJson(text(bytes))
  } catch (cause) {
    if (cause instanceof DomainError && cause.code === 'bad_text') throw cause
    throw new DomainError('invalid', 'not_json', 'The body is not JSON', { cause })
  }
}

/**
 * A body of any size, piece by piece. Throws `upload_cut_off` where it ends before the length announced, or the
 * connection breaks: what was made of it until then must not be kept.
 */
export async function* uploadOf(request: Request): AsyncIterable<Uint8Array> {
  const announced = request.headers.get('content-length')
  const cutOff = (cause?: unknown) =>
    new DomainError('invalid', 'upload_cut_off', 'The upload broke off, and nothing of it was kept', { cause })
  let size = 0
  try {
    for await (const piece of request.body ?? []) {
      size += piece.length
      yield piece
    }
  } catch (cause) {
    throw cutOff(cause)
  }
  if (announced !== null && Number(announced) !== size) throw cutOff()
}

export const streamOf = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>

/** `content-disposition` for a file to be saved, whatever its name holds (RFC 6266, RFC 8187). */
export function savedAs(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}
