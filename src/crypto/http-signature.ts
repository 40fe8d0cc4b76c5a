import { CryptoError } from './errors.ts'
import { sameBytes } from './hash.ts'
import {
  type BareItem,
  type Dictionary,
  type InnerList,
  type Item,
  malformed,
  parseDictionary,
  serialize,
  serializeDictionary,
} from './http-signature-fields.ts'
import { checking, curveOf, isShort, type PublicKey, type Scheme, verifyBy } from './public-key.ts'

/** A message as it went over the wire, as far as a signature can cover it. */
export interface HttpMessage {
  readonly method?: string
  /** Of a request: whole, with scheme and host. */
  readonly url?: string
  readonly status?: number
  /** In their order; a name may stand several times, in any case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Of an answer: what it answers. */
  readonly request?: HttpMessage
}

export type HttpSignatureAlgorithm =
  | 'rsa-pss-sha512'
  | 'rsa-v1_5-sha256'
  | 'hmac-sha256'
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p384-sha384'
  | 'ed25519'

export type HttpVerificationKey =
  | { readonly algorithm: Exclude<HttpSignatureAlgorithm, 'hmac-sha256'>; readonly key: PublicKey }
  | { readonly algorithm: 'hmac-sha256'; readonly secret: Uint8Array }

export interface HttpSignatureCheck {
  /** Whom to believe, by the key id the signature names. The algorithm is the key's, never the message's choice. */
  readonly keyOf: (id: string | undefined) => HttpVerificationKey | undefined
  /** What must be covered, as `"@method"` or `"content-digest"` name it. */
  readonly covers: readonly string[]
  /** Which signature, where there are several. */
  readonly label?: string
  /** Refuses what was made after this moment, is past its end, or is older than `oldest` seconds. In seconds since 1970. */
  readonly now?: number
  readonly oldest?: number
  readonly tag?: string
}

export interface HttpSignature {
  readonly label: string
  readonly keyId: string | undefined
  readonly created: number | undefined
  readonly nonce: string | undefined
  /** What was signed, each part as its line in the signature base. Whatever is not here is not signed. */
  readonly covered: readonly string[]
}

export interface HttpSigner {
  readonly label: string
  readonly algorithm: HttpSignatureAlgorithm
  /** Private, or secret for `hmac-sha256`; or whoever signs with it. */
  readonly key: CryptoKey | ((bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>)
  readonly keyId: string
  readonly covers: readonly string[]
  readonly created: number
  readonly expires?: number
  readonly nonce?: string
  readonly tag?: string
}

const schemes: Readonly<Record<Exclude<HttpSignatureAlgorithm, 'hmac-sha256'>, Scheme>> = {
  'rsa-pss-sha512': { kind: 'RSA-PSS', hash: 'SHA-512' },
  'rsa-v1_5-sha256': { kind: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  'ecdsa-p256-sha256': { kind: 'ECDSA', hash: 'SHA-256' },
  'ecdsa-p384-sha384': { kind: 'ECDSA', hash: 'SHA-384' },
  ed25519: { kind: 'Ed25519' },
}

const curves: Readonly<Record<string, string>> = { 'ecdsa-p256-sha256': 'P-256', 'ecdsa-p384-sha384': 'P-384' }

const MOST_COMPONENTS = 64

/** Fields that are dictionaries, which `sf` and `key` may therefore be asked of. */
const dictionaries = new Set([
  'content-digest', 'repr-digest', 'want-content-digest', 'want-repr-digest', 'signature', 'signature-input',
  'priority', 'cdn-cache-control', 'example-dict',
]) // biome-ignore format: words

/**
 * Checks one signature of a message (RFC 9421). What it does not cover says nothing, so the caller names what must be.
 * Throws `malformed_http_signature` or `bad_signature`.
 */
export async function verifyHttpSignature(message: HttpMessage, check: HttpSignatureCheck): Promise<HttpSignature> {
  const inputs = parseDictionary(fieldValue(message, 'signature-input') ?? '')
  const signatures = parseDictionary(fieldValue(message, 'signature') ?? '')
  const label = check.label ?? [...inputs.keys()][0]
  if (label === undefined || (!check.label && inputs.size > 1))
    throw refused('it is not clear which signature is meant')
  const [input, value] = [inputs.get(label), signatures.get(label)]
  if (!input || 'bare' in input || !value || !('bare' in value) || value.bare.kind !== 'bytes') {
    throw refused('there is no signature of that name')
  }
  const said = readParameters(input)
  checkTimes(said, check)
  if (check.tag !== undefined && said.tag !== check.tag) throw refused('it was made for another purpose')
  const covered = input.items.map((item) => serialize(item))
  const missing = check.covers.find((name) => !covered.includes(`"${name}"`))
  if (missing !== undefined) throw refused(`it does not cover ${missing}`)
  const key = check.keyOf(said.keyId)
  if (!key) throw refused('it is by nobody known')
  if (said.algorithm !== undefined && said.algorithm !== key.algorithm) throw refused('it names another algorithm')
  const base = new TextEncoder().encode(signatureBase(message, input))
  if (!(await holds(key, base, value.bare.value))) throw refused('the message or the signature was changed')
  return { label, keyId: said.keyId, created: said.created, nonce: said.nonce, covered }
}

/** The two fields that sign a message, to be added to it as they are. */
export async function signHttpMessage(
  message: HttpMessage,
  signer: HttpSigner,
): Promise<{ 'Signature-Input': string; Signature: string }> {
  const parameters = new Map<string, BareItem>([['created', number(signer.created)]])
  if (signer.expires !== undefined) parameters.set('expires', number(signer.expires))
  if (signer.nonce !== undefined) parameters.set('nonce', string(signer.nonce))
  parameters.set('keyid', string(signer.keyId))
  if (signer.tag !== undefined) parameters.set('tag', string(signer.tag))
  const input: InnerList = {
    items: signer.covers.map((name) => ({ bare: string(name), parameters: new Map() })),
    parameters,
  }
  const base = new TextEncoder().encode(signatureBase(message, input))
  const { algorithm } = signer
  const how = algorithm === 'hmac-sha256' ? { name: 'HMAC' } : checking(schemes[algorithm])
  const { key } = signer
  const bytes = typeof key === 'function' ? await key(base) : new Uint8Array(await crypto.subtle.sign(how, key, base))
  const value: Item = { bare: { kind: 'bytes', value: bytes }, parameters: new Map() }
  return {
    'Signature-Input': serializeDictionary(new Map([[signer.label, input]])),
    Signature: serializeDictionary(new Map([[signer.label, value]])),
  }
}

/** The `Content-Digest` of a body (RFC 9530). A signature covers a body through it alone. */
export async function contentDigest(body: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(body))
  return `sha-256=:${new Uint8Array(digest).toBase64()}:`
}

/** Whether the `Content-Digest` of a message is that of this body: one by SHA-2, and every one of them right. */
export async function isContentOf(message: HttpMessage, body: Uint8Array): Promise<boolean> {
  const members = parseDictionary(fieldValue(message, 'content-digest') ?? '')
  let checked = 0
  for (const [name, hash] of [
    ['sha-256', 'SHA-256'],
    ['sha-512', 'SHA-512'],
  ] as const) {
    const member = members.get(name)
    if (!member) continue
    if (!('bare' in member) || member.bare.kind !== 'bytes') return false
    const digest = new Uint8Array(await crypto.subtle.digest(hash, new Uint8Array(body)))
    if (!sameBytes(digest, member.bare.value)) return false
    checked++
  }
  return checked > 0
}

/** RFC 9421 §2.5: a line for each part that is covered, and one for how. */
function signatureBase(message: HttpMessage, input: InnerList): string {
  if (input.items.length > MOST_COMPONENTS) throw malformed('it covers too many parts')
  const lines = input.items.map((item) => {
    const { bare } = item
    if (bare.kind !== 'string' || bare.value !== bare.value.toLowerCase()) throw malformed('a part of it has no name')
    const value = componentValue(message, bare.value, item)
    if (/[\r\n]/.test(value)) throw malformed('a part of it breaks its line')
    return [serialize(item), value] as const
  })
  if (new Set(lines.map(([name]) => name)).size !== lines.length) throw malformed('it covers one part twice')
  return [...lines, ['"@signature-params"', serialize(input)] as const]
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

function componentValue(message: HttpMessage, name: string, { parameters }: Item): string {
  const has = (flag: string) => parameters.has(flag)
  if ([...parameters.keys()].some((one) => !['sf', 'key', 'bs', 'req', 'tr', 'name'].includes(one)) || has('tr')) {
    throw refused('it covers something in a way that is not understood here')
  }
  const from = has('req') ? message.request : message
  if (!from) throw refused('it covers a request that is not known')
  if (name.startsWith('@')) return derived(from, name, parameters)
  const lines = fieldLines(from, name)
  if (lines.length === 0) throw refused(`it covers a field ${name} that is not there`)
  if (has('bs')) {
    if (has('sf') || has('key')) throw malformed('a part of it is asked for in two ways')
    return lines.map((line) => serialize({ bare: bytes(line), parameters: new Map() })).join(', ')
  }
  const joined = lines.join(', ')
  if (!has('sf') && !has('key')) return joined
  if (!dictionaries.has(name)) throw refused(`it covers ${name} in a way that is not understood here`)
  const members = parseDictionary(joined)
  const key = parameters.get('key')
  return key ? memberOf(members, key) : serializeDictionary(members)
}

function memberOf(members: Dictionary, key: BareItem): string {
  const member = key.kind === 'string' ? members.get(key.value) : undefined
  if (!member) throw refused('it covers a part of a field that is not there')
  return serialize(member)
}

/** §2.2: what is no field. */
function derived({ method, url, status }: HttpMessage, name: string, parameters: Item['parameters']): string {
  const missing = () => refused(`it covers ${name}, which this message does not have`)
  if (name === '@status') {
    if (status === undefined) throw missing()
    return String(status)
  }
  if (name === '@method') {
    if (method === undefined) throw missing()
    return method
  }
  if (url === undefined) throw missing()
  const at = new URL(url)
  switch (name) {
    case '@target-uri':
      return url
    case '@authority':
      return at.host
    case '@scheme':
      return at.protocol.slice(0, -1)
    case '@request-target':
      return at.pathname + at.search
    case '@path':
      return at.pathname
    case '@query':
      return at.search === '' ? '?' : at.search
    case '@query-param': {
      const wanted = parameters.get('name')
      const found = wanted?.kind === 'string' ? queryParameters(at).filter(([key]) => key === wanted.value) : []
      const [first, another] = found
      if (!first || another) throw missing()
      return first[1]
    }
    default:
      throw refused(`it covers ${name}, which is not understood here`)
  }
}

/** §2.2.8: names and values in the one percent-encoded form. */
function queryParameters(url: URL): [string, string][] {
  const encode = (text: string) =>
    encodeURIComponent(text)
      .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
      .replace(/%2A/g, '*')
  return [...url.searchParams].map(([name, value]) => [encode(name), encode(value)])
}

function fieldLines({ headers }: HttpMessage, name: string): string[] {
  return headers
    .filter(([one]) => one.toLowerCase() === name)
    .map(([, value]) => value.replace(/[ \t]*\r?\n[ \t]+/g, ' ').trim())
}

function fieldValue(message: HttpMessage, name: string): string | undefined {
  const lines = fieldLines(message, name)
  return lines.length === 0 ? undefined : lines.join(', ')
}

function readParameters({ parameters }: InnerList) {
  const text = (name: string) => {
    const value = parameters.get(name)
    if (value !== undefined && value.kind !== 'string') throw malformed(`its ${name} is no text`)
    return value?.value
  }
  const moment = (name: string) => {
    const value = parameters.get(name)
    if (value === undefined) return undefined
    if (value.kind !== 'number' || !Number.isInteger(value.value)) throw malformed(`its ${name} is no moment`)
    return value.value
  }
  return {
    keyId: text('keyid'),
    algorithm: text('alg'),
    nonce: text('nonce'),
    tag: text('tag'),
    created: moment('created'),
    expires: moment('expires'),
  }
}

function checkTimes(
  { created, expires }: ReturnType<typeof readParameters>,
  { now, oldest }: HttpSignatureCheck,
): void {
  if (now === undefined) return
  if (oldest !== undefined && (created === undefined || created < now - oldest)) throw refused('it is too old')
  if (created !== undefined && created > now) throw refused('it comes from the future')
  if (expires !== undefined && expires < now) throw refused('its time is over')
}

async function holds(known: HttpVerificationKey, base: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) {
  if (known.algorithm === 'hmac-sha256') {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', new Uint8Array(known.secret), algorithm, false, ['verify'])
    return crypto.subtle.verify('HMAC', key, signature, base)
  }
  const scheme = schemes[known.algorithm]
  const curve = curves[known.algorithm]
  if (isShort(scheme, known.key) || (curve && curveOf(known.key) !== curve)) return false
  return verifyBy(known.key, scheme, base, signature)
}

const string = (value: string): BareItem => ({ kind: 'string', value })
const number = (value: number): BareItem => ({ kind: 'number', value, text: String(value) })
const bytes = (line: string): BareItem => ({ kind: 'bytes', value: new TextEncoder().encode(line) })

const refused = (why: string) =>
  new CryptoError('invalid', 'bad_signature', `This signature of a message does not hold: ${why}`)
