import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { WebError } from '../errors.ts'

/** A file of a form, as it comes in: its bytes can be read once. */
export interface UploadedFile {
  /** As the sender calls it: believed by nobody. */
  readonly name: string
  readonly mediaType: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** How many files one form may bring. */
export const FILES_AT_ONCE = 100

const limits = { files: FILES_AT_ONCE, fields: 20, fieldSize: 10_000, headerPairs: 20, headerSize: 16_384 }

/**
 * Gives each file of a form to `take`, one after the other, while it streams: nothing of it is held here. Throws
 * `not_a_form`, `nothing_chosen`, `too_many_files`, and `upload_cut_off` where the body ends too early; then, and when
 * `take` throws, the stream that `take` reads has failed as well, so that it keeps nothing.
 */
export async function takeFiles<Taken>(
  request: Request,
  take: (file: UploadedFile) => Promise<Taken>,
): Promise<Taken[]> {
  const parser = parserFor(request)
  const taken: Taken[] = []
  let current: Readable | undefined
  let refusal: { error: unknown } | undefined
  let work = Promise.resolve()
  parser.on('file', (_, stream, name: string | undefined, __, mediaType) => {
    // Who reads it sees the failure; a stream nobody reads any more must not end the process with it.
    stream.on('error', () => undefined)
    if (!name) return void stream.resume()
    current = stream
    work = work.then(async () => void taken.push(await take({ name, mediaType, bytes: stream })))
    work.catch((error) => {
      if (!stream.errored) refusal ??= { error }
      parser.destroy(error)
    })
  })
  parser.on('filesLimit', () => parser.destroy(new WebError('invalid', 'too_many_files', `${FILES_AT_ONCE}`)))
  try {
    await pipeline(Readable.fromWeb((request.body ?? new ReadableStream()) as NodeStream), parser)
    await work
  } catch (cause) {
    current?.destroy(cause as Error)
    await work.catch(() => undefined)
    if (refusal) throw refusal.error
    if (cause instanceof WebError) throw cause
    throw new WebError('invalid', 'upload_cut_off', 'The upload broke off, and nothing of that file was kept', {
      cause,
    })
  }
  if (taken.length === 0) throw new WebError('invalid', 'nothing_chosen', 'No file was chosen', { path: 'files' })
  return taken
}

function parserFor(request: Request) {
  try {
    return new Busboy({ headers: { 'content-type': request.headers.get('content-type') ?? '' }, limits })
  } catch (cause) {
    throw new WebError('invalid', 'not_a_form', 'This is not a form with files', { cause })
  }
}

/** A media type that can stand in a record and a header, whatever the sender wrote. */
export const readMediaType = (input: string): string =>
  /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(input) ? input.toLowerCase() : 'application/octet-stream'
