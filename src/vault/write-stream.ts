import { type FileHandle, open } from 'node:fs/promises'
import { VaultError } from './errors.ts'

/** One write in flight while the next block is made: this much is held, twice. */
const BLOCK = 1024 * 1024

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export interface WriteOptions {
  /** Where in the file the first byte goes. */
  readonly position?: number
  /**
   * The chunks are nobody else's: their memory is given back as soon as they are written, not when the collector next
   * comes by, which for a large file is 100 MB later. True of what `seal` gives.
   */
  readonly owned?: boolean
}

/**
 * Writes a stream into an open file from `position` on and answers with the number of bytes written. A full disk
 * throws `disk_full`; what to do with the half of a file is the caller's to say.
 */
export async function writeStream(
  file: FileHandle,
  stream: AsyncIterable<Uint8Array>,
  { position = 0, owned = false }: WriteOptions = {},
): Promise<number> {
  let at = position
  let held: Uint8Array[] = []
  let size = 0
  let written: Promise<unknown> = Promise.resolve()
  const flush = async () => {
    await written
    const block = held
    written = writeBlock(file, block, at).then(() => owned && block.forEach(release))
    written.catch(() => {}) // awaited before the next block; not to be called unhandled until then
    at += size
    held = []
    size = 0
  }
  try {
    for await (const chunk of stream) {
      held.push(chunk)
      size += chunk.length
      if (size >= BLOCK) await flush()
    }
  } finally {
    // Of a stream that breaks off, what came is written all the same: whoever goes on later goes on from there.
    await flush()
    await written
  }
  return at - position
}

async function writeBlock(file: FileHandle, block: Uint8Array[], position: number): Promise<void> {
  let rest = block
  let at = position
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, at).catch(asDiskFull)
    at += bytesWritten
    rest = unwritten(rest, bytesWritten)
  }
}

/** Gives the memory of a chunk back that nobody else has; one cut from a pool cannot. */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/** The kernel may take only a part of what it is given. */
function unwritten(block: Uint8Array[], taken: number): Uint8Array[] {
  let left = taken
  let i = 0
  for (let next = block[i]; next !== undefined && left >= next.length; next = block[++i]) left -= next.length
  const [first, ...others] = block.slice(i)
  return first === undefined ? [] : [first.subarray(left), ...others]
}

/** Turns the refusals of a full disk into ours; anything else passes as it is. */
export function asDiskFull(cause: unknown): never {
  if (FULL.has((cause as NodeJS.ErrnoException).code ?? '')) {
    throw new VaultError('unavailable', 'disk_full', 'The disk is full: this file could not be written', { cause })
  }
  throw cause
}

/** So that a name made or moved in this folder survives a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
