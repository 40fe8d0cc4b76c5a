import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Blobs, openBlobs } from './blobs.ts'

let folder: string
let blobs: Blobs

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-blobs-'))
  blobs = await openBlobs(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const code = (code: string) => expect.objectContaining({ code })
const sum = (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length })
const whole = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(stream))

async function* pieces(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
}

/** A sender whose line breaks after these bytes. */
async function* broken(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
  throw new Error('the line broke')
}

describe('a blob', () => {
  test.each([0, 10, 3_000_000])('of %d bytes is kept under its sum and read back', async (size) => {
    const bytes = randomBytes(size)
    expect(await blobs.write(pieces(bytes.subarray(0, 7), bytes.subarray(7)))).toEqual(sum(bytes))
    expect(await whole(blobs.read(sum(bytes).sha256))).toEqual(bytes)
    expect(await blobs.size(sum(bytes).sha256)).toBe(size)
  })

  test('is the same blob when it is written again', async () => {
    const bytes = randomBytes(100)
    await blobs.write(pieces(bytes))
    expect(await blobs.write(pieces(bytes))).toEqual(sum(bytes))
  })

  test('is read in part', async () => {
    const bytes = randomBytes(1000)
    const { sha256 } = await blobs.write(pieces(bytes))
    expect(await whole(blobs.range(sha256, 10, 20))).toEqual(bytes.subarray(10, 20))
    expect(await whole(blobs.range(sha256, 1000, 1000))).toEqual(Buffer.alloc(0))
    await expect(whole(blobs.range(sha256, 10, 1001))).rejects.toThrow(code('bad_range'))
  })

  test('that was changed on the disk is never read to its end', async () => {
    const { sha256 } = await blobs.write(pieces(randomBytes(1000)))
    await appendFile(join(folder, sha256.slice(0, 2), sha256), 'x')
    await expect(whole(blobs.read(sha256))).rejects.toThrow(code('blob_damaged'))
  })

  test('whose sender breaks off leaves nothing', async () => {
    await expect(blobs.write(broken(randomBytes(2_000_000)))).rejects.toThrow('the line broke')
    expect(await readdir(join(folder, 'writing'))).toEqual([])
  })

  test('is gone once removed', async () => {
    const { sha256 } = await blobs.write(pieces(Buffer.of(1)))
    await blobs.remove(sha256)
    expect(await blobs.size(sha256)).toBeUndefined()
    await expect(whole(blobs.read(sha256))).rejects.toThrow(code('no_such_blob'))
  })

  test.each(['../../etc/passwd', '', 'AB'.repeat(32), `${'a'.repeat(63)}/`])('has no name like %j', async (name) => {
    await expect(whole(blobs.read(name))).rejects.toThrow(code('no_such_blob'))
  })

  test('left behind by a process that died is swept away', async () => {
    await writeFile(join(folder, 'writing', 'old'), 'half')
    expect(await blobs.sweep(60_000, Date.now())).toBe(0)
    expect(await blobs.sweep(60_000, Date.now() + 120_000)).toBe(1)
  })
})

describe('a file that arrives in parts', () => {
  const bytes = randomBytes(5_000_000)

  test('goes on where the line broke, in another process too, and becomes a blob', async () => {
    const first = blobs.arriving('upload_1')
    expect(await first.offset()).toBe(0)
    await expect(first.append(0, broken(bytes.subarray(0, 3_000_000)))).rejects.toThrow('the line broke')

    const again = (await openBlobs(folder)).arriving('upload_1')
    const offset = await again.offset()
    expect(await again.append(offset, pieces(bytes.subarray(offset)))).toBe(bytes.length)
    expect(await again.keep(sum(bytes))).toEqual(sum(bytes))
    expect(await whole(blobs.read(sum(bytes).sha256))).toEqual(bytes)
    expect(await again.offset()).toBe(0)
  })

  test('takes no part at another place', async () => {
    const upload = blobs.arriving('upload_1')
    await upload.append(0, pieces(Buffer.of(1, 2, 3)))
    await expect(upload.append(2, pieces(Buffer.of(9)))).rejects.toThrow(code('wrong_offset'))
    await expect(upload.append(4, pieces(Buffer.of(9)))).rejects.toThrow(code('wrong_offset'))
  })

  test('that is not what was announced is not kept', async () => {
    const upload = blobs.arriving('upload_1')
    await upload.append(0, pieces(Buffer.of(1, 2, 3)))
    await expect(upload.keep(sum(Buffer.of(1, 2, 4)))).rejects.toThrow(code('blob_damaged'))
    expect(await upload.offset()).toBe(0)
  })

  test('has an id that cannot leave its folder', () => {
    expect(() => blobs.arriving('../escape')).toThrow(code('unsafe_path'))
  })

  // /dev/full answers every write as a full disk does.
  test.skipIf(!existsSync('/dev/full'))('on a full disk says so', async () => {
    await symlink('/dev/full', join(folder, 'arriving', 'upload_1'))
    await expect(blobs.arriving('upload_1').append(0, pieces(bytes))).rejects.toThrow(
      expect.objectContaining({ code: 'disk_full', kind: 'unavailable' }),
    )
  })
})

test('a folder that cannot be made is an error, not a silence', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(openBlobs(join(folder, 'file'))).rejects.toThrow(/ENOTDIR|EEXIST/)
})
