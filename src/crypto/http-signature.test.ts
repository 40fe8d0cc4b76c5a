import { beforeAll, describe, expect, test } from 'vitest'
import {
  contentDigest,
  type HttpMessage,
  type HttpVerificationKey,
  isContentOf,
  signHttpMessage,
  verifyHttpSignature,
} from './http-signature.ts'

const body = new TextEncoder().encode('{"state":"answered"}')
const covers = ['@method', '@target-uri', 'content-digest']

describe('a signed message', () => {
  let key: HttpVerificationKey
  let message: HttpMessage

  beforeAll(async () => {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
    key = { algorithm: 'ed25519', key: { spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)) } }
    const bare: HttpMessage = {
      method: 'POST',
      url: 'https://peer.example/hook?a=1',
      headers: [['Content-Digest', await contentDigest(body)]],
    }
    const signer = {
      label: 'us',
      algorithm: 'ed25519',
      key: pair.privateKey,
      keyId: 'k',
      covers,
      created: 1000,
    } as const
    const made = await signHttpMessage(bare, { ...signer, expires: 1300, nonce: 'n', tag: 'comity' })
    message = { ...bare, headers: [...bare.headers, ...Object.entries(made)] }
  })

  const check = (changed: Partial<HttpMessage> = {}, more: object = {}) =>
    verifyHttpSignature(
      { ...message, ...changed },
      { keyOf: (id) => (id === 'k' ? key : undefined), covers, now: 1100, oldest: 300, tag: 'comity', ...more },
    )

  test('says what it covers, and its body is the one it names', async () => {
    expect(await check()).toMatchObject({
      keyId: 'k',
      nonce: 'n',
      created: 1000,
      covered: covers.map((one) => `"${one}"`),
    })
    expect(await isContentOf(message, body)).toBe(true)
    expect(await isContentOf(message, body.slice(1))).toBe(false)
    expect(await isContentOf({ headers: [] }, body)).toBe(false)
  })

  test.each<[string, Partial<HttpMessage>, object]>([
    ['another address', { url: 'https://peer.example/hook?a=2' }, {}],
    ['another method', { method: 'PUT' }, {}],
    ['no body named', { headers: [] }, {}],
    ['less covered than asked for', {}, { covers: ['date'] }],
    ['nobody known', {}, { keyOf: () => undefined }],
    ['a time that is over', {}, { now: 1301, oldest: 900 }],
    ['too great an age', {}, { now: 1301 }],
    ['a moment to come', {}, { now: 999 }],
    ['another purpose', {}, { tag: 'other' }],
    ['another name', {}, { label: 'them' }],
  ])('is refused with %s', async (_, changed, more) => {
    await expect(check(changed, more)).rejects.toMatchObject({ code: 'bad_signature' })
  })

  test.each([
    ['us=("@method"', 'us=:AA==:'],
    ['us=("@method");created="1"', 'us=:AA==:'],
    ['us=("@METHOD")', 'us=:AA==:'],
    ['us=("@method" "@method")', 'us=:AA==:'],
    ['us=()', 'us=:A:'],
    ['us=(),', 'us=:AA==:'],
  ])('is not read where its fields are %s and %s', async (input, signature) => {
    const headers: [string, string][] = [['Signature-Input', input], ['Signature', signature]]
    await expect(check({ headers }, { keyOf: () => key, covers: [], now: undefined, tag: undefined })).rejects.toMatchObject({ code: 'malformed_http_signature' })
  }) // biome-ignore format: short
})
