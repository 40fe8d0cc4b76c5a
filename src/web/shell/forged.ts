import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { WebError } from '../errors.ts'
import type { Env } from './env.ts'

export interface FormGuard {
  /** Only this instance knows it; a token is made with it from the browser's own cookie. */
  readonly secret: Uint8Array
  /** Cookies only over TLS. */
  readonly secure: boolean
}

const COOKIE = 'comity_form'

/**
 * Refuses a change another site asks for: the browser must say the form is ours (`Sec-Fetch-Site`, else `Origin`),
 * and the form must hold the token that belongs to the browser's cookie. Throws `forbidden` / `forged_form`.
 * A form with files carries its token in the header or as `form_token` in the address: its body is for a stream.
 */
export function refuseForged({ secret, secure }: FormGuard): MiddlewareHandler<Env> {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'comity: form tokens', 32))
  return async (c, next) => {
    let cookie = getCookie(c, COOKIE)
    if (!cookie || !/^[\w-]{22,64}$/.test(cookie)) {
      cookie = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
      setCookie(c, COOKIE, cookie, { path: '/', httpOnly: true, sameSite: 'Lax', secure })
    }
    const expected = createHmac('sha256', key).update(cookie).digest('base64url')
    c.set('formToken', expected)
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      if (!comesFromHere(c)) throw new WebError('forbidden', 'forged_form', 'The form comes from another site')
      if (!same(await tokenOf(c), expected))
        throw new WebError('forbidden', 'forged_form', 'The form has no valid token')
    }
    await next()
  }
}

function comesFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host)
}

async function tokenOf(c: Context): Promise<string> {
  const header = c.req.header('x-form-token')
  if (header !== undefined) return header
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return c.req.query('form_token') ?? ''
  const { form_token: token } = await c.req.parseBody()
  return typeof token === 'string' ? token : ''
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
