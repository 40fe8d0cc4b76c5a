import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { generateSealingKey } from '../crypto/index.ts'
import { openedAt } from './opened-at.ts'
import { seal } from './seal.ts'

const { identity, recipient } = await generateSealingKey()
const stranger = await generateSealingKey()

/** A piece of so many bytes, sealed, in memory. */
async function pieceOf(size: number) {
  const plain = Buffer.from(Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255))
  const sealed = Buffer.concat(await Array.fromAsync(seal([plain] as never, [recipient]), (part) => part.slice()))
  const blobs = (bytes: Buffer) => ({
    async *range(_: string, from: number, to: number) {
      for (let at = from; at < to; at += 1000) yield bytes.subarray(at, Math.min(at + 1000, to))
    },
  })
  const item = { sealedSha256: '', sealedSize: sealed.length, size }
  return { plain, sealed, blobs, item }
}

const CHUNK = 64 * 1024
const sizes = await Promise.all([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_000].map(pieceOf))

describe('a sealed piece is read from anywhere', () => {
  test.prop([fc.constantFrom(...sizes), fc.nat(210_000), fc.nat(210_000)])(
    'each byte as it is',
    async (piece, a, b) => {
      const read = openedAt(piece.blobs(piece.sealed), piece.item, { identities: [identity] })
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      expect((await read(from, to)).equals(piece.plain.subarray(from, to))).toBe(true)
    },
  )

  test('and refused with a byte changed, cut off, or for a stranger', async () => {
    const { sealed, blobs, item } = (await pieceOf(200_000)) as Awaited<ReturnType<typeof pieceOf>>
    const changed = Buffer.from(sealed)
    changed[sealed.length - 70_000] = (changed[sealed.length - 70_000] ?? 0) ^ 1
    const damaged = openedAt(blobs(changed), item, { identities: [identity] })
    expect((await damaged(0, 10)).length).toBe(10)
    await expect(damaged(130_000, 130_010)).rejects.toMatchObject({ code: 'payload_damaged' })
    const swapped = Buffer.concat([sealed.subarray(0, sealed.length - 20), Buffer.alloc(20)])
    await expect(openedAt(blobs(swapped), item, { identities: [identity] })(199_990, 200_000)).rejects.toMatchObject({
      code: 'payload_damaged',
    })
    const longer = openedAt(blobs(sealed), { ...item, size: item.size + 1 }, { identities: [identity] })
    await expect(longer(0, 10)).rejects.toMatchObject({ code: 'malformed_header' })
    await expect(openedAt(blobs(sealed), item, { identities: [stranger.identity] })(0, 1)).rejects.toMatchObject({
      code: 'not_sealed_for_us',
    })
  })
})
