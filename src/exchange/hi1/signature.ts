import { text, utf8 } from '../../base/bytes.ts'
import { parseJson } from '../../base/json.ts'
import { jwsScheme, openSignedXml, type PublicKey, parseXml, type SigningKey, signXml, verifyBy } from '../../crypto/index.ts' // biome-ignore format: one line of words
import { mustBeSound } from './check.ts'
import { Hi1Error } from './errors.ts'
import { readJson, writeJson } from './json.ts'
import { HI1_LIMIT, mustFit } from './limit.ts'
import { formOf } from './message.ts'
import type { Hi1Message, JsonSignature } from './model.ts'
import { fromXml, withNamespaces, writeXml } from './xml.ts'

/** Whom a signature is believed: public keys, or a secret two sides share, which only JSON signatures use. */
export interface Believed {
  readonly keys: readonly PublicKey[]
  readonly secrets?: readonly Uint8Array[]
}

/**
 * Reads a message from exactly the bytes that were signed. Throws `hi1_signature` if it has no signature, or one that does not
 * hold or is by somebody else, and what `readHi1` throws.
 */
export async function openSigned(bytes: Uint8Array, believed: Believed): Promise<Hi1Message> {
  mustFit(bytes)
  const message = formOf(bytes) === 'xml' ? await openXml(bytes, believed) : await openJson(bytes, believed)
  mustBeSound(message)
  return message
}

async function openXml(bytes: Uint8Array, { keys }: Believed): Promise<Hi1Message> {
  const document = await parseXml(bytes, { bytes: HI1_LIMIT })
  try {
    const opened = await openSignedXml(document, { keys })
    return await fromXml(opened.document)
  } catch (cause) {
    if (cause instanceof Hi1Error || !(cause instanceof Error)) throw cause
    throw new Hi1Error('forbidden', 'hi1_signature', cause.message, { cause, path: 'Signature' })
  }
}

async function openJson(bytes: Uint8Array, { keys, secrets = [] }: Believed): Promise<Hi1Message> {
  const { Signature, ...message } = readJson(bytes)
  if (!Signature || !('signature' in Signature)) throw unsigned('it has none')
  const { alg } = headOf(Signature)
  const signed = utf8(`${Signature.protected}.${base64url(utf8(blanked(text(bytes), Signature)))}`)
  const value = fromBase64url(Signature.signature)
  // The key decides, never the message.
  const scheme = jwsScheme(alg)
  if (scheme) for (const key of keys) if (await verifyBy(key, scheme, signed, value)) return message
  if (alg === 'HS256') for (const secret of secrets) if (await isMac(secret, signed, value)) return message
  throw unsigned('it is not by any of the keys to believe')
}

function headOf({ protected: head }: JsonSignature): { alg: string } {
  let read: unknown
  try {
    read = parseJson(text(fromBase64url(head)))
  } catch (cause) {
    throw unsigned('its head cannot be read', cause)
  }
  const { alg, crit, b64 } = (read ?? {}) as Record<string, unknown>
  if (typeof alg !== 'string' || crit !== undefined || b64 !== undefined)
    throw unsigned('its head asks for what is not done here')
  return { alg }
}

/** What ETSI's signatures in JSON are over: the document as it stands, with both values of its signature left empty. */
function blanked(document: string, { protected: head, signature }: JsonSignature): string {
  let blank = document.trimEnd()
  for (const [name, value] of [
    ['protected', head],
    ['signature', signature],
  ] as const) {
    const parts = blank.split(new RegExp(`("${name}"\\s*:\\s*")${value}(?=")`))
    // Before, the name as it was written, after: in two places it would be unclear which one is the signature's.
    if (value === '' || !/^[A-Za-z0-9_-]+$/.test(value) || parts.length !== 3)
      throw unsigned('it cannot be told from the rest of the document')
    blank = parts.join('')
  }
  return blank
}

async function isMac(
  secret: Uint8Array,
  bytes: Uint8Array<ArrayBuffer>,
  value: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ])
  return crypto.subtle.verify('HMAC', key, value, bytes)
}

/** Writes a message in XML, signed whole: XML Signature over Canonical XML 1.1. */
export async function signInXml(
  message: Hi1Message,
  key: SigningKey,
  keyName?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await parseXml(await writeXml(message), { bytes: HI1_LIMIT })
  return signXml(document, { key, ...(keyName !== undefined && { keyName }) })
}

/** Writes a message in JSON, signed whole: a detached JSON Web Signature over the document with an empty signature. */
export async function signInJson(message: Hi1Message, key: SigningKey): Promise<Uint8Array<ArrayBuffer>> {
  const empty = { protected: '', signature: '' }
  const blank = text(writeJson({ ...withNamespaces(message), Signature: empty }))
  const head = base64url(utf8(JSON.stringify({ alg: 'EdDSA' })))
  const signed = utf8(`${head}.${base64url(utf8(blank))}`)
  const signature = base64url(await key.sign(signed))
  return writeJson({ ...withNamespaces(message), Signature: { protected: head, signature } })
}

const base64url = (bytes: Uint8Array): string => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

function fromBase64url(value: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(value, { alphabet: 'base64url' })
  } catch (cause) {
    throw unsigned('a value in it is not base64url', cause)
  }
}

const unsigned = (why: string, cause?: unknown): Hi1Error =>
  new Hi1Error('forbidden', 'hi1_signature', `The signature of this message does not hold: ${why}`, { cause, path: 'Signature' }) // biome-ignore format: one line of words
