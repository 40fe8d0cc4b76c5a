import { Readable } from 'node:stream'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  validateFileName,
} from 'yauzl'
import { VaultError } from './errors.ts'
import type { ReadAt } from './opened-at.ts'

/** A file in a zip, as its directory tells it. */
export interface ArchiveFile {
  readonly name: string
  readonly size: number
  /** How many bytes it takes in the zip. */
  readonly packed: number
  /** Calendar day and time on the clock of whoever packed it, in ISO 8601; undefined where that is none. */
  readonly at: string | undefined
  readonly isEncrypted: boolean
  /** Its name would lead out of the folder it is unpacked to. */
  readonly isUnsafe: boolean
  /** Its bytes, no more than it says it has. Throws `not_readable` for what is damaged, encrypted or packed in another way. */
  read(): AsyncIterable<Uint8Array>
}

/**
 * The files of a zip in the order of its directory, folders left out; no more of it is read than is asked for. Throws
 * `not_readable` for what is no zip, or a damaged one.
 */
export async function* filesInArchive(read: ReadAt, size: number): AsyncIterable<ArchiveFile> {
  const zip = await fromRandomAccessReaderPromise(new Reader(read), size, {
    autoClose: false,
    decodeStrings: false,
    lazyEntries: true,
  }).catch(refuse)
  const entries = zip.eachEntry()
  for (;;) {
    const { done, value: entry } = await entries.next().catch(refuse)
    if (done) return
    const name = nameOf(entry)
    if (name.endsWith('/')) continue
    yield {
      name,
      size: entry.uncompressedSize,
      packed: entry.compressedSize,
      at: timeOf(entry),
      isEncrypted: entry.isEncrypted(),
      isUnsafe: validateFileName(name) !== null,
      async *read() {
        if (entry.isEncrypted()) refuse(new Error('it is encrypted'))
        try {
          yield* await zip.openReadStreamPromise(entry)
        } catch (cause) {
          refuse(cause)
        }
      },
    }
  }
}

/** What a name says with backslashes it means with slashes. */
const nameOf = (entry: Entry): string => {
  const raw = entry.fileName as unknown as Buffer
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false).toWellFormed()
}

function timeOf(entry: Entry): string | undefined {
  const at = entry.getLastModDate({ timezone: 'UTC' })
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 19)
}

function refuse(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : 'it is damaged'
  throw new VaultError('invalid', 'not_readable', `This is no zip that can be read: ${why}`, { path: 'of', cause })
}

const STEP = 256 * 1024

class Reader extends RandomAccessReader {
  readonly #read: ReadAt
  constructor(read: ReadAt) {
    super()
    this.#read = read
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const read = this.#read
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += STEP) yield await read(at, Math.min(end, at + STEP))
      })(),
    )
  }
}
