import { Readable } from 'node:stream'
import type { Context } from 'hono'

/** Bytes to be saved on the reader's device, whatever their name holds (RFC 6266, RFC 8187); no browser runs them. */
export function sentToSave(
  c: Context,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: AsyncIterable<Uint8Array> | Uint8Array },
) {
  const headers = {
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encoded(name)}`,
  }
  if (bytes instanceof Uint8Array) return c.body(new Uint8Array(bytes), 200, headers)
  return c.body(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>, 200, headers)
}

const encoded = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
