import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateSealingKey } from '../../crypto/index.ts'
import { open } from '../../vault/index.ts'
import { modulesOf } from '../shell/modules.ts'

/** What a browser runs is plain JavaScript; here it runs as it stands. */
const { newKeys, sealedFile } = await import('./sealing.js' as string)
const CHUNK = 64 * 1024
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer())
async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

describe('a file sealed in the browser', () => {
  test('is opened by each recipient and by nobody else, whatever its length', async () => {
    const [court, copy, stranger] = await Promise.all([
      generateSealingKey(),
      generateSealingKey(),
      generateSealingKey(),
    ])
    for (const size of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 65 * CHUNK + 7]) {
      const plain = randomBytes(size)
      const sealed = sealedFile(new Blob([plain]), await newKeys([court.recipient, copy.recipient]))
      const bytes = await bytesOf(await sealed.slice(0, sealed.size))
      expect(bytes.length).toBe(sealed.size)
      expect(await sealed.sum(() => undefined)).toBe(createHash('sha256').update(bytes).digest('hex'))
      for (const { identity } of [court, copy]) {
        const opened = Buffer.concat(await Array.fromAsync(open(once(bytes), { identities: [identity] })))
        expect(opened.equals(plain)).toBe(true)
      }
      const strange = Array.fromAsync(open(once(bytes), { identities: [stranger.identity] }))
      await expect(strange).rejects.toMatchObject({ code: 'not_sealed_for_us' })
    }
  })

  test('is the same from wherever a broken upload goes on', async () => {
    const { recipient } = await generateSealingKey()
    const sealed = sealedFile(new Blob([randomBytes(3 * CHUNK + 500)]), await newKeys([recipient]))
    const whole = await bytesOf(await sealed.slice(0, sealed.size))
    const places = fc.tuple(fc.nat(sealed.size), fc.nat(sealed.size + 100)).filter(([from, to]) => from <= to)
    await fc.assert(
      fc.asyncProperty(places, async ([from, to]) => {
        expect((await bytesOf(await sealed.slice(from, to))).equals(whole.subarray(from, to))).toBe(true)
      }),
    )
  })

  test('is sealed with new keys each time', async () => {
    const { recipient } = await generateSealingKey()
    const [one, other] = [await newKeys([recipient]), await newKeys([recipient])]
    expect(one.fileKey).not.toEqual(other.fileKey)
    expect(one.nonce).not.toEqual(other.nonce)
    await expect(newKeys(['age1nobody'])).rejects.toThrow()
  })
})

test('what the browser imports is all there, under the names it is imported by', () => {
  const modules = modulesOf([new URL('./sealing.js', import.meta.url).pathname])
  const names = new Set(modules.map(({ name }) => name))
  expect(names.size).toBe(modules.length)
  const imported = modules.flatMap(({ body }) => [
    ...body.matchAll(/^(?:import|export)\s[^'"()=]*["']([^"'\n]+)["']/gm),
  ])
  expect(imported.length).toBeGreaterThan(20)
  for (const [, name = ''] of imported) expect(names).toContain(name.replace('./', ''))
})
