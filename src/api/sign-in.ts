import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { AccountError, type Actor, findActor, findProgram, isProgramToken, sessionCookie } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'

/** Who asks; throws `not_signed_in` for nobody. The first thing every handler of a resource that is somebody's does. */
export type WhoAsks = (c: Context) => Promise<Actor>

/**
 * By `Authorization: Bearer TOKEN` with a session or the token of a program, or by the cookie of the pages. A browser sends the cookie along whoever asks it to,
 * so that a change by cookie must come from our own site: `other_site` otherwise, and where the browser does not say.
 */
export function whoAsks({ db, now }: { db: Db; now: Now }): WhoAsks {
  return async (c) => {
    c.header('cache-control', 'no-store')
    const token = tokenOf(c)
    const find = isProgram(c) ? findProgram : findActor
    const actor = token === undefined ? undefined : await find(db, token, now())
    if (!actor) throw new AccountError('forbidden', 'not_signed_in', 'Sign in, and send the session as a bearer token')
    c.set('actor', actor)
    c.var.spend?.(actor)
    if (bearerOf(c) === undefined && !['GET', 'HEAD'].includes(c.req.method) && !comesFromHere(c)) {
      throw new DomainError('forbidden', 'other_site', 'A session cookie changes something only from our own pages')
    }
    return actor
  }
}

export const tokenOf = (c: Context): string | undefined => bearerOf(c) ?? getCookie(c, sessionCookie)

const isProgram = (c: Context): boolean => isProgramToken(bearerOf(c) ?? '')

const bearerOf = (c: Context): string | undefined =>
  /^Bearer +([\w.~+/=-]{1,500})$/i.exec(c.req.header('authorization') ?? '')?.[1]

function comesFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin') ?? ''
  return URL.canParse(origin) && new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host)
}
