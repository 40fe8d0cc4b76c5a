import { createReadStream } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { VaultError } from './errors.ts'
import { asDiskFull } from './write-stream.ts'

/** The bytes of a file, or of a part of it with both ends included. Throws `no_such_blob`. */
export async function* fileBytes(
  path: string,
  range: { start?: number; end?: number } = {},
): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path, { ...range, highWaterMark: 256 * 1024 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw noSuchBlob(cause)
    throw cause
  }
}

/** Opens a file for as long as it is used; what it makes is its owner's alone. */
export async function withFile<Result>(
  path: string,
  flags: number,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, flags, 0o600).catch(asDiskFull)
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

/** In bytes; undefined if there is no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

export const noSuchBlob = (cause?: unknown): VaultError =>
  new VaultError('missing', 'no_such_blob', 'There is no such file', { cause })

export function damagedBlob(sha256: string): VaultError {
  return new VaultError('conflict', 'blob_damaged', `These bytes are not the file ${sha256.slice(0, 12)}… any more`)
}
