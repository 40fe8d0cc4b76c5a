import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { z } from 'zod'
import { text } from '../base/bytes.ts'
import { concat } from '../crypto/index.ts'
import { AccountError } from './errors.ts'

/** This instance as passkeys know it. */
export interface RelyingParty {
  readonly name: string
  /** The domain a passkey is bound to. */
  readonly id: string
  readonly origin: string
  /** Whether the device must know its owner (by finger, face or PIN), or touching it is enough. */
  readonly userVerification: 'required' | 'preferred'
}

/** COSE numbers of what a passkey may sign with: Ed25519, ECDSA on P-256, P-384 and P-521, RSA PKCS #1 v1.5. */
export const algorithms = [-8, -7, -35, -36, -257]

/** How passkeys know the instance that is reached at this address. */
export function relyingParty(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl)
  return { name: 'Comity', id: hostname, origin, userVerification: 'required' }
}

export interface Passkey {
  /** The credential id, base64url. */
  readonly id: string
  /** COSE. */
  readonly publicKey: Uint8Array
  /** How often the device says it was used; 0 for ever if it does not count. */
  readonly counter: number
  readonly transports: readonly string[]
  readonly backedUp: boolean
}

/** The browser's words are a stranger's: nothing is read of them but this, and no more than this much. */
const base64url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/)
const envelope = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
}
const registration = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
})
const signIn = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url
      .optional()
      .nullable()
      .transform((handle) => handle ?? undefined),
  }),
})
const clientData = z.object({
  challenge: base64url,
  crossOrigin: z.boolean().default(false),
  topOrigin: z.string().optional(),
})

export function readRegistration(input: unknown): { response: RegistrationResponseJSON; challenge: string } {
  const response = parse(registration, input)
  return { response: response as RegistrationResponseJSON, challenge: readChallenge(response.response.clientDataJSON) }
}

export function readSignIn(input: unknown): { response: AuthenticationResponseJSON; challenge: string } {
  const response = parse(signIn, input)
  return { response, challenge: readChallenge(response.response.clientDataJSON) }
}

/** Web Authentication Level 3 §7.1. Throws `forbidden` / `passkey_refused`. */
export async function verifyRegistration(party: RelyingParty, challenge: string, input: unknown): Promise<Passkey> {
  const { response } = readRegistration(input)
  const result = await refused(async () =>
    verifyRegistrationResponse({
      response: withoutAttestation(response),
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: party.userVerification === 'required',
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (!result.verified) throw refusal()
  const { id, publicKey, counter } = result.registrationInfo.credential
  const backedUp = result.registrationInfo.credentialBackedUp
  return { id, publicKey, counter, transports: response.response.transports ?? [], backedUp }
}

/** Web Authentication Level 3 §7.2: the new count of uses. Throws `forbidden` / `passkey_refused`. */
export async function verifySignIn(
  party: RelyingParty,
  challenge: string,
  input: unknown,
  passkey: Passkey,
): Promise<{ counter: number }> {
  const { response } = readSignIn(input)
  const { id, counter } = passkey
  const result = await refused(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: { id, publicKey: new Uint8Array(passkey.publicKey), counter },
      requireUserVerification: party.userVerification === 'required',
    }),
  )
  if (!result.verified) throw refusal()
  return { counter: result.authenticationInfo.newCounter }
}

/** CBOR: `{ fmt: "none", attStmt: {}, authData: bytes }`, up to the length of the bytes. */
const NO_ATTESTATION = Uint8Array.fromHex('a363666d74646e6f6e656761747453746d74a068617574684461746159')

/**
 * We ask for no statement about the make of the device, trust no maker, and so act on none: a device that sends one
 * all the same is taken without it (§5.4.7 `none`). A statement by the passkey itself is still checked.
 */
function withoutAttestation(response: RegistrationResponseJSON): RegistrationResponseJSON {
  const decoded = decodeAttestationObject(fromBase64url(response.response.attestationObject))
  const format = decoded.get('fmt')
  if (format === 'none' || format === 'packed') return response
  const data = decoded.get('authData')
  const length = Uint8Array.of(data.length >> 8, data.length & 0xff)
  const attestationObject = concat(NO_ATTESTATION, length, data).toBase64({ alphabet: 'base64url', omitPadding: true })
  return { ...response, response: { ...response.response, attestationObject } }
}

const fromBase64url = (encoded: string) => Uint8Array.fromBase64(encoded, { alphabet: 'base64url' })

/** The challenge the browser says it answered. A ceremony inside a frame of another site is refused: §7.1 and §7.2, `crossOrigin`. */
function readChallenge(encoded: string): string {
  const data = parse(clientData, parseJson(encoded))
  if (data.crossOrigin || data.topOrigin !== undefined) throw refusal()
  return data.challenge
}

function parseJson(encoded: string): unknown {
  try {
    return JSON.parse(text(fromBase64url(encoded)))
  } catch (cause) {
    throw refusal(cause)
  }
}

function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input)
  if (!result.success) throw refusal(result.error)
  return result.data
}

async function refused<Result>(check: () => Promise<Result>): Promise<Result> {
  try {
    return await check()
  } catch (cause) {
    throw refusal(cause)
  }
}

export const refusal = (cause?: unknown) =>
  new AccountError(
    'forbidden',
    'passkey_refused',
    'This passkey was not accepted: try again, or ask for a new invitation',
    { cause },
  )
