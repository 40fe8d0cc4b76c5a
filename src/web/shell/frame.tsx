import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Actor } from '../../accounts/index.ts'
import { readerOf } from '../reader.ts'
import { languageFor } from '../texts/languages.ts'
import { urls } from '../urls.ts'
import { type Env, type Theme, themes } from './env.ts'
import { Layout } from './layout.tsx'
import { leftInEnglish } from './left-in-english.ts'

export interface FrameParts {
  readonly translate: (text: string, language: string) => string
  /** IANA zone in which instants are shown. */
  readonly zone: string
  readonly demonstration: boolean
}

/** Finds out for whom a page is written, and puts the frame around what the page renders. */
export function frame({ translate, zone, demonstration }: FrameParts): MiddlewareHandler<Env> {
  return async (c, next) => {
    const language = languageFor(getCookie(c, 'comity_language'), c.req.header('accept-language'))
    const left = new Set<string>()
    const of = readerOf(language, zone, translate)
    const reader = {
      ...of,
      law: (text: string) => {
        const said = of.law(text)
        if (language !== 'en' && said === text) left.add(text)
        return said
      },
    }
    const theme = themes.find((one) => one === getCookie(c, 'comity_theme')) ?? 'auto'
    c.set('reader', reader)
    c.set('theme', theme)
    c.setRenderer((content, page) =>
      c.html(
        `<!doctype html>${leftInEnglish(
          (<Layout {...page} {...around(c)} demonstration={demonstration} content={content} />).toString(),
          left,
        )}`,
      ),
    )
    await next()
  }
}

function around(c: Context<Env>) {
  const { pathname, search } = new URL(c.req.url)
  const { reader, theme, formToken = '', actor } = c.var
  const here = c.req.method === 'GET' ? `${pathname}${search}` : urls.front
  return { reader, theme: theme satisfies Theme, token: formToken, visitor: actor && visitorOf(actor), here }
}

const visitorOf = ({ name, orgName, seat }: Actor) => ({ name, organisation: orgName, seat })
