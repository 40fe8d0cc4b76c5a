import { createHash, createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** For so many seconds a webhook may have been on its way. */
const OLDEST = 300

/**
 * Whether a webhook is by this organisation, for this address, with this body, and new: an HTTP message signature (RFC 9421)
 * by its Ed25519 key. All that is needed is what Node brings.
 */
export function isFrom(
  { org, signing }: { org: string; signing: string },
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  url: string,
  body: Uint8Array,
  now = Date.now() / 1000,
): boolean {
  const field = (name: string) => String(request.headers[name] ?? '')
  const input = /^comity=(\(([^)]*)\);created=(\d+);keyid="([^"]+)";tag="comity-webhook")$/.exec(
    field('signature-input'),
  )
  const signature = /^comity=:([A-Za-z0-9+/=]+):$/.exec(field('signature'))?.[1]
  if (!input || !signature) return false
  const [, parameters, names = '', created = '', keyId] = input
  if (keyId !== org || Math.abs(now - Number(created)) > OLDEST) return false
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
  if (field('content-digest') !== digest) return false
  const values: Record<string, string> = { '@method': request.method ?? '', '@target-uri': url }
  const covered = names.split(' ').map((name) => name.slice(1, -1))
  if (!['@method', '@target-uri', 'content-digest'].every((name) => covered.includes(name))) return false
  const lines = covered.map((name) => `"${name}": ${values[name] ?? field(name)}`)
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n')
  const x = Buffer.from(signing, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, Buffer.from(base), key, Buffer.from(signature, 'base64'))
}
