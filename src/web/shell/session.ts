import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { findActor, type Session, sessionCookie } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { refusedTo } from '../refusal.ts'
import type { Env } from './env.ts'

/** Finds out who is signed in; nobody is fine. */
export function session({ db, now }: { db: Db; now: Now }): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = getCookie(c, sessionCookie)
    const actor = token ? await findActor(db, token, now()) : undefined
    c.set('actor', actor)
    if (actor) c.var.spend?.(actor)
    await next()
    c.set('refused', refusedTo(c.var.reader))
  }
}

export const sessionToken = (c: Context): string | undefined => getCookie(c, sessionCookie)

export function keepSession(c: Context, { token, expires }: Session, secure: boolean): void {
  setCookie(c, sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure, expires: new Date(expires) })
}

/** Takes the session out of the browser, and the form token that went with it. */
export function forgetSession(c: Context): void {
  deleteCookie(c, sessionCookie, { path: '/' })
  deleteCookie(c, 'comity_form', { path: '/' })
}
