import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateSealingKey, type SealingKey } from '../crypto/index.ts'
import { openBlobs } from './blobs.ts'
import { open } from './seal.ts'
import { newSealKeys, type SealKeys } from './sealing-in-parts.ts'

const CHUNK = 64 * 1024
let folder: string
let recipient: SealingKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-parts-'))
  recipient = await generateSealingKey()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const code = (code: string) => expect.objectContaining({ code })
const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
async function* pieces(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
}
async function* broken(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
  throw new Error('the line broke')
}
let count = 0
/** A new file, and the same one as the next process finds it. */
async function file(size: number, keys?: SealKeys) {
  const [id, made] = [`item_${++count}`, keys ?? (await newSealKeys([recipient.recipient]))]
  const again = async () => (await openBlobs(folder)).sealing(id, made, size)
  return { path: join(folder, 'arriving', id), again, sealing: await again() }
}
const opened = async (sha256: string) =>
  Buffer.concat(
    await Array.fromAsync(open((await openBlobs(folder)).read(sha256), { identities: [recipient.identity] })),
  )

describe('a file that is sealed while it arrives in parts', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_000])(
    'of %i bytes opens as what was sent, with the sums of both',
    async (size) => {
      const { sealing } = await file(size)
      const bytes = randomBytes(size)
      const half = size >> 1
      expect(await sealing.append(0, pieces(bytes.subarray(0, half)))).toBe(half)
      expect(await sealing.append(half, pieces(bytes.subarray(half)))).toBe(size)
      const sums = await sealing.sums()
      expect(sums?.plain).toEqual({ sha256: sumOf(bytes), size })
      await sealing.keep(sums?.sealed ?? expect.fail('it is whole'))
      expect(await opened(sums?.sealed.sha256 ?? '')).toEqual(bytes)
    },
  )

  property.prop([fc.integer({ min: 0, max: 300_000 }), fc.array(fc.nat(100_000), { maxLength: 8 })], { numRuns: 25 })(
    'comes out the same wherever it was cut, and whatever process went on',
    async (size, cuts) => {
      const { again } = await file(size)
      const bytes = randomBytes(size)
      let at = 0
      for (const cut of [...cuts, size]) {
        const sealing = await again()
        expect(await sealing.offset()).toBe(at)
        at = await sealing.append(at, pieces(bytes.subarray(at, Math.min(size, at + cut))))
      }
      const sealing = await again()
      const sums = await sealing.sums()
      expect(sums?.plain).toEqual({ sha256: sumOf(bytes), size })
      await sealing.keep(sums?.sealed ?? expect.fail('it is whole'))
      expect(await opened(sums?.sealed.sha256 ?? '')).toEqual(bytes)
    },
  )

  test('keeps what came before the line broke, for the same process and the next', async () => {
    const { sealing, again } = await file(200_000)
    const bytes = randomBytes(200_000)
    await expect(sealing.append(0, broken(bytes.subarray(0, 150_000)))).rejects.toThrow('the line broke')
    expect(await sealing.offset()).toBe(150_000)
    expect(await (await again()).offset()).toBe(150_000)
  })

  test('is never on the disk unsealed, neither whole chunks nor the rest of one', async () => {
    const { sealing } = await file(400_000)
    const words = Buffer.from('the plaintext of a letter '.repeat(10_000))
    await sealing.append(0, pieces(words))
    const files = await readdir(join(folder, 'arriving'))
    expect(files.length).toBeGreaterThan(1)
    for (const name of files) {
      expect((await readFile(join(folder, 'arriving', name))).includes('plaintext of a letter')).toBe(false)
    }
  })

  test('goes on from what truly is on the disk where a power cut took the rest', async () => {
    const { path, sealing, again } = await file(500_000)
    const bytes = randomBytes(500_000)
    await sealing.append(0, pieces(bytes.subarray(0, 300_000)))
    await truncate(path, (await stat(path)).size - 10)
    const next = await again()
    const from = await next.offset()
    expect(from).toBe(3 * CHUNK)
    await next.append(from, pieces(bytes.subarray(from)))
    expect((await next.sums())?.plain.sha256).toBe(sumOf(bytes))
  })

  test('cuts off what somebody wrote behind it', async () => {
    const { path, sealing, again } = await file(300_000)
    await sealing.append(0, pieces(randomBytes(2 * CHUNK)))
    await appendFile(path, randomBytes(CHUNK + 16))
    expect(await (await again()).offset()).toBe(2 * CHUNK)
  })

  test('takes no part that does not go on where it ends, and no more than was announced', async () => {
    const { sealing } = await file(10)
    await expect(sealing.append(5, pieces(randomBytes(5)))).rejects.toEqual(code('wrong_offset'))
    await expect(sealing.append(0, pieces(randomBytes(11)))).rejects.toEqual(code('too_much'))
    expect(await sealing.sums()).toBeDefined()
    await expect(sealing.append(10, pieces(randomBytes(1)))).rejects.toEqual(code('too_much'))
  })

  test('takes one part at a time: the second of two waits, and is refused where the first has moved on', async () => {
    const { sealing } = await file(100)
    const both = await Promise.allSettled([
      sealing.append(0, pieces(randomBytes(60))),
      sealing.append(0, pieces(randomBytes(60))),
    ])
    expect(both).toMatchObject([{ value: 60 }, { reason: { code: 'wrong_offset' } }])
  })

  test('is kept once, though it is said twice', async () => {
    const { sealing, again } = await file(10)
    await sealing.append(0, pieces(randomBytes(10)))
    const sums = await sealing.sums()
    if (!sums) return expect.fail('it is whole')
    await sealing.keep(sums.sealed)
    await (await again()).keep(sums.sealed)
    expect(
      await readdir(join(folder, 'arriving')).then((names) => names.filter((name) => name.endsWith(`${count}`))),
    ).toEqual([])
  })

  test('leaves nothing behind where it is discarded', async () => {
    const { path, sealing } = await file(10)
    await sealing.append(0, pieces(randomBytes(5)))
    await sealing.discard()
    await expect(stat(path)).rejects.toThrow('ENOENT')
    await expect(stat(`${path}.rest`)).rejects.toThrow('ENOENT')
    expect(await sealing.offset()).toBe(0)
  })
})
