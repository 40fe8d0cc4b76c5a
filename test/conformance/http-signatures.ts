import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CryptoError,
  type HttpMessage,
  type HttpSignatureAlgorithm,
  type HttpVerificationKey,
  isContentOf,
  keyOfJwk,
  signHttpMessage,
  verifyHttpSignature,
} from '../../src/crypto/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

interface Vectors {
  readonly keys: Readonly<Record<string, JsonWebKey & { 'k-base64'?: string }>>
  readonly messages: Readonly<Record<string, string>>
  readonly cases: readonly {
    readonly name: string
    readonly alg: HttpSignatureAlgorithm
    readonly keyid: string
    readonly message: string
    readonly signatureBase: string
    readonly headers: string
  }[]
}

/** RFC 9421 appendix B: each signature holds, fails once anything covered is changed, and can be made by us as well. */
export async function* cases(folder: string): AsyncIterable<Case> {
  for (const file of (await filesBelow(folder)).filter((one) => one.endsWith('.json'))) {
    const { keys, messages, cases: all }: Vectors = JSON.parse(await readFile(join(folder, file), 'utf8'))
    for (const { name, alg, keyid, message: which, signatureBase, headers } of all) {
      const jwk = keys[keyid] ?? {}
      const { message, body } = parse(messages[which] ?? '')
      const label = /^signature-input: *([^=]+)=/im.exec(headers)?.[1] ?? ''
      const covers = [...signatureBase.matchAll(/^"([^"]+)": /gm)].map(([, one = '']) => one).slice(0, -1)
      const key = await keyFor(alg, jwk)
      const signed = { ...message, headers: [...message.headers, ...fields(headers)] }
      const verdict = (one: HttpMessage) => verified(one, label, keyid, key, covers)
      yield compare(name, 'holds', await verdict(signed))
      for (const covered of covers) {
        yield compare(`${name}, ${covered} changed`, 'refused', await verdict(changed(signed, covered)))
      }
      yield compare(
        `${name}, its body`,
        covers.includes('content-digest') || 'not covered',
        await isBody(message, body, covers),
      )
      const again = await sign(message, { label, keyid, alg, covers }, jwk)
      yield compare(`${name}, made here`, 'holds', await verdict(again))
    }
  }
}

async function verified(message: HttpMessage, label: string, id: string, key: HttpVerificationKey, covers: string[]) {
  try {
    const keyOf = (asked: string | undefined) => (asked === id ? key : undefined)
    await verifyHttpSignature(message, { keyOf, covers: covers.filter((one) => !one.includes(';')), label })
    return 'holds'
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return 'refused'
  }
}

const isBody = async (message: HttpMessage, body: string, covers: readonly string[]) =>
  covers.includes('content-digest') ? isContentOf(message, new TextEncoder().encode(body)) : 'not covered'

function parse(text: string): { message: HttpMessage; body: string } {
  const [head = '', body = ''] = text.split(/\r?\n\r?\n/)
  const [first = '', ...lines] = head.split(/\r?\n/)
  const headers = fields(lines.join('\n'))
  const status = /^HTTP\/[\d.]+ (\d{3})/.exec(first)?.[1]
  if (status) return { message: { status: Number(status), headers }, body }
  const [method = '', target = ''] = first.split(' ')
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  return { message: { method, url: `https://${host}${target}`, headers }, body }
}

const fields = (text: string): [string, string][] =>
  text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])

/** The same message with one covered part being another. */
function changed(message: HttpMessage, covered: string): HttpMessage {
  if (covered === '@status') return { ...message, status: 500 }
  if (covered === '@method') return { ...message, method: 'DELETE' }
  if (covered.startsWith('@')) return { ...message, url: 'http://other.example/elsewhere?Pet=cat&param=Other' }
  const headers = message.headers.map(([name, value]): [string, string] =>
    name.toLowerCase() === covered ? [name, `${value}0`] : [name, value],
  )
  return { ...message, headers }
}

async function keyFor(algorithm: HttpSignatureAlgorithm, jwk: Vectors['keys'][string]): Promise<HttpVerificationKey> {
  if (algorithm === 'hmac-sha256') return { algorithm, secret: Buffer.from(jwk['k-base64'] ?? '', 'base64') }
  const key = await keyOfJwk(jwk)
  if (!key) throw new Error('the set holds no key for this case')
  return { algorithm, key }
}

const imports: Record<HttpSignatureAlgorithm, object> = {
  'rsa-pss-sha512': { name: 'RSA-PSS', hash: 'SHA-512' },
  'rsa-v1_5-sha256': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  'hmac-sha256': { name: 'HMAC', hash: 'SHA-256' },
  'ecdsa-p256-sha256': { name: 'ECDSA', namedCurve: 'P-256' },
  'ecdsa-p384-sha384': { name: 'ECDSA', namedCurve: 'P-384' },
  ed25519: { name: 'Ed25519' },
}

async function sign(
  message: HttpMessage,
  { label, keyid, alg, covers }: { label: string; keyid: string; alg: HttpSignatureAlgorithm; covers: string[] },
  jwk: Vectors['keys'][string],
): Promise<HttpMessage> {
  const secret = jwk['k-base64']
  const material = secret ? { kty: 'oct', k: Buffer.from(secret, 'base64').toString('base64url') } : jwk
  const key = await crypto.subtle.importKey('jwk', material, imports[alg] as EcKeyImportParams, false, ['sign'])
  const made = await signHttpMessage(message, { label, algorithm: alg, key, keyId: keyid, covers, created: 1618884473 })
  return { ...message, headers: [...message.headers, ...Object.entries(made)] }
}
