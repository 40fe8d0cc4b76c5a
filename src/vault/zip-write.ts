import { crc32 } from 'node:zlib'
import type { Tree } from './tree.ts'

/** What no field of four bytes can hold (APPNOTE 4.4.8): from here on sizes and places stand in fields of eight. */
const FULL = 0xffffffff
/** The first day a zip can tell, without a time: the same bytes whenever and wherever it is made. */
const FIRST_DAY = (1 << 5) | 1
/** APPNOTE 4.4.4: the sum and the sizes stand behind the file, and its name is UTF-8. */
const FLAGS = (1 << 3) | (1 << 11)
const [VERSION, VERSION_64] = [20, 45]
/** Made on Unix, by version 6.3 of the format; a plain file that its owner writes and all read. */
const MADE_BY = (3 << 8) | 63
const MODE = (0o100644 << 16) >>> 0

interface Written {
  readonly name: Buffer
  /** Where its header stands. */
  readonly at: number
  readonly size: number
  readonly crc: number
}

/**
 * The one zip of a tree: files in order below one folder, stored as they are, without time or owner, of any size. The same
 * files give the same bytes, so that a zip can be checked by making it again. It is made while it is read, holds nothing, and
 * what it gives is the reader's own.
 */
export async function* zipOf(tree: Tree, folder: string): AsyncIterable<Uint8Array> {
  const all: Written[] = []
  let at = 0
  for (const path of tree.files.keys()) {
    const name = Buffer.from(`${folder}/${path}`)
    yield localHeader(name)
    let [size, crc] = [0, 0]
    for await (const chunk of tree.read(path)) {
      crc = crc32(chunk, crc)
      size += chunk.length
      yield chunk
    }
    const written = { name, at, size, crc }
    yield descriptorOf(written)
    at += 30 + name.length + size + descriptorSize(written)
    all.push(written)
  }
  const directory = Buffer.concat(all.map(directoryEntry))
  const last = end(all.length, at, directory.length)
  yield directory
  yield last
}

const isLarge = ({ size, at }: Pick<Written, 'size' | 'at'>): boolean => size >= FULL || at >= FULL

/** Of what stands behind a file. */
export const descriptorSize = (file: Pick<Written, 'size' | 'at'>): number => (isLarge(file) ? 24 : 16)

/** The header before a file (APPNOTE 4.3.7); its sum and sizes are not known yet. */
const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    fields([4, 0x04034b50], [2, VERSION], [2, FLAGS], [2, 0], [2, 0], [2, FIRST_DAY]),
    fields([4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]),
    name,
  ])

/** What stands behind a file (APPNOTE 4.3.9). */
function descriptorOf(file: Written): Buffer {
  const wide = isLarge(file) ? 8 : 4
  return fields([4, 0x08074b50], [4, file.crc], [wide, file.size], [wide, file.size])
}

/** The line of a file in the directory (APPNOTE 4.3.12), and what it leaves to the field of the large (4.5.3). */
function directoryEntry(file: Written): Buffer {
  const { name, at, size, crc } = file
  const large = isLarge(file)
  const extra = large ? fields([2, 0x0001], [2, 24], [8, size], [8, size], [8, at]) : Buffer.of()
  const [told, place] = large ? [FULL, FULL] : [size, at]
  return Buffer.concat([
    fields(
      [4, 0x02014b50],
      [2, MADE_BY],
      [2, large ? VERSION_64 : VERSION],
      [2, FLAGS],
      [2, 0],
      [2, 0],
      [2, FIRST_DAY],
    ),
    fields([4, crc], [4, told], [4, told], [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, MODE]),
    fields([4, place]),
    name,
    extra,
  ])
}

/** The end of the directory (APPNOTE 4.3.16), after that of a large one (4.3.14, 4.3.15) where it needs it. */
function end(count: number, at: number, size: number): Buffer {
  const many = Math.min(count, 0xffff)
  const last = fields(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, many],
      [2, many],
    ] as const),
    ...([
      [4, Math.min(size, FULL)],
      [4, Math.min(at, FULL)],
      [2, 0],
    ] as const),
  )
  if (count < 0xffff && size < FULL && at < FULL) return last
  return Buffer.concat([
    fields(
      [4, 0x06064b50],
      [8, 44],
      [2, MADE_BY],
      [2, VERSION_64],
      [4, 0],
      [4, 0],
      [8, count],
      [8, count],
      [8, size],
      [8, at],
    ),
    fields([4, 0x07064b50], [4, 0], [8, at + size], [4, 1]),
    last,
  ])
}

/** Numbers, little end first, each in so many bytes. */
function fields(...numbers: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  const all = Buffer.alloc(numbers.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of numbers) {
    if (bytes === 8) all.writeBigUInt64LE(BigInt(value), at)
    else all.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return all
}
