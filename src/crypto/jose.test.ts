import { beforeAll, describe, expect, test } from 'vitest'
import { type Jwk, toBase64url, verifyJws } from './jose.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const part = (value: unknown) => toBase64url(bytes(typeof value === 'string' ? value : JSON.stringify(value)))

describe('a JSON signature', () => {
  let pair: CryptoKeyPair
  let key: Jwk

  beforeAll(async () => {
    pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
    key = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), alg: 'EdDSA', kid: 'a' }
  })

  const sign = async (header: unknown, payload = part('hello')) => {
    const signed = `${part(header)}.${payload}`
    return `${signed}.${toBase64url(new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes(signed))))}`
  }

  test('hands back what was signed', async () => {
    const { payload } = await verifyJws(await sign({ alg: 'EdDSA', kid: 'a' }), { keys: [key] })
    expect(new TextDecoder().decode(payload)).toBe('hello')
  })

  test('is checked with its payload beside it, encoded or as it is', async () => {
    const whole = await sign({ alg: 'EdDSA', b64: false, crit: ['b64'] }, 'a.b')
    const beside = `${whole.split('.')[0]}..${whole.split('.').at(-1)}`
    const jws = await verifyJws(beside, { keys: [key], detached: bytes('a.b') })
    expect(new TextDecoder().decode(jws.payload)).toBe('a.b')
    const other = verifyJws(beside, { keys: [key], detached: bytes('a.c') })
    await expect(other).rejects.toMatchObject({ code: 'bad_signature' })
  })

  test.each<[string, unknown, string]>([
    ['no algorithm', { alg: 'none' }, 'bad_signature'],
    ['an algorithm the key is not for', { alg: 'ES256' }, 'bad_signature'],
    ['a secret where the key is public', { alg: 'HS256' }, 'bad_signature'],
    ['another key id', { alg: 'EdDSA', kid: 'b' }, 'bad_signature'],
    ['something critical that is not understood', { alg: 'EdDSA', crit: ['x'], x: 1 }, 'bad_signature'],
    ['something critical it does not have', { alg: 'EdDSA', crit: ['b64'] }, 'malformed_jws'],
    ['an empty list of what is critical', { alg: 'EdDSA', crit: [] }, 'malformed_jws'],
    ['b64 that is not critical', { alg: 'EdDSA', b64: false }, 'malformed_jws'],
    ['one name twice', '{"alg":"EdDSA","alg":"EdDSA"}', 'malformed_jws'],
  ])('is refused that names %s', async (_, header, code) => {
    await expect(verifyJws(await sign(header), { keys: [key] })).rejects.toMatchObject({ code })
  })

  test('is refused by a key that is for sealing, and by an algorithm not asked for', async () => {
    const jws = await sign({ alg: 'EdDSA' })
    await expect(verifyJws(jws, { keys: [{ ...key, use: 'enc' }] })).rejects.toMatchObject({ code: 'bad_signature' })
    await expect(verifyJws(jws, { keys: [key], algorithms: ['ES256'] })).rejects.toMatchObject({
      code: 'bad_signature',
    })
    await expect(verifyJws(`${jws}=`, { keys: [key] })).rejects.toMatchObject({ code: 'malformed_jws' })
  })
})
