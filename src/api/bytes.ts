import { DomainError } from '../base/errors.ts'

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

/** A body that is JSON. Throws `too_large` or `not_json`. */
export async function bodyJson(request: Request, limit: number): Promise<unknown> {
  const bytes = await bodyBytes(request, limit)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new DomainError('invalid', 'not_json', 'The body is not JSON', { cause })
  }
}
