import { createHash } from 'node:crypto'
import { mkdtemp, open as openFile, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { describe, expect, onTestFinished } from 'vitest'
import { generateSealingKey } from '../crypto/index.ts'
import { borrowed } from './borrowed.ts'
import { open, seal, sealedPayloadSize } from './seal.ts'
import { writeStream } from './write-stream.ts'

const [anna, niamh, stranger] = await Promise.all([generateSealingKey(), generateSealingKey(), generateSealingKey()])
const CHUNK = 64 * 1024
const code = (code: string) => expect.objectContaining({ code })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function* pieces(bytes: Uint8Array, length = 30_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

/** Content that differs everywhere, so that no chunk passes for another. */
const file = (size: number) => Buffer.alloc(size, createHash('sha512').update(String(size)).digest())
const whole = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(stream))
const opened = (sealed: Uint8Array, identity = anna.identity) => whole(open(pieces(sealed), { identities: [identity] }))
const sealed = (plain: Uint8Array) => whole(seal(pieces(plain), [anna.recipient]))

const small = await sealed(file(100))

describe('a sealed file', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK + 7])(
    'of %d bytes opens to what it was',
    async (size) => {
      const plain = file(size)
      const sealing = seal(pieces(plain), [anna.recipient, niamh.recipient])
      const bytes = await whole(sealing)
      expect(await opened(bytes)).toEqual(plain)
      expect(await opened(bytes, niamh.identity)).toEqual(plain)
      expect(sealing.sums()).toEqual({
        plain: { sha256: sha256(plain), size },
        sealed: { sha256: sha256(bytes), size: bytes.length },
      })
      expect(bytes.length - (bytes.indexOf('\n---') + 49)).toBe(sealedPayloadSize(size))
    },
  )

  test.each([0, CHUNK, CHUNK + 1])(
    'of %d bytes is read by the other implementation, and the other way round',
    async (size) => {
      const plain = file(size)
      const decrypter = new Decrypter()
      decrypter.addIdentity(anna.identity)
      expect(Buffer.from(await decrypter.decrypt(await sealed(plain)))).toEqual(plain)

      const encrypter = new Encrypter()
      encrypter.addRecipient(anna.recipient)
      const theirs = await encrypter.encrypt(plain)
      expect(await opened(theirs)).toEqual(plain)
      expect(await opened(Buffer.from(`\n  ${armor.encode(theirs)}`))).toEqual(plain)
    },
  )

  test('stays closed to others', async () => {
    await expect(opened(await sealed(file(10)), stranger.identity)).rejects.toThrow(code('not_sealed_for_us'))
  })

  test('that was cut anywhere is refused', async () => {
    const bytes = await sealed(file(2 * CHUNK))
    const start = bytes.indexOf('\n---') + 49
    for (const end of [0, 10, 60, start - 1]) {
      await expect(opened(bytes.subarray(0, end))).rejects.toThrow(code('malformed_header'))
    }
    await expect(opened(bytes.subarray(0, start + 15))).rejects.toThrow(code('malformed_header'))
    const first = start + 16
    for (const end of [first, first + 15, first + 16, first + CHUNK + 16, bytes.length - 1]) {
      await expect(opened(bytes.subarray(0, end))).rejects.toThrow(code('payload_damaged'))
    }
  })

  test('with anything behind its end is refused', async () => {
    for (const size of [0, 5, CHUNK]) {
      const bytes = await sealed(file(size))
      await expect(opened(Buffer.concat([bytes, Buffer.of(0)]))).rejects.toThrow(code('payload_damaged'))
      await expect(opened(Buffer.concat([bytes, bytes]))).rejects.toThrow(code('payload_damaged'))
    }
  })

  test('whose chunks changed places is refused before the first wrong byte', async () => {
    const bytes = await sealed(file(3 * CHUNK))
    const at = bytes.indexOf('\n---') + 49 + 16
    const chunk = CHUNK + 16
    const parts = [at + chunk, at, at + 2 * chunk].map((start) => bytes.subarray(start, start + chunk))
    const stream = open(pieces(Buffer.concat([bytes.subarray(0, at), ...parts])), { identities: [anna.identity] })
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toThrow(code('payload_damaged'))
  })

  test('without an end to its header is refused, however long it runs', async () => {
    async function* endless() {
      yield Buffer.from('age-encryption.org/v1\n')
      for (;;) yield Buffer.alloc(65_536, '-> a\n')
    }
    await expect(whole(open(endless(), { identities: [anna.identity] }))).rejects.toThrow(code('malformed_header'))
  })

  test.prop([fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 })])(
    'with one byte changed is refused',
    async (at, by) => {
      const changed = Buffer.from(small)
      changed[at] = (changed[at] ?? 0) ^ by
      await expect(opened(changed)).rejects.toThrow(expect.objectContaining({ name: 'VaultError' }))
    },
  )

  test('lets its source go when the reader leaves early', async () => {
    let closed = false
    const bytes = await sealed(file(5 * CHUNK))
    async function* source() {
      try {
        yield* pieces(bytes)
      } finally {
        closed = true
      }
    }
    for await (const _ of open(source(), { identities: [anna.identity] })) break
    expect(closed).toBe(true)
  })
})

test('nothing is sealed to nobody, or to what is no key', async () => {
  await expect(whole(seal(pieces(file(1)), []))).rejects.toThrow(code('bad_recipient'))
  await expect(whole(seal(pieces(file(1)), ['age1nobody']))).rejects.toThrow(code('bad_recipient'))
  await expect(opened(await sealed(file(1)), 'AGE-SECRET-KEY-1X')).rejects.toThrow(code('bad_identity'))
})

test('what is sealed into a file while its memory is given back is whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'comity-seal-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const plain = file(40 * CHUNK + 11)
  await writeFile(join(folder, 'plain'), plain)
  const target = await openFile(join(folder, 'sealed'), 'w')
  const sealing = seal(borrowed(join(folder, 'plain')), [anna.recipient])
  expect(await writeStream(target, sealing, { owned: true })).toBe(sealing.sums().sealed.size)
  await target.close()
  expect(await opened(await readFile(join(folder, 'sealed')))).toEqual(plain)
})
