import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { offered } from '../texts/languages.ts'
import { placeHere, urls } from '../urls.ts'
import { type Env, themes } from './env.ts'

/** POST /preferences: language and appearance, kept in the browser; then back to where the reader was. */
export function preferences({ secure }: { secure: boolean }) {
  return new Hono<Env>().post(urls.preferences, async (c) => {
    const { language, theme, back } = await c.req.parseBody()
    const keep = { path: '/', sameSite: 'Lax', secure, maxAge: 34_560_000 } as const
    const chosen = offered.find((one) => one === language)
    if (chosen) setCookie(c, 'comity_language', chosen, keep)
    const look = themes.find((one) => one === theme)
    if (look) setCookie(c, 'comity_theme', look, keep)
    return c.redirect(placeHere(typeof back === 'string' ? back : undefined), 303)
  })
}
