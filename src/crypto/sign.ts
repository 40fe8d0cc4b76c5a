import { concat } from './concat.ts'
import { CryptoError } from './errors.ts'

/** An Ed25519 key (RFC 8032) that signs here or elsewhere. `publicKey` is the raw 32 bytes. */
export interface SigningKey {
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** The 64-byte signature over exactly these bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>>
}

/** One whose private part is here, inside WebCrypto. */
export interface OwnSigningKey extends SigningKey {
  readonly privateKey: CryptoKey
}

/** RFC 8410 §7: what stands before the 32-byte seed in an Ed25519 private key in PKCS #8. */
const PKCS8_PREFIX = Uint8Array.fromHex('302e020100300506032b657004220420')

export async function generateSigningKey(): Promise<OwnSigningKey> {
  return importSigningKey(crypto.getRandomValues(new Uint8Array(32)))
}

/** A key pair from its 32-byte seed (RFC 8032 §5.1.5), or from the PKCS #8 form of it. Throws `malformed_key` otherwise. */
export async function importSigningKey(secret: Uint8Array): Promise<OwnSigningKey> {
  const pkcs8 = secret.length === 32 ? concat(PKCS8_PREFIX, secret) : new Uint8Array(secret)
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
    const { x } = await crypto.subtle.exportKey('jwk', privateKey)
    return {
      publicKey: Uint8Array.fromBase64(x ?? '', { alphabet: 'base64url' }),
      privateKey,
      sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, new Uint8Array(bytes))),
    }
  } catch (cause) {
    throw new CryptoError('invalid', 'malformed_key', 'This is not an Ed25519 private key', { cause })
  }
}

/** The 32-byte seed, for keeping the key encrypted at rest. */
export async function exportSeed(key: OwnSigningKey): Promise<Uint8Array<ArrayBuffer>> {
  return (await exportPkcs8(key)).slice(PKCS8_PREFIX.length)
}

async function exportPkcs8(key: OwnSigningKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey))
}

/** A 64-byte Ed25519 signature over exactly these bytes. */
export function sign(key: SigningKey, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return key.sign(bytes)
}

/** Whether the signature is this key's over exactly these bytes. A malformed key or signature is a no, not an error. */
export async function verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', true, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(bytes))
  } catch {
    return false
  }
}
