import { open, readFile } from 'node:fs/promises'
import { DomainError } from '../base/errors.ts'

/** What one case may weigh: an interview is a few kilobytes, ten thousand items are one megabyte. */
export const largestInput = 5 * 1024 * 1024

/** The text of a file, or of standard input for `-`. Throws `missing` / `no_such_file` and `invalid` / `too_large`. */
export async function readInput(path: string): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of await source(path)) {
    size += chunk.length
    if (size > largestInput)
      throw new DomainError('invalid', 'too_large', `More than ${largestInput / 1024 / 1024} MB: this is no case`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The bytes of a file, or of standard input for `-`. */
export async function source(path: string): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') return process.stdin
  try {
    return (await open(path)).createReadStream()
  } catch (cause) {
    throw new DomainError('missing', 'no_such_file', `There is no file ${path} that can be read`, { cause })
  }
}

/** Throws `invalid` / `not_json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const place =
      cause instanceof Error ? (/position \d+.*$/.exec(cause.message)?.[0] ?? cause.message.slice(0, 80)) : ''
    throw new DomainError('invalid', 'not_json', `This is not JSON: ${place}`, { cause })
  }
}

/** A JSON file of any size that somebody was handed to check. Throws `no_such_file`, `not_json`. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new DomainError('missing', 'no_such_file', `There is no file ${path}`, { path, cause })
  })
  return parseJson(text)
}
