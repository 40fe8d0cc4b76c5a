import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { openBytes, sealBytes } from './age.ts'
import { generateSealingKey, recipientOf } from './age-keys.ts'

const [anna, markus, stranger] = await Promise.all([generateSealingKey(), generateSealingKey(), generateSealingKey()])
const code = (code: string) => expect.objectContaining({ code })

test.prop([fc.uint8Array()], { numRuns: 20 })('what is sealed to several opens for each of them', async (message) => {
  const sealed = await sealBytes(message, [anna.recipient, markus.recipient])
  expect(await openBytes(sealed, [anna.identity])).toEqual(message)
  expect(await openBytes(sealed, [stranger.identity, markus.identity])).toEqual(message)
})

test('what is sealed to others stays closed', async () => {
  const sealed = await sealBytes(Uint8Array.of(1), [anna.recipient])
  await expect(openBytes(sealed, [stranger.identity])).rejects.toThrow(code('not_sealed_for_us'))
})

test('what was changed on the way does not open', async () => {
  const sealed = await sealBytes(Uint8Array.of(1, 2, 3), [anna.recipient])
  for (const at of [0, 30, 100, sealed.length - 1]) {
    await expect(openBytes(sealed.with(at, (sealed[at] ?? 0) ^ 1), [anna.identity])).rejects.toThrow(/./)
  }
  await expect(openBytes(sealed.subarray(0, -1), [anna.identity])).rejects.toThrow(code('malformed_sealed'))
})

test('nothing is sealed to nobody, or to what is no key', async () => {
  await expect(sealBytes(Uint8Array.of(1), [])).rejects.toThrow(code('malformed_key'))
  await expect(sealBytes(Uint8Array.of(1), ['age1nobody'])).rejects.toThrow(code('malformed_key'))
  await expect(recipientOf('AGE-SECRET-KEY-1X')).rejects.toThrow(code('malformed_key'))
})
