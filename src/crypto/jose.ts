import { CryptoError } from './errors.ts'
import { curveOf, isShort, keyOfJwk, type PublicKey, type Scheme, verifyBy } from './public-key.ts'

/** A key as JSON (RFC 7517), as far as a signature is checked by it. */
export interface Jwk extends JsonWebKey {
  readonly kid?: string
}

export type JoseHeader = Readonly<Record<string, unknown>>

/** A signature whose bytes are split but not checked yet. */
export interface UncheckedJws {
  /** What the signature covers. Nothing else of a header may be relied on. */
  readonly header: JoseHeader
  readonly unprotected: JoseHeader
  readonly algorithm: string
  /** As it stands in the signed bytes, and as what it says. */
  readonly payloadText: string
  readonly protectedText: string
  readonly signature: Uint8Array<ArrayBuffer>
  readonly b64: boolean
}

export interface Jws {
  readonly header: JoseHeader
  readonly payload: Uint8Array<ArrayBuffer>
}

export interface JwsCheck {
  /** Whose signature is believed. A key that names an algorithm, a use or an id is used for nothing else. */
  readonly keys: readonly Jwk[]
  /** What is accepted; without it every algorithm with a public key. `none` never is. */
  readonly algorithms?: readonly string[]
  /** Critical header fields the caller acts on; any other one refuses the signature. */
  readonly understood?: readonly string[]
  /** Where the payload travels beside the signature. */
  readonly detached?: Uint8Array
}

/** The algorithms of JSON Web Signature with a public key (RFC 7518 §3, RFC 8037, RFC 9864). */
const schemes: Readonly<Record<string, Scheme>> = {
  RS256: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  RS384: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  RS512: { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
  PS256: { kind: 'RSA-PSS', hash: 'SHA-256' },
  PS384: { kind: 'RSA-PSS', hash: 'SHA-384' },
  PS512: { kind: 'RSA-PSS', hash: 'SHA-512' },
  ES256: { kind: 'ECDSA', hash: 'SHA-256' },
  ES384: { kind: 'ECDSA', hash: 'SHA-384' },
  ES512: { kind: 'ECDSA', hash: 'SHA-512' },
  EdDSA: { kind: 'Ed25519' },
  Ed25519: { kind: 'Ed25519' },
}

/** What a signature under this algorithm is checked by; undefined for one that is not signed with a public key. */
export const jwsScheme = (algorithm: string): Scheme | undefined =>
  Object.hasOwn(schemes, algorithm) ? schemes[algorithm] : undefined

const curves: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }

/** Shared secrets: only where the caller names them, and only by a key that is one. */
const secrets: Readonly<Record<string, string>> = { HS256: 'SHA-256', HS384: 'SHA-384', HS512: 'SHA-512' }

/** Header fields RFC 7515 knows itself: none of them may be called critical (§4.1.11). */
const registered = new Set(['alg', 'jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'cty', 'crit'])

const MOST_SIGNATURES = 32

/**
 * Checks a JWS in its compact form (RFC 7515, 7797, 8037; RFC 8725's practices): only the algorithms and keys given,
 * keys never taken from the signature itself, every critical field understood. Throws `malformed_jws`, `bad_signature`.
 */
export async function verifyJws(text: string, check: JwsCheck): Promise<Jws> {
  const parts = text.split('.')
  const [protectedText = '', payloadText = '', signature = ''] = parts
  if (parts.length !== 3) throw malformed('it has not three parts')
  const jws = unchecked({ protectedText, payloadText, signature, header: {} })
  checkCritical(jws, check.understood)
  const allowed = check.algorithms ?? Object.keys(schemes)
  if (!allowed.includes(jws.algorithm)) throw refused('its algorithm is not accepted')
  for (const key of check.keys) {
    if (suits(key, jws) && (await holdsByJwk(key, jws, check.detached))) {
      return { header: jws.header, payload: payloadOf(jws, check.detached) }
    }
  }
  throw refused('it is not by any of the keys to believe')
}

/** All signatures of a JWS in any of its three forms, none of them checked. Throws `malformed_jws`. */
export function readJws(text: string): { signatures: UncheckedJws[]; unknownMembers: string[] } {
  if (!text.trimStart().startsWith('{')) {
    const parts = text.trim().split('.')
    const [protectedText = '', payloadText = '', signature = ''] = parts
    if (parts.length !== 3) throw malformed('it is neither of the forms a signature has')
    return { signatures: [unchecked({ protectedText, payloadText, signature, header: {} })], unknownMembers: [] }
  }
  const whole = readObject(text)
  const several = whole.signatures
  const list = Array.isArray(several) ? several : [whole]
  if (several !== undefined && (!Array.isArray(several) || 'signature' in whole)) throw malformed('it mixes two forms')
  if (list.length === 0 || list.length > MOST_SIGNATURES) throw malformed('it has no signature, or too many')
  const payloadText = whole.payload === undefined ? '' : whole.payload
  if (typeof payloadText !== 'string') throw malformed('its payload is no text')
  const known = several ? ['payload', 'signatures'] : ['payload', 'protected', 'header', 'signature']
  const unknownMembers = Object.keys(whole).filter((name) => !known.includes(name))
  const signatures = list.map((one: unknown) => {
    if (!isObject(one)) throw malformed('one of its signatures is no object')
    const { protected: protectedText, header = {}, signature } = one
    if (typeof protectedText !== 'string' || typeof signature !== 'string' || !isObject(header)) {
      throw malformed('a signature in it has no protected header')
    }
    const members = ['payload', 'signatures', 'protected', 'header', 'signature']
    unknownMembers.push(...(one === whole ? [] : Object.keys(one).filter((name) => !members.includes(name))))
    return unchecked({ protectedText, payloadText, signature, header })
  })
  return { signatures, unknownMembers }
}

/** Whether one signature is this key's, whoever that is. The payload is given where it travels beside. */
export async function jwsHoldsBy(jws: UncheckedJws, key: PublicKey, detached?: Uint8Array): Promise<boolean> {
  const scheme = jwsScheme(jws.algorithm)
  if (!scheme || isShort(scheme, key)) return false
  if (scheme.kind === 'ECDSA' && curveOf(key) !== curves[jws.algorithm]) return false
  return verifyBy(key, scheme, signedBytes(jws, detached), jws.signature)
}

/** Refuses a `crit` that is malformed, or that names what is not understood or not there. Throws `malformed_jws`, `bad_signature`. */
export function checkCritical({ header, unprotected }: UncheckedJws, understood: readonly string[] = []): void {
  if ('crit' in unprotected) throw malformed('what is critical is not signed')
  if ('b64' in header && !(Array.isArray(header.crit) && header.crit.includes('b64'))) {
    throw malformed('b64 is not called critical')
  }
  if (!('crit' in header)) return
  const { crit } = header
  if (!Array.isArray(crit) || crit.length === 0 || new Set(crit).size !== crit.length) {
    throw malformed('its list of what is critical is none')
  }
  for (const name of crit) {
    if (typeof name !== 'string' || registered.has(name)) throw malformed('its list of what is critical is none')
    if (name !== 'b64' && !understood.includes(name))
      throw refused('it calls something critical that is not understood here')
    if (!Object.hasOwn(header, name)) throw malformed('it calls something critical that it does not have')
  }
}

interface Parts {
  readonly protectedText: string
  readonly payloadText: string
  readonly signature: string
  readonly header: JoseHeader
}

function unchecked({ protectedText, payloadText, signature, header: unprotected }: Parts): UncheckedJws {
  const header = readObject(utf8(fromBase64url(protectedText)))
  if (Object.keys(unprotected).some((name) => Object.hasOwn(header, name))) throw malformed('it says one thing twice')
  const { alg, b64 = true } = header
  if (typeof alg !== 'string' || typeof b64 !== 'boolean') throw malformed('its header names no algorithm')
  if (b64) fromBase64url(payloadText)
  const value = fromBase64url(signature)
  return { header, unprotected, algorithm: alg, payloadText, protectedText, signature: value, b64 }
}

/** RFC 7515 §5.2, and RFC 7797 where the payload is taken as it is. */
function signedBytes(
  { protectedText, payloadText, b64 }: UncheckedJws,
  detached?: Uint8Array,
): Uint8Array<ArrayBuffer> {
  if (detached && payloadText !== '') throw malformed('its payload travels both in it and beside it')
  const start = new TextEncoder().encode(`${protectedText}.`)
  const encoded = detached && b64 ? toBase64url(detached) : payloadText
  const payload = detached && !b64 ? detached : new TextEncoder().encode(encoded)
  const whole = new Uint8Array(start.length + payload.length)
  whole.set(start)
  whole.set(payload, start.length)
  return whole
}

/** What was signed, decoded. */
export function payloadOf({ payloadText, b64 }: UncheckedJws, detached?: Uint8Array): Uint8Array<ArrayBuffer> {
  if (detached) return new Uint8Array(detached)
  return b64 ? fromBase64url(payloadText) : new TextEncoder().encode(payloadText)
}

/** RFC 7517 §4: a key says itself what it is for (RFC 8725 §3.1 keeps it to one algorithm). */
function suits({ kid, alg, use, key_ops: acts }: Jwk, { header, algorithm }: UncheckedJws): boolean {
  if (alg !== undefined && alg !== algorithm) return false
  if (kid !== undefined && header.kid !== undefined && kid !== header.kid) return false
  if (use !== undefined && use !== 'sig') return false
  return acts === undefined || acts.includes('verify') || acts.includes('sign')
}

async function holdsByJwk(key: Jwk, jws: UncheckedJws, detached: Uint8Array | undefined): Promise<boolean> {
  const hash = Object.hasOwn(secrets, jws.algorithm) ? secrets[jws.algorithm] : undefined
  if ((key.kty === 'oct') !== (hash !== undefined)) return false
  if (!hash) {
    const known = await keyOfJwk(key)
    return known !== undefined && jwsHoldsBy(jws, known, detached)
  }
  const algorithm = { name: 'HMAC', hash }
  const secret = await crypto.subtle.importKey('raw', fromBase64url(key.k ?? ''), algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', secret, jws.signature, signedBytes(jws, detached))
}

/** Only the one spelling every value has: no padding, no spaces, no bits left over. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' })
    if (toBase64url(bytes) === text) return bytes
  } catch {
    // Told below, as the spelling is.
  }
  throw malformed('a part of it is not base64url')
}

export const toBase64url = (bytes: Uint8Array): string => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw malformed('its header is no text', cause)
  }
}

function readObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw malformed('it is not JSON', cause)
  }
  if (!isObject(value)) throw malformed('it is no object')
  // Two readers would each take another one of two values (RFC 7515 §4).
  if (hasNameTwice(text)) throw malformed('it has one name twice')
  return value
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of a text that is JSON: whether an object in it has two members of one name. */
function hasNameTwice(text: string): boolean {
  const open: Set<string>[] = []
  let last = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (token !== ':') last = token
    else {
      const name: string = JSON.parse(last)
      if (open.at(-1)?.has(name)) return true
      open.at(-1)?.add(name)
    }
  }
  return false
}

const malformed = (why: string, cause?: unknown) =>
  new CryptoError('invalid', 'malformed_jws', `This signature cannot be read: ${why}`, { cause })

const refused = (why: string) => new CryptoError('invalid', 'bad_signature', `This signature does not hold: ${why}`)
