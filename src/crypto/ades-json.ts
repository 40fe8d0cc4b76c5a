import {
  type AdesFault,
  type AdesPart,
  type AdesSignature,
  type AdesTimestamp,
  describeKey,
  isWithinValidity,
  readTimestamp,
} from './ades.ts'
import { CryptoError } from './errors.ts'
import { sameBytes } from './hash.ts'
import {
  checkCritical,
  fromBase64url,
  isObject,
  jwsHoldsBy,
  payloadOf,
  readJws,
  toBase64url,
  type UncheckedJws,
} from './jose.ts'
import { keyOfCertificate, type PublicKey } from './public-key.ts'

/** Header fields of JAdES that are acted on here, or that say what harms nobody who does not act on them. */
const understood = ['sigT', 'iat', 'x5t#o', 'sigX5ts', 'srCms', 'sigPl', 'srAts', 'adoTst', 'sigPId', 'sigD', 'b64']

/** As JOSE, as ETSI and as an object identifier call them. */
const digests: Readonly<Record<string, string>> = {
  S256: 'SHA-256',
  S384: 'SHA-384',
  S512: 'SHA-512',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'SHA-256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'SHA-384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'SHA-512',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

const MOST_UNSIGNED = 64

/**
 * Examines every signature of a JAdES document (ETSI TS 119 182-1) in any of its forms: value, named certificate,
 * critical fields, what it signs elsewhere, timestamps, countersignatures. Throws `malformed_jws` for what is none.
 */
export async function examineJades(
  text: string,
  content: (uri: string) => Uint8Array | undefined = () => undefined,
): Promise<AdesSignature[]> {
  const { signatures, unknownMembers } = readJws(text)
  const all: AdesSignature[] = []
  for (const jws of signatures)
    all.push(await examineOne(jws, unknownMembers.length > 0 ? ['unknown_member'] : [], content))
  return all
}

async function examineOne(
  jws: UncheckedJws,
  before: readonly AdesFault[],
  content: (uri: string) => Uint8Array | undefined,
): Promise<AdesSignature> {
  const faults = new Set<AdesFault>(before)
  if (!isCriticalUnderstood(jws)) faults.add('critical_not_understood')
  const key = await signerOf(jws)
  if (!key) faults.add('no_certificate')
  for (const fault of key ? await namedCertificate(jws, key) : []) faults.add(fault)
  if (!isPolicyKnown(jws.header.sigPId)) faults.add('unknown_digest')
  const { payload, parts } = await whatIsSigned(jws, content)
  const holds = key && payload !== 'absent' && (await jwsHoldsBy(jws, key, payload))
  const unsigned = unsignedOf(jws)
  if (unsigned.mixed) faults.add('mixed_unsigned_properties')
  const timestamps = [...(await contentTimestamps(jws)), ...(await unsignedTimestamps(jws, unsigned))]
  if (timestamps.some(({ state }) => state === 'broken')) faults.add('timestamp_broken')
  if (!(await doCountersignaturesHold(jws, unsigned))) faults.add('countersignature_broken')
  const { sigT, iat } = jws.header
  const claimedAt = typeof sigT === 'string' ? sigT : typeof iat === 'number' ? secondsToText(iat) : undefined
  const certificate = key && (await describeKey(key))
  if (certificate && claimedAt && !isWithinValidity(certificate, claimedAt)) faults.add('certificate_not_valid_then')
  return {
    format: 'JAdES',
    value: payload === 'absent' ? 'detached' : holds ? 'holds' : 'broken',
    weak: false,
    certificate,
    claimedAt,
    parts,
    timestamps,
    faults: [...faults],
  }
}

function isCriticalUnderstood(jws: UncheckedJws): boolean {
  try {
    checkCritical(jws, understood)
    return true
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return false
  }
}

/** The first certificate of the signed header; JAdES lets nobody else sign. */
async function signerOf({ header, unprotected }: UncheckedJws): Promise<PublicKey | undefined> {
  const chain = header.x5c ?? unprotected.x5c
  const [first]: unknown[] = Array.isArray(chain) ? chain : []
  const der = typeof first === 'string' ? base64(first) : undefined
  if (!der) return undefined
  return keyOfCertificate(der).catch(() => undefined)
}

/** The signed header names the certificate by its digest, so that none with the same key can be put in its place. */
async function namedCertificate({ header }: UncheckedJws, { certificate }: PublicKey): Promise<AdesFault[]> {
  const several: unknown[] = Array.isArray(header.sigX5ts) ? header.sigX5ts : []
  const references = [
    ...(header['x5t#S256'] === undefined ? [] : [{ digAlg: 'S256', digVal: header['x5t#S256'] }]),
    ...(header['x5t#o'] === undefined ? [] : [header['x5t#o']]),
    ...several.slice(0, 1),
  ]
  if (references.length === 0) return ['certificate_not_named']
  for (const reference of references) {
    const hash = isObject(reference) && typeof reference.digAlg === 'string' ? digests[reference.digAlg] : undefined
    if (!isObject(reference) || !hash || typeof reference.digVal !== 'string') return ['unknown_digest']
    const digest = await digestOf(hash, certificate ?? new Uint8Array())
    if (toBase64url(digest) !== reference.digVal.replace(/=+$/, '')) return ['another_certificate_named']
  }
  return []
}

function isPolicyKnown(policy: unknown): boolean {
  if (!isObject(policy) || policy.digAlg === undefined) return true
  return typeof policy.digAlg === 'string' && Object.hasOwn(digests, policy.digAlg)
}

/** §5.2.8: the payload itself, or what `sigD` refers to, by address or by digest. */
async function whatIsSigned(
  jws: UncheckedJws,
  content: (uri: string) => Uint8Array | undefined,
): Promise<{ payload: Uint8Array | undefined | 'absent'; parts: AdesPart[] }> {
  const { sigD } = jws.header
  if (!isObject(sigD)) {
    if (jws.payloadText === '') return { payload: 'absent', parts: [{ what: '', state: 'absent', bytes: undefined }] }
    return { payload: undefined, parts: [{ what: '', state: 'holds', bytes: payloadOf(jws) }] }
  }
  const addresses = (Array.isArray(sigD.pars) ? sigD.pars : []).filter((one): one is string => typeof one === 'string')
  const found = addresses.map((what) => ({ what, bytes: content(decodeAddress(what)) }))
  if (sigD.mId !== 'http://uri.etsi.org/19182/ObjectIdByURIHash') {
    const parts = found.map(({ what, bytes }) => ({
      what,
      state: bytes ? ('holds' as const) : ('absent' as const),
      bytes,
    }))
    if (found.length === 0 || found.some(({ bytes }) => !bytes)) return { payload: 'absent', parts }
    const whole = new Uint8Array(found.flatMap(({ bytes }) => [...(bytes ?? [])]))
    return { payload: whole, parts }
  }
  const hash = typeof sigD.hashM === 'string' ? digests[sigD.hashM] : undefined
  const values: unknown[] = Array.isArray(sigD.hashV) ? sigD.hashV : []
  const parts: AdesPart[] = []
  for (const [i, { what, bytes }] of found.entries()) {
    // The digest is of the bytes, or of their base64url where `b64` is not false.
    const hashed = bytes && (jws.b64 ? new TextEncoder().encode(toBase64url(bytes)) : bytes)
    const holds = hash && hashed && toBase64url(await digestOf(hash, hashed)) === values[i]
    parts.push({ what, state: !bytes ? 'absent' : holds ? 'holds' : 'changed', bytes: holds ? bytes : undefined })
  }
  // By digest the payload is empty: the signature itself can be checked without what it refers to.
  return { payload: undefined, parts }
}

interface Unsigned {
  /** Each as it stands in the signature, which is what timestamps are over, and as what it says. */
  readonly entries: readonly { readonly text: string | undefined; readonly said: Record<string, unknown> }[]
  readonly mixed: boolean
}

function unsignedOf({ unprotected }: UncheckedJws): Unsigned {
  const list: unknown[] = Array.isArray(unprotected.etsiU) ? unprotected.etsiU.slice(0, MOST_UNSIGNED) : []
  const entries = list.map((one) => {
    const said = typeof one === 'string' ? objectIn(one) : one
    return { text: typeof one === 'string' ? one : undefined, said: isObject(said) ? said : {} }
  })
  const kinds = new Set(list.map((one) => typeof one))
  return { entries, mixed: kinds.size > 1 }
}

function objectIn(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(text)))
  } catch {
    return undefined
  }
}

/** Before the signature: over the payload as it is signed (§5.2.6). */
async function contentTimestamps(jws: UncheckedJws): Promise<AdesTimestamp[]> {
  const over = jws.payloadText === '' ? undefined : [new TextEncoder().encode(jws.payloadText)]
  return Promise.all(tokensIn(jws.header.adoTst).map((token) => readTimestamp('content', token, over)))
}

/** After the signature: over its value, over what was added to prove it, over all of it (§5.3.4 to §5.3.6). */
async function unsignedTimestamps(jws: UncheckedJws, { entries }: Unsigned): Promise<AdesTimestamp[]> {
  const value = toBase64url(jws.signature)
  const found: AdesTimestamp[] = []
  for (const [i, { said }] of entries.entries()) {
    const before = entries.slice(0, i)
    const texts = before.map(({ text }) => text)
    const isAllText = texts.every((text) => text !== undefined)
    const over = (text: string | undefined) => (text === undefined ? undefined : [new TextEncoder().encode(text)])
    // Over the value as it is spelled; early signers took its bytes, which bind it no less.
    const overValue = [new TextEncoder().encode(value), jws.signature]
    for (const token of tokensIn(said.sigTst)) found.push(await readTimestamp('signature', token, overValue))
    const references = before.filter(({ said: one }) =>
      ['sigTst', 'xRefs', 'rRefs', 'axRefs', 'arRefs'].some((name) => name in one),
    )
    const referenced = references.every(({ text }) => text !== undefined)
      ? references.map(({ text }) => text).join('')
      : undefined
    for (const token of tokensIn(said.sigRTst)) {
      found.push(
        await readTimestamp('references', token, over(referenced === undefined ? undefined : `${value}.${referenced}`)),
      )
    }
    for (const token of tokensIn(said.rfsTst)) found.push(await readTimestamp('references', token, undefined))
    const whole = `${jws.payloadText}.${jws.protectedText}.${value}.${texts.join('')}`
    const isWhole = isAllText && jws.payloadText !== '' && jws.b64
    for (const token of tokensIn(said.arcTst))
      found.push(await readTimestamp('archive', token, over(isWhole ? whole : undefined)))
  }
  return found
}

function tokensIn(container: unknown): Uint8Array[] {
  const tokens: unknown[] = isObject(container) && Array.isArray(container.tstTokens) ? container.tstTokens : []
  return tokens.flatMap((one) => {
    const bytes = isObject(one) && typeof one.val === 'string' ? base64(one.val) : undefined
    return [bytes ?? new Uint8Array()]
  })
}

/** §5.3.2: a signature over the value of this one. */
async function doCountersignaturesHold(jws: UncheckedJws, { entries }: Unsigned): Promise<boolean> {
  for (const { said } of entries) {
    if (!('cSig' in said)) continue
    const text = typeof said.cSig === 'string' ? said.cSig : JSON.stringify(said.cSig)
    try {
      const { signatures } = readJws(text)
      for (const one of signatures) {
        const key = await signerOf(one)
        const value = new TextEncoder().encode(toBase64url(jws.signature))
        const over = one.payloadText === '' ? value : undefined
        const isOver =
          over !== undefined || sameBytes(payloadOf(one), value) || sameBytes(payloadOf(one), jws.signature)
        if (!key || !isOver || !(await jwsHoldsBy(one, key, over))) return false
      }
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error
      return false
    }
  }
  return true
}

const digestOf = async (hash: string, bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest(hash, new Uint8Array(bytes)))

function base64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(text)
  } catch {
    return undefined
  }
}

function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function secondsToText(seconds: number): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(Math.trunc(seconds) * 1000).toString()
  } catch {
    return undefined
  }
}
