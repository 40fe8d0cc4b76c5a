import { z } from 'zod'
import { base64, parseBase64, text } from '../base/bytes.ts'
import { parseJson } from '../base/json.ts'
import { type SigningKey, verify } from '../crypto/index.ts'
import { AccountError } from './errors.ts'

/** Keeps signing keys where this instance cannot read them: a hardware module, a key service, a process of its own. */
export interface ExternalSigner {
  /** Makes an Ed25519 key for an organisation, or finds the one it made before; answers with its public part. */
  create(org: string): Promise<Uint8Array<ArrayBuffer>>
  /** The organisation's key, to sign with. */
  keyOf(org: string, publicKey: Uint8Array<ArrayBuffer>): SigningKey
}

/** How long a signature may take: a transaction waits for it. */
const PATIENCE = 10_000
const ANSWER_LIMIT = 4_096
const made = z.object({ publicKey: z.base64() })
const signed = z.object({ signature: z.base64() })

/**
 * A signer that is asked over HTTP: `POST …/keys` with `{ organisation }` answers `{ publicKey }`, `POST …/signatures` with
 * `{ organisation, publicKey, bytes }` answers `{ signature }`, all in base64; `token` goes along as a bearer. Every
 * signature is checked before it is used. What it throws is `unavailable`: `signer_unreachable`, `bad_signer`.
 */
export function signerAt(url: string, token?: string): ExternalSigner {
  const ask = async <Answer>(path: string, input: object, schema: z.ZodType<Answer>): Promise<Answer> => {
    const response = await fetch(`${url}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(input),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    }).catch((cause) => {
      throw unavailable('signer_unreachable', 'The signer of this instance cannot be reached', cause)
    })
    const bytes = response.ok ? await response.bytes().catch(() => undefined) : undefined
    if (!bytes || bytes.length > ANSWER_LIMIT)
      throw unavailable('bad_signer', `The signer of this instance answers ${response.status}`)
    const read = schema.safeParse(jsonIn(bytes))
    if (!read.success)
      throw unavailable('bad_signer', 'The signer of this instance answers what is no key or signature')
    return read.data
  }
  return {
    async create(organisation) {
      const { publicKey } = await ask('keys', { organisation }, made)
      const key = new Uint8Array(parseBase64(publicKey))
      if (key.length !== 32)
        throw unavailable('bad_signer', 'The signer of this instance gives a key that is not Ed25519')
      return key
    },
    keyOf: (organisation, publicKey) => ({
      publicKey,
      async sign(bytes) {
        const input = { organisation, publicKey: base64(publicKey), bytes: base64(bytes) }
        const signature = new Uint8Array(parseBase64((await ask('signatures', input, signed)).signature))
        if (!(await verify(publicKey, bytes, signature)))
          throw unavailable('bad_signer', 'The signer of this instance signs with another key')
        return signature
      },
    }),
  }
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseJson(text(bytes))
  } catch {
    return undefined
  }
}

const unavailable = (code: 'signer_unreachable' | 'bad_signer', message: string, cause?: unknown) =>
  new AccountError('unavailable', code, message, { cause })
