import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RelyingParty, verifyRegistration, verifySignIn } from '../../src/accounts/index.ts'
import { parseHex } from '../../src/base/bytes.ts'
import { type Case, compare } from './case.ts'

type Hex<Fields extends string> = Record<Fields, string>

interface Vectors {
  readonly rpId: string
  readonly origin: string
  readonly vectors: readonly {
    readonly id: string
    readonly registration: Hex<'challenge' | 'credential_id' | 'clientDataJSON' | 'attestationObject'>
    readonly authentication: Hex<'challenge' | 'authenticatorData' | 'clientDataJSON' | 'signature'>
  }[]
}

/**
 * The vectors of Web Authentication Level 3: a registration, then a sign-in with what it gave. Those made inside a
 * frame of another site must be refused, since this relying party never allows framing.
 */
export async function* cases(folder: string): AsyncIterable<Case> {
  const { rpId, origin, vectors }: Vectors = JSON.parse(
    await readFile(join(folder, 'webauthn-l3-vectors.json'), 'utf8'),
  )
  // The devices of the vectors did not verify their user.
  const party: RelyingParty = { name: rpId, id: rpId, origin, userVerification: 'preferred' }
  for (const { id, registration, authentication } of vectors) {
    const framed = isFramed(registration.clientDataJSON) || isFramed(authentication.clientDataJSON)
    const expected = framed ? 'refused' : 'accepted'
    yield compare(id, expected, await attempt(party, registration, authentication))
  }
}

async function attempt(
  party: RelyingParty,
  registration: Vectors['vectors'][number]['registration'],
  authentication: Vectors['vectors'][number]['authentication'],
): Promise<string> {
  const id = base64url(registration.credential_id)
  const answer = (response: Record<string, string>) => ({
    id,
    rawId: id,
    type: 'public-key',
    response: Object.fromEntries(Object.entries(response).map(([name, value]) => [name, base64url(value)])),
  })
  try {
    const { clientDataJSON, attestationObject } = registration
    const made = answer({ clientDataJSON, attestationObject })
    const passkey = await verifyRegistration(party, base64url(registration.challenge), made)
    const { challenge, ...assertion } = authentication
    await verifySignIn(party, base64url(challenge), answer(assertion), passkey)
    return 'accepted'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'passkey_refused') return 'refused'
    throw error
  }
}

const base64url = (hex: string): string => parseHex(hex).toBase64({ alphabet: 'base64url', omitPadding: true })

const isFramed = (clientDataJSON: string): boolean =>
  JSON.parse(new TextDecoder().decode(parseHex(clientDataJSON))).crossOrigin === true
