import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { record } from '../audit/index.ts'
import { text } from '../base/bytes.ts'
import { parseJson } from '../base/json.ts'
import { instantText, type Now } from '../base/time.ts'
import { CryptoError, type Jwk, verifyJws } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { AccountError } from './errors.ts'
import { addMember, addPerson } from './people.ts'
import { type Session, startSession } from './sessions.ts'
import { insertIdentity, insertState, invitationFor, personKnownAs, takeState } from './store-openid.ts'
import { takeInvitation } from './store-sign-in.ts'
import { hashToken, newToken } from './token.ts'

/** The provider of OpenID Connect the operator named, and how we are known there. */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** What of a person stands in their invitation: `email`, or another claim of the provider. */
  readonly claim: string
}

/** Signing in through a provider: authorization code with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9207). */
export interface OpenId {
  /** Where to send the browser, and what to keep in it until it comes back. Throws `openid_unreachable`. */
  begin(db: Db, back: string): Promise<{ to: string; browser: string }>
  /**
   * Signs in whom the provider names: who is linked to that name, or whom an invitation names; nobody else, and nobody is
   * made up. Throws `openid_refused`, `openid_unknown`, `openid_unreachable`; a state is spent either way.
   */
  finish(db: Db, came: URLSearchParams, browser: string, device?: string): Promise<{ session: Session; back: string }>
}

const LASTS = Temporal.Duration.from({ minutes: 10 })
/** Whose sign-in at the provider is older is asked for it anew: a session there that was left open opens nothing here. */
const MAX_AGE = 300
/** By how much their clock may differ from ours, in seconds. */
const SKEW = 60
const METADATA_LASTS = Temporal.Duration.from({ hours: 1 })
/** Keys are asked for anew at most so often, however many unknown ones are shown. */
const KEYS_EVERY = Temporal.Duration.from({ seconds: 30 })
const PATIENCE = 10_000
const ANSWER_LIMIT = 262_144
/** With a public key alone: never `none`, never a shared secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

const address = z.url().max(2_000)
const metadataSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  userinfo_endpoint: address.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
})
type Metadata = z.infer<typeof metadataSchema>

const keysSchema = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) })
const tokensSchema = z.looseObject({
  id_token: z.string().max(100_000),
  access_token: z.string().max(20_000).optional(),
})
const seconds = z.number().finite()
const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string()).min(1).max(20)]),
  azp: z.string().optional(),
  exp: seconds,
  iat: seconds,
  nbf: seconds.optional(),
  auth_time: seconds,
  nonce: z.string(),
})
type Claims = z.infer<typeof claimsSchema>

/** Sign-in through the provider `settings` name; `ours` is where it sends the browser back to. */
export function openId(settings: OpenIdSettings, ours: string, now: Now): OpenId {
  const { issuer, clientId, clientSecret } = settings
  let metadata: { readonly read: Metadata; readonly at: Temporal.Instant } | undefined
  let keys: { readonly read: readonly Jwk[]; readonly at: Temporal.Instant } | undefined

  const isOver = (at: Temporal.Instant, lasts: Temporal.Duration) => Temporal.Instant.compare(at.add(lasts), now()) <= 0

  async function provider(): Promise<Metadata> {
    if (metadata && !isOver(metadata.at, METADATA_LASTS)) return metadata.read
    const read = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {}, metadataSchema)
    // Discovery §4.3: whoever answers must be who was asked.
    if (read.issuer !== issuer) throw refused('it answers for another issuer')
    const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = read
    const addresses = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint ?? token_endpoint]
    if (issuer.startsWith('https:') && !addresses.every((one) => one.startsWith('https:')))
      throw refused('it has an address without TLS')
    metadata = { read, at: now() }
    return read
  }

  /** The provider's keys; `anew` where it has shown one we do not know. */
  async function keysOf({ jwks_uri }: Metadata, anew: boolean): Promise<readonly Jwk[]> {
    if (keys && !isOver(keys.at, anew ? KEYS_EVERY : METADATA_LASTS)) return keys.read
    const { keys: read } = await ask(jwks_uri, {}, keysSchema)
    keys = { read: read as unknown as Jwk[], at: now() }
    return keys.read
  }

  async function verified(token: string, from: Metadata): Promise<Claims> {
    const check = async (anew: boolean) => verifyJws(token, { keys: await keysOf(from, anew), algorithms })
    const { payload } = await check(false).catch(async (cause) => {
      if (!(cause instanceof CryptoError)) throw cause
      // It may have changed its keys since we asked.
      return check(true).catch((again) => {
        throw again instanceof CryptoError ? refused('its statement is not signed by its keys', again) : again
      })
    })
    const claims = claimsSchema.safeParse(parsed(payload))
    if (!claims.success) throw refused('its statement lacks what it must say', claims.error)
    return claims.data
  }

  /** OpenID Connect Core 1.0 §3.1.3.7. */
  function checkClaims({ iss, aud, azp, exp, iat, nbf, auth_time, nonce }: Claims, expected: string): void {
    const [at, audience] = [now().epochMilliseconds / 1000, [aud].flat()]
    if (iss !== issuer) throw refused('its statement is by another issuer')
    if (!audience.includes(clientId)) throw refused('its statement is for somebody else')
    if (audience.length > 1 && azp === undefined) throw refused('its statement does not say for whom it was made')
    if (azp !== undefined && azp !== clientId) throw refused('its statement was made for somebody else')
    if (exp <= at - SKEW) throw refused('its statement is too old')
    if (iat > at + SKEW || (nbf ?? iat) > at + SKEW) throw refused('its statement is from the future')
    if (auth_time < at - MAX_AGE - SKEW || auth_time > at + SKEW) throw refused('its sign-in is too long ago')
    if (nonce !== expected) throw refused('its statement answers another question')
  }

  async function tokensFor(code: string, verifier: string, from: Metadata) {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: ours,
      code_verifier: verifier,
      client_id: clientId,
    })
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
    const methods = from.token_endpoint_auth_methods_supported
    if (clientSecret !== undefined && methods.includes('client_secret_basic')) {
      // RFC 6749 §2.3.1: both are form-encoded first.
      const pair = [clientId, clientSecret].map((one) => new URLSearchParams({ '': one }).toString().slice(1)).join(':')
      headers.authorization = `Basic ${btoa(pair)}`
    } else if (clientSecret !== undefined) body.set('client_secret', clientSecret)
    return ask(from.token_endpoint, { method: 'POST', headers, body: body.toString() }, tokensSchema)
  }

  /** What the provider says of the person under the claim that invitations name; an address only once it is verified. */
  async function nameOf(claims: Claims, access: string | undefined, from: Metadata): Promise<string | undefined> {
    const { claim } = settings
    let said: Readonly<Record<string, unknown>> = claims
    if (said[claim] === undefined && from.userinfo_endpoint && access) {
      const headers = { authorization: `Bearer ${access}` }
      const info = await ask(from.userinfo_endpoint, { headers }, z.looseObject({ sub: z.string() }))
      if (info.sub !== claims.sub) throw refused('it speaks of somebody else')
      said = info
    }
    const value = said[claim]
    if (typeof value !== 'string' || value === '') return undefined
    if (claim === 'email' && said.email_verified !== true) return undefined
    return value.normalize('NFC').trim().toLowerCase()
  }

  return {
    async begin(db, back) {
      const { authorization_endpoint } = await provider()
      const [state, browser, nonce, verifier] = [newToken(), newToken(), newToken(), newToken()]
      const at = now()
      await insertState(
        db,
        { stateHash: hashToken(state), browserHash: hashToken(browser), nonce, verifier, back },
        instantText(at.add(LASTS)),
        instantText(at),
      )
      const to = new URL(authorization_endpoint)
      const asked = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: ours,
        scope: settings.claim === 'sub' ? 'openid' : 'openid email profile',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        max_age: String(MAX_AGE),
      }
      for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value)
      return { to: to.href, browser }
    },

    async finish(db, came, browser, device) {
      const at = now()
      const state = await takeState(db, hashToken(came.get('state') ?? ''), instantText(at))
      if (!state || !timingSafeEqual(state.browserHash, hashToken(browser)))
        throw refused('this sign-in was not begun here, or was ended already')
      const from = await provider()
      const iss = came.get('iss')
      // RFC 9207: an answer of another provider is not handed to this one.
      if (iss === null ? from.authorization_response_iss_parameter_supported : iss !== issuer)
        throw refused('the answer is by another issuer')
      const code = came.get('code')
      if (!code)
        throw refused(
          `it said ${
            came
              .get('error')
              ?.replace(/[^\w-]/g, '')
              .slice(0, 60) ?? 'nothing'
          }`,
        )
      const tokens = await tokensFor(code, state.verifier, from)
      const claims = await verified(tokens.id_token, from)
      checkClaims(claims, state.nonce)
      const name = await nameOf(claims, tokens.access_token, from)
      const session = await db.transaction().execute(async (tx) => {
        const when = instantText(at)
        const known = await personKnownAs(tx, issuer, claims.sub, when)
        if (known) return startSession(tx, known, 'openid', at, { device })
        const invitation = name === undefined ? undefined : await invitationFor(tx, name, when)
        const used = invitation && (await takeInvitation(tx, invitation, when))
        if (!used)
          throw new AccountError(
            'forbidden',
            'openid_unknown',
            'Nobody here has invited you: ask the head of your office',
          )
        const { org, seat, role } = used
        const person = used.person ?? (await addPerson(tx, { name: used.name }, at)).id
        await addMember(tx, { person, org, seat, role }, used.invitedBy, at)
        await insertIdentity(tx, { issuer, subject: claims.sub, person }, when)
        const body = { issuer, subject: claims.sub }
        await record(tx, { org, by: person, kind: 'identity.linked', about: person, body }, at)
        return startSession(tx, person, 'openid', at, { org, seat, device })
      })
      return { session, back: state.back }
    },
  }
}

async function ask<Shape>(url: string, init: RequestInit, schema: z.ZodType<Shape>): Promise<Shape> {
  const headers = { accept: 'application/json', ...init.headers }
  const signal = AbortSignal.timeout(PATIENCE)
  const response = await fetch(url, { ...init, headers, redirect: 'error', signal }).catch((cause) => {
    throw unreachable('cannot be reached', cause)
  })
  const bytes = await readBounded(response)
  if (!response.ok && response.status >= 500) throw unreachable(`answers ${response.status}`)
  if (!response.ok) throw refused(`it answers ${response.status}`)
  const read = schema.safeParse(parsed(bytes))
  if (!read.success) throw refused('it answers what cannot be read', read.error)
  return read.data
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > ANSWER_LIMIT) throw refused('it answers too much')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseJson(text(bytes))
  } catch (cause) {
    throw refused('it answers what cannot be read', cause)
  }
}

const refused = (why: string, cause?: unknown) =>
  new AccountError('forbidden', 'openid_refused', `The sign-in through the provider was not accepted: ${why}`, {
    cause,
  })

const unreachable = (why: string, cause?: unknown) =>
  new AccountError('unavailable', 'openid_unreachable', `The provider of sign-ins ${why}`, { cause })
