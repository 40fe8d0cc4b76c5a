import { Readable } from 'node:stream'
import { text } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { parseJson as readJson } from '../base/json.ts'

/** The body of a request, held whole, up to a limit that is kept before and while reading. Throws `too_large`. */
export async function bodyBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new DomainError('invalid', 'too_large', `At most ${limit} bytes are taken here`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > limit) throw tooLarge()
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
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
